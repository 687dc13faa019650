import { drawBarCode } from './bar-code.js';

const WIDTH = 640;
const HEIGHT = 360;
const BEEP_SECONDS = 0.1;

/** A picture or a sound that can be switched off. */
export interface FakeSource {
  readonly stream: MediaStream;
  stop(): void;
}

/** The clock of all fake cameras and beeps: ms since this page began. */
export function fakeClock(): number {
  return performance.now();
}

/** A camera whose every picture says who it is and when it was made. */
export function barCamera(id: number, chroma: readonly [u: number, v: number] = [128, 128]): FakeSource {
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const writer = track.writable.getWriter();
  const bytes = new Uint8Array((WIDTH * HEIGHT * 3) / 2);
  const chromaLength = (WIDTH * HEIGHT) / 4;
  bytes.fill(chroma[0], WIDTH * HEIGHT, WIDTH * HEIGHT + chromaLength);
  bytes.fill(chroma[1], WIDTH * HEIGHT + chromaLength);
  const paint = (): void => {
    bytes.fill(126, 0, WIDTH * HEIGHT);
    const ms = Math.round(fakeClock());
    drawBarCode(bytes, { id, ms });
    const frame = new VideoFrame(bytes, {
      format: 'I420',
      codedWidth: WIDTH,
      codedHeight: HEIGHT,
      timestamp: ms * 1000,
    });
    writer.write(frame).catch(() => frame.close());
  };
  paint();
  const timer = setInterval(paint, 33);
  return {
    stream: new MediaStream([track]),
    stop() {
      clearInterval(timer);
      track.stop();
    },
  };
}

/** A voice that beeps for a tenth of a second on every full second of the fake clock. */
export function beepVoice(hertz = 1000, volume = 0.5): FakeSource {
  const context = new AudioContext();
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, rate, rate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < rate * BEEP_SECONDS; at += 1)
    samples[at] = Math.sin((2 * Math.PI * hertz * at) / rate) * volume;
  const beeps = new AudioBufferSourceNode(context, { buffer, loop: true });
  const output = context.createMediaStreamDestination();
  beeps.connect(output);
  void context.resume().then(() => {
    const ahead = 1 - ((fakeClock() / 1000) % 1);
    beeps.start(context.currentTime + ahead);
  });
  return { stream: output.stream, stop: () => void context.close() };
}

/** A voice that never stops, as loud as there is. */
export function steadyVoice(hertz: number, volume = 1): FakeSource {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: hertz });
  const output = context.createMediaStreamDestination();
  tone.connect(new GainNode(context, { gain: volume })).connect(output);
  tone.start();
  void context.resume();
  return { stream: output.stream, stop: () => void context.close() };
}
