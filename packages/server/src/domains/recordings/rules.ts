import { LecternError } from '@lectern/core';
import {
  RECORDING_ACTIONS,
  type Recording,
  type RecordingAction,
  type RecordingState,
} from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { can, judge } from '../../platform/rights/rights.js';
import { placeOf, type SessionWithSeats } from '../sessions/rules.js';
import type { RecordingRow } from './tables.js';

const MS_PER_MINUTE = 60_000;
export const MS_PER_DAY = 86_400_000;
/** A recorder that sent nothing for so long has vanished. */
export const IDLE_MS = 10 * MS_PER_MINUTE;
/** What is known to be missing after a stop may come for so long. */
export const REST_MS = MS_PER_DAY;
/** A recording that somebody deleted can be restored for so long. */
export const UNDO_MS = 7 * MS_PER_DAY;
/** One that is no longer kept stays at least for so long. */
export const UNKEPT_MS = 7 * MS_PER_DAY;
/** A chunk is at most this long. */
export const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
/** Far more than a day of chunks of a second. */
export const MAX_CHUNKS = 200_000;
/** How long an upload ticket is good. */
export const UPLOAD_TICKET_MS = 15 * MS_PER_MINUTE;

const RECORDING_ID = /^rec-[a-z0-9]{22}$/;
const PART_ID = /^prt-[a-z0-9]{22}$/;

export function isRecordingId(id: string): boolean {
  return RECORDING_ID.test(id);
}

export function isPartId(id: string): boolean {
  return PART_ID.test(id);
}

/** A recording with the session it is of. */
export interface RecordingOfSession {
  readonly row: RecordingRow;
  readonly session: SessionWithSeats;
}

/** What somebody may do with the recordings of a session, by the table of rights. */
export function viewRights(actor: Actor, session: SessionWithSeats): Recording['you']['can'] {
  const place = placeOf(actor, session);
  return Object.fromEntries(
    RECORDING_ACTIONS.map((action) => [action, can(actor.role, action, place)]),
  ) as Recording['you']['can'];
}

/**
 * Throws what the table of rights says of an action, as the outside world may know it. One that was deleted is there
 * only for those who could restore it, one that was purged for nobody.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN.
 */
export function requireRecordingRight(
  actor: Actor,
  action: RecordingAction,
  { row, session }: RecordingOfSession,
): void {
  const place = placeOf(actor, session);
  if (row.purged_at !== null || judge(actor.role, 'recording.view', place) !== 'yes')
    throw recordingNotFound();
  if (row.state === 'deleted' && judge(actor.role, 'recording.delete', place) !== 'yes')
    throw recordingNotFound();
  if (judge(actor.role, action, place) === 'yes') return;
  throw new LecternError('FORBIDDEN', `You may see this recording, but ${action} is not yours to do.`);
}

/** The answer to an id that is unknown and to one that may not be seen: the same. */
export function recordingNotFound(): LecternError {
  return new LecternError('NOT_FOUND', 'There is no such recording, or you may not see it.');
}

/** Why a state does not allow what was wanted. */
export function recordingStateError(state: RecordingState): LecternError {
  return new LecternError('RECORDING_STATE', `The recording is ${state}; this is not possible now.`, {
    details: { state },
  });
}
