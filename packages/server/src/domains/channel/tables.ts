import type { RecordingNotice } from '@lectern/core/contract';
import type { GeneratedAlways, Selectable } from 'kysely';

/** Rows of `0030-channel` and `0031-class-state`. */
export type ChannelTables = {
  chat_messages: {
    tenant: string;
    session_id: string;
    id: string;
    ord: GeneratedAlways<number>;
    person_id: string;
    name: string;
    is_host: boolean;
    text: string;
    posted_at: Date;
  };
  raised_hands: {
    tenant: string;
    session_id: string;
    person_id: string;
    ord: GeneratedAlways<number>;
    name: string;
    raised_at: Date;
  };
  chat_locks: {
    tenant: string;
    session_id: string;
    locked: boolean;
    /** Who locked or unlocked it last; none before the first time. */
    by_id: string | null;
    by_name: string | null;
  };
  running_recordings: {
    tenant: string;
    session_id: string;
    recording_id: string;
    notice: RecordingNotice;
  };
};

export type ChatRow = Selectable<ChannelTables['chat_messages']>;
