import { describe, expect, it } from 'vitest';
import { at, event, joined, left, occurrence, seen, span } from './evidence.fixture.js';
import {
  computeAttendance,
  toAttendanceRow,
  type AttendanceEvent,
  type AttendanceResultRow,
  type ComputeAttendanceInput,
} from './index.js';

const teacher = { personId: 't', name: 'Ana', role: 'teacher' } as const;
const lesson: Omit<ComputeAttendanceInput, 'events'> = {
  occurrences: [occurrence('o1', '09:50', '11:10')],
  schedule: span('10:00', '11:00'),
  asOfMs: at('14:00'),
  final: true,
};

function compute(events: readonly AttendanceEvent[], more: Partial<ComputeAttendanceInput> = {}) {
  return computeAttendance({ ...lesson, events, ...more });
}

function row(
  events: readonly AttendanceEvent[],
  more: Partial<ComputeAttendanceInput> = {},
): AttendanceResultRow {
  const found = compute(events, more).rows.find(({ personId }) => personId === '7');
  if (!found) throw new Error('no row of student 7');
  return found;
}

const stay = [joined('c1', '10:10'), left('c1', '10:40')];
const { schedule: _, ...unplanned } = lesson;

describe('what counts', () => {
  it('is what was held and planned, unless told otherwise', () => {
    expect(compute(stay).window).toEqual([span('10:00', '11:00')]);
    expect(computeAttendance({ ...unplanned, events: stay }).window).toEqual([span('09:50', '11:10')]);
  });

  it('is what was held, planned or not', () => {
    const { windowMs, rows } = compute(stay, { policy: { window: 'actual' } });
    expect([windowMs, rows[0]?.percent]).toEqual([80 * 60_000, 37.5]);
  });

  it('is what was planned, held or not', () => {
    const policy = { window: 'scheduled' } as const;
    const roster = [{ id: '7', name: 'Bela', role: 'student' }] as const;
    expect(compute(stay, { policy, occurrences: [occurrence('o1', '10:10', '10:40')] })).toMatchObject({
      windowMs: 3_600_000,
      rows: [{ percent: 50 }],
    });
    expect(compute([], { policy, roster, occurrences: [] }).rows[0]).toMatchObject({
      status: 'absent',
      percent: 0,
    });
  });

  it('is what was held while a teacher or moderator was there', () => {
    const policy = { window: 'host_present' } as const;
    const events = [
      ...stay,
      joined('t1', '10:00', teacher),
      left('t1', '10:20', teacher),
      joined('t2', '10:30', teacher),
      left('t2', '10:50', teacher),
    ];
    const { window, rows } = compute(events, { policy });
    expect(window).toEqual([span('10:00', '10:20'), span('10:30', '10:50')]);
    // Ten minutes in each piece; nothing is bridged over the time without the teacher.
    const bridged = compute(events, { policy: { ...policy, bridgeGapMs: 3_600_000 } });
    for (const found of [rows, bridged.rows]) {
      expect(found.find(({ personId }) => personId === '7')).toMatchObject({
        countedMs: 20 * 60_000,
        percent: 50,
        segments: 2,
      });
    }
    expect(compute(stay, { policy }).windowMs).toBe(0);
    expect(compute(stay, { policy }).rows[0]).toMatchObject({
      status: 'not_held',
      percent: null,
      totalMs: 1_800_000,
    });
  });

  it('takes who the roster calls host for one, whatever the role', () => {
    const policy = { window: 'host_present' } as const;
    const roster = [{ id: '7', name: 'Bela', role: 'student', isHost: true }] as const;
    expect(compute(stay, { policy, roster }).window).toEqual([span('10:10', '10:40')]);
  });

  it('falls back to what was held where nothing was planned', () => {
    for (const window of ['intersection', 'scheduled', 'actual'] as const) {
      expect(computeAttendance({ ...unplanned, events: stay, policy: { window } }).windowMs).toBe(
        80 * 60_000,
      );
    }
  });

  it('follows the limits of the policy', () => {
    const events = [joined('c1', '10:10'), left('c1', '10:30'), joined('c2', '10:35'), left('c2', '10:45')];
    expect(row(events).flags).toEqual(['late', 'left_early', 'rejoined']);
    const lenient = {
      bridgeGapMs: 300_000,
      lateAfterMs: 600_000,
      earlyBeforeMs: 900_000,
      presentPercent: 58,
    };
    expect(row(events, { policy: lenient })).toMatchObject({ flags: [], status: 'present', percent: 58.33 });
    expect(row(events, { policy: { ...lenient, presentPercent: 59 } }).status).toBe('partial');
    expect(
      row([], { policy: { presentPercent: 0 }, roster: [{ id: '7', name: '', role: 'student' }] }).status,
    ).toBe('absent');
  });

  it.each([
    { presentPercent: 101 },
    { presentPercent: Number.NaN },
    { bridgeGapMs: -1 },
    { lateAfterMs: Infinity },
    { earlyBeforeMs: -5 },
  ])('refuses the policy %j', (policy) => {
    expect(() => compute([], { policy })).toThrow(TypeError);
  });
});

