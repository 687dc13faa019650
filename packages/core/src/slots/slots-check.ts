import type { HostTimeInput } from './slots-input.js';

/** @throws `TypeError` when a length is no whole number of minutes: it comes from our own records, so a caller mixed them up. */
export function assertHostTime(input: HostTimeInput): void {
  assertWhole(input, 'durationMinutes', 1);
  assertWhole(input, 'stepMinutes', 1);
  assertWhole(input, 'bufferBeforeMinutes', 0);
  assertWhole(input, 'bufferAfterMinutes', 0);
  assertWhole(input, 'noticeMinutes', 0);
  assertWhole(input, 'windowDays', 0);
  assertWhole(input, 'capacity', 1);
  assertWhole(input, 'nowMs', -Infinity);
}

function assertWhole(input: HostTimeInput, name: keyof HostTimeInput, least: number): void {
  const value = input[name];
  if (value === undefined && name !== 'durationMinutes' && name !== 'nowMs') return;
  if (Number.isInteger(value) && (value as number) >= least) return;
  throw new TypeError(
    `[@lectern/core] ${name} must be a whole number${least === -Infinity ? '' : `, at least ${String(least)}`}; got ${String(value)}.`,
  );
}
