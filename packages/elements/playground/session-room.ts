import '../src/define/session-room.js';
import { LecternError } from '@lectern/core/contract';
import type { FakeCall as FakeCallType } from '../src/call/testing/fake-call.js';
import { FakeCall } from '../src/call/testing/fake-call.js';
import { FakeClass } from '../src/session/testing/fake-class.js';
import { drawnStream } from './pictures.js';
import { drawNavigation, wanted } from './settings.js';

const STATES = [
  'ready',
  'prejoin',
  'early',
  'cancelled',
  'denied',
  'waiting',
  'alone',
  'pair',
  'full-class',
  'sharing',
  'own-share',
  'chat',
  'people',
  'reconnecting',
  'offline',
  'sound',
  'end-dialog',
  'moved',
  'removed',
  'full',
  'ended',
  'left',
  'failed',
];
/** So many minutes before the start. */
const NOT_BEGUN: Readonly<Record<string, number>> = { prejoin: 3.2, early: 52, cancelled: 52 };
drawNavigation(STATES);
const query = new URLSearchParams(location.search);
if (query.has('bare')) document.documentElement.dataset['bare'] = '';

const isHost = query.get('as') === 'host' || ['people', 'end-dialog'].includes(wanted);
const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
const isWaiting = wanted === 'waiting';
const room = new FakeClass({
  as: isHost ? 'host' : 'student',
  waiting: isWaiting,
  session: {
    title: 'German conversation, B1',
    ...(wanted === 'cancelled' ? { state: 'cancelled' } : {}),
    ...(isWaiting || NOT_BEGUN[wanted]
      ? { startsAt: minutes(NOT_BEGUN[wanted] ?? 3.2) }
      : { state: 'live', startsAt: minutes(-24), startedAt: minutes(-24) }),
  },
});
let call: FakeCallType | undefined;

if (wanted === 'denied')
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
else
  navigator.mediaDevices.getUserMedia = (wants) => {
    const stream = new MediaStream();
    if (wants?.video)
      drawnStream('myself', 'camera')
        .getTracks()
        .forEach((track) => stream.addTrack(track));
    if (wants?.audio) {
      const context = new AudioContext();
      const sound = context.createOscillator();
      const out = context.createMediaStreamDestination();
      sound.connect(out);
      sound.start();
      stream.addTrack(out.stream.getAudioTracks()[0] as MediaStreamTrack);
    }
    return Promise.resolve(stream);
  };
navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(drawnStream('myself', 'screen'));
if (wanted === 'failed') room.client.failNext('sessions.get', new LecternError('NETWORK', 'No connection.'));

function fill(count: number): void {
  const others: readonly [id: string, name: string, camera: boolean, mic: boolean][] = [
    isHost ? ['ben', 'Ben Okafor', true, true] : ['ana', 'Ana Kovač', true, true],
    ['chiyo', 'Chiyo Tanaka', true, false],
    ['diego', 'Diego Fernández', false, false],
    ['emre', 'Emre Yıldız', true, true],
    ['farah', 'Farah Al-Masri', true, false],
  ];
  for (const [id, name, camera, mic] of others.slice(0, count))
    room.enter(id, name, {
      isHost: id === 'ana',
      media: { mic, camera, screen: wanted === 'sharing' && id === 'ana' },
      ...(id === 'ana' ? { role: 'teacher' } : {}),
    });
}

function talk(): void {
  const said: readonly [string, string, string, number][] = [
    ['ana', 'Ana Kovač', 'Guten Tag! Please open page 42 of the workbook.', -12],
    ['ana', 'Ana Kovač', 'Today: Wechselpräpositionen. „Ich stelle die Lampe auf den Tisch.“', -12],
    ['chiyo', 'Chiyo Tanaka', 'こんにちは — is “auf dem Tisch” also right?', -9],
    ['ben', 'Ben Okafor', 'It depends: where to, or where?', -8],
    ['ana', 'Ana Kovač', 'Exactly, Ben. Wohin? takes the accusative, wo? the dative.', -8],
    ['farah', 'Farah Al-Masri', 'شكرا!', -2],
  ];
  for (const [personId, name, text, ago] of said)
    room.say({ personId, name, text, isHost: personId === 'ana', postedAt: minutes(ago) });
}

const counts: Record<string, number> = { alone: 0, pair: 1, ready: 3, sharing: 4, chat: 3 };
fill(counts[wanted] ?? 5);
if (wanted !== 'alone') talk();

const element = document.querySelector('session-room');
if (element) {
  element.sessionId = room.sessionId;
  element.openCall = (_ticket, { tracks }) => {
    call = new FakeCall({ tracks, streamOf: drawnStream });
    return Promise.resolve(call);
  };
  element.client = room.client;
  void begin(element);
}

async function begin(room_: NonNullable<typeof element>): Promise<void> {
  const until = (phase: string): Promise<void> =>
    new Promise((resolve) => {
      const timer = setInterval(() => {
        if (room_.phase !== phase) return;
        clearInterval(timer);
        resolve();
      }, 20);
    });
  const press = (selector: string): void =>
    room_.shadowRoot
      ?.querySelector('lectern-toolbar')
      ?.shadowRoot?.querySelector<HTMLElement>(`[data-tool="${selector}"]`)
      ?.click();
  if (wanted !== 'failed' && wanted !== 'cancelled') {
    await until('prejoin');
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (!NOT_BEGUN[wanted] && wanted !== 'denied') await play(room_, until, press);
  }
  await new Promise((resolve) => setTimeout(resolve, 900));
  document.documentElement.dataset['ready'] = 'yes';
}

async function play(
  room_: NonNullable<typeof element>,
  until: (phase: string) => Promise<void>,
  press: (tool: string) => void,
): Promise<void> {
  if (wanted === 'full') room.client.failNext('sessions.join', new LecternError('ROOM_FULL', 'Full.'));
  void room_.join();
  if (wanted === 'full') return;
  if (wanted === 'waiting') return until('waiting');
  await until('in-call');
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (wanted !== 'alone' && wanted !== 'pair') {
    room.setHand('farah', true);
    room.setHand('chiyo', true);
  }
  call?.setPeer('con-ana', { audioLevel: 0.5 });
  if (wanted === 'chat' || wanted === 'people') press(wanted);
  if (wanted === 'ready') room.say({ text: 'Look at the second line again.', postedAt: minutes(0) });
  if (wanted === 'own-share') press('screen');
  if (wanted === 'reconnecting') {
    call?.setPeer('con-emre', { state: 'reconnecting' });
    call?.setState('reconnecting');
  }
  if (wanted === 'offline') {
    room.setOnline(false);
    await new Promise((resolve) => setTimeout(resolve, 2_600));
  }
  if (wanted === 'sound') call?.setSoundBlocked(true);
  if (wanted === 'end-dialog') {
    press('leave');
    await room_.updateComplete;
    press('end');
  }
  if (wanted === 'moved') room.leave(room.connectionId, 'superseded');
  if (wanted === 'removed') room.leave(room.connectionId, 'removed');
  if (wanted === 'ended') room.end();
  if (wanted === 'left') room_.leave();
}
