import { initials } from '../../classroom/initials.js';
import { HEIGHT, WIDTH } from '../settings.js';
import { containRect, layoutTiles, type LayoutMode, type ShownScene, type Tile } from './layout.js';
import { drawOverlay, type Overlay } from './overlay.js';
import { cutOut, fillPicture, planarBytes, planarPicture, type PlanarPicture } from './plane.js';
import { PictureReader } from './read-picture.js';
import { scalePicture } from './scale-plane.js';
import { sourceKey } from './source-key.js';
import { initialsOverlay, isRightToLeft, nameOverlay } from './text-overlay.js';

const BLACK = [16, 128, 128] as const;
const GREY = [52, 128, 128] as const;
const MARGIN = 8;
const MOST_OVERLAYS = 64;

/** What is known of one camera or screen. */
interface Source {
  readonly reader: PictureReader;
  /** The newest frame, not read yet. */
  waiting?: VideoFrame | undefined;
  picture?: PlanarPicture | undefined;
}

/** Keeps the recording's picture and paints of it only what is new. */
export class Composer {
  readonly #language: string;
  readonly #bytes = new Uint8Array(planarBytes(WIDTH, HEIGHT));
  readonly #whole = planarPicture(this.#bytes, WIDTH, HEIGHT);
  readonly #sources = new Map<string, Source>();
  readonly #overlays = new Map<string, Overlay>();
  #scene: ShownScene = { people: [] };
  #mode: LayoutMode = 'everybody';
  #tiles: readonly Tile[] = [];
  #repaint = true;

  constructor(language: string) {
    this.#language = language;
  }

  setScene(scene: ShownScene): void {
    this.#scene = scene;
    this.#layOut();
  }

  setMode(mode: LayoutMode): void {
    this.#mode = mode;
    this.#layOut();
  }

  /** Takes a frame over. Only the newest of a source is kept. */
  setFrame(key: string, frame: VideoFrame): void {
    const source = this.#sources.get(key) ?? { reader: new PictureReader() };
    this.#sources.set(key, source);
    source.waiting?.close();
    source.waiting = frame;
  }

  /** The source is gone, or was replaced: its last picture is not shown again. */
  forget(key: string): void {
    this.#sources.get(key)?.waiting?.close();
    this.#sources.delete(key);
    this.#repaint = true;
  }

  /** Which sources the layout shows. */
  get wanted(): readonly string[] {
    return this.#tiles.map(keyOf);
  }

  /** The picture of now, I420. The same memory each time. */
  async compose(): Promise<Uint8Array<ArrayBuffer>> {
    const fresh = new Set<string>();
    await Promise.all(
      this.wanted.map(async (key) => {
        const source = this.#sources.get(key);
        const frame = source?.waiting;
        if (!source || !frame) return;
        source.waiting = undefined;
        source.picture = (await source.reader.read(frame)) ?? source.picture;
        fresh.add(key);
      }),
    );
    const all = this.#repaint;
    this.#repaint = false;
    if (all) fillPicture(this.#whole, BLACK);
    for (const tile of this.#tiles) if (all || fresh.has(keyOf(tile))) this.#paint(tile);
    return this.#bytes;
  }

  close(): void {
    for (const { waiting } of this.#sources.values()) waiting?.close();
    this.#sources.clear();
  }

  #layOut(): void {
    const tiles = layoutTiles(this.#scene, this.#mode);
    if (JSON.stringify(tiles) === JSON.stringify(this.#tiles)) return;
    this.#tiles = tiles;
    this.#repaint = true;
  }

  #paint(tile: Tile): void {
    const on = tile.kind === 'screen' || tile.person.camera;
    const picture = on ? this.#sources.get(keyOf(tile))?.picture : undefined;
    if (picture) {
      const inner = containRect(tile, picture.width, picture.height);
      // A picture of another shape may have been here before.
      if (inner.width !== tile.width || inner.height !== tile.height)
        fillPicture(cutOut(this.#whole, tile), BLACK);
      scalePicture(picture, cutOut(this.#whole, inner));
    } else this.#paintInitials(tile);
    if (tile.kind === 'camera') this.#paintName(tile);
  }

  #paintInitials(tile: Tile): void {
    fillPicture(cutOut(this.#whole, tile), GREY);
    const letters = initials(this.#language, tile.person.name);
    const overlay = this.#overlay(`initials ${tile.height} ${letters}`, () =>
      initialsOverlay(letters, tile.height),
    );
    this.#draw(overlay, tile, (tile.width - overlay.width) / 2, (tile.height - overlay.height) / 2);
  }

  #paintName(tile: Tile): void {
    const { name } = tile.person;
    if (!name) return;
    const overlay = this.#overlay(`name ${tile.height} ${name}`, () =>
      nameOverlay(name, tile.height, tile.width - 2 * MARGIN),
    );
    const x = isRightToLeft(name) ? tile.width - overlay.width - MARGIN : MARGIN;
    this.#draw(overlay, tile, x, tile.height - overlay.height - MARGIN);
  }

  #draw(overlay: Overlay, tile: Tile, x: number, y: number): void {
    drawOverlay(overlay, this.#whole, tile.x + 2 * Math.floor(x / 2), tile.y + 2 * Math.floor(y / 2));
  }

  #overlay(key: string, make: () => Overlay): Overlay {
    const known = this.#overlays.get(key);
    if (known) return known;
    const overlay = make();
    if (this.#overlays.size >= MOST_OVERLAYS) this.#overlays.clear();
    this.#overlays.set(key, overlay);
    return overlay;
  }
}

function keyOf({ person, kind }: Tile): string {
  return sourceKey(person.id, kind);
}
