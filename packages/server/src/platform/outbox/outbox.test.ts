import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { systemTimer } from '../../ports/clock/timer.js';
import { silentLog } from '../../ports/log/log.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestOutbox, type TestOutbox } from '../../testing/test-outbox.js';
import { parseCursor } from './cursor.js';
import { FEED_QUEUE_LIMIT } from './create-feed.js';
import type { FactHandler, NewFact } from './fact.js';
import { createFeedHub } from './feed-hub.js';
import type { FeedItem } from './feed.js';
import { outboxRetention } from './retention.js';
import { stampFacts } from './stamp.js';

const NOW = new Date('2026-11-20T18:00:00.000Z');

function fact(number: number, overrides: Partial<NewFact> = {}): NewFact {
  return {
    tenant: 'default',
    type: 'counted',
    topics: ['session:a'],
    data: { number },
    occurredAt: NOW,
    ...overrides,
  };
}

const numbers = (items: readonly FeedItem[]): unknown[] =>
  items.map((item) => (item.kind === 'fact' ? item.fact.data.number : item.kind));

describeOnEachEngine('outbox', (engine) => {
  let outboxes: TestOutbox[] = [];
  afterEach(async () => {
    for (const outbox of outboxes.reverse()) await outbox.stop();
    outboxes = [];
  });
  const open = async (on?: TestOutbox): Promise<TestOutbox> => {
    const outbox = await createTestOutbox(engine, on);
    outboxes.push(outbox);
    return outbox;
  };

  it('keeps nothing of a transaction that fails, and tells nobody', async () => {
    const outbox = await open();
    await outbox.start();
    const stream = outbox.collect({ topics: ['session:a'], cursor: await outbox.cursor() });
    await expect(
      outbox.database.transaction(async (tx) => {
        await outbox.appendFacts(tx, [fact(1)]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await outbox.append(fact(2));
    expect(numbers(await stream.take(1))).toEqual([2]);
  });

  it('delivers once what was committed before the process died and never stamped', async () => {
    const dead = await open();
    const cursor = await dead.cursor();
    // Not started: as if killed between the commit and the stamp.
    await dead.append(fact(1), fact(2));
    const heir = await open(dead);
    const seen: unknown[] = [];
    await heir.start([
      {
        name: 'seen',
        types: ['counted'],
        handle: (_tx, { data }) => Promise.resolve(void seen.push(data.number)),
      },
    ]);
    const stream = heir.collect({ topics: ['session:a'], cursor });
    expect(numbers(await stream.take(2))).toEqual([1, 2]);
    await heir.outbox.flush();
    await heir.outbox.flush();
    expect(seen).toEqual([1, 2]);
    await heir.append(fact(3));
    expect(numbers(await stream.take(1))).toEqual([3]);
  });

  it('never skips and never doubles, however many transactions commit at once and over two processes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ facts: fc.integer({ min: 1, max: 4 }), second: fc.boolean(), fails: fc.boolean() }),
          {
            minLength: 5,
            maxLength: 40,
          },
        ),
        async (plans) => {
          const first = await createTestOutbox(engine);
          // The embedded engine belongs to one process.
          const second = engine.name === 'postgres' ? await createTestOutbox(engine, first) : first;
          try {
            await first.start();
            if (second !== first) await second.start();
            const cursor = await first.cursor();
            const streams = [first, second].map((outbox) =>
              outbox.collect({ topics: ['session:a'], cursor }),
            );
            const expected: string[][] = [];
            await Promise.all(
              plans.map(async (plan, index) => {
                const outbox = plan.second ? second : first;
                const written = Array.from({ length: plan.facts }, (_, n) => `${String(index)}.${String(n)}`);
                const work = outbox.database.transaction(async (tx) => {
                  for (const name of written) await outbox.appendFacts(tx, [fact(0, { data: { name } })]);
                  if (plan.fails) throw new Error('planned');
                });
                if (plan.fails) await expect(work).rejects.toThrow('planned');
                else {
                  await work;
                  expected.push(written);
                }
              }),
            );
            const total = expected.flat().length;
            await first.outbox.flush();
            for (const stream of streams) {
              const items = await stream.take(total);
              const seqs = items.map((item) => parseCursor(item.cursor).seq);
              // Contiguous: no number is left for one that becomes visible later.
              expect(seqs).toEqual(seqs.map((_, n) => (seqs[0] ?? 0) + n));
              const names = items.map((item) => (item.kind === 'fact' ? item.fact.data.name : item.kind));
              expect([...names].sort()).toEqual(expected.flat().sort());
              // Within a transaction the order is that of writing.
              for (const group of expected)
                expect(names.filter((name) => group.includes(String(name)))).toEqual(group);
              expect(stream.waiting()).toBe(0);
            }
          } finally {
            if (second !== first) await second.stop();
            await first.stop();
          }
        },
      ),
      { numRuns: engine.name === 'postgres' ? 8 : 4 },
    );
  });

  it('goes from kept facts to live ones without a gap and without a double', async () => {
    const outbox = await open();
    await outbox.start();
    const cursor = await outbox.cursor();
    const writing = (async () => {
      for (let number = 0; number < 120; number += 1) await outbox.append(fact(number));
    })();
    // Opened in the middle of the writing, several times.
    const streams = [];
    for (let n = 0; n < 5; n += 1) {
      streams.push(outbox.collect({ topics: ['session:a'], cursor }));
      await outbox.outbox.flush();
    }
    await writing;
    const all = Array.from({ length: 120 }, (_, n) => n);
    for (const stream of streams) expect(numbers(await stream.take(120))).toEqual(all);
  });

  it('gives nothing again to a reader who is ahead of its process', async () => {
    // Neither looks by itself, so that it is certain who stamps what: the second is behind until it writes.
    const ahead = await createTestOutbox(engine, undefined, 3_600_000);
    outboxes.push(ahead);
    await ahead.start();
    const behind = await createTestOutbox(engine, ahead, 3_600_000);
    outboxes.push(behind);
    await behind.start();
    await behind.outbox.flush();
    await ahead.append(fact(1), fact(2));
    await ahead.outbox.flush();
    const stream = behind.collect({ topics: ['session:a'], cursor: await ahead.cursor() });
    await behind.append(fact(3));
    expect(numbers(await stream.take(1))).toEqual([3]);
  });

  it('stamps each fact once when several relays stamp at the same time', async () => {
    const one = await open();
    const other = await open(one);
    for (let round = 0; round < 15; round += 1) {
      await one.append(...Array.from({ length: 20 }, (_, n) => fact(n)));
      const before = parseCursor(await one.cursor()).seq;
      const stamped = await Promise.all([one, other, one, other].map(({ database }) => stampFacts(database)));
      const seqs = stamped.flat().map(({ seq }) => seq);
      expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => before + 1 + n));
    }
  });

  it('hands a fact out once that is offered while it is read', async () => {
    const outbox = await open();
    await outbox.append(fact(1), fact(2), fact(3));
    const hub = createFeedHub({
      database: outbox.database,
      timer: systemTimer,
      log: silentLog,
      pollMs: 3_600_000,
    });
    const heard: unknown[] = [];
    hub.add({ onFact: ({ data }) => heard.push(data.number), onGap: () => heard.push('gap') });
    const stamped = await stampFacts(outbox.database);
    hub.kick();
    hub.offer(stamped);
    expect(heard).toEqual([1, 2, 3]);
    await hub.stop();
    expect([heard, hub.position]).toEqual([[1, 2, 3], 3]);
  });

  it('keeps tenants and topics apart', async () => {
    const outbox = await open();
    await outbox.start();
    const cursor = await outbox.cursor();
    await outbox.append(
      fact(1, { tenant: 'other' }),
      fact(2, { topics: ['session:b'] }),
      fact(3, { topics: [] }),
      fact(4, { topics: ['person:x', 'session:a'] }),
    );
    const kept = outbox.collect({ topics: ['session:a'], cursor });
    expect(numbers(await kept.take(1))).toEqual([4]);
    await outbox.append(fact(5, { tenant: 'other' }), fact(6));
    expect(numbers(await kept.take(1))).toEqual([6]);
  });

  it('hears new topics from the next fact on, once each', async () => {
    const outbox = await open();
    await outbox.start();
    const stream = outbox.open({ topics: ['waiting:a'], cursor: await outbox.cursor() });
    const iterator = stream[Symbol.asyncIterator]();
    await outbox.append(
      fact(1, { topics: ['waiting:a', 'session:a'] }),
      fact(2),
      fact(3, { topics: ['waiting:a'] }),
    );
    await outbox.outbox.flush();
    expect((await iterator.next()).value).toMatchObject({ fact: { data: { number: 1 } } });
    stream.setTopics(['session:a']);
    await outbox.append(fact(4));
    const next = [await iterator.next(), await iterator.next()].map(({ value }) => value as FeedItem);
    expect(numbers(next)).toEqual([2, 4]);
    stream.close();
    expect((await iterator.next()).done).toBe(true);
  });

  it('resets a reader that is too slow, and ends its stream', async () => {
    const outbox = await open();
    await outbox.start();
    const stream = outbox.open({ topics: ['session:a'], cursor: await outbox.cursor() });
    const iterator = stream[Symbol.asyncIterator]();
    await outbox.append(fact(-1));
    await iterator.next();
    const many = Array.from({ length: FEED_QUEUE_LIMIT + 10 }, (_, n) => fact(n));
    await outbox.append(...many);
    await outbox.outbox.flush();
    const rest: FeedItem[] = [];
    for (let item = await iterator.next(); !item.done; item = await iterator.next()) rest.push(item.value);
    expect(rest.at(-1)).toEqual({ kind: 'reset', cursor: await outbox.cursor() });
    expect(rest.length).toBeLessThanOrEqual(FEED_QUEUE_LIMIT);
    // From the cursor of the reset on nothing is missing.
    const again = outbox.collect({ topics: ['session:a'], cursor: rest.at(-1)?.cursor ?? '' });
    await outbox.append(fact(777));
    expect(numbers(await again.take(1))).toEqual([777]);
  });

  it.each(['another epoch', 'the future', 'what is no longer kept'])(
    'resets a cursor of %s',
    async (kind) => {
      const outbox = await open();
      await outbox.start();
      const before = await outbox.cursor();
      await outbox.append(fact(1), fact(2), fact(3));
      await outbox.outbox.flush();
      const { epoch, seq } = parseCursor(await outbox.cursor());
      const lost = {
        'another epoch': `${epoch.slice(1)}0-${String(seq)}`,
        'the future': `${epoch}-${String(seq + 1)}`,
        'what is no longer kept': before,
      }[kind];
      await outboxRetention({ ...outbox, handlers: [], keepRows: 1 }).run(
        new Date(NOW.getTime() + 11 * 60_000),
      );
      const stream = outbox.collect({ topics: ['session:a'], cursor: lost ?? '' });
      expect(await stream.take(1)).toEqual([{ kind: 'reset', cursor: `${epoch}-${String(seq)}` }]);
      await stream.ended;
    },
  );

  it('keeps facts that are young, few, or that a handler has not seen', async () => {
    const outbox = await open();
    await outbox.start();
    const cursor = await outbox.cursor();
    await outbox.append(fact(1), fact(2));
    await outbox.outbox.flush();
    const late = new Date(NOW.getTime() + 3_600_000);
    await outboxRetention({ ...outbox, handlers: [], keepRows: 1 }).run(NOW);
    await outboxRetention({ ...outbox, handlers: [], keepRows: 2 }).run(late);
    const handler: FactHandler = {
      name: 'broken',
      types: ['counted'],
      handle: () => Promise.reject(new Error('no')),
    };
    const second = await open(outbox);
    await second.start([handler]);
    await second.outbox.flush();
    await outboxRetention({ ...outbox, handlers: ['broken'], keepRows: 0 }).run(late);
    expect(numbers(await outbox.collect({ topics: ['session:a'], cursor }).take(2))).toEqual([1, 2]);
  });

  it('refuses a cursor that is none of ours', async () => {
    const outbox = await open();
    await outbox.start();
    for (const cursor of ['', 'abc', '-1', 'a-b', 'abc-01', 'abc-1, abc-2', 'ABC-1', 'abc-99999999999999999'])
      expect(() => outbox.open({ topics: [], cursor })).toThrow(/cursor/);
  });

  it('tries a handler again with longer pauses, in order, then parks the fact and goes on', async () => {
    const outbox = await open();
    const seen: unknown[] = [];
    let tries = 0;
    await outbox.start([
      {
        name: 'fragile',
        types: ['counted'],
        async handle(tx, { data }) {
          // What a failed try wrote is gone with it.
          await outbox.appendFacts(tx, [fact(0, { type: 'echo', topics: ['echo'], data })]);
          if (data.number === 1) {
            tries += 1;
            throw new Error('poison');
          }
          seen.push(data.number);
        },
      },
    ]);
    const cursor = await outbox.cursor();
    await outbox.append(fact(0), fact(1), fact(2));
    await outbox.outbox.flush();
    expect({ seen, tries }).toEqual({ seen: [0], tries: 1 });
    for (const seconds of [1, 5, 30, 120, 600]) {
      outbox.clock.advance(seconds * 1000 - 1);
      await outbox.outbox.flush();
      const before = tries;
      outbox.clock.advance(1);
      await outbox.outbox.flush();
      expect(tries).toBe(before + 1);
    }
    expect(seen).toEqual([0]);
    outbox.clock.advance(3_600_000);
    await outbox.outbox.flush();
    expect({ seen, tries }).toEqual({ seen: [0, 2], tries: 7 });
    expect(outbox.logged('error')).toHaveLength(1);
    const echoes = outbox.collect({ topics: ['echo'], cursor });
    expect(numbers(await echoes.take(2))).toEqual([0, 2]);
  });
});
