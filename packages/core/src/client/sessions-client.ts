import type { SessionsClient, WriteOptions } from './client.js';
import { keyed } from './keyed.js';
import type { Transport } from './transport.js';

export function createSessionsClient({ json }: Transport): SessionsClient {
  const post = <Result>(path: readonly string[], options?: WriteOptions, body?: unknown): Promise<Result> =>
    json({ method: 'POST', path: ['sessions', ...path], body, options: keyed(options) });
  return {
    list: (input, options) => json({ path: ['sessions'], query: { ...input }, options }),
    get: (id, options) => json({ path: ['sessions', id], options }),
    create: (input, options) => post([], options, input),
    start: (id, options) => post([id, 'start'], options),
    end: (id, options) => post([id, 'end'], options),
    cancel: (id, options) => post([id, 'cancel'], options),
    reopen: (id, options) => post([id, 'reopen'], options),
    join: (id, input, options) => post([id, 'connections'], options, input),
  };
}
