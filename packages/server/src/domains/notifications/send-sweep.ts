import type { Person } from '@lectern/core/contract';
import type { DomainDeps } from '../../platform/deps.js';
import type { Sweep } from '../../platform/jobs/sweep.js';
import { MailRefusedError, type Mailer } from '../../ports/mailer/mailer.js';
import { composeMail } from './compose-mail.js';
import { judgeNotification } from './judge.js';
import type { LetterLinks } from './mail/letter.js';
import {
  claimDue,
  insertPlanned,
  readFailedRecipients,
  readNextDueAt,
  settle,
  subjectOf,
  type Outcome,
} from './notifications.store.js';
import { readOccasion, type Occasion, type OccasionSources } from './occasion.js';
import { nextTryAt } from './retry.js';
import type { NotificationRow } from './tables.js';

/** Longer than any mailer takes for one mail. */
const LEASE_MS = 120_000;
/** So many at once: what is claimed is begun, and its lease is right. */
const AT_ONCE = 5;
const EVERY_MS = 15_000;

export type SendDeps = DomainDeps & OccasionSources & { readonly mailer: Mailer };

/** Sends what is due. One mail that fails holds up no other; several servers share the work. */
export function sendSweep(deps: SendDeps): Sweep {
  const { database, clock, stopping } = deps;
  return {
    name: 'notifications-send',
    everyMs: EVERY_MS,
    async run() {
      while (!stopping.aborted) {
        const now = clock.now();
        const until = new Date(now.getTime() + LEASE_MS);
        const claimed = await claimDue(database.db, { now, until, limit: AT_ONCE });
        if (claimed.length === 0) break;
        await Promise.all(claimed.map((row) => deliver(deps, row)));
      }
      return readNextDueAt(database.db);
    },
  };
}

async function deliver(deps: SendDeps, row: NotificationRow): Promise<void> {
  const { database, clock } = deps;
  const outcome = await attempt(deps, row).catch((error: unknown) => afterFailure(deps, row, error));
  await settle(database.db, row, outcome, clock.now());
  if (outcome.state === 'failed') await tellHost(deps, row);
}

/** Compares with how things stand now, then sends. */
async function attempt(deps: SendDeps, row: NotificationRow): Promise<Outcome> {
  const { database, clock, mailer, sessions, stopping } = deps;
  const occasion = await readOccasion(database.db, deps, subjectOf(row));
  const verdict = judgeNotification(row, occasion, clock.now());
  if (!occasion || verdict !== 'send')
    return { state: 'skipped', reason: verdict === 'send' ? 'gone' : verdict };
  const unreachedIds =
    row.kind === 'undelivered'
      ? await readFailedRecipients(database.db, { tenant: row.tenant, aboutId: row.about_id })
      : [];
  const ids = [row.recipient_id, occasion.hostId, ...occasion.attendeeIds, ...unreachedIds];
  const people = new Map(
    (await sessions.people.find(database.db, row.tenant, ids)).map((person) => [person.id, person]),
  );
  const recipient = people.get(row.recipient_id);
  if (!hasEmail(recipient)) return { state: 'skipped', reason: 'no-address' };
  const message = composeMail({
    kind: row.kind,
    tenant: row.tenant,
    aboutId: row.about_id,
    sequence: row.sequence,
    occasion,
    recipient,
    people,
    unreachedIds,
    links: linksOf(deps, row, occasion),
    from: mailer.from,
    domain: new URL(deps.publicUrl).hostname,
    now: clock.now(),
  });
  await mailer.send(message, { signal: stopping });
  return { state: 'sent', providerId: message.messageId };
}

function hasEmail(person: Person | undefined): person is Person & { readonly email: string } {
  return person?.email !== undefined;
}

function linksOf(deps: SendDeps, row: NotificationRow, { sessionId, bookingId }: Occasion): LetterLinks {
  const session = deps.sessionUrl(sessionId);
  const recording = row.about === 'recording' ? deps.recordingUrl(row.about_id, sessionId) : undefined;
  const move = bookingId === undefined ? undefined : deps.bookingUrl(bookingId, sessionId, 'move');
  const cancel = bookingId === undefined ? undefined : deps.bookingUrl(bookingId, sessionId, 'cancel');
  return {
    ...(session !== undefined && { session }),
    ...(recording !== undefined && { recording }),
    ...(move !== undefined && cancel !== undefined && { booking: { move, cancel } }),
  };
}

function afterFailure({ clock, log, stopping }: SendDeps, row: NotificationRow, error: unknown): Outcome {
  const now = clock.now();
  // Not its fault: the next server begins again.
  if (stopping.aborted) return { state: 'pending', dueAt: now, attempts: row.attempts - 1 };
  const text = describe(error);
  const retryAt = error instanceof MailRefusedError ? undefined : nextTryAt(row.attempts, now, Math.random());
  const fields = { notification: row.id, kind: row.kind, attempts: row.attempts, error };
  if (retryAt) {
    log.warn('a mail was not taken and will be tried again', fields);
    return { state: 'pending', dueAt: retryAt, error: text };
  }
  log.error('a mail could not be sent', fields);
  return { state: 'failed', error: text };
}

/** For the table: with what the mail server said, which is not for logs. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const response = 'response' in error && typeof error.response === 'string' ? ` ${error.response}` : '';
  return `${error.name}: ${error.message}${response}`;
}

/** The host is the one who can reach them in another way. */
async function tellHost(deps: SendDeps, row: NotificationRow): Promise<void> {
  const { database, clock, newId } = deps;
  const session = await deps.sessions.read(database.db, row.tenant, row.session_id);
  const hostId = session?.row.host_id;
  if (hostId === undefined || hostId === row.recipient_id || row.about === 'recording') return;
  const now = clock.now();
  await insertPlanned(
    database.db,
    subjectOf(row),
    [{ kind: 'undelivered', recipientId: hostId, dueAt: now }],
    { newId, now },
  );
}
