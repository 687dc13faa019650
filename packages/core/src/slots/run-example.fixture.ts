import { availableTime } from './available-time.js';
import { computeSlots } from './compute-slots.js';
import { DAY_MS, MINUTE_MS, dateOfDay, dayOf } from './local-date.js';
import { toSlot } from './to-slot.js';
import type { WorkedExample } from './worked-examples.fixture.js';
import { zoneSegmentsOfDates } from './zone-segments.js';

/** What the code makes of an example. */
export function runExample(example: WorkedExample): { slots: string[]; availableMinutes: number } {
  const { zone, date, rule, durationMinutes, stepMinutes } = example;
  // A rule over midnight reaches into the date after; the rules hold on `date` alone.
  const to = dateOfDay(dayOf(date) + (rule.endMinute > 1440 ? 1 : 0));
  const hostSegments = example.segments ?? zoneSegmentsOfDates(zone, date, to);
  const input = {
    weekly: [],
    overrides: [{ date, intervals: [rule] }],
    durationMinutes,
    stepMinutes,
    nowMs: 0,
    hostSegments,
  };
  const times = computeSlots({ ...input, from: date, to, viewerSegments: hostSegments });
  const { ranges } = availableTime(input, dayOf(date) * DAY_MS - DAY_MS, dayOf(date) * DAY_MS + 2 * DAY_MS);
  return {
    slots: times.map((time) => {
      const slot = toSlot(time);
      return `${slot.hostTime}${slot.hostOffset}=${slot.startsAt.slice(11, 16)}Z`;
    }),
    availableMinutes: ranges.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs) / MINUTE_MS, 0),
  };
}
