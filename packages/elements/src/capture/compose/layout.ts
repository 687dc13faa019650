import { HEIGHT, WIDTH } from '../settings.js';

/** What of a person can be shown. */
export type PictureKind = 'camera' | 'screen';

/** A person as the layout needs them. */
export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  /** Whether their camera is on. */
  readonly camera: boolean;
}

/** The scene without its media. */
export interface ShownScene {
  /** In join order, the teacher first. */
  readonly people: readonly ShownPerson[];
  readonly screen?: string;
  readonly speaker?: string;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One picture in the recording. All edges are even, as the chroma planes want it. */
export interface Tile extends Rect {
  readonly person: ShownPerson;
  readonly kind: PictureKind;
}

/** `single` shows the screen, else who speaks. */
export type LayoutMode = 'everybody' | 'single';

const MOST = 6;
const WHOLE: Rect = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
const HALF = { width: 640, height: 360 };
const THIRD = { width: 426, height: 240 };

/** Where everybody is drawn. */
export function layoutTiles(scene: ShownScene, mode: LayoutMode): Tile[] {
  const people = shownPeople(scene);
  const sharer = scene.people.find(({ id }) => id === scene.screen);
  if (mode === 'single') {
    if (sharer) return [{ ...WHOLE, person: sharer, kind: 'screen' }];
    const [one] = [
      people.find(({ id }) => id === scene.speaker),
      people.find(({ camera }) => camera),
      people[0],
    ].filter((person) => person !== undefined);
    return one ? [{ ...WHOLE, person: one, kind: 'camera' }] : [];
  }
  if (!sharer) return cameras(people, gridRects(people.length));
  const many = people.length >= MOST;
  const screen = many ? { x: 0, y: 60, width: 1066, height: 600 } : { x: 0, y: 72, width: 1024, height: 576 };
  const column = many ? { x: 1066, width: 212, height: 120 } : { x: 1024, width: 256, height: 144 };
  const rects = people.map((_, row) => ({ ...column, y: row * column.height }));
  return [{ ...screen, person: sharer, kind: 'screen' }, ...cameras(people, rects)];
}

/** Six at most; who speaks is always among them. */
function shownPeople({ people, speaker }: ShownScene): readonly ShownPerson[] {
  if (people.length <= MOST) return people;
  const first = people.slice(0, MOST);
  const speaking = people.find(({ id }) => id === speaker);
  return !speaking || first.includes(speaking) ? first : [...first.slice(0, -1), speaking];
}

function gridRects(count: number): Rect[] {
  if (count <= 1) return [WHOLE];
  if (count === 2) return [at(HALF, 0, 180), at(HALF, 640, 180)];
  if (count === 3) return [at(HALF, 0, 0), at(HALF, 640, 0), at(HALF, 320, 360)];
  if (count === 4) return [at(HALF, 0, 0), at(HALF, 640, 0), at(HALF, 0, 360), at(HALF, 640, 360)];
  return Array.from({ length: count }, (_, index) =>
    at(THIRD, (index % 3) * THIRD.width, 120 + Math.floor(index / 3) * THIRD.height),
  );
}

function at(size: { readonly width: number; readonly height: number }, x: number, y: number): Rect {
  return { x, y, ...size };
}

function cameras(people: readonly ShownPerson[], rects: readonly Rect[]): Tile[] {
  return people.flatMap((person, index) => {
    const rect = rects[index];
    return rect ? [{ ...rect, person, kind: 'camera' as const }] : [];
  });
}

/** The largest even rectangle of a picture's shape inside a tile, in its middle. */
export function containRect(tile: Rect, width: number, height: number): Rect {
  const scale = Math.min(tile.width / width, tile.height / height);
  const fit = (length: number, most: number): number => {
    // Nearly whole counts as whole: a line of black at the edge helps nobody.
    const even = 2 * Math.round((length * scale) / 2);
    return most - even <= 4 ? most : Math.max(2, even);
  };
  const inner = { width: fit(width, tile.width), height: fit(height, tile.height) };
  return {
    x: tile.x + 2 * Math.floor((tile.width - inner.width) / 4),
    y: tile.y + 2 * Math.floor((tile.height - inner.height) / 4),
    ...inner,
  };
}
