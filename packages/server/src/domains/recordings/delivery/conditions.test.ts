import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConditions } from './conditions.js';

const ETAG = '"abc"';
const MODIFIED = new Date('2026-11-20T18:00:00.700Z');
const SAME = 'Fri, 20 Nov 2026 18:00:00 GMT';
const OLDER = 'Fri, 20 Nov 2026 17:59:59 GMT';
const NEWER = 'Fri, 20 Nov 2026 18:00:01 GMT';

type Given = Readonly<Record<string, string>>;
const answer = (headers: Given, method = 'GET'): string => {
  const given = { method, headers: new Headers(headers) };
  const result = checkConditions(given, { etag: ETAG, lastModified: MODIFIED }, 1000);
  return result.kind === 'part' ? `${String(result.start)}-${String(result.end)}` : result.kind;
};
const PART = { range: 'bytes=0-1' };

describe('conditions', () => {
  it.each<readonly [string, Given, string]>([
    ['none', {}, 'whole'],
    ['a range', PART, '0-1'],
    ['If-Range with the tag', { ...PART, 'if-range': ETAG }, '0-1'],
    ['If-Range with another tag', { ...PART, 'if-range': '"abd"' }, 'whole'],
    ['If-Range with the tag as a weak one', { ...PART, 'if-range': 'W/"abc"' }, 'whole'],
    ['If-Range with garbage', { ...PART, 'if-range': 'abc' }, 'whole'],
    ['If-Range with a star', { ...PART, 'if-range': '*' }, 'whole'],
    ['If-Range with two tags', { ...PART, 'if-range': '"abc", "abd"' }, 'whole'],
    ['If-Range with nothing', { ...PART, 'if-range': '' }, 'whole'],
    ['If-Range with the date', { ...PART, 'if-range': SAME }, '0-1'],
    ['If-Range with an older date', { ...PART, 'if-range': OLDER }, 'whole'],
    ['If-Range with a newer date', { ...PART, 'if-range': NEWER }, 'whole'],
    ['If-Range with a date of no form', { ...PART, 'if-range': '2026-11-20T18:00:00Z' }, 'whole'],
    ['If-Range without Range', { 'if-range': '"abd"' }, 'whole'],
    ['a right If-Range and a wrong Range', { range: 'bytes=5-4', 'if-range': ETAG }, 'unsatisfiable'],
    ['a wrong If-Range and a wrong Range', { range: 'bytes=5-4', 'if-range': '"abd"' }, 'whole'],
    [
      'If-None-Match with the tag, before Range',
      { range: 'bytes=5-4', 'if-none-match': ETAG },
      'not-modified',
    ],
    ['If-None-Match with the tag as a weak one', { 'if-none-match': 'W/"abc"' }, 'not-modified'],
    ['If-None-Match with a list', { 'if-none-match': '"x,y", W/"z" ,"abc"' }, 'not-modified'],
    ['If-None-Match with a star', { 'if-none-match': '*' }, 'not-modified'],
    ['If-None-Match with another tag', { ...PART, 'if-none-match': '"abd"' }, '0-1'],
    ['If-None-Match with garbage', { 'if-none-match': 'abc' }, 'whole'],
    ['a tag inside another', { 'if-none-match': '"x", "y"abc""' }, 'whole'],
    [
      'If-None-Match of another tag beside an old If-Modified-Since',
      { 'if-none-match': '"abd"', 'if-modified-since': NEWER },
      'whole',
    ],
    ['If-Modified-Since the date', { 'if-modified-since': SAME }, 'not-modified'],
    ['If-Modified-Since before it', { ...PART, 'if-modified-since': OLDER }, '0-1'],
    ['If-Modified-Since a broken date', { 'if-modified-since': 'tomorrow' }, 'whole'],
    [
      'If-Modified-Since in the form of RFC 850',
      { 'if-modified-since': 'Friday, 20-Nov-26 18:00:00 GMT' },
      'not-modified',
    ],
    [
      'If-Modified-Since in the form of asctime',
      { 'if-modified-since': 'Fri Nov 20 18:00:00 2026' },
      'not-modified',
    ],
    ['If-Match with the tag', { ...PART, 'if-match': ETAG }, '0-1'],
    ['If-Match with a star', { ...PART, 'if-match': '*' }, '0-1'],
    ['If-Match with another tag', { ...PART, 'if-match': '"abd"' }, 'precondition-failed'],
    ['If-Match with the tag as a weak one', { 'if-match': 'W/"abc"' }, 'precondition-failed'],
    ['If-Match with a list', { ...PART, 'if-match': '"abd", "abc"' }, '0-1'],
    ['If-Match with garbage', { 'if-match': 'abc' }, 'precondition-failed'],
    ['If-Match before If-None-Match', { 'if-match': '"abd"', 'if-none-match': ETAG }, 'precondition-failed'],
    ['If-Unmodified-Since before it', { 'if-unmodified-since': OLDER }, 'precondition-failed'],
    ['If-Unmodified-Since the date', { ...PART, 'if-unmodified-since': SAME }, '0-1'],
    ['If-Unmodified-Since a broken date', { ...PART, 'if-unmodified-since': 'x' }, '0-1'],
    [
      'If-Match beside an old If-Unmodified-Since',
      { 'if-match': ETAG, 'if-unmodified-since': OLDER },
      'whole',
    ],
  ])('%s', (_name, headers, wanted) => {
    expect(answer(headers)).toBe(wanted);
  });

  it('ignores Range for HEAD, and nothing else', () => {
    expect(answer(PART, 'HEAD')).toBe('whole');
    expect(answer({ range: 'bytes=5-4' }, 'HEAD')).toBe('whole');
    expect(answer({ 'if-none-match': ETAG }, 'HEAD')).toBe('not-modified');
    expect(answer({ 'if-match': '"abd"' }, 'HEAD')).toBe('precondition-failed');
  });

  it('never throws, whatever stands in the headers', () => {
    const value = fc.oneof(
      fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,40}$/),
      fc.constantFrom(ETAG, '*', SAME, 'bytes=0-1', '"'.repeat(40), 'W/"abc"'),
    );
    const names = [
      'if-match',
      'if-none-match',
      'if-range',
      'range',
      'if-modified-since',
      'if-unmodified-since',
    ];
    const given = fc.dictionary(fc.constantFrom(...names), value);
    fc.assert(
      fc.property(given, (headers) => void expect(answer(headers)).toMatch(/^(?:\d+-\d+|[a-z-]+)$/)),
      {
        numRuns: 1_000,
      },
    );
  });

  it('reads a long list of tags in no time', () => {
    // Two ways to read one list would double with every comma.
    expect(answer({ 'if-none-match': `${', \t'.repeat(4_000)}x` })).toBe('whole');
  });
});
