import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingNotice } from '@lectern/core/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { folderStore } from '../../ports/object-store/folder-store.js';
import type { ObjectStore } from '../../ports/object-store/object-store.js';
import { createTestLectern, type TestLectern } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { cutIntoChunks, makeRecorderFile, probe, type RecorderFile } from './finish/media.fixture.js';
import { ANA, atMinute, fakeWebm, partId, STRANGER, TestRecorder } from './recorder.fixture.js';

const SECONDS = 8;
const codeOf = ({ body }: { readonly body: unknown }): string | undefined =>
  (body as { error?: { code: string } } | undefined)?.error?.code;

describeOnEachEngine('the life of a recording', (engine) => {
  let folder: string;
  let file: RecorderFile;
  let chunks: readonly Uint8Array[];
  let store: ObjectStore;
  let server: TestLectern;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-life-'));
    file = await makeRecorderFile({ container: 'video/mp4', seconds: SECONDS, folder });
    chunks = cutIntoChunks(file);
    store = folderStore(join(folder, 'store'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => server.stop());

  const start = async (): Promise<TestRecorder> => {
    server = await createTestLectern({ on: await engine.createDatabase(), objectStore: store });
    return TestRecorder.start(server);
  };
  const MP4 = { container: 'video/mp4', codecs: 'avc1.42c00c,opus' } as const;
  const keysOf = async (prefix: string): Promise<readonly string[]> => {
    const keys: string[] = [];
    for await (const { key } of store.list(prefix)) keys.push(key);
    return keys;
  };
  const told = async (): Promise<readonly { data: { recording: RecordingNotice }; topics: string[] }[]> => {
    const rows = await server.database.db
      .withTables<{ outbox_facts: { seq: number; type: string; data: never; topics: string[] } }>()
      .selectFrom('outbox_facts')
      .select(['data', 'topics'])
      .where('type', '=', 'recording-changed')
      .orderBy('seq')
      .execute();
    return rows as never;
  };
  const record = async (lesson: TestRecorder, without: readonly number[] = []): Promise<string> => {
    const { id } = await lesson.announce();
    const { url } = await lesson.open(id, id, MP4);
    for (const [n, bytes] of chunks.entries())
      if (!without.includes(n)) expect((await lesson.put(url, n, bytes)).status).toBe(204);
    await lesson.finish(url, { chunks: chunks.length, durationMs: SECONDS * 1000, force: true });
    await lesson.stop(id);
    await server.settle();
    return id;
  };

  it('is announced, uploaded, made seekable and ready, and everybody is told', async () => {
    const lesson = await start();
    const id = await record(lesson);
    const ready = await lesson.get(id);
    expect(ready).toMatchObject({
      state: 'ready',
      gaps: [],
      title: 'Fractions',
      recordedBy: { name: 'Ms Lee' },
    });
    expect(Math.abs((ready.durationMs ?? 0) - SECONDS * 1000)).toBeLessThan(300);
    expect(ready).not.toHaveProperty('progress');
    expect(Date.parse(ready.expiresAt ?? '') - Date.parse(ready.readyAt ?? '')).toBe(90 * 86_400_000);
    const facts = await told();
    expect(facts.map(({ data }) => data.recording.state)).toEqual([
      'announced',
      'uploading',
      'uploading',
      'processing',
      'ready',
    ]);
    expect(facts.map(({ data }) => data.recording.endedAt !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    for (const { topics } of facts)
      expect(topics).toEqual([`session:${lesson.sessionId}`, `waiting:${lesson.sessionId}`, 'person:host']);
    // Chunks are gone, one file is there, and it plays.
    expect(await keysOf(`chunks/${id}/`)).toEqual([]);
    const keys = await keysOf(`recordings/${id}/`);
    expect(keys.length).toBe(1);
    const probed = await probe(store.local?.path(keys[0] ?? '') ?? '');
    expect(probed.times.video.length).toBe(SECONDS * 15);
  });

  it('says what was lost when a chunk never came', async () => {
    const lesson = await start();
    const id = await record(lesson, [4]);
    const { state, gaps } = await lesson.get(id);
    expect(state).toBe('ready');
    expect(gaps.length).toBe(1);
    expect((gaps[0]?.endMs ?? 0) - (gaps[0]?.startMs ?? 0)).toBeLessThan(5_000);
  });

  it('runs once a session, also when two begin at once', async () => {
    const lesson = await start();
    const answers = await Promise.all([1, 2, 3].map(() => lesson.tryAnnounce()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const running = answers.find(({ status }) => status === 201)?.body as { id: string };
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(answer.body).toMatchObject({
        error: { code: 'RECORDING_RUNNING', details: { recordingId: running.id } },
      });
    await lesson.stop(running.id);
    expect((await lesson.tryAnnounce()).status).toBe(201);
  });

  it('is begun only by those who may, in a class that is live', async () => {
    const lesson = await start();
    expect((await lesson.tryAnnounce(ANA)).status).toBe(403);
    expect((await lesson.tryAnnounce(STRANGER)).status).toBe(404);
    await server.request('POST', `/v1/sessions/${lesson.sessionId}/end`, { as: lesson.as });
    expect(codeOf(await lesson.tryAnnounce())).toBe('SESSION_ENDED');
  });

  it('stops with its session', async () => {
    const lesson = await start();
    const { id } = await lesson.announce();
    const { url } = await lesson.open(id, 'a', MP4);
    await lesson.upload(url, chunks);
    await server.request('POST', `/v1/sessions/${lesson.sessionId}/end`, { as: lesson.as });
    await server.settle();
    expect(await lesson.get(id)).toMatchObject({ state: 'uploading', endedAt: atMinute(0).toISOString() });
    // The rest may still come.
    await lesson.finish(url, { chunks: chunks.length, durationMs: SECONDS * 1000 });
    await server.settle();
    expect((await lesson.get(id)).state).toBe('ready');
  });

  it('is taken for stopped ten minutes after the last chunk of a recorder that vanished', async () => {
    const lesson = await start();
    const { id } = await lesson.announce();
    const { url } = await lesson.open(id, 'a', MP4);
    await lesson.upload(url, chunks.slice(0, 5));
    await server.setTime(atMinute(9));
    await lesson.upload(url, chunks.slice(5, 6), 5);
    await server.setTime(atMinute(18.9));
    expect(await lesson.get(id)).not.toHaveProperty('endedAt');
    await server.setTime(atMinute(19));
    const ready = await lesson.get(id);
    expect(ready).toMatchObject({ state: 'ready', endedAt: atMinute(9).toISOString() });
    expect(ready.durationMs).toBeGreaterThan(3_000);
    const late = await server.request('POST', `/v1/parts/${partId('a')}/ticket`, { as: lesson.as });
    expect(codeOf(late)).toBe('RECORDING_STATE');
  });

  it('waits a day for what is known to be missing, then goes on without it', async () => {
    const lesson = await start();
    const { id } = await lesson.announce();
    const { url } = await lesson.open(id, 'a', MP4);
    for (const [n, bytes] of chunks.entries()) if (n !== 4) await lesson.put(url, n, bytes);
    await lesson.finish(url, { chunks: chunks.length, durationMs: SECONDS * 1000 });
    await lesson.stop(id);
    await server.setTime(atMinute(24 * 60 - 1));
    expect((await lesson.get(id)).state).toBe('uploading');
    await server.setTime(atMinute(24 * 60));
    const { state, gaps } = await lesson.get(id);
    expect([state, gaps.length]).toEqual(['ready', 1]);
  });

  it('failed when nothing came, or nothing that could be read', async () => {
    const lesson = await start();
    const { id } = await lesson.announce();
    expect(await lesson.stop(id)).toMatchObject({ state: 'failed', failure: 'nothing-recorded' });
    const { id: second } = await lesson.announce();
    const { url } = await lesson.open(second, 'b');
    await lesson.upload(url, [fakeWebm(1), fakeWebm(2)]);
    await lesson.finish(url, { chunks: 2, durationMs: 2_000 });
    await lesson.stop(second);
    await server.settle();
    expect(await lesson.get(second)).toMatchObject({ state: 'failed', failure: 'unreadable' });
    // What came is there for who can read it.
    expect((await keysOf(`chunks/${second}/`)).length).toBe(2);
  });

  it('joins what was recorded before and after a reload', async () => {
    const lesson = await start();
    const { id } = await lesson.announce();
    for (const [index, name] of ['a', 'b'].entries()) {
      const { url } = await lesson.open(id, name, { ...MP4, startMs: index * 10_000 });
      await lesson.upload(url, chunks);
      await lesson.finish(url, { chunks: chunks.length, durationMs: SECONDS * 1000 });
    }
    expect((await lesson.get(id)).state).toBe('uploading');
    await lesson.stop(id);
    await server.settle();
    const { durationMs, gaps } = await lesson.get(id);
    expect(Math.abs((durationMs ?? 0) - 18_000)).toBeLessThan(300);
    expect(gaps.length).toBe(1);
    expect((await keysOf(`recordings/${id}/`)).length).toBe(1);
  });

  it('is seen by those who may, newest first, in pages', async () => {
    const lesson = await start();
    const ids: string[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      await server.setTime(atMinute(minute));
      const { id } = await lesson.announce();
      await lesson.stop(id);
      ids.unshift(id);
    }
    const list = async (
      as: typeof ANA,
      query = '',
    ): Promise<{ items: { id: string }[]; nextCursor?: string }> =>
      (await server.request('GET', `/v1/recordings${query}`, { as })).body as never;
    const idsOf = ({ items }: { items: { id: string }[] }): string[] => items.map(({ id }) => id);
    expect(idsOf(await list(lesson.as))).toEqual(ids);
    expect(idsOf(await list(ANA))).toEqual(ids);
    expect(idsOf(await list(STRANGER))).toEqual([]);
    expect(idsOf(await list({ ...ANA, courses: [] }))).toEqual([]);
    expect(
      idsOf(await list({ ...ANA, tenant: 'default', courses: [], sessions: [lesson.sessionId] })),
    ).toEqual(ids);
    const first = await list(ANA, '?limit=2');
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(idsOf(await list(ANA, `?limit=2&cursor=${first.nextCursor ?? ''}`))).toEqual(ids.slice(2));
    expect(codeOf((await server.request('GET', '/v1/recordings?cursor=x', { as: ANA })) as never)).toBe(
      'INVALID_CURSOR',
    );
    expect(idsOf(await list(ANA, '?state=ready'))).toEqual([]);
    const [newest = ''] = ids;
    await server.request('DELETE', `/v1/recordings/${newest}`, { as: lesson.as });
    expect(idsOf(await list(ANA))).toEqual(ids.slice(1));
    expect(idsOf(await list(lesson.as, '?state=deleted'))).toEqual([newest]);
    expect((await server.request('GET', `/v1/recordings/${newest}`, { as: ANA })).status).toBe(404);
  });
});
