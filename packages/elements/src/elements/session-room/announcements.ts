import { Announcer } from '../../classroom/announcer.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import type { SessionRoomTerms } from './session-room.terms.js';

/** Says what changed in the class to those who do not see it, politely and not more often than needed. */
export class Announcements {
  readonly #localize: LocalizeController<SessionRoomTerms>;
  readonly #announcer: Announcer;
  #former: SessionState | undefined;

  constructor(localize: LocalizeController<SessionRoomTerms>, say: (text: string) => void) {
    this.#localize = localize;
    const names = (all: readonly string[]): string =>
      new Intl.ListFormat(localize.lang()).format(all.map(isolate));
    this.#announcer = new Announcer(
      {
        joined: (all) => localize.term('roomSaidJoined', names(all)),
        left: (all) => localize.term('roomSaidLeft', names(all)),
      },
      say,
    );
  }

  /** @param isChatOpen Its lines are read where they stand then. */
  update(state: SessionState, isChatOpen: boolean): void {
    const former = this.#former;
    this.#former = state;
    if (state.phase !== 'in-call') {
      this.#announcer.stop();
      return;
    }
    if (former?.phase !== 'in-call') {
      this.#announcer.add(this.#localize.term('roomSaidJoinedSelf'));
      return;
    }
    this.#people(former, state);
    this.#hands(former, state);
    if (!isChatOpen) this.#chat(former, state);
  }

  stop(): void {
    this.#announcer.stop();
    this.#former = undefined;
  }

  #people(former: SessionState, state: SessionState): void {
    if (former.roster === state.roster) return;
    const [before, now] = [former, state].map(
      ({ roster }) => new Map(roster.map((entry) => [entry.personId, entry.name])),
    ) as [Map<string, string>, Map<string, string>];
    const own = state.me?.id;
    for (const [id, name] of now) if (!before.has(id) && id !== own) this.#announcer.joined(id, name);
    for (const [id, name] of before) if (!now.has(id) && id !== own) this.#announcer.left(id, name);
  }

  #hands(former: SessionState, state: SessionState): void {
    if (former.hands === state.hands) return;
    for (const { personId, name } of state.hands)
      if (personId !== state.me?.id && !former.hands.some((hand) => hand.personId === personId))
        this.#announcer.add(this.#localize.term('roomSaidHand', isolate(name)));
  }

  #chat(former: SessionState, state: SessionState): void {
    if (former.chat === state.chat) return;
    const known = new Set(former.chat.map(({ id }) => id));
    for (const { id, own, name } of state.chat)
      if (!own && !known.has(id)) this.#announcer.add(this.#localize.term('roomSaidMessage', isolate(name)));
  }
}
