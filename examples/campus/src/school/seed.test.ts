import { createProvider } from '@lectern/core';
import type { Session } from '@lectern/core/contract';
import { peerAdapter } from '@lectern/core/peer';
import { createLectern, type Clock, type Lectern } from '@lectern/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { personOf } from '../testing/fake-site.ts';
import { identityOf } from './identity.ts';
import { seed } from './seed.ts';

let now: Date;
let lectern: Lectern;

const clock: Clock = {
  now: () => now,
  sleepUntil: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
};

// One school for all tests, in this order: a database takes its time to start.
beforeAll(async () => {
  now = new Date('2026-11-20T15:00:00.000Z');
  lectern = createLectern({
    database: 'memory:',
    providers: { peer: createProvider(peerAdapter({})) },
    publicUrl: 'http://localhost:4173',
    tokenSecret: 'a secret of the campus tests, long enough',
    jobQueue: false,
    clock,
  });
  await lectern.start();
});
afterAll(() => lectern.stop());

async function upcomingOf(who: string): Promise<readonly Session[]> {
  const { items } = await lectern.api.as(identityOf(personOf(who))).sessions.list({ when: 'upcoming' });
  return items;
}

it('puts the school into Lectern, once however often it runs', async () => {
  const first = await seed(lectern, clock);
  const lessons = await upcomingOf('ana');
  expect(lessons.map(({ kind, attendees }) => [kind, attendees.map(({ id }) => id)])).toEqual([
    ['class', []],
    ['lesson', ['ben']],
    ['lesson', ['chloe']],
  ]);
  for (const { startsAt } of lessons)
    expect(Date.parse(startsAt ?? '')).toBeGreaterThan(now.getTime() + 3_600_000);

  expect(await seed(lectern, clock)).toEqual(first);
  expect(await upcomingOf('ana')).toEqual(lessons);
  expect((await lectern.api.offerings.list()).items).toHaveLength(2);
});

it('shows a lesson to whose it is, a class to its course, nothing to others', async () => {
  expect((await upcomingOf('ben')).map(({ kind }) => kind)).toEqual(['class', 'lesson']);
  expect((await upcomingOf('daiki')).map(({ kind }) => kind)).toEqual(['class']);
  expect(await upcomingOf('emre')).toEqual([]);
});

it('plans anew when everything planned is over', async () => {
  now = new Date('2026-12-20T15:00:00.000Z');
  await seed(lectern, clock);
  const lessons = await upcomingOf('ana');
  expect(lessons.length).toBeGreaterThan(0);
  for (const { startsAt = '' } of lessons) expect(Date.parse(startsAt)).toBeGreaterThan(now.getTime());
});

it('leaves what a teacher changed as it is', async () => {
  const ana = lectern.api.as(identityOf(personOf('ana')));
  const changed = { zone: 'Europe/Berlin', weekly: [], overrides: [{ date: '2026-12-24', intervals: [] }] };
  await ana.availability.put('ana', changed);
  await seed(lectern, clock);
  expect(await ana.availability.get('ana')).toEqual(changed);
});
