import type { AttendanceFlag } from '../contract/attendance.js';
import type { Connection } from './connections.js';
import type { Evidence } from './evidence.js';
import type { TimeSpan } from './time-span.js';

/** What the evidence of one connection says, before open ends are closed. */
export interface Stays {
  readonly closed: readonly TimeSpan[];
  /** Joined and never left, with the last proof of presence. */
  readonly open?: { readonly startMs: number; readonly lastSeenMs: number };
  readonly flags: readonly AttendanceFlag[];
}

/** Turns a connection's evidence into stretches of presence. */
export function readStays(connection: Connection, connectionIdUnique: boolean): Stays {
  const { evidence } = connection;
  const stays = connectionIdUnique ? readOneStay(evidence) : readManyStays(evidence);
  return evidence.some(({ isSkewed }) => isSkewed)
    ? { ...stays, flags: [...stays.flags, 'clock_skew'] }
    : stays;
}

/** The id stands for one stay: from the earliest join to the latest leaving. */
function readOneStay(evidence: readonly Evidence[]): Stays {
  const joined = evidence.find(({ type }) => type === 'joined');
  const left = evidence.findLast(({ type }) => type === 'left');
  const startMs = joined?.atMs ?? inferJoin(evidence, left?.atMs);
  const flags: AttendanceFlag[] = joined ? [] : [startMs === undefined ? 'orphan_left' : 'join_inferred'];
  if (!left) return openSince(startMs, evidence, { closed: [], flags });
  if (startMs === undefined) return { closed: [at(left.atMs)], flags };
  if (left.atMs < startMs) return { closed: [at(startMs)], flags: [...flags, 'negative_interval'] };
  return { closed: [{ startMs, endMs: left.atMs }], flags };
}

/** The id may come back: joining opens, leaving closes, what does not fit is ignored. */
function readManyStays(evidence: readonly Evidence[]): Stays {
  const closed: TimeSpan[] = [];
  const flags: AttendanceFlag[] = [];
  let startMs: number | undefined;
  for (const { type, atMs, joinedAtMs } of inTurn(evidence)) {
    if (type === 'joined') startMs ??= atMs;
    if (type !== 'left') continue;
    if (startMs !== undefined) {
      closed.push({ startMs, endMs: atMs });
      startMs = undefined;
    } else if (closed.length === 0) {
      const inferredMs =
        joinedAtMs ?? inferJoin(evidence.filter((each) => each.atMs <= atMs && each.type === 'seen'));
      flags.push(inferredMs === undefined ? 'orphan_left' : 'join_inferred');
      if (inferredMs !== undefined && inferredMs > atMs) flags.push('negative_interval');
      closed.push({ startMs: Math.min(inferredMs ?? atMs, atMs), endMs: atMs });
    }
  }
  if (startMs === undefined && closed.length === 0) {
    startMs = inferJoin(evidence);
    flags.push('join_inferred');
  }
  return openSince(startMs, evidence, { closed, flags });
}

/** Events of one instant in the order that makes sense: who is in leaves first, who is out joins first. */
function inTurn(evidence: readonly Evidence[]): Evidence[] {
  const turns: Evidence[] = [];
  let isIn = false;
  for (let i = 0; i < evidence.length;) {
    const atMs = evidence[i]?.atMs;
    const together: Evidence[] = [];
    while (evidence[i]?.atMs === atMs && i < evidence.length) together.push(evidence[i++] as Evidence);
    while (together.length > 0) {
      const wanted = together.findIndex(({ type }) => type === (isIn ? 'left' : 'joined'));
      const [event] = together.splice(Math.max(wanted, 0), 1) as [Evidence];
      if (event.type !== 'seen') isIn = event.type === 'joined';
      turns.push(event);
    }
  }
  return turns;
}

/** When somebody must have joined whose join never arrived: what a later event tells, else the first proof of presence. */
function inferJoin(evidence: readonly Evidence[], beforeMs = Infinity): number | undefined {
  const told = evidence.flatMap(({ joinedAtMs }) => joinedAtMs ?? []);
  if (told.length > 0) return Math.min(...told);
  return evidence.find(({ type, atMs }) => type === 'seen' && atMs <= beforeMs)?.atMs;
}

function openSince(startMs: number | undefined, evidence: readonly Evidence[], stays: Stays): Stays {
  if (startMs === undefined) return stays;
  const lastSeenMs = Math.max(startMs, evidence.findLast(({ type }) => type !== 'left')?.atMs ?? startMs);
  return { ...stays, open: { startMs, lastSeenMs } };
}

function at(ms: number): TimeSpan {
  return { startMs: ms, endMs: ms };
}
