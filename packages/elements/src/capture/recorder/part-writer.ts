import type { ChunkStore, StoredChunk, StoredPart } from '../store/chunk-store.js';

/** What the server takes at most. */
const MAX_CHUNK_BYTES = 8 * 1024 * 1024;

export interface PartWriterOptions {
  readonly store: ChunkStore;
  onWritten(part: StoredPart, written: readonly StoredChunk[]): void;
}

/**
 * Puts the bytes of one file into the store as numbered chunks, in order, each whole before the next. Takes bytes
 * before it is known what file they are of.
 */
export class PartWriter {
  readonly #options: PartWriterOptions;
  #part: StoredPart | undefined;
  #open!: () => void;
  #queue: Promise<void> = new Promise((resolve) => (this.#open = resolve));

  constructor(options: PartWriterOptions) {
    this.#options = options;
  }

  /** From now on what came is written. */
  open(part: StoredPart): void {
    this.#part = part;
    this.#open();
  }

  /** @param durationMs How long the file is with these bytes. */
  write(bytes: Uint8Array<ArrayBuffer>, durationMs: () => number): void {
    for (let from = 0; from < bytes.byteLength; from += MAX_CHUNK_BYTES)
      this.#then((part) => this.#put(part, bytes.subarray(from, from + MAX_CHUNK_BYTES), durationMs()));
  }

  /** Resolves when everything is stored. Nothing may be written afterwards. */
  async close(durationMs: number): Promise<void> {
    this.#then((part) => this.#note({ ...part, durationMs: Math.round(durationMs), closed: true }, []));
    await this.#queue;
  }

  async #put(part: StoredPart, bytes: Uint8Array<ArrayBuffer>, durationMs: number): Promise<void> {
    const { recordingId, partId, chunks: number } = part;
    await this.#options.store.putChunk({ recordingId, partId, number }, bytes);
    const longer = Math.max(part.durationMs, Math.round(durationMs));
    await this.#note({ ...part, chunks: number + 1, durationMs: longer }, [
      { number, sizeBytes: bytes.byteLength },
    ]);
  }

  async #note(part: StoredPart, written: readonly StoredChunk[]): Promise<void> {
    this.#part = part;
    await this.#options.store.putPart(part);
    this.#options.onWritten(part, written);
  }

  #then(work: (part: StoredPart) => Promise<void>): void {
    this.#queue = this.#queue.then(() => (this.#part ? work(this.#part) : undefined));
  }
}
