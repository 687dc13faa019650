import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPgliteTestDatabase } from '../../../testing/test-database.js';
import { createsMediaWorld } from './media-world.fixture.js';
import { listenWithNode, nginxMissing, startNginx, type Listening } from './proxied-media.fixture.js';
import {
  expectedOf,
  nameOf,
  RANGE_TABLE,
  readAnswer,
  TABLE_ETAG,
  tableBytes,
} from './range-table.fixture.js';
import { ANA } from './ready-recording.fixture.js';

const MIB = 1024 * 1024;
const BIG = 64 * MIB;
/** A proxy that writes to its disk meanwhile takes longer than one. */
const STILL_ROUNDS = 100;

const missing = nginxMissing();
const FRONTS = [
  { name: "Node's server", missing: undefined, start: undefined },
  { name: missing === undefined ? 'nginx' : `nginx: ${missing}`, missing, start: startNginx },
];

/** Without holding it in memory. */
async function* manyBytes(size: number): AsyncGenerator<Uint8Array> {
  const block = tableBytes(251 * 4096);
  for (let left = size; left > 0; left -= block.byteLength)
    yield block.subarray(0, Math.min(left, block.byteLength));
}

// On one engine: the wire is the same whatever the database is.
describe('media over the wire', () => {
  const world = createsMediaWorld({ name: 'pglite', createDatabase: createPgliteTestDatabase });
  let node: Listening;
  beforeAll(async () => {
    node = await listenWithNode({ fetch: (request, info) => world.server.lectern.fetch(request, info) });
  });
  afterAll(() => node.close());

  describe.each(FRONTS.map((front) => [front.name, front] as const))('through %s', (_name, front) => {
    let listening: Listening;
    beforeAll(async () => {
      if (front.missing === undefined) listening = front.start ? await front.start(node.url) : node;
    });
    afterAll(async () => {
      if (front.start && front.missing === undefined) await listening.close();
    });
    const through = async (id?: string): Promise<string> => {
      const src = new URL(await world.srcOf(ANA, id));
      return `${listening.url}${src.pathname}`;
    };
    const test = front.missing === undefined ? it : it.skip;

    test.each(RANGE_TABLE.map((row) => [nameOf(row), row] as const))('%s', async (_row, row) => {
      const response = await fetch(await through(), { method: row.method, headers: row.headers });
      expect(await readAnswer(row, response)).toEqual(expectedOf(row));
    });

    test('answers HEAD with the headers of GET, and the connection is good for more', async () => {
      const src = await through();
      for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
        const response = await fetch(src, { method, headers: { 'accept-encoding': 'gzip' } });
        const { headers } = response;
        expect([method, response.status, headers.get('content-length'), headers.get('etag')]).toEqual([
          method,
          200,
          '1000',
          `"${TABLE_ETAG}"`,
        ]);
        expect(headers.has('content-encoding')).toBe(false);
        expect((await response.arrayBuffer()).byteLength).toBe(method === 'HEAD' ? 0 : 1000);
      }
    });

    test('reads the end of a big file without its beginning', async () => {
      const id = await world.record([{ bytes: manyBytes(BIG), etag: 'big' }]);
      const src = await through(id);
      const response = await fetch(src, { headers: { range: 'bytes=-100000' } });
      expect([response.status, response.headers.get('content-range')]).toEqual([
        206,
        `bytes ${String(BIG - 100_000)}-${String(BIG - 1)}/${String(BIG)}`,
      ]);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(bytes[0]).toBe((BIG - 100_000) % 251);
      expect(bytes.byteLength).toBe(100_000);
      const whole = await fetch(src);
      let size = 0;
      for await (const chunk of whole.body!) size += chunk.byteLength;
      expect(size).toBe(BIG);
    });

    test('frees the reader when clients go, and reads no faster than they do', async () => {
      const id = await world.record([{ bytes: manyBytes(BIG), etag: 'big' }]);
      const src = await through(id);
      world.reads.length = 0;
      const clients = await Promise.all(
        Array.from({ length: 5 }, () => new Promise<IncomingMessage>((resolve) => get(src, resolve))),
      );
      // Nobody reads: the buffers on the way fill, then it stands still.
      for (let before = -1, still = 0; still < STILL_ROUNDS; before = sum()) {
        await quiet();
        still = before === sum() ? still + 1 : 0;
      }
      expect(sum()).toBeLessThan(5 * 16 * MIB);
      for (const client of clients) client.destroy();
      while (world.reads.some(({ cancelled }) => !cancelled)) await quiet();
      expect(world.reads).toHaveLength(5);
    });
    const sum = (): number => world.reads.reduce((total, { bytes }) => total + bytes, 0);
  });
});

/** Lets everything that is on its way arrive. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
