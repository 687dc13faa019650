import type { Selectable } from 'kysely';
import type { NotificationAbout, NotificationKind, SkipReason } from './kinds.js';

/** Rows of `0070-notifications`. */
export type NotificationTables = {
  notifications: {
    tenant: string;
    id: string;
    about: NotificationAbout;
    about_id: string;
    session_id: string;
    kind: NotificationKind;
    /** Of the booking or the session when this was planned: SEQUENCE of the calendar entry. */
    sequence: number;
    recipient_id: string;
    channel: 'mail';
    /** When it is to be sent, or tried again. */
    due_at: Date;
    state: 'pending' | 'sending' | 'sent' | 'skipped' | 'failed';
    attempts: number;
    /** Until when one worker has it. */
    locked_until: Date | null;
    /** What the mail is called in its reader's mailbox: its Message-ID. */
    provider_id: string | null;
    skip_reason: SkipReason | null;
    last_error: string | null;
    created_at: Date;
    ended_at: Date | null;
  };
};

export type NotificationRow = Selectable<NotificationTables['notifications']>;
