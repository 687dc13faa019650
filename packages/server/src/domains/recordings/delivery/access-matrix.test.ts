import type { Relation, Role } from '@lectern/core/contract';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { folderStore } from '../../../ports/object-store/folder-store.js';
import type { ObjectStore } from '../../../ports/object-store/object-store.js';
import {
  createTestLectern,
  TEST_NOW,
  type TestLectern,
  type TestPerson,
} from '../../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../../testing/each-engine.js';
import type { TestDatabase } from '../../../testing/test-database.js';
import type { RecordingTables } from '../tables.js';
import { tableBytes } from './range-table.fixture.js';
import { makeRecording, makeSession } from './ready-recording.fixture.js';

const ROLES: readonly Role[] = ['admin', 'teacher', 'moderator', 'student', 'guest'];
const RELATIONS: readonly Relation[] = ['host', 'attendee', 'course', 'none'];
type Kind = 'lesson' | 'class';
type State = 'ready' | 'processing' | 'deleted';
type May = 'keeps' | 'watches' | 'nothing';

/** What each may do, written out by hand. Who keeps it also downloads it, and hears that it was deleted. */
const MAY: Readonly<Record<Relation, Readonly<Record<Role, May | Readonly<Record<Kind, May>>>>>> = {
  host: { admin: 'keeps', teacher: 'keeps', moderator: 'keeps', student: 'keeps', guest: 'keeps' },
  attendee: {
    admin: 'keeps',
    teacher: 'watches',
    moderator: 'watches',
    student: 'watches',
    guest: 'watches',
  },
  course: {
    admin: 'keeps',
    teacher: 'keeps',
    moderator: 'watches',
    student: { lesson: 'nothing', class: 'watches' },
    guest: 'nothing',
  },
  none: {
    admin: 'keeps',
    teacher: 'nothing',
    moderator: 'nothing',
    student: 'nothing',
    guest: 'nothing',
  },
};

/** Statuses of asking to play, of asking to download. */
const ASKING: Readonly<Record<State, Readonly<Record<May, readonly [number, number]>>>> = {
  ready: { keeps: [200, 200], watches: [200, 403], nothing: [404, 404] },
  processing: { keeps: [409, 409], watches: [409, 403], nothing: [404, 404] },
  deleted: { keeps: [409, 409], watches: [404, 404], nothing: [404, 404] },
};
/** Age of the ticket in seconds, and what a range is answered while the recording is there. */
const AGES = [
  [0, 206],
  [899, 206],
  [900, 403],
] as const;

const rows = [
  ...RELATIONS.flatMap((relation) => ROLES.map((role) => ['lesson', relation, role] as const)),
  ...ROLES.map((role) => ['class', 'course', role] as const),
].flatMap(([kind, relation, role]) =>
  (['ready', 'processing', 'deleted'] as const).map((state) => [kind, relation, role, state] as const),
);

