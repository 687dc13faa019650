import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import type { RecordingContainer } from '@lectern/core/contract';
import type { CaptureVideoCodec } from '../capture.js';
import { FPS, KEY_FRAME_SECONDS, SAMPLE_RATE } from '../settings.js';
import { pickAudio } from './audio-codecs.js';
import { pictureFrame, pickVideo } from './video-codecs.js';

/** At most so much of the sound at once: an hour of silence is not one array. */
const MOST_SAMPLES = SAMPLE_RATE;

interface PartWriterOptions {
  readonly avoid: readonly CaptureVideoCodec[];
  /** Bytes in the order of the file, as they come. */
  onBytes(bytes: Uint8Array): void;
  /** The file cannot go on. */
  onFault(code: 'encoder' | 'writer', cause: unknown): void;
}

/** Encodes picture and sound, and writes them as one file that only grows. */
export class PartWriter {
  readonly videoCodec: CaptureVideoCodec;
  readonly container: RecordingContainer;
  readonly codecs: string;
  readonly #video: VideoEncoder;
  readonly #audio: AudioEncoder;
  readonly #output: Output;
  #frames = 0;
  #encoded = 0;
  #keySlot = -Infinity;
  #samples = 0;
  #failed = false;

  /** Answers undefined when no codec of this browser works. */
  static async open(options: PartWriterOptions): Promise<PartWriter | undefined> {
    const video = await pickVideo(options.avoid);
    const audio = video && (await pickAudio(video.codec));
    if (!audio) return undefined;
    const writer = new PartWriter(video, audio, options);
    await writer.#output.start();
    return writer;
  }

  private constructor(
    video: NonNullable<Awaited<ReturnType<typeof pickVideo>>>,
    audio: NonNullable<Awaited<ReturnType<typeof pickAudio>>>,
    options: PartWriterOptions,
  ) {
    const avc = video.codec === 'avc';
    this.videoCodec = video.codec;
    this.container = avc ? 'video/mp4' : 'video/webm';
    this.codecs = `${video.config.codec},${audio.config.codec}`;
    this.#output = new Output({
      format: avc
        ? new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 1 })
        : new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: 1 }),
      target: new AppendOnlyStreamTarget(new WritableStream({ write: (bytes) => options.onBytes(bytes) })),
    });
    const fail = (code: 'encoder' | 'writer') => (cause: unknown) => {
      if (this.#failed) return;
      this.#failed = true;
      options.onFault(code, cause);
    };
    const videoPackets = new EncodedVideoPacketSource(video.codec);
    const audioPackets = new EncodedAudioPacketSource(audio.codec);
    this.#output.addVideoTrack(videoPackets, { frameRate: FPS });
    this.#output.addAudioTrack(audioPackets);
    this.#video = new VideoEncoder({
      output: (chunk, meta) => {
        this.#encoded += 1;
        videoPackets.add(EncodedPacket.fromEncodedChunk(chunk), meta).catch(fail('writer'));
      },
      error: fail('encoder'),
    });
    this.#audio = new AudioEncoder({
      output: (chunk, meta) => {
        audioPackets.add(EncodedPacket.fromEncodedChunk(chunk), meta).catch(fail('writer'));
      },
      error: fail('encoder'),
    });
    this.#video.configure(video.config);
    this.#audio.configure(audio.config);
  }

  /** Pictures that the encoder has not begun. */
  get queue(): number {
    return this.#video.encodeQueueSize;
  }

  /** Pictures given so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Pictures that came out so far. */
  get encoded(): number {
    return this.#encoded;
  }

  addPicture(bytes: Uint8Array<ArrayBuffer>, slot: number): void {
    if (this.#failed) return;
    const keyFrame = slot - this.#keySlot >= KEY_FRAME_SECONDS * FPS;
    if (keyFrame) this.#keySlot = slot;
    const frame = pictureFrame(bytes, slot);
    this.#video.encode(frame, { keyFrame });
    frame.close();
    this.#frames += 1;
  }

  addSound(samples: Float32Array<ArrayBuffer>): void {
    if (this.#failed || samples.length === 0) return;
    const data = new AudioData({
      format: 'f32-planar',
      sampleRate: SAMPLE_RATE,
      numberOfChannels: 1,
      numberOfFrames: samples.length,
      timestamp: Math.round((this.#samples * 1e6) / SAMPLE_RATE),
      data: samples,
    });
    this.#samples += samples.length;
    this.#audio.encode(data);
    data.close();
  }

  addSilence(samples: number): void {
    for (let left = samples; left > 0; left -= MOST_SAMPLES)
      this.addSound(new Float32Array(Math.min(left, MOST_SAMPLES)));
  }

  /** Writes nothing more. */
  drop(): void {
    this.#failed = true;
    for (const encoder of [this.#video, this.#audio]) if (encoder.state !== 'closed') encoder.close();
  }

  /** Writes what waits and ends the file. */
  async finish(): Promise<void> {
    await Promise.all([this.#video.flush(), this.#audio.flush()]);
    this.#video.close();
    this.#audio.close();
    await this.#output.finalize();
  }
}
