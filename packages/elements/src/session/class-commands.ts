import { LecternError, type AskMediaInput, type ReactionName } from '@lectern/core/contract';
import type { KeyedState } from './keyed-state.js';
import type { SessionState } from './session-state.js';
import type { SessionClient } from './session-options.js';

/** What one asks of the class; what fails stands in `error` until it is read. */
export class ClassCommands {
  readonly #client: SessionClient;
  readonly #sessionId: string;
  readonly #state: KeyedState<SessionState>;

  constructor(client: SessionClient, sessionId: string, state: KeyedState<SessionState>) {
    this.#client = client;
    this.#sessionId = sessionId;
    this.#state = state;
  }

  end(): Promise<boolean> {
    return this.run(() => this.#client.sessions.end(this.#sessionId));
  }

  /** Raises or lowers one's own hand; shown before the server answers. */
  async setHand(raised: boolean): Promise<void> {
    const { me, hands } = this.#state.current;
    if (!me) return;
    const others = hands.filter(({ personId }) => personId !== me.id);
    const own = { personId: me.id, name: me.name, raisedAt: new Date().toISOString() };
    const shown = raised ? [...others, own] : others;
    this.#state.set({ hands: shown });
    const isDone = await this.run(() => this.#client.channel.setHand(this.#sessionId, 'me', raised));
    // Unless the server said meanwhile who has a hand up.
    if (!isDone && this.#state.current.hands === shown) this.#state.set({ hands });
  }

  lowerHand(personId: string): Promise<boolean> {
    return this.run(() => this.#client.channel.setHand(this.#sessionId, personId, false));
  }

  lowerHands(): Promise<boolean> {
    return this.run(() => this.#client.channel.lowerHands(this.#sessionId));
  }

  lockChat(locked: boolean): Promise<boolean> {
    return this.run(() => this.#client.channel.lockChat(this.#sessionId, locked));
  }

  /** Mutes somebody, or everybody, or asks somebody to speak. */
  askMedia(input: AskMediaInput): Promise<boolean> {
    return this.run(() => this.#client.channel.askMedia(this.#sessionId, input));
  }

  /** Seen when the server passes it on. One that is too much is no failure to tell of. */
  async sendReaction(reaction: ReactionName): Promise<void> {
    try {
      await this.#client.channel.sendReaction(this.#sessionId, reaction);
    } catch (error) {
      if (!LecternError.is(error) || error.code !== 'RATE_LIMITED') this.complain(error);
    }
  }

  removePerson(personId: string): Promise<boolean> {
    return this.run(() => this.#client.channel.removePerson(this.#sessionId, personId));
  }

  complain(error: unknown): void {
    if (!LecternError.is(error)) throw error;
    this.#state.set({ error });
  }

  async run(command: () => Promise<unknown>): Promise<boolean> {
    this.#state.set({ error: undefined });
    try {
      await command();
      return true;
    } catch (error) {
      this.complain(error);
      return false;
    }
  }
}
