import { parseRange, type RangeAnswer } from './range.js';

/** What names one unchanging state of a file. */
export interface Validators {
  /** Strong, with its quotes: the same bytes have the same tag on every server. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** What a request is answered with. */
export type ConditionsAnswer =
  RangeAnswer | { readonly kind: 'not-modified' } | { readonly kind: 'precondition-failed' };

const TAG = /[ \t]*(?:,[ \t]*)*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/y;
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';
const IMF_DATE = new RegExp(`^${DAY}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT$`);
const RFC_850_DATE = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT$`,
);
const ASCTIME_DATE = new RegExp(`^${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`);

/**
 * Goes through the conditions of a GET or HEAD in the order of RFC 9110 §13.2.2: If-Match or If-Unmodified-Since, then
 * If-None-Match or If-Modified-Since, then If-Range, then Range. Range is looked at for GET alone.
 */
export function checkConditions(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  validators: Validators,
  size: number,
): ConditionsAnswer {
  const { etag } = validators;
  const modifiedAt = Math.floor(validators.lastModified.getTime() / 1000) * 1000;
  const dateOf = (name: string): number | undefined => parseHttpDate(headers.get(name));

  const ifMatch = headers.get('if-match');
  if (ifMatch !== null) {
    if (ifMatch.trim() !== '*' && !parseTags(ifMatch).includes(etag)) return { kind: 'precondition-failed' };
  } else {
    const unmodifiedSince = dateOf('if-unmodified-since');
    if (unmodifiedSince !== undefined && modifiedAt > unmodifiedSince) return { kind: 'precondition-failed' };
  }

  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== null) {
    const isOurs = (tag: string): boolean => tag.replace(/^W\//, '') === etag;
    if (ifNoneMatch.trim() === '*' || parseTags(ifNoneMatch).some(isOurs)) return { kind: 'not-modified' };
  } else {
    const modifiedSince = dateOf('if-modified-since');
    if (modifiedSince !== undefined && modifiedAt <= modifiedSince) return { kind: 'not-modified' };
  }

  const range = headers.get('range');
  if (method !== 'GET' || range === null) return { kind: 'whole' };
  const ifRange = headers.get('if-range');
  // A weak tag never equals a strong one.
  if (ifRange !== null && ifRange.trim() !== etag && parseHttpDate(ifRange) !== modifiedAt)
    return { kind: 'whole' };
  return parseRange(range, size);
}

/** The tags before the first thing that is none. */
function parseTags(list: string): readonly string[] {
  const tags: string[] = [];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(list); match; match = TAG.exec(list)) tags.push(match[1] ?? '');
  return tags;
}

/** In ms. All three forms of RFC 9110 §5.6.7; undefined for anything else. */
function parseHttpDate(header: string | null): number | undefined {
  const text = header?.trim() ?? '';
  const known = IMF_DATE.test(text) || RFC_850_DATE.test(text);
  const time = known ? Date.parse(text) : ASCTIME_DATE.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
