import type { RecordingsClient } from '@lectern/core/client';
import { LecternError, type LecternErrorCode, type UploadTicket } from '@lectern/core/contract';
import type { ChunkStore, StoredChunk, StoredPart } from '../store/chunk-store.js';
import { hasNumber, numbersIn } from './ranges.js';
import type { UploadRequests } from './upload-requests.js';

/** A ticket with less life than this is renewed before it is used; a new one is used at least for so long. */
const SPARE_MS = 30_000;

export interface PartUploadOptions {
  readonly part: StoredPart;
  readonly store: ChunkStore;
  readonly recordings: Pick<RecordingsClient, 'openPart' | 'renewUpload'>;
  readonly requests: UploadRequests;
  readonly signal: AbortSignal;
  /** Whether a page before this one began it: the server is asked what it has. */
  readonly isResumed: boolean;
  serverTime(): number;
}

/** What is still to be done for one part. Answers of the server become steps; when to take them is decided above. */
export class PartUpload {
  readonly #options: PartUploadOptions;
  #part: StoredPart;
  readonly #waiting = new Map<number, number>();
  readonly #sending = new Set<number>();
  readonly #lost = new Set<number>();
  #ticket: UploadTicket | undefined;
  #renewAt = 0;
  #opening: Promise<UploadTicket> | undefined;
  #isKnown: boolean;
  #isCompared: boolean;
  #isFinishing = false;
  /** All is on the server. */
  finished = false;
  /** Why the server will not take it. */
  refused: LecternErrorCode | undefined;
  sentBytes = 0;

  constructor(options: PartUploadOptions) {
    this.#options = options;
    this.#part = options.part;
    this.#isKnown = options.isResumed;
    this.#isCompared = !options.isResumed;
  }

  get part(): StoredPart {
    return this.#part;
  }

  get isOver(): boolean {
    return this.finished || this.refused !== undefined;
  }

  get unsentBytes(): number {
    return [...this.#waiting.values()].reduce((sum, size) => sum + size, 0);
  }

  /** How much of the lesson that is. */
  get unsentMs(): number {
    const { chunks, durationMs } = this.#part;
    return chunks === 0 ? 0 : Math.round((this.#waiting.size * durationMs) / chunks);
  }

  update(part: StoredPart): void {
    this.#part = part;
  }

  add(chunks: readonly StoredChunk[]): void {
    for (const { number, sizeBytes } of chunks) this.#waiting.set(number, sizeBytes);
  }

  /** What to do next, if anything can be done beside what is under way. */
  next(): (() => Promise<void>) | undefined {
    if (this.isOver || this.#isFinishing || this.#opening) return undefined;
    if (!this.#ticket || this.#options.serverTime() > this.#renewAt) return () => this.#open();
    const { url } = this.#ticket;
    if (!this.#isCompared) return () => this.#exclusively(() => this.#compare(url));
    for (const number of this.#waiting.keys())
      if (!this.#sending.has(number)) return () => this.#send(number, url);
    if (!this.#part.closed || this.#sending.size > 0) return undefined;
    return () => this.#exclusively(() => this.#finish(url));
  }

  dropTicket(): void {
    this.#ticket = undefined;
  }

  /** Sends nothing more; the server makes something of what it has. */
  async abandon(): Promise<void> {
    this.#waiting.clear();
    const { recordings, requests, signal } = this.#options;
    const { partId, chunks, durationMs } = this.#part;
    const { url } = this.#ticket ?? (await recordings.renewUpload(partId, { signal }));
    await requests.finish(url, { chunks, durationMs, force: true }, signal);
    this.finished = true;
  }

  async #open(): Promise<void> {
    this.#opening = this.#ask();
    try {
      const ticket = await this.#opening;
      const expiresAt = Date.parse(ticket.expiresAt) || 0;
      this.#ticket = ticket;
      // A clock that is wrong must not ask for ticket after ticket.
      this.#renewAt = Math.max(expiresAt - SPARE_MS, this.#options.serverTime() + SPARE_MS);
      this.#isKnown = true;
    } finally {
      this.#opening = undefined;
    }
  }

  async #ask(): Promise<UploadTicket> {
    const { recordings, signal } = this.#options;
    const { recordingId, partId, startMs, container, codecs } = this.#part;
    if (this.#isKnown)
      try {
        return await recordings.renewUpload(partId, { signal });
      } catch (error) {
        // The page before went before it could open it.
        if (!LecternError.is(error) || error.code !== 'NOT_FOUND') throw error;
      }
    const input = { id: partId, startMs, container, codecs };
    return (await recordings.openPart(recordingId, input, { signal })).upload;
  }

  /** The page before may have gone between the server's answer and its own note of it. */
  async #compare(url: string): Promise<void> {
    const { ranges } = await this.#options.requests.received(url, this.#options.signal);
    for (const [number, size] of [...this.#waiting])
      if (hasNumber(ranges, number)) await this.#acknowledged(number, size);
    this.#isCompared = true;
  }

  async #send(number: number, url: string): Promise<void> {
    const { store, requests, signal } = this.#options;
    const { recordingId, partId } = this.#part;
    const size = this.#waiting.get(number) ?? 0;
    this.#sending.add(number);
    try {
      const bytes = await store.chunk({ recordingId, partId, number }).catch(() => undefined);
      if (bytes) {
        await requests.put(url, number, bytes, signal).catch((error: unknown) => {
          // What the server has under this number it keeps: ours cannot be wanted any more.
          if (!LecternError.is(error) || error.code !== 'CHUNK_CONFLICT') throw error;
        });
        await this.#acknowledged(number, size);
      } else {
        this.#lost.add(number);
        this.#waiting.delete(number);
      }
    } finally {
      this.#sending.delete(number);
    }
  }

  async #acknowledged(number: number, size: number): Promise<void> {
    const { recordingId, partId } = this.#part;
    this.#waiting.delete(number);
    this.sentBytes += size;
    // What cannot be deleted is told apart by the server's list when a page finds it.
    await this.#options.store.deleteChunk({ recordingId, partId, number }).catch(() => undefined);
  }

  async #finish(url: string): Promise<void> {
    const { store, requests, signal } = this.#options;
    const { recordingId, partId, chunks, durationMs } = this.#part;
    try {
      const force = this.#lost.size > 0 && { force: true };
      await requests.finish(url, { chunks, durationMs, ...force }, signal);
    } catch (error) {
      if (!LecternError.is(error) || error.code !== 'CHUNKS_MISSING') throw error;
      const held = await store.chunks(recordingId, partId);
      const missing = new Set(numbersIn(error.details?.['missing']));
      this.add(held.filter(({ number }) => missing.has(number)));
      for (const number of missing) if (!this.#waiting.has(number)) this.#lost.add(number);
      return;
    }
    this.finished = true;
    await store.deletePart(recordingId, partId).catch(() => undefined);
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    this.#isFinishing = true;
    try {
      await work();
    } finally {
      this.#isFinishing = false;
    }
  }
}
