import type { EventStream, EventStreamOptions, LecternClient } from '@lectern/core/client';
import { LecternError, type ChannelEvent } from '@lectern/core/contract';
import { fakeAnswers, type FakeAnswers } from './fake-answers.js';
import { fakeWorld, type FakeWorld } from './fake-world.js';

/** A method of the client, such as `bookings.create`. */
export type FakeMethod = keyof FakeAnswers;

export interface FakeStream {
  readonly topics: readonly string[];
  readonly options: EventStreamOptions;
  readonly open: boolean;
}

/** A client without a server: answers from a world of plain data, and does what a test tells it to. */
export interface FakeClient extends LecternClient {
  readonly world: FakeWorld;
  /** The arguments of every call so far, `{ signal }` left out. */
  calls(method: FakeMethod): readonly (readonly unknown[])[];
  /** Answers in place of the world, until told otherwise. */
  answer<Method extends FakeMethod>(method: Method, answer: FakeAnswers[Method]): void;
  /** The next call fails with this error. */
  failNext(method: FakeMethod, error: unknown): void;
  /** Calls wait until the function that comes back is called. */
  hold(method: FakeMethod): () => void;
  /** Calls that were given up before they were answered. */
  readonly aborted: readonly FakeMethod[];
  readonly streams: readonly FakeStream[];
  /** Sends an event down every open stream. */
  emit(event: ChannelEvent): void;
}

/** @param more What differs from the ordinary world: one offering of Ana's, bookable on weekdays. */
export function createFakeClient(more: Partial<FakeWorld> = {}): FakeClient {
  const world = fakeWorld(more);
  const answers: FakeAnswers = fakeAnswers(world);
  const calls: { method: FakeMethod; args: readonly unknown[] }[] = [];
  const failures = new Map<FakeMethod, unknown[]>();
  const gates = new Map<FakeMethod, Promise<void>>();
  const aborted: FakeMethod[] = [];
  const streams: OpenStream[] = [];

  const run = async (method: FakeMethod, args: readonly unknown[]): Promise<unknown> => {
    const options = args.at(-1) as { readonly signal?: AbortSignal } | undefined;
    const signal = options?.signal;
    let waiting = true;
    const abort = (): LecternError => {
      if (waiting) aborted.push(method);
      return new LecternError('ABORTED', 'The caller gave up.');
    };
    calls.push({ method, args: signal ? args.slice(0, -1) : args });
    if (signal?.aborted) throw abort();
    const gate = gates.get(method) ?? Promise.resolve();
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(abort()), { once: true });
      void gate.then(resolve);
    });
    waiting = false;
    if (failures.get(method)?.length) throw failures.get(method)?.shift();
    return (answers[method] as (...given: readonly unknown[]) => unknown)(...args);
  };

  const slice = (name: string): unknown =>
    new Proxy(
      {},
      {
        get:
          (_target, key) =>
          (...args: readonly unknown[]) =>
            run(`${name}.${String(key)}` as FakeMethod, args),
      },
    );

  const slices = Object.fromEntries(
    [
      'me',
      'people',
      'sessions',
      'connections',
      'channel',
      'offerings',
      'availability',
      'bookings',
      'attendance',
      'calendars',
      'recordings',
    ].map((name) => [name, slice(name)]),
  ) as unknown as Omit<LecternClient, 'events'>;

  return {
    ...slices,
    events: {
      open(options) {
        const stream = new OpenStream(options);
        streams.push(stream);
        return stream;
      },
    },
    world,
    aborted,
    streams,
    calls: (method) => calls.filter((call) => call.method === method).map((call) => call.args),
    answer(method, answer) {
      answers[method] = answer;
    },
    failNext(method, error) {
      failures.set(method, [...(failures.get(method) ?? []), error]);
    },
    hold(method) {
      let release = (): void => {};
      gates.set(method, new Promise((resolve) => (release = resolve)));
      return () => {
        gates.delete(method);
        release();
      };
    },
    emit(event) {
      for (const stream of streams) if (stream.open) stream.options.onEvent(event);
    },
  };
}

class OpenStream implements EventStream, FakeStream {
  topics: readonly string[];
  open = true;
  readonly cursor = undefined;

  constructor(readonly options: EventStreamOptions) {
    this.topics = options.topics;
    queueMicrotask(() => {
      if (this.open) options.onState?.('open');
    });
  }

  get state(): 'open' | 'closed' {
    return this.open ? 'open' : 'closed';
  }

  setTopics(topics: readonly string[]): void {
    this.topics = topics;
  }

  close(): void {
    this.open = false;
    this.options.onState?.('closed');
  }
}
