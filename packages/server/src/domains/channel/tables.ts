import type { GeneratedAlways, Selectable } from 'kysely';

/** Rows of `0030-channel`. */
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
};

export type ChatRow = Selectable<ChannelTables['chat_messages']>;
