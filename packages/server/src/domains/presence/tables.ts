import type { ConnectionState, LeftReason, Role } from '@lectern/core/contract';
import type { GeneratedAlways, Selectable } from 'kysely';

/** Rows of `0020-presence`. */
export type PresenceTables = {
  connections: {
    tenant: string;
    id: string;
    ord: GeneratedAlways<number>;
    session_id: string;
    person_id: string;
    name: string;
    role: Role;
    is_host: boolean;
    device_id: string;
    state: ConnectionState;
    /** It was not let in at once. */
    waited: boolean;
    why: LeftReason | null;
    mic: boolean;
    camera: boolean;
    screen: boolean;
    occurrence_id: string | null;
    created_at: Date;
    /** When it was admitted. */
    joined_at: Date | null;
    ended_at: Date | null;
    heartbeat_at: Date;
    /** The stream that was opened last: only its closing counts. */
    stream_id: string | null;
    stream_closed_at: Date | null;
    lease_until: Date;
  };
  removals: {
    tenant: string;
    session_id: string;
    person_id: string;
    removed_by: string;
    removed_at: Date;
  };
};

export type ConnectionRow = Selectable<PresenceTables['connections']>;
