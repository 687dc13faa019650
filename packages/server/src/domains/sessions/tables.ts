import type { Role, SessionKind, SessionState } from '@lectern/core/contract';
import type { Generated, Selectable } from 'kysely';

/** Rows of `0010-sessions`. */
export type SessionTables = {
  people: {
    tenant: string;
    id: string;
    name: string;
    role: Role;
    email: string | null;
    language: string | null;
    zone: string | null;
    created_at: Date;
    updated_at: Date;
  };
  sessions: {
    tenant: string;
    id: string;
    kind: SessionKind;
    title: string;
    state: SessionState;
    starts_at: Date | null;
    ends_at: Date | null;
    /** The start, or when it was made: what lists are ordered by. */
    sort_at: Date;
    zone: string;
    claimed_from: Date | null;
    claimed_until: Date | null;
    started_at: Date | null;
    ended_at: Date | null;
    course_id: string | null;
    host_id: string;
    capacity: number | null;
    booking_id: string | null;
    created_by: string;
    created_at: Date;
    version: number;
    /** Rises when its time changes or it is cancelled: SEQUENCE of its calendar entry. */
    sequence: Generated<number>;
  };
  attendees: {
    tenant: string;
    session_id: string;
    person_id: string;
    added_at: Date;
  };
  time_claims: {
    tenant: string;
    id: string;
    host_id: string;
    /** Written and read through `tstzrange`, `lower` and `upper`. */
    during: string;
    state: 'held' | 'taken';
    expires_at: Date | null;
    session_id: string | null;
  };
  rooms: {
    tenant: string;
    id: string;
    session_id: string;
    provider: string;
    created_at: Date;
  };
  occurrences: {
    tenant: string;
    id: string;
    session_id: string;
    room_id: string;
    provider: string;
    started_at: Date;
    ended_at: Date | null;
    /** The provider has made the room, and somebody holds a ticket: the choice is closed. */
    first_ticket_at: Date | null;
  };
};

export type PersonRow = Selectable<SessionTables['people']>;
export type SessionRow = Selectable<SessionTables['sessions']>;
export type OccurrenceRow = Selectable<SessionTables['occurrences']>;
