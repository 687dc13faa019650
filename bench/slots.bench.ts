// The free slots of one host-month, against the same answer computed the usual way: a date library that walks the days.
// Both must agree, or there is no figure.
import { computeSlots, zoneSegmentsOfDates } from '@lectern/core/slots';
import { DateTime } from 'luxon';
import { ms, percentile, ratio, sample } from './table.ts';

const HOST = 'Europe/Berlin';
const VIEWER = 'America/New_York';
const from = '2026-10-01';
const to = '2026-10-31';
const weekly = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
  { weekday, startMinute: 9 * 60, endMinute: 12 * 60 },
  { weekday, startMinute: 14 * 60, endMinute: 18 * 60 },
]);
const durationMinutes = 45;
const stepMinutes = 30;
const nowMs = Date.parse('2026-09-20T08:00:00Z');
const busy = Array.from({ length: 20 }, (_, index) => {
  const startMs = Date.parse('2026-10-01T08:00:00Z') + index * 29 * 3_600_000;
  return { startMs, endMs: startMs + 3_600_000 };
});

function ours(): number[] {
  const hostSegments = zoneSegmentsOfDates(HOST, from, to);
  const viewerSegments = zoneSegmentsOfDates(VIEWER, from, to);
  return computeSlots({
    ...{ weekly, durationMinutes, stepMinutes, nowMs, busy, from, to, hostSegments, viewerSegments },
  }).map((slot) => slot.startMs);
}

function baseline(): number[] {
  const first = DateTime.fromISO(from, { zone: VIEWER });
  const last = DateTime.fromISO(to, { zone: VIEWER }).plus({ days: 1 });
  const found: number[] = [];
  for (let day = DateTime.fromISO(from, { zone: HOST }).minus({ days: 1 }); ; day = day.plus({ days: 1 })) {
    if (day > last.plus({ days: 1 })) break;
    for (const rule of weekly) {
      if (rule.weekday !== day.weekday) continue;
      for (let minute = rule.startMinute; minute + durationMinutes <= rule.endMinute; minute += stepMinutes) {
        const start = day.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
        const end = start.plus({ minutes: durationMinutes });
        if (start < first || start >= last || start.toMillis() < nowMs) continue;
        if (busy.some((range) => start.toMillis() < range.endMs && end.toMillis() > range.startMs)) continue;
        found.push(start.toMillis());
      }
    }
  }
  return found.sort((a, b) => a - b);
}

const expected = baseline();
if (JSON.stringify(ours()) !== JSON.stringify(expected)) throw new Error('the two do not agree: no figure');
const peer = percentile(await sample(200, () => void baseline()), 0.5);
const mine = percentile(await sample(5_000, () => void ours()), 0.5);
console.log(`one host-month, ${expected.length} slots, both sides agree on every one`);
console.table([
  { what: '@lectern/core/slots', median: ms(mine), 'of the peer': ratio(mine, peer) },
  { what: 'luxon, day by day (peer)', median: ms(peer), 'of the peer': '1.00 x' },
]);
