import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLectern, TEST_URL, type TestLectern } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { jsonLog } from '../../ports/log/json-log.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import { temporaryStore } from '../../ports/object-store/temporary-store.js';
import { ANA, atMinute, digestOf, fakeWebm, partId, STRANGER, TestRecorder } from './recorder.fixture.js';

const codeOf = ({ body }: { readonly body: unknown }): string | undefined =>
  (body as { error?: { code: string } } | undefined)?.error?.code;

describeOnEachEngine('uploading a recording', (engine) => {
  let server: TestLectern;
  let recorder: TestRecorder;
  const store = temporaryStore();
  beforeAll(async () => {
    const on = await engine.createDatabase();
    server = await createTestLectern({ on, objectStore: store });
  });
  afterAll(async () => {
    await server.stop();
    await store.close();
  });
  const begin = async (name: string): Promise<{ readonly id: string; readonly url: string }> => {
    recorder = await TestRecorder.start(server, {
      startsAt: undefined,
      kind: 'community',
      durationMinutes: undefined,
    });
    const { id } = await recorder.announce();
    const { url } = await recorder.open(id, name);
    return { id, url };
  };

  it('takes chunks in any order, at once and twice, and says what is safe', async () => {
    const { id, url } = await begin('order');
    expect((await recorder.get(id)).state).toBe('announced');
    expect((await recorder.put(url, 3, fakeWebm(3))).status).toBe(204);
    expect((await recorder.get(id)).state).toBe('uploading');
    const answers = await Promise.all([1, 1, 4, 0, 1].map((n) => recorder.put(url, n, fakeWebm(n))));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await recorder.received(url)).toEqual({
      ranges: [
        [0, 1],
        [3, 4],
      ],
      bytes: 4_000,
    });
    const objects = [];
    for await (const { key } of store.list(`chunks/${id}/`)) objects.push(key);
    expect(objects.length).toBe(4);
  });

  it('refuses other bytes under a number that came, also when both come at once', async () => {
    const { id, url } = await begin('conflict');
    expect((await recorder.put(url, 0, fakeWebm(1))).status).toBe(204);
    const other = await recorder.put(url, 0, fakeWebm(2));
    expect([other.status, codeOf(other)]).toEqual([409, 'CHUNK_CONFLICT']);
    const rivals = await Promise.all([5, 6, 7].map((seed) => recorder.put(url, 1, fakeWebm(seed))));
    expect(rivals.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const kept: string[] = [];
    for await (const { key } of store.list(`chunks/${id}/`)) kept.push(key);
    expect(kept.length).toBe(2);
  });

  it('keeps nothing of what is not what it says', async () => {
    const { id, url } = await begin('false');
    const good = fakeWebm(1);
    const cases: readonly (readonly [string, Parameters<TestRecorder['put']>[2], object, string])[] = [
      ['another digest', good, { headers: { 'content-digest': digestOf(fakeWebm(2)) } }, 'DIGEST_MISMATCH'],
      ['no digest', good, { headers: { 'content-digest': 'md5=:abc=:' } }, 'INVALID_INPUT'],
      ['too long', new Uint8Array(8 * 1024 * 1024 + 1), {}, 'BODY_TOO_LARGE'],
      ['nothing', new Uint8Array(), {}, 'INVALID_INPUT'],
      ['no film', new TextEncoder().encode('<html>no film'), {}, 'UNSUPPORTED_MEDIA_TYPE'],
      ['another container', new Uint8Array([0, 0, 0, 24, 102, 116, 121, 112]), {}, 'UNSUPPORTED_MEDIA_TYPE'],
      ['cut off', good, { body: brokenStream(good) }, 'INTERNAL'],
    ];
    for (const [name, bytes, options, code] of cases)
      expect([name, codeOf(await recorder.put(url, 0, bytes, options))]).toEqual([name, code]);
    expect(await recorder.received(url)).toEqual({ ranges: [], bytes: 0 });
    for await (const { key } of store.list(`chunks/${id}/`)) expect(key).toBe('nothing');
    expect(codeOf(await recorder.put(url, '-1', good))).toBe('INVALID_INPUT');
    expect(codeOf(await recorder.put(url, '1e3', good))).toBe('INVALID_INPUT');
    // 8 MiB and no byte more is one chunk.
    expect((await recorder.put(url, 0, fakeWebm(1, 8 * 1024 * 1024))).status).toBe(204);
  });

  it('takes a ticket for one part, for a quarter of an hour, and a new one after it', async () => {
    const { url } = await begin('ticket');
    const other = await begin('another ticket');
    const [, ticket = ''] = /uploads\/([^/]+)/.exec(url) ?? [];
    expect((await recorder.put(other.url, 0, fakeWebm(0))).status).toBe(204);
    expect(await recorder.received(url)).toEqual({ ranges: [], bytes: 0 });
    const bad = await recorder.put(`${TEST_URL}/v1/uploads/${ticket.slice(0, -3)}AAA`, 0, fakeWebm(0));
    expect([bad.status, codeOf(bad)]).toEqual([403, 'TICKET_INVALID']);
    const before = server.clock.now();
    await server.setTime(new Date(before.getTime() + 15 * 60_000));
    expect(codeOf(await recorder.put(url, 0, fakeWebm(0)))).toBe('TICKET_INVALID');
    const stranger = await server.request('POST', `/v1/parts/${partId('another ticket')}/ticket`, {
      as: STRANGER,
    });
    expect(stranger.status).toBe(404);
    const student = await server.request('POST', `/v1/parts/${partId('another ticket')}/ticket`, { as: ANA });
    expect(student.status).toBe(403);
  });

  it('finishes what is whole, and names what is missing', async () => {
    const { id, url } = await begin('finish');
    for (const n of [0, 1, 4]) await recorder.put(url, n, fakeWebm(n));
    const missing = await recorder.finish(url, { chunks: 7, durationMs: 7_000 });
    expect([missing.status, codeOf(missing)]).toEqual([409, 'CHUNKS_MISSING']);
    expect(missing.body).toMatchObject({
      error: {
        details: {
          missing: [
            [2, 3],
            [5, 6],
          ],
        },
      },
    });
    const fewer = await recorder.finish(url, { chunks: 3, durationMs: 3_000 });
    expect(codeOf(fewer)).toBe('INVALID_INPUT');
    for (const n of [2, 3, 5, 6]) expect((await recorder.put(url, n, fakeWebm(n))).status).toBe(204);
    expect((await recorder.finish(url, { chunks: 7, durationMs: 7_000 })).body).toEqual({
      state: 'complete',
    });
    expect((await recorder.finish(url, { chunks: 7, durationMs: 7_000 })).body).toEqual({
      state: 'complete',
    });
    expect((await recorder.get(id)).state).toBe('uploading');
    const late = await recorder.put(url, 7, fakeWebm(7));
    expect([late.status, codeOf(late)]).toEqual([409, 'RECORDING_STATE']);
  });

  it('shows how much has come once the recorder stopped', async () => {
    const { id, url } = await begin('progress');
    for (const n of [0, 1]) await recorder.put(url, n, fakeWebm(n));
    await recorder.finish(url, { chunks: 8, durationMs: 8_000 });
    expect(await recorder.get(id)).not.toHaveProperty('progress');
    expect((await recorder.stop(id)).progress).toBe(0.25);
    await recorder.put(url, 2, fakeWebm(2));
    await recorder.put(url, 3, fakeWebm(3));
    expect((await recorder.get(id)).progress).toBe(0.5);
  });

  it('opens a part once, and only where it is allowed', async () => {
    const { id } = await begin('first part');
    const again = await recorder.tryOpen(id, 'first part');
    expect(again.body).toMatchObject({ partId: partId('first part'), index: 0 });
    expect((await recorder.tryOpen(id, 'second part')).body).toMatchObject({ index: 1 });
    expect((await recorder.tryOpen(id, 'third part', {}, ANA)).status).toBe(403);
    expect((await recorder.tryOpen(id, 'third part', {}, STRANGER)).status).toBe(404);
    const { id: other } = await begin('part of another');
    expect(codeOf(await recorder.tryOpen(other, 'first part'))).toBe('INVALID_INPUT');
  });

  it('loses nothing and doubles nothing when chunks and the end come at once', async () => {
    const { url } = await begin('race');
    const all = Array.from({ length: 12 }, (_, n) => recorder.put(url, n, fakeWebm(n)));
    const ends = Array.from({ length: 3 }, () => recorder.finish(url, { chunks: 12, durationMs: 1_000 }));
    const answers = await Promise.all(all);
    await Promise.all(ends);
    const safe = answers.flatMap(({ status }, n) => (status === 204 ? [n] : []));
    const { ranges } = (await recorder.received(url)) as { ranges: [number, number][] };
    const known = ranges.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    );
    expect(known).toEqual(safe);
  });
});

