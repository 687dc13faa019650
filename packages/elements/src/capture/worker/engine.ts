import type { CaptureFaultCode } from '../capture.js';
import { Composer } from '../compose/composer.js';
import { PartWriter } from '../encode/part-writer.js';
import { FLUSH_MS, FPS, HEALTH_MS, SAMPLE_RATE } from '../settings.js';
import { Resampler } from '../sound/resampler.js';
import { SoundTimeline } from '../sound/sound-timeline.js';
import { ByteBuffer } from './byte-buffer.js';
import { FrameReader } from './frame-reader.js';
import { LoadGovernor } from './load-governor.js';
import type { FromComposer, SoundBlock, ToComposer } from './messages.js';

/** How often the clock is looked at: three times a picture. */
const TICK_MS = 22;
const MOST_WAITING = 4;

type Start = Extract<ToComposer, { readonly type: 'start' }>;
type Post = (message: FromComposer, transfer?: Transferable[]) => void;

/** Composes, encodes and writes one part. Runs in the worker; knows nothing of it. */
export class Engine {
  readonly #post: Post;
  readonly #composer: Composer;
  readonly #writer: PartWriter;
  readonly #buffer: ByteBuffer;
  readonly #sound: MessagePort;
  readonly #timeline = new SoundTimeline(SAMPLE_RATE);
  readonly #governor = new LoadGovernor();
  readonly #readers = new Map<string, FrameReader>();
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #zero = performance.now();
  #resampler: { readonly from: number; readonly to: Resampler } | undefined;
  #slot = -1;
  #asked = -1;
  #composing: Promise<void> | undefined;
  #skipped = 0;
  #seen = { frames: 0, at: 0 };
  #lastTick = 0;
  #over = false;

  /** Answers undefined, and says so, when no codec works. */
  static async start(start: Start, post: Post): Promise<Engine | undefined> {
    const buffer = new ByteBuffer();
    const box: { engine?: Engine } = {};
    const writer = await PartWriter.open({
      avoid: start.avoid,
      onBytes: (bytes) => buffer.add(bytes),
      onFault: (code, cause) => box.engine?.fail(code, cause),
    });
    if (!writer) {
      post({ type: 'refused', message: 'No video or sound encoder of this browser works.' });
      return undefined;
    }
    box.engine = new Engine(start, post, writer, buffer);
    return box.engine;
  }

