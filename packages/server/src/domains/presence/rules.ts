import { LecternError } from '@lectern/core';
import type { ConnectionRow } from './tables.js';

/** How often a page says that it is there. */
export const HEARTBEAT_SECONDS = 10;
/** How long it may be silent before it counts as gone. */
export const LEASE_SECONDS = 45;
export const LEASE_MS = LEASE_SECONDS * 1000;
/** Two heartbeats and a half: silent for longer, a page is no longer taken for present. */
const FRESH_MS = HEARTBEAT_SECONDS * 2_500;

type Evidence = Pick<ConnectionRow, 'heartbeat_at' | 'stream_closed_at' | 'joined_at' | 'created_at'>;

/** The last moment that proves a connection: the closing of its stream, else its last heartbeat. */
export function lastEvidenceAt({ heartbeat_at: heartbeat, stream_closed_at: closed }: Evidence): Date {
  return closed && closed > heartbeat ? closed : heartbeat;
}

/**
 * When a connection was over, if something else than its own page ends it at `at`. One that has been silent, or whose
 * stream is closed, ended at its last evidence; never before it began.
 */
export function endOf(row: Evidence, at: Date): Date {
  const { heartbeat_at: heartbeat, stream_closed_at: closed } = row;
  const isClosed = closed !== null && closed >= heartbeat;
  const isFresh = !isClosed && at.getTime() - heartbeat.getTime() <= FRESH_MS;
  return notBeforeBegin(row, isFresh ? at : earlier(lastEvidenceAt(row), at));
}

/** When a connection was over whose lease ran out. */
export function lapsedAt(row: Evidence): Date {
  return notBeforeBegin(row, lastEvidenceAt(row));
}

/** A moment in the life of a connection that somebody ended on purpose. */
export function notBeforeBegin(row: Pick<Evidence, 'joined_at' | 'created_at'>, at: Date): Date {
  const begin = row.joined_at ?? row.created_at;
  return at < begin ? begin : at;
}

/**
 * @throws {@link LecternError} what tells the page why it is out: CONNECTION_UNKNOWN, CONNECTION_SUPERSEDED,
 * CONNECTION_REMOVED or SESSION_ENDED.
 */
export function requireAlive(row: ConnectionRow | undefined): asserts row is ConnectionRow {
  if (row && row.state !== 'left') return;
  switch (row?.why) {
    case 'superseded':
      throw new LecternError('CONNECTION_SUPERSEDED', 'You joined from another device; this one has left.');
    case 'removed':
      throw personRemoved();
    case 'session-ended':
      throw new LecternError('SESSION_ENDED', 'The session is over.');
    default:
      throw new LecternError('CONNECTION_UNKNOWN', 'The server does not know this connection. Join again.');
  }
}

/** @throws {@link LecternError} NOT_ADMITTED while waiting, else like {@link requireAlive}. */
export function requireAdmitted(row: ConnectionRow | undefined): asserts row is ConnectionRow {
  requireAlive(row);
  if (row.state === 'waiting') throw new LecternError('NOT_ADMITTED', 'You are still waiting for the host.');
}

/** The answer to somebody who was put out and wants in again. */
export function personRemoved(): LecternError {
  return new LecternError('CONNECTION_REMOVED', 'The host removed you from this session.');
}

/** How many different people these are. */
export function countPeople(rows: readonly Pick<ConnectionRow, 'person_id'>[]): number {
  return new Set(rows.map(({ person_id: id }) => id)).size;
}

/**
 * Whether one more person fits. While a session waits for its host the host's seat is kept free.
 *
 * @throws {@link LecternError} ROOM_FULL
 */
export function requireSeat(
  others: readonly ConnectionRow[],
  options: { readonly live: boolean; readonly maxParticipants: number | undefined },
): void {
  const { live, maxParticipants } = options;
  if (maxParticipants === undefined) return;
  const counted = others.filter(({ state }) => state === (live ? 'admitted' : 'waiting'));
  const hostSeat = live ? 0 : 1;
  if (countPeople(counted) + hostSeat + 1 > maxParticipants)
    throw new LecternError('ROOM_FULL', 'The room holds no more people.', { details: { maxParticipants } });
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
