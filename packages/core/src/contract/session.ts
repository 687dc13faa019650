import type { Instant, Zone } from './common.js';
import type { PersonRef, Role } from './person.js';

export const SESSION_ACTIONS = [
  'session.view',
  'session.update',
  'session.start',
  'session.end',
  'session.cancel',
  'session.reopen',
  'session.join',
  'chat.post',
  'chat.lock',
  'reaction.send',
  'hand.raise',
  'hand.lower-other',
  'person.remove',
  'media.ask-other',
  'media.microphone',
  'media.camera',
  'media.screen',
  'attendance.view',
  'attendance.view-own',
  'recording.record',
  'recording.list',
] as const;
export type SessionAction = (typeof SESSION_ACTIONS)[number];

/** Who one is to a session. `course`: in its course without a part in it. */
export type Relation = 'host' | 'attendee' | 'course' | 'none';

export type SessionKind = 'lesson' | 'class' | 'community';
export type SessionState = 'scheduled' | 'live' | 'ended' | 'cancelled';

export interface SessionYou {
  readonly relation: Relation;
  readonly role: Role;
  /** What you may do now. Buttons follow it; the server checks again. */
  readonly can: Readonly<Record<SessionAction, boolean>>;
}

export interface Session {
  /** `ses-` and 22 of `[a-z0-9]`; also the id of its main room. */
  readonly id: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly state: SessionState;
  /** Absent for a community, which never ends. */
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
  /** The zone the time was agreed in. */
  readonly zone: Zone;
  /** First host join or start. */
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly courseId?: string;
  readonly host: PersonRef;
  readonly attendees: readonly PersonRef[];
  /** Seats for attendees, the host not counted. */
  readonly capacity?: number;
  /** When the Join button appears, and until when it stays. */
  readonly joinOpensAt?: Instant;
  readonly joinClosesAt?: Instant;
  readonly bookingId?: string;
  /** The LMS page of this session (`sessionUrl` of the server). */
  readonly url?: string;
  readonly you: SessionYou;
  /** Rises with every change; the ETag of this resource. */
  readonly version: number;
}

/** `POST /v1/sessions` */
export interface CreateSessionInput {
  /** Default: class. */
  readonly kind?: SessionKind;
  /** 1 to 200 characters. */
  readonly title: string;
  /** Default: now. */
  readonly startsAt?: Instant;
  /** 5 to 1,440. Default: 60. */
  readonly durationMinutes?: number;
  readonly zone?: Zone;
  /** Default: you. Another only by an admin. */
  readonly hostId?: string;
  readonly courseId?: string;
  readonly attendeeIds?: readonly string[];
  readonly capacity?: number;
}

/** `GET /v1/sessions` */
export interface ListSessionsInput {
  /** `upcoming`: not over, by start; `past`: over, newest first. Default: upcoming. */
  readonly when?: 'upcoming' | 'past';
  /** 1 to 100. Default: 20. */
  readonly limit?: number;
  readonly cursor?: string;
}
