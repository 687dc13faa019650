import type { Recording } from '@lectern/core/contract';
import { afterEach, expect, it } from 'vitest';
import { temporaryStore } from '../../ports/object-store/temporary-store.js';
import type { ObjectStore } from '../../ports/object-store/object-store.js';
import {
  createTestLectern,
  TEST_NOW,
  type TestAnswer,
  type TestLectern,
} from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { ANA, fakeWebm, HOST, TestRecorder } from './recorder.fixture.js';
import { expiryOf } from './recording-states.js';
import { replaceFiles, updateRecording } from './recordings.store.js';
import type { RecordingTables } from './tables.js';

const codeOf = ({ body }: { readonly body: unknown }): string | undefined =>
  (body as { error?: { code: string } } | undefined)?.error?.code;

describeOnEachEngine('how long a recording lives', (engine) => {
  let database: TestDatabase;
  let store: ObjectStore;
  let server: TestLectern;
  let lesson: TestRecorder;
  afterEach(async () => {
    await server.stop();
    await store.close();
  });
  const start = async (retentionDays?: number): Promise<void> => {
    database = await engine.createDatabase();
    store = temporaryStore();
    server = await createTestLectern({
      on: database,
      objectStore: store,
      ...(retentionDays ? { recordings: { retentionDays } } : {}),
    });
    lesson = await TestRecorder.start(server, {
      startsAt: undefined,
      kind: 'community',
      durationMinutes: undefined,
    });
  };
  const onDay = (day: number): Promise<void> =>
    server.setTime(new Date(TEST_NOW.getTime() + day * 86_400_000));
  const keys = async (id: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const prefix of [`recordings/${id}/`, `chunks/${id}/`])
      for await (const { key } of store.list(prefix)) found.push(key);
    return found;
  };
  const call = (method: string, id: string, path = '', body?: object): Promise<TestAnswer> =>
    server.request(method, `/v1/recordings/${id}${path}`, { as: HOST, ...(body ? { body } : {}) });
  /** As the finishing work leaves it, now. */
  const makeReady = async (retentionDays = 90): Promise<string> => {
    const { id } = await lesson.announce();
    await lesson.open(id, id);
    const key = `recordings/${id}/0.webm`;
    const { size } = await store.put(key, fakeWebm(1));
    await store.put(`chunks/${id}/left-behind`, fakeWebm(2));
    const now = server.clock.now();
    await server.database.transaction(async (tx) => {
      await replaceFiles(tx, { tenant: 'default', id }, [
        {
          key,
          size_bytes: size,
          duration_ms: 1_000,
          start_ms: 0,
          type: 'video/webm',
          etag: 'a',
          made_at: now,
        },
      ]);
      await updateRecording(
        tx,
        { tenant: 'default', id, from: ['announced'] },
        {
          state: 'ready',
          ended_at: now,
          idle_at: null,
          ready_at: now,
          duration_ms: 1_000,
          size_bytes: size,
          expires_at: expiryOf(
            { settings: { retentionDays, maxBytesPerSession: 1, maxBytesPerTenant: 1 } },
            now,
          ),
        },
      );
    });
    return id;
  };
  const rowOf = (id: string): Promise<RecordingTables['recordings'] | undefined> =>
    server.database.db
      .withTables<RecordingTables>()
      .selectFrom('recordings')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst() as never;
  const rowsOf = async (id: string): Promise<number> => {
    const tables = server.database.db.withTables<RecordingTables>();
    const counts = await Promise.all(
      (['recording_parts', 'recording_files', 'recording_finishes', 'recording_positions'] as const).map(
        (table) => tables.selectFrom(table).select('tenant').where('recording_id', '=', id).execute(),
      ),
    );
    return counts.flat().length;
  };
  const facts = async (id: string): Promise<readonly string[]> => {
    const rows = (await server.database.db
      .withTables<{
        outbox_facts: { seq: number; type: string; data: { recording: { id: string; state: string } } };
      }>()
      .selectFrom('outbox_facts')
      .select('data')
      .where('type', '=', 'recording-changed')
      .orderBy('seq')
      .execute()) as readonly { data: { recording: { id: string; state: string } } }[];
    return rows
      .map(({ data }) => data.recording)
      .filter((one) => one.id === id)
      .map(({ state }) => state);
  };

  it('is there on day 89 and gone everywhere on day 91, once', async () => {
    await start();
    const id = await makeReady();
    await onDay(89);
    expect((await lesson.get(id)).state).toBe('ready');
    expect((await keys(id)).length).toBe(2);
    await onDay(89.999);
    expect((await lesson.get(id)).state).toBe('ready');
    await onDay(91);
    await server.settle();
    expect((await call('GET', id)).status).toBe(404);
    expect((await server.request('GET', '/v1/recordings', { as: HOST })).body).toMatchObject({ items: [] });
    expect(await keys(id)).toEqual([]);
    expect(await rowsOf(id)).toBe(0);
    expect(codeOf(await call('POST', id, '/restore'))).toBe('NOT_FOUND');
    const row = await rowOf(id);
    expect(row).toMatchObject({ delete_reason: 'retention', deleted_by: null, state: 'deleted' });
    await onDay(200);
    expect(await rowOf(id)).toEqual(row);
    expect((await facts(id)).filter((state) => state === 'deleted').length).toBe(1);
  });

  it('lives as long as the operator says', async () => {
    await start(10);
    const id = await makeReady(10);
    await onDay(9.9);
    expect((await lesson.get(id)).state).toBe('ready');
    await onDay(10);
    await server.settle();
    expect((await call('GET', id)).status).toBe(404);
  });

  it('stays for ever when it is kept, and a week at least when it no longer is', async () => {
    await start();
    const id = await makeReady();
    expect(
      (await server.request('PUT', `/v1/recordings/${id}/keep`, { as: ANA, body: { keep: true } })).status,
    ).toBe(403);
    expect((await call('PUT', id, '/keep', { keep: true })).body).not.toHaveProperty('expiresAt');
    await onDay(400);
    expect((await lesson.get(id)).state).toBe('ready');
    const answer = await call('PUT', id, '/keep', { keep: false });
    expect((answer.body as Recording).expiresAt).toBe(
      new Date(TEST_NOW.getTime() + 407 * 86_400_000).toISOString(),
    );
    await onDay(406.9);
    expect((await lesson.get(id)).state).toBe('ready');
    await onDay(407);
    await server.settle();
    expect((await call('GET', id)).status).toBe(404);
  });

  it('can be restored for a week after somebody deleted it, as it was', async () => {
    await start();
    const id = await makeReady();
    const before = await lesson.get(id);
    expect((await server.request('DELETE', `/v1/recordings/${id}`, { as: ANA })).status).toBe(403);
    const deleted = await call('DELETE', id);
    expect(deleted.body).toMatchObject({ state: 'deleted' });
    expect((await call('DELETE', id)).body).toEqual(deleted.body);
    expect((await server.request('GET', `/v1/recordings/${id}`, { as: ANA })).status).toBe(404);
    await onDay(6.9);
    expect((await keys(id)).length).toBe(2);
    const { version: _, ...restored } = (await call('POST', id, '/restore')).body as Recording;
    const { version: __, ...was } = before;
    expect(restored).toEqual(was);
    expect(codeOf(await call('POST', id, '/restore'))).toBe('RECORDING_STATE');
    await call('DELETE', id);
    await onDay(13.95);
    expect(codeOf(await call('POST', id, '/restore'))).toBe('NOT_FOUND');
    expect(await keys(id)).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ delete_reason: 'person', deleted_by: 'host' });
  });

  it('deletes once when a long time passes at once, and several look', async () => {
    await start();
    const id = await makeReady();
    const gone = await makeReady();
    await call('DELETE', gone);
    await onDay(89);
    expect((await call('GET', gone)).status).toBe(404);
    expect((await call('GET', id)).status).toBe(200);
    await Promise.all([onDay(300), server.settle(), server.settle()]);
    expect((await facts(id)).filter((state) => state === 'deleted').length).toBe(1);
    expect(await keys(id)).toEqual([]);
  });

  it('goes with what was still on its way when it is deleted while it is recorded', async () => {
    await start();
    const { id } = await lesson.announce();
    const { url } = await lesson.open(id, 'a');
    await lesson.put(url, 0, fakeWebm(0));
    await call('DELETE', id);
    expect(codeOf(await lesson.put(url, 1, fakeWebm(1)))).toBe('RECORDING_STATE');
    expect((await lesson.tryAnnounce()).status).toBe(201);
    expect((await call('POST', id, '/restore')).body).toMatchObject({ state: 'uploading' });
    expect((await lesson.put(url, 1, fakeWebm(1))).status).toBe(204);
    await call('DELETE', id);
    await onDay(7);
    await server.settle();
    expect(await keys(id)).toEqual([]);
    expect(await rowsOf(id)).toBe(0);
  });
});
