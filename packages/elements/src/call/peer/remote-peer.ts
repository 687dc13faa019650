import type { IceServer, MediaState, ReceivedSignal, SignalMessage } from '@lectern/core/contract';
import type { CallPeer, TrackSource } from '../call.js';
import { Link, SOURCES, type LinkMessage } from './link.js';
import type { RemoteAudio } from '../remote-audio.js';
import type { SendPlan } from './send-plan.js';
import type { PeerTiming } from './timing.js';
import { remedyFor, type Remedy } from './watchdog.js';
import type { WatchClock } from './watch-clock.js';

const LEVEL_MAX_AGE_MS = 500;
const SILENT: MediaState = { mic: false, camera: false, screen: false };

/** What all peers of a call share. */
export interface PeerSurroundings {
  readonly timing: PeerTiming;
  readonly clock: WatchClock;
  readonly audio: RemoteAudio;
  /** As they stand now. */
  iceServers(): readonly IceServer[];
  /** Fresh ones when they are about to expire. Never rejects. */
  renewIceServers(): Promise<readonly IceServer[]>;
  trackOf(source: TrackSource): MediaStreamTrack | null;
  send(message: SignalMessage): void;
  /** Drops what still waits to be sent to a connection. */
  forget(to: string): void;
  /** Remembers the generation beyond the life of a peer. */
  onGeneration(connectionId: string, generation: number): void;
  onChange(): void;
}

export interface RemotePeerOptions {
  readonly connectionId: string;
  readonly polite: boolean;
  readonly generation: number;
  readonly plan: SendPlan;
}

/** One remote connection over all its links: each rebuild is a new link of a higher generation. */
export class RemotePeer {
  readonly connectionId: string;
  readonly #polite: boolean;
  readonly #around: PeerSurroundings;
  readonly #tracks = new Map<TrackSource, MediaStream>();
  #plan: SendPlan;
  #generation: number;
  #link: Link;
  #media = SILENT;
  #state: CallPeer['state'] = 'connecting';
  #level = 0;
  #snapshot: CallPeer | undefined;
  #closed = false;
  #curing = false;

  // Of the present link, on the watch clock.
  #createdAt = 0;
  #everConnected = false;
  #brokenSince: number | undefined;
  #lastSyncAt: number | undefined;
  #lastRestartAt: number | undefined;
  #restarts = 0;
  // Of the present link, on the real clock: what a person sees goes on while the channel is down.
  #connectedAt: number | undefined;
  #downAt: number | undefined;

  constructor(options: RemotePeerOptions, around: PeerSurroundings) {
    this.connectionId = options.connectionId;
    this.#polite = options.polite;
    this.#generation = options.generation;
    this.#plan = options.plan;
    this.#around = around;
    this.#link = this.#createLink();
  }