  private constructor(start: Start, post: Post, writer: PartWriter, buffer: ByteBuffer) {
    this.#post = post;
    this.#composer = new Composer(start.language);
    this.#writer = writer;
    this.#buffer = buffer;
    this.#sound = start.sound;
    this.#sound.onmessage = ({ data }: MessageEvent<SoundBlock>) => this.#hear(data);
    const { container, codecs, videoCodec } = writer;
    post({ type: 'ready', container, codecs, videoCodec, startedAt: Date.now() });
    this.#timers.push(
      setInterval(() => this.#tick(), TICK_MS),
      setInterval(() => this.#flush(), FLUSH_MS),
      setInterval(() => this.#report(), HEALTH_MS),
    );
  }

  tell(message: Exclude<ToComposer, { readonly type: 'start' | 'stop' }>): void {
    if (message.type === 'scene') this.#composer.setScene(message.scene);
    else if (message.type === 'frame') this.#take(message.key, message.frame);
    else this.#setSource(message.key, message.frames);
  }

  /** Ends the file. Idempotent only in that a file that ended stays ended. */
  async stop(): Promise<void> {
    if (this.#over) return;
    this.#end();
    await this.#composing;
    const durationMs = this.#elapsed();
    try {
      this.#writer.addSilence(this.#timeline.fillTo(durationMs));
      await this.#writer.finish();
    } catch (cause) {
      this.#writer.drop();
      this.#flush();
      this.#postFault('writer', cause);
      return;
    }
    this.#flush();
    this.#post({ type: 'stopped', durationMs: this.#shownMs() });
  }

  /** Lets go of everything; the file stays as it is. */
  drop(): void {
    if (this.#over) return;
    this.#end();
    this.#writer.drop();
  }

  fail(code: CaptureFaultCode, cause: unknown): void {
    if (this.#over) return;
    this.#end();
    this.#writer.drop();
    this.#flush();
    this.#postFault(code, cause);
  }

  #postFault(code: CaptureFaultCode, cause: unknown): void {
    const message = cause instanceof Error ? cause.message : String(cause);
    this.#post({ type: 'fault', fault: { code, message, durationMs: this.#shownMs() } });
  }

  #end(): void {
    this.#over = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const reader of this.#readers.values()) reader.cancel();
    this.#readers.clear();
    this.#sound.onmessage = null;
    this.#sound.close();
    void Promise.resolve(this.#composing).then(() => this.#composer.close());
  }

  #setSource(key: string, frames: ReadableStream<VideoFrame> | undefined): void {
    this.#readers.get(key)?.cancel();
    this.#readers.delete(key);
    this.#composer.forget(key);
    if (frames) this.#readers.set(key, new FrameReader(frames, (frame) => this.#take(key, frame)));
  }

  #take(key: string, frame: VideoFrame): void {
    if (this.#over) frame.close();
    else this.#composer.setFrame(key, frame);
  }

  #tick(): void {
    const now = this.#elapsed();
    // After a hold-up of this thread sound waits in the port: it comes before silence does.
    if (now - this.#lastTick < 10 * TICK_MS) this.#writer.addSilence(this.#timeline.idle(now));
    this.#lastTick = now;
    const slot = Math.floor((now * FPS) / 1000);
    if (slot > this.#asked) {
      this.#asked = slot;
      this.#post({ type: 'tick', keys: this.#composer.wanted });
    }
    if (slot <= this.#slot || this.#composing) return;
    if (this.#slot >= 0) this.#skipped += slot - this.#slot - 1;
    this.#slot = slot;
    if (this.#writer.queue > MOST_WAITING) {
      this.#skipped += 1;
      return;
    }
    this.#composing = this.#compose(slot);
  }

  async #compose(slot: number): Promise<void> {
    try {
      const bytes = await this.#composer.compose();
      this.#writer.addPicture(bytes, slot);
    } catch (cause) {
      this.fail('encoder', cause);
    } finally {
      this.#composing = undefined;
    }
  }

  #hear({ samples, sampleRate, endedAt }: SoundBlock): void {
    if (this.#over) return;
    if (this.#resampler?.from !== sampleRate)
      this.#resampler = { from: sampleRate, to: new Resampler(sampleRate, SAMPLE_RATE) };
    const sound = this.#resampler.to.resample(samples);
    // The wall clock may be set meanwhile; how long ago the block ended is the same on both.
    const endMs = this.#elapsed() - (Date.now() - endedAt);
    const { silence, skip } = this.#timeline.place(sound.length, endMs);
    this.#writer.addSilence(silence);
    this.#writer.addSound(skip ? sound.slice(skip) : sound);
    // Where timers are slowed down, as on the thread of a hidden page, sound keeps the time.
    this.#tick();
  }

  #flush(): void {
    if (this.#buffer.length === 0) return;
    const bytes = this.#buffer.take();
    this.#post({ type: 'bytes', bytes }, [bytes.buffer]);
  }

  #report(): void {
    const now = this.#elapsed();
    const { frames } = this.#writer;
    const fps = ((frames - this.#seen.frames) * 1000) / (now - this.#seen.at);
    this.#seen = { frames, at: now };
    const layout = this.#governor.see(fps, now);
    this.#composer.setMode(layout);
    const { queue } = this.#writer;
    const { silenceMs } = this.#timeline;
    this.#post({ type: 'health', health: { fps, skipped: this.#skipped, queue, silenceMs, layout } });
  }

  #elapsed(): number {
    return performance.now() - this.#zero;
  }

  /** Up to the end of the last picture. */
  #shownMs(): number {
    return Math.round(((this.#slot + 1) * 1000) / FPS);
  }
}
