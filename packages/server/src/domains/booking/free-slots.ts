import { LecternError } from '@lectern/core';
import type { Availability, LocalDate, Slot } from '@lectern/core/contract';
import {
  checkStart,
  findSlots,
  localDateOf,
  MAX_RANGE_DAYS,
  toSlot,
  toWall,
  zoneSegments,
  type HostTimeInput,
  type SlotTime,
  type TimeRange,
} from '@lectern/core/slots';
import type { StoredOffering } from './offerings.store.js';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** Where alternatives are looked for, around the time that was wanted. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 21;
const MAX_ALTERNATIVES = 3;

/** When a host teaches and when they are taken. `busy` has the sessions' own buffers in it. */
export interface HostCalendar extends Availability {
  readonly busy: readonly TimeRange[];
}

/** Everything that decides about the slots of one offering with one host. */
export interface SlotSource {
  readonly offering: StoredOffering;
  readonly calendar: HostCalendar;
  readonly now: Date;
}

/** The times in which busy ranges matter to viewer-local dates, whatever the zones. */
export function reachOf(offering: StoredOffering, from: LocalDate, to: LocalDate): { from: Date; to: Date } {
  // Wall time is at most 14 hours off, a slot with its buffers reaches over midnight.
  const margin = 2 * MS_PER_DAY + offering.durationMinutes * MS_PER_MINUTE;
  return { from: new Date(Date.parse(from) - margin), to: new Date(Date.parse(to) + margin) };
}

/** The free slots of viewer-local dates, both included. */
export function listSlots(
  source: SlotSource,
  range: { readonly from: LocalDate; readonly to: LocalDate; readonly zone: string },
): readonly Slot[] {
  return findTimes(source, range).map(toSlot);
}

/** The first viewer-local date after `after` that has a free slot. */
export function nextFreeDate(source: SlotSource, after: LocalDate, zone: string): LocalDate | undefined {
  const { now, offering } = source;
  const today = dateIn(zone, now.getTime());
  // A day more on each side than the host's calendar has: the viewer's may be ahead or behind.
  const last = addDays(today, offering.windowDays + 2);
  let from = after < today ? today : addDays(after, 1);
  while (from <= last) {
    const to = earlier(addDays(from, MAX_RANGE_DAYS - 1), last);
    const [first] = findTimes(source, { from, to, zone }, 1);
    if (first) return toSlot(first).viewerDate;
    from = addDays(to, 1);
  }
  return undefined;
}

/**
 * Whether a time can be booked at all, whatever the teacher's hours.
 *
 * @throws {@link LecternError} SLOT_PAST, or SLOT_UNAVAILABLE far beyond the window, where no zone rules need to be read.
 */
export function requireReach(startsAt: Date, { offering, now }: Omit<SlotSource, 'calendar'>): void {
  const startMs = startsAt.getTime();
  if (startMs < now.getTime() + offering.noticeMinutes * MS_PER_MINUTE)
    throw new LecternError(
      'SLOT_PAST',
      'This time is over, or too close to now for the teacher. Choose a later one.',
    );
  if (offering.archived || startMs > now.getTime() + (offering.windowDays + 3) * MS_PER_DAY)
    throw slotUnavailable();
}

/**
 * Whether a time that somebody sends back is one we offer. Answers what the host's wall shows then.
 *
 * @throws {@link LecternError} SLOT_PAST, SLOT_UNAVAILABLE, or SLOT_TAKEN without alternatives.
 */
export function requireSlot(startsAt: Date, source: SlotSource): { readonly hostWallStart: string } {
  requireReach(startsAt, source);
  const { now, calendar, offering } = source;
  const startMs = startsAt.getTime();
  const hostSegments = zoneSegments(
    calendar.zone,
    now.getTime() - 2 * MS_PER_DAY,
    startMs + offering.durationMinutes * MS_PER_MINUTE + 2 * MS_PER_DAY,
  );
  const refusal = checkStart(startMs, { ...toHostTime(source), hostSegments });
  if (refusal === 'busy') throw slotTaken([]);
  if (refusal) throw slotUnavailable();
  const wall = toWall(startMs, hostSegments);
  return { hostWallStart: `${wall.date}T${wall.time}` };
}

/**
 * Whether the host has something else at a time that we would offer.
 *
 * @throws {@link LecternError} SLOT_PAST, SLOT_UNAVAILABLE
 */
export function isTaken(startsAt: Date, source: SlotSource): boolean {
  try {
    requireSlot(startsAt, source);
    return false;
  } catch (error) {
    if (LecternError.is(error) && error.code === 'SLOT_TAKEN') return true;
    throw error;
  }
}

/** Up to three free slots near a time, in order; none of them overlaps what the attendee has already. */
export function findAlternatives(
  source: SlotSource,
  wanted: { readonly startsAt: Date; readonly zone: string; readonly attendeeBusy: readonly TimeRange[] },
): readonly Slot[] {
  const wantedMs = wanted.startsAt.getTime();
  const isFree = ({ startMs, endMs }: TimeRange): boolean =>
    !wanted.attendeeBusy.some((busy) => busy.startMs < endMs && startMs < busy.endMs);
  return findTimes(source, { ...alternativeDates(wanted.startsAt, wanted.zone), zone: wanted.zone })
    .filter((time) => time.startMs !== wantedMs && isFree(time))
    .sort((one, other) => Math.abs(one.startMs - wantedMs) - Math.abs(other.startMs - wantedMs))
    .slice(0, MAX_ALTERNATIVES)
    .sort((one, other) => one.startMs - other.startMs)
    .map(toSlot);
}

/** The viewer-local dates in which alternatives to a time are looked for. */
export function alternativeDates(
  startsAt: Date,
  zone: string,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const date = dateIn(zone, startsAt.getTime());
  return { from: addDays(date, -DAYS_BEFORE), to: addDays(date, DAYS_AFTER) };
}

/** Somebody else has the time. */
export function slotTaken(alternatives: readonly Slot[], cause?: unknown): LecternError {
  return new LecternError(
    'SLOT_TAKEN',
    alternatives.length > 0
      ? 'Somebody else has just taken this time. Choose one of the alternatives, or look at the free times again.'
      : 'Somebody else has this time. Look at the free times again.',
    { details: { alternatives }, cause },
  );
}

/** No rule of the host, or no rule any more, has the time. */
export function slotUnavailable(): LecternError {
  return new LecternError('SLOT_UNAVAILABLE', 'The teacher does not offer this time.');
}

function findTimes(
  source: SlotSource,
  range: { readonly from: LocalDate; readonly to: LocalDate; readonly zone: string },
  maxSlots?: number,
): SlotTime[] {
  if (source.offering.archived) return [];
  return findSlots({
    ...toHostTime(source),
    hostZone: source.calendar.zone,
    viewerZone: range.zone,
    from: range.from,
    to: range.to,
    ...(maxSlots === undefined ? {} : { maxSlots }),
  });
}

function toHostTime({ offering, calendar, now }: SlotSource): HostTimeInput {
  return {
    weekly: calendar.weekly,
    overrides: calendar.overrides,
    busy: calendar.busy,
    durationMinutes: offering.durationMinutes,
    stepMinutes: offering.stepMinutes,
    bufferBeforeMinutes: offering.bufferBeforeMinutes,
    bufferAfterMinutes: offering.bufferAfterMinutes,
    noticeMinutes: offering.noticeMinutes,
    windowDays: offering.windowDays,
    nowMs: now.getTime(),
  };
}

function dateIn(zone: string, ms: number): LocalDate {
  return localDateOf(ms, zoneSegments(zone, ms, ms + 1));
}

function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}
