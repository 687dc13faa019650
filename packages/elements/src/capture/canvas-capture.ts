import { LecternError, type RecordingContainer } from '@lectern/core/contract';
import type { Capture, CaptureOptions, CaptureScene } from './capture.js';
import { createDeferred } from './deferred.js';
import { CanvasPainter } from './page/canvas-painter.js';
import { FPS, HEALTH_MS } from './settings.js';
import { SoundMixer } from './sound/sound-mixer.js';

/** An MP4 can be sought when it is cut off; what follows is for browsers that write none. */
const TYPES = [
  'video/mp4;codecs=avc1.42e01f,mp4a.40.2',
  'video/mp4;codecs=avc1.42e01f,opus',
  'video/webm;codecs=vp8,opus',
];
const SLICE_MS = 1000;
const VIDEO_BITRATE = 1_200_000;
const AUDIO_BITRATE = 48_000;

/** The type of file that this browser's MediaRecorder makes, if any. */
export function recorderType(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** Draws in the page; MediaRecorder does the rest. */
export async function startCanvasCapture(options: CaptureOptions): Promise<Capture> {
  options.signal?.throwIfAborted();
  const type = recorderType();
  if (!type) throw new LecternError('PROVIDER_UNSUPPORTED', 'This browser records neither MP4 nor WebM.');
  const { port1: beat, port2: tap } = new MessageChannel();
  const mixer = await SoundMixer.tapped(options.audioContext, tap);
  if (options.signal?.aborted) mixer.close();
  options.signal?.throwIfAborted();
  const capture = new CanvasCapture(options, mixer, beat, type);
  await capture.begin();
  return capture;
}

class CanvasCapture implements Capture {
  readonly container: RecordingContainer;
  readonly codecs: string;
  startedAt = 0;
  readonly #options: CaptureOptions;
  readonly #mixer: SoundMixer;
  readonly #beat: MessagePort;
  readonly #painter: CanvasPainter;
  readonly #recorder: MediaRecorder;
  readonly #stopped = createDeferred<{ readonly durationMs: number }>();
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  #sending: Promise<void> = Promise.resolve();
  #zero = 0;
  #slot = -1;
  #drawn = 0;
  #seen = { drawn: 0, at: 0 };
  #over = false;

  constructor(options: CaptureOptions, mixer: SoundMixer, beat: MessagePort, type: string) {
    this.#options = options;
    this.#mixer = mixer;
    this.#beat = beat;
    this.#painter = new CanvasPainter(options.language ?? 'en');
    const sound = options.audioContext.createMediaStreamDestination();
    mixer.output.connect(sound);
    const stream = new MediaStream([...this.#painter.stream.getTracks(), ...sound.stream.getTracks()]);
    this.#recorder = new MediaRecorder(stream, {
      mimeType: type,
      videoBitsPerSecond: VIDEO_BITRATE,
      audioBitsPerSecond: AUDIO_BITRATE,
    });
    this.container = type.startsWith('video/mp4') ? 'video/mp4' : 'video/webm';
    this.codecs = type.slice(type.indexOf('=') + 1);
  }

  async begin(): Promise<void> {
    const started = createDeferred<undefined>();
    this.#recorder.onstart = () => started.resolve(undefined);
    this.#recorder.ondataavailable = ({ data }) => this.#send(data);
    this.#recorder.onerror = () => this.#fail();
    this.#recorder.onstop = () => void this.#finish();
    this.setScene(this.#options.scene);
    this.#painter.paint();
    this.#zero = performance.now();
    this.startedAt = Date.now();
    this.#recorder.start(SLICE_MS);
    // Sound comes even when the page is hidden, where timers are slowed down.
    this.#beat.onmessage = () => this.#paint();
    this.#timers.push(
      setInterval(() => this.#paint(), 1000 / FPS),
      setInterval(() => this.#report(), HEALTH_MS),
    );
    this.#options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    await started.promise;
  }

  setScene(scene: CaptureScene): void {
    if (this.#over) return;
    this.#mixer.setPeople(scene.people);
    this.#painter.setScene(scene);
  }

  stop(): Promise<{ readonly durationMs: number }> {
    if (!this.#over && this.#recorder.state !== 'inactive') this.#recorder.stop();
    return this.#stopped.promise;
  }

  readonly #onAbort = (): void => {
    this.#end();
    this.#stopped.resolve({ durationMs: 0 });
  };

  #send(data: Blob): void {
    this.#sending = this.#sending.then(async () => {
      const bytes = new Uint8Array(await data.arrayBuffer());
      if (bytes.length > 0 && !this.#options.signal?.aborted) this.#options.onBytes(bytes);
    });
  }

  async #finish(): Promise<void> {
    if (this.#over) return;
    const durationMs = this.#elapsed();
    this.#end();
    await this.#sending;
    this.#stopped.resolve({ durationMs });
  }

  #fail(): void {
    if (this.#over) return;
    const durationMs = this.#elapsed();
    this.#end();
    this.#stopped.resolve({ durationMs });
    this.#options.onFault({ code: 'encoder', message: 'MediaRecorder stopped by itself.', durationMs });
  }

  #end(): void {
    this.#over = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    for (const timer of this.#timers) clearInterval(timer);
    this.#beat.close();
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    this.#painter.close();
    this.#mixer.close();
  }

  #paint(): void {
    const slot = Math.floor((this.#elapsed() * FPS) / 1000);
    if (this.#over || slot <= this.#slot) return;
    this.#slot = slot;
    this.#painter.paint();
    this.#drawn += 1;
  }

  #report(): void {
    const now = this.#elapsed();
    const fps = ((this.#drawn - this.#seen.drawn) * 1000) / (now - this.#seen.at);
    this.#seen = { drawn: this.#drawn, at: now };
    const skipped = this.#slot + 1 - this.#drawn;
    this.#options.onHealth?.({ fps, skipped, queue: 0, silenceMs: 0, layout: 'everybody' });
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#zero);
  }
}
