import type { IceServer, MediaState, ReceivedSignal, SignalMessage } from '@lectern/core/contract';
import type { Call, CallPeer, CallSnapshot, CallState, Signalling } from './call.js';
import { LocalTracks } from './local-tracks.js';
import { SOURCES } from './peer/link.js';
import { Outbox } from './peer/outbox.js';
import { RemoteAudio } from './remote-audio.js';
import { RemotePeer, type PeerSurroundings } from './peer/remote-peer.js';
import { sendPlan } from './peer/send-plan.js';
import { PEER_TIMING, type PeerTiming } from './peer/timing.js';
import { WatchClock } from './peer/watch-clock.js';

/** Messages may overtake the roster that announces their sender: so many wait for so many senders. */
const MOST_STRANGERS = 8;
const MOST_HELD = 100;
const FRAME_MS = 16;

export interface PeerCallOptions {
  /** One's own connection id, as the server gave it. */
  readonly connectionId: string;
  readonly iceServers: readonly IceServer[];
  /** Asked before a restart or a rebuild: servers of a ticket that is about to expire. */
  renewIceServers?(): Promise<readonly IceServer[]>;
  readonly signalling: Signalling<SignalMessage, ReceivedSignal>;
  /** Whoever gives them stops them. Default: the call's own, which end with it. */
  readonly tracks?: LocalTracks;
  readonly timing?: Partial<PeerTiming>;
}

