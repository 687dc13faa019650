import type { AttendanceEvent, AttendanceEventType, AttendanceOccurrence, TimeSpan } from './index.js';

/** `10:05:01.250` on 2026-11-02, or a whole ISO instant, in ms. */
export function at(text: string): number {
  if (text.includes('T')) return Date.parse(text);
  return Date.parse(`2026-11-02T${text.length === 5 ? `${text}:00` : text}Z`);
}

export function span(start: string, end: string): TimeSpan {
  return { startMs: at(start), endMs: at(end) };
}

export function occurrence(id: string, start: string, end?: string, parentId?: string): AttendanceOccurrence {
  return {
    id,
    startMs: at(start),
    ...(end !== undefined && { endMs: at(end) }),
    ...(parentId !== undefined && { parentId }),
  };
}

/** An event of student `7` in `o1`, received one second after it happened. */
export function event(
  type: AttendanceEventType,
  connectionId: string,
  time: string,
  more: Partial<AttendanceEvent> = {},
): AttendanceEvent {
  return {
    id: `${type} ${more.occurrenceId ?? 'o1'} ${connectionId} ${time}`,
    type,
    connectionId,
    occurrenceId: 'o1',
    personId: '7',
    name: 'Bela',
    role: 'student',
    human: true,
    occurredAtMs: at(time),
    receivedAtMs: at(time) + 1000,
    ...more,
  };
}

export const joined = (connectionId: string, time: string, more: Partial<AttendanceEvent> = {}) =>
  event('joined', connectionId, time, more);
export const left = (connectionId: string, time: string, more: Partial<AttendanceEvent> = {}) =>
  event('left', connectionId, time, more);
export const seen = (connectionId: string, time: string, more: Partial<AttendanceEvent> = {}) =>
  event('seen', connectionId, time, more);

/** Numbers in `[0, 1)`, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The events in another order, some of them again and then received later. */
export function delivered(events: readonly AttendanceEvent[], random: () => number): AttendanceEvent[] {
  const again = events
    .filter(() => random() < 0.4)
    .map((event) => ({ ...event, receivedAtMs: event.receivedAtMs + Math.floor(random() * 600_000) }));
  return shuffled([...events, ...again], random);
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
