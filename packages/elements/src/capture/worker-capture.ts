import { LecternError } from '@lectern/core/contract';
import type { Capture, CaptureFault, CaptureOptions, CaptureScene } from './capture.js';
import { createDeferred } from './deferred.js';
import { PictureFeed } from './page/picture-feed.js';
import { pictureTracks, shownScene } from './page/picture-tracks.js';
import { SoundMixer } from './sound/sound-mixer.js';
import type { FromComposer, ToComposer } from './worker/messages.js';

type Ready = Extract<FromComposer, { readonly type: 'ready' }>;

/** Composes and encodes in a worker. */
export async function startWorkerCapture(options: CaptureOptions): Promise<Capture> {
  options.signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker/composer.worker.js', import.meta.url), { type: 'module' });
  const capture = new WorkerCapture(worker, options);
  try {
    return await capture.begin();
  } catch (cause) {
    capture.end();
    throw cause;
  }
}

class WorkerCapture implements Capture {
  readonly #worker: Worker;
  readonly #options: CaptureOptions;
  readonly #feed: PictureFeed;
  readonly #begun = createDeferred<Ready>();
  readonly #stopped = createDeferred<{ readonly durationMs: number }>();
  #mixer: SoundMixer | undefined;
  #ready: Ready | undefined;
  #stopping = false;
  #over = false;

  constructor(worker: Worker, options: CaptureOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#feed = new PictureFeed(options.way === 'grab' ? 'grab' : 'tracks', (message, transfer) =>
      this.#tell(message, transfer),
    );
    // Nobody may be waiting.
    this.#begun.promise.catch(() => undefined);
    worker.onmessage = ({ data }: MessageEvent<FromComposer>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fault({
        code: 'worker',
        message: event.message || 'The worker could not be loaded.',
        durationMs: 0,
      });
    };
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
    this.#mixer = await SoundMixer.tapped(audioContext, toWorker);
    this.#options.signal?.throwIfAborted();
    this.#tell({ type: 'start', language, avoid, sound }, [sound]);
    this.setScene(scene);
    this.#ready = await this.#begun.promise;
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
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#feed.close();
    this.#mixer?.close();
    this.#worker.terminate();
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
    this.#worker.postMessage(message, transfer);
  }

  #hear(message: FromComposer): void {
    if (this.#over) return;
    if (message.type === 'tick') this.#feed.tick(message.keys);
    else if (message.type === 'bytes') this.#options.onBytes(message.bytes);
    else if (message.type === 'health') this.#options.onHealth?.(message.health);
    else if (message.type === 'ready') this.#begun.resolve(message);
    else if (message.type === 'refused')
      this.#begun.reject(new LecternError('PROVIDER_UNSUPPORTED', message.message));
    else if (message.type === 'fault') this.#fault(message.fault);
    else {
      this.#stopped.resolve({ durationMs: message.durationMs });
      this.end();
    }
  }

  #fault(fault: CaptureFault): void {
    if (this.#over) return;
    this.end();
    this.#stopped.resolve({ durationMs: fault.durationMs });
    if (this.#ready) this.#options.onFault(fault);
    else this.#begun.reject(new LecternError('PROVIDER_UNSUPPORTED', fault.message));
  }
}
