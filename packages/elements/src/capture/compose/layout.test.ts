import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { HEIGHT, WIDTH } from '../settings.js';
import { containRect, layoutTiles, type Rect, type ShownScene } from './layout.js';

const people = (count: number): ShownScene['people'] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${String(index)}`,
    name: `P ${String(index)}`,
    camera: index > 0,
  }));

const scenes = fc
  .record({ count: fc.integer({ min: 0, max: 12 }), shares: fc.boolean() })
  .map(({ count, shares }): ShownScene => ({
    people: people(count),
    ...(shares && count > 0 ? { screen: `p${String(count - 1)}` } : {}),
  }));

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout of a recording', () => {
  it('puts everything inside, apart, and at even places', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom('everybody' as const, 'single' as const), (scene, mode) => {
        const tiles = layoutTiles(scene, mode);
        for (const tile of tiles) {
          for (const edge of [tile.x, tile.y, tile.width, tile.height]) expect(edge % 2).to.equal(0);
          expect(tile.x).to.be.at.least(0);
          expect(tile.y).to.be.at.least(0);
          expect(tile.x + tile.width).to.be.at.most(WIDTH);
          expect(tile.y + tile.height).to.be.at.most(HEIGHT);
        }
        for (const [index, tile] of tiles.entries())
          for (const other of tiles.slice(index + 1)) expect(overlap(tile, other)).to.equal(false);
      }),
    );
  });

  it('shows each of up to six once, and the screen beside them', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const tiles = layoutTiles(scene, 'everybody');
        const cameras = tiles.filter(({ kind }) => kind === 'camera').map(({ person }) => person.id);
        expect(cameras).to.deep.equal(scene.people.slice(0, 6).map(({ id }) => id));
        expect(tiles.filter(({ kind }) => kind === 'screen').map(({ person }) => person.id)).to.deep.equal(
          scene.screen === undefined ? [] : [scene.screen],
        );
      }),
    );
  });

  it('shows who speaks among more than six', () => {
    const ids = layoutTiles({ people: people(9), speaker: 'p8' }, 'everybody').map(({ person }) => person.id);
    expect(ids).to.deep.equal(['p0', 'p1', 'p2', 'p3', 'p4', 'p8']);
  });

  it('shows the screen alone, else who speaks, else somebody with a camera, when the machine is slow', () => {
    const shown = (scene: ShownScene): string =>
      layoutTiles(scene, 'single')
        .map(({ person, kind, width }) => `${person.id} ${kind} ${String(width)}`)
        .join();
    expect(shown({ people: people(3), screen: 'p1', speaker: 'p2' })).to.equal('p1 screen 1280');
    expect(shown({ people: people(3), speaker: 'p2' })).to.equal('p2 camera 1280');
    expect(shown({ people: people(3) })).to.equal('p1 camera 1280');
    expect(shown({ people: people(1) })).to.equal('p0 camera 1280');
    expect(shown({ people: [] })).to.equal('');
  });

  it('keeps the shape of a picture', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 4000 }), fc.integer({ min: 16, max: 4000 }), (width, height) => {
        const tile = { x: 640, y: 360, width: 640, height: 360 };
        const inner = containRect(tile, width, height);
        for (const edge of [inner.x, inner.y, inner.width, inner.height]) expect(edge % 2).to.equal(0);
        expect(inner.x).to.be.at.least(tile.x);
        expect(inner.y).to.be.at.least(tile.y);
        expect(inner.x + inner.width).to.be.at.most(tile.x + tile.width);
        expect(inner.y + inner.height).to.be.at.most(tile.y + tile.height);
        expect(inner.width === tile.width || inner.height === tile.height).to.equal(true);
        const scale = Math.min(640 / width, 360 / height);
        expect(inner.width).to.be.closeTo(width * scale, 5);
        expect(inner.height).to.be.closeTo(height * scale, 5);
      }),
    );
  });
});
