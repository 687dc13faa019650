import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { NotificationAbout, SkipReason } from './kinds.js';
import type { PlannedNotification } from './plan.js';
import type { NotificationRow, NotificationTables } from './tables.js';

const LONGEST_ERROR = 500;

/** What a list of notifications is about. */
export interface Subject {
  readonly tenant: string;
  readonly about: NotificationAbout;
  readonly aboutId: string;
  readonly sessionId: string;
  readonly sequence: number;
}

/** Writes what is to be sent. What is there already stays as it is. */
export async function insertPlanned(
  tx: Db,
  subject: Subject,
  planned: readonly PlannedNotification[],
  { newId, now }: { readonly newId: (prefix: string) => string; readonly now: Date },
): Promise<void> {
  if (planned.length === 0) return;
  await tx
    .withTables<NotificationTables>()
    .insertInto('notifications')
    .values(
      planned.map(({ kind, recipientId, dueAt }) => ({
        tenant: subject.tenant,
        id: newId('ntf'),
        about: subject.about,
        about_id: subject.aboutId,
        session_id: subject.sessionId,
        kind,
        sequence: subject.sequence,
        recipient_id: recipientId,
        channel: 'mail' as const,
        due_at: dueAt,
        state: 'pending' as const,
        attempts: 0,
        locked_until: null,
        provider_id: null,
        skip_reason: null,
        last_error: null,
        created_at: now,
        ended_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Calls off what waits: of lower sequences than this one, or all. */
export async function skipPending(
  tx: Tx,
  { tenant, aboutId, below }: { readonly tenant: string; readonly aboutId: string; readonly below?: number },
  { reason, now }: { readonly reason: SkipReason; readonly now: Date },
): Promise<void> {
  let query = tx
    .withTables<NotificationTables>()
    .updateTable('notifications')
    .set({ state: 'skipped', skip_reason: reason, ended_at: now })
    .where('tenant', '=', tenant)
    .where('about_id', '=', aboutId)
    .where('state', '=', 'pending');
  if (below !== undefined) query = query.where('sequence', '<', below);
  await query.execute();
}

/** Takes what is due for one worker, until `until`; also what another one took and never ended. */
export async function claimDue(
  db: Db,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<readonly NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    update notifications
    set state = 'sending', attempts = attempts + 1, locked_until = ${until}::timestamptz
    where (tenant, id) in (
      select tenant, id from notifications
      where (state = 'pending' and due_at <= ${now}::timestamptz)
        or (state = 'sending' and locked_until <= ${now}::timestamptz)
      order by due_at, id
      limit ${limit}
      for update skip locked
    )
    returning *`.execute(db);
  return [...rows].sort((a, b) => a.due_at.getTime() - b.due_at.getTime());
}

/** When there is something to do next. */
export async function readNextDueAt(db: Db): Promise<Date | undefined> {
  const tables = db.withTables<NotificationTables>();
  const pending = await tables
    .selectFrom('notifications')
    .select('due_at as at')
    .where('state', '=', 'pending')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  const locked = await tables
    .selectFrom('notifications')
    .select('locked_until as at')
    .where('state', '=', 'sending')
    .orderBy('locked_until')
    .limit(1)
    .executeTakeFirst();
  const times = [pending?.at, locked?.at].flatMap((at) => (at ? [at.getTime()] : []));
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** What became of a claimed notification. */
export type Outcome =
  | { readonly state: 'sent'; readonly providerId: string }
  | { readonly state: 'skipped'; readonly reason: SkipReason }
  | { readonly state: 'failed'; readonly error: string }
  /** Tried again then. */
  | { readonly state: 'pending'; readonly dueAt: Date; readonly error?: string; readonly attempts?: number };

/** Ends a claim. A worker whose lease ran out changes nothing. */
export async function settle(db: Db, row: NotificationRow, outcome: Outcome, now: Date): Promise<void> {
  const error = 'error' in outcome ? outcome.error?.slice(0, LONGEST_ERROR) : undefined;
  await db
    .withTables<NotificationTables>()
    .updateTable('notifications')
    .set({
      state: outcome.state,
      locked_until: null,
      ended_at: outcome.state === 'pending' ? null : now,
      ...(error !== undefined && { last_error: error }),
      ...(outcome.state === 'sent' && { provider_id: outcome.providerId }),
      ...(outcome.state === 'skipped' && { skip_reason: outcome.reason }),
      ...(outcome.state === 'pending' && {
        due_at: outcome.dueAt,
        ...(outcome.attempts !== undefined && { attempts: outcome.attempts }),
      }),
    })
    .where('tenant', '=', row.tenant)
    .where('id', '=', row.id)
    .where('state', '=', 'sending')
    .where('locked_until', '=', row.locked_until)
    .execute();
}

/** Whom no mail about this reaches. */
export async function readFailedRecipients(
  db: Db,
  { tenant, aboutId }: { readonly tenant: string; readonly aboutId: string },
): Promise<readonly string[]> {
  const rows = await db
    .withTables<NotificationTables>()
    .selectFrom('notifications')
    .select('recipient_id')
    .distinct()
    .where('tenant', '=', tenant)
    .where('about_id', '=', aboutId)
    .where('state', '=', 'failed')
    .orderBy('recipient_id')
    .execute();
  return rows.map((row) => row.recipient_id);
}

/** Removes what ended before then: it names people. */
export async function deleteEnded(db: Db, before: Date): Promise<void> {
  await db
    .withTables<NotificationTables>()
    .deleteFrom('notifications')
    .where('ended_at', '<', before)
    .execute();
}

/** Of a row, what it is about. */
export function subjectOf(row: NotificationRow): Subject {
  return {
    tenant: row.tenant,
    about: row.about,
    aboutId: row.about_id,
    sessionId: row.session_id,
    sequence: row.sequence,
  };
}
