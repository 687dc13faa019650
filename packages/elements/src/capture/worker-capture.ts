import { LecternError } from '@lectern/core/contract';
import type { Capture, CaptureFault, CaptureOptions, CaptureScene } from './capture.js';
import { createDeferred } from './deferred.js';
import { openComposer, type ComposerThread } from './page/composer-thread.js';
import { PictureFeed } from './page/picture-feed.js';
import { pictureTracks, shownScene } from './page/picture-tracks.js';
import { SoundMixer } from './sound/sound-mixer.js';
import type { FromComposer, ToComposer } from './worker/messages.js';

/** A thread that is alive asks for pictures all the time. */
const LOOK_MS = 5000;
const DEAD_AFTER_LOOKS = 4;

type Ready = Extract<FromComposer, { readonly type: 'ready' }>;

/** Composes and encodes in a worker. */
export async function startWorkerCapture(options: CaptureOptions): Promise<Capture> {
  options.signal?.throwIfAborted();
  const capture = new WorkerCapture(options);
  try {
    return await capture.begin();
  } catch (cause) {
    capture.end();
    throw cause;
  }
}

class WorkerCapture implements Capture {
  readonly #options: CaptureOptions;
  readonly #feed: PictureFeed;
  readonly #begun = createDeferred<Ready>();
  readonly #stopped = createDeferred<{ readonly durationMs: number }>();
  #thread: ComposerThread | undefined;
  #mixer: SoundMixer | undefined;
  #ready: Ready | undefined;
  #looks = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #stopping = false;
  #over = false;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#feed = new PictureFeed(options.way === 'grab' ? 'grab' : 'tracks', (message, transfer) =>
      this.#tell(message, transfer),
    );
    // Nobody may be waiting.
    this.#begun.promise.catch(() => undefined);
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get container(): Capture['container'] {
    return this.#known.container;
  }

  get codecs(): string {
    return this.#known.codecs;
  }

  get videoCodec(): NonNullable<Capture['videoCodec']> {
    return this.#known.videoCodec;
  }

  get startedAt(): number {
    return this.#known.startedAt;
  }

  async begin(): Promise<Capture> {
    const { scene, audioContext, language = 'en', avoid = [] } = this.#options;
    const { port1: toWorker, port2: sound } = new MessageChannel();
    this.#thread = await openComposer({
      onMessage: (message) => this.#hear(message),
      onDeath: (message) => this.#die(message),
    });
    this.#options.signal?.throwIfAborted();
    this.#mixer = await SoundMixer.tapped(audioContext, toWorker);
    this.#options.signal?.throwIfAborted();
    this.#tell({ type: 'start', language, avoid, sound }, [sound]);
    this.setScene(scene);
    this.#ready = await this.#begun.promise;
    this.#watch = setInterval(() => {
      this.#looks += 1;
      if (this.#looks > DEAD_AFTER_LOOKS) this.#die('The worker does not answer.');
    }, LOOK_MS);
    return this;
  }

  setScene(scene: CaptureScene): void {
    if (this.#over || this.#stopping) return;
    this.#mixer?.setPeople(scene.people);
    this.#tell({ type: 'scene', scene: shownScene(scene) });
    this.#feed.setTracks(pictureTracks(scene));
  }

  stop(): Promise<{ readonly durationMs: number }> {
    if (!this.#stopping && !this.#over) {
      this.#stopping = true;
      this.#mixer?.close();
      this.#tell({ type: 'stop' });
    }
    return this.#stopped.promise;
  }

  /** Lets go of everything. */
  end(): void {
    this.#over = true;
    clearInterval(this.#watch);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#feed.close();
    this.#mixer?.close();
    this.#thread?.close();
  }

  readonly #onAbort = (): void => {
    this.#begun.reject(this.#options.signal?.reason);
    this.#stopped.resolve({ durationMs: 0 });
    this.end();
  };

  get #known(): Ready {
    if (!this.#ready) throw new Error('The capture has not begun.');
    return this.#ready;
  }

  #tell(message: ToComposer, transfer: Transferable[] = []): void {
    this.#thread?.post(message, transfer);
  }

  #hear(message: FromComposer): void {
    if (this.#over) return;
    this.#looks = 0;
    this.#heardAt = Date.now();
    if (message.type === 'tick') this.#feed.tick(message.keys);
    else if (message.type === 'bytes') this.#options.onBytes(message.bytes);
    else if (message.type === 'health') this.#options.onHealth?.(message.health);
    else if (message.type === 'ready') this.#begun.resolve(message);
    else if (message.type === 'refused')
      this.#begun.reject(new LecternError('PROVIDER_UNSUPPORTED', message.message));
    else if (message.type === 'fault') this.#fault(message.fault);
    else if (message.type === 'stopped') {
      this.#stopped.resolve({ durationMs: message.durationMs });
      this.end();
    }
  }

  #die(message: string): void {
    const durationMs = this.#ready ? Math.max(0, this.#heardAt - this.#ready.startedAt) : 0;
    this.#fault({ code: 'worker', message, durationMs });
  }

  #fault(fault: CaptureFault): void {
    if (this.#over) return;
    this.end();
    this.#stopped.resolve({ durationMs: fault.durationMs });
    if (this.#ready) this.#options.onFault(fault);
    else this.#begun.reject(new LecternError('PROVIDER_UNSUPPORTED', fault.message));
  }
}
