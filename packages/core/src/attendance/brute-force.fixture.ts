import type { AttendanceFlag } from '../contract/attendance.js';
import type { AttendanceEvent, ComputeAttendanceInput } from './index.js';

/** The second, slow implementation: everything is a row of one-second cells. */
export const TICK_MS = 1000;
export const TICKS = 320;

export interface CountedPerson {
  readonly total: number;
  readonly counted: number;
  readonly segments: number;
  readonly flags: ReadonlySet<AttendanceFlag>;
}

export interface Counted {
  readonly window: number;
  readonly people: ReadonlyMap<string, CountedPerson>;
}

interface Device {
  readonly person: string;
  readonly isTeacher: boolean;
  readonly occurrenceId: string;
  readonly connectionId: string;
  /** Second by second, until it closed; not yet cut by its occurrence. */
  readonly cells: boolean[];
  readonly starts: number[];
  /** Since when it is open at the end of its evidence. */
  openSince: number | undefined;
  readonly lastSeen: number;
}

/** Input whose times are whole ticks, whose events are each once and tell of people only. */
export function countBruteForce(input: ComputeAttendanceInput): Counted {
  const asOf = input.asOfMs / TICK_MS;
  const devices = readDevices(input, asOf);
  const flags = new Map<string, Set<AttendanceFlag>>(devices.map(({ person }) => [person, new Set()]));

  const rooms = (input.occurrences ?? []).map((occurrence) => {
    const inside = devices.filter(({ occurrenceId }) => occurrenceId === occurrence.id);
    const first = Math.min(...inside.flatMap(({ starts }) => starts));
    const end = occurrence.endMs === undefined ? Infinity : occurrence.endMs / TICK_MS;
    return {
      ...occurrence,
      inside,
      start: occurrence.startMs === undefined ? first : occurrence.startMs / TICK_MS,
      end: end <= asOf ? end : undefined,
      last: Math.max(-Infinity, ...inside.map(({ lastSeen }) => lastSeen)),
    };
  });

  for (const { inside, end } of rooms) {
    for (const device of inside) {
      if (device.openSince === undefined) continue;
      const [close, flag] = closing(device, inside, end, input, asOf);
      device.cells.fill(true, device.openSince, Math.max(close, device.openSince));
      flags.get(device.person)?.add(flag);
    }
  }
  // Cut only now: the starts of others were needed whole.
  for (const { inside, start, end } of rooms) {
    for (const { cells } of inside) {
      for (let t = 0; t < TICKS; t++) if (t < start || t >= (end ?? Infinity)) cells[t] = false;
    }
  }

  const held = cellsWhere((t) =>
    rooms.some(({ parentId, start, end, last }) => {
      const scheduled = input.schedule ? Math.min(input.schedule.endMs / TICK_MS, asOf) : -Infinity;
      return (
        parentId === undefined && t >= start && t < (end ?? (input.final ? Math.max(last, scheduled) : asOf))
      );
    }),
  );
  const window = windowCells(input, held, devices);
  const people = new Map<string, CountedPerson>();
  for (const [person, personFlags] of flags) {
    people.set(
      person,
      count(
        input,
        devices.filter((device) => device.person === person),
        window,
        personFlags,
      ),
    );
  }
  return { window: window.filter(Boolean).length, people };
}

