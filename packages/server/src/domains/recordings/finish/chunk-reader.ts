import { readFileSync } from 'node:fs';
import { CustomSource } from 'mediabunny';
import type { ChunkFile } from './finish-job.js';

/** Chunks of a second are far smaller than the 8 MiB they may have. */
const KEPT_CHUNKS = 6;

/** A stretch of bytes of chunks that follow one another, from an offset on. */
export interface ByteRun {
  readonly chunks: readonly ChunkFile[];
  /** Bytes at its beginning that are left out. */
  readonly skip: number;
  /** Bytes at its end that are left out. */
  readonly cut?: number;
}

interface Slice {
  readonly chunk: ChunkFile;
  /** Where it begins in the whole. */
  readonly at: number;
}

/** Reads runs of chunks as if they were one file. A few chunks are in memory at a time, never all. */
export class ChunkReader {
  readonly size: number;
  readonly #runs: readonly {
    readonly at: number;
    readonly size: number;
    readonly skip: number;
    readonly slices: readonly Slice[];
  }[];
  readonly #kept = new Map<string, Uint8Array>();

  constructor(runs: readonly ByteRun[]) {
    let at = 0;
    this.#runs = runs.map(({ chunks, skip, cut = 0 }) => {
      let within = 0;
      const slices = chunks.map((chunk) => {
        const slice = { chunk, at: within };
        within += chunk.sizeBytes;
        return slice;
      });
      const run = { at, size: within - skip - cut, skip, slices };
      at += run.size;
      return run;
    });
    this.size = at;
  }

  /** The bytes from `start` up to, not including, `end`; both within the size. */
  read(start: number, end: number): Uint8Array {
    const result = new Uint8Array(end - start);
    for (const run of this.#runs) {
      const from = Math.max(start, run.at);
      const to = Math.min(end, run.at + run.size);
      for (let at = from; at < to;) {
        const inRun = at - run.at + run.skip;
        const slice = run.slices[indexOf(run.slices, inRun)];
        if (!slice) throw new TypeError('[@lectern/server] a run is as long as its chunks');
        const bytes = this.#load(slice.chunk);
        const offset = inRun - slice.at;
        const length = Math.min(bytes.byteLength - offset, to - at);
        result.set(bytes.subarray(offset, offset + length), at - start);
        at += length;
      }
    }
    return result;
  }

  /** For mediabunny. */
  source(): CustomSource {
    return new CustomSource({
      getSize: () => this.size,
      read: (start, end) => new Promise((resolve) => resolve(this.read(start, end))),
      // Its cache copies what it joins; ours holds whole chunks.
      maxCacheSize: 0,
    });
  }

  // Not async: in a thread of its own nobody waits, and a turn of the loop for each of thousands of chunks would.
  #load(chunk: ChunkFile): Uint8Array {
    const kept = this.#kept.get(chunk.path);
    if (kept) return kept;
    const bytes = readFileSync(chunk.path);
    if (bytes.byteLength !== chunk.sizeBytes)
      throw new Error(`chunk ${String(chunk.n)} has ${String(bytes.byteLength)} bytes and not what came`);
    this.#kept.set(chunk.path, bytes);
    if (this.#kept.size > KEPT_CHUNKS)
      for (const oldest of this.#kept.keys()) if (this.#kept.delete(oldest)) break;
    return bytes;
  }
}

/** The last slice that begins at or before an offset. */
function indexOf(slices: readonly Slice[], offset: number): number {
  let low = 0;
  let high = slices.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((slices[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
