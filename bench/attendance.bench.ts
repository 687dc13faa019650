// The report of a large class, against the least one could do: pair each joining with its leaving and add up. On events that
// are clean both must agree on everybody, or there is no figure; the peer is wrong as soon as one comes late or twice.
import { computeAttendance, type AttendanceEvent } from '@lectern/core/attendance';
import { ms, percentile, ratio, sample } from './table.ts';

const PEOPLE = 1_000;
const STAYS = 10;
const startMs = Date.parse('2026-11-02T10:00:00Z');
const endMs = startMs + 3_600_000;
const stayMs = (endMs - startMs) / STAYS;

const clean: AttendanceEvent[] = Array.from({ length: PEOPLE }, (_person, person) =>
  Array.from({ length: STAYS }, (_stay, stay) =>
    (['joined', 'left'] as const).map((type): AttendanceEvent => {
      const at = startMs + stay * stayMs + (type === 'left' ? stayMs - 120_000 : 0);
      const connectionId = `${person}-${stay}`;
      return {
        ...{ type, connectionId, occurrenceId: 'o1', personId: String(person), name: `Person ${person}` },
        ...{
          id: `${type} ${connectionId}`,
          role: 'student',
          human: true,
          occurredAtMs: at,
          receivedAtMs: at,
        },
      };
    }),
  ).flat(),
).flat();
// As they come in life: in another order, every tenth twice.
const messy = [...clean, ...clean.filter((_event, index) => index % 10 === 0)].sort((a, b) =>
  a.id.slice(-3) < b.id.slice(-3) ? -1 : 1,
);

function ours(events: readonly AttendanceEvent[]): Map<string, number> {
  const { rows } = computeAttendance({
    ...{ events, schedule: { startMs, endMs }, asOfMs: endMs + 600_000, final: true },
  });
  return new Map(rows.map(({ personId, totalMs }) => [personId, totalMs]));
}

function peer(events: readonly AttendanceEvent[]): Map<string, number> {
  const since = new Map<string, number>();
  const total = new Map<string, number>();
  for (const { type, connectionId = '', personId = '', occurredAtMs = 0 } of events) {
    if (type === 'joined') since.set(connectionId, occurredAtMs);
    else total.set(personId, (total.get(personId) ?? 0) + occurredAtMs - since.get(connectionId)!);
  }
  return total;
}

const expected = peer(clean);
for (const events of [clean, messy]) {
  const found = ours(events);
  if (found.size !== PEOPLE || [...expected].some(([person, total]) => found.get(person) !== total))
    throw new Error('the two do not agree: no figure');
}
const baseline = percentile(await sample(20, () => void peer(clean)), 0.5);
const rows = [
  ['computeAttendance, events in order', percentile(await sample(20, () => void ours(clean)), 0.5)],
  [
    'computeAttendance, out of order, a tenth twice',
    percentile(await sample(20, () => void ours(messy)), 0.5),
  ],
  ['pair and add, clean events only (peer)', baseline],
] as const;
console.log(`${PEOPLE} people, ${clean.length} events of one hour, both sides agree on everybody`);
console.table(
  rows.map(([what, median]) => ({ what, median: ms(median), 'of the peer': ratio(median, baseline) })),
);
