import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { toJsonb } from './json.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';
import { openDatabase, type OpenedDatabase } from './open-database.js';
import { constraintOf, errorCodeOf, EXCLUSION_VIOLATION } from './sql-state.js';

describeOnEachEngine('database', (engine) => {
  let on: TestDatabase;
  let database: OpenedDatabase;
  beforeAll(async () => {
    on = await engine.createDatabase();
    database = await openDatabase(on);
    await database.source.inSchemaSession((session) =>
      session.run(`
        create table counters (name text primary key, value int not null);
        insert into counters values ('a', 0), ('b', 0);
        create table lessons (host text, during tstzrange, constraint host_busy exclude using gist (host with =, during with &&));`),
    );
  });
  afterAll(async () => {
    await database.close();
    await on.drop();
  });

  it('gives the same values on both engines', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const { rows } = await sql`
      select 7::int8 as "int8", count(*) as "count", 1.50::numeric as "numeric", ${at}::timestamptz as "timestamptz",
        '2026-03-29'::date as "date", array['2026-03-29'::date] as "dates", '\\x00ff'::bytea as "bytea",
        ${['a', 'b,c', '"']}::text[] as "texts", ${toJsonb([1, { a: 'ü' }])} as "jsonb", true as "bool",
        lower(tstzrange(${at}, null, '[)')) as "lower", upper(tstzrange(${at}, null, '[)')) as "upper",
        '9007199254740993'::int8 as "big", current_setting('timezone') as "zone"`.execute(database.db);
    expect(rows).toEqual([
      {
        int8: 7,
        count: 1,
        numeric: '1.50',
        timestamptz: at,
        date: '2026-03-29',
        dates: ['2026-03-29'],
        bytea: new Uint8Array([0, 255]),
        texts: ['a', 'b,c', '"'],
        jsonb: [1, { a: 'ü' }],
        bool: true,
        lower: at,
        upper: null,
        big: 9007199254740993n,
        zone: 'UTC',
      },
    ]);
    const [row] = rows as { bytea: unknown }[];
    expect(Object.getPrototypeOf(row?.bytea)).toBe(Uint8Array.prototype);
  });

  it('names the constraint that was hit', async () => {
    const insert = (): Promise<unknown> =>
      sql`insert into lessons values ('ana', tstzrange('2026-11-20T18:00Z', '2026-11-20T19:00Z', '[)'))`.execute(
        database.db,
      );
    await insert();
    const error: unknown = await insert().catch((thrown: unknown) => thrown);
    expect([errorCodeOf(error), constraintOf(error)]).toEqual([EXCLUSION_VIOLATION, 'host_busy']);
  });

  it('rolls back with the error, and runs effects only after a commit', async () => {
    const told: string[] = [];
    await expect(
      database.transaction(async (tx) => {
        database.afterCommit(tx, () => told.push('never'));
        await sql`update counters set value = 99 where name = 'a'`.execute(tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.transaction(async (tx) => {
      // A handle with tables is the same transaction.
      database.afterCommit(tx.withTables<{ counters: { name: string } }>(), () => told.push('once'));
      await sql`update counters set value = value + 1 where name = 'a'`.execute(tx);
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['once']);
    const { rows } = await sql<{ value: number }>`select value from counters where name = 'a'`.execute(
      database.db,
    );
    expect(rows).toEqual([{ value: 1 }]);
    expect(() => database.afterCommit(database.db as never, () => undefined)).toThrow(TypeError);
  });

  it('runs a transaction again that the database gave up, four times at most', async () => {
    let tries = 0;
    const told: number[] = [];
    const result = await database.transaction(async (tx) => {
      tries += 1;
      database.afterCommit(tx, () => told.push(tries));
      if (tries < 4) await sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(tx);
      return tries;
    });
    expect([result, told]).toEqual([4, [4]]);
    tries = 0;
    const hopeless = database.transaction(async (tx) => {
      tries += 1;
      await sql`do $$ begin raise sqlstate '40001'; end $$`.execute(tx);
    });
    expect(errorCodeOf(await hopeless.catch((error: unknown) => error))).toBe('40001');
    expect(tries).toBe(4);
  });

  it('solves a real deadlock', async () => {
    const swap = (first: string, second: string): Promise<void> =>
      database.transaction(async (tx) => {
        await sql`update counters set value = value + 1 where name = ${first}`.execute(tx);
        await sql`select pg_sleep(0.02)`.execute(tx);
        await sql`update counters set value = value + 1 where name = ${second}`.execute(tx);
      });
    const before = await sql<{ sum: number }>`select sum(value)::int as sum from counters`.execute(
      database.db,
    );
    await Promise.all([swap('a', 'b'), swap('b', 'a')]);
    const after = await sql<{ sum: number }>`select sum(value)::int as sum from counters`.execute(
      database.db,
    );
    expect((after.rows[0]?.sum ?? 0) - (before.rows[0]?.sum ?? 0)).toBe(4);
  });

  it('applies every migration once, also when several start together', async () => {
    const fresh = [
      ...migrations,
      {
        name: '9000-more',
        owner: 'test',
        tables: ['more'],
        up: 'create table more (n int); insert into more values (1);',
      },
    ];
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.source, fresh)));
    expect(applied.flat()).toEqual(['9000-more']);
    const { rows } = await sql`select n from more`.execute(database.db);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('does nothing half: a migration that fails leaves the schema as it was', async () => {
    const broken = [
      { name: '9001-good', owner: 'test', tables: ['good'], up: 'create table good (n int)' },
      {
        name: '9002-broken',
        owner: 'test',
        tables: ['broken'],
        up: 'create table broken (n int); select nothing;',
      },
    ];
    await expect(migrate(database.source, broken)).rejects.toThrow();
    const { rows } = await sql`select to_regclass('good') as good, to_regclass('broken') as broken`.execute(
      database.db,
    );
    expect(rows).toEqual([{ good: null, broken: null }]);
  });

  it('refuses migrations that were edited, have one name or a bad one', async () => {
    const [first] = migrations;
    if (!first) throw new Error('there is no migration');
    await expect(migrate(database.source, [{ ...first, up: `${first.up} ` }])).rejects.toThrow(
      /differs from the one/,
    );
    await expect(migrate(database.source, [first, first])).rejects.toThrow(TypeError);
    await expect(migrate(database.source, [{ ...first, name: 'outbox' }])).rejects.toThrow(TypeError);
  });
});

it('says that a database is away in words that a client can act on', async () => {
  const database = await openDatabase({ database: 'postgres://postgres@127.0.0.1:1/none' });
  await expect(database.transaction((tx) => sql`select 1`.execute(tx))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    retryable: true,
  });
  await database.close();
});

it.each(['', 'memory', 'file:', 'mysql://x', 'postgres:x'])('refuses the address "%s"', async (database) => {
  await expect(openDatabase({ database })).rejects.toThrow(TypeError);
});
