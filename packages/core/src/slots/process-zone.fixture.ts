import { findSlots, toSlot } from './index.js';
import { runExample } from './run-example.fixture.js';
import { WORKED_EXAMPLES } from './worked-examples.fixture.js';

const MONTHS = [
  ['2026-10-10', '2026-11-10'],
  ['2027-03-01', '2027-04-20'],
] as const;

/** Everything that could depend on the zone of the process, as text. */
export function describeSlots(): string {
  const months = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'].flatMap(
    (hostZone) =>
      MONTHS.map(([from, to]) =>
        findSlots({
          weekly: ([1, 3, 7] as const).map((weekday) => ({ weekday, startMinute: 60, endMinute: 1500 })),
          durationMinutes: 50,
          windowDays: 365,
          noticeMinutes: 1440,
          nowMs: Date.parse('2026-10-12T23:30Z'),
          viewerZone: 'America/Santiago',
          ...{ from, to, hostZone },
        }).map(toSlot),
      ),
  );
  return JSON.stringify({ examples: WORKED_EXAMPLES.map(runExample), months });
}
