import {
  LecternError,
  SESSION_ACTIONS,
  type AskMediaInput,
  type ChatMessage,
  type Hand,
  type JoinedSession,
  type MediaState,
  type RecordingNotice,
  type PersonRef,
  type ReactionName,
  type RosterEntry,
  type Session,
  type SessionAction,
} from '@lectern/core/contract';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { recordingOf } from './recording-of.js';
import { fakeSession, instant } from '../../testing/fake-world.js';

/** Rights as a plain object: what is not named is not allowed. */
function can(...actions: readonly SessionAction[]): Session['you']['can'] {
  return Object.fromEntries(
    SESSION_ACTIONS.map((action) => [action, actions.includes(action)]),
  ) as Session['you']['can'];
}

const OWN: readonly SessionAction[] = [
  'session.view',
  'session.join',
  'chat.post',
  'reaction.send',
  'hand.raise',
  'media.microphone',
  'media.camera',
  'media.screen',
];

const LEADS: readonly SessionAction[] = [
  'session.end',
  'chat.lock',
  'hand.lower-other',
  'media.ask-other',
  'person.remove',
  'recording.record',
];

export interface FakeClassOptions {
  readonly as?: 'student' | 'host';
  readonly waiting?: boolean;
  readonly session?: Partial<Session>;
  readonly heartbeatSeconds?: number;
  /** The person's, as the LMS says it. */
  readonly zone?: string;
  readonly now?: () => number;
}

/** A class on a client without a server: it knows who is in it and tells what a server would tell. */
export class FakeClass {
  readonly client: FakeClient;
  readonly sessionId: string;
  roster: RosterEntry[] = [];
  chat: ChatMessage[] = [];
  hands: Hand[] = [];
  /** The one that runs. */
  recording: RecordingNotice | undefined;
  chatLocked = false;
  waiting: boolean;
  session: Session;
  readonly #options: FakeClassOptions;
  #joins = 0;
  #recordings = 0;
  #seq = 0;
  #epoch = 'one';

  constructor(options: FakeClassOptions = {}) {
    this.#options = options;
    const isHost = options.as === 'host';
    this.waiting = options.waiting ?? false;
    const me = isHost ? { id: 'ana', name: 'Ana Kovač' } : { id: 'ben', name: 'Ben Okafor' };
    const now = options.now ?? ((): number => Date.now());
    this.session = fakeSession({
      // Nobody is in it yet, and one can join.
      startsAt: instant(now() + 120_000),
      you: {
        relation: isHost ? 'host' : 'attendee',
        role: isHost ? 'teacher' : 'student',
        can: isHost ? can(...OWN, ...LEADS) : can(...OWN),
      },
      ...options.session,
    });
    this.sessionId = this.session.id;
    this.client = createFakeClient({ now, sessions: [this.session] });
    const { client } = this;
    client.answer('me.get', () => ({
      ...client.world.me,
      ...me,
      ...(options.zone ? { zone: options.zone } : {}),
      serverNow: instant(now()),
    }));
    client.answer('sessions.get', () => this.session);
    client.answer('sessions.join', (_id, input) => this.#join(me, input.media));
    client.answer('connections.get', (id) => this.#describe(id));
    client.answer('connections.heartbeat', (id) => {
      const entry = this.roster.find(({ connectionId }) => connectionId === id);
      if (!entry) throw new LecternError('CONNECTION_UNKNOWN', 'Join again.');
      return { state: entry.state, serverNow: instant(now()) };
    });
    client.answer('connections.leave', (id) => this.leave(id));
    client.answer('channel.postChat', (_id, input) => {
      const known = this.chat.find(({ id }) => id === input.id);
      if (known) return known;
      const message = { ...input, personId: me.id, name: me.name, isHost, postedAt: instant(now()) };
      this.say(message);
      return message;
    });
    client.answer('channel.setHand', (_id, person, raised) => {
      const id = person === 'me' ? me.id : person;
      this.setHand(id, raised);
    });
    client.answer('channel.lowerHands', () => {
      for (const { personId } of this.hands) this.setHand(personId, false);
    });
    client.answer('channel.lockChat', (_id, locked) => this.lockChat(locked, me));
    client.answer('recordings.announce', () => {
      const id = `rec-${String((this.#recordings += 1)).padStart(22, '0')}`;
      return recordingOf(this.record({ id, state: 'announced', recordedBy: me }), this.sessionId);
    });
    client.answer('recordings.stop', (id) =>
      recordingOf(this.record({ id, state: 'processing', endedAt: instant(now()) }), this.sessionId),
    );
    client.answer('channel.sendReaction', (_id, reaction) => this.react(reaction, me));
  }

  get connectionId(): string {
    return `con-me-${this.#joins}`;
  }

  /** Somebody else comes. */
  enter(id: string, name: string, more: Partial<RosterEntry> = {}): void {
    this.#put({
      connectionId: `con-${id}`,
      personId: id,
      name,
      role: 'student',
      isHost: false,
      state: 'admitted',
      media: { mic: true, camera: true, screen: false },
      joinedAt: instant(Date.now() + this.roster.length),
      ...more,
    });
  }

  /** An entry is another than before. */
  change(connectionId: string, change: Partial<RosterEntry>): void {
    const entry = this.roster.find((one) => one.connectionId === connectionId);
    if (entry) this.#put({ ...entry, ...change });
  }

