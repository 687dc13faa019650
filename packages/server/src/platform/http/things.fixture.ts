import { LecternError } from '@lectern/core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import type { Log, LogFields } from '../../ports/log/log.js';
import {
  createTestLectern,
  type TestAnswer,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';
import type { TestEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { lastEventIdOf } from './last-event-id.js';
import { Reply, route, type Route } from './route.js';

export const ana: TestPerson = { id: 'ana', role: 'student' };
export const SECRET = 'a secret of the tests of at least 32 bytes';

/** A server with one kind of thing, for the tests around the call; what was done is forgotten before each. */
export interface Things {
  server: TestLectern;
  /** Names of the things that were asked for. */
  calls: unknown[];
  /** Holds every making back until it is opened. */
  gate: { promise: Promise<void>; open: () => void };
  readonly logged: { message: string; fields: LogFields }[];
  post(body: unknown, headers?: Record<string, string>, as?: TestPerson): Promise<TestAnswer>;
}

export function codeOf({
  status,
  body,
}: {
  readonly status: number;
  readonly body: { error?: { code?: string } } | undefined;
}): unknown[] {
  return [status, body?.error?.code];
}

export function servesThings(engine: TestEngine): Things {
  let on: TestDatabase;
  const things: Things = {
    server: undefined as unknown as TestLectern,
    calls: [],
    gate: { promise: Promise.resolve(), open: () => undefined },
    logged: [],
    post: (body, headers = {}, as = ana) =>
      things.server.request('POST', '/v1/things', { as, body, headers }),
  };
  const keep = (message: string, fields: LogFields = {}): void =>
    void things.logged.push({ message, fields });
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };

  beforeAll(async () => {
    on = await engine.createDatabase();
    things.server = await createTestLectern({
      on,
      log,
      tokenSecret: SECRET,
      tenants: {
        default: { origins: ['https://lms.example.edu'] },
        other: { origins: ['https://other.example.edu'] },
      },
      createDomains: () => [
        { name: 'things', routes: routesOf(things), jobs: [], onFact: [], service: undefined },
      ],
    });
  });
  beforeEach(() => {
    things.calls = [];
    things.logged.length = 0;
    things.gate = { promise: Promise.resolve(), open: () => undefined };
  });
  afterAll(async () => {
    await things.server.stop();
    await on.drop();
  });
  return things;
}

function routesOf(things: Things): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/things',
      operationId: 'createThing',
      summary: 'A thing.',
      body: z.object({ name: z.string().min(1), size: z.number().optional() }),
      response: z.object({ id: z.string(), name: z.string() }),
      status: 201,
      async handler({ body, newId }) {
        things.calls.push(body.name);
        await things.gate.promise;
        if (body.name === 'taken')
          throw new LecternError('SLOT_TAKEN', 'Taken.', { details: { alternatives: [] } });
        if (body.name === 'bug') throw new Error('the secret of the house is on line 7');
        return new Reply({ id: newId('thg'), name: body.name }, { headers: { etag: '"1"' } });
      },
    }),
    route({
      method: 'GET',
      path: '/v1/things/:id',
      operationId: 'getThing',
      summary: 'A thing.',
      params: z.object({ id: z.string().regex(/^[\w ]+$/) }),
      query: z.object({ size: z.coerce.number().optional() }),
      response: z.object({ id: z.string() }),
      handler: ({ params, actor, requestId }) =>
        Promise.resolve({ id: params.id, actor: actor.id, sessions: actor.sessions, requestId }),
    }),
    route({
      method: 'GET',
      path: '/v1/things/mine',
      operationId: 'getMine',
      summary: 'Mine.',
      response: z.object({}),
      handler: ({ request }) => Promise.resolve({ cursor: lastEventIdOf(request) ?? null }),
    }),
    route({
      method: 'DELETE',
      path: '/v1/things/:id',
      operationId: 'deleteThing',
      summary: 'Gone.',
      params: z.object({ id: z.string() }),
      response: null,
      handler: () => Promise.resolve(),
    }),
  ];
}
