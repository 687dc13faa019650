import type { CaptureVideoCodec } from '../capture.js';
import { FPS, HEIGHT, WIDTH } from '../settings.js';

interface VideoChoice {
  readonly codec: CaptureVideoCodec;
  readonly config: VideoEncoderConfig;
}

/** Cheapest first. Constrained baseline is what every decoder knows; main is what some encoders have instead. */
const CHOICES: readonly (readonly [CaptureVideoCodec, codecString: string, bitrate: number])[] = [
  ['avc', 'avc1.42e01f', 1_000_000],
  ['avc', 'avc1.4d401f', 1_000_000],
  ['vp8', 'vp8', 1_200_000],
  ['vp9', 'vp09.00.31.08', 800_000],
];

/** What the encoders of this browser are asked for, in order. */
export function videoChoices(avoid: readonly CaptureVideoCodec[]): VideoChoice[] {
  return CHOICES.filter(([codec]) => !avoid.includes(codec)).map(([codec, codecString, bitrate]) => ({
    codec,
    config: {
      codec: codecString,
      width: WIDTH,
      height: HEIGHT,
      framerate: FPS,
      bitrate,
      latencyMode: 'realtime',
      contentHint: 'detail',
      ...(codec === 'avc' ? { avc: { format: 'avc' as const } } : {}),
    },
  }));
}

/** The first that the browser both names and does: some name encoders that fail at work. */
export async function pickVideo(avoid: readonly CaptureVideoCodec[]): Promise<VideoChoice | undefined> {
  for (const choice of videoChoices(avoid)) if (await encodes(choice.config)) return choice;
  return undefined;
}

/** Whether three frames come out. */
async function encodes(config: VideoEncoderConfig): Promise<boolean> {
  let encoder: VideoEncoder | undefined;
  try {
    const { supported } = await VideoEncoder.isConfigSupported(config);
    if (!supported) return false;
    let chunks = 0;
    let failed = false;
    encoder = new VideoEncoder({ output: () => (chunks += 1), error: () => (failed = true) });
    encoder.configure(config);
    const bytes = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128);
    for (let index = 0; index < 3; index += 1) {
      const frame = pictureFrame(bytes, index);
      encoder.encode(frame, { keyFrame: index === 0 });
      frame.close();
    }
    await encoder.flush();
    return chunks > 0 && !failed;
  } catch {
    return false;
  } finally {
    if (encoder && encoder.state !== 'closed') encoder.close();
  }
}

/** The recording's picture as the encoder takes it. */
export function pictureFrame(bytes: Uint8Array<ArrayBuffer>, slot: number): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: WIDTH,
    codedHeight: HEIGHT,
    timestamp: Math.round((slot * 1e6) / FPS),
    duration: Math.round(1e6 / FPS),
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  });
}
