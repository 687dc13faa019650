import type { VideoProvider } from '@lectern/core';
import { createClient, type ClientRuntime, type LecternClient } from '@lectern/core/client';
import type { Role } from '@lectern/core/contract';
import { createDomains } from '../create-lectern.js';
import type { Domain } from '../domain.js';
import type { Database } from '../platform/db/database.js';
import type { DomainDeps } from '../platform/deps.js';
import { toLectern, type Lectern } from '../platform/server/lectern.js';
import type { LecternOptions } from '../platform/server/options.js';
import { prepareServer } from '../platform/server/prepare-server.js';
import { settableClock, type SettableClock } from '../ports/clock/settable-clock.js';
import { silentLog } from '../ports/log/log.js';
import { createPgliteTestDatabase, type TestDatabase } from './test-database.js';
import { createTestProvider } from './test-provider.js';

/** The address of every test server; nothing listens there. */
export const TEST_URL = 'https://lectern.test';
/** Friday evening in Europe. */
export const TEST_NOW = new Date('2026-11-20T18:00:00.000Z');
const SECRET = 'only-for-tests-and-at-least-32-bytes';

/** Who asks. */
export interface TestPerson {
  /** Default: `default`. */
  readonly tenant?: string;
  readonly id: string;
  /** Default: 'student'. */
  readonly role?: Role;
  /** Default: the id. */
  readonly name?: string;
  readonly email?: string;
  readonly courses?: readonly string[];
  readonly sessions?: readonly string[];
  readonly language?: string;
  readonly zone?: string;
}

export interface TestRequest {
  readonly as?: TestPerson;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON value; undefined when there is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface CreateTestLecternOptions extends Partial<Omit<LecternOptions, 'database' | 'clock'>> {
  /** Default: a fresh one in memory. It is dropped with the server only when it was made here. */
  readonly on?: TestDatabase;
  /** Default: one that stands at `TEST_NOW`. */
  readonly clock?: SettableClock;
  /** Default: all of the product's. */
  createDomains?(deps: DomainDeps): readonly Domain[];
}

/** A whole server for a test. */
export interface TestLectern {
  readonly lectern: Lectern;
  readonly clock: SettableClock;
  readonly database: Database;
  tokenFor(person: TestPerson): Promise<string>;
  clientFor(person: TestPerson): LecternClient;
  /** One request, with a token when `as` is given. `path` begins with a slash. */
  request(method: string, path: string, request?: TestRequest): Promise<TestAnswer>;
  /** Everything that is due or was committed is done when it resolves. */
  settle(): Promise<void>;
  /** Sets the clock, then settles. */
  setTime(to: Date): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server with a clock that stands, without rate limits and without a job queue, on a database of its own. */
export async function createTestLectern(options: CreateTestLecternOptions = {}): Promise<TestLectern> {
  const {
    on,
    clock = settableClock(TEST_NOW),
    createDomains: makeDomains = createDomains,
    ...rest
  } = options;
  const own = on ?? (await createPgliteTestDatabase());
  const providers: Readonly<Record<string, VideoProvider>> = { test: createTestProvider() };
  const server = prepareServer({
    options: {
      providers,
      publicUrl: TEST_URL,
      log: silentLog,
      rateLimits: false,
      jobQueue: false,
      ...(rest.tokenKeys ? {} : { tokenSecret: SECRET }),
      ...rest,
      database: own.database,
      clock,
    },
    createDomains: makeDomains,
    ...(own.template ? { template: own.template } : {}),
  });
  const lectern = toLectern(server, TEST_URL);
  const { database, settle } = await server.running();
  // The token's life is judged by the clock that is set; waiting is real.
  const runtime: ClientRuntime = {
    now: () => clock.now().getTime(),
    random: () => Math.random(),
    setTimer(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
  const mint = ({
    id,
    role = 'student',
    name = id,
    ...person
  }: TestPerson): ReturnType<Lectern['tokens']['mint']> =>
    lectern.tokens.mint({ ...person, subject: id, role, name });
  return {
    lectern,
    clock,
    database,
    settle,
    tokenFor: async (person) => (await mint(person)).token,
    clientFor: (person) =>
      createClient(
        { apiUrl: TEST_URL, getToken: () => mint(person), fetch: (request) => lectern.fetch(request) },
        runtime,
      ),
    async request(method, path, { as, body, headers, signal } = {}) {
      const response = await lectern.fetch(
        new Request(new URL(path, TEST_URL), {
          method,
          headers: {
            ...(as ? { authorization: `Bearer ${(await mint(as)).token}` } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal ? { signal } : {}),
        }),
      );
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? undefined : isJson ? (JSON.parse(text) as unknown) : text,
      };
    },
    async setTime(to) {
      clock.set(to);
      await settle();
    },
    async stop() {
      await lectern.stop();
      if (!on) await own.drop();
    },
  };
}
