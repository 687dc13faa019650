import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition, recordingFileName } from './file-name.js';

const name = (title: string, more: Partial<Parameters<typeof recordingFileName>[0]> = {}): string =>
  recordingFileName({
    title,
    startedAt: new Date('2026-11-20T23:30:00.000Z'),
    zone: 'Europe/Berlin',
    type: 'video/mp4;codecs="avc1.42e01f,opus"',
    ...more,
  });

describe('the name of a file', () => {
  it('has the day where the lesson was, and its title', () => {
    expect(name('Algebra 7b')).toBe('2026-11-21 Algebra 7b.mp4');
    expect(name('Algebra 7b', { zone: 'America/New_York' })).toBe('2026-11-20 Algebra 7b.mp4');
    expect(name('Algebra 7b', { type: 'video/webm', part: 1 })).toBe('2026-11-21 Algebra 7b 2.webm');
  });

  it.each([
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['../../etc/passwd', '.. .. etc passwd'],
    ['line\r\nSet-Cookie: a=b', 'line Set-Cookie a=b'],
    // Would show its end turned around: gpj.exe as exe.jpg.
    ['lesson\u202Egpj.exe', 'lesson gpj.exe'],
    ['zero\u200Bwidth\u0000\u2028', 'zero width'],
    ['  ', 'Recording'],
    ['', 'Recording'],
    ['\uD800', 'Recording'],
  ])('%j', (title, wanted) => {
    expect(name(title)).toBe(`2026-11-21 ${wanted}.mp4`);
  });

  it('fits every file system and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const made = name(title, { part: 12 });
        expect(new TextEncoder().encode(made).byteLength).toBeLessThanOrEqual(255);
        expect(() => encodeURIComponent(made)).not.toThrow();
        expect(made).toMatch(/^2026-11-21 .+ 13\.mp4$/s);
      }),
    );
    expect(name('👩‍🏫'.repeat(100))).toBe(`2026-11-21 ${'👩‍🏫'.repeat(21)}.mp4`);
  });
});

describe('Content-Disposition', () => {
  it.each([
    ['plain.mp4', `filename="plain.mp4"; filename*=UTF-8''plain.mp4`],
    ['Übung 1.mp4', `filename="Ubung 1.mp4"; filename*=UTF-8''%C3%9Cbung%201.mp4`],
    [
      'it\'s (50%) "ok"*.mp4',
      `filename="it's (50_) _ok_*.mp4"; filename*=UTF-8''it%27s%20%2850%25%29%20%22ok%22%2A.mp4`,
    ],
    ['数学.mp4', `filename="__.mp4"; filename*=UTF-8''%E6%95%B0%E5%AD%A6.mp4`],
  ])('%s', (fileName, wanted) => {
    expect(contentDisposition('attachment', fileName)).toBe(`attachment; ${wanted}`);
  });

  it('is a header, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const value = contentDisposition('inline', name(title));
        expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
        expect(value).toMatch(/^inline; filename="[^"\\]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/);
      }),
    );
  });
});
