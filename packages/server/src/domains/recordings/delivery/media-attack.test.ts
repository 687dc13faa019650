import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestLectern, TEST_NOW, TEST_URL } from '../../../testing/create-test-lectern.js';
import { createPgliteTestDatabase } from '../../../testing/test-database.js';
import { jsonLog } from '../../../ports/log/json-log.js';
import { settableClock } from '../../../ports/clock/settable-clock.js';
import { temporaryStore } from '../../../ports/object-store/temporary-store.js';
import { codeOf, createsMediaWorld } from './media-world.fixture.js';
import { TABLE_ETAG, TABLE_SIZE, tableBytes } from './range-table.fixture.js';
import { ANA, HOST, makeRecording, makeSession } from './ready-recording.fixture.js';

const STATUSES = [200, 206, 304, 400, 403, 404, 405, 412, 416, 422];

describe('hostile requests for media', () => {
  const world = createsMediaWorld({ name: 'pglite', createDatabase: createPgliteTestDatabase });

  it('answers any headers with bytes of the file or a refusal, never with a fault', async () => {
    const src = await world.srcOf(ANA);
    const value = fc.oneof(
      fc.stringMatching(/^[\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff]{0,60}[\x21-\x7e\x80-\xff])?$/),
      fc
        .array(fc.tuple(fc.nat(1_200), fc.nat(1_200)), { maxLength: 5 })
        .map(
          (spans) => `bytes=${spans.map(([first, last]) => `${String(first)}-${String(last)}`).join(',')}`,
        ),
      fc.constantFrom(`"${TABLE_ETAG}"`, '*', 'bytes=0-1', TEST_NOW.toUTCString(), '"'.repeat(100)),
    );
    const names = [
      'range',
      'if-range',
      'if-match',
      'if-none-match',
      'if-modified-since',
      'if-unmodified-since',
      'origin',
      'accept-encoding',
      'x-request-id',
      'authorization',
      'idempotency-key',
    ];
    const headers = fc.dictionary(fc.constantFrom(...names), value);
    const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'POST');
    await fc.assert(
      fc.asyncProperty(method, headers, async (verb, given) => {
        const response = await world.fetchMedia(src, { method: verb, headers: given });
        const bytes = new Uint8Array(await response.arrayBuffer());
        expect([...STATUSES, 204]).toContain(response.status);
        if (verb === 'HEAD') expect(bytes).toHaveLength(0);
        if (verb !== 'GET' || !response.ok) return;
        expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
        const [, start = '0'] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
        expect(bytes).toEqual(tableBytes().subarray(Number(start), Number(start) + bytes.byteLength));
        expect(response.status).toBe(
          bytes.byteLength === TABLE_SIZE && !response.headers.has('content-range') ? 200 : 206,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('answers any ticket and any name of a file with a refusal', async () => {
    const [, good = ''] = /media\/([^/]+)/.exec(await world.srcOf(ANA)) ?? [];
    const [head = '', claims = '', signature = ''] = good.split('.');
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(head, claims, signature, '', '.', '..', '../..', '%2e%2e', '\u0000', 'x'.repeat(9_000)),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const hostile = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('.')),
      // One bit of a good one.
      fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 127 })).map(([at, bits]) => {
        const changed = String.fromCharCode(good.charCodeAt(at) ^ bits);
        return good.slice(0, at) + changed + good.slice(at + 1);
      }),
    );
    const path = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
    await fc.assert(
      fc.asyncProperty(hostile, fc.oneof(fc.constant('0.mp4'), piece), async (ticket, file) => {
        // The last characters of base64 may hold bits that say nothing.
        fc.pre(!isSameSignature(ticket, good));
        const response = await world.fetchMedia(`${TEST_URL}/v1/media/${path(ticket)}/${path(file)}`);
        expect([400, 403, 404, 422]).toContain(response.status);
        await response.body?.cancel();
      }),
      { numRuns: 400 },
    );
    expect(world.reads).toHaveLength(0);
  });

  it('lets nobody out of a recording by the name of a file', async () => {
    const src = await world.srcOf(ANA);
    const other = await world.record([{ bytes: tableBytes(5), etag: 'other' }]);
    for (const name of [
      `..%2f${other}%2f0.mp4`,
      '%2fetc%2fpasswd',
      '0.mp4/..%2f0.mp4',
      '0.mp4;x',
      '0.MP4',
      '0.mp4%20',
    ])
      expect([name, await codeOf(await world.fetchMedia(src.replace('0.mp4', name)))]).toEqual([
        name,
        '404 NOT_FOUND',
      ]);
  });
});

describe('a flood of ranges', () => {
  it('is refused for one person, and nobody else', async () => {
    const store = temporaryStore();
    const lines: string[] = [];
    const log = jsonLog({
      clock: settableClock(TEST_NOW),
      level: 'debug',
      write: (line) => lines.push(line),
    });
    const server = await createTestLectern({ rateLimits: {}, objectStore: store, log });
    try {
      const sessionId = await makeSession(server);
      const id = await makeRecording(server, store, {
        sessionId,
        name: 'flood',
        files: [{ bytes: tableBytes(), etag: TABLE_ETAG }],
      });
      const srcOf = async (as: typeof ANA): Promise<string> =>
        (await server.request('POST', `/v1/recordings/${id}/playback`, { as })).body.sources[0].src as string;
      const [ana, host] = [await srcOf(ANA), await srcOf(HOST)];
      const ask = async (src: string): Promise<Response> =>
        server.lectern.fetch(new Request(src, { headers: { range: 'bytes=0-0' } }));
      const statuses: number[] = [];
      for (let round = 0; round < 210; round += 1) {
        const response = await ask(ana);
        statuses.push(response.status);
        await response.arrayBuffer();
      }
      expect(statuses.slice(0, 200).every((status) => status === 206)).toBe(true);
      expect(statuses.slice(200).every((status) => status === 429)).toBe(true);
      const refused = await ask(ana);
      expect([refused.headers.get('retry-after'), await codeOf(refused)]).toEqual(['1', '429 RATE_LIMITED']);
      expect((await ask(host)).status).toBe(206);
      server.clock.set(new Date(TEST_NOW.getTime() + 1000));
      expect((await ask(ana)).status).toBe(206);
      // Who saw what is written once a ticket, and no ticket is written at all.
      const viewed = lines.filter((line) => line.includes('a recording is viewed'));
      expect(viewed).toHaveLength(2);
      expect(lines.join('\n')).not.toMatch(/eyJ/);
    } finally {
      await server.stop();
      await store.close();
    }
  });
});

function isSameSignature(one: string, other: string): boolean {
  const [head, claims, signature = ''] = one.split('.');
  const [otherHead, otherClaims, otherSignature = ''] = other.split('.');
  const bytes = (text: string): string => Buffer.from(text, 'base64url').toString('hex');
  return (
    one.split('.').length === 3 &&
    head === otherHead &&
    claims === otherClaims &&
    bytes(signature) === bytes(otherSignature)
  );
}
