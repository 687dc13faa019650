import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderStore } from '../../ports/object-store/folder-store.js';
import { createTestLectern, type TestLectern } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { endFinish, renewFinish, takeFinish } from './finishes.store.js';
import { cutIntoChunks, makeRecorderFile } from './finish/media.fixture.js';
import { atMinute, TestRecorder } from './recorder.fixture.js';

const later = (seconds: number): Date => atMinute(seconds / 60);

describeOnEachEngine('several servers that finish recordings', (engine) => {
  let folder: string;
  let database: TestDatabase;
  let servers: TestLectern[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-several-'));
    database = await engine.createDatabase();
    const start = (): Promise<TestLectern> =>
      createTestLectern({ on: database, objectStore: folderStore(join(folder, 'store')) });
    // The embedded engine is one process's alone.
    servers = engine.name === 'postgres' ? [await start(), await start(), await start()] : [await start()];
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('make each one once', { timeout: 120_000 }, async () => {
    const [first] = servers;
    if (!first) throw new Error('no server');
    const film = await makeRecorderFile({ container: 'video/mp4', seconds: 4, folder });
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      const lesson = await TestRecorder.start(first, {
        startsAt: undefined,
        kind: 'community',
        durationMinutes: undefined,
      });
      const { id } = await lesson.announce();
      const { url } = await lesson.open(id, name, { container: 'video/mp4', codecs: film.codecs });
      await lesson.upload(url, cutIntoChunks(film));
      await lesson.finish(url, { chunks: cutIntoChunks(film).length, durationMs: 4_000 });
      await lesson.stop(id);
      ids.push(id);
    }
    await Promise.all(servers.map((server) => server.settle()));
    await Promise.all(servers.map((server) => server.settle()));
    const facts = (await first.database.db
      .withTables<{ outbox_facts: { type: string; data: { recording: { id: string; state: string } } } }>()
      .selectFrom('outbox_facts')
      .select('data')
      .where('type', '=', 'recording-changed')
      .execute()) as readonly { data: { recording: { id: string; state: string } } }[];
    for (const id of ids) {
      const states = facts
        .filter(({ data }) => data.recording.id === id)
        .map(({ data }) => data.recording.state);
      expect(states.filter((state) => state === 'ready').length).toBe(1);
      const keys: string[] = [];
      for await (const { key } of folderStore(join(folder, 'store')).list(`recordings/${id}/`))
        keys.push(key);
      expect(keys.length).toBe(1);
    }
  });

  it('take over a lease that ran out, and no sooner; who lost it can end nothing', async () => {
    const [first] = servers;
    if (!first) throw new Error('no server');
    const { db } = first.database;
    const lesson = await TestRecorder.start(first, {
      startsAt: undefined,
      kind: 'community',
      durationMinutes: undefined,
    });
    const { id } = await lesson.announce();
    await lesson.open(id, 'lease');
    await db
      .withTables<{ recording_finishes: object }>()
      .insertInto('recording_finishes')
      // Not due for the sweeps of these servers, whose clock stands.
      .values({ tenant: 'default', recording_id: id, due_at: later(100), attempts: 0 })
      .execute();
    expect(await takeFinish(db, { holder: 'early', now: later(99), until: later(159) })).toBe(undefined);
    const takers = await Promise.all(
      ['one', 'two'].map((holder) => takeFinish(db, { holder, now: later(100), until: later(160) })),
    );
    const taken = takers.filter((lease) => lease !== undefined);
    expect(taken.length).toBe(1);
    const [lease] = taken;
    if (!lease) throw new Error('no lease');
    expect(await renewFinish(db, lease, later(170))).toBe(true);
    expect(await takeFinish(db, { holder: 'three', now: later(169), until: later(229) })).toBe(undefined);
    const other = await takeFinish(db, { holder: 'four', now: later(170), until: later(230) });
    expect(other).toMatchObject({ id, holder: 'four', attempts: 2 });
    expect(await renewFinish(db, lease, later(300))).toBe(false);
    await first.database.transaction(async (tx) => {
      expect(await endFinish(tx, lease)).toBe(false);
      expect(other && (await endFinish(tx, other))).toBe(true);
    });
  });

  it('say that recordings are off where there is nowhere to keep them', async () => {
    if (engine.name !== 'postgres') return;
    const bare = await createTestLectern({ on: database });
    try {
      const lesson = await TestRecorder.start(bare, {
        startsAt: undefined,
        kind: 'community',
        durationMinutes: undefined,
      });
      const answer = await lesson.tryAnnounce();
      expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([
        503,
        'UNAVAILABLE',
      ]);
      expect(JSON.stringify(answer.body)).toContain('objectStore');
      const list = await bare.request('GET', '/v1/recordings', { as: lesson.as });
      expect(list.status).toBe(200);
    } finally {
      await bare.stop();
    }
  });
});
