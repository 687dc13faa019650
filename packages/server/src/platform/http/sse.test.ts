import { expect, it } from 'vitest';
import type { Timer } from '../../ports/clock/timer.js';
import { createBoundedQueue } from '../outbox/bounded-queue.js';
import { mergeUntilFirstEnds } from './merge.js';
import { formatSseEvent, sseResponse, type SseEvent } from './sse.js';

function manualTimer(): Timer & { beat(): void; readonly beating: number } {
  const beats = new Set<() => void>();
  return {
    pause: () => Promise.resolve(),
    every(_ms, beat) {
      beats.add(beat);
      return () => beats.delete(beat);
    },
    beat: () => beats.forEach((beat) => beat()),
    get beating() {
      return beats.size;
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(): {
  queue: ReturnType<typeof createBoundedQueue<SseEvent>>;
  timer: ReturnType<typeof manualTimer>;
  stop: AbortController;
  response: Response;
  next(): Promise<string | undefined>;
  cancel(): Promise<void>;
  ended(): number;
} {
  const queue = createBoundedQueue<SseEvent>(100);
  const timer = manualTimer();
  const stop = new AbortController();
  let ends = 0;
  const open = (signal: AbortSignal): AsyncIterable<SseEvent> => {
    signal.addEventListener('abort', () => queue.end());
    return queue;
  };
  const response = sseResponse(open, { signal: stop.signal, timer, onEnd: () => (ends += 1) });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  return {
    queue,
    timer,
    stop,
    response,
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : new TextDecoder().decode(value);
    },
    cancel: () => reader.cancel(),
    ended: () => ends,
  };
}

it('says at once that it is open, with the headers that proxies need', async () => {
  const { response, next, cancel } = setUp();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(await next()).toBe(': ok\nretry: 2000\n\n');
  await cancel();
});

it('writes events and beats', async () => {
  const { queue, timer, next, cancel } = setUp();
  await next();
  queue.push({ event: 'chat-posted', id: 'abc-1', data: { text: 'a\nb' } });
  expect(await next()).toBe('id: abc-1\nevent: chat-posted\ndata: {"text":"a\\nb"}\n\n');
  const beat = next();
  await turn();
  timer.beat();
  expect(await beat).toBe(':\n\n');
  await cancel();
});

it('lets nobody write lines of their own', () => {
  expect(formatSseEvent({ event: 'a\ndata: forged', id: '1\r\nevent: forged', data: 'x\r\n\u2028' })).toBe(
    'id: 1  event: forged\nevent: a data: forged\ndata: "x\\r\\n\u2028"\n\n',
  );
});

it('takes no more events than its reader reads, and piles up no beats', async () => {
  const { queue, timer, next, cancel } = setUp();
  for (let n = 0; n < 50; n += 1) queue.push({ event: 'n', data: n });
  for (let n = 0; n < 50; n += 1) timer.beat();
  await turn();
  expect(queue.size).toBeGreaterThanOrEqual(48);
  await next();
  expect(await next()).toContain('data: 0');
  expect(await next()).toContain('data: 1');
  await cancel();
});

it.each(['the signal', 'the reader', 'the source'])(
  'ends once, with everything it holds, by %s',
  async (who) => {
    const { queue, timer, stop, next, cancel, ended } = setUp();
    await next();
    const last = next();
    await turn();
    if (who === 'the signal') stop.abort();
    if (who === 'the source') queue.end();
    if (who === 'the reader') await cancel();
    expect(await last).toBeUndefined();
    expect([timer.beating, ended(), queue.push({ event: 'late', data: 0 })]).toEqual([0, 1, false]);
    stop.abort();
    timer.beat();
    expect(ended()).toBe(1);
  },
);

it('merges sources as they come and ends with the first', async () => {
  const one = createBoundedQueue<{ n: number }>(10);
  const other = createBoundedQueue<{ n: number }>(10);
  const merged = mergeUntilFirstEnds(one, other);
  one.push({ n: 1 });
  expect((await merged.next()).value).toEqual({ n: 1 });
  const waiting = merged.next();
  await turn();
  other.push({ n: 2 });
  expect((await waiting).value).toEqual({ n: 2 });
  // A busy one does not starve the other.
  for (let n = 10; n < 15; n += 1) one.push({ n });
  other.push({ n: 3 });
  const four = [];
  for (let n = 0; n < 4; n += 1) four.push((await merged.next()).value);
  expect(four).toContainEqual({ n: 3 });
  other.end();
  const rest = [];
  for (let item = await merged.next(); !item.done; item = await merged.next()) rest.push(item.value);
  expect(rest.length).toBeLessThanOrEqual(2);
});

it('passes on the failure of a source', async () => {
  async function* broken(): AsyncGenerator<{ n: number }> {
    await turn();
    throw new Error('broken');
  }
  const merged = mergeUntilFirstEnds<{ n: number }>(createBoundedQueue(1), broken());
  await expect(merged.next()).rejects.toThrow('broken');
});
