import type { Booking, Offering, PersonRef, Slot, SlotList, Zone } from '@lectern/core/contract';
import { addDays, monthOf, type Month } from './month.js';

/** What can be booked with whom: one line of the list of teachers. */
export interface Choice {
  readonly offering: Offering;
  readonly host: PersonRef;
}

/** When somebody is free next: a slot of today, a later date, nobody knows, or never within the window. */
export type NextFree =
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'never' | 'loading' | 'unknown' };

/** Why a time was not booked. */
export type BookingProblem =
  | { readonly kind: 'taken'; readonly slot: Slot; readonly alternatives: readonly Slot[] }
  | { readonly kind: 'gone' | 'busy' | 'changed' }
  | { readonly kind: 'error'; readonly error: unknown };

/** Where the person stands, all of it: the element renders this and nothing else. */
export interface BookingState {
  readonly step: 'loading' | 'failed' | 'nothing' | 'teacher' | 'time' | 'done';
  readonly error?: unknown;
  readonly choices: readonly Choice[];
  /** The person's next bookings here, shown above. */
  readonly own: readonly Booking[];
  readonly nextFree: ReadonlyMap<Choice, NextFree>;
  readonly choice?: Choice | undefined;
  readonly zone: Zone;
  /** The viewer's date now, by the server's clock. */
  readonly today: string;
  readonly month: Month;
  /** The month as it was last answered; undefined while it is loading for the first time. */
  readonly list?: SlotList | undefined;
  readonly slotsError?: unknown;
  readonly date?: string | undefined;
  readonly slot?: Slot | undefined;
  readonly note: string;
  readonly sending: boolean;
  readonly problem?: BookingProblem | undefined;
  readonly booking?: Booking | undefined;
  /** The booking that gets another time, as it stands. */
  readonly moving?: Booking | undefined;
  /** What `booking` was before it was moved just now. */
  readonly movedFrom?: Booking | undefined;
  readonly cancelling: 'no' | 'asking' | 'sending';
  /** Which one is asked about. */
  readonly cancelOf?: Booking | undefined;
  readonly cancelError?: unknown;
  /** The one of the person's bookings that was just cancelled. */
  readonly cancelled?: Booking | undefined;
}

/** Before anything is known. */
export function initialState(zone: Zone, today: string): BookingState {
  return {
    step: 'loading',
    choices: [],
    own: [],
    nextFree: new Map(),
    zone,
    today,
    month: monthOf(today),
    note: '',
    sending: false,
    cancelling: 'no',
  };
}

/** The slots of one date, in order. */
export function slotsOn(state: BookingState, date: string | undefined): readonly Slot[] {
  return state.list?.slots.filter((slot) => slot.viewerDate === date) ?? [];
}

/** The last date that can be booked. */
export function lastBookable(state: BookingState): string {
  return addDays(state.today, state.choice?.offering.windowDays ?? 0);
}

/** The dates of a month that can be asked for; undefined where the month lies outside the window. */
export function rangeOf(state: BookingState, month: Month): { from: string; to: string } | undefined {
  const first = `${month}-01`;
  const last = lastBookable(state);
  const from = first < state.today ? state.today : first;
  let to = addDays(first, 30);
  while (monthOf(to) !== month) to = addDays(to, -1);
  if (to > last) to = last;
  return from <= to ? { from, to } : undefined;
}
