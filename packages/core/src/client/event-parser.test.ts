import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventParser, type ServerSentEvent } from './event-parser.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(chunks: readonly Uint8Array[]): { events: ServerSentEvent[]; retries: number[] } {
  const events: ServerSentEvent[] = [];
  const retries: number[] = [];
  const feed = createEventParser({
    onEvent: (event) => events.push(event),
    onRetry: (ms) => retries.push(ms),
  });
  chunks.forEach(feed);
  return { events, retries };
}

const parseText = (text: string): ServerSentEvent[] => parse([encode(text)]).events;

describe('createEventParser', () => {
  it('reads type, data and id of a block', () => {
    expect(parseText('id: e-1\nevent: chat-posted\ndata: {}\n\n')).toEqual([
      { type: 'chat-posted', data: '{}', id: 'e-1' },
    ]);
  });

  it('joins lines of data with LF and strips one space', () => {
    expect(parseText('data:a\ndata:  b\ndata\ndata: c:d\n\n')).toEqual([
      { type: 'message', data: 'a\n b\n\nc:d', id: undefined },
    ]);
  });

  it('passes comments, unknown fields, empty blocks and bad retries over', () => {
    const { events, retries } = parse([
      encode(': ok\nretry: 2000\n\n\n\nfoo: x\nretry: 1s\nretry\n:\n\ndata: 1\n\n'),
    ]);
    expect(events).toEqual([{ type: 'message', data: '1', id: undefined }]);
    expect(retries).toEqual([2_000]);
  });

  it('does not carry an id or a type over to the next block', () => {
    expect(parseText('id: e-1\nevent: a\ndata: 1\n\ndata: 2\n\n')[1]).toEqual({
      type: 'message',
      data: '2',
      id: undefined,
    });
  });

  it('passes on a block with only an id, and no id with NUL', () => {
    expect(parseText('id: e-7\n\nid: a\0b\n\n')).toEqual([{ type: 'message', data: '', id: 'e-7' }]);
  });

  it('throws a block away that was cut off', () => {
    expect(parseText('data: 1\n\ndata: 2\n')).toHaveLength(1);
  });

  it('skips a byte order mark', () => {
    expect(parse([new Uint8Array([0xef, 0xbb, 0xbf]), encode('data: 1\n\n')]).events).toHaveLength(1);
  });

  it('hands a block over as soon as a lone CR ends it', () => {
    const { events } = parse([encode('data: 1\r\r')]);
    expect(events).toHaveLength(1);
  });

  it('takes a CRLF that is cut in two for one line end', () => {
    expect(parse([encode('data: 1\r'), encode('\ndata: 2\r'), encode('\n\r'), encode('\n')]).events).toEqual([
      { type: 'message', data: '1\n2', id: undefined },
    ]);
  });

  it('refuses a line without end', () => {
    expect(() => parse([encode('data: '), encode('x'.repeat(1_048_577))])).toThrow(RangeError);
  });

  it('reads the same wherever it is cut and whatever ends its lines', () => {
    const text =
      ': ok\nretry: 2000\n\nid: e-1\nevent: chat-posted\ndata: {"text":"gr\u00fc\u00df 👋 \u674e"}\ndata: 2\n\nid: e-2\n\ndata: 3\n\n';
    const whole = parse([encode(text)]);
    expect(whole.events).toHaveLength(3);
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.array(fc.nat({ max: 200 }), { maxLength: 40 }),
        (lineEnd, cuts) => {
          const bytes = encode(text.replaceAll('\n', lineEnd));
          const borders = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])];
          borders.sort((a, b) => a - b);
          const chunks = borders.slice(1).map((border, i) => bytes.slice(borders[i], border));
          expect(parse(chunks)).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
    for (const lineEnd of ['\n', '\r', '\r\n']) {
      const bytes = encode(text.replaceAll('\n', lineEnd));
      expect(parse([...bytes].map((byte) => new Uint8Array([byte])))).toEqual(whole);
    }
  });
});
