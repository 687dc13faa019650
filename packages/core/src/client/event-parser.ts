/** One block of an event stream. */
export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
  /** Of this block alone; undefined where it has none. */
  readonly id: string | undefined;
}

export interface EventParserOptions {
  onEvent(event: ServerSentEvent): void;
  /** `retry:` in ms. */
  onRetry?(ms: number): void;
}

// No event comes near it: what does is not an event stream.
const LONGEST_LINE = 1_048_576;

/**
 * Reads a `text/event-stream`, cut anywhere. A block without data is passed on when it has an id.
 *
 * @see {@link https://html.spec.whatwg.org/multipage/server-sent-events.html | HTML, server-sent events}
 */
export function createEventParser({ onEvent, onRetry }: EventParserOptions): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  let afterCr = false;
  let type = '';
  let data: string[] = [];
  let id: string | undefined;

  function readLine(line: string): void {
    if (line === '') {
      if (data.length > 0 || id !== undefined) {
        onEvent({ type: type || 'message', data: data.join('\n'), id });
      }
      type = '';
      data = [];
      id = undefined;
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry?.(Number(value));
  }

  return (chunk) => {
    let text = decoder.decode(chunk, { stream: true });
    if (!text) return;
    // The second half of a CRLF that was cut in two.
    if (afterCr && text.startsWith('\n')) text = text.slice(1);
    afterCr = text.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw new RangeError('A line of the event stream has no end.');
    lines.forEach(readLine);
  };
}