describe('occurrences', () => {
  const { occurrences: __, ...unknown } = lesson;
  const of = (events: readonly AttendanceEvent[], more: Partial<ComputeAttendanceInput> = {}) =>
    computeAttendance({ ...unknown, events, ...more });

  it('begin with the first human, not with the room', () => {
    const events = [
      event('room-started', '', '08:00'),
      joined('bot', '09:00', { personId: 'egress', human: false }),
      joined('c1', '10:20'),
      event('room-ended', '', '10:50'),
    ];
    expect(of(events).window).toEqual([span('10:20', '10:50')]);
  });

  it('end at the earliest of their ends', () => {
    const ends = [event('room-ended', 'webhook', '10:50'), event('room-ended', 'reconciler', '10:52')];
    const found = of([joined('c1', '10:20'), ...ends]);
    expect(found.rows[0]).toMatchObject({ totalMs: 30 * 60_000, flags: ['closed_by_room_end'] });
  });

  it('do not begin when nobody came', () => {
    expect(of([event('room-started', '', '10:00'), event('room-ended', '', '10:10')])).toEqual({
      windowMs: 0,
      window: [],
      rows: [],
    });
  });

  it('clip presence that is told outside them', () => {
    expect(row([joined('c1', '09:00'), left('c1', '12:00')])).toMatchObject({
      totalMs: 80 * 60_000,
      firstJoinMs: at('09:50'),
      lastLeaveMs: at('11:10'),
    });
    const after = row([joined('c1', '11:11'), left('c1', '11:12')]);
    expect(after).toMatchObject({ totalMs: 0, intervals: [] });
    expect(after).not.toHaveProperty('firstJoinMs');
  });

  it('of breakouts are presence but do not lengthen the lesson', () => {
    const into = { occurrenceId: 'b1', parentOccurrenceId: 'o1' };
    const events = [
      ...[joined('c1', '10:00'), left('c1', '10:20')],
      ...[joined('c2', '10:20', into), left('c2', '10:40', into)],
      ...[joined('c3', '10:40'), event('room-ended', '', '10:50')],
      joined('c4', '10:45', { ...into, personId: '8' }),
      event('room-ended', 'b', '11:00', into),
    ];
    const { window, rows } = of(events);
    expect(window).toEqual([span('10:00', '10:50')]);
    expect(rows).toMatchObject([
      { personId: '7', percent: 100, segments: 1, flags: ['closed_by_room_end'] },
      { personId: '8', totalMs: 15 * 60_000, countedMs: 5 * 60_000, flags: ['late', 'closed_by_room_end'] },
    ]);
  });

  it('that nobody saw ending end with the last evidence, when nothing was planned', () => {
    const { schedule: ___, ...open } = unknown;
    const events = [joined('c1', '10:00'), seen('c1', '10:41')];
    const found = computeAttendance({ ...open, events, asOfMs: at('2026-11-09T00:00:00Z') });
    expect(found).toMatchObject({
      windowMs: 41 * 60_000,
      rows: [{ percent: 100, flags: ['closed_by_last_seen'] }],
    });
  });
});

