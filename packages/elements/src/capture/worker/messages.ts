import type { CaptureFault, CaptureHealth, CaptureVideoCodec } from '../capture.js';
import type { ShownScene } from '../compose/layout.js';
import type { RecordingContainer } from '@lectern/core/contract';

/** What the page tells the composing worker. */
export type ToComposer =
  | {
      readonly type: 'start';
      readonly language: string;
      readonly avoid: readonly CaptureVideoCodec[];
      /** Blocks of sound come here. */
      readonly sound: MessagePort;
    }
  | { readonly type: 'scene'; readonly scene: ShownScene }
  /** A new source under this key, or the old one's end. With `frames` the worker reads them itself. */
  | { readonly type: 'source'; readonly key: string; readonly frames?: ReadableStream<VideoFrame> }
  | { readonly type: 'frame'; readonly key: string; readonly frame: VideoFrame }
  | { readonly type: 'stop' };

/** What the composing worker tells the page. */
export type FromComposer =
  /** A worker runs. */
  | { readonly type: 'loaded' }
  | {
      readonly type: 'ready';
      readonly container: RecordingContainer;
      readonly codecs: string;
      readonly videoCodec: CaptureVideoCodec;
      readonly startedAt: number;
    }
  /** No codec works. */
  | { readonly type: 'refused'; readonly message: string }
  /** Time for pictures of these sources. */
  | { readonly type: 'tick'; readonly keys: readonly string[] }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'health'; readonly health: CaptureHealth }
  | { readonly type: 'fault'; readonly fault: CaptureFault }
  | { readonly type: 'stopped'; readonly durationMs: number };

/** A block of sound from the tap. */
export interface SoundBlock {
  /** One channel. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRate: number;
  /** When its last sample was made, in ms since 1970. */
  readonly endedAt: number;
}
