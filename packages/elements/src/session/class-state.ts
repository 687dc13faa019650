import type { ChannelEvent, ChannelEvents, JoinedSession, RecordingNotice } from '@lectern/core/contract';
import type { ServerClock } from '../internal/server-clock.js';
import type { ChatLog } from './chat-log.js';
import { isAfter } from './cursor.js';
import type { KeyedState } from './keyed-state.js';
import { sortedRoster, withEntry } from './roster.js';
import type { SessionState } from './session-state.js';

export interface ClassStateOptions {
  readonly state: KeyedState<SessionState>;
  readonly chat: ChatLog;
  readonly clock: ServerClock;
  /** Who is here, or what they send, changed. */
  onRoster(): void;
  onEnded(): void;
  /** Undefined: the class is not recorded, as the snapshot says. */
  onRecording(notice: RecordingNotice | undefined): void;
  onReaction(reaction: ChannelEvents['reaction']): void;
  onMediaAsked(asked: ChannelEvents['media-asked']): void;
  /** The session is another than we know. */
  onSessionChanged(): void;
}

/** Puts snapshots and events together into what is known of the class. */
export class ClassState {
  readonly #options: ClassStateOptions;
  /** Events that arrive while a snapshot is read: older ones must not be undone by it, nor newer ones lost. */
  #held: ChannelEvent[] | undefined;

  constructor(options: ClassStateOptions) {
    this.#options = options;
  }

  /** From now on events wait for a snapshot. */
  hold(): void {
    this.#held ??= [];
  }

  /** No snapshot will come. */
  drop(): void {
    this.#held = undefined;
  }

  take(joined: JoinedSession): void {
    const { snapshot, you, connectionId, serverNow, cursor } = joined;
    const { state, chat, clock } = this.#options;
    clock.set(serverNow);
    const own = snapshot.roster.find((entry) => entry.connectionId === connectionId);
    state.set({
      connectionId,
      you,
      session: snapshot.session,
      roster: sortedRoster(snapshot.roster),
      hands: snapshot.hands,
      chatLocked: snapshot.chatLocked,
      ...(own ? { me: { ...state.current.me, id: own.personId, name: own.name } } : {}),
    });
    this.#options.onRecording(snapshot.recording);
    chat.merge(snapshot.chat);
    this.#options.onRoster();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) if (event.id === undefined || isAfter(event.id, cursor)) this.apply(event);
  }

  apply(event: ChannelEvent): void {
    if (this.#held) {
      this.#held.push(event);
      return;
    }
    const { state, chat } = this.#options;
    switch (event.type) {
      case 'connection-changed':
        state.set({ roster: withEntry(state.current.roster, event.data.connection) });
        this.#options.onRoster();
        return;
      case 'chat-posted':
        chat.merge([event.data.message]);
        return;
      case 'hands-changed':
        state.set({ hands: event.data.hands });
        return;
      case 'chat-locked':
        state.set({ chatLocked: event.data.locked });
        return;
      case 'reaction':
        this.#options.onReaction(event.data);
        return;
      case 'media-asked':
        this.#options.onMediaAsked(event.data);
        return;
      case 'recording-changed':
        this.#options.onRecording(event.data.recording);
        return;
      case 'session-changed':
        if (event.data.state === 'ended' || event.data.state === 'cancelled') this.#options.onEnded();
        else if (event.data.version !== state.current.session?.version) this.#options.onSessionChanged();
        return;
      default:
    }
  }
}
