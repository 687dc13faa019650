import { vi } from 'vitest';
import { LecternError } from '../errors.js';
import type { CreateClientOptions, LecternClient } from './client.js';
import { createClient } from './create-client.js';
import { FakeRuntime } from './fake-runtime.fixture.js';

export type Answer = Response | Error | (() => Response | Promise<Response>);

export interface Fixture {
  readonly client: LecternClient;
  readonly requests: Request[];
  readonly runtime: FakeRuntime;
  readonly getToken: ReturnType<typeof vi.fn<CreateClientOptions['getToken']>>;
}

/** A client whose server gives these answers, one after the other; the last for ever. */
export function fixture(answers: readonly Answer[], options: Partial<CreateClientOptions> = {}): Fixture {
  const runtime = new FakeRuntime();
  const requests: Request[] = [];
  let tokens = 0;
  const getToken = vi.fn<CreateClientOptions['getToken']>(() =>
    Promise.resolve({
      token: `t${++tokens}`,
      expiresAt: new Date(runtime.now() + 600_000).toISOString(),
    }),
  );
  const client = createClient(
    {
      apiUrl: 'https://lms.example.edu/',
      getToken,
      fetch: async (request) => {
        requests.push(request);
        const answer = answers[Math.min(requests.length, answers.length) - 1]!;
        if (answer instanceof Error) throw answer;
        return typeof answer === 'function' ? answer() : answer.clone();
      },
      ...options,
    },
    runtime,
  );
  return { client, requests, runtime, getToken };
}

export const ok = (body: unknown = { id: 'x' }): Response => Response.json(body);
export const failure = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, message: 'Said so.', requestId: 'req-1' } }, { status, headers });
export const offline = new TypeError('fetch failed');
export const never = (): Promise<Response> => new Promise(() => undefined);
export const auth = (request: Request | undefined): string | null =>
  request?.headers.get('authorization') ?? null;

export async function errorOf(promise: Promise<unknown>): Promise<LecternError> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (e: unknown) => e,
  );
  if (!LecternError.is(error)) throw error;
  return error;
}

/** Runs the clock until the promise is settled. */
export async function run<Value>(runtime: FakeRuntime, promise: Promise<Value>): Promise<Value> {
  let open = true;
  const done = (): void => void (open = false);
  promise.then(done, done);
  for (let round = 0; open && round < 100; round++) await runtime.advance(1_000);
  return promise;
}
