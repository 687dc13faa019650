import { join } from 'node:path';
import type { EncodedPacket } from 'mediabunny';
import type { ByteRun } from './chunk-reader.js';
import type { FinishedFile, FinishJob, FinishPart, FinishResult } from './finish-job.js';
import { openRun, type OpenedRun } from './opened-run.js';
import { OutputFile, type TrackKind } from './output-file.js';
import { findReadableRuns } from './readable-runs.js';
import { TimeLine } from './time-line.js';

/** Parts whose length differs by more from what their recorder said are worth a look. */
const WORTH_NOTING_MS = 2_000;
const MS = 1000;

/** Makes seekable files of what came. Nothing is encoded again; a few chunks are in memory at a time. */
export async function finishMedia(
  job: FinishJob,
  onProgress: (done: number) => void = () => undefined,
): Promise<FinishResult> {
  const work = new Finishing(job, onProgress);
  try {
    return await work.run();
  } catch (error) {
    await work.cancel();
    throw error;
  }
}

class Finishing {
  readonly #job: FinishJob;
  readonly #onProgress: (done: number) => void;
  readonly #files: FinishedFile[] = [];
  readonly #notes: string[] = [];
  readonly #line: TimeLine;
  readonly #headers = new Map<string, ByteRun>();
  readonly #totalBytes: number;
  #current: { readonly file: OutputFile; readonly format: string; readonly startMs: number } | undefined;
  #doneBytes = 0;
  #told = 0;

  constructor(job: FinishJob, onProgress: (done: number) => void) {
    this.#job = job;
    this.#onProgress = onProgress;
    this.#line = new TimeLine(job.parts[0]?.startMs ?? 0);
    this.#totalBytes = job.parts.reduce(
      (sum, { chunks }) => sum + chunks.reduce((size, { sizeBytes }) => size + sizeBytes, 0),
      0,
    );
  }

  async run(): Promise<FinishResult> {
    for (const [index, part] of this.#job.parts.entries()) await this.#addPart(index, part);
    await this.#endFile();
    return { files: this.#files, gaps: this.#line.gaps(), notes: this.#notes };
  }

  async cancel(): Promise<void> {
    await this.#current?.file.cancel();
  }

  async #addPart(index: number, part: FinishPart): Promise<void> {
    const kind = `${part.container} ${part.codecs}`;
    const { runs, header } = findReadableRuns(part, this.#headers.get(kind));
    if (header) this.#headers.set(kind, header);
    let offsetS: number | undefined;
    let endMs = part.startMs;
    for (const reader of runs) {
      const opened = await openRun(reader);
      if (!opened) continue;
      try {
        const added = await this.#addRun(part, opened, offsetS);
        ({ offsetS } = added);
        endMs = Math.max(endMs, added.endMs);
      } finally {
        opened.close();
      }
    }
    if (offsetS === undefined) this.#notes.push(`part ${String(index)} could not be read`);
    if (part.durationMs === undefined) return;
    const saidEndMs = part.startMs + part.durationMs;
    if (Math.abs(saidEndMs - endMs) > WORTH_NOTING_MS)
      this.#notes.push(
        `part ${String(index)} should end at ${String(saidEndMs)} ms and ends at ${String(Math.round(endMs))} ms`,
      );
    this.#line.expectUntil(saidEndMs);
  }

  /** `known`: what its part's times are moved by, once that is known. */
  async #addRun(
    part: FinishPart,
    run: OpenedRun,
    known: number | undefined,
  ): Promise<{ readonly offsetS: number; readonly endMs: number }> {
    const packets = mergePackets(run);
    const first = await packets.next();
    if (first.done === true) return { offsetS: known ?? 0, endMs: part.startMs };
    const { file, startMs } = await this.#fileFor(part, run);
    // One that claims to begin before another ends is moved behind it: its own times stay as they are.
    const wantedS = (part.startMs - startMs) / MS;
    const earliestS = this.#line.endMs === undefined ? 0 : (this.#line.endMs - startMs) / MS;
    const begins = first.value.packet.timestamp;
    const offsetS = known ?? Math.max(wantedS, Math.max(0, earliestS) - begins);
    let endMs = part.startMs;
    for (let item: IteratorResult<Arrived, void> = first; item.done !== true; item = await packets.next()) {
      const { kind, packet } = item.value;
      const timestamp = packet.timestamp + offsetS;
      // What lies before the beginning of a file has no place in it.
      if (timestamp < 0) continue;
      await file.add(kind, packet.clone({ timestamp }));
      const atMs = startMs + timestamp * MS;
      endMs = Math.max(endMs, atMs + packet.duration * MS);
      this.#line.cover(atMs, atMs + packet.duration * MS);
      this.#count(packet.byteLength);
    }
    return { offsetS, endMs };
  }

  async #fileFor(
    part: FinishPart,
    run: OpenedRun,
  ): Promise<{ readonly file: OutputFile; readonly startMs: number }> {
    if (this.#current?.format === run.format) return this.#current;
    await this.#endFile();
    const extension = part.container === 'video/mp4' ? 'mp4' : 'webm';
    const path = join(this.#job.folder, `${String(this.#files.length)}.${extension}`);
    const startMs = Math.max(part.startMs, this.#line.endMs ?? 0);
    this.#current = {
      file: await OutputFile.create(path, extension, run),
      format: run.format,
      startMs,
    };
    return this.#current;
  }

  async #endFile(): Promise<void> {
    if (!this.#current) return;
    const { file, startMs } = this.#current;
    this.#files.push(await file.finish(startMs));
    this.#current = undefined;
  }

  #count(bytes: number): void {
    this.#doneBytes += bytes;
    const done = Math.min(1, this.#doneBytes / this.#totalBytes);
    if (done - this.#told < 0.01) return;
    this.#told = done;
    this.#onProgress(done);
  }
}

interface Arrived {
  readonly kind: TrackKind;
  readonly packet: EncodedPacket;
}

/** Sound and picture in the order of their times. */
async function* mergePackets(run: OpenedRun): AsyncGenerator<Arrived, void> {
  const video = run.video?.packets();
  const audio = run.audio?.packets();
  const next = async (
    from: AsyncGenerator<EncodedPacket, void, unknown> | undefined,
  ): Promise<EncodedPacket | undefined> => {
    const item = await from?.next();
    return item && item.done !== true ? item.value : undefined;
  };
  let picture = await next(video);
  let sound = await next(audio);
  while (picture ?? sound) {
    if (picture && (!sound || picture.timestamp <= sound.timestamp)) {
      yield { kind: 'video', packet: picture };
      picture = await next(video);
    } else if (sound) {
      yield { kind: 'audio', packet: sound };
      sound = await next(audio);
    }
  }
}
