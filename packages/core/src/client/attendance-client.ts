import type { AttendanceClient } from './client.js';
import type { Transport } from './transport.js';

export function createAttendanceClient({ json }: Transport): AttendanceClient {
  return { get: (sessionId, options) => json({ path: ['sessions', sessionId, 'attendance'], options }) };
}
