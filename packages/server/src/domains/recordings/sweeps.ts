import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { Sweep } from '../../platform/jobs/sweep.js';
import { readRuns } from './chunks.store.js';
import type { RecordingsDeps } from './deps.js';
import { chunkPrefix, filePrefix } from './object-keys.js';
import { readParts } from './parts.store.js';
import { purgeRows } from './purge.store.js';
import { giveUpWaiting, moveRecording, stopRecording, TAKING } from './recording-states.js';
import { readRecording, updateRecording, type RecordingKey } from './recordings.store.js';
import { REST_MS } from './rules.js';
import type { RecordingRow, RecordingTables } from './tables.js';

const BATCH = 50;

type DueColumn = 'idle_at' | 'expires_at' | 'purge_at';

/** What time does to recordings. One that fails holds up no other, and is tried again with the next pass. */
export function recordingSweeps(deps: RecordingsDeps): readonly Sweep[] {
  return [
    sweepOf(deps, 'recordings-idle', 'idle_at', (row, now) => followIdle(deps, row, now)),
    sweepOf(deps, 'recordings-expire', 'expires_at', (row, now) => expire(deps, row, now)),
    sweepOf(deps, 'recordings-purge', 'purge_at', (row, now) => purge(deps, row, now)),
  ];
}

function sweepOf(
  { database, log }: RecordingsDeps,
  name: string,
  column: DueColumn,
  work: (key: RecordingKey, now: Date) => Promise<void>,
): Sweep {
  return {
    name,
    async run(now) {
      for (const key of await readDue(database.db, column, now))
        try {
          await work(key, now);
        } catch (error) {
          log.error('a recording could not be brought up to date', {
            sweep: name,
            recordingId: key.id,
            error,
          });
        }
      return readNext(database.db, column);
    },
  };
}

/** No chunk came for long: a recorder that vanished is taken for stopped, and what it left behind is used. */
async function followIdle(deps: RecordingsDeps, key: RecordingKey, now: Date): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const row = await readRecording(tx, key, { lock: true });
    if (!row?.idle_at || row.idle_at > now || !TAKING.includes(row.state)) return;
    const stopped = await stopRecording(tx, deps, row, { endedAt: row.last_chunk_at ?? row.started_at, now });
    if (!TAKING.includes(stopped.state)) return;
    const until = new Date((stopped.ended_at ?? now).getTime() + REST_MS);
    if (now < until && (await isWorthWaiting(tx, stopped))) {
      await updateRecording(tx, { ...stopped, from: TAKING }, { idle_at: until });
      deps.database.afterCommit(tx, () => deps.wakeJobs(until));
      return;
    }
    await giveUpWaiting(tx, deps, stopped, now);
  });
}

/** Whether something is known to be missing: then its recorder may still have it. */
async function isWorthWaiting(db: Db, row: RecordingRow): Promise<boolean> {
  for (const part of await readParts(db, row)) {
    if (part.state !== 'open') continue;
    if (part.wants_rest) return true;
    const { runs } = await readRuns(db, { tenant: part.tenant, partId: part.id });
    if (runs.length > 1 || (runs[0]?.[0] ?? 0) > 0) return true;
  }
  return false;
}

async function expire(deps: RecordingsDeps, key: RecordingKey, now: Date): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const row = await readRecording(tx, key, { lock: true });
    if (!row?.expires_at || row.expires_at > now || row.kept || row.state === 'deleted') return;
    await moveRecording(
      tx,
      deps,
      { ...row, from: ['ready', 'failed'] },
      {
        state: 'deleted',
        state_before: row.state,
        deleted_at: now,
        delete_reason: 'retention',
        // Its time was known to everybody: there is nothing to undo.
        purge_at: now,
        expires_at: null,
      },
      now,
    );
    deps.database.afterCommit(tx, () => deps.wakeJobs());
  });
}

/** Every byte first, the row after it: what is left when a server dies in between is deleted again. */
async function purge(deps: RecordingsDeps, key: RecordingKey, now: Date): Promise<void> {
  const row = await readRecording(deps.database.db, key);
  if (row?.state !== 'deleted' || row.purged_at || !row.purge_at || row.purge_at > now) return;
  const store = deps.requireStore();
  for (const prefix of [chunkPrefix(key.id), filePrefix(key.id)])
    for await (const object of store.list(prefix)) await store.delete(object.key);
  await deps.database.transaction(async (tx) => {
    const locked = await readRecording(tx, key, { lock: true });
    if (locked?.state !== 'deleted' || locked.purged_at) return;
    await purgeRows(tx, locked, now);
  });
}

async function readDue(db: Db, column: DueColumn, now: Date): Promise<readonly RecordingKey[]> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recordings')
    .select(['tenant', 'id'])
    .where(column, '<=', now)
    .where('purged_at', 'is', null)
    .orderBy(column)
    .limit(BATCH)
    .execute();
}

async function readNext(db: Db, column: DueColumn): Promise<Date | undefined> {
  const row = await db
    .withTables<RecordingTables>()
    .selectFrom('recordings')
    .select(sql<Date | null>`min(${sql.ref(column)})`.as('at'))
    .where('purged_at', 'is', null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
