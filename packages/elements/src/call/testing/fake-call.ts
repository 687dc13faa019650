import type { Call, CallPeer, CallSnapshot, CallState, TrackSource } from '../call.js';
import { LocalTracks } from '../local-tracks.js';

export interface FakeCallOptions {
  readonly tracks?: LocalTracks;
  /** The picture or sound of a connection. Default: a blank one. */
  streamOf?(connectionId: string, source: TrackSource): MediaStream;
  /** What a new peer is. Default: connected. */
  readonly peerState?: CallPeer['state'];
}

/** A call without a network: everybody in the roster is connected, until a test says otherwise. */
export class FakeCall implements Call {
  readonly #options: FakeCallOptions;
  readonly #tracks: LocalTracks;
  readonly #listeners = new Set<() => void>();
  readonly #peers = new Map<string, CallPeer>();
  readonly #media = new Map<string, { mic: boolean; camera: boolean; screen: boolean }>();
  readonly #streams = new Map<string, MediaStream>();
  readonly #stopTracks: () => void;
  #state: CallState = 'idle';
  #soundBlocked = false;
  #snapshot: CallSnapshot | undefined;
  #notifying: ReturnType<typeof setTimeout> | undefined;
  /** Where sound was last routed. */
  speakerId = '';
  /** Times `close` was called. */
  closed = 0;

  constructor(options: FakeCallOptions = {}) {
    this.#options = options;
    this.#tracks = options.tracks ?? new LocalTracks();
    this.#stopTracks = this.#tracks.subscribe(() => this.#changed());
  }

  get snapshot(): CallSnapshot {
    return (this.#snapshot ??= {
      state: this.#state,
      local: this.#tracks.snapshot,
      peers: new Map(this.#peers),
      soundBlocked: this.#soundBlocked,
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect(): Promise<void> {
    this.setState('connected');
    return Promise.resolve();
  }

  setRoster(connectionIds: readonly string[]): void {
    if (this.#state === 'closed') return;
    for (const id of [...this.#peers.keys()]) if (!connectionIds.includes(id)) this.#peers.delete(id);
    for (const id of connectionIds)
      if (!this.#peers.has(id)) this.setPeer(id, { state: this.#options.peerState ?? 'connected' });
    this.#changed();
  }

  setRemoteMedia(connectionId: string, media: { mic: boolean; camera: boolean; screen: boolean }): void {
    this.#media.set(connectionId, media);
    if (this.#peers.has(connectionId)) this.setPeer(connectionId, {});
  }

  setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    return this.#tracks.setMicrophone(on, deviceId);
  }

  setCamera(on: boolean, deviceId?: string): Promise<void> {
    return this.#tracks.setCamera(on, deviceId);
  }

  setScreen(on: boolean): Promise<void> {
    return this.#tracks.setScreen(on);
  }

  setSpeaker(deviceId: string): Promise<void> {
    this.speakerId = deviceId;
    return Promise.resolve();
  }

  turnOnSound(): Promise<void> {
    this.setSoundBlocked(false);
    return Promise.resolve();
  }

  getStats(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  close(): void {
    this.closed += 1;
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#peers.clear();
    this.#stopTracks();
    if (!this.#options.tracks) this.#tracks.close();
    clearTimeout(this.#notifying);
    this.#snapshot = undefined;
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }

  /** Scripts: what the media does of its own. */
  setState(state: CallState): void {
    this.#state = state;
    this.#changed();
  }

  setSoundBlocked(blocked: boolean): void {
    this.#soundBlocked = blocked;
    this.#changed();
  }

  setPeer(connectionId: string, change: Partial<Pick<CallPeer, 'state' | 'audioLevel'>>): void {
    const { mic, camera, screen } = this.#media.get(connectionId) ?? {
      mic: false,
      camera: false,
      screen: false,
    };
    const on = { microphone: mic, camera, screen, 'screen-audio': screen };
    const streams: Partial<Record<TrackSource, MediaStream>> = {};
    for (const source of Object.keys(on) as TrackSource[])
      if (on[source]) streams[source] = this.#streamOf(connectionId, source);
    const former = this.#peers.get(connectionId);
    const { state = 'connected', audioLevel = 0 } = { ...former, ...change };
    this.#peers.set(connectionId, { connectionId, state, audioLevel, streams });
    this.#changed();
  }

  #streamOf(connectionId: string, source: TrackSource): MediaStream {
    const key = `${connectionId} ${source}`;
    const stream =
      this.#streams.get(key) ?? this.#options.streamOf?.(connectionId, source) ?? new MediaStream();
    this.#streams.set(key, stream);
    return stream;
  }

  #changed(): void {
    this.#snapshot = undefined;
    if (this.#state === 'closed') return;
    this.#notifying ??= setTimeout(() => {
      this.#notifying = undefined;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