function readDevices(input: ComputeAttendanceInput, asOf: number): Device[] {
  const groups = new Map<string, AttendanceEvent[]>();
  for (const event of input.events) {
    const key = `${event.occurrenceId}/${event.connectionId ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  const devices: Device[] = [];
  for (const group of groups.values()) {
    const events = group.filter((event) => tickOf(event) <= asOf);
    const [first] = events;
    if (!first || group.some(({ human }) => human === false)) continue;
    const at = (type: string) => events.filter((event) => event.type === type).map(tickOf);
    const common = {
      person: first.personId ?? `guest:${first.connectionId ?? ''}`,
      isTeacher: first.role === 'teacher',
      occurrenceId: first.occurrenceId,
      connectionId: first.connectionId ?? '',
      lastSeen: Math.max(...events.map(tickOf)),
    };
    const sim = input.capabilities?.connectionIdUnique
      ? simulateOnce(at('joined'), at('left'), at('seen'))
      : simulate(at('joined'), at('left'), at('seen'));
    devices.push({ ...common, ...sim });
  }
  return devices;
}

type Simulation = Pick<Device, 'cells' | 'starts' | 'openSince'>;

function simulateOnce(joins: number[], leaves: number[], seens: number[]): Simulation {
  const leave = leaves.length > 0 ? Math.max(...leaves) : undefined;
  const proofs = joins.length > 0 ? joins : seens.filter((t) => t <= (leave ?? Infinity));
  const start = proofs.length > 0 ? Math.min(...proofs) : (leave ?? 0);
  return {
    cells: cellsWhere((t) => leave !== undefined && t >= start && t < leave),
    starts: [start],
    openSince: leave === undefined ? start : undefined,
  };
}

function simulate(joins: number[], leaves: number[], seens: number[]): Simulation {
  const cells = cellsWhere(() => false);
  const starts: number[] = [];
  let since: number | undefined;
  for (let t = 0; t < TICKS; t++) {
    let comes = joins.filter((at) => at === t).length;
    let goes = leaves.filter((at) => at === t).length;
    while (comes + goes > 0) {
      if (since !== undefined && goes > 0) {
        since = undefined;
        goes--;
      } else if (since === undefined && comes > 0) {
        since = t;
        starts.push(t);
        comes--;
      } else if (since !== undefined) {
        comes--;
      } else {
        // Leaving without having come: only the very first says anything.
        if (starts.length === 0) {
          const from = Math.min(t, ...seens);
          cells.fill(true, from, t);
          starts.push(from);
        }
        goes--;
      }
    }
    if (since !== undefined) cells[t] = true;
  }
  if (starts.length === 0) {
    since = Math.min(...seens);
    starts.push(since);
  }
  // What is open is filled once it is known where it closes.
  if (since !== undefined) cells.fill(false, since);
  return { cells, starts, openSince: since };
}

function closing(
  device: Device,
  inside: readonly Device[],
  end: number | undefined,
  input: ComputeAttendanceInput,
  asOf: number,
): [number, AttendanceFlag] {
  const since = device.openSince ?? 0;
  const later = inside
    .filter((other) => other !== device && other.person === device.person)
    .flatMap(({ starts, connectionId }) =>
      starts.filter((start) => start > since || (start === since && connectionId > device.connectionId)),
    );
  const next = input.capabilities?.identityExclusive ? Math.min(Infinity, ...later) : Infinity;
  if (next < (end ?? Infinity)) return [next, 'superseded'];
  if (end !== undefined) return [end, 'closed_by_room_end'];
  return input.final ? [Math.max(since, device.lastSeen), 'closed_by_last_seen'] : [asOf, 'still_in'];
}

function windowCells(
  { policy, schedule }: ComputeAttendanceInput,
  held: readonly boolean[],
  devices: readonly Device[],
): boolean[] {
  const planned = cellsWhere(
    (t) => !schedule || (t >= schedule.startMs / TICK_MS && t < schedule.endMs / TICK_MS),
  );
  const hosted = cellsWhere((t) => devices.some(({ isTeacher, cells }) => isTeacher && cells[t] === true));
  switch (policy?.window ?? 'intersection') {
    case 'actual':
      return [...held];
    case 'scheduled':
      return schedule ? planned : [...held];
    case 'host_present':
      return cellsWhere((t) => held[t] === true && hosted[t] === true);
    case 'intersection':
      return cellsWhere((t) => held[t] === true && planned[t] === true);
  }
}

function count(
  { policy }: ComputeAttendanceInput,
  devices: readonly Device[],
  window: readonly boolean[],
  flags: Set<AttendanceFlag>,
): CountedPerson {
  const present = cellsWhere((t) => devices.some(({ cells }) => cells[t] === true));
  const counted = cellsWhere((t) => present[t] === true && window[t] === true);
  const bridge = (policy?.bridgeGapMs ?? 0) / TICK_MS;
  for (let t = 1; t < TICKS; t++) {
    if (counted[t] || !counted[t - 1]) continue;
    let next = t;
    while (next < TICKS && !counted[next] && window[next]) next++;
    if (next < TICKS && counted[next] && next - t <= bridge) counted.fill(true, t, next);
  }
  const runs = (cells: readonly boolean[], gap: readonly boolean[]) =>
    cells.filter((cell, t) => cell && !(cells[t - 1] && gap[t - 1])).length;
  const segments = runs(counted, window);
  const first = counted.indexOf(true);
  if (first > window.indexOf(true) + (policy?.lateAfterMs ?? 0) / TICK_MS) flags.add('late');
  const last = counted.lastIndexOf(true);
  if (last >= 0 && last < window.lastIndexOf(true) - (policy?.earlyBeforeMs ?? 0) / TICK_MS)
    flags.add('left_early');
  if (segments > 1) flags.add('rejoined');
  if (present.some((_, t) => devices.filter(({ cells }) => cells[t] === true).length > 1))
    flags.add('overlap');
  const sum = (cells: readonly boolean[]) => cells.filter(Boolean).length;
  return { total: sum(present), counted: sum(counted), segments, flags };
}

function tickOf({ occurredAtMs, receivedAtMs }: AttendanceEvent): number {
  return Math.min(occurredAtMs ?? receivedAtMs, receivedAtMs) / TICK_MS;
}

function cellsWhere(is: (t: number) => boolean): boolean[] {
  return Array.from({ length: TICKS }, (_, t) => is(t));
}
