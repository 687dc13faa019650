import type { RecordingContainer } from '@lectern/core/contract';
import type { TrackSource } from '../call/call.js';

/**
 * How a browser can record: `tracks` composes in a worker that reads the tracks itself, `grab` composes in a worker
 * that is handed pictures by the page, `canvas` draws in the page and leaves the rest to MediaRecorder.
 */
export type CaptureWay = 'tracks' | 'grab' | 'canvas';

/** The video codecs in the order in which they are tried. */
export type CaptureVideoCodec = 'avc' | 'vp8' | 'vp9';

/** One connection as the recording shows it. */
export interface CapturePerson {
  /** The connection id. */
  readonly id: string;
  readonly name: string;
  /** What is on now, as the call has it. Without `camera` the initials are drawn. */
  readonly streams: Readonly<Partial<Record<TrackSource, MediaStream>>>;
}

/** What is recorded at one moment. */
export interface CaptureScene {
  /** In join order, the teacher first. */
  readonly people: readonly CapturePerson[];
  /** Whose screen is shown large. They are one of `people` and have `streams.screen`. */
  readonly screen?: string;
  /** Who speaks: shown when the machine is too slow for everybody. */
  readonly speaker?: string;
}

/** How the recording fares, every 2 s. */
export interface CaptureHealth {
  /** Pictures a second in the last 2 s; 15 when all is well. */
  readonly fps: number;
  /** Pictures left out since the start because the machine was busy. */
  readonly skipped: number;
  /** Pictures that wait for the encoder. */
  readonly queue: number;
  /** Silence written since the start because no sound came. */
  readonly silenceMs: number;
  /** `single` once the machine was too slow for everybody: the screen, else who speaks. */
  readonly layout: 'everybody' | 'single';
}

/**
 * Why a recording broke off: `encoder` and `writer` are faults of the browser, `worker` means that its thread died,
 * `sound` that the sound could not be tapped.
 */
export type CaptureFaultCode = 'encoder' | 'writer' | 'worker' | 'sound';

/** The end of a capture that nobody asked for. What came before is kept and can be finished; begin a new part. */
export interface CaptureFault {
  readonly code: CaptureFaultCode;
  readonly message: string;
  /** How much the bytes so far show. */
  readonly durationMs: number;
}

export interface CaptureOptions {
  /** As `detectCapture` said. */
  readonly way: CaptureWay;
  readonly scene: CaptureScene;
  /**
   * Made, and resumed, in the click on "Record": browsers give sound only after a gesture. Belongs to the caller, who
   * may use it for the next part and closes it.
   */
  readonly audioContext: AudioContext;
  /** BCP 47, for initials. Default: `en`. */
  readonly language?: string;
  /** Codecs that failed in the part before. Default: none. */
  readonly avoid?: readonly CaptureVideoCodec[];
  /** The next bytes of the file, about every second, in order. The array is yours. */
  onBytes(bytes: Uint8Array<ArrayBuffer>): void;
  onHealth?(health: CaptureHealth): void;
  /** At most once; nothing follows it. */
  onFault(fault: CaptureFault): void;
  /** Ends at once and drops what was not yet handed over. */
  readonly signal?: AbortSignal;
}

/** One recording of the whole class into one unbroken file: one part. */
export interface Capture {
  readonly container: RecordingContainer;
  /** RFC 6381, such as `avc1.42e01f,opus`. */
  readonly codecs: string;
  /** For `avoid` of the next part when this one fails. Absent where the browser chose (`canvas`). */
  readonly videoCodec?: CaptureVideoCodec;
  /** Zero of the file, in ms since 1970 by this machine's clock. */
  readonly startedAt: number;
  /** Whoever joins, leaves, shares or changes a device: nothing breaks the file. Cheap to call with the same scene. */
  setScene(scene: CaptureScene): void;
  /** The last bytes are handed over before it resolves. Idempotent. */
  stop(): Promise<{ readonly durationMs: number }>;
}
