import { expect, it } from 'vitest';
import { TEST_NOW } from '../../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../../testing/each-engine.js';
import { codeOf, createsMediaWorld, LMS_ORIGIN } from './media-world.fixture.js';
import {
  expectedOf,
  nameOf,
  RANGE_TABLE,
  readAnswer,
  TABLE_ETAG,
  tableBytes,
} from './range-table.fixture.js';
import { ANA, HOST } from './ready-recording.fixture.js';

const MINUTE = 60_000;

describeOnEachEngine('media by ticket', (engine) => {
  const world = createsMediaWorld(engine);
  const { fetchMedia, play, record, srcOf, tables } = world;

  it('tells a player what to play', async () => {
    const playback = await play(ANA);
    expect(playback).toMatchObject({
      recordingId: world.recordingId,
      title: 'Algebra 7b',
      durationMs: MINUTE,
      tracks: [],
      gaps: [],
      canDownload: false,
      expiresAt: new Date(TEST_NOW.getTime() + 15 * MINUTE).toISOString(),
      renewAfter: new Date(TEST_NOW.getTime() + 12 * MINUTE).toISOString(),
      serverNow: TEST_NOW.toISOString(),
    });
    expect(playback.sources).toEqual([
      {
        src: expect.stringMatching(/^https:\/\/lectern\.test\/v1\/media\/[\w.-]+\/0\.mp4$/) as string,
        type: 'video/mp4;codecs="avc1.42e01f,opus"',
        startMs: 0,
        durationMs: MINUTE,
      },
    ]);
    expect(playback).not.toHaveProperty('resume');
    expect((await play(HOST)).canDownload).toBe(true);
  });

  it.each(RANGE_TABLE.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
    const response = await fetchMedia(await srcOf(ANA), { method: row.method, headers: row.headers });
    expect(await readAnswer(row, response)).toEqual(expectedOf(row));
  });

  it('reads no more than it answers, and nothing for HEAD, 304 and 416', async () => {
    const src = await srcOf(ANA);
    await (await fetchMedia(src, { headers: { range: 'bytes=10-19' } })).arrayBuffer();
    expect(world.reads).toMatchObject([{ range: { start: 10, end: 19 } }]);
    await fetchMedia(src, { method: 'HEAD' });
    await fetchMedia(src, { headers: { 'if-none-match': `"${TABLE_ETAG}"` } });
    await fetchMedia(src, { headers: { range: 'bytes=1000-' } });
    expect(world.reads).toHaveLength(1);
  });

  it('dresses its answers', async () => {
    const get = await fetchMedia(await srcOf(ANA), { headers: { origin: LMS_ORIGIN } });
    expect(Object.fromEntries(get.headers)).toMatchObject({
      'content-type': 'video/mp4;codecs="avc1.42e01f,opus"',
      'content-disposition': `inline; filename="2026-11-21 Algebra 7b.mp4"; filename*=UTF-8''2026-11-21%20Algebra%207b.mp4`,
      'last-modified': 'Fri, 20 Nov 2026 18:00:00 GMT',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=0, no-transform',
      'access-control-allow-origin': LMS_ORIGIN,
      vary: 'Origin',
    });
    const exposed = (get.headers.get('access-control-expose-headers') ?? '').split(', ');
    expect(exposed).toEqual(
      expect.arrayContaining(['content-range', 'accept-ranges', 'etag', 'content-length']),
    );
    expect(get.headers.has('content-encoding')).toBe(false);
    const head = await fetchMedia(await srcOf(ANA), { method: 'HEAD' });
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    const foreign = await fetchMedia(await srcOf(ANA), { headers: { origin: 'https://evil.example' } });
    expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('lets a page of another origin ask for ranges', async () => {
    const answer = await fetchMedia(await srcOf(ANA), {
      method: 'OPTIONS',
      headers: {
        origin: LMS_ORIGIN,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'range,if-range',
      },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(LMS_ORIGIN);
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/\brange, if-range\b/);
  });

  it('answers an empty file', async () => {
    const id = await record([{ bytes: new Uint8Array(), etag: 'empty' }]);
    const src = await srcOf(ANA, id);
    const whole = await fetchMedia(src);
    expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([200, '0', '']);
    for (const range of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) {
      const response = await fetchMedia(src, { headers: { range } });
      expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */0']);
    }
  });

  it('sends the browser to a store that signs addresses, and answers HEAD itself', async () => {
    const asked: unknown[] = [];
    world.presign = (key, options) => {
      asked.push([key, options]);
      return Promise.resolve('https://bucket.example/object?signature=abc');
    };
    const src = await srcOf(ANA);
    const response = await fetchMedia(src, { headers: { range: 'bytes=0-1', origin: LMS_ORIGIN } });
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      'https://bucket.example/object?signature=abc',
    ]);
    // A page that asks with CORS follows only what lets it.
    expect(response.headers.get('access-control-allow-origin')).toBe(LMS_ORIGIN);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(asked).toEqual([
      [
        `default/${world.recordingId}/0-${TABLE_ETAG}`,
        {
          expiresAt: new Date(TEST_NOW.getTime() + 120 * MINUTE),
          contentType: 'video/mp4;codecs="avc1.42e01f,opus"',
          contentDisposition: expect.stringMatching(/^inline; /) as string,
        },
      ],
    ]);
    const head = await fetchMedia(src, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
    await world.server.setTime(new Date(TEST_NOW.getTime() + 15 * MINUTE));
    expect(await codeOf(await fetchMedia(src))).toBe('403 TICKET_INVALID');
    expect(asked).toHaveLength(1);
  });

  it('stops reading when the reader goes', async () => {
    const id = await record([{ bytes: tableBytes(3_000_000), etag: 'big' }]);
    const src = await srcOf(ANA, id);
    const cancelled = await fetchMedia(src);
    const reader = cancelled.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(world.reads.at(-1)?.cancelled).toBe(true);

    const gone = new AbortController();
    const aborted = await fetchMedia(src, { signal: gone.signal });
    const other = aborted.body!.getReader();
    await other.read();
    gone.abort();
    await expect(other.read()).rejects.toThrow();
    expect(world.reads.at(-1)?.cancelled).toBe(true);
  });

  it('never shows half a file as a whole one', async () => {
    const id = await record([{ bytes: tableBytes(1000), etag: 'cut' }]);
    await tables()
      .updateTable('recording_files')
      .set({ size_bytes: 1001 })
      .where('recording_id', '=', id)
      .execute();
    const longer = await fetchMedia(await srcOf(ANA, id));
    await expect(longer.arrayBuffer()).rejects.toThrow('another length');
    await tables()
      .updateTable('recording_files')
      .set({ size_bytes: 999 })
      .where('recording_id', '=', id)
      .execute();
    const shorter = await fetchMedia(await srcOf(ANA, id));
    await expect(shorter.arrayBuffer()).rejects.toThrow('another length');
  });

  it('says so when the file is gone', async () => {
    const id = await record([{ bytes: tableBytes(9), etag: 'lost' }]);
    const src = await srcOf(ANA, id);
    await world.store.delete(`default/${id}/0-lost`);
    expect(await codeOf(await fetchMedia(src))).toBe('404 NOT_FOUND');
  });
});
