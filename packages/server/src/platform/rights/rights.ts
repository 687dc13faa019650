import type {
  RecordingAction,
  Relation,
  Role,
  SessionAction,
  SessionKind,
  SessionState,
} from '@lectern/core/contract';

export const OTHER_ACTIONS = [
  'session.create',
  'person.put',
  'offering.create',
  'offering.view',
  'offering.update',
  'availability.view',
  'availability.update',
  'booking.create',
  'booking.view',
  'booking.cancel',
  'booking.move',
] as const;
export type Action = SessionAction | RecordingAction | (typeof OTHER_ACTIONS)[number];

/**
 * Where somebody acts. `relation` is to the thing acted on: a session's host and attendee; an offering's or an
 * availability's host; `course` for those of its course (a thing without a course is everybody's).
 */
export interface Place {
  readonly relation: Relation;
  /** Whether a host or an attendee belongs to its course as well: a teacher who only attends is no staff. */
  readonly inCourse?: boolean;
  /** The token is for named sessions, and this is none of them: whoever has it, an admin too, does not see it. */
  readonly outOfReach?: boolean;
  readonly state?: SessionState;
  readonly kind?: SessionKind;
}

/**
 * `hidden`: may not see it (404). `forbidden`: sees it, may not act (403). `wrong-state`: may act, but not as it stands
 * now (409).
 */
export type Verdict = 'yes' | 'hidden' | 'forbidden' | 'wrong-state';

type Group = 'host' | 'attendee' | 'course-teacher' | 'course-moderator' | 'course-member';

interface Rule {
  /** Who may, beside admins. */
  readonly who: readonly Group[];
  /** States of the session it is possible in. Left out: any. */
  readonly states?: readonly SessionState[];
}

const STAFF: readonly Group[] = ['host', 'course-teacher', 'course-moderator'];
const EVERYBODY: readonly Group[] = [
  'host',
  'attendee',
  'course-teacher',
  'course-moderator',
  'course-member',
];
const INSIDE: readonly Group[] = ['host', 'attendee', 'course-teacher', 'course-moderator'];
const OPEN: readonly SessionState[] = ['scheduled', 'live'];

/** The one table. Services enforce it, `you.can` draws buttons from it, documentation and the matrix test read it. */
export const RIGHTS: Readonly<Record<Action, Rule>> = {
  'session.create': { who: ['host', 'course-teacher'] },
  'session.view': { who: EVERYBODY },
  'session.update': { who: ['host', 'course-teacher'], states: OPEN },
  'session.start': { who: STAFF, states: ['scheduled'] },
  'session.end': { who: STAFF, states: ['live'] },
  'session.cancel': { who: ['host', 'course-teacher'], states: ['scheduled'] },
  'session.reopen': { who: STAFF, states: ['ended'] },
  'session.join': { who: INSIDE, states: OPEN },
  'chat.post': { who: INSIDE, states: ['live'] },
  'chat.lock': { who: STAFF, states: ['live'] },
  'reaction.send': { who: INSIDE, states: ['live'] },
  'hand.raise': { who: INSIDE, states: ['live'] },
  'hand.lower-other': { who: STAFF, states: ['live'] },
  'person.remove': { who: STAFF, states: OPEN },
  'media.ask-other': { who: STAFF, states: ['live'] },
  'media.microphone': { who: INSIDE, states: OPEN },
  'media.camera': { who: INSIDE, states: OPEN },
  'media.screen': { who: INSIDE, states: OPEN },
  'attendance.view': { who: STAFF },
  'attendance.view-own': { who: INSIDE },
  'recording.record': { who: ['host', 'course-teacher'], states: ['live'] },
  'recording.list': { who: INSIDE },
  'recording.view': { who: INSIDE },
  'recording.download': { who: ['host', 'course-teacher'] },
  'recording.upload': { who: ['host', 'course-teacher'] },
  'recording.keep': { who: ['host', 'course-teacher'] },
  'recording.delete': { who: ['host', 'course-teacher'] },
  'person.put': { who: [] },
  'offering.create': { who: ['host', 'course-teacher'] },
  'offering.view': { who: EVERYBODY },
  'offering.update': { who: ['host', 'course-teacher'] },
  'availability.view': { who: EVERYBODY },
  'availability.update': { who: ['host'] },
  'booking.create': { who: ['course-member'] },
  'booking.view': { who: ['host', 'attendee', 'course-teacher'] },
  'booking.cancel': { who: ['host', 'attendee', 'course-teacher'], states: ['scheduled'] },
  'booking.move': { who: ['host', 'attendee', 'course-teacher'], states: ['scheduled'] },
};

/** A class or a community is open to its whole course; a lesson only to those it was booked for. */
const OPEN_TO_COURSE: ReadonlySet<Action> = new Set<Action>([
  'session.join',
  'chat.post',
  'reaction.send',
  'hand.raise',
  'media.microphone',
  'media.camera',
  'media.screen',
  'attendance.view-own',
  'recording.list',
  'recording.view',
]);

function groupsOf(role: Role, { relation, inCourse, kind }: Place, action: Action): ReadonlySet<Group> {
  const groups = new Set<Group>();
  if (relation === 'none') return groups;
  if (relation === 'host') groups.add('host');
  if (relation === 'attendee') groups.add('attendee');
  if (relation === 'course' || inCourse) {
    if (role === 'teacher') groups.add('course-teacher');
    if (role === 'moderator') groups.add('course-moderator');
    if (role === 'student') groups.add('course-member');
  }
  if (relation === 'course' && role === 'student' && kind && kind !== 'lesson' && OPEN_TO_COURSE.has(action))
    groups.add('attendee');
  return groups;
}

/** What the table says of one wish. Pure. */
export function judge(role: Role, action: Action, place: Place): Verdict {
  const rule = RIGHTS[action];
  if (place.outOfReach) return 'hidden';
  if (role !== 'admin') {
    if (place.relation === 'none') return 'hidden';
    const groups = groupsOf(role, place, action);
    if (!rule.who.some((group) => groups.has(group))) return 'forbidden';
  }
  if (rule.states && place.state && !rule.states.includes(place.state)) return 'wrong-state';
  return 'yes';
}

export function can(role: Role, action: Action, place: Place): boolean {
  return judge(role, action, place) === 'yes';
}
