import { describe, expect, it } from 'vitest';
import { computeSlots, toSlot, zoneSegmentsOfDates } from './index.js';
import { runExample } from './run-example.fixture.js';
import { WORKED_EXAMPLES } from './worked-examples.fixture.js';

describe('the worked examples', () => {
  it.each(WORKED_EXAMPLES)('$name', (example) => {
    const { slots, availableMinutes } = runExample(example);
    expect(slots).toEqual(example.slots);
    if (example.availableMinutes !== undefined) expect(availableMinutes).toBe(example.availableMinutes);
  });

  it('8: the lesson before the gap ends after it, and one of the two that overlap takes the other away', () => {
    const times = berlin('2027-03-28', '2027-03-28', { busy: [] });
    expect(
      times.map(({ startsAt, endsAt }) => [startsAt.slice(11, 16), endsAt.slice(11, 16)]),
    ).toContainEqual(['00:30', '02:00']);
    const taken = { startMs: Date.parse('2027-03-28T00:30Z'), endMs: Date.parse('2027-03-28T02:00Z') };
    expect(
      berlin('2027-03-28', '2027-03-28', { busy: [taken] }).map((slot) => slot.startsAt.slice(11, 16)),
    ).toEqual(['23:00', '02:30']);
  });

  it.each([
    ['Pacific/Pago_Pago', '2026-11-30', '09:00'],
    ['Pacific/Honolulu', '2026-11-30', '10:00'],
    ['Pacific/Kiritimati', '2026-12-01', '10:00'],
  ])('20: %s sees Apia on %s at %s', (zone, viewerDate, viewerTime) => {
    const [slot] = computeSlots({
      weekly: [],
      overrides: [{ date: '2026-12-01', intervals: [{ startMinute: 540, endMinute: 600 }] }],
      durationMinutes: 60,
      nowMs: 0,
      from: viewerDate,
      to: viewerDate,
      hostSegments: zoneSegmentsOfDates('Pacific/Apia', viewerDate, viewerDate),
      viewerSegments: zoneSegmentsOfDates(zone, viewerDate, viewerDate),
    }).map(toSlot);
    expect(slot).toMatchObject({ startsAt: '2026-11-30T20:00:00.000Z', viewerDate, viewerTime });
  });
});

describe('the skew weeks: a teacher in Berlin, every Thursday at 18:00', () => {
  it.each([
    ['America/New_York', ['2026-10-22 12:00', '2026-10-29 13:00', '2026-11-05 12:00']],
    ['Asia/Kolkata', ['2026-10-22 21:30', '2026-10-29 22:30', '2026-11-05 22:30']],
  ])('a student in %s sees %j', (zone, labels) => {
    const [from, to] = ['2026-10-22', '2026-11-05'];
    const slots = computeSlots({
      weekly: [{ weekday: 4, startMinute: 18 * 60, endMinute: 19 * 60 }],
      durationMinutes: 60,
      nowMs: 0,
      from,
      to,
      hostSegments: zoneSegmentsOfDates('Europe/Berlin', from, to),
      viewerSegments: zoneSegmentsOfDates(zone, from, to),
    }).map(toSlot);
    expect(slots.map((slot) => `${slot.viewerDate} ${slot.viewerTime}`)).toEqual(labels);
    expect(slots.map((slot) => slot.startsAt.slice(11, 16))).toEqual(['16:00', '17:00', '17:00']);
    expect(slots.map((slot) => slot.hostTime)).toEqual(['18:00', '18:00', '18:00']);
  });
});

function berlin(from: string, to: string, more: { busy: { startMs: number; endMs: number }[] }) {
  const segments = zoneSegmentsOfDates('Europe/Berlin', from, to);
  return computeSlots({
    weekly: [],
    overrides: [{ date: from, intervals: [{ startMinute: 0, endMinute: 360 }] }],
    durationMinutes: 90,
    nowMs: 0,
    from,
    to,
    hostSegments: segments,
    viewerSegments: segments,
    ...more,
  }).map(toSlot);
}
