import type { RecordingState } from '@lectern/core/contract';
import { TEST_NOW, type TestLectern, type TestPerson } from '../../../testing/create-test-lectern.js';
import type { ObjectStore } from '../../../ports/object-store/object-store.js';
import { insertRecording, replaceFiles } from '../recordings.store.js';
import type { FileRow } from '../tables.js';

export const OFFICE: TestPerson = { id: 'office', role: 'admin' };
export const HOST: TestPerson = { id: 'host', role: 'teacher' };
export const ANA: TestPerson = { id: 'ana' };

export interface ReadyRecordingInput {
  readonly sessionId: string;
  /** Default: `default`. */
  readonly tenant?: string;
  /** 22 of `[a-z0-9]`. */
  readonly name: string;
  /** One file each. */
  readonly files: readonly {
    readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
    readonly etag: string;
  }[];
  /** Default: 'ready'. */
  readonly state?: RecordingState;
}

let made = 0;

/** A lesson of `HOST` with a seat for `ANA`. */
export async function makeSession(
  server: TestLectern,
  more: Readonly<Record<string, unknown>> = {},
  as: TestPerson = OFFICE,
): Promise<string> {
  const answer = await server.request('POST', '/v1/sessions', {
    as,
    body: {
      title: 'Algebra 7b',
      kind: 'lesson',
      zone: 'Europe/Berlin',
      startsAt: new Date(TEST_NOW.getTime() + (made += 1) * 86_400_000).toISOString(),
      durationMinutes: 60,
      hostId: HOST.id,
      attendeeIds: [ANA.id],
      ...more,
    },
  });
  if (answer.status !== 201) throw new Error(`no session: ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
}

/** A recording as the finishing work leaves it, with its files in the store. */
export async function makeRecording(
  server: TestLectern,
  store: ObjectStore,
  input: ReadyRecordingInput,
): Promise<string> {
  const { sessionId, tenant = 'default', name, state = 'ready' } = input;
  const id = `rec-${name.padEnd(22, '0').slice(0, 22)}`;
  const files: Pick<FileRow, 'key' | 'size_bytes' | 'etag' | 'start_ms'>[] = [];
  for (const [index, { bytes, etag }] of input.files.entries()) {
    const key = `${tenant}/${id}/${String(index)}-${etag}`;
    const { size } = await store.put(key, bytes);
    files.push({ key, size_bytes: size, etag, start_ms: index * 60_000 });
  }
  const isThere = state === 'ready' || state === 'deleted';
  await server.database.transaction(async (tx) => {
    await insertRecording(tx, {
      tenant,
      id,
      session_id: sessionId,
      recorded_by: HOST.id,
      state,
      started_at: new Date('2026-11-20T23:30:00.000Z'),
      ended_at: TEST_NOW,
      received_bytes: 0,
      kept: false,
      version: 1,
      created_at: TEST_NOW,
      ...(isThere && { duration_ms: files.length * 60_000, ready_at: TEST_NOW }),
      ...(state === 'deleted' && { deleted_at: TEST_NOW, state_before: 'ready' }),
    });
    await replaceFiles(
      tx,
      { tenant, id },
      files.map((file) => ({
        ...file,
        duration_ms: 60_000,
        type: 'video/mp4;codecs="avc1.42e01f,opus"',
        made_at: TEST_NOW,
      })),
    );
  });
  return id;
}
