import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelEvents, ChannelEventType, JoinedSession, SignalMessage } from '@lectern/core/contract';
import type { VideoProvider } from '@lectern/core';
import { expect } from 'vitest';
import {
  createTestLectern,
  TEST_NOW,
  TEST_URL,
  type CreateTestLecternOptions,
  type TestAnswer,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';
import type { TestEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { createDomains } from '../../create-lectern.js';
import type { Domain } from '../../domain.js';
import type { PresenceService } from './presence-service.js';
import type { SessionEvidence } from './evidence.js';

export const HOST: TestPerson = { id: 'host', role: 'teacher', name: 'Ms Lee', courses: ['algebra'] };
export const ANA: TestPerson = { id: 'ana', name: 'Ana', courses: ['algebra'] };
export const BEN: TestPerson = { id: 'ben', name: 'Ben', courses: ['algebra'] };

/** A provider of rooms that hold so many. */
export function smallProvider(maxParticipants?: number): VideoProvider {
  return createTestProvider(maxParticipants === undefined ? {} : { capabilities: { maxParticipants } });
}

/** The n-th student of the course. */
export function student(index: number): TestPerson {
  return { id: `s${String(index)}`, courses: ['algebra'] };
}

/** A message id that is the same for the same name. */
export function messageId(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return `msg-${digits.slice(0, 22)}`;
}

/** The start of the test and so many seconds. */
export function at(seconds: number): Date {
  return new Date(TEST_NOW.getTime() + seconds * 1000);
}

/** One event as it stood on the wire. */
export type HeardEvent = {
  [Type in ChannelEventType]: {
    readonly type: Type;
    readonly id?: string;
    readonly data: ChannelEvents[Type];
  };
}[ChannelEventType];

/** A page's stream that is read as it comes. */
export interface TestStream {
  readonly status: number;
  /** Set when the server refused it. */
  readonly error?: { readonly code: string };
  /** Everything that was heard so far. */
  readonly heard: readonly HeardEvent[];
  /** The first event from here on that fits; what came before it is skipped. */
  next<Type extends ChannelEventType>(
    type: Type,
    fits?: (data: ChannelEvents[Type]) => boolean,
  ): Promise<HeardEvent & { type: Type; data: ChannelEvents[Type] }>;
  /** Resolves when the server ended it. */
  readonly over: Promise<void>;
  /** What a page does that is closed. */
  close(): void;
}

/** One class of a course, with its people, over HTTP. */
export interface TestClass {
  readonly server: TestLectern;
  readonly sessionId: string;
  post(path: string, as: TestPerson, body?: unknown): Promise<TestAnswer>;
  join(as: TestPerson, deviceId?: string): Promise<TestAnswer>;
  /** Joins and expects to get in, or to wait. */
  enter(as: TestPerson, deviceId?: string): Promise<JoinedSession>;
  chat(as: TestPerson, text: string, id?: string): Promise<TestAnswer>;
  beat(as: TestPerson, connectionId: string): Promise<TestAnswer>;
  signal(as: TestPerson, connectionId: string, messages: readonly SignalMessage[]): Promise<TestAnswer>;
  listen(as: TestPerson, topics: readonly string[], cursor?: string): Promise<TestStream>;
  evidence(): Promise<SessionEvidence>;
  /** Sets the clock and does what is due. */
  passTo(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export interface TestClassOptions extends CreateTestLecternOptions {
  readonly engine: TestEngine;
  /** Default: class. */
  readonly kind?: 'lesson' | 'class';
  /** Seconds from the start of the test. Default: 0. */
  readonly startsInSeconds?: number;
  /** Default: 60. */
  readonly durationMinutes?: number;
  readonly attendeeIds?: readonly string[];
}

/** Makes a server with one scheduled session of `HOST`. */
export async function createTestClass(options: TestClassOptions): Promise<TestClass> {
  const {
    engine,
    kind = 'class',
    startsInSeconds = 0,
    durationMinutes = 60,
    attendeeIds = [],
    ...rest
  } = options;
  const database: TestDatabase = rest.on ?? (await engine.createDatabase());
  const { server, presence } = await startServer(database, rest);
  const made = await server.request('POST', '/v1/sessions', {
    as: HOST,
    body: {
      kind,
      title: 'Fractions',
      courseId: 'algebra',
      startsAt: at(startsInSeconds).toISOString(),
      durationMinutes,
      attendeeIds,
    },
  });
  expect(made.status).toBe(201);
  const sessionId = (made.body as { id: string }).id;
  return toClass(server, presence, sessionId, async () => {
    await server.stop();
    if (!rest.on) await database.drop();
  });
}

/** A database that is still there when its server is not. */
export async function lastingDatabase(engine: TestEngine): Promise<TestDatabase> {
  if (engine.name === 'postgres') return engine.createDatabase();
  const dir = await mkdtemp(join(tmpdir(), 'lectern-class-'));
  return {
    engine: 'pglite',
    database: `file:${join(dir, 'data')}`,
    drop: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The same class on a server that is started anew. */
export async function reopenClass(
  database: TestDatabase,
  sessionId: string,
  options: CreateTestLecternOptions = {},
): Promise<TestClass> {
  const { server, presence } = await startServer(database, options);
  return toClass(server, presence, sessionId, () => server.stop());
}

async function startServer(
  database: TestDatabase,
  options: CreateTestLecternOptions,
): Promise<{ server: TestLectern; presence: PresenceService }> {
  const { createDomains: makeDomains = createDomains } = options;
  let domains: readonly Domain[] = [];
  const server = await createTestLectern({
    ...options,
    on: database,
    createDomains: (deps) => (domains = makeDomains(deps)),
  });
  const presence = domains.find(({ name }) => name === 'presence')?.service as PresenceService;
  return { server, presence };
}

function toClass(
  server: TestLectern,
  presence: PresenceService,
  sessionId: string,
  stop: () => Promise<void>,
): TestClass {
  const { request } = server;
  const joinWith = (as: TestPerson, deviceId = 'laptop'): Promise<TestAnswer> =>
    request('POST', `/v1/sessions/${sessionId}/connections`, { as, body: { deviceId } });
  let messages = 0;
  return {
    server,
    sessionId,
    join: joinWith,
    post: (path, as, body) => request('POST', path, { as, ...(body === undefined ? {} : { body }) }),
    async enter(as, deviceId) {
      const answer = await joinWith(as, deviceId);
      expect(answer.body).not.toHaveProperty('error');
      return answer.body as JoinedSession;
    },
    chat: (as, text, id = messageId(`${sessionId} ${String((messages += 1))}`)) =>
      request('POST', `/v1/sessions/${sessionId}/chat`, { as, body: { id, text } }),
    beat: (as, connectionId) => request('POST', `/v1/connections/${connectionId}/heartbeat`, { as }),
    signal: (as, connectionId, signals) =>
      request('POST', `/v1/connections/${connectionId}/signals`, { as, body: { messages: signals } }),
    listen: (as, topics, cursor) => listen(server, as, topics, cursor),
    evidence: () => presence.evidence(server.database.db, 'default', sessionId),
    passTo: (seconds) => server.setTime(at(seconds)),
    stop,
  };
}

async function listen(
  server: TestLectern,
  as: TestPerson,
  topics: readonly string[],
  cursor?: string,
): Promise<TestStream> {
  const closing = new AbortController();
  const response = await server.lectern.fetch(
    new Request(`${TEST_URL}/v1/events?topics=${topics.join(',')}`, {
      headers: {
        authorization: `Bearer ${await server.tokenFor(as)}`,
        ...(cursor !== undefined && { 'last-event-id': cursor }),
      },
      signal: closing.signal,
    }),
  );
  const heard: HeardEvent[] = [];
  let read = 0;
  let wake: (() => void) | undefined;
  const pump = async (): Promise<void> => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event) heard.push(event);
      }
      wake?.();
    }
  };
  if (!response.ok) {
    const { error } = (await response.json()) as { error: { code: string } };
    return { status: response.status, error, heard, next: fail, over: Promise.resolve(), close() {} };
  }
  let isOver = false;
  const over = pump()
    .catch(() => undefined)
    .then(() => {
      isOver = true;
      wake?.();
    });
  return {
    status: response.status,
    heard,
    over,
    close: () => closing.abort(),
    async next(type, fits = () => true) {
      for (;;) {
        while (read < heard.length) {
          const event = heard[(read += 1) - 1];
          if (event?.type === type && fits(event.data as never)) return event as never;
        }
        if (isOver)
          throw new Error(`the stream is over without ${type}; heard ${heard.map((one) => one.type).join()}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function fail(): Promise<never> {
  return Promise.reject(new Error('the stream was refused'));
}

function parseBlock(block: string): HeardEvent | undefined {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  const id = fields.get('id');
  return {
    type: fields.get('event'),
    ...(id !== undefined && { id }),
    data: JSON.parse(data) as unknown,
  } as HeardEvent;
}
