import type { ChannelEvents, RecordingNotice } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import type { FactHandler } from '../../platform/outbox/fact.js';
import { readUnhandled } from '../../platform/outbox/unhandled-facts.js';
import type { ChannelTables } from './tables.js';

const HANDLER = 'channel-recording-notice';
const TYPES = ['recording-changed'] as const;

interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

/** Keeps what is being recorded, for those who come while it is. */
export function noticesFollow(): FactHandler {
  return {
    name: HANDLER,
    types: TYPES,
    async handle(tx, { tenant, data }) {
      const { sessionId, recording } = data as unknown as ChannelEvents['recording-changed'];
      const tables = tx.withTables<ChannelTables>();
      if (!isRunning(recording)) {
        await tables
          .deleteFrom('running_recordings')
          .where('tenant', '=', tenant)
          .where('session_id', '=', sessionId)
          .where('recording_id', '=', recording.id)
          .execute();
        return;
      }
      await tables
        .insertInto('running_recordings')
        .values({ tenant, session_id: sessionId, recording_id: recording.id, notice: toJsonb(recording) })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'session_id', 'recording_id'])
            .doUpdateSet({ notice: toJsonb(recording) }),
        )
        .execute();
    },
  };
}

/** What runs or was announced, as everybody was told of it up to now. */
export async function readRecordingNotice(
  db: Db,
  { tenant, sessionId }: SessionKey,
): Promise<RecordingNotice | undefined> {
  // Nobody may miss that it records: what the handler has not come to yet is read past it.
  const late = await readUnhandled(db, HANDLER, () => readRows(db, { tenant, sessionId }), {
    tenant,
    types: TYPES,
    topics: [`session:${sessionId}`],
  });
  const running = new Map(late.before.map((notice) => [notice.id, notice]));
  for (const { data } of late.facts) {
    const { recording } = data as unknown as ChannelEvents['recording-changed'];
    running.delete(recording.id);
    if (isRunning(recording)) running.set(recording.id, recording);
  }
  return [...running.values()].at(-1);
}

async function readRows(db: Db, { tenant, sessionId }: SessionKey): Promise<readonly RecordingNotice[]> {
  const rows = await db
    .withTables<ChannelTables>()
    .selectFrom('running_recordings')
    .select('notice')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .execute();
  return rows
    .map(({ notice }) => notice)
    .sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
}

function isRunning({ state, endedAt }: RecordingNotice): boolean {
  return endedAt === undefined && (state === 'announced' || state === 'uploading');
}
