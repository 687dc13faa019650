import type { Generated, GeneratedAlways } from 'kysely';

/** Rows of `0001-outbox`. A type, not an interface: Kysely asks for an index signature. */
export type OutboxTables = {
  outbox_facts: {
    ord: GeneratedAlways<number>;
    id: string;
    tenant: string;
    type: string;
    topics: readonly string[];
    data: Readonly<Record<string, unknown>>;
    occurred_at: Date;
    seq: number | null;
  };
  outbox_state: {
    only_row: Generated<boolean>;
    epoch: string;
    last_seq: number;
    removed_seq: number;
  };
  outbox_handlers: {
    name: string;
    seq: number;
    attempts: Generated<number>;
    next_at: Date | null;
  };
  outbox_parked: {
    handler: string;
    fact_id: string;
    tenant: string;
    type: string;
    data: Readonly<Record<string, unknown>>;
    error: string;
    parked_at: Date;
  };
};