describe('a report while the session runs', () => {
  const running = { occurrences: [occurrence('o1', '10:00')], asOfMs: at('10:30'), final: false } as const;

  it('counts who is in up to that moment', () => {
    const found = row([joined('c1', '10:06')], running);
    expect(found).toMatchObject({ totalMs: 24 * 60_000, percent: 80, flags: ['late', 'still_in'] });
    expect(found).not.toHaveProperty('lastLeaveMs');
  });

  it('ignores what happened later, the end of the room too', () => {
    const events = [joined('c1', '10:06'), left('c1', '10:50'), event('room-ended', '', '11:00')];
    const known = { ...running, occurrences: [occurrence('o1', '10:00', '11:00')] };
    expect(row(events, known)).toEqual(row([joined('c1', '10:06')], running));
  });

  it('does not call a room that ended running', () => {
    const ended = { ...running, occurrences: [occurrence('o1', '10:00', '10:20')] };
    expect(row([joined('c1', '10:00')], ended).flags).toEqual(['closed_by_room_end']);
  });

  it('lets a newer device end the older one', () => {
    const events = [joined('c1', '10:00'), joined('c2', '10:20')];
    const found = row(events, { ...running, capabilities: { identityExclusive: true } });
    expect(found).toMatchObject({ totalMs: 30 * 60_000, flags: ['superseded', 'still_in'] });
    expect(row(events, running).flags).toEqual(['overlap', 'still_in']);
  });
});

describe('evidence that is not all there', () => {
  it('infers a join from what was seen, or from what it told', () => {
    for (const connectionIdUnique of [true, false]) {
      const more = { capabilities: { connectionIdUnique } };
      expect(row([seen('c1', '10:20'), left('c1', '10:50')], more)).toMatchObject({
        totalMs: 30 * 60_000,
        flags: ['late', 'left_early', 'join_inferred'],
      });
      expect(
        row([seen('c1', '10:20', { joinedAtMs: at('10:00') }), seen('c1', '10:30')], more),
      ).toMatchObject({
        totalMs: 70 * 60_000,
        flags: ['join_inferred', 'closed_by_room_end'],
      });
      expect(row([left('c1', '10:20'), seen('c1', '10:21')], more).flags).toContain('orphan_left');
    }
  });

  it('does not reopen for a list that was read just after the leaving', () => {
    const events = [joined('c1', '10:00'), left('c1', '10:30'), seen('c1', '10:30:00.500')];
    for (const connectionIdUnique of [true, false]) {
      expect(row(events, { capabilities: { connectionIdUnique } }).totalMs).toBe(30 * 60_000);
    }
  });

  it('keeps a re-used id that comes back after an orphan leaving', () => {
    const found = row([left('c1', '10:10'), joined('c1', '10:20'), left('c1', '10:50')]);
    expect(found).toMatchObject({ totalMs: 30 * 60_000, flags: ['late', 'left_early', 'orphan_left'] });
  });

  it('takes the earliest receipt of an event that was delivered again', () => {
    const early = joined('c1', '10:00', { receivedAtMs: at('10:00:01') });
    const { occurredAtMs: ____, ...bare } = early;
    const late = { ...bare, receivedAtMs: at('10:30') };
    const events = [bare, late, left('c1', '11:00')];
    expect(row(events)).toEqual(row(events.toReversed()));
    expect(row(events).firstJoinMs).toBe(at('10:00:01'));
  });

  it('believes no join time from the future', () => {
    const found = row([left('c1', '10:20', { joinedAtMs: at('10:25') })]);
    expect(found).toMatchObject({ totalMs: 0, flags: ['join_inferred', 'clock_skew', 'negative_interval'] });
  });

  it('ends an open connection at its last evidence, whatever others do', () => {
    const found = compute(
      [
        joined('c1', '10:00'),
        seen('c1', '10:20'),
        joined('t1', '10:00', teacher),
        seen('t1', '10:59', teacher),
      ],
      { occurrences: [] },
    );
    expect(found.rows.map(({ personId, totalMs }) => [personId, totalMs / 60_000])).toEqual([
      ['t', 59],
      ['7', 20],
    ]);
    expect(found.window).toEqual([span('10:00', '11:00')]);
  });
});

