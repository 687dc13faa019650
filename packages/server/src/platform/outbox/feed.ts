import type { Db } from '../db/database.js';
import type { Fact } from './fact.js';

/** One thing on a live stream. After a reset the stream is over: read everything again, then open anew from its cursor. */
export type FeedItem =
  | { readonly kind: 'fact'; readonly cursor: string; readonly fact: Fact }
  | { readonly kind: 'reset'; readonly cursor: string };

export interface OpenFeedOptions {
  /** Topics mean nothing in another tenant. */
  readonly tenant: string;
  readonly topics: readonly string[];
  /** Default: from now on. */
  readonly cursor?: string;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** Facts of some topics from a cursor on: first the kept ones, then live, each once and in order. For one reader. */
export interface FeedStream extends AsyncIterable<FeedItem> {
  /**
   * Changes what is heard, from the fact after the last one that was read: nothing that fits the new topics is missed,
   * nothing comes twice.
   */
  setTopics(topics: readonly string[]): void;
  close(): void;
}

/** The live stream of facts, for the channel. */
export interface Feed {
  /** @throws {@link LecternError} INVALID_CURSOR at once, when the cursor is none of ours. */
  open(options: OpenFeedOptions): FeedStream;
  /** Where the order of facts stands. To be read before a snapshot that the stream is to go on from. */
  currentCursor(db: Db): Promise<string>;
}
