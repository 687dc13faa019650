import {
  EncodedPacketSink,
  Input,
  MP4,
  WEBM,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import type { ChunkReader } from './chunk-reader.js';
import { usablePackets } from './usable-packets.js';

/** Sound and picture of one readable run. */
export interface OpenedRun {
  readonly video?: OpenedTrack<VideoDecoderConfig, NonNullable<InputVideoTrack['codec']>>;
  readonly audio?: OpenedTrack<AudioDecoderConfig, NonNullable<InputAudioTrack['codec']>>;
  /** Equal for runs that one file can hold. */
  readonly format: string;
  close(): void;
}

export interface OpenedTrack<Config, Codec> {
  readonly codec: Codec;
  readonly config: Config;
  /** See {@link usablePackets}. */
  packets(): AsyncGenerator<EncodedPacket, void, unknown>;
}

/** Undefined when there is nothing in it that could be read. */
export async function openRun(reader: ChunkReader): Promise<OpenedRun | undefined> {
  const input = new Input({ source: reader.source(), formats: [MP4, WEBM] });
  try {
    const video = await openTrack(await input.getPrimaryVideoTrack());
    const audio = await openTrack(await input.getPrimaryAudioTrack());
    if (!video && !audio) {
      input.dispose();
      return undefined;
    }
    const { mimeType } = await input.getFormat();
    return {
      ...(video && { video: video as NonNullable<OpenedRun['video']> }),
      ...(audio && { audio: audio as NonNullable<OpenedRun['audio']> }),
      format: JSON.stringify([mimeType, keyOf(video), keyOf(audio)]),
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    // A header that was cut off, or no media at all; a chunk that cannot be read is another matter.
    if (error instanceof Error && 'code' in error) throw error;
    return undefined;
  }
}

type AnyTrack = OpenedTrack<VideoDecoderConfig | AudioDecoderConfig, string>;

async function openTrack(track: InputVideoTrack | InputAudioTrack | null): Promise<AnyTrack | undefined> {
  if (!track?.codec) return undefined;
  const sink = new EncodedPacketSink(track);
  const packets = usablePackets(sink.packets(undefined, undefined, { metadataOnly: true }));
  const { done } = await packets.next();
  await packets.return();
  // One that was opened and never written to, or holds nothing that can be shown, has no place in a file.
  if (done === true) return undefined;
  const config = await track.getDecoderConfig();
  if (!config) return undefined;
  return { codec: track.codec, config, packets: () => usablePackets(sink.packets()) };
}

function keyOf(track: AnyTrack | undefined): unknown {
  if (!track) return null;
  const { description, ...rest } = track.config;
  return [track.codec, rest, description === undefined ? null : toHex(description)];
}

function toHex(source: NonNullable<VideoDecoderConfig['description']>): string {
  const bytes = ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    : Buffer.from(source);
  return bytes.toString('hex');
}
