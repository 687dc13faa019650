import type { AttendanceReport, AttendanceRow } from '@lectern/core/contract';
import { FAKE_NOW, instant } from './fake-world.js';

const MINUTE = 60_000;
const START = FAKE_NOW - 90 * MINUTE;

export function fakeRow(more: Partial<AttendanceRow> = {}): AttendanceRow {
  return {
    personId: 'ben',
    name: 'Ben Okafor',
    role: 'student',
    isHost: false,
    status: 'present',
    totalMs: 55 * MINUTE,
    countedMs: 54 * MINUTE + 12_000,
    percent: 90.33,
    segments: 1,
    firstJoinAt: instant(START + 2 * MINUTE),
    lastLeaveAt: instant(START + 57 * MINUTE),
    flags: [],
    intervals: [],
    ...more,
  };
}

/** A lesson of an hour: the teacher, one who was there, one who came late and went, one who never came. */
export function fakeReport(more: Partial<AttendanceReport> = {}): AttendanceReport {
  return {
    sessionId: 'ses-aaaaaaaaaaaaaaaaaaaaaa',
    title: 'German conversation',
    zone: 'Europe/Berlin',
    startsAt: instant(START),
    endsAt: instant(START + 60 * MINUTE),
    windowMs: 60 * MINUTE,
    source: 'channel',
    final: true,
    version: 1,
    generatedAt: instant(FAKE_NOW),
    rows: [
      fakeRow({
        personId: 'ana',
        name: 'Ana Kovač',
        role: 'teacher',
        isHost: true,
        percent: 100,
        countedMs: 60 * MINUTE,
      }),
      fakeRow({ flags: ['rejoined', 'overlap'], segments: 2 }),
      fakeRow({
        personId: 'chiyo',
        name: 'Chiyo Tanaka',
        status: 'partial',
        percent: 36.66,
        countedMs: 22 * MINUTE,
        firstJoinAt: instant(START + 20 * MINUTE),
        lastLeaveAt: instant(START + 42 * MINUTE),
        flags: ['late', 'left_early', 'closed_by_last_seen'],
      }),
      (({ firstJoinAt: _first, lastLeaveAt: _last, ...row }) => row)(
        fakeRow({
          personId: 'dalia',
          name: 'Dalia Haddad',
          status: 'absent',
          percent: 0,
          countedMs: 0,
          totalMs: 0,
          segments: 0,
        }),
      ),
    ],
    ...more,
  };
}
