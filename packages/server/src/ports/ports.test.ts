import { expect, it } from 'vitest';
import { memoryBus } from './bus/memory-bus.js';
import { settableClock } from './clock/settable-clock.js';
import { jsonLog } from './log/json-log.js';
import { memoryRateLimiter } from './rate-limiter/memory-rate-limiter.js';

const NOW = new Date('2026-11-20T18:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

it('a set clock ends the sleeps that are over, and those that are called off', async () => {
  const clock = settableClock(NOW);
  const woken: string[] = [];
  const sleep = async (name: string, until: Date, signal?: AbortSignal): Promise<void> => {
    await clock.sleepUntil(until, signal);
    woken.push(name);
  };
  const off = new AbortController();
  await sleep('past', after(-1));
  const sleeps = [sleep('one', after(1)), sleep('two', after(2)), sleep('off', after(9), off.signal)];
  clock.advance(1);
  await sleeps[0];
  expect(woken).toEqual(['past', 'one']);
  clock.set(after(2));
  off.abort();
  await Promise.all(sleeps);
  expect(woken).toEqual(['past', 'one', 'two', 'off']);
});

it('a bus carries messages to those who listen, until they stop', async () => {
  const bus = memoryBus();
  const heard: unknown[] = [];
  const listener = ({ payload }: { payload: unknown }): void => void heard.push(payload);
  const stop = bus.subscribe('a', listener);
  // The same listener twice is two subscriptions.
  const stopTwin = bus.subscribe('a', listener);
  await bus.publish([
    { topic: 'a', payload: 1 },
    { topic: 'b', payload: 2 },
  ]);
  stop();
  stop();
  await bus.publish([{ topic: 'a', payload: 3 }]);
  stopTwin();
  await bus.publish([{ topic: 'a', payload: 4 }]);
  expect(heard).toEqual([1, 1, 3]);
});

it('a bucket refills with time, never above its size', async () => {
  const limiter = memoryRateLimiter();
  const limit = { perSecond: 1, burst: 2 };
  const take = (at: number): Promise<boolean> =>
    limiter.take('k', limit, after(at)).then(({ allowed }) => allowed);
  expect([await take(0), await take(0), await take(0), await take(999), await take(1000)]).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
  expect([await take(100_000), await take(100_000), await take(100_000)]).toEqual([true, true, false]);
});

it('the log writes one line each, from its level on, and cuts out secrets', () => {
  const lines: string[] = [];
  const log = jsonLog({ clock: settableClock(NOW), write: (line) => void lines.push(line) });
  log.info('quiet');
  const cause = new Error('postgres://lectern:hunter2@db.example/x');
  log.error('loud\nline', {
    authorization: 'Bearer abc',
    nested: { apiSecret: 's3cret', ok: 1, token: undefined },
    url: 'https://a.example/?checksum=deadbeef&x=1',
    text: 'sent Bearer abc.def-ghi and eyJhbGciOi.eyJzdWIi.c2ln',
    error: new Error('outer', { cause }),
    big: 12n,
    at: NOW,
  });
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  expect(line.endsWith('}\n')).toBe(true);
  expect(line.trim().includes('\n')).toBe(false);
  for (const secret of ['abc', 's3cret', 'hunter2', 'deadbeef', 'eyJ']) expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    time: NOW.toISOString(),
    nested: { ok: 1 },
    big: '12',
  });
});
