import type { Tx } from '../db/database.js';

export interface NewFact {
  readonly tenant: string;
  /** Such as `chat-posted`. A kept channel event has the event's name and its data. */
  readonly type: string;
  /**
   * Who hears it on the live stream: `session:<id>` (everybody connected to it), `waiting:<id>` (those who wait for
   * the host too), `person:<id>`. Empty: only handlers.
   */
  readonly topics: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

export interface Fact extends NewFact {
  readonly id: string;
  /** Stamped after commit by one relay at a time; rises by one, without holes. */
  readonly seq: number;
}

export interface FactHandler {
  /** Stable: its cursor is stored under it. */
  readonly name: string;
  readonly types: readonly string[];
  /** Runs again after an error: idempotent, and with no effects but those of `tx`. */
  handle(tx: Tx, fact: Fact): Promise<void>;
}

/** Writes facts in the caller's transaction. Nothing that must not get lost goes another way. */
export type AppendFacts = (tx: Tx, facts: readonly NewFact[]) => Promise<void>;
