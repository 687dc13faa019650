import { initials } from '../../classroom/initials.js';
import type { CaptureScene } from '../capture.js';
import { containRect, layoutTiles, type Tile } from '../compose/layout.js';
import { sourceKey } from '../compose/source-key.js';
import { isRightToLeft } from '../compose/text-overlay.js';
import { FPS, HEIGHT, WIDTH } from '../settings.js';
import { GrabbedVideo } from './grabbed-video.js';
import { pictureTracks, shownScene } from './picture-tracks.js';

const FONT = 'system-ui, sans-serif';
const MARGIN = 8;

/** Draws a scene on a canvas of the page, for browsers that cannot compose elsewhere. */
export class CanvasPainter {
  readonly stream: MediaStream;
  readonly #language: string;
  readonly #context: CanvasRenderingContext2D;
  readonly #videos = new Map<string, { readonly track: MediaStreamTrack; readonly video: GrabbedVideo }>();
  #tiles: readonly Tile[] = [];

  constructor(language: string) {
    this.#language = language;
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('No 2D context to draw the recording on.');
    this.#context = context;
    this.stream = canvas.captureStream(FPS);
  }

  setScene(scene: CaptureScene): void {
    this.#tiles = layoutTiles(shownScene(scene), 'everybody');
    const tracks = pictureTracks(scene);
    for (const [key, { track, video }] of this.#videos) {
      if (tracks.get(key) === track) continue;
      video.close();
      this.#videos.delete(key);
    }
    for (const [key, track] of tracks)
      if (!this.#videos.has(key)) this.#videos.set(key, { track, video: new GrabbedVideo(track) });
  }

  paint(): void {
    this.#context.fillStyle = 'black';
    this.#context.fillRect(0, 0, WIDTH, HEIGHT);
    for (const tile of this.#tiles) {
      const video = this.#videos.get(sourceKey(tile.person.id, tile.kind))?.video;
      if (video?.isReady && (tile.kind === 'screen' || tile.person.camera)) {
        const { x, y, width, height } = containRect(
          tile,
          video.element.videoWidth,
          video.element.videoHeight,
        );
        this.#context.drawImage(video.element, x, y, width, height);
      } else this.#paintInitials(tile);
      if (tile.kind === 'camera') this.#paintName(tile);
    }
  }

  close(): void {
    for (const { video } of this.#videos.values()) video.close();
    this.#videos.clear();
    for (const track of this.stream.getTracks()) track.stop();
  }

  #paintInitials({ x, y, width, height, person }: Tile): void {
    this.#context.fillStyle = 'rgb(42 42 42)';
    this.#context.fillRect(x, y, width, height);
    this.#context.font = `600 ${String(Math.round(height / 3))}px ${FONT}`;
    this.#context.textAlign = 'center';
    this.#write(initials(this.#language, person.name), x + width / 2, y + height / 2, width);
  }

  #paintName({ x, y, width, height, person: { name } }: Tile): void {
    if (!name) return;
    const size = Math.max(14, Math.round(height / 16));
    const padding = Math.round(size * 0.45);
    this.#context.font = `600 ${String(size)}px ${FONT}`;
    const most = width - 2 * MARGIN;
    const box = {
      width: Math.min(most, this.#context.measureText(name).width + 2 * padding),
      height: Math.round(size * 1.6),
    };
    const rightToLeft = isRightToLeft(name);
    const left = rightToLeft ? x + width - MARGIN - box.width : x + MARGIN;
    const top = y + height - MARGIN - box.height;
    this.#context.fillStyle = 'rgb(0 0 0 / 65%)';
    this.#context.fillRect(left, top, box.width, box.height);
    this.#context.textAlign = 'start';
    const start = rightToLeft ? left + box.width - padding : left + padding;
    this.#write(name, start, top + box.height / 2, box.width - 2 * padding);
  }

  #write(text: string, x: number, y: number, maxWidth: number): void {
    this.#context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
    this.#context.textBaseline = 'middle';
    this.#context.fillStyle = 'white';
    this.#context.fillText(text, x, y, maxWidth);
  }
}
