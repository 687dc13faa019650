/** What the rows are about: its bytes are their number modulo 251. */
export const TABLE_SIZE = 1000;
export const TABLE_ETAG = 'abc';
const TABLE_MODIFIED = new Date('2026-11-20T18:00:00.000Z');

const SAME = TABLE_MODIFIED.toUTCString();
const OLDER = new Date(TABLE_MODIFIED.getTime() - 1000).toUTCString();

/** One request and what is answered to it. */
export interface RangeRow {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** First and last byte of the body. Left out: no body. */
  readonly bytes?: readonly [first: number, last: number];
}

const WHOLE = [0, 999] as const;
const get = (headers: RangeRow['headers'], status: number, bytes?: readonly [number, number]): RangeRow => ({
  method: 'GET',
  headers,
  status,
  ...(bytes && { bytes }),
});
const part = (range: string, ...bytes: [number, number]): RangeRow => get({ range }, 206, bytes);
const whole = (range: string): RangeRow => get({ range }, 200, WHOLE);
const refused = (range: string): RangeRow => get({ range }, 416);
const when = (name: string, value: string) => ({ range: 'bytes=0-1', [name]: value });

/** Range over a file of 1000 bytes, as RFC 9110 §14 wants it, row by row. */
export const RANGE_TABLE: readonly RangeRow[] = [
  get({}, 200, WHOLE),
  part('bytes=0-0', 0, 0),
  part('bytes=0-', 0, 999),
  part('bytes=999-', 999, 999),
  part('bytes=-1', 999, 999),
  part('bytes=-1000', 0, 999),
  part('bytes=-5000', 0, 999),
  refused('bytes=-0'),
  refused('bytes=1000-'),
  refused('bytes=1000-1001'),
  part('bytes=0-99999', 0, 999),
  part('bytes=0-18446744073709551616', 0, 999),
  part(`bytes=0-${'9'.repeat(100)}`, 0, 999),
  refused('bytes=5-4'),
  refused('bytes=abc'),
  refused('abc'),
  refused('bytes=1-2-3'),
  refused('bytes=+0-1'),
  refused('bytes=0x0-1'),
  refused('bytes=--5'),
  refused('bytes='),
  whole('items=0-1'),
  part('Bytes=0-1', 0, 1),
  part('bytes= 0-1', 0, 1),
  part('bytes =0-1', 0, 1),
  part('bytes=0-1 , 2-3', 0, 3),
  part('bytes=0-99,50-150', 0, 150),
  part('bytes=0-99,100-150', 0, 150),
  part('bytes=0-1,2000-', 0, 1),
  part('bytes=2000-,0-1', 0, 1),
  whole('bytes=0-1,5-6'),
  { method: 'HEAD', headers: { range: 'bytes=0-1' }, status: 200 },
  { method: 'HEAD', headers: { range: 'bytes=5-4' }, status: 200 },
  { method: 'POST', headers: { range: 'bytes=0-1' }, status: 405 },
  get(when('if-range', '"abc"'), 206, [0, 1]),
  get(when('if-range', '"abd"'), 200, WHOLE),
  get(when('if-range', 'W/"abc"'), 200, WHOLE),
  get(when('if-range', 'garbage'), 200, WHOLE),
  get(when('if-range', SAME), 206, [0, 1]),
  get(when('if-range', OLDER), 200, WHOLE),
  get({ range: 'bytes=5-4', 'if-none-match': '"abc"' }, 304),
  get(when('if-none-match', '"abc"'), 304),
  get(when('if-none-match', 'W/"abc"'), 304),
  get(when('if-none-match', '"abd"'), 206, [0, 1]),
  get(when('if-modified-since', SAME), 304),
  get(when('if-modified-since', OLDER), 206, [0, 1]),
  get(when('if-match', '"abd"'), 412),
  get(when('if-match', 'W/"abc"'), 412),
  get(when('if-match', '"abc"'), 206, [0, 1]),
  get(when('if-unmodified-since', OLDER), 412),
  get(when('if-unmodified-since', SAME), 206, [0, 1]),
  get({ 'if-match': '"abd"', 'if-none-match': '"abc"' }, 412),
];

export function nameOf({ method, headers, status }: RangeRow): string {
  const given = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 40)}`);
  return `${method} ${given.join(' · ') || 'without Range'} → ${String(status)}`;
}

/** What an answer must say, so that two can be compared whole. */
export function expectedOf({ method, status, bytes }: RangeRow): Record<string, unknown> {
  const length = bytes ? bytes[1] - bytes[0] + 1 : undefined;
  return {
    status,
    contentRange:
      status === 206 && bytes
        ? `bytes ${String(bytes[0])}-${String(bytes[1])}/${String(TABLE_SIZE)}`
        : status === 416
          ? `bytes */${String(TABLE_SIZE)}`
          : null,
    // What has no body says nothing of its length, but HEAD that of GET.
    ...(method === 'HEAD' ? { length: '1000' } : length === undefined ? {} : { length: String(length) }),
    etag: status === 405 ? null : `"${TABLE_ETAG}"`,
    acceptRanges: status === 405 ? null : 'bytes',
    body: bytes ? Buffer.from(tableBytes().subarray(bytes[0], bytes[1] + 1)).toString('hex') : '',
  };
}

/** An answer in the same form. */
export async function readAnswer(row: RangeRow, response: Response): Promise<Record<string, unknown>> {
  const { headers } = response;
  const body = Buffer.from(await response.arrayBuffer()).toString('hex');
  return {
    status: response.status,
    contentRange: headers.get('content-range'),
    ...(row.bytes || row.method === 'HEAD' ? { length: headers.get('content-length') } : {}),
    etag: headers.get('etag'),
    acceptRanges: headers.get('accept-ranges'),
    body: row.status === 405 ? '' : body,
  };
}

export function tableBytes(size = TABLE_SIZE): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, index) => index % 251);
}
