// Fifty students confirm one free slot at the same moment, on both engines: how many win (one, or there is no figure), and
// how long each waits for the answer, against fifty raw INSERTs into a table with the same exclusion constraint.
import { createProvider, newId } from '@lectern/core';
import { peerAdapter } from '@lectern/core/peer';
import { createLectern, type Lectern } from '@lectern/server';
import { type BenchEngine, errorsOnly, type RawDatabase, startEngines } from './engines.ts';
import { ms, percentile, ratio } from './table.ts';

const RIVALS = 50;
const WARM_UPS = 2;
const ROUNDS = 20;
const ADDRESS = 'https://lms.example.edu';
const COURSE = 'piano';
const TEACHER = { subject: 'tom', name: 'Tom Keys', role: 'teacher', courses: [COURSE] } as const;
const MS_PER_DAY = 86_400_000;

interface Rivalry {
  /** Lets all of them run at once, and gives what each waited, in ms. */
  race(round: number): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/** What `work` took, and whether it won. */
type Attempt = () => Promise<boolean>;

async function race(round: number, attempts: readonly Attempt[]): Promise<readonly number[]> {
  let winners = 0;
  const waits = await Promise.all(
    attempts.map(async (attempt) => {
      const started = performance.now();
      if (await attempt()) winners += 1;
      return performance.now() - started;
    }),
  );
  if (winners !== 1) throw new Error(`round ${round} has ${winners} winners: no figure`);
  return waits;
}

async function openServer({ database }: BenchEngine): Promise<Rivalry> {
  const lectern = createLectern({
    database,
    providers: { peer: createProvider(peerAdapter()) },
    publicUrl: ADDRESS,
    tokenSecret: newId('bench').repeat(2),
    rateLimits: false,
    log: errorsOnly,
  });
  await lectern.start();
  const { offeringId, starts } = await offerTimes(lectern);
  const tokens = await Promise.all(
    Array.from({ length: RIVALS }, async (_, index) => {
      const subject = `student-${index}`;
      return (await lectern.tokens.mint({ subject, name: subject, role: 'student', courses: [COURSE] }))
        .token;
    }),
  );
  const attempt = async (token: string, startsAt: string): Promise<boolean> => {
    const response = await lectern.fetch(
      new Request(`${ADDRESS}/v1/bookings`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': newId('key'),
        },
        body: JSON.stringify({ offeringId, hostId: TEACHER.subject, startsAt, zone: 'Europe/Berlin' }),
      }),
    );
    const body = (await response.json()) as { readonly error?: { readonly code: string } };
    if (response.status === 201) return true;
    if (body.error?.code !== 'SLOT_TAKEN')
      throw new Error(`a rival was answered ${response.status} ${JSON.stringify(body)}`);
    return false;
  };
  return {
    race(round) {
      const startsAt = starts[round];
      if (startsAt === undefined) throw new Error(`no free slot for round ${round}`);
      return race(
        round,
        tokens.map((token) => () => attempt(token, startsAt)),
      );
    },
    async stop() {
      const { items } = await lectern.api.bookings.list({ limit: 100 });
      if (items.length !== WARM_UPS + ROUNDS)
        throw new Error(`${items.length} bookings are kept after ${WARM_UPS + ROUNDS} rounds`);
      await lectern.stop();
    },
  };
}

async function offerTimes(lectern: Lectern): Promise<{ offeringId: string; starts: readonly string[] }> {
  const teacher = lectern.api.as(TEACHER);
  const { id: offeringId } = await teacher.offerings.create({ title: 'Piano lesson', courseId: COURSE });
  await teacher.availability.put(TEACHER.subject, {
    zone: 'Europe/Berlin',
    weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
      weekday,
      startMinute: 9 * 60,
      endMinute: 17 * 60,
    })),
    overrides: [],
  });
  const dateIn = (days: number): string =>
    new Date(Date.now() + days * MS_PER_DAY).toISOString().slice(0, 10);
  const { slots } = await teacher.offerings.slots({
    ...{ offeringId, hostId: TEACHER.subject, from: dateIn(2), to: dateIn(30), zone: 'UTC' },
  });
  return { offeringId, starts: slots.map(({ startsAt }) => startsAt) };
}

async function openBaseline(raw: RawDatabase): Promise<Rivalry> {
  await raw.run(`
create extension if not exists btree_gist;
create table raw_claims (
  tenant text not null,
  id text not null primary key,
  host_id text not null,
  during tstzrange not null,
  exclude using gist (tenant with =, host_id with =, during with &&)
)`);
  // The quickest way to ask: no exception to throw, no transaction to roll back.
  const insert = `insert into raw_claims values ('default', $1, 'tom', tstzrange($2, $3, '[)')) on conflict do nothing returning id`;
  const from = Date.parse('2030-01-01T09:00:00Z');
  return {
    race(round) {
      const starts = new Date(from + round * 3_600_000).toISOString();
      const ends = new Date(from + (round + 1) * 3_600_000).toISOString();
      return race(
        round,
        Array.from({ length: RIVALS }, () => async () => {
          return (await raw.query(insert, [newId('ses'), starts, ends])).length === 1;
        }),
      );
    },
    stop: () => raw.close(),
  };
}

async function compare(engine: BenchEngine): Promise<readonly Record<string, string | number>[]> {
  const sides = [await openServer(engine), await openBaseline(await engine.openRaw())] as const;
  const waits: [number[], number[]] = [[], []];
  // In turns, so that a slow moment of the machine hits both.
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1)
    for (const side of [0, 1] as const) {
      const measured = await sides[side].race(round);
      if (round >= WARM_UPS) waits[side].push(...measured);
    }
  for (const side of sides) await side.stop();
  const [base50, base99] = [percentile(waits[1], 0.5), percentile(waits[1], 0.99)];
  return [`${engine.name}: POST /v1/bookings`, `${engine.name}: raw INSERT (baseline)`].map((what, side) => {
    const [p50, p99] = [percentile(waits[side] ?? [], 0.5), percentile(waits[side] ?? [], 0.99)];
    return {
      ...{ what, 'winners of each 50': 1, p50: ms(p50), p99: ms(p99) },
      ...{ 'p50 of the baseline': ratio(p50, base50), 'p99 of the baseline': ratio(p99, base99) },
    };
  });
}

const rows: Record<string, string | number>[] = [];
for (const engine of await startEngines()) {
  try {
    rows.push(...(await compare(engine)));
  } finally {
    await engine.stop();
  }
}
console.log(
  `${RIVALS} rivals for one slot at the same moment, ${ROUNDS} rounds, each exactly one winner; how long one rival waits. A booking\n` +
    'checks the token, the rights, the hours and the idempotency key, and writes the session, the booking and what is told\n' +
    'to others; the baseline is the bare constraint. PostgreSQL runs without fsync, for both.',
);
console.table(rows);