/** A call in which everybody sends to everybody, for up to six. It takes any signalling and knows no channel. */
export class PeerCall implements Call {
  readonly #options: PeerCallOptions;
  readonly #timing: PeerTiming;
  readonly #local: LocalTracks;
  readonly #outbox: Outbox;
  readonly #audio = new RemoteAudio(() => this.#changed());
  readonly #clock = new WatchClock(performance.now());
  readonly #peers = new Map<string, RemotePeer>();
  readonly #media = new Map<string, MediaState>();
  readonly #generations = new Map<string, number>();
  readonly #strangers = new Map<string, ReceivedSignal[]>();
  readonly #listeners = new Set<() => void>();
  readonly #undo: (() => void)[] = [];
  readonly #around: PeerSurroundings;
  #iceServers: readonly IceServer[];
  #roster: readonly string[] = [];
  #state: CallState = 'idle';
  #snapshot: CallSnapshot | undefined;
  #open = true;
  #graceUntil: number | undefined;
  #syncAt: number | undefined;
  #notifying: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerCallOptions) {
    this.#options = options;
    this.#timing = { ...PEER_TIMING, ...options.timing };
    this.#iceServers = options.iceServers;
    this.#local = options.tracks ?? new LocalTracks();
    this.#outbox = new Outbox({
      timing: this.#timing,
      send: (messages, signal) => options.signalling.send(messages, signal),
    });
    this.#around = {
      timing: this.#timing,
      clock: this.#clock,
      audio: this.#audio,
      iceServers: () => this.#iceServers,
      renewIceServers: () => this.#renewIceServers(),
      trackOf: (source) => this.#local.trackOf(source),
      send: (message) => this.#outbox.push(message),
      forget: (to) => this.#outbox.forget(to),
      onGeneration: (id, generation) => this.#generations.set(id, generation),
      onChange: () => this.#changed(),
    };
  }

  get snapshot(): CallSnapshot {
    return (this.#snapshot ??= {
      state: this.#describeState(),
      local: this.#local.snapshot,
      peers: new Map([...this.#peers].map(([id, peer]) => [id, peer.snapshot])),
      soundBlocked: this.#audio.isBlocked,
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect(): Promise<void> {
    if (this.#state !== 'idle') return Promise.resolve();
    this.#state = 'connected';
    const { signalling } = this.#options;
    const watch = setInterval(() => this.#tick(), this.#timing.tick);
    const levels = setInterval(() => {
      for (const peer of this.#peers.values()) peer.readLevel();
    }, this.#timing.levels);
    this.#undo.push(
      () => clearInterval(watch),
      () => clearInterval(levels),
      signalling.onMessage((message) => this.#receive(message)),
      signalling.onState(({ open, afterReset }) => this.#onChannel(open, afterReset)),
      this.#local.subscribe(() => this.#onLocalTracks()),
    );
    this.#applyRoster();
    this.#changed();
    return Promise.resolve();
  }

  setRoster(connectionIds: readonly string[]): void {
    this.#roster = [...new Set(connectionIds)].filter((id) => id !== this.#options.connectionId);
    this.#applyRoster();
  }

  setRemoteMedia(connectionId: string, media: MediaState): void {
    this.#media.set(connectionId, media);
    this.#peers.get(connectionId)?.setMedia(media);
  }

  setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    return this.#local.setMicrophone(on, deviceId);
  }

  setCamera(on: boolean, deviceId?: string): Promise<void> {
    return this.#local.setCamera(on, deviceId);
  }

  setScreen(on: boolean): Promise<void> {
    return this.#local.setScreen(on);
  }

  setSpeaker(deviceId: string): Promise<void> {
    return this.#audio.setSpeaker(deviceId);
  }

  turnOnSound(): Promise<void> {
    return this.#audio.turnOn();
  }

  async getStats(connectionId: string): Promise<RTCStatsReport | undefined> {
    return this.#peers.get(connectionId)?.getStats();
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    for (const undo of this.#undo.splice(0)) undo();
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
    this.#strangers.clear();
    this.#outbox.close();
    this.#audio.close();
    if (!this.#options.tracks) this.#local.close();
    clearTimeout(this.#notifying);
    this.#snapshot = undefined;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  #applyRoster(): void {
    if (this.#state !== 'connected') return;
    const wanted = new Set(this.#roster);
    for (const [id, peer] of this.#peers) {
      if (wanted.has(id) || this.#graceUntil !== undefined) continue;
      peer.close();
      this.#outbox.forget(id);
      this.#media.delete(id);
      this.#peers.delete(id);
    }
    for (const id of this.#roster) if (!this.#peers.has(id)) this.#add(id);
    this.#applyPlan();
    this.#changed();
  }

  #add(connectionId: string): void {
    const known = this.#generations.get(connectionId);
    const peer = new RemotePeer(
      {
        connectionId,
        polite: this.#options.connectionId < connectionId,
        generation: known === undefined ? 1 : known + 1,
        plan: this.#plan(),
      },
      this.#around,
    );
    this.#peers.set(connectionId, peer);
    const media = this.#media.get(connectionId);
    if (media) peer.setMedia(media);
    const waiting = this.#strangers.get(connectionId);
    this.#strangers.delete(connectionId);
    for (const message of waiting ?? []) peer.receive(message);
  }

  #receive(message: ReceivedSignal): void {
    const peer = this.#peers.get(message.from);
    if (peer) {
      peer.receive(message);
      return;
    }
    const held = this.#strangers.get(message.from) ?? [];
    if (!this.#strangers.has(message.from)) {
      const [oldest] = this.#strangers.keys();
      if (this.#strangers.size >= MOST_STRANGERS && oldest) this.#strangers.delete(oldest);
      this.#strangers.set(message.from, held);
    }
    if (held.length < MOST_HELD) held.push(message);
  }

  #onChannel(open: boolean, afterReset: boolean): void {
    const now = performance.now();
    const wasOpen = this.#open;
    this.#open = open;
    this.#outbox.setOpen(open);
    this.#clock.setRunning(open && !this.#outbox.isStalled(now), now);
    if (afterReset) {
      this.#graceUntil = now + this.#timing.resetGrace;
      this.#syncAt = now + this.#timing.resetSync;
    }
    if (open && !wasOpen) for (const peer of this.#peers.values()) peer.resume();
  }

  #tick(): void {
    const now = performance.now();
    this.#clock.setRunning(this.#open && !this.#outbox.isStalled(now), now);
    if (this.#syncAt !== undefined && this.#open && now >= this.#syncAt) {
      this.#syncAt = undefined;
      for (const peer of this.#peers.values()) peer.sync();
    }
    if (this.#graceUntil !== undefined && now >= this.#graceUntil) {
      this.#graceUntil = undefined;
      this.#applyRoster();
    }
    for (const peer of [...this.#peers.values()]) peer.tick(now);
  }

  #onLocalTracks(): void {
    for (const peer of this.#peers.values())
      for (const source of SOURCES) peer.setTrack(source, this.#local.trackOf(source));
    this.#applyPlan();
    this.#changed();
  }

  #plan(): ReturnType<typeof sendPlan> {
    return sendPlan(this.#peers.size + 1, this.#local.snapshot.screen);
  }

  #applyPlan(): void {
    const plan = this.#plan();
    for (const peer of this.#peers.values()) peer.setPlan(plan);
  }

  async #renewIceServers(): Promise<readonly IceServer[]> {
    try {
      this.#iceServers = (await this.#options.renewIceServers?.()) ?? this.#iceServers;
    } catch {
      // Old servers are better than none, and most links need none.
    }
    return this.#iceServers;
  }

  #describeState(): CallState {
    if (this.#state !== 'connected' || this.#peers.size === 0) return this.#state;
    const states = new Set<CallPeer['state']>([...this.#peers.values()].map((peer) => peer.snapshot.state));
    if (states.has('connected')) return 'connected';
    return states.has('reconnecting') ? 'reconnecting' : 'connecting';
  }

  /** Listeners hear at most once a frame. Not an animation frame: those stand still in a hidden tab. */
  #changed(): void {
    this.#snapshot = undefined;
    if (this.#state === 'closed') return;
    this.#notifying ??= setTimeout(() => {
      this.#notifying = undefined;
      for (const listener of [...this.#listeners]) listener();
    }, FRAME_MS);
  }
}
