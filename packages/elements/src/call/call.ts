/** What of a person is shown or heard. */
export type TrackSource = 'microphone' | 'camera' | 'screen' | 'screen-audio';

export type CallState = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'closed';

/** One remote connection as the media sees it. Who is in the class comes from the channel, never from here. */
export interface CallPeer {
  /** The connection id that the server gave. */
  readonly connectionId: string;
  readonly state: 'connecting' | 'connected' | 'reconnecting';
  /** One stream a source, stable as long as the source exists. */
  readonly streams: Readonly<Partial<Record<TrackSource, MediaStream>>>;
  /** 0 to 1, of the last half second. */
  readonly audioLevel: number;
}

export interface LocalMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly streams: Readonly<Partial<Record<TrackSource, MediaStream>>>;
  /** Why a source could not be had the last time, until it is. */
  readonly problems: Readonly<Partial<Record<TrackSource, MediaProblem>>>;
}

export type MediaProblem =
  'permission-denied' | 'no-device' | 'device-busy' | 'unsupported' | 'cancelled' | 'lost';

/** A device could not be had. `source` says which. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  constructor(
    readonly problem: MediaProblem,
    readonly source: TrackSource,
    options?: { readonly cause?: unknown },
  ) {
    super(`${source}: ${problem}`, options);
  }
}

export interface CallSnapshot {
  readonly state: CallState;
  readonly local: LocalMedia;
  readonly peers: ReadonlyMap<string, CallPeer>;
  /** True while the browser plays no sound before a gesture: show "turn on sound". */
  readonly soundBlocked: boolean;
}

/**
 * The media connection inside the browser, the same over every client protocol. It keeps nobody in and puts nobody
 * out: `setRoster` says who is there.
 */
export interface Call {
  readonly snapshot: CallSnapshot;
  /** Called after every change of `snapshot`, at most once a frame. Answers what ends it. */
  subscribe(listener: () => void): () => void;
  connect(): Promise<void>;
  /** The connections to hold media with, oneself left out. Those missing are closed. */
  setRoster(connectionIds: readonly string[]): void;
  /** Which remote sources are on, as the channel says (never derived from track events). */
  setRemoteMedia(
    connectionId: string,
    media: { readonly mic: boolean; readonly camera: boolean; readonly screen: boolean },
  ): void;
  /** @throws MediaError */
  setMicrophone(on: boolean, deviceId?: string): Promise<void>;
  /** @throws MediaError */
  setCamera(on: boolean, deviceId?: string): Promise<void>;
  /** @throws MediaError with `cancelled` when the person picked nothing. */
  setScreen(on: boolean): Promise<void>;
  /** Where sound is played. */
  setSpeaker(deviceId: string): Promise<void>;
  /** Call it in a gesture. */
  turnOnSound(): Promise<void>;
  /** `RTCPeerConnection.getStats()` of one link, for diagnosis and tests; undefined where there is none. */
  getStats(connectionId: string): Promise<RTCStatsReport | undefined>;
  /** Stops every track, closes every link, clears every timer. Idempotent. */
  close(): void;
}

/** How a peer call tells others what it wants: it knows no channel. */
export interface Signalling<Out, In> {
  /** Resolves with the addressees that are gone. Rejects when not delivered: the call keeps and repeats. */
  send(messages: readonly Out[], signal?: AbortSignal): Promise<{ readonly gone: readonly string[] }>;
  onMessage(listener: (message: In) => void): () => void;
  /** Whether the way is open; watchdogs stand still while it is not. */
  onState(listener: (state: { readonly open: boolean; readonly afterReset: boolean }) => void): () => void;
}
