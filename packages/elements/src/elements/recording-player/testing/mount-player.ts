import type { Playback, PlaybackTrack } from '@lectern/core/contract';
import { fixture, html } from '@open-wc/testing';
import '../../../define/recording-player.js';
import { createFakeClient, type FakeClient } from '../../../testing/fake-client.js';
import { fakePlayback, fakeRecording } from '../../../testing/fake-recordings.js';
import { find, settle } from '../../../testing/settle.js';
import type { RecordingPlayerElement } from '../recording-player.element.js';

/** Half a minute at five pictures a second, whose brightness tells the second. */
export const CLOCK_SECONDS = 30;
/** The first ten seconds of it as a file of their own. */
export const SHORT_SECONDS = 10;

const made: string[] = [];
const files = new Map<string, Promise<Blob>>();

/** An address of its own for a file, as a ticket gives one; revoking it is what running out means. */
export async function mediaUrl(name: 'clock' | 'ten-seconds' = 'clock'): Promise<string> {
  let file = files.get(name);
  if (!file) {
    file = fetch(new URL(`./${name}.webm`, import.meta.url)).then((answer) => answer.blob());
    files.set(name, file);
  }
  const url = URL.createObjectURL(new Blob([await file], { type: 'video/webm' }));
  made.push(url);
  return url;
}

/** Lines of a VTT file: start and end in seconds, and what is said. */
export function vttUrl(lines: readonly (readonly [start: number, end: number, text: string])[]): string {
  const time = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(11, 23);
  const cues = lines.map(([start, end, text]) => `${time(start)} --> ${time(end)}\n${text}`);
  const url = URL.createObjectURL(new Blob([`WEBVTT\n\n${cues.join('\n\n')}\n`], { type: 'text/vtt' }));
  made.push(url);
  return url;
}

/** Takes back every address that was given. */
export function revokeAll(): void {
  for (const url of made.splice(0)) URL.revokeObjectURL(url);
}

export const CAPTIONS = [
  [1, 4, '<v Ana>Good evening, everybody.'],
  [5, 8, '<v Ana>Look up: that is the Plough.'],
  [12, 15, '<v Ben>Is the café near Polaris?'],
  [16, 29, '<v Ana>It is not.'],
] as const;

export const CHAPTERS = [
  [0, 10, 'Beginning'],
  [10, 20, 'The Plough'],
  [20, 30, 'The end'],
] as const;

/** Captions in English and chapters, as the server lists them. */
export function someTracks(): readonly PlaybackTrack[] {
  return [
    { kind: 'captions', src: vttUrl(CAPTIONS), label: 'English', language: 'en' },
    { kind: 'chapters', src: vttUrl(CHAPTERS), label: '', language: 'en' },
  ];
}

/** One file of half a minute to play. */
export async function onePlayback(more: Partial<Playback> = {}): Promise<Playback> {
  return fakePlayback({
    title: 'The night sky',
    durationMs: CLOCK_SECONDS * 1_000,
    sources: [{ src: await mediaUrl(), type: 'video/webm', startMs: 0, durationMs: CLOCK_SECONDS * 1_000 }],
    ...more,
  });
}

export interface MountedPlayer {
  readonly element: RecordingPlayerElement;
  readonly client: FakeClient;
}

/** A player with a client that has this to play. */
export async function mountPlayer(
  playback: Playback,
  more: Partial<RecordingPlayerElement> = {},
  width = 800,
): Promise<MountedPlayer> {
  const client = createFakeClient({ recordings: [fakeRecording({ id: playback.recordingId })] });
  client.world.playbacks.set(playback.recordingId, playback);
  const element = document.createElement('recording-player');
  Object.assign(element, { client, recordingId: playback.recordingId, ...more });
  await place(element, width);
  await untilLoaded(element);
  return { element, client };
}

/** Puts an element on the page, as wide as wanted. */
export async function place(element: RecordingPlayerElement, width = 800): Promise<void> {
  const box = await fixture<HTMLElement>(html`<div lang="en"></div>`);
  box.style.inlineSize = `${width}px`;
  box.append(element);
  await settle(element);
}

/** Opens the settings, which are fetched first. */
export async function openSettings(element: RecordingPlayerElement): Promise<void> {
  find(element, '.settings-button').click();
  await until('the settings', () => find<HTMLDialogElement>(element, '.settings').open);
  await settle(element);
}

export const videoOf = (element: RecordingPlayerElement): HTMLVideoElement => find(element, 'video');

/** Waits until something holds, asked again at every picture. */
export async function until(what: string, holds: () => boolean, ms = 6_000): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Until the first file has said what it is, and its tracks are read. */
export async function untilLoaded(element: RecordingPlayerElement): Promise<void> {
  await until('loaded', () => {
    const video = element.shadowRoot?.querySelector('video');
    const tracks = [...(video?.querySelectorAll('track') ?? [])].filter(
      ({ track }) => track.mode !== 'disabled',
    );
    return Boolean(video && video.readyState >= 1 && tracks.every(({ readyState }) => readyState >= 2));
  });
  // Their events come in a task after their state.
  await new Promise((resolve) => setTimeout(resolve));
  await settle(element);
}

/** Until the video shows what it was asked to go to. */
export async function untilSeeked(element: RecordingPlayerElement, seconds: number): Promise<void> {
  await until(`at ${seconds}`, () => {
    const video = videoOf(element);
    return !video.seeking && video.readyState >= 2 && Math.abs(element.currentSeconds - seconds) < 0.5;
  });
  await settle(element);
}

/** The second that the brightness of the picture tells. */
export function secondShown(element: RecordingPlayerElement): number {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 4;
  const context = canvas.getContext('2d');
  context?.drawImage(videoOf(element), 0, 0, 4, 4);
  const [grey = 0] = context?.getImageData(1, 1, 1, 1).data ?? [];
  return Math.round((16 + (grey * 219) / 255 - 30) / 6.5);
}

export const press = (target: Element, key: string, more: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
