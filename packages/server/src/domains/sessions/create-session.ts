import { LecternError } from '@lectern/core';
import type { CreateSessionInput, SessionKind, Zone } from '@lectern/core/contract';
import { isZone } from '@lectern/core/slots';
import type { Database, Tx } from '../../platform/db/database.js';
import type { AppendFacts } from '../../platform/outbox/fact.js';
import type { Actor } from '../../platform/rights/actor.js';
import { judge } from '../../platform/rights/rights.js';
import type { SessionWithSeats } from './rules.js';
import { sessionChanged } from './session-facts.js';
import { insertSession, readSession } from './session-store.js';
import { claimTime } from './time-claims.js';

const MS_PER_MINUTE = 60_000;
const DEFAULT_MINUTES = 60;

/** What booking, and whatever else makes sessions, says of a new one. */
export interface NewSession {
  readonly tenant: string;
  /** `ses-…`. Given twice it is one session. */
  readonly id: string;
  readonly kind: SessionKind;
  readonly title: string;
  /** Both or, for a community, neither. */
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly zone: Zone;
  readonly hostId: string;
  readonly attendeeIds: readonly string[];
  readonly courseId?: string;
  readonly capacity?: number;
  readonly bookingId?: string;
  /** Time of the host before and after that nobody else gets. Default: 0. */
  readonly bufferBeforeMinutes?: number;
  readonly bufferAfterMinutes?: number;
  readonly createdBy: string;
  readonly now: Date;
}

export interface CreateDeps {
  readonly database: Database;
  readonly appendFacts: AppendFacts;
  newId(prefix: string): string;
}

/** `CreateSession` for an actor. */
export interface ActorCreates {
  readonly actor: Actor;
  readonly input: CreateSessionInput;
  readonly id: string;
  readonly now: Date;
}

/**
 * Makes a session and claims its host's time, in the caller's transaction.
 *
 * @throws {@link LecternError} HOST_BUSY when the host's time is taken; the transaction can still be used.
 */
export async function createSessionIn(
  tx: Tx,
  deps: CreateDeps,
  input: NewSession,
): Promise<SessionWithSeats> {
  const { tenant, id, startsAt, endsAt, now } = input;
  // The same request again, after a crash between the commit and the answer.
  const before = await readSession(tx, tenant, id);
  if (before) return before;
  const from = startsAt && new Date(startsAt.getTime() - (input.bufferBeforeMinutes ?? 0) * MS_PER_MINUTE);
  const until = endsAt && new Date(endsAt.getTime() + (input.bufferAfterMinutes ?? 0) * MS_PER_MINUTE);
  if (from && until)
    await claimTime(tx, {
      tenant,
      hostId: input.hostId,
      claimId: deps.newId('clm'),
      sessionId: id,
      from,
      until,
      now,
    });
  const session = await insertSession(
    tx,
    {
      tenant,
      id,
      kind: input.kind,
      title: input.title,
      state: 'scheduled',
      starts_at: startsAt ?? null,
      ends_at: endsAt ?? null,
      sort_at: startsAt ?? now,
      zone: input.zone,
      claimed_from: from ?? null,
      claimed_until: until ?? null,
      course_id: input.courseId ?? null,
      host_id: input.hostId,
      capacity: input.capacity ?? null,
      booking_id: input.bookingId ?? null,
      created_by: input.createdBy,
      created_at: now,
      version: 1,
    },
    input.attendeeIds.filter((person) => person !== input.hostId),
  );
  await deps.appendFacts(tx, [sessionChanged(session, now)]);
  return session;
}

/**
 * Makes a session as somebody asked for it.
 *
 * @throws {@link LecternError} FORBIDDEN, INVALID_INPUT, UNKNOWN_ZONE, SLOT_PAST or HOST_BUSY.
 */
export async function createSession(
  deps: CreateDeps,
  { actor, input, id, now }: ActorCreates,
): Promise<SessionWithSeats> {
  requireMayCreate(actor, input);
  const kind = input.kind ?? 'class';
  const zone = input.zone ?? actor.zone ?? 'UTC';
  if (!isZone(zone))
    throw new LecternError('UNKNOWN_ZONE', 'The time zone is not an IANA name such as Europe/Berlin.');
  const attendeeIds = [...new Set(input.attendeeIds ?? [])];
  if (input.capacity !== undefined && attendeeIds.length > input.capacity)
    throw new LecternError('INVALID_INPUT', 'More attendees than seats: raise capacity or name fewer.', {
      details: { issues: [{ path: 'attendeeIds', message: 'are more than capacity' }] },
    });
  return deps.database.transaction((tx) =>
    createSessionIn(tx, deps, {
      tenant: actor.tenant,
      id,
      kind,
      title: input.title,
      ...timesOf(kind, input, now),
      zone,
      hostId: input.hostId ?? actor.id,
      attendeeIds,
      ...(input.courseId !== undefined && { courseId: input.courseId }),
      ...(input.capacity !== undefined && { capacity: input.capacity }),
      createdBy: actor.id,
      now,
    }),
  );
}

function requireMayCreate(actor: Actor, { courseId, hostId }: CreateSessionInput): void {
  const inCourse = courseId === undefined || actor.courses.includes(courseId);
  // A token for named sessions is good for nothing else.
  const place = { relation: inCourse ? 'course' : 'none', outOfReach: actor.sessions !== undefined } as const;
  if (judge(actor.role, 'session.create', place) !== 'yes')
    throw new LecternError('FORBIDDEN', 'You may not make sessions here.');
  if (hostId !== undefined && hostId !== actor.id && actor.role !== 'admin')
    throw new LecternError('FORBIDDEN', 'Only an admin makes sessions for another host.');
}

function timesOf(
  kind: SessionKind,
  { startsAt, durationMinutes = DEFAULT_MINUTES }: CreateSessionInput,
  now: Date,
): { readonly startsAt?: Date; readonly endsAt?: Date } {
  if (kind === 'community') return {};
  const start = startsAt === undefined ? now : new Date(startsAt);
  const end = new Date(start.getTime() + durationMinutes * MS_PER_MINUTE);
  if (end <= now)
    throw new LecternError('SLOT_PAST', 'The session would be over already. Choose a time to come.');
  return { startsAt: start, endsAt: end };
}
