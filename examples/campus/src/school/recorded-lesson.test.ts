import { createProvider } from '@lectern/core';
import { peerAdapter } from '@lectern/core/peer';
import { createLectern, type Lectern } from '@lectern/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { personOf } from '../testing/fake-site.ts';
import { createCampusClock } from './campus-clock.ts';
import { COURSES } from './courses.ts';
import { holdLesson } from './held-lesson.ts';
import { identityOf } from './identity.ts';
import { tracksOf } from './recorded-lesson.ts';

let lectern: Lectern;
beforeAll(async () => {
  const clock = createCampusClock();
  lectern = createLectern({
    database: 'memory:',
    providers: { peer: createProvider(peerAdapter({})) },
    publicUrl: 'http://localhost:4173',
    tokenSecret: 'a secret of the campus tests, long enough',
    clock,
  });
  await lectern.start();
  const [course] = COURSES;
  if (course) await holdLesson(lectern, clock, course);
});
afterAll(() => lectern.stop());

it('is recorded through the real upload, and can be played by who was invited', async () => {
  const ben = lectern.api.as(identityOf(personOf('ben')));
  const recording = await vi.waitFor(
    async () => {
      const { items } = await ben.recordings.list();
      expect(items.map(({ state }) => state)).toEqual(['ready']);
      return items[0]!;
    },
    { timeout: 30_000, interval: 200 },
  );
  expect(recording.title).toBe(COURSES[0]?.firstLesson);
  expect(recording.durationMs).toBeGreaterThan(89_000);
  expect(recording.durationMs).toBeLessThan(91_500);
  expect(tracksOf(recording.title).map(({ kind }) => kind)).toEqual(['captions', 'chapters']);

  const playback = await ben.recordings.playback(recording.id);
  const part = await lectern.fetch(
    new Request(playback.sources[0]?.src ?? '', { headers: { range: 'bytes=0-3' } }),
  );
  expect(part.status).toBe(206);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
});

it('is not there for somebody of another course', async () => {
  const emre = lectern.api.as(identityOf(personOf('emre')));
  expect((await emre.recordings.list()).items).toEqual([]);
});
