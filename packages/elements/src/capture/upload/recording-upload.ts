import type { RecordingsClient } from '@lectern/core/client';
import type { LecternErrorCode } from '@lectern/core/contract';
import type { ChunkStore, StoredChunk, StoredPart } from '../store/chunk-store.js';
import { BackOff, type BackOffOptions } from './back-off.js';
import { PartUpload } from './part-upload.js';
import type { UploadRequests } from './upload-requests.js';
import { troubleOf, type UploadProblem } from './upload-trouble.js';

const MOST_IN_FLIGHT = 2;

export interface RecordingUploadOptions {
  readonly store: ChunkStore;
  readonly recordings: Pick<RecordingsClient, 'openPart' | 'renewUpload'>;
  readonly requests: UploadRequests;
  readonly backOff?: BackOffOptions;
  /** By which tickets expire, ms since 1970. */
  serverTime(): number;
  onChange(): void;
}

/** How far the bytes of a recording are on their way. */
export interface UploadSnapshot {
  readonly sentBytes: number;
  readonly unsentBytes: number;
  /** How much of the lesson the unsent bytes are. */
  readonly unsentMs: number;
  readonly problem: UploadProblem | undefined;
  /** Why the server will not take some of it, ever. */
  readonly refused: LecternErrorCode | undefined;
}

/** Sends the chunks of a recording, at most two at a time, until the server has them all. */
export class RecordingUpload {
  readonly #options: RecordingUploadOptions;
  readonly #parts = new Map<string, PartUpload>();
  readonly #backOff: BackOff;
  readonly #controller = new AbortController();
  #inFlight = 0;
  #problem: UploadProblem | undefined;
  #waiters: (() => void)[] = [];

  constructor(options: RecordingUploadOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    globalThis.addEventListener('online', this.retry);
  }

  get snapshot(): UploadSnapshot {
    const parts = [...this.#parts.values()];
    const sum = (of: (part: PartUpload) => number): number =>
      parts.reduce((total, part) => total + of(part), 0);
    return {
      sentBytes: sum((part) => part.sentBytes),
      unsentBytes: sum((part) => part.unsentBytes),
      unsentMs: sum((part) => part.unsentMs),
      problem: this.#problem,
      refused: parts.find(({ refused }) => refused !== undefined)?.refused,
    };
  }

  /** A part that begins. */
  add(part: StoredPart): void {
    this.#take(part, false);
    this.#pump();
  }

  /** Further chunks were stored, or the part was closed. */
  update(part: StoredPart, written: readonly StoredChunk[] = []): void {
    const upload = this.#parts.get(part.partId);
    upload?.update(part);
    upload?.add(written);
    this.#changed();
  }

  /** A part that a page before this one left. Nothing is added to it any more. */
  async resume(part: StoredPart): Promise<void> {
    const { store } = this.#options;
    const chunks = await store.chunks(part.recordingId, part.partId);
    // The page may have gone between a chunk and its note of it.
    const closed = {
      ...part,
      closed: true,
      chunks: Math.max(part.chunks, (chunks.at(-1)?.number ?? -1) + 1),
    };
    this.#take(closed, true).add(chunks);
    this.#pump();
  }

  /** Resolves when every part is closed and either finished or refused. */
  async settled(): Promise<void> {
    while ([...this.#parts.values()].some((part) => !part.isOver) && !this.#controller.signal.aborted)
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  /** Tries again at once. */
  readonly retry = (): void => this.#backOff.end();

  /** Gives up what was not sent. Best effort: the server finishes by itself when it hears nothing more. */
  async abandon(): Promise<void> {
    this.#backOff.stop();
    await Promise.allSettled(
      [...this.#parts.values()].filter((part) => !part.isOver).map((part) => part.abandon()),
    );
    this.close();
  }

  close(): void {
    this.#controller.abort();
    this.#backOff.stop();
    globalThis.removeEventListener('online', this.retry);
    this.#wake();
  }

  #take(part: StoredPart, isResumed: boolean): PartUpload {
    const { store, recordings, requests, serverTime } = this.#options;
    const { signal } = this.#controller;
    const upload = new PartUpload({ part, store, recordings, requests, signal, isResumed, serverTime });
    this.#parts.set(part.partId, upload);
    return upload;
  }

  #pump(): void {
    if (this.#controller.signal.aborted) return;
    for (const part of this.#parts.values())
      while (this.#inFlight < MOST_IN_FLIGHT && !this.#backOff.isWaiting) {
        const step = part.next();
        if (!step) break;
        void this.#run(part, step);
      }
  }

  async #run(part: PartUpload, step: () => Promise<void>): Promise<void> {
    this.#inFlight += 1;
    try {
      await step();
      this.#backOff.reset();
      this.#problem = undefined;
    } catch (error) {
      if (!this.#controller.signal.aborted) this.#onTrouble(part, error);
    } finally {
      this.#inFlight -= 1;
    }
    this.#changed();
  }

  #onTrouble(part: PartUpload, error: unknown): void {
    const trouble = troubleOf(error);
    if (trouble.type === 'refused') part.refused = trouble.code;
    else if (trouble.type === 'ticket') {
      part.dropTicket();
      // Not at once: a server that refuses every ticket must not be asked in a loop.
      this.#backOff.wait(() => this.#pump());
    } else if (trouble.type === 'later') {
      this.#problem = trouble.problem;
      this.#backOff.wait(() => this.#pump(), trouble.waitMs);
    }
  }

  #changed(): void {
    this.#pump();
    this.#options.onChange();
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiters.splice(0)) wake();
  }
}
