import { LecternError, type Slot, type SlotTakenDetails } from '@lectern/core/contract';
import type { BookingProblem } from './booking-state.js';

/** What a refusal means to the person. */
export function problemOf(error: unknown, slot: Slot): BookingProblem {
  switch (LecternError.is(error) ? error.code : undefined) {
    case 'SLOT_TAKEN': {
      const details = (error as LecternError).details as Partial<SlotTakenDetails> | undefined;
      return { kind: 'taken', slot, alternatives: details?.alternatives ?? [] };
    }
    case 'SLOT_PAST':
    case 'SLOT_UNAVAILABLE':
    case 'HOST_BUSY':
      return { kind: 'gone' };
    case 'STUDENT_BUSY':
      return { kind: 'busy' };
    case 'STALE':
      return { kind: 'changed' };
    default:
      return { kind: 'error', error };
  }
}
