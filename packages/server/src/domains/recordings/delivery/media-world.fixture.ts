import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Playback, RecordingDownload } from '@lectern/core/contract';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { folderStore } from '../../../ports/object-store/folder-store.js';
import type { ObjectRange, ObjectStore } from '../../../ports/object-store/object-store.js';
import {
  createTestLectern,
  TEST_NOW,
  type TestLectern,
  type TestPerson,
} from '../../../testing/create-test-lectern.js';
import type { TestEngine } from '../../../testing/each-engine.js';
import type { TestDatabase } from '../../../testing/test-database.js';
import type { RecordingTables } from '../tables.js';
import { TABLE_ETAG, tableBytes } from './range-table.fixture.js';
import { makeRecording, makeSession, type ReadyRecordingInput } from './ready-recording.fixture.js';

/** A site of the tenant `default`. */
export const LMS_ORIGIN = 'https://lms.example.edu';

type Tables = RecordingTables & { attendees: { person_id: string; session_id: string } };

/** What the store was asked, what it gave, and whether somebody stopped it. */
export interface StoreRead {
  readonly range: ObjectRange | undefined;
  bytes: number;
  cancelled: boolean;
}

/** A server with a recording of a lesson, made anew for each test. */
export interface MediaWorld {
  readonly server: TestLectern;
  /** Without the watching. */
  readonly store: ObjectStore;
  readonly recordingId: string;
  readonly sessionId: string;
  readonly reads: StoreRead[];
  /** Lets the store sign addresses. */
  presign: ObjectStore['presign'];
  tables(): Kysely<Tables>;
  record(files: ReadyRecordingInput['files'], more?: Partial<ReadyRecordingInput>): Promise<string>;
  play(as: TestPerson, id?: string): Promise<Playback>;
  download(as: TestPerson, id?: string): Promise<RecordingDownload>;
  /** Of the first source. */
  srcOf(as: TestPerson, id?: string): Promise<string>;
  fetchMedia(src: string, init?: RequestInit): Promise<Response>;
}

/** Registers the hooks that keep it. */
export function createsMediaWorld(engine: TestEngine): MediaWorld {
  let database: TestDatabase;
  let dir: string;
  let count = 0;
  const its = {} as { server: TestLectern; store: ObjectStore; sessionId: string; recordingId: string };
  const world: MediaWorld = {
    get server() {
      return its.server;
    },
    get store() {
      return its.store;
    },
    get sessionId() {
      return its.sessionId;
    },
    get recordingId() {
      return its.recordingId;
    },
    reads: [],
    presign: undefined,
    tables: () => its.server.database.db.withTables<Tables>(),
    record: (files, more) =>
      makeRecording(its.server, its.store, {
        sessionId: its.sessionId,
        files,
        name: `m${String((count += 1))}x`,
        ...more,
      }),
    async play(as, id = its.recordingId) {
      const { status, body } = await its.server.request('POST', `/v1/recordings/${id}/playback`, { as });
      expect([status, body.error]).toEqual([200, undefined]);
      return body as Playback;
    },
    async download(as, id = its.recordingId) {
      const { status, body } = await its.server.request('POST', `/v1/recordings/${id}/download`, { as });
      expect([status, body.error]).toEqual([200, undefined]);
      return body as RecordingDownload;
    },
    srcOf: async (as, id) => (await world.play(as, id)).sources[0]!.src,
    fetchMedia: (src, init) => its.server.lectern.fetch(new Request(src, init)),
  };
  beforeAll(async () => {
    database = await engine.createDatabase();
    dir = await mkdtemp(join(tmpdir(), 'lectern-media-'));
    its.store = folderStore(dir);
    its.server = await createTestLectern({
      on: database,
      objectStore: watched(its.store, world),
      tenants: { default: { origins: [LMS_ORIGIN] }, elsewhere: {} },
    });
  });
  afterAll(async () => {
    await its.server.stop();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    world.reads.length = 0;
    world.presign = undefined;
    its.server.clock.set(TEST_NOW);
    its.sessionId = await makeSession(its.server);
    its.recordingId = await world.record([{ bytes: tableBytes(), etag: TABLE_ETAG }]);
  });
  return world;
}

/** Status and code of an error. */
export async function codeOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string } };
  return `${String(response.status)} ${error.code}`;
}

function watched(store: ObjectStore, world: MediaWorld): ObjectStore {
  return {
    ...store,
    get presign() {
      return world.presign as NonNullable<ObjectStore['presign']>;
    },
    async get(key, range) {
      const body = await store.get(key, range);
      const read: StoreRead = { range, bytes: 0, cancelled: false };
      world.reads.push(read);
      return body && watchedBody(body, read);
    },
  };
}

function watchedBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  read: StoreRead,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        read.bytes += value.byteLength;
        controller.enqueue(value);
      },
      cancel(reason) {
        read.cancelled = true;
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
