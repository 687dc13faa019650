import type {
  Capture,
  CaptureFault,
  CaptureHealth,
  CaptureOptions,
  CapturePerson,
  CaptureScene,
} from '../capture.js';
import { layoutTiles } from '../compose/layout.js';
import { cutOut } from '../compose/plane.js';
import { startCapture } from '../start-capture.js';
import type { shownScene } from '../page/picture-tracks.js';
import { readBarCode, type BarCode } from './bar-code.js';
import { beepOnsets, readRecording } from './read-recording.js';

/** What a test does while it records. */
export interface Take {
  readonly capture: Capture;
  readonly audioContext: AudioContext;
  /** Resolves at this moment of the file. */
  at(ms: number): Promise<void>;
  /** Shows another scene from now on. */
  show(scene: CaptureScene): void;
}

/** One picture of the file: the code of each tile that the scene of that moment has. */
export interface Seen {
  readonly ms: number;
  readonly codes: readonly (BarCode | undefined)[];
  /** Luma of the first pixel. */
  readonly corner: number;
}

/** What came of a recording. */
export interface Recorded {
  readonly capture: Capture;
  readonly durationMs: number;
  readonly fileMs: number;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly faults: readonly CaptureFault[];
  readonly health: readonly CaptureHealth[];
  readonly seen: readonly Seen[];
  readonly sound: Float32Array;
  readonly sampleRate: number;
  /** How much later than the camera's clock each picture is, in ms of the file. */
  readonly pictureLags: readonly number[];
  /** The same of each beep. */
  readonly soundLags: readonly { readonly ms: number; readonly lag: number }[];
}

/** Records what `script` does, decodes the file and reads it. */
export async function record(
  scene: CaptureScene,
  script: (take: Take) => Promise<void>,
  options: Partial<Pick<CaptureOptions, 'way' | 'avoid'>> = {},
): Promise<Recorded> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const faults: CaptureFault[] = [];
  const health: CaptureHealth[] = [];
  const audioContext = new AudioContext();
  await audioContext.resume();
  const capture = await startCapture({
    way: 'tracks',
    ...options,
    scene,
    audioContext,
    onBytes: (bytes) => pieces.push(bytes),
    onHealth: (report) => health.push(report),
    onFault: (fault) => faults.push(fault),
  });
  const zero = capture.startedAt - performance.timeOrigin;
  const now = (): number => performance.now() - zero;
  const scenes = [{ from: 0, scene }];
  await script({
    capture,
    audioContext,
    at: (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - now()))),
    show(next) {
      scenes.push({ from: now(), scene: next });
      capture.setScene(next);
    },
  });
  const { durationMs } = await capture.stop();
  await audioContext.close();
  const seen: Seen[] = [];
  const pictureLags: number[] = [];
  const {
    sound,
    sampleRate,
    durationMs: fileMs,
  } = await readRecording(pieces, ({ ms, picture }) => {
    const current = scenes.findLast(({ from }) => from <= ms)?.scene ?? scene;
    const tiles = layoutTiles(whileOn(current), 'everybody');
    const codes = tiles.map((tile) => readBarCode(cutOut(picture, tile)));
    seen.push({ ms, codes, corner: picture.planes[0].data[picture.planes[0].offset] ?? 0 });
    for (const code of codes) if (code) pictureLags.push(ms - (code.ms - zero));
  });
  const soundLags = beepOnsets(sound, sampleRate).map((ms) => {
    const late = (ms + zero) % 1000;
    return { ms, lag: late > 500 ? late - 1000 : late };
  });
  return {
    capture,
    durationMs,
    fileMs,
    pieces,
    faults,
    health,
    seen,
    sound,
    sampleRate,
    pictureLags,
    soundLags,
  };
}

/** The cameras may have been stopped since. */
function whileOn(scene: CaptureScene): ReturnType<typeof shownScene> {
  const people = scene.people.map(({ id, name, streams }) => ({
    id,
    name,
    camera: streams.camera !== undefined,
  }));
  return scene.screen === undefined ? { people } : { people, screen: scene.screen };
}

/** Somebody in a scene. */
export function person(id: string, streams: CapturePerson['streams'] = {}): CapturePerson {
  return { id, name: id, streams };
}

/** The ids that tiles show between two moments of the file, each set once, in order. A loaded machine shows them late. */
export function idsBetween({ seen }: Recorded, from: number, to: number): number[][] {
  const sets = seen
    .filter(({ ms }) => ms >= from && ms < to)
    .map(({ codes }) => JSON.stringify(codes.map((code) => code?.id ?? 0)));
  return [...new Set(sets)].map((ids) => JSON.parse(ids) as number[]);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
