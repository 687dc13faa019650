import '../src/define/session-room.js';
import { LecternError } from '@lectern/core/contract';
import type { FakeCall as FakeCallType } from '../src/call/testing/fake-call.js';
import { FakeCall } from '../src/call/testing/fake-call.js';
import type { SessionRoomElement } from '../src/elements/session-room/session-room.element.js';
import { FakeClass } from '../src/session/testing/fake-class.js';
import { drawnStream } from './pictures.js';
import { fakeDevices } from './room-devices.js';
import { RECORDING_STATES, isRecorder, playRecording, prepareRecording } from './room-recording.js';
import { fill, minutes, talk } from './room-people.js';
import { drawNavigation, wanted } from './settings.js';

/** Where one is not in the class yet. */
const OUTSIDE = ['prejoin', 'silent', 'early', 'denied', 'no-camera', 'cancelled', 'failed'];
const STATES = [
  'ready',
  ...OUTSIDE,
  'waiting',
  'not-open',
  'full',
  'alone',
  'pair',
  'full-class',
  'sharing',
  'own-share',
  'chat',
  'people',
  'person-menu',
  'locked',
  'locked-by-me',
  'hand',
  'reactions',
  'asked',
  'muted',
  'help',
  'devices',
  'leave-menu',
  'end-dialog',
  'reconnecting',
  'offline',
  'sound',
  'moved',
  'removed',
  'ended',
  'left',
  ...RECORDING_STATES,
];
/** So many minutes before the start. */
const NOT_BEGUN: Readonly<Record<string, number>> = { prejoin: 3.2, early: 52, cancelled: 52 };
drawNavigation(STATES);

/** What only those see who lead the class. */
const HOSTED = ['people', 'person-menu', 'locked-by-me', 'leave-menu', 'end-dialog'];

const query = new URLSearchParams(location.search);
const isHost = query.get('as') === 'host' || HOSTED.includes(wanted) || isRecorder(wanted);
const recorded = prepareRecording(wanted);
const isEarly = ['waiting', 'prejoin', 'not-open'].includes(wanted);
const room = new FakeClass({
  as: isHost ? 'host' : 'student',
  waiting: wanted === 'waiting' || wanted === 'recorded-waiting',
  session: {
    title: 'German conversation, B1',
    ...(isEarly || NOT_BEGUN[wanted]
      ? { startsAt: minutes(NOT_BEGUN[wanted] ?? 3.2) }
      : { state: 'live', startsAt: minutes(-24), startedAt: minutes(-24) }),
    ...(wanted === 'cancelled' ? { state: 'cancelled' } : {}),
  },
});
let call: FakeCallType | undefined;

if (wanted === 'recorded-waiting') room.record({ startedAt: minutes(-12.4) });
fakeDevices(wanted === 'denied' || wanted === 'no-camera' ? wanted : 'all', isHost ? 'ana' : 'ben');
if (wanted === 'failed') room.client.failNext('sessions.get', new LecternError('NETWORK', 'No connection.'));
if (wanted === 'full') room.client.failNext('sessions.join', new LecternError('ROOM_FULL', 'Full.'));
if (wanted === 'not-open')
  room.client.failNext(
    'sessions.join',
    new LecternError('SESSION_NOT_OPEN', 'Not open.', {
      details: { opensAt: '2026-11-24T12:55:00.000Z' },
    }),
  );

const COUNTS: Readonly<Record<string, number>> = { alone: 0, pair: 1, ready: 3, sharing: 4, chat: 3 };
fill(room, { count: COUNTS[wanted] ?? 5, isHost, sharing: wanted === 'sharing' });
if (wanted !== 'alone') talk(room);

const element = document.querySelector('session-room');
if (element) {
  element.sessionId = room.sessionId;
  element.openCall = (_ticket, { tracks }) => {
    call = new FakeCall({ tracks, streamOf: drawnStream });
    return Promise.resolve(call);
  };
  element.loadRecorder = recorded.load;
  recorded.answer(room.client);
  element.client = room.client;
  void begin(element);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function until(room_: SessionRoomElement, ...phases: readonly string[]): Promise<void> {
  while (!phases.includes(room_.phase)) await pause(20);
}

async function begin(room_: SessionRoomElement): Promise<void> {
  if (wanted !== 'cancelled') await until(room_, 'prejoin', 'failed', 'ended');
  await pause(400);
  if (!OUTSIDE.includes(wanted)) await enter(room_);
  await pause(wanted === 'silent' ? 6_800 : 900);
  document.documentElement.dataset['ready'] = 'yes';
}

async function enter(room_: SessionRoomElement): Promise<void> {
  void room_.join();
  await until(room_, 'waiting', 'in-call', 'full', 'failed');
  if (room_.phase !== 'in-call') return;
  await pause(300);
  if (wanted !== 'alone' && wanted !== 'pair') {
    room.setHand('farah', true);
    room.setHand('chiyo', true);
  }
  call?.setPeer('con-ana', { audioLevel: 0.5 });
  await act(room_);
}

/** What happens in the class. */
async function act(room_: SessionRoomElement): Promise<void> {
  const press = (tool: string): void =>
    room_.shadowRoot
      ?.querySelector('lectern-toolbar')
      ?.shadowRoot?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)
      ?.click();
  const actions: Readonly<Record<string, () => unknown>> = {
    ready: () => room.say({ text: 'Look at the second line again.', postedAt: minutes(0) }),
    chat: () => press('chat'),
    people: () => press('people'),
    async 'person-menu'() {
      press('people');
      await room_.updateComplete;
      const panel = room_.shadowRoot?.querySelector('lectern-people-panel');
      await panel?.updateComplete;
      panel?.shadowRoot?.querySelector<HTMLElement>('.more')?.click();
    },
    locked() {
      room.lockChat(true);
      press('chat');
    },
    'locked-by-me'() {
      room.lockChat(true);
      press('chat');
    },
    reactions() {
      press('react');
      for (const reaction of ['clap', 'heart', 'clap', 'celebrate'] as const) room.react(reaction);
      room.react('laugh', { id: 'dmitri', name: 'Dmitri Volkov-Sokolowski' });
    },
    async asked() {
      press('microphone');
      await pause(200);
      room.ask('unmute');
    },
    muted: () => room.ask('mute'),
    help: () => room_.shadowRoot?.querySelector<HTMLElement>('[data-tool="help"]')?.click(),
    hand: () => press('hand'),
    devices: () => press('devices'),
    'own-share': () => press('screen'),
    'leave-menu': () => press('leave'),
    sound: () => call?.setSoundBlocked(true),
    moved: () => room.leave(room.connectionId, 'superseded'),
    removed: () => room.leave(room.connectionId, 'removed'),
    ended: () => room.end(),
    left: () => room_.leave(),
    reconnecting() {
      call?.setPeer('con-emre', { state: 'reconnecting' });
      call?.setState('reconnecting');
    },
    async offline() {
      room.setOnline(false);
      await pause(2_600);
    },
    async 'end-dialog'() {
      press('leave');
      await room_.updateComplete;
      press('end');
    },
  };
  await actions[wanted]?.();
  await playRecording(wanted, { room, element: room_, recorded });
}
