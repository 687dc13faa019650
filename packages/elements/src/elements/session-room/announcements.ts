import type { ReactionName } from '@lectern/core/contract';
import { isAnnounced } from '../../classroom/announced.js';
import { Announcer } from '../../classroom/announcer.js';
import { chime } from '../../classroom/chime.js';
import { EMOJI } from '../../classroom/emoji.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import type { SessionRoomTerms } from './session-room.terms.js';

/** More names than these are a number. */
const NAMES_AT_MOST = 3;

/** Says what others did in the class to those who do not see it, politely and not more often than needed. */
export class Announcements {
  readonly #localize: LocalizeController<SessionRoomTerms>;
  readonly #announcer: Announcer;
  readonly #say: (text: string) => void;
  #former: SessionState | undefined;

  constructor(localize: LocalizeController<SessionRoomTerms>, say: (text: string) => void) {
    this.#localize = localize;
    this.#say = say;
    const list = (all: readonly string[]): string => new Intl.ListFormat(localize.lang()).format(all);
    const people =
      (some: 'roomSaidJoined' | 'roomSaidLeft', many: 'roomSaidJoinedMany' | 'roomSaidLeftMany') =>
      (names: readonly string[]): string =>
        names.length > NAMES_AT_MOST
          ? localize.term(many, isolate(names[0] ?? ''), names.length - 1)
          : localize.term(some, list(names.map(isolate)));
    this.#announcer = new Announcer(
      {
        joined: people('roomSaidJoined', 'roomSaidJoinedMany'),
        left: people('roomSaidLeft', 'roomSaidLeftMany'),
        hands: (names) =>
          names.length > 1
            ? localize.term('roomSaidHands', names.length)
            : localize.term('roomSaidHand', isolate(names[0] ?? '')),
        messages: (senders) =>
          senders.length > 1
            ? localize.term('roomChatUnread', senders.length)
            : localize.term('roomSaidMessage', isolate(senders[0] ?? '')),
        reactions: (all) => localize.term('roomSaidReactions', list(this.#counted(all))),
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
      if (state.recording.notice) this.#announcer.add(this.#localize.term('roomSaidRecording'));
      return;
    }
    this.#own(former, state);
    this.#recording(former, state);
    // Most changes are none of these: levels and frames. What is wanted is read from storage only where it matters.
    if (former.roster !== state.roster && isAnnounced('people')) this.#people(former, state);
    if (former.hands !== state.hands && isAnnounced('hands')) this.#hands(former, state);
    if (former.chat !== state.chat && !isChatOpen && isAnnounced('chat')) this.#chat(former, state);
    if (former.reactions !== state.reactions && isAnnounced('reactions')) this.#reactions(former, state);
  }

  stop(): void {
    this.#announcer.stop();
    this.#former = undefined;
  }

  /** What concerns oneself, and what everybody has to know. What is asked of one says its notice. */
  #own(former: SessionState, state: SessionState): void {
    if (former.chatLocked !== state.chatLocked)
      this.#announcer.add(this.#localize.term(state.chatLocked ? 'roomChatLocked' : 'roomSaidChatOpen'));
  }

  /** Of a recording everybody hears at once, before it begins. */
  #recording({ recording: former }: SessionState, { recording }: SessionState): void {
    const [before, now] = [former.notice?.state, recording.notice?.state];
    if (before === now) return;
    const term = !now
      ? 'roomSaidRecordingStopped'
      : now === 'announced'
        ? 'roomSaidRecordingSoon'
        : 'roomSaidRecording';
    this.#say(this.#localize.term(term));
    if (!before || !now) void chime(now ? 'up' : 'down');
  }

  #people(former: SessionState, state: SessionState): void {
    const [before, now] = [former, state].map(
      ({ roster }) => new Map(roster.map((entry) => [entry.personId, entry.name])),
    ) as [Map<string, string>, Map<string, string>];
    const own = state.me?.id;
    for (const [id, name] of now) if (!before.has(id) && id !== own) this.#announcer.joined(id, name);
    for (const [id, name] of before) if (!now.has(id) && id !== own) this.#announcer.left(id, name);
  }

  #hands(former: SessionState, state: SessionState): void {
    const [before, now] = [former, state].map(
      ({ hands }) => new Map(hands.map((hand) => [hand.personId, hand])),
    ) as [Map<string, SessionState['hands'][number]>, Map<string, SessionState['hands'][number]>];
    for (const { personId, name } of now.values())
      if (personId !== state.me?.id && !before.has(personId)) this.#announcer.handUp(personId, name);
    for (const id of before.keys()) if (!now.has(id)) this.#announcer.handDown(id);
  }

  #chat(former: SessionState, state: SessionState): void {
    const known = new Set(former.chat.map(({ id }) => id));
    for (const { id, own, name } of state.chat) if (!own && !known.has(id)) this.#announcer.message(name);
  }

  #reactions(former: SessionState, state: SessionState): void {
    const newest = former.reactions.at(-1)?.id ?? 0;
    for (const { id, personId, reaction } of state.reactions)
      if (personId !== state.me?.id && id > newest) this.#announcer.reaction(reaction);
  }

  /** Each once, with how many there are of it. */
  #counted(reactions: readonly string[]): readonly string[] {
    const counts = new Map<string, number>();
    for (const reaction of reactions) counts.set(reaction, (counts.get(reaction) ?? 0) + 1);
    const format = new Intl.NumberFormat(this.#localize.lang());
    return [...counts].map(([reaction, count]) => {
      const word = this.#localize.term(EMOJI[reaction as ReactionName][1] as 'roomHeart');
      return count > 1 ? `${word} ${format.format(count)}` : word;
    });
  }
}
