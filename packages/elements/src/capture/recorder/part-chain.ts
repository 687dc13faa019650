import { LecternError } from '@lectern/core/contract';
import { warnOnce } from '../../internal/warn-once.js';
import type {
  Capture,
  CaptureFault,
  CaptureHealth,
  CaptureOptions,
  CaptureScene,
  CaptureVideoCodec,
  CaptureWay,
} from '../capture.js';
import type { ChunkStore, StoredChunk, StoredPart } from '../store/chunk-store.js';
import { PartWriter } from './part-writer.js';

/** So many faults within `FAULT_WINDOW_MS` are no accident any more. */
const MOST_FAULTS = 4;
const FAULT_WINDOW_MS = 60_000;

/** What is recorded, and with what. */
export interface RecordingSource {
  readonly way: CaptureWay;
  /** Resumed already. */
  readonly audioContext: AudioContext;
  scene(): CaptureScene;
}

export interface PartChainOptions {
  readonly store: ChunkStore;
  /** BCP 47, for initials. */
  readonly language?: string | undefined;
  readonly startCapture: (options: CaptureOptions) => Promise<Capture>;
  /** A file is under way: says which part it is. */
  openPart(capture: Capture): Promise<StoredPart>;
  onWritten(part: StoredPart, written: readonly StoredChunk[]): void;
  onHealth(health: CaptureHealth): void;
  /** It records, or it does not, for what reason ever. */
  onRecording(isRecording: boolean): void;
}

interface RunningPart {
  readonly capture: Capture;
  readonly writer: PartWriter;
}

/** Captures part after part: what breaks off goes on in the next one, with another codec if that one failed. */
export class PartChain {
  readonly #options: PartChainOptions;
  readonly #controller = new AbortController();
  readonly #avoid: CaptureVideoCodec[] = [];
  #source: RecordingSource | undefined;
  #running: RunningPart | undefined;
  /** Counts up when capturing is given up: a part that begins later is not wanted. */
  #attempt = 0;
  #ending: Promise<void> = Promise.resolve();
  #faults: number[] = [];

  constructor(options: PartChainOptions) {
    this.#options = options;
  }

  /** Begins the next part. What fails is said by `onRecording`. */
  async begin(source: RecordingSource): Promise<void> {
    if (this.#running) return;
    this.#source = source;
    this.#faults = [];
    await this.#begin((this.#attempt += 1));
  }

  setScene(scene: CaptureScene): void {
    this.#running?.capture.setScene(scene);
  }

  /** Resolves when the last byte is stored. */
  end(): Promise<void> {
    this.#attempt += 1;
    const running = this.#running;
    this.#running = undefined;
    if (running) this.#ending = finish(running);
    return this.#ending;
  }

  close(): void {
    this.#attempt += 1;
    this.#controller.abort();
  }

  async #begin(attempt: number): Promise<void> {
    const { store, language, startCapture, openPart, onWritten, onHealth, onRecording } = this.#options;
    const source = this.#source!;
    const writer = new PartWriter({ store, onWritten });
    let capture: Capture | undefined;
    let fault: CaptureFault | undefined;
    const beganAt = Date.now();
    try {
      capture = await startCapture({
        way: source.way,
        scene: source.scene(),
        audioContext: source.audioContext,
        ...(language && { language }),
        avoid: [...this.#avoid],
        signal: this.#controller.signal,
        onBytes(bytes) {
          const at = Date.now();
          writer.write(bytes, () => at - (capture?.startedAt ?? beganAt));
        },
        onHealth,
        onFault: (found) => {
          fault = found;
          if (this.#running?.writer === writer) void this.#onFault(attempt, this.#running, found);
        },
      });
      if (attempt !== this.#attempt) {
        await capture.stop();
        return;
      }
      writer.open(await openPart(capture));
    } catch (error) {
      await capture?.stop().catch(() => undefined);
      if (attempt === this.#attempt) await this.#failed(attempt, error);
      return;
    }
    const running = { capture, writer };
    if (fault) {
      await this.#onFault(attempt, running, fault);
      return;
    }
    this.#running = running;
    if (attempt !== this.#attempt) {
      await this.end();
      return;
    }
    // Whoever came while it began.
    capture.setScene(source.scene());
    onRecording(true);
  }

  async #onFault(attempt: number, { capture, writer }: RunningPart, fault: CaptureFault): Promise<void> {
    this.#running = undefined;
    if (fault.code === 'encoder' && capture.videoCodec) this.#avoid.push(capture.videoCodec);
    const ending = writer.close(fault.durationMs);
    this.#ending = ending;
    await ending;
    if (attempt !== this.#attempt) return;
    const now = Date.now();
    this.#faults = [...this.#faults.filter((at) => now - at < FAULT_WINDOW_MS), now];
    if (this.#faults.length < MOST_FAULTS) await this.#begin(attempt);
    else this.#broken(fault);
  }

  /** A browser that names codecs that then do not work may still have the old way. */
  async #failed(attempt: number, error: unknown): Promise<void> {
    const { way } = this.#source!;
    if (way === 'canvas' || !LecternError.is(error) || error.code !== 'PROVIDER_UNSUPPORTED') {
      this.#broken(error);
      return;
    }
    this.#source = { ...this.#source!, way: 'canvas' };
    await this.#begin(attempt);
  }

  #broken(error: unknown): void {
    const { message } = error as Partial<Error>;
    warnOnce(`The recording was interrupted: ${message ?? String(error)}`);
    this.#options.onRecording(false);
  }
}

async function finish({ capture, writer }: RunningPart): Promise<void> {
  let durationMs = Date.now() - capture.startedAt;
  try {
    ({ durationMs } = await capture.stop());
  } catch (error) {
    // What came before is kept.
    warnOnce(`The recording did not end properly: ${(error as Partial<Error>).message ?? String(error)}`);
  }
  await writer.close(durationMs);
}
