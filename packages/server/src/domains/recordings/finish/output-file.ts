import { writeSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import {
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
  type EncodedPacket,
  type StreamTargetChunk,
} from 'mediabunny';
import type { FinishedFile } from './finish-job.js';
import type { OpenedRun } from './opened-run.js';

const WRITE_BYTES = 4 * 1024 * 1024;
/** What the length of a file may differ from that of its packets. */
const MOST_DIFFERENCE_S = 1;

export type TrackKind = 'video' | 'audio';

/** One seekable file on its way to the disk. Packets come in the order of decoding; times are seconds of this file. */
export class OutputFile {
  readonly path: string;
  readonly extension: FinishedFile['extension'];
  readonly #output: Output;
  readonly #handle: FileHandle;
  readonly #video: EncodedVideoPacketSource | undefined;
  readonly #audio: EncodedAudioPacketSource | undefined;
  readonly #configs: Readonly<Partial<Record<TrackKind, VideoDecoderConfig | AudioDecoderConfig>>>;
  readonly #begun = new Set<TrackKind>();
  #end = 0;

  private constructor(
    path: string,
    extension: FinishedFile['extension'],
    handle: FileHandle,
    run: OpenedRun,
  ) {
    this.path = path;
    this.extension = extension;
    this.#handle = handle;
    this.#output = new Output({
      format: extension === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
      target: new StreamTarget(writableOf(handle), { chunked: true, chunkSize: WRITE_BYTES }),
    });
    this.#video = run.video && new EncodedVideoPacketSource(run.video.codec);
    this.#audio = run.audio && new EncodedAudioPacketSource(run.audio.codec);
    if (this.#video) this.#output.addVideoTrack(this.#video);
    if (this.#audio) this.#output.addAudioTrack(this.#audio);
    this.#configs = {
      ...(run.video && { video: run.video.config }),
      ...(run.audio && { audio: run.audio.config }),
    };
  }

  /** For packets like those of `run`. */
  static async create(
    path: string,
    extension: FinishedFile['extension'],
    run: OpenedRun,
  ): Promise<OutputFile> {
    const handle = await open(path, 'wx');
    const file = new OutputFile(path, extension, handle, run);
    await file.#output.start();
    return file;
  }

  async add(kind: TrackKind, packet: EncodedPacket): Promise<void> {
    this.#end = Math.max(this.#end, packet.timestamp + packet.duration);
    const isFirst = !this.#begun.has(kind);
    this.#begun.add(kind);
    if (kind === 'video')
      await this.#video?.add(
        packet,
        isFirst ? { decoderConfig: this.#configs.video as VideoDecoderConfig } : undefined,
      );
    else
      await this.#audio?.add(
        packet,
        isFirst ? { decoderConfig: this.#configs.audio as AudioDecoderConfig } : undefined,
      );
  }

  /** Whole and looked at again. @throws {Error} when what was written is not what came in. */
  async finish(startMs: number): Promise<FinishedFile> {
    const type = this.#output.getMimeType();
    await this.#output.finalize();
    await this.#handle.close();
    const { size } = await stat(this.path);
    await this.#verify();
    return {
      path: this.path,
      extension: this.extension,
      type: await type,
      startMs,
      durationMs: Math.round(this.#end * 1000),
      sizeBytes: size,
    };
  }

  async cancel(): Promise<void> {
    await this.#output.cancel().catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
  }

  async #verify(): Promise<void> {
    const input = new Input({ source: new FilePathSource(this.path), formats: [MP4, WEBM] });
    try {
      const tracks = await input.getTracks();
      const duration = await input.computeDuration();
      if (tracks.length !== this.#begun.size || Math.abs(duration - this.#end) > MOST_DIFFERENCE_S)
        throw new Error(
          `${this.path} has ${String(tracks.length)} tracks and ${String(duration)} s, not ${String(this.#begun.size)} and ${String(this.#end)} s`,
        );
    } finally {
      input.dispose();
    }
  }
}

function writableOf(handle: FileHandle): WritableStream<StreamTargetChunk> {
  return new WritableStream<StreamTargetChunk>({
    write({ data, position }) {
      for (let at = 0; at < data.byteLength;)
        at += writeSync(handle.fd, data, at, data.byteLength - at, position + at);
    },
  });
}
