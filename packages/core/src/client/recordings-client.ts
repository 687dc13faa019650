import type { RecordingsClient, WriteOptions } from './client.js';
import { keyed } from './keyed.js';
import type { Transport } from './transport.js';

export function createRecordingsClient({ json }: Transport): RecordingsClient {
  const post = <Result>(path: readonly string[], options?: WriteOptions, body?: unknown): Promise<Result> =>
    json({ method: 'POST', path, body, options: keyed(options) });
  return {
    list: (input, options) => json({ path: ['recordings'], query: { ...input }, options }),
    get: (id, options) => json({ path: ['recordings', id], options }),
    announce: (sessionId, options) => post(['sessions', sessionId, 'recordings'], options),
    openPart: (id, input, options) => post(['recordings', id, 'parts'], options, input),
    renewUpload: (partId, options) => post(['parts', partId, 'ticket'], options),
    stop: (id, options) => post(['recordings', id, 'stop'], options),
    playback: (id, options) => post(['recordings', id, 'playback'], options),
    download: (id, options) => post(['recordings', id, 'download'], options),
    setPosition: (id, input, options) =>
      json({ method: 'PUT', path: ['recordings', id, 'position'], body: input, options }),
    keep: (id, input, options) =>
      json({ method: 'PUT', path: ['recordings', id, 'keep'], body: input, options }),
    delete: (id, options) => json({ method: 'DELETE', path: ['recordings', id], options }),
    restore: (id, options) => post(['recordings', id, 'restore'], options),
  };
}