describe('people', () => {
  const guest = (connectionId: string, name: string) => {
    const { personId: _____, role: ______, ...who } = joined(connectionId, '10:00', { name });
    return who;
  };

  it('on the roster have a row without any event', () => {
    const roster = [
      { id: '9', name: 'Cem', role: 'student' },
      { id: 't', name: 'Zoe', role: 'teacher', isHost: true },
    ] as const;
    expect(compute(stay, { roster }).rows).toMatchObject([
      { personId: 't', isHost: true, status: 'absent', percent: 0, flags: [], intervals: [] },
      { personId: '7', isHost: false, status: 'partial' },
      { personId: '9', status: 'absent', totalMs: 0, segments: 0 },
    ]);
    expect(compute([], { roster, occurrences: [] }).rows.map(({ status }) => status)).toEqual([
      'not_held',
      'not_held',
    ]);
  });

  it('have the name and role of the roster, else what was told last', () => {
    const events = [...stay, joined('c2', '10:50', { name: 'Béla', role: 'moderator' })];
    expect(row(events)).toMatchObject({ name: 'Béla', role: 'moderator' });
    expect(row(events.toReversed())).toMatchObject({ name: 'Béla', role: 'moderator' });
    const roster = [{ id: '7', name: 'B. Bartók', role: 'student' }] as const;
    expect(row(events, { roster })).toMatchObject({ name: 'B. Bartók', role: 'student' });
  });

  it('without an id are guests, one a connection, never matched by name', () => {
    const roster = [{ id: '9', name: 'Kim', role: 'student' }] as const;
    const { rows } = compute([guest('g1', 'Kim'), guest('g2', 'Kim')], { roster });
    expect(rows.map(({ personId, role, status }) => [personId, role, status])).toEqual([
      ['9', 'student', 'absent'],
      ['guest:g1', 'guest', 'present'],
      ['guest:g2', 'guest', 'present'],
    ]);
  });

  it('are known for all of a connection when one event names them', () => {
    const { personId: _______, ...unnamed } = left('c1', '10:40');
    expect(compute([joined('c1', '10:10'), unnamed]).rows).toMatchObject([
      { personId: '7', totalMs: 1_800_000 },
    ]);
  });

  it('are no recorders or bots', () => {
    const bot = { personId: 'bot', human: false };
    const { human: ________, ...silent } = left('b1', '10:30', { personId: 'bot' });
    expect(
      compute([...stay, joined('b1', '10:00', bot), silent]).rows.map(({ personId }) => personId),
    ).toEqual(['7']);
  });

  it('are told apart by occurrence where a connection id comes again', () => {
    const o2 = { occurrenceId: 'o2', personId: '8' };
    const occurrences = [occurrence('o1', '10:00', '10:30'), occurrence('o2', '10:30', '11:00')];
    const { rows } = compute([joined('c1', '10:00'), joined('c1', '10:30', o2)], { occurrences });
    expect(rows.map(({ personId, totalMs }) => [personId, totalMs / 60_000])).toEqual([
      ['7', 30],
      ['8', 30],
    ]);
  });

  it('show when they were there, devices united', () => {
    const events = [
      ...stay,
      joined('c2', '10:30'),
      left('c2', '10:45'),
      joined('c3', '10:50'),
      left('c3', '10:50'),
    ];
    const found = row(events);
    expect(found.intervals).toEqual([span('10:10', '10:45')]);
    expect(toAttendanceRow(found)).toEqual({
      personId: '7',
      name: 'Bela',
      role: 'student',
      isHost: false,
      status: 'partial',
      totalMs: 35 * 60_000,
      countedMs: 35 * 60_000,
      percent: 58.33,
      segments: 1,
      firstJoinAt: '2026-11-02T10:10:00.000Z',
      lastLeaveAt: '2026-11-02T10:50:00.000Z',
      flags: ['late', 'left_early', 'overlap'],
      intervals: [{ joinedAt: '2026-11-02T10:10:00.000Z', leftAt: '2026-11-02T10:45:00.000Z' }],
    });
  });

  it('who never came have no times', () => {
    const roster = [{ id: '7', name: 'Bela', role: 'student' }] as const;
    expect(Object.keys(toAttendanceRow(row([], { roster })))).not.toContain('firstJoinAt');
  });
});
