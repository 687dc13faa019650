import { expect } from '@open-wc/testing';
import type { SessionState } from '../../session/session-state.js';
import { knowingNothing } from '../../session/session-state.js';
import { setAnnounced } from '../../classroom/announced.js';
import type { LocalizeController } from '../../internal/localize.js';
import { takeOverTime, type FakeTime } from '../../testing/fake-time.js';
import { Announcements } from './announcements.js';
import { sessionRoomTerms, type SessionRoomTerms } from './session-room.terms.js';

const english = {
  lang: () => 'en',
  term: (key: keyof SessionRoomTerms, ...args: readonly unknown[]): string => {
    const term: unknown = sessionRoomTerms[key];
    return typeof term === 'function'
      ? String((term as (...all: readonly unknown[]) => string)(...args))
      : String(term);
  },
} as unknown as LocalizeController<SessionRoomTerms>;

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');

describe('announcements', () => {
  let time: FakeTime;
  let said: string[];
  let announcements: Announcements;
  let state: SessionState;

  beforeEach(() => {
    localStorage.removeItem('lectern');
    time = takeOverTime(Date.UTC(2026, 10, 21));
    said = [];
    announcements = new Announcements(english, (text) => text && said.push(plain(text)));
    state = {
      ...knowingNothing({ microphone: false, camera: false, screen: false, streams: {}, problems: {} }),
      phase: 'in-call',
      me: { id: 'me', name: 'Me' },
    };
    announcements.update(state, false);
    time.advance(10_000);
    said.length = 0;
  });
  afterEach(() => {
    announcements.stop();
    time.restore();
  });

  const update = (change: Partial<SessionState>, isChatOpen = false): void => {
    state = { ...state, ...change };
    announcements.update(state, isChatOpen);
  };
  const people = (...ids: readonly string[]): SessionState['roster'] =>
    ids.map((id) => ({
      connectionId: `con-${id}`,
      personId: id,
      name: id,
      role: 'student',
      isHost: false,
      state: 'admitted',
      media: { mic: false, camera: false, screen: false },
      joinedAt: '2026-11-21T10:00:00.000Z',
    }));
  const line = (id: string, personId: string): SessionState['chat'][number] => ({
    id,
    personId,
    name: personId,
    isHost: false,
    text: id,
    postedAt: '2026-11-21T10:00:00.000Z',
    status: 'sent',
    own: personId === 'me',
  });
  const hand = (personId: string) => ({ personId, name: personId, raisedAt: '2026-11-21T10:00:00.000Z' });

  it('makes one sentence of those who come in at once, with names only of a few', () => {
    update({ roster: people('me', 'Ben') });
    update({ roster: people('me', 'Ben', 'Cem') });
    time.advance(1_500);
    update({ roster: people('me', 'Ben', 'Cem', 'Dua', 'Eve', 'Fay', 'Gus') });
    time.advance(10_000);
    expect(said).to.deep.equal(['Ben and Cem joined', 'Dua and 3 others joined']);
  });

  it('says at most one sentence every few seconds, whatever happens', () => {
    for (let second = 0; second < 20; second += 1) {
      update({ chat: [...state.chat, line(`l${second}`, 'Ben')], hands: second % 2 ? [hand('Ben')] : [] });
      time.advance(1_000);
    }
    time.advance(10_000);
    expect(said.length).to.be.within(4, 6);
    const lines = said.map((text) =>
      Number(/(\d+) new messages/u.exec(text)?.[1] ?? /New message/u.test(text)),
    );
    expect(lines.reduce((sum, count) => sum + count, 0)).to.equal(20);
  });

  it('never reads what one did oneself', () => {
    update({
      roster: people('me'),
      hands: [hand('me')],
      chat: [line('a', 'me')],
      reactions: [{ id: 1, reaction: 'clap', personId: 'me', name: 'Me' }],
    });
    time.advance(10_000);
    expect(said).to.deep.equal([]);
  });

  it('says nothing of what was undone before it was said', () => {
    update({ roster: people('me', 'Ben'), hands: [hand('Ben')] });
    update({ roster: people('me'), hands: [] });
    time.advance(10_000);
    expect(said).to.deep.equal([]);
  });

  it('counts reactions of one kind, and each reaction once', () => {
    const reaction = (id: number, name: 'clap' | 'heart') => ({
      id,
      reaction: name,
      personId: 'Ben',
      name: 'Ben',
    });
    const [one, two, three] = [reaction(1, 'clap'), reaction(2, 'clap'), reaction(3, 'heart')] as const;
    update({ reactions: [one] });
    update({ reactions: [one, two] });
    update({ reactions: [one, two, three] });
    update({ reactions: [two, three] });
    update({ reactions: [] });
    time.advance(10_000);
    expect(said).to.deep.equal(['Reactions: Applause 2 and Heart']);
  });

  it('says the same again when it happens again', () => {
    const heard: string[] = [];
    announcements = new Announcements(english, (text) => heard.push(plain(text)));
    announcements.update(state, false);
    time.advance(10_000);
    heard.length = 0;
    update({ chat: [line('a', 'Ben')] });
    time.advance(10_000);
    update({ chat: [...state.chat, line('b', 'Ben')] });
    time.advance(10_000);
    // Emptied in between, or a screen reader would see no change.
    expect(heard).to.deep.equal(['', 'New message from Ben', '', 'New message from Ben']);
  });

  it('leaves out what the person does not want, and lines that are open before them', () => {
    setAnnounced('people', false);
    setAnnounced('chat', false);
    update({ roster: people('me', 'Ben'), chat: [line('a', 'Ben')], hands: [hand('Ben')] });
    time.advance(10_000);
    expect(said).to.deep.equal(['Ben raised a hand']);
    setAnnounced('chat', true);
    update({ chat: [...state.chat, line('b', 'Ben')] }, true);
    time.advance(10_000);
    expect(said).to.deep.equal(['Ben raised a hand']);
  });

  it('always says when the chat is locked', () => {
    for (const kind of ['people', 'hands', 'chat', 'reactions'] as const) setAnnounced(kind, false);
    update({ chatLocked: true });
    time.advance(10_000);
    update({ chatLocked: false });
    time.advance(10_000);
    expect(said).to.deep.equal([sessionRoomTerms.roomChatLocked, 'The chat is open again']);
  });

  it('falls silent with the class', () => {
    update({ roster: people('me', 'Ben') });
    update({ phase: 'left' });
    time.advance(10_000);
    expect([said, time.waiting]).to.deep.equal([[], 0]);
  });
});
