import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { PartKey } from './parts.store.js';
import type { RecordingKey } from './recordings.store.js';
import type { ChunkRow, RecordingTables } from './tables.js';

/** A run of chunk numbers, both ends included. */
export type ChunkRun = readonly [first: number, last: number];

export async function readChunk(
  db: Db,
  { tenant, partId }: PartKey,
  n: number,
): Promise<ChunkRow | undefined> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recording_chunks')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('part_id', '=', partId)
    .where('n', '=', n)
    .executeTakeFirst();
}

/** False when this number came before. */
export async function insertChunk(tx: Tx, row: ChunkRow): Promise<boolean> {
  const inserted = await tx
    .withTables<RecordingTables>()
    .insertInto('recording_chunks')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('n')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** All of a part, in their order. */
export async function readChunks(db: Db, { tenant, partId }: PartKey): Promise<readonly ChunkRow[]> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recording_chunks')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('part_id', '=', partId)
    .orderBy('n')
    .execute();
}

/** What came of a part, as runs of numbers. */
export async function readRuns(
  db: Db,
  { tenant, partId }: PartKey,
): Promise<{ readonly runs: readonly ChunkRun[]; readonly bytes: number }> {
  // Numbers of one run have the same distance to their rank.
  const { rows } = await sql<{ first: number; last: number; bytes: number }>`
    select min(n)::int as first, max(n)::int as last, sum(size_bytes)::double precision as bytes
    from (
      select n, size_bytes, n - row_number() over (order by n) as run
      from recording_chunks where tenant = ${tenant} and part_id = ${partId}
    ) as numbered
    group by run order by 1`.execute(db);
  return {
    runs: rows.map(({ first, last }) => [first, last] as const),
    bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** What lies between the runs, and from their end up to a count. */
export function missingRuns(runs: readonly ChunkRun[], count: number): readonly ChunkRun[] {
  const missing: ChunkRun[] = [];
  let next = 0;
  for (const [first, last] of runs) {
    if (first > next) missing.push([next, Math.min(first, count) - 1]);
    next = last + 1;
  }
  if (next < count) missing.push([next, count - 1]);
  return missing.filter(([first, last]) => first <= last);
}

/** Forgets the chunks of a recording, once its files are safe or it is deleted. */
export async function deleteChunks(tx: Tx, { tenant, id }: RecordingKey): Promise<void> {
  await sql`
    delete from recording_chunks where tenant = ${tenant} and part_id in (
      select id from recording_parts where tenant = ${tenant} and recording_id = ${id}
    )`.execute(tx);
}

/** Bytes that recordings take: their chunks while they have them, and their files. */
export async function readUsedBytes(
  db: Db,
  { tenant, sessionId }: { readonly tenant: string; readonly sessionId: string },
): Promise<{ readonly ofSession: number; readonly ofTenant: number }> {
  const { rows } = await sql<{ of_session: number; of_tenant: number }>`
    select coalesce(sum(coalesce(size_bytes, received_bytes)), 0)::double precision as of_tenant,
      coalesce(sum(coalesce(size_bytes, received_bytes)) filter (where session_id = ${sessionId}), 0)
        ::double precision as of_session
    from recordings where tenant = ${tenant} and purged_at is null`.execute(db);
  return { ofSession: rows[0]?.of_session ?? 0, ofTenant: rows[0]?.of_tenant ?? 0 };
}
