import type { ConnectionsClient } from './client.js';
import type { Call, Transport } from './transport.js';

// What is repeated by its caller soon anyway gives up early.
const URGENT_MS = 8_000;

export function createConnectionsClient({ json }: Transport): ConnectionsClient {
  const post = <Result>(id: string, action: string, call: Partial<Call>): Promise<Result> =>
    json({ method: 'POST', path: ['connections', id, action], ...call });
  return {
    get: (id, options) => json({ path: ['connections', id], options }),
    heartbeat: (id, options) => post(id, 'heartbeat', { options, timeoutMs: URGENT_MS }),
    ticket: (id, options) => post(id, 'ticket', { options, repeatable: true }),
    setMedia: (id, body, options) =>
      json({ method: 'PUT', path: ['connections', id, 'media'], body, options }),
    sendSignals: (id, body, options) => post(id, 'signals', { body, options, timeoutMs: URGENT_MS }),
    leave: (id, options) => post(id, 'leave', { options, keepalive: true, repeatable: true }),
  };
}
