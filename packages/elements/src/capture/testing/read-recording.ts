import { ALL_FORMATS, AudioBufferSink, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { planarPicture, type PlanarPicture } from '../compose/plane.js';

/** One picture of a recording. */
export interface RecordedPicture {
  readonly ms: number;
  readonly picture: PlanarPicture;
}

/** What a finished file says when it is decoded. */
export interface ReadRecording {
  readonly durationMs: number;
  readonly sound: Float32Array;
  readonly sampleRate: number;
}

/** Decodes a file: every picture is shown to `onPicture`, the sound is one array. */
export async function readRecording(
  pieces: readonly Uint8Array<ArrayBuffer>[],
  onPicture: (recorded: RecordedPicture) => void,
): Promise<ReadRecording> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(new Blob([...pieces])) });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  if (!video || !audio) throw new Error('The file lacks a track.');
  const scratch = new Uint8Array(video.displayWidth * video.displayHeight * 4);
  for await (const sample of new VideoSampleSink(video).samples()) {
    const frame = sample.toVideoFrame();
    await frame.copyTo(scratch);
    onPicture({
      ms: sample.timestamp * 1000,
      picture: planarPicture(scratch, frame.codedWidth, frame.codedHeight),
    });
    frame.close();
    sample.close();
  }
  const pieceList: Float32Array[] = [];
  let sampleRate = 48_000;
  for await (const { buffer } of new AudioBufferSink(audio).buffers()) {
    pieceList.push(buffer.getChannelData(0));
    sampleRate = buffer.sampleRate;
  }
  const sound = new Float32Array(pieceList.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieceList) {
    sound.set(piece, at);
    at += piece.length;
  }
  return { durationMs: (await input.computeDuration()) * 1000, sound, sampleRate };
}

/** When beeps begin, in ms: the first loud sample after at least half a second of quiet. */
export function beepOnsets(sound: Float32Array, sampleRate: number, loud = 0.1): number[] {
  const onsets: number[] = [];
  let lastLoud = -Infinity;
  sound.forEach((sample, at) => {
    if (Math.abs(sample) < loud) return;
    if (at - lastLoud > sampleRate / 2) onsets.push((at * 1000) / sampleRate);
    lastLoud = at;
  });
  return onsets;
}
