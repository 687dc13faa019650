import type { LecternErrorCode } from '@lectern/core';
import { describe, expect, it } from 'vitest';
import {
  findAlternatives,
  type HostCalendar,
  listSlots,
  nextFreeDate,
  reachOf,
  requireSlot,
  type SlotSource,
} from './free-slots.js';
import type { StoredOffering } from './offerings.store.js';

const offering: StoredOffering = {
  id: 'off-1',
  title: 'Piano',
  description: undefined,
  courseId: undefined,
  hostIds: ['tom'],
  durationMinutes: 60,
  stepMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 15,
  noticeMinutes: 120,
  windowDays: 30,
  cancelHours: 0,
  archived: false,
  version: 1,
};
// Tuesdays and Thursdays, 17 to 20 in Berlin; the 3rd of December is closed.
const calendar: HostCalendar = {
  zone: 'Europe/Berlin',
  weekly: [
    { weekday: 2, startMinute: 1_020, endMinute: 1_200 },
    { weekday: 4, startMinute: 1_020, endMinute: 1_200 },
  ],
  overrides: [{ date: '2026-12-03', intervals: [] }],
  busy: [],
};
const source: SlotSource = { offering, calendar, now: new Date('2026-12-01T08:00:00Z') };
const at = (text: string): Date => new Date(text);
const range = (from: string, until: string) => ({ startMs: Date.parse(from), endMs: Date.parse(until) });

function codeOf(work: () => unknown): LecternErrorCode | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code: LecternErrorCode }).code;
  }
}

describe('the slots of a range', () => {
  it('come with both walls', () => {
    const slots = listSlots(source, { from: '2026-12-01', to: '2026-12-02', zone: 'Asia/Kolkata' });
    expect(slots.map(({ startsAt }) => startsAt)).toEqual([
      '2026-12-01T16:00:00.000Z',
      '2026-12-01T17:00:00.000Z',
      '2026-12-01T18:00:00.000Z',
    ]);
    expect(slots[2]).toMatchObject({
      hostTime: '19:00',
      hostOffset: '+01:00',
      viewerDate: '2026-12-01',
      viewerTime: '23:30',
    });
  });

  it('keep a buffer free of what is taken already', () => {
    const busy = [range('2026-12-01T18:10:00Z', '2026-12-01T19:00:00Z')];
    const slots = listSlots(
      { ...source, calendar: { ...calendar, busy } },
      { from: '2026-12-01', to: '2026-12-01', zone: 'UTC' },
    );
    // 17:00Z would end at 18:00Z, and its quarter of an hour after runs into 18:10Z.
    expect(slots.map(({ startsAt }) => startsAt)).toEqual(['2026-12-01T16:00:00.000Z']);
  });

  it('are none of an archived offering', () => {
    const archived = { ...source, offering: { ...offering, archived: true } };
    expect(listSlots(archived, { from: '2026-12-01', to: '2026-12-31', zone: 'UTC' })).toEqual([]);
    expect(nextFreeDate(archived, '2026-12-01', 'UTC')).toBeUndefined();
  });
});

describe('the next free date', () => {
  it('leaves closed dates out and speaks of the viewer’s dates', () => {
    expect(nextFreeDate(source, '2026-12-01', 'Europe/Berlin')).toBe('2026-12-08');
    // 17:00 in Berlin is the next morning in Auckland.
    expect(nextFreeDate(source, '2026-12-02', 'Pacific/Auckland')).toBe('2026-12-09');
  });

  it('begins today when the range asked for is over', () => {
    expect(nextFreeDate(source, '2020-01-01', 'Europe/Berlin')).toBe('2026-12-01');
  });

  it('ends with the window', () => {
    const closed = { ...source, calendar: { ...calendar, weekly: [] } };
    expect(nextFreeDate(closed, '2026-12-01', 'UTC')).toBeUndefined();
    expect(nextFreeDate(source, '2026-12-29', 'UTC')).toBe('2026-12-31');
    expect(nextFreeDate(source, '2026-12-31', 'UTC')).toBeUndefined();
  });
});

describe('a time that is sent back', () => {
  it.each([
    ['2026-12-01T16:00:00Z', undefined],
    ['2026-11-24T16:00:00Z', 'SLOT_PAST'],
    ['2026-12-01T09:00:00Z', 'SLOT_PAST'],
    ['2026-12-01T16:30:00Z', 'SLOT_UNAVAILABLE'],
    ['2026-12-01T19:00:00Z', 'SLOT_UNAVAILABLE'],
    ['2026-12-03T16:00:00Z', 'SLOT_UNAVAILABLE'],
    ['2027-01-05T16:00:00Z', 'SLOT_UNAVAILABLE'],
    ['9999-01-05T16:00:00Z', 'SLOT_UNAVAILABLE'],
    ['0001-01-05T16:00:00Z', 'SLOT_PAST'],
  ] as const)('%s: %s', (startsAt, code) => {
    expect(codeOf(() => requireSlot(at(startsAt), source))).toBe(code);
  });

  it('is taken when the host is busy, and unavailable when nothing is offered any more', () => {
    const busy = [range('2026-12-01T16:30:00Z', '2026-12-01T16:40:00Z')];
    const taken = { ...source, calendar: { ...calendar, busy } };
    expect(codeOf(() => requireSlot(at('2026-12-01T16:00:00Z'), taken))).toBe('SLOT_TAKEN');
    const archived = { ...source, offering: { ...offering, archived: true } };
    expect(codeOf(() => requireSlot(at('2026-12-01T16:00:00Z'), archived))).toBe('SLOT_UNAVAILABLE');
  });

  it('answers the host’s wall, across midnight as well', () => {
    expect(requireSlot(at('2026-12-01T16:00:00Z'), source).hostWallStart).toBe('2026-12-01T17:00');
    const night = { ...calendar, weekly: [{ weekday: 2 as const, startMinute: 1_380, endMinute: 1_560 }] };
    expect(requireSlot(at('2026-12-01T23:00:00Z'), { ...source, calendar: night }).hostWallStart).toBe(
      '2026-12-02T00:00',
    );
  });
});

describe('alternatives', () => {
  const wanted = { startsAt: at('2026-12-08T17:00:00Z'), zone: 'America/New_York' };
  const busy = [range('2026-12-08T17:00:00Z', '2026-12-08T18:00:00Z')];
  const taken: SlotSource = { ...source, calendar: { ...calendar, busy } };
  const starts = (attendeeBusy: { startMs: number; endMs: number }[]): string[] =>
    findAlternatives(taken, { ...wanted, attendeeBusy }).map(({ startsAt }) => startsAt);

  it('are the nearest free times, in order', () => {
    // 16:00Z is out: its buffer would run into the taken hour.
    expect(starts([])).toEqual([
      '2026-12-08T18:00:00.000Z',
      '2026-12-10T16:00:00.000Z',
      '2026-12-10T17:00:00.000Z',
    ]);
  });

  it('leave out what the attendee has no time for', () => {
    const own = range('2026-12-08T18:30:00Z', '2026-12-08T19:30:00Z');
    expect(starts([own])).not.toContain('2026-12-08T18:00:00.000Z');
  });
});

it('reaches over the dates of every zone', () => {
  const { from, to } = reachOf(offering, '2026-12-01', '2026-12-01');
  expect(from < at('2026-11-30T09:00:00Z')).toBe(true);
  expect(to > at('2026-12-02T13:00:00Z')).toBe(true);
});