  /** The same object until something changes. */
  get snapshot(): CallPeer {
    return (this.#snapshot ??= this.#describe());
  }

  receive(message: ReceivedSignal): void {
    if (this.#closed || message.generation < this.#generation) return;
    if (message.generation > this.#generation) this.#rebuild(message.generation);
    this.#link.accept(message);
  }

  setMedia(media: MediaState): void {
    const { mic, camera, screen } = this.#media;
    if (media.mic === mic && media.camera === camera && media.screen === screen) return;
    this.#media = media;
    this.#changed();
  }

  setTrack(source: TrackSource, track: MediaStreamTrack | null): void {
    this.#link.setTrack(source, track);
  }

  setPlan(plan: SendPlan): void {
    this.#plan = plan;
    this.#link.setPlan(plan);
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#link.getStats();
  }

  /** Compares numbers with the other side: after the channel lost its memory something may be missing. */
  sync(): void {
    this.#lastSyncAt = this.#around.clock.now;
    this.#link.sync(true);
  }

  /** The channel is back: what is broken does not wait for its turn. */
  resume(): void {
    if (this.#brokenSince !== undefined) this.#cure(this.#everConnected ? 'restart' : 'sync');
  }

  tick(now: number): void {
    this.#settle(now);
    if (!this.#around.clock.isRunning || this.#curing) return;
    const remedy = remedyFor(
      {
        polite: this.#polite,
        createdAt: this.#createdAt,
        everConnected: this.#everConnected,
        brokenSince: this.#brokenSince,
        offerSince: this.#link.offerSince,
        gapSince: this.#link.gapSince,
        lastSyncAt: this.#lastSyncAt,
        lastRestartAt: this.#lastRestartAt,
        restarts: this.#restarts,
      },
      this.#around.clock.now,
      this.#around.timing,
    );
    if (remedy) this.#cure(remedy);
  }

  readLevel(): void {
    const raw = this.#media.mic ? this.#link.levelOf('microphone', LEVEL_MAX_AGE_MS) : 0;
    // In steps, so that silence and the same voice change nothing.
    const level = raw > 0.01 ? Math.max(0.1, Math.round(raw * 10) / 10) : 0;
    if (level === this.#level) return;
    this.#level = level;
    this.#changed();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#dropLink();
  }

  #createLink(): Link {
    const around = this.#around;
    const generation = this.#generation;
    around.onGeneration(this.connectionId, generation);
    this.#createdAt = around.clock.now;
    this.#everConnected = false;
    this.#brokenSince = this.#connectedAt = undefined;
    this.#lastSyncAt = this.#lastRestartAt = undefined;
    this.#restarts = 0;
    const link = new Link({
      polite: this.#polite,
      configuration: { iceServers: toRtcIceServers(around.iceServers()) },
      trickle: around.timing.trickle,
      now: () => around.clock.now,
      trackOf: (source) => around.trackOf(source),
      send: (message: LinkMessage) => around.send({ ...message, to: this.connectionId, generation }),
      onTrack: (source, track) => this.#addTrack(source, track),
      onConnectionState: (state) => this.#onConnectionState(state),
      onUnrepairable: () => this.#rebuild(this.#generation + 1),
    });
    link.setPlan(this.#plan);
    return link;
  }

  #rebuild(generation: number): void {
    if (this.#closed) return;
    this.#dropLink();
    this.#around.forget(this.connectionId);
    this.#generation = generation;
    this.#link = this.#createLink();
    if (this.#state === 'connected') this.#state = 'reconnecting';
    // The polite side makes no offer: this tells the other that it has to.
    if (this.#polite) this.#link.sync(true);
    this.#changed();
  }

  #dropLink(): void {
    this.#link.close();
    for (const stream of this.#tracks.values()) this.#around.audio.remove(stream);
    this.#tracks.clear();
  }

  #addTrack(source: TrackSource, track: MediaStreamTrack): void {
    const present = this.#tracks.get(source);
    // A rolled back and repeated description announces the same track again.
    if (present?.getTracks().includes(track)) return;
    if (present) this.#around.audio.remove(present);
    const stream = new MediaStream([track]);
    this.#tracks.set(source, stream);
    if (track.kind === 'audio') this.#around.audio.add(stream);
    this.#changed();
  }

  #onConnectionState(state: RTCPeerConnectionState): void {
    const now = performance.now();
    if (state === 'connected') {
      this.#connectedAt ??= now;
      this.#everConnected = true;
      if (this.#state === 'connecting') this.#setState('connected');
      else if (this.#brokenSince === undefined) this.#downAt = undefined;
      return;
    }
    if (state !== 'disconnected' && state !== 'failed') return;
    this.#connectedAt = undefined;
    this.#downAt ??= now;
    this.#brokenSince ??= this.#around.clock.now;
  }

  /** Shows a link as down only after a while, and as up again only when it stays up. */
  #settle(now: number): void {
    const { settled, showReconnecting } = this.#around.timing;
    if (this.#connectedAt !== undefined) {
      if (now - this.#connectedAt < settled) return;
      this.#brokenSince = this.#downAt = undefined;
      this.#restarts = 0;
      this.#setState('connected');
    } else if (this.#downAt !== undefined && now - this.#downAt >= showReconnecting) {
      if (this.#state === 'connected') this.#setState('reconnecting');
    }
  }

  #cure(remedy: Remedy): void {
    if (remedy === 'sync') {
      this.sync();
      return;
    }
    this.#curing = true;
    const { generation, link } = { generation: this.#generation, link: this.#link };
    void this.#around.renewIceServers().then((iceServers) => {
      this.#curing = false;
      if (this.#closed || this.#link !== link) return;
      if (remedy === 'rebuild') {
        this.#rebuild(generation + 1);
        return;
      }
      this.#lastRestartAt = this.#around.clock.now;
      this.#restarts += 1;
      link.restart(toRtcIceServers(iceServers));
    });
  }

  #setState(state: CallPeer['state']): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = undefined;
    if (!this.#closed) this.#around.onChange();
  }

  #describe(): CallPeer {
    const { mic, camera, screen } = this.#media;
    const on = { microphone: mic, camera, screen, 'screen-audio': screen };
    const streams: Partial<Record<TrackSource, MediaStream>> = {};
    for (const source of SOURCES) {
      const stream = this.#tracks.get(source);
      if (stream && on[source]) streams[source] = stream;
    }
    return { connectionId: this.connectionId, state: this.#state, streams, audioLevel: this.#level };
  }
}

function toRtcIceServers(servers: readonly IceServer[]): RTCIceServer[] {
  return servers.map((server) => ({ ...server, urls: [...server.urls] }));
}
