import type { Booking, Slot } from '@lectern/core/contract';
import {
  formatDate,
  formatInstant,
  formatOffset,
  formatRangeAt,
  formatRangeIn,
  formatWallTime,
} from '../../internal/format.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { BookingFlow } from './booking-flow.js';
import type { BookingState } from './booking-state.js';
import type { SessionBookingTerms } from './session-booking.terms.js';

/** What every part of the booking is drawn from. */
export interface BookingView {
  readonly state: BookingState;
  readonly flow: BookingFlow;
  readonly localize: LocalizeController<SessionBookingTerms>;
}

/** `Monday, 23 November`; with the year where it is not this one. */
export function dayLabel({ state, localize }: BookingView, date: string): string {
  const thisYear = date.slice(0, 4) === state.today.slice(0, 4);
  return formatDate(localize.lang(), date, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  });
}

export function monthLabel({ localize }: BookingView, month: string): string {
  return formatDate(localize.lang(), `${month}-01`, { month: 'long', year: 'numeric' });
}

export function timeLabel({ localize }: BookingView, slot: Slot): string {
  return formatWallTime(localize.lang(), slot.viewerTime);
}

/** The day with the time from its start to its end, on the viewer's wall as the server said it. */
export function choiceLabel({ localize }: BookingView, slot: Slot): string {
  return formatRangeAt(localize.lang(), slot.startsAt, slot.endsAt, slot.viewerOffset, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** When a booking is, in the zone that is shown. */
export function bookingLabel(
  { state, localize }: BookingView,
  { startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>,
): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  return formatRangeIn(localize.lang(), startsAt, endsAt, state.zone, options);
}

/** The day with the time of its start. */
export function startLabel({ localize }: BookingView, slot: Slot): string {
  return formatInstant(localize.lang(), `${slot.viewerDate}T${slot.viewerTime}:00Z`, 'UTC', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** `18:00 · UTC+01:00 for Ana` */
export function hostTimeLabel({ state, localize }: BookingView, slot: Slot): string {
  const time = formatWallTime(localize.lang(), slot.hostTime);
  const name = isolate(state.choice?.host.name ?? '');
  return localize.term('bookingHostTime', `${time} · ${formatOffset(slot.hostOffset)}`, name);
}
