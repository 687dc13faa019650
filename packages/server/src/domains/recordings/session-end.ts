import type { FactHandler } from '../../platform/outbox/fact.js';
import type { RecordingsDeps } from './deps.js';
import { stopRecording } from './recording-states.js';
import { readRecording, readRunning } from './recordings.store.js';

/** A session that is over is no longer recorded. */
export function stopsWithSession(deps: RecordingsDeps): FactHandler {
  return {
    name: 'recordings-stop-with-session',
    types: ['session-changed'],
    async handle(tx, { tenant, data }) {
      const sessionId = String(data['sessionId']);
      const running = await readRunning(tx, tenant, sessionId);
      if (!running) return;
      // As it is now: it may have been reopened since.
      const session = await deps.sessions.read(tx, tenant, sessionId);
      if (session?.row.state !== 'ended' && session?.row.state !== 'cancelled') return;
      const row = await readRecording(tx, running, { lock: true });
      const now = deps.clock.now();
      if (row) await stopRecording(tx, deps, row, { endedAt: session.row.ended_at ?? now, now });
    },
  };
}
