import type { Role } from '@lectern/core/contract';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../platform/rights/actor.js';
import type { StoredBooking } from './bookings.store.js';
import type { StoredOffering } from './offerings.store.js';
import {
  cancelCutoff,
  isBoundByCutoff,
  isVisible,
  mayWithOffering,
  placeOfAvailability,
  placeOfBooking,
  placeOfOffering,
} from './rules.js';

const actor = (id: string, role: Role, rest: Partial<Actor> = {}): Actor => ({
  tenant: 'default',
  name: id,
  courses: ['piano'],
  ...rest,
  id,
  role,
});
const offering: StoredOffering = {
  id: 'off-1',
  title: 'Piano',
  description: undefined,
  courseId: 'piano',
  hostIds: ['tom'],
  durationMinutes: 60,
  stepMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  windowDays: 60,
  cancelHours: 24,
  archived: false,
  version: 1,
};
const booking: StoredBooking = {
  id: 'bkg-1',
  state: 'confirmed',
  sessionId: 'ses-1',
  offeringId: 'off-1',
  courseId: 'piano',
  title: 'Piano',
  hostId: 'tom',
  attendeeId: 'ana',
  startsAt: new Date('2026-12-01T17:00:00Z'),
  endsAt: new Date('2026-12-01T18:00:00Z'),
  hostZone: 'Europe/Berlin',
  hostWallStart: '2026-12-01T18:00',
  viewerZone: 'UTC',
  note: undefined,
  cancelHours: 24,
  sequence: 0,
  cancelledAt: undefined,
  cancelReason: undefined,
  movedFrom: undefined,
};

describe('an offering', () => {
  it('of a course is its members’, without one everybody’s', () => {
    const stranger = actor('bob', 'student', { courses: ['violin'] });
    expect(isVisible(actor('ana', 'student'), offering)).toBe(true);
    expect(isVisible(stranger, offering)).toBe(false);
    expect(isVisible(stranger, { ...offering, courseId: undefined })).toBe(true);
    expect(isVisible(actor('gus', 'guest'), offering)).toBe(false);
  });

  it('is not shown to a token that is good for single sessions', () => {
    expect(placeOfOffering(actor('ana', 'student', { sessions: ['ses-1'] }), offering).relation).toBe('none');
  });

  it('is shown to students no longer once it is archived', () => {
    const archived = { ...offering, archived: true };
    expect(isVisible(actor('ana', 'student'), archived)).toBe(false);
    expect(isVisible(actor('tom', 'teacher'), archived)).toBe(true);
  });

  it('without a course is changed by its hosts and admins alone', () => {
    const free = { ...offering, courseId: undefined };
    expect(mayWithOffering(actor('tom', 'teacher'), 'offering.update', free)).toBe(true);
    expect(mayWithOffering(actor('eve', 'teacher'), 'offering.update', free)).toBe(false);
    expect(mayWithOffering(actor('eve', 'teacher'), 'offering.update', offering)).toBe(true);
    expect(mayWithOffering(actor('ada', 'admin', { courses: [] }), 'offering.update', free)).toBe(true);
    expect(mayWithOffering(actor('ana', 'student'), 'offering.update', free)).toBe(false);
  });
});

it('gives a calendar to who teaches only', () => {
  expect(placeOfAvailability(actor('tom', 'teacher'), 'tom').relation).toBe('host');
  expect(placeOfAvailability(actor('tom', 'student'), 'tom').relation).toBe('course');
  expect(placeOfAvailability(actor('eve', 'teacher'), 'tom').relation).toBe('course');
});

describe('a booking', () => {
  it('is its two people’s and its course’s', () => {
    const relation = (who: Actor, what = booking): string => placeOfBooking(who, what).relation;
    expect(relation(actor('tom', 'teacher'))).toBe('host');
    expect(relation(actor('ana', 'student'))).toBe('attendee');
    expect(relation(actor('eve', 'teacher'))).toBe('course');
    expect(relation(actor('eve', 'teacher', { courses: [] }))).toBe('none');
    expect(relation(actor('eve', 'teacher'), { ...booking, courseId: undefined })).toBe('none');
    expect(relation(actor('ana', 'student', { sessions: ['ses-2'] }))).toBe('none');
  });

  it('holds its attendee to the cut-off, and nobody who teaches', () => {
    expect(cancelCutoff(booking).toISOString()).toBe('2026-11-30T17:00:00.000Z');
    expect(isBoundByCutoff(actor('ana', 'student'), booking)).toBe(true);
    expect(isBoundByCutoff(actor('ana', 'teacher', { courses: [] }), booking)).toBe(true);
    expect(isBoundByCutoff(actor('tom', 'teacher'), booking)).toBe(false);
    expect(isBoundByCutoff(actor('eve', 'teacher'), booking)).toBe(false);
    expect(isBoundByCutoff(actor('ana', 'admin'), booking)).toBe(false);
  });
});
