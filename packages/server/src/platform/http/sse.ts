import type { Timer } from '../../ports/clock/timer.js';

/** One event of a stream. */
export interface SseEvent {
  readonly event: string;
  /** Written as JSON. */
  readonly data: unknown;
  /** Without line ends. */
  readonly id?: string;
}

/** Where a stream stands, without anything to tell. */
export interface SsePosition {
  /** Without line ends. */
  readonly id: string;
}

export interface SseOptions {
  /** Ends the stream. */
  readonly signal: AbortSignal;
  readonly timer: Timer;
  /** Between two comments that keep the line open. Default: 5,000. */
  readonly beatMs?: number;
  /** How long a reader waits before it comes back. Default: 2,000. */
  readonly retryMs?: number;
  /** Called once, when the stream is over for whatever reason. */
  onEnd?(): void;
}

const BEAT_MS = 5_000;
const RETRY_MS = 2_000;
const encoder = new TextEncoder();

/** Written as one event: JSON has no line end in it, text of others may. */
export function formatSseEvent(item: SseEvent | SsePosition): string {
  if (!('event' in item)) return `id: ${oneLine(item.id)}\n\n`;
  const { event, data, id } = item;
  const lines = [...(id === undefined ? [] : [`id: ${oneLine(id)}`]), `event: ${oneLine(event)}`];
  for (const line of JSON.stringify(data ?? null).split(/\r\n|\r|\n/)) lines.push(`data: ${line}`);
  return `${lines.join('\n')}\n\n`;
}

/**
 * A stream of server-sent events. An event is taken from the source only when the reader has room for it; beats are left
 * out meanwhile. The signal that `open` gets is aborted when the stream is over for whatever reason: a source that waits
 * must end with it.
 */
export function sseResponse(
  open: (signal: AbortSignal) => AsyncIterable<SseEvent | SsePosition>,
  options: SseOptions,
): Response {
  const { signal, timer, beatMs = BEAT_MS, retryMs = RETRY_MS } = options;
  const over = new AbortController();
  const iterator = open(over.signal)[Symbol.asyncIterator]();
  let isOver = false;
  let stopBeating: (() => void) | undefined;
  let close: (() => void) | undefined;
  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    stopBeating?.();
    if (close) signal.removeEventListener('abort', close);
    over.abort();
    // It may be waiting: nobody waits for it here.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
    options.onEnd?.();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`: ok\nretry: ${String(retryMs)}\n\n`));
      close = () => {
        if (isOver) return;
        finish();
        controller.close();
      };
      stopBeating = timer.every(beatMs, () => {
        // A reader that does not read gets no beats piled up.
        if (!isOver && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'));
      });
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
    },
    async pull(controller) {
      let next: IteratorResult<SseEvent | SsePosition>;
      try {
        next = await iterator.next();
      } catch (error) {
        if (isOver) return;
        finish();
        controller.error(error);
        return;
      }
      if (isOver) return;
      if (next.done === true) {
        finish();
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(formatSseEvent(next.value)));
    },
    cancel: finish,
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ');
}
