import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { openDatabase } from '../db/open-database.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import { systemTimer } from '../../ports/clock/timer.js';
import { silentLog } from '../../ports/log/log.js';
import { createLoop } from './loop.js';
import { pgBossWaker } from './pg-boss-waker.js';
import { createSweepRunner, type SweepRunner } from './sweep-runner.js';
import { noWaker } from './waker.js';

const NOW = new Date('2026-11-20T18:00:00.000Z');
const HOUR = 3_600_000;
let runner: SweepRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

it('sweeps at start, when the clock is set, and when it is woken', async () => {
  const clock = settableClock(NOW);
  const runs: string[] = [];
  let next: (() => void) | undefined;
  const ran = (count: number): Promise<void> =>
    new Promise((resolve) => {
      next = () => runs.length >= count && resolve();
      next();
    });
  runner = createSweepRunner({ clock, timer: systemTimer, log: silentLog, waker: noWaker });
  await runner.start([
    {
      name: 'due',
      everyMs: HOUR,
      run(now) {
        runs.push(now.toISOString().slice(11, 19));
        next?.();
        return Promise.resolve(undefined);
      },
    },
  ]);
  await ran(1);
  clock.advance(1000);
  await ran(2);
  runner.wake();
  await ran(3);
  expect(runs).toEqual(['18:00:00', '18:00:01', '18:00:01']);
});

it('lets one failing sweep hold back no other', async () => {
  const clock = settableClock(NOW);
  let others = 0;
  runner = createSweepRunner({ clock, timer: systemTimer, log: silentLog, waker: noWaker });
  await runner.start([
    { name: 'broken', everyMs: HOUR, run: () => Promise.reject(new Error('no')) },
    { name: 'other', everyMs: HOUR, run: () => Promise.resolve(void (others += 1)) },
  ]);
  runner.wake();
  await expect.poll(() => others).toBeGreaterThanOrEqual(2);
  await expect(runner.runAll()).rejects.toThrow('no');
});

it('runs one pass at a time, and one more for all who asked meanwhile', async () => {
  let open = (): void => undefined;
  let running = 0;
  let most = 0;
  let passes = 0;
  const loop = createLoop({
    name: 'x',
    everyMs: HOUR,
    timer: systemTimer,
    log: silentLog,
    async run() {
      passes += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => (open = resolve));
      running -= 1;
      return false;
    },
  });
  const first = loop.pass();
  const others = [loop.pass(), loop.pass(), loop.pass()];
  open();
  await first;
  await expect.poll(() => passes).toBe(2);
  open();
  await Promise.all(others);
  expect([passes, most]).toEqual([2, 1]);
  await loop.stop();
});

describeOnEachEngine('pg-boss', (engine) => {
  it('wakes at its time, also what a process before it asked for', async () => {
    const on = await engine.createDatabase();
    const database = await openDatabase(on);
    const first = pgBossWaker(database.source, silentLog);
    await first.start(() => undefined);
    const { rows } = await (
      await import('kysely')
    ).sql<{ now: Date }>`select clock_timestamp() as now`.execute(database.db);
    await first.wakeAt(new Date((rows[0]?.now ?? NOW).getTime() + 1_000));
    await first.stop();
    const second = pgBossWaker(database.source, silentLog);
    await new Promise<void>((resolve, reject) => {
      second.start(resolve).catch(reject);
    });
    await second.stop();
    await database.close();
    await on.drop();
  });
});

it('cannot start: that is an error, not silence', async () => {
  const waker = pgBossWaker(
    { engine: 'postgres', connectionString: 'postgres://postgres@127.0.0.1:1/none' } as never,
    silentLog,
  );
  await expect(waker.start(() => undefined)).rejects.toThrow();
});
