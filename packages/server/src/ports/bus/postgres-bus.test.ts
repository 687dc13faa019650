import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { openDatabase, type OpenedDatabase } from '../../platform/db/open-database.js';
import { createPostgresTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { settableClock } from '../clock/settable-clock.js';
import { systemTimer } from '../clock/timer.js';
import { silentLog } from '../log/log.js';
import { postgresBus, type PostgresBus } from './postgres-bus.js';

const NOW = new Date('2026-11-20T18:00:00.000Z');
const postgres = inject('lecternPostgres');

async function open(
  on: TestDatabase,
): Promise<{ database: OpenedDatabase; bus: PostgresBus; close(): Promise<void> }> {
  const database = await openDatabase(on);
  const bus = postgresBus({
    database,
    connectionString: on.database,
    clock: settableClock(NOW),
    timer: systemTimer,
    log: silentLog,
  });
  await bus.start();
  return {
    database,
    bus,
    async close() {
      await bus.close();
      await database.close();
    },
  };
}

it.skipIf('missing' in postgres)(
  'carries messages between processes, once, in order, however large',
  async () => {
    if ('missing' in postgres) return;
    const on = await createPostgresTestDatabase(postgres.url);
    const [one, other] = [await open(on), await open(on)];
    const heard: Record<'one' | 'other', unknown[]> = { one: [], other: [] };
    one.bus.subscribe('a', ({ payload }) => heard.one.push(payload));
    other.bus.subscribe('a', ({ payload }) => heard.other.push(payload));
    const large = 'ü'.repeat(30_000);
    const sent: unknown[] = [];
    for (let n = 0; n < 20; n += 1) {
      const payload = n % 5 === 0 ? `${String(n)} ${large}` : { n };
      sent.push(payload);
      await one.bus.publish([
        { topic: 'a', payload },
        { topic: 'nobody', payload: 'x' },
      ]);
    }
    await expect.poll(() => heard.other.length).toBe(20);
    expect(heard.other).toEqual(sent);
    expect(heard.one).toEqual(sent);

    // A connection that is cut is made again.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lectern-bus' and datname = current_database()`.execute(
      one.database.db,
    );
    await expect
      .poll(
        async () => {
          await one.bus.publish([{ topic: 'a', payload: 'again' }]);
          return heard.other.includes('again');
        },
        { timeout: 15_000, interval: 200 },
      )
      .toBe(true);

    await one.bus.sweep.run(NOW);
    const count = async (): Promise<unknown> =>
      (await sql`select count(*)::int as n from bus_messages`.execute(one.database.db)).rows;
    expect(await count()).toEqual([{ n: 4 }]);
    await one.bus.sweep.run(new Date(NOW.getTime() + 60_001));
    expect(await count()).toEqual([{ n: 0 }]);
    await one.close();
    await other.close();
    await on.drop();
  },
);
