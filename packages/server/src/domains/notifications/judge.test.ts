import { expect, it } from 'vitest';
import { judgeNotification } from './judge.js';
import type { NotificationKind } from './kinds.js';
import type { Occasion } from './occasion.js';
import { planNotifications } from './plan.js';
import { nextTryAt } from './retry.js';

const MINUTE_MS = 60_000;
const START = new Date('2026-12-01T17:00:00.000Z');
const minutes = (count: number): Date => new Date(START.getTime() + count * MINUTE_MS);
const occasion: Occasion = {
  sessionId: 'ses',
  bookingId: 'bkg',
  title: 'Piano',
  kind: 'lesson',
  isCancelled: false,
  state: 'scheduled',
  sequence: 1,
  startsAt: START,
  endsAt: minutes(60),
  hostId: 'tom',
  attendeeIds: ['bo'],
  hostZone: 'UTC',
};

it.each([
  ['confirm', 1, {}, -10_000, 'send'],
  ['confirm', 1, {}, 59, 'send'],
  ['confirm', 1, {}, 60, 'over'],
  ['confirm', 0, {}, -600, 'superseded'],
  ['confirm', 1, { isCancelled: true }, -600, 'cancelled'],
  ['update', 1, { state: 'ended' }, 10, 'over'],
  ['cancel', 1, { isCancelled: true, state: 'cancelled' }, 59, 'send'],
  ['cancel', 1, { isCancelled: true, state: 'cancelled' }, 60, 'over'],
  ['cancel', 1, {}, -600, 'superseded'],
  ['remind_1d', 1, {}, -180, 'send'],
  ['remind_1d', 1, {}, -179, 'too-late'],
  ['remind_1h', 1, {}, -5, 'send'],
  ['remind_1h', 1, {}, -4, 'too-late'],
  ['remind_1h', 0, {}, -60, 'superseded'],
  ['remind_1h', 1, { isCancelled: true }, -60, 'cancelled'],
  ['remind_1h', 1, { state: 'ended' }, -60, 'over'],
  ['undelivered', 0, {}, -60, 'send'],
  ['undelivered', 1, { isCancelled: true }, -60, 'cancelled'],
  ['recording_ready', 0, { state: 'ended' }, 10_000, 'send'],
] as const)(
  '%s of sequence %i, %o, %i minutes after the start: %s',
  (kind, sequence, change, at, verdict) => {
    expect(judgeNotification({ kind, sequence }, { ...occasion, ...change }, minutes(at))).toBe(verdict);
  },
);

it('sends nothing of what is gone', () => {
  expect(judgeNotification({ kind: 'confirm', sequence: 0 }, undefined, START)).toBe('gone');
});

const planned = (change: Partial<Occasion>, at: number): readonly string[] =>
  planNotifications({ ...occasion, ...change }, minutes(at)).map(
    ({ kind, recipientId, dueAt }: { kind: NotificationKind; recipientId: string; dueAt: Date }) =>
      `${recipientId} ${kind} ${String((dueAt.getTime() - START.getTime()) / MINUTE_MS)}`,
  );

it.each([
  [
    { sequence: 0 },
    -2000,
    [
      'bo confirm -2000',
      'tom confirm -2000',
      'bo remind_1d -1440',
      'tom remind_1d -1440',
      'bo remind_1h -60',
      'tom remind_1h -60',
    ],
  ],
  [{}, -1454, ['bo update -1454', 'tom update -1454', 'bo remind_1h -60', 'tom remind_1h -60']],
  [{}, -75, ['bo update -75', 'tom update -75', 'bo remind_1h -60', 'tom remind_1h -60']],
  [{}, -74, ['bo update -74', 'tom update -74']],
  [{ isCancelled: true }, -74, ['bo cancel -74', 'tom cancel -74']],
  [{}, 60, []],
  [{ state: 'ended' }, 10, []],
  // Nobody is told twice who is both.
  [{ attendeeIds: ['tom'], sequence: 0 }, -74, ['tom confirm -74']],
] as const)('plans of %o, %i minutes after the start, %o', (change, at, expected) => {
  expect(planned(change as Partial<Occasion>, at)).toEqual(expected);
});

it('tells whoever begins a class right now nothing of it, but the others', () => {
  const { bookingId: _booking, ...session } = occasion;
  expect(
    planNotifications({ ...session, sequence: 0, kind: 'class' }, START).map(
      ({ recipientId }) => recipientId,
    ),
  ).toEqual(['bo']);
});

it('waits longer after each try, apart from others, and then no more', () => {
  const waits = (random: number): readonly (number | undefined)[] =>
    [1, 2, 3, 4, 5, 6].map((attempts) => {
      const next = nextTryAt(attempts, START, random);
      return next && (next.getTime() - START.getTime()) / MINUTE_MS;
    });
  expect(waits(0)).toEqual([1, 5, 15, 60, 360, undefined]);
  expect(waits(1)).toEqual([1.2, 6, 18, 72, 432, undefined]);
});
