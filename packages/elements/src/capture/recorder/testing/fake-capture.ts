import type {
  Capture,
  CaptureFaultCode,
  CaptureOptions,
  CaptureScene,
  CaptureVideoCodec,
} from '../../capture.js';

/** A capture whose bytes, faults and end a test writes. */
export class FakeCapture implements Capture {
  readonly container = 'video/mp4';
  readonly codecs = 'avc1.42e01f,opus';
  readonly videoCodec: CaptureVideoCodec;
  readonly startedAt: number;
  readonly options: CaptureOptions;
  readonly scenes: CaptureScene[];
  /** The bytes that come only at the end. */
  rest: readonly number[] = [];
  stopped = 0;

  constructor(options: CaptureOptions, startedAt: number) {
    this.options = options;
    this.startedAt = startedAt;
    this.scenes = [options.scene];
    this.videoCodec = options.avoid?.includes('avc') ? 'vp8' : 'avc';
  }

  get last(): CaptureScene | undefined {
    return this.scenes.at(-1);
  }

  emit(...bytes: readonly number[]): void {
    this.options.onBytes(new Uint8Array(bytes));
  }

  fail(code: CaptureFaultCode, durationMs = 1_000): void {
    this.options.onFault({ code, message: `The ${code} failed.`, durationMs });
  }

  setScene(scene: CaptureScene): void {
    this.scenes.push(scene);
  }

  stop(): Promise<{ durationMs: number }> {
    this.stopped += 1;
    if (this.stopped === 1 && this.rest.length > 0) this.emit(...this.rest);
    return Promise.resolve({ durationMs: 5_000 });
  }
}

/** Stands in for `startCapture`. */
export class FakeCaptures {
  readonly all: FakeCapture[] = [];
  /** The next ones fail so. */
  readonly failures: unknown[] = [];
  /** Called before a capture resolves. */
  onStart: (capture: FakeCapture) => unknown = () => undefined;
  /** What clocks say when one begins. */
  now: () => number = () => Date.now();

  get last(): FakeCapture {
    const last = this.all.at(-1);
    if (!last) throw new Error('Nothing was captured yet.');
    return last;
  }

  readonly start = async (options: CaptureOptions): Promise<Capture> => {
    if (this.failures.length > 0) throw this.failures.shift();
    const capture = new FakeCapture(options, this.now());
    this.all.push(capture);
    await this.onStart(capture);
    return capture;
  };
}
