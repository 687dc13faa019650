import {
  DisconnectReason,
  LogLevel,
  Room,
  RoomEvent,
  setLogLevel,
  type RemoteParticipant,
} from 'livekit-client';
import { CONNECTION_ATTRIBUTE, type LiveKitTicket, type MediaState } from '@lectern/core/contract';
import type { Call, CallSnapshot, CallState } from './call.js';
import { LocalPublisher } from './livekit/local-publisher.js';
import { RemotePerson } from './livekit/remote-person.js';
import { LocalTracks } from './local-tracks.js';
import { RemoteAudio } from './remote-audio.js';

// Its messages quote addresses that hold the token. What matters of them is in the snapshot.
setLogLevel(LogLevel.silent);

const FRAME_MS = 16;
/** After the client gave up, which takes it half a minute. */
const REJOIN_MS = { first: 500, most: 10_000 };

/** The person left, or another device took the place: the channel says so too, and nobody comes back by themselves. */
const FINAL: ReadonlySet<DisconnectReason | undefined> = new Set([
  DisconnectReason.CLIENT_INITIATED,
  DisconnectReason.DUPLICATE_IDENTITY,
  DisconnectReason.PARTICIPANT_REMOVED,
]);

const CHANGES = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionStateChanged,
  RoomEvent.Reconnected,
] as const;

export interface LiveKitCallOptions {
  readonly ticket: LiveKitTicket;
  /** One's own connection id, as the server gave it. */
  readonly connectionId: string;
  /** Asked when the media server has to be entered anew. */
  renewTicket(): Promise<LiveKitTicket>;
  /** Whoever gives them stops them. Default: the call's own, which end with it. */
  readonly tracks?: LocalTracks;
}

/** A call through a LiveKit server. Connections are told apart by what our server signed into each ticket. */
export class LiveKitCall implements Call {
  readonly #options: LiveKitCallOptions;
  readonly #local: LocalTracks;
  readonly #publisher: LocalPublisher;
  readonly #room = new Room({
    // Pictures are shown from streams of our own, whose size the client cannot see.
    adaptiveStream: false,
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
    disconnectOnPageLeave: true,
  });
  readonly #audio = new RemoteAudio(() => this.#changed());
  readonly #people = new Map<string, RemotePerson>();
  readonly #media = new Map<string, MediaState>();
  readonly #listeners = new Set<() => void>();
  readonly #undo: (() => void)[] = [];
  #state: CallState = 'idle';
  #snapshot: CallSnapshot | undefined;
  #notifying: ReturnType<typeof setTimeout> | undefined;
  #rejoining: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(options: LiveKitCallOptions) {
    this.#options = options;
    this.#local = options.tracks ?? new LocalTracks();
    this.#publisher = new LocalPublisher(
      this.#local,
      () => this.#room.localParticipant,
      () => this.#changed(),
    );
  }

  get snapshot(): CallSnapshot {
    const local = this.#local.snapshot;
    return (this.#snapshot ??= {
      state: this.#state,
      local: { ...local, problems: { ...this.#publisher.problems, ...local.problems } },
      peers: new Map(
        [...this.#people].map(([id, person]) => [id, person.snapshot(this.#state === 'connected')]),
      ),
      soundBlocked: this.#audio.isBlocked,
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async connect(): Promise<void> {
    if (this.#state !== 'idle') return;
    this.#setState('connecting');
    const onChange = (): void => this.#onRoom();
    for (const event of CHANGES) this.#room.on(event, onChange);
    const onLost = (reason?: DisconnectReason): void => this.#onDisconnected(reason);
    this.#room.on(RoomEvent.Disconnected, onLost);
    this.#undo.push(
      () => {
        for (const event of CHANGES) this.#room.off(event, onChange);
        this.#room.off(RoomEvent.Disconnected, onLost);
      },
      this.#local.subscribe(() => {
        this.#changed();
        if (this.#state === 'connected') void this.#publisher.update();
      }),
    );
    await this.#enter(this.#options.ticket);
  }

  setRoster(connectionIds: readonly string[]): void {
    if (this.#state === 'closed') return;
    const wanted = new Set(connectionIds.filter((id) => id !== this.#options.connectionId));
    for (const [id, person] of this.#people) {
      if (wanted.has(id)) continue;
      person.close();
      this.#people.delete(id);
      this.#media.delete(id);
    }
    for (const id of wanted) {
      if (this.#people.has(id)) continue;
      const person = new RemotePerson(id, this.#audio);
      this.#people.set(id, person);
      const media = this.#media.get(id);
      if (media) person.media = media;
    }
    this.#onRoom();
  }

  setRemoteMedia(connectionId: string, media: MediaState): void {
    if (this.#state === 'closed') return;
    this.#media.set(connectionId, media);
    const person = this.#people.get(connectionId);
    if (person) person.media = media;
    this.#changed();
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
    return this.#people.get(connectionId)?.getStats();
  }

  close(): void {
    if (this.#state === 'closed') return;
    for (const undo of this.#undo.splice(0)) undo();
    clearTimeout(this.#rejoining);
    clearTimeout(this.#notifying);
    this.#publisher.close();
    for (const person of this.#people.values()) person.close();
    this.#people.clear();
    this.#media.clear();
    this.#audio.close();
    void this.#room.disconnect(false);
    if (!this.#options.tracks) this.#local.close();
    this.#state = 'closed';
    this.#snapshot = undefined;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  async #enter(ticket: LiveKitTicket): Promise<void> {
    this.#publisher.forget();
    await this.#room.connect(ticket.url, ticket.token, { autoSubscribe: false });
    if (this.#isClosed()) {
      void this.#room.disconnect(false);
      return;
    }
    this.#failures = 0;
    this.#setState('connected');
    this.#onRoom();
    void this.#publisher.update();
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #onRoom(): void {
    const byConnection = new Map<string, RemoteParticipant>();
    for (const participant of this.#room.remoteParticipants.values()) {
      const id = participant.attributes[CONNECTION_ATTRIBUTE];
      if (id !== undefined) byConnection.set(id, participant);
    }
    for (const [id, person] of this.#people) person.participant = byConnection.get(id);
    // While only the signal is away the media goes on: nothing to show.
    if (this.#state === 'connected' && this.#room.state === 'reconnecting') this.#setState('reconnecting');
    else if (this.#state === 'reconnecting' && this.#room.state === 'connected') this.#setState('connected');
    this.#changed();
  }

  /** The client gave up, or the room was closed: in again with a new ticket, unless our server says that it is over. */
  #onDisconnected(reason: DisconnectReason | undefined): void {
    // Of a first try that failed `connect` tells.
    if (this.#state === 'closed' || this.#state === 'connecting' || FINAL.has(reason)) return;
    this.#setState('reconnecting');
    this.#onRoom();
    clearTimeout(this.#rejoining);
    const wait = Math.min(REJOIN_MS.first * 2 ** this.#failures++, REJOIN_MS.most);
    this.#rejoining = setTimeout(() => void this.#rejoin(), wait * (0.5 + Math.random() / 2));
  }

  async #rejoin(): Promise<void> {
    try {
      const ticket = await this.#options.renewTicket();
      if (!this.#isClosed()) await this.#enter(ticket);
    } catch {
      this.#onDisconnected(undefined);
    }
  }

  #setState(state: CallState): void {
    this.#state = state;
    this.#changed();
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
