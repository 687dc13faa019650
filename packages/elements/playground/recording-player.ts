import '../src/define/recording-player.js';
import { LecternError, type Playback, type Recording } from '@lectern/core/contract';
import { createFakeClient } from '../src/testing/fake-client.js';
import { fakePlayback, fakeRecording } from '../src/testing/fake-recordings.js';
import { FAKE_NOW, instant } from '../src/testing/fake-world.js';
import { drawNavigation, wanted } from './settings.js';

const MINUTE = 60_000;
// The same times in every picture of this page.
Date.now = () => FAKE_NOW;
const file = (name: string): string => new URL(`./media/${name}`, import.meta.url).href;

/** How a recording stands that cannot be played. */
const waiting: Readonly<Record<string, Partial<Recording>>> = {
  announced: { state: 'announced' },
  recording: { state: 'uploading' },
  uploading: { state: 'uploading', endedAt: instant(FAKE_NOW - MINUTE), progress: 0.43 },
  processing: { state: 'processing', endedAt: instant(FAKE_NOW - 4 * MINUTE), progress: 0.62 },
  late: { state: 'processing', endedAt: instant(FAKE_NOW - 50 * MINUTE) },
  failed: { state: 'failed', failure: 'never-finished' },
  deleted: {
    state: 'deleted',
    deletedAt: instant(FAKE_NOW - 60 * MINUTE),
    purgeAt: instant(FAKE_NOW + 6 * 1_440 * MINUTE),
  },
  expired: {
    state: 'deleted',
    expiresAt: instant(FAKE_NOW - 61 * MINUTE),
    deletedAt: instant(FAKE_NOW - 60 * MINUTE),
  },
};
const failing: Readonly<Record<string, LecternError>> = {
  'no-right': new LecternError('NOT_FOUND', 'There is no such recording.'),
  'signed-out': new LecternError('TOKEN_EXPIRED', 'The session is over.'),
  error: new LecternError('NETWORK', 'No connection.', { retryable: true }),
};

drawNavigation([
  'ready',
  'resume',
  'playing',
  'captions',
  'quiet',
  'hover',
  'gap',
  'settings',
  'shortcuts',
  'search',
  'ended',
  'plain',
  'long',
  'loading',
  'damaged',
  ...Object.keys(waiting),
  ...Object.keys(failing),
  'nothing',
]);

const tracks: Playback['tracks'] = [
  { kind: 'captions', src: file('lesson.en.vtt'), label: 'English', language: 'en' },
  { kind: 'captions', src: file('lesson.de.vtt'), label: 'Deutsch', language: 'de' },
  { kind: 'chapters', src: file('lesson.chapters.vtt'), label: '', language: 'en' },
];
const recording = fakeRecording({
  title: 'The night sky: finding your way',
  ...waiting[wanted],
  you: { can: { ...fakeRecording().you.can, 'recording.delete': true } },
});
const playback = fakePlayback({
  recordingId: recording.id,
  title: recording.title,
  durationMs: 90_000,
  sources: [{ src: file('lesson.webm'), type: 'video/webm', startMs: 0, durationMs: 90_000 }],
  tracks: wanted === 'plain' ? [] : tracks,
  gaps: wanted === 'gap' ? [{ startMs: 33_000, endMs: 35_500 }] : [],
  canDownload: true,
  ...(wanted === 'resume' ? { resume: { atMs: 52_000, updatedAt: instant(FAKE_NOW - 60 * MINUTE) } } : {}),
});

localStorage.removeItem('lectern');
const client = createFakeClient({ recordings: [recording] });
if (!waiting[wanted]) client.world.playbacks.set(recording.id, playback);
else
  client.answer('recordings.playback', () => {
    throw new LecternError('RECORDING_STATE', 'It is not ready.');
  });
const failure = failing[wanted];
if (failure) {
  client.failNext('recordings.playback', failure);
  client.failNext('recordings.get', failure);
}
if (wanted === 'loading') client.hold('recordings.playback');

const player = document.querySelector('recording-player');
if (player) {
  player.zone = 'Europe/Berlin';
  player.client = client;
  if (wanted !== 'nothing') player.recordingId = recording.id;
  if (wanted === 'damaged')
    client.world.playbacks.set(recording.id, {
      ...playback,
      sources: playback.sources.map((source) => ({ ...source, src: file('lesson.en.vtt') })),
    });
  if (wanted === 'long')
    player.label = 'Conversation about the difference between looking and seeing, part two of three';
}

/** Presses what a person would press to get there. */
async function arrange(): Promise<void> {
  if (!player) return;
  const root = player.shadowRoot;
  const until = async (holds: () => boolean): Promise<void> => {
    const end = performance.now() + 8_000;
    while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 30));
  };
  const inside = (selector: string): HTMLElement | null | undefined =>
    root?.querySelector<HTMLElement>(selector);
  if (waiting[wanted] || failure || wanted === 'nothing')
    return void (await until(() => Boolean(inside('.message'))));
  if (wanted === 'loading') return void (await until(() => Boolean(inside('.spinner'))));
  if (wanted === 'damaged') return void (await until(() => Boolean(inside('.failure'))));
  await until(() => (root?.querySelector('video')?.readyState ?? 0) >= 1);
  const video = root?.querySelector('video');
  if (wanted === 'ready' || wanted === 'resume') return;
  const at = wanted === 'ended' ? 89.5 : 52.2;
  player.seekTo(at);
  if (wanted === 'captions') inside('[aria-keyshortcuts=c]')?.click();
  await player.play();
  if (wanted === 'ended') return void (await until(() => player.paused));
  await until(() => !video?.seeking && (video?.currentTime ?? 0) > at + 0.1);
  if (wanted !== 'quiet') player.pause();
  const seek = inside('lectern-seek-bar');
  const hover = (share: number): void => {
    const box = seek?.getBoundingClientRect();
    if (!box) return;
    const at = { clientX: box.left + box.width * share, clientY: box.top + 5, bubbles: true, composed: true };
    seek?.shadowRoot?.querySelector('.seek')?.dispatchEvent(new PointerEvent('pointermove', at));
  };
  if (wanted === 'hover') hover(0.34);
  if (wanted === 'gap') hover(34 / 90);
  if (wanted === 'settings') inside('.settings-button')?.click();
  if (wanted === 'shortcuts') player.shadowRoot?.querySelector<HTMLDialogElement>('.shortcuts')?.showModal();
  if (wanted === 'search') {
    if (!inside('lectern-transcript')) inside('.transcript-button')?.click();
    await until(() => Boolean(inside('lectern-transcript')?.shadowRoot?.querySelector('input')));
    const field = inside('lectern-transcript')?.shadowRoot?.querySelector('input');
    if (field) {
      field.value = 'polaris';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }
  }
  if (wanted === 'quiet') await until(() => inside('.player')?.classList.contains('is-quiet') ?? false);
  await player.updateComplete;
}
await arrange();
document.documentElement.dataset['ready'] = 'yes';