describeOnEachEngine('role × relation × state × age of the ticket over HTTP', (engine) => {
  let database: TestDatabase;
  let dir: string;
  let store: ObjectStore;
  let server: TestLectern;
  let count = 0;
  beforeAll(async () => {
    database = await engine.createDatabase();
    dir = await mkdtemp(join(tmpdir(), 'lectern-access-'));
    store = folderStore(dir);
    server = await createTestLectern({
      on: database,
      objectStore: store,
      tenants: { default: {}, elsewhere: {} },
    });
  });
  afterAll(async () => {
    await server.stop();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });
  beforeEach(() => server.clock.set(TEST_NOW));

  const prepare = async (more: Readonly<Record<string, unknown>>): Promise<string> => {
    const sessionId = await makeSession(server, { courseId: 'algebra', ...more });
    const name = `a${String((count += 1))}x`;
    return makeRecording(server, store, { sessionId, name, files: [{ bytes: tableBytes(9), etag: 'abc' }] });
  };
  const become = (id: string, state: State): Promise<unknown> =>
    server.database.db
      .withTables<RecordingTables>()
      .updateTable('recordings')
      .set({ state })
      .where('id', '=', id)
      .execute();
  const ask = (id: string, action: string, as: TestPerson) =>
    server.request('POST', `/v1/recordings/${id}/${action}`, { as });
  const rangeOf = async (src: string): Promise<number> =>
    (await server.lectern.fetch(new Request(src, { headers: { range: 'bytes=0-0' } }))).status;

  it('is a table of more than forty cases', () => {
    expect(rows.length * AGES.length).toBeGreaterThan(40);
    expect(new Set(rows.map(String)).size).toBe(rows.length);
  });

  it.each(rows)('%s, %s: %s, %s', async (kind, relation, role, state) => {
    const as: TestPerson = {
      id: `${kind}-${relation}-${role}`,
      role,
      courses: relation === 'course' ? ['algebra'] : ['chemistry'],
    };
    const id = await prepare({
      kind,
      hostId: relation === 'host' ? as.id : `host-${String(count)}`,
      attendeeIds: relation === 'attendee' ? [as.id, 'pupil'] : ['pupil'],
    });
    const entry = MAY[relation][role];
    const may = typeof entry === 'string' ? entry : entry[kind];

    // Tickets of the time before it became what it is.
    const before = await ask(id, 'playback', as);
    const beforeDownload = await ask(id, 'download', as);
    await become(id, state);
    const asking = [(await ask(id, 'playback', as)).status, (await ask(id, 'download', as)).status];
    expect(asking).toEqual(ASKING[state][may]);

    const urls: string[] = [before.body.sources?.[0].src, beforeDownload.body.files?.[0].url].filter(Boolean);
    expect(urls).toHaveLength(may === 'keeps' ? 2 : may === 'watches' ? 1 : 0);
    for (const [seconds, status] of AGES) {
      server.clock.set(new Date(TEST_NOW.getTime() + seconds * 1000));
      for (const url of urls)
        expect([seconds, await rangeOf(url)]).toEqual([
          seconds,
          state === 'ready' || status === 403 ? status : 404,
        ]);
    }
    if (before.status === 200) expect(before.body.canDownload).toBe(may === 'keeps');
  });

  it('opens to a token for named sessions the recordings of these alone', async () => {
    const one = await prepare({ kind: 'class', hostId: 'h-one', attendeeIds: [] });
    const other = await prepare({ kind: 'class', hostId: 'h-two', attendeeIds: ['visitor'] });
    const sessionOf = async (id: string): Promise<string> =>
      (
        await server.database.db
          .withTables<RecordingTables>()
          .selectFrom('recordings')
          .select('session_id')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).session_id;
    for (const role of ['guest', 'admin'] as const) {
      const visitor: TestPerson = { id: 'visitor', role, sessions: [await sessionOf(one)] };
      const { status, body } = await ask(one, 'playback', visitor);
      expect([status, await rangeOf(body.sources[0].src as string)]).toEqual([200, 206]);
      expect((await ask(other, 'playback', visitor)).status).toBe(404);
    }
  });

  it('is closed to another tenant and to those without a good token', async () => {
    const id = await prepare({ kind: 'class', hostId: 'h-three', attendeeIds: ['ana'] });
    for (const as of [
      { tenant: 'elsewhere', id: 'office', role: 'admin' },
      { tenant: 'elsewhere', id: 'h-three', role: 'teacher', courses: ['algebra'] },
    ] as const)
      for (const action of ['playback', 'download'])
        expect([as, action, (await ask(id, action, as)).status]).toEqual([as, action, 404]);
    for (const path of [`/v1/recordings/${id}/playback`, `/v1/recordings/rec-${'x'.repeat(22)}/playback`]) {
      expect((await server.request('POST', path)).body.error.code).toBe('TOKEN_MISSING');
      const forged = { authorization: `Bearer ${(await server.tokenFor({ id: 'ana' })).slice(0, -6)}AAAAAA` };
      expect((await server.request('POST', path, { headers: forged })).body.error.code).toBe('TOKEN_INVALID');
    }
  });
});
