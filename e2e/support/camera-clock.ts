import type { Page } from 'playwright-core';
import { type Rgb, toldSecond, toYuv } from './second-camera.ts';

/** What a page's own camera and microphone gave, by the wall clock. */
export interface MediaLog {
  /** When the camera began to tell a second. Chromium's file camera is as slow as its machine. */
  readonly turns: readonly { readonly at: number; readonly second: number }[];
  /** When a tone began. */
  readonly tones: readonly number[];
}

/** Chromium's; the standard library of types does not know it. */
declare class MediaStreamTrackProcessor<Data> {
  constructor(init: { readonly track: MediaStreamTrack });
  readonly readable: ReadableStream<Data>;
}

interface RoomElement extends Element {
  readonly call: { readonly snapshot: { readonly local: { readonly streams: Record<string, MediaStream> } } };
}

interface RawLog {
  readonly pictures: { readonly at: number; readonly upper: Rgb; readonly lower: Rgb }[];
  readonly tones: number[];
}

/** Logs the page's own devices from now on, also while it is hidden: frames come without timers. */
export async function watchDevices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { streams } = document.querySelector<RoomElement>('session-room')!.call.snapshot.local;
    const log: RawLog = { pictures: [], tones: [] };
    Object.assign(globalThis, { deviceLog: log });
    const drawing = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true })!;
    const pixel = (y: number): Rgb => {
      const [r = 0, g = 0, b = 0] = drawing.getImageData(6, y, 1, 1).data;
      return { r, g, b };
    };
    const each = async <Data extends { close(): void }>(
      track: MediaStreamTrack,
      look: (data: Data) => void,
    ): Promise<void> => {
      const reader = new MediaStreamTrackProcessor<Data>({ track }).readable.getReader();
      for (;;) {
        const { value } = await reader.read();
        if (!value) return;
        look(value);
        value.close();
      }
    };
    let lower = -100;
    void each<VideoFrame>(streams['camera']!.getVideoTracks()[0]!, (frame) => {
      drawing.drawImage(frame, 0, 0, 8, 8);
      const picture = { at: Date.now(), upper: pixel(1), lower: pixel(6) };
      if (Math.abs(picture.lower.g - lower) > 4) log.pictures.push(picture);
      lower = picture.lower.g;
    });
    let loudAt = 0;
    void each<AudioData>(streams['microphone']!.getAudioTracks()[0]!, (data) => {
      const wave = new Float32Array(data.numberOfFrames);
      data.copyTo(wave, { planeIndex: 0, format: 'f32-planar' });
      if (!wave.some((sample) => Math.abs(sample) > 0.02)) return;
      if (Date.now() - loudAt > 250) log.tones.push(Date.now());
      loudAt = Date.now();
    });
  });
}

/** What was logged until now. */
export async function deviceLog(page: Page): Promise<MediaLog> {
  const { pictures, tones } = await page.evaluate(
    () => (globalThis as unknown as { readonly deviceLog: RawLog }).deviceLog,
  );
  return {
    // Neither the first picture nor the first sound is a beginning.
    turns: pictures.slice(1).map(({ at, upper, lower }) => ({
      at,
      second: toldSecond(toYuv(upper, '601').y, toYuv(lower, '601').y),
    })),
    tones: tones.slice(1),
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