  leave(connectionId: string, why: RosterEntry['why'] & string = 'left'): void {
    this.change(connectionId, { state: 'left', why });
    this.roster = this.roster.filter((one) => one.connectionId !== connectionId);
  }

  say(message: Partial<ChatMessage> & Pick<ChatMessage, 'text'>): void {
    const full: ChatMessage = {
      id: `msg-${String(this.chat.length).padStart(22, '0')}`,
      personId: 'ana',
      name: 'Ana Kovač',
      isHost: true,
      postedAt: instant(Date.now()),
      ...message,
    };
    this.chat.push(full);
    this.emit('chat-posted', { sessionId: this.sessionId, message: full });
  }

  setHand(personId: string, raised: boolean): void {
    const others = this.hands.filter((hand) => hand.personId !== personId);
    const name = this.roster.find((entry) => entry.personId === personId)?.name ?? personId;
    this.hands = raised ? [...others, { personId, name, raisedAt: instant(Date.now()) }] : others;
    this.emit('hands-changed', { sessionId: this.sessionId, hands: this.hands });
  }

  lockChat(locked: boolean, by: PersonRef = { id: 'ana', name: 'Ana Kovač' }): void {
    this.chatLocked = locked;
    this.emit('chat-locked', { sessionId: this.sessionId, locked, by });
  }

  react(reaction: ReactionName, from: PersonRef = { id: 'ana', name: 'Ana Kovač' }): void {
    this.client.emit({ type: 'reaction', data: { sessionId: this.sessionId, reaction, from } });
  }

  /** Somebody who leads the class asks the person of this page. */
  ask(ask: AskMediaInput['ask'], by: PersonRef = { id: 'ana', name: 'Ana Kovač' }): void {
    this.client.emit({
      type: 'media-asked',
      data: { sessionId: this.sessionId, ask, everybody: false, by },
    });
  }

  admit(): void {
    this.waiting = false;
    this.change(this.connectionId, { state: 'admitted' });
  }

  end(): void {
    this.update({ state: 'ended' });
  }

  /** The session is another than before. */
  update(change: Partial<Session>): void {
    this.session = { ...this.session, ...change, version: this.session.version + 1 };
    this.emit('session-changed', {
      sessionId: this.sessionId,
      state: this.session.state,
      version: this.session.version,
      occurredAt: instant(Date.now()),
    });
  }

  /** The recording of the class is another than before; without one named, that it began. */
  record(change: Partial<RecordingNotice> = {}): RecordingNotice {
    const host = { id: 'ana', name: 'Ana Kovač' };
    const recording: RecordingNotice = {
      id: 'rec-0000000000000000000000',
      state: 'uploading',
      startedAt: instant(this.client.world.now()),
      recordedBy: host,
      ...this.recording,
      ...change,
    };
    this.recording = recording.endedAt ? undefined : recording;
    this.emit('recording-changed', { sessionId: this.sessionId, recording });
    return recording;
  }

  /** The server forgot everything: another epoch, nobody known. */
  reset(): void {
    this.#epoch += '2';
    this.#seq = 0;
    this.client.emit({ type: 'reset', data: { cursor: this.#cursor } });
  }

  /** Cuts the stream or brings it back. */
  setOnline(online: boolean): void {
    for (const stream of this.client.streams)
      if (stream.open) stream.options.onState?.(online ? 'open' : 'offline');
  }

  emit(
    type:
      | 'connection-changed'
      | 'chat-posted'
      | 'hands-changed'
      | 'chat-locked'
      | 'recording-changed'
      | 'session-changed',
    data: object,
  ): void {
    this.#seq += 1;
    this.client.emit({ type, id: this.#cursor, data } as Parameters<FakeClient['emit']>[0]);
  }

  get #cursor(): string {
    return `${this.#epoch}-${this.#seq}`;
  }

  #put(entry: RosterEntry): void {
    const index = this.roster.findIndex((one) => one.connectionId === entry.connectionId);
    if (index < 0) this.roster.push(entry);
    else this.roster[index] = entry;
    this.emit('connection-changed', { sessionId: this.sessionId, connection: entry });
  }

  #join(me: { readonly id: string; readonly name: string }, media: MediaState | undefined): JoinedSession {
    this.#joins += 1;
    const isHost = this.#options.as === 'host';
    this.enter(me.id, me.name, {
      connectionId: this.connectionId,
      isHost,
      role: isHost ? 'teacher' : 'student',
      state: this.waiting ? 'waiting' : 'admitted',
      media: media ?? { mic: false, camera: false, screen: false },
    });
    return this.#describe(this.connectionId);
  }

  #describe(id: string): JoinedSession {
    const own = this.roster.find(({ connectionId }) => connectionId === id);
    if (!own) throw new LecternError('CONNECTION_UNKNOWN', 'Join again.');
    const isWaiting = own.state === 'waiting';
    return {
      connectionId: id,
      state: own.state,
      you: this.session.you,
      snapshot: {
        session: this.session,
        roster: isWaiting ? [own] : [...this.roster],
        chat: isWaiting ? [] : [...this.chat],
        hands: isWaiting ? [] : this.hands,
        ...(this.recording ? { recording: this.recording } : {}),
        chatLocked: !isWaiting && this.chatLocked,
      },
      cursor: this.#cursor,
      heartbeatSeconds: this.#options.heartbeatSeconds ?? 10,
      leaseSeconds: 45,
      serverNow: instant(this.client.world.now()),
    };
  }
}
