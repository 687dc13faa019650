import {
  EgressStatus,
  EncodedFileOutput,
  EncodedFileType,
  S3Upload,
  SegmentedFileOutput,
  SegmentedFileProtocol,
  type EgressClient,
  type EgressInfo,
} from 'livekit-server-sdk';
import { LecternError } from '../../errors.js';
import type { ProviderRecording, RecordingsInput, RecordingsPage } from '../../provider.js';
import { toDate } from './wire.js';
import { calling } from './vendor-error.js';

/** A bucket that LiveKit's egress service writes to. */
export interface LiveKitS3 {
  readonly bucket: string;
  readonly accessKey: string;
  readonly secret: string;
  readonly region?: string;
  /** For MinIO and others, such as `https://minio.example.edu`. */
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
}

/** How LiveKit's egress service records a class. */
export interface LiveKitRecordingOptions {
  /** Default: `mp4`. */
  readonly format?: 'mp4' | 'hls';
  /** Left out: the disk of the egress machine. */
  readonly s3?: LiveKitS3;
  /** Folder of the files, without a slash at its end. Default: `lectern`. */
  readonly prefix?: string;
  /** A layout of its web template. Default: `speaker`. */
  readonly layout?: string;
}

const RUNNING: ReadonlySet<EgressStatus> = new Set([
  EgressStatus.EGRESS_STARTING,
  EgressStatus.EGRESS_ACTIVE,
]);
const READY: ReadonlySet<EgressStatus> = new Set([
  EgressStatus.EGRESS_COMPLETE,
  EgressStatus.EGRESS_LIMIT_REACHED,
]);
const FAILED: ReadonlySet<EgressStatus> = new Set([EgressStatus.EGRESS_FAILED, EgressStatus.EGRESS_ABORTED]);

/** Recording through LiveKit's egress service. */
export interface Egress {
  start(roomId: string): Promise<ProviderRecording>;
  /** @throws {LecternError} PROVIDER_REJECTED when nothing runs. */
  stop(roomId: string): Promise<ProviderRecording>;
  list(input: RecordingsInput): Promise<RecordingsPage>;
  get(recordingId: string): Promise<ProviderRecording>;
}

export function createEgress(client: EgressClient, options: LiveKitRecordingOptions): Egress {
  const { layout = 'speaker' } = options;
  const running = async (roomId: string): Promise<EgressInfo | undefined> =>
    (await calling('listEgress', () => client.listEgress({ roomName: roomId, active: true }))).find(
      ({ status }) => RUNNING.has(status),
    );
  return {
    async start(roomId) {
      // Started twice is one recording: the vendor would make two.
      const known = await running(roomId);
      if (known) return toRecording(known);
      return toRecording(
        await calling('startRecording', () =>
          client.startRoomCompositeEgress(roomId, outputOf(roomId, options), { layout }),
        ),
      );
    },
    async stop(roomId) {
      const known = await running(roomId);
      if (!known)
        throw new LecternError('PROVIDER_REJECTED', 'Nothing is being recorded in this room.', {
          provider: 'livekit',
        });
      return toRecording(await calling('stopRecording', () => client.stopEgress(known.egressId)));
    },
    async list({ roomIds }) {
      const pages = await Promise.all(
        roomIds.map((roomName) => calling('listEgress', () => client.listEgress({ roomName }))),
      );
      return { items: pages.flat().map(toRecording) };
    },
    async get(recordingId) {
      const [found] = await calling('listEgress', () => client.listEgress({ egressId: recordingId }));
      if (!found) throw new LecternError('NOT_FOUND', 'LiveKit knows no such recording.');
      return toRecording(found);
    },
  };
}

type Output = EncodedFileOutput | SegmentedFileOutput;

function outputOf(
  roomId: string,
  { format = 'mp4', prefix = 'lectern', s3 }: LiveKitRecordingOptions,
): Output {
  const path = `${prefix}/${roomId}/{time}`;
  const output = s3 && { case: 's3' as const, value: bucketOf(s3) };
  if (format === 'hls')
    return new SegmentedFileOutput({
      protocol: SegmentedFileProtocol.HLS_PROTOCOL,
      filenamePrefix: path,
      playlistName: 'index.m3u8',
      ...(output && { output }),
    });
  return new EncodedFileOutput({
    fileType: EncodedFileType.MP4,
    filepath: `${path}.mp4`,
    disableManifest: true,
    ...(output && { output }),
  });
}

function bucketOf({ bucket, accessKey, secret, region, endpoint, forcePathStyle }: LiveKitS3): S3Upload {
  return new S3Upload({
    ...{ bucket, accessKey, secret },
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
  });
}

function toRecording(info: EgressInfo): ProviderRecording {
  // Nanoseconds.
  const startedAt = toDate(String(info.startedAt), 1_000_000_000);
  const endedAt = toDate(String(info.endedAt), 1_000_000_000);
  const size = Number(info.fileResults[0]?.size ?? info.segmentResults[0]?.size ?? 0);
  return {
    recordingId: info.egressId,
    roomId: info.roomName,
    ...(info.roomId && { occurrenceId: info.roomId }),
    state: stateOf(info.status),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(size > 0 && { sizeBytes: size }),
  };
}

function stateOf(status: EgressStatus): ProviderRecording['state'] {
  if (RUNNING.has(status)) return 'recording';
  if (READY.has(status)) return 'ready';
  return FAILED.has(status) ? 'failed' : 'processing';
}