describe('what an upload may take', () => {
  it('refuses more than a session or a tenant may have, and says whose limit it is', async () => {
    const recordings = { maxBytesPerSession: 2_500, maxBytesPerTenant: 3_500 };
    const server = await createTestLectern({ recordings });
    try {
      const lesson = await TestRecorder.start(server);
      const { id } = await lesson.announce();
      const { url } = await lesson.open(id, 'a');
      const sized = { headers: { 'content-length': '1000' } };
      for (const n of [0, 1]) expect((await lesson.put(url, n, fakeWebm(n), sized)).status).toBe(204);
      const full = await lesson.put(url, 2, fakeWebm(2), sized);
      expect([full.status, codeOf(full)]).toEqual([507, 'STORAGE_FULL']);
      expect(full.body).toMatchObject({ error: { details: { limit: 'session', limitBytes: 2_500 } } });
      // It says so where everybody looks, and what was acknowledged is there.
      expect(await lesson.get(id)).toMatchObject({ state: 'uploading', failure: 'storage-full' });
      expect(await lesson.received(url)).toMatchObject({ bytes: 2_000 });
      const next = await TestRecorder.start(server, {
        startsAt: undefined,
        kind: 'community',
        durationMinutes: undefined,
      });
      const { id: nextId } = await next.announce();
      const { url: nextUrl } = await next.open(nextId, 'b');
      expect((await next.put(nextUrl, 0, fakeWebm(0), sized)).status).toBe(204);
      const tenant = await next.put(nextUrl, 1, fakeWebm(1), sized);
      expect(tenant.body).toMatchObject({ error: { details: { limit: 'tenant' } } });
    } finally {
      await server.stop();
    }
  });

  it('lets a recorder catch up after an hour offline, and a flood no further', async () => {
    const server = await createTestLectern({ rateLimits: {} });
    try {
      const lesson = await TestRecorder.start(server);
      const { id } = await lesson.announce();
      const { url } = await lesson.open(id, 'a');
      const statuses: number[] = [];
      for (let n = 0; n < 310; n += 1) statuses.push((await lesson.put(url, n % 3, fakeWebm(n % 3))).status);
      expect(statuses.slice(0, 300).every((status) => status === 204)).toBe(true);
      expect(statuses.slice(300).every((status) => status === 429)).toBe(true);
      await server.setTime(atMinute(1 / 60));
      expect((await lesson.put(url, 1, fakeWebm(1))).status).toBe(204);
    } finally {
      await server.stop();
    }
  });

  it('writes no ticket into a log', async () => {
    const lines: string[] = [];
    const log = jsonLog({
      clock: settableClock(atMinute(0)),
      level: 'debug',
      write: (line) => lines.push(line),
    });
    const server = await createTestLectern({ log });
    try {
      const lesson = await TestRecorder.start(server);
      const { id } = await lesson.announce();
      const { url } = await lesson.open(id, 'a');
      await lesson.put(url, 0, fakeWebm(0), { body: brokenStream(fakeWebm(0)) });
      await lesson.put(url, 0, fakeWebm(0), { headers: { 'content-digest': 'none' } });
      log.warn('a test of the test', { url });
      const [, ticket = 'none'] = /uploads\/([^/]+)/.exec(url) ?? [];
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join()).not.toContain(ticket);
      expect(lines.join()).not.toContain(ticket.split('.')[2]);
    } finally {
      await server.stop();
    }
  });
});

/** A page that is closed while it sends. */
function brokenStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.byteLength / 2));
    },
    pull(controller) {
      controller.error(new Error('gone'));
    },
  });
}
