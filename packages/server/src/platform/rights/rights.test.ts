import { ROLES, type Relation, type Role } from '@lectern/core/contract';
import { describe, expect, it } from 'vitest';
import { type Action, can, judge, type Place, RIGHTS } from './rights.js';

const lesson = (relation: Relation, state: Place['state'] = 'live'): Place => ({
  relation,
  state: state!,
  kind: 'lesson',
});

describe('judge', () => {
  it('hides a thing from everybody without a relation to it, but admins', () => {
    for (const action of Object.keys(RIGHTS) as Action[])
      for (const role of ROLES.filter((one) => one !== 'admin'))
        expect(judge(role, action, { relation: 'none' }), `${role} ${action}`).toBe('hidden');
    expect(judge('admin', 'session.view', lesson('none'))).toBe('yes');
  });

  it('hides what a token is not good for from everybody, admins too', () => {
    for (const action of Object.keys(RIGHTS) as Action[])
      for (const role of ROLES)
        expect(judge(role, action, { relation: 'host', outOfReach: true }), `${role} ${action}`).toBe(
          'hidden',
        );
  });

  it('lets a student of the course see a lesson, and nothing more', () => {
    const allowed = (Object.keys(RIGHTS) as Action[]).filter((action) =>
      ['scheduled', 'live', 'ended'].some((state) =>
        can('student', action, lesson('course', state as Place['state'])),
      ),
    );
    expect(allowed.sort()).toEqual(['availability.view', 'booking.create', 'offering.view', 'session.view']);
  });

  it('opens a class to the students of its course', () => {
    const place: Place = { relation: 'course', state: 'live', kind: 'class' };
    expect(judge('student', 'session.join', place)).toBe('yes');
    expect(judge('student', 'session.end', place)).toBe('forbidden');
    expect(judge('guest', 'session.join', place)).toBe('forbidden');
  });

  it('tells a wrong moment from a missing right', () => {
    expect(judge('teacher', 'session.end', lesson('host', 'scheduled'))).toBe('wrong-state');
    expect(judge('student', 'session.end', lesson('attendee', 'scheduled'))).toBe('forbidden');
    expect(judge('admin', 'session.join', lesson('none', 'ended'))).toBe('wrong-state');
    expect(judge('student', 'session.join', lesson('attendee', 'cancelled'))).toBe('wrong-state');
  });

  it('gives a student no action of the staff, whatever the relation to them', () => {
    const staff: Action[] = [
      'session.end',
      'session.start',
      'person.remove',
      'media.ask-other',
      'chat.lock',
      'hand.lower-other',
      'attendance.view',
      'session.cancel',
    ];
    for (const action of staff)
      for (const relation of ['attendee', 'course'] as Relation[])
        for (const role of ['student', 'guest'] as Role[])
          expect(can(role, action, { relation, kind: 'class' }), `${role} ${relation} ${action}`).toBe(false);
  });

  it('lets a teacher of the course do what the host does, and a moderator run the room', () => {
    expect(can('teacher', 'session.cancel', lesson('course', 'scheduled'))).toBe(true);
    expect(can('moderator', 'session.cancel', lesson('course', 'scheduled'))).toBe(false);
    expect(can('moderator', 'person.remove', lesson('course'))).toBe(true);
    expect(can('teacher', 'session.end', lesson('attendee'))).toBe(false);
    expect(can('teacher', 'session.end', { ...lesson('attendee'), inCourse: true })).toBe(true);
    expect(can('teacher', 'availability.update', { relation: 'course' })).toBe(false);
  });
});
