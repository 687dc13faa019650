/** What a Range header asks of a representation. Bytes are counted from 0; both ends are included. */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

interface Span {
  readonly start: number;
  readonly end: number;
}

const WHOLE: RangeAnswer = { kind: 'whole' };
const UNSATISFIABLE: RangeAnswer = { kind: 'unsatisfiable' };
const HEADER = /^[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*=(.*)$/s;
const SPEC = /^(\d*)-(\d*)$/;
/** With more digits a number is no longer exact: no file is that long. */
const EXACT_DIGITS = 15;

/**
 * Reads a Range header against a size, the way RFC 9110 §14 wants it. Parts that touch are joined; what stays more than
 * one part is answered whole, since players never ask for it. What is no range at all is unsatisfiable.
 */
export function parseRange(header: string | null, size: number): RangeAnswer {
  if (header === null) return WHOLE;
  const [, unit, list] = HEADER.exec(header) ?? [];
  if (unit === undefined || list === undefined) return UNSATISFIABLE;
  if (unit.toLowerCase() !== 'bytes') return WHOLE;
  const spans: Span[] = [];
  let count = 0;
  for (const item of list.split(',')) {
    const spec = item.replace(/^[ \t]+|[ \t]+$/g, '');
    // A list may hold empty elements (RFC 9110 §5.6.1.2).
    if (spec === '') continue;
    count += 1;
    const span = readSpec(spec, size);
    if (span === 'malformed') return UNSATISFIABLE;
    if (span) spans.push(span);
  }
  if (count === 0 || spans.length === 0) return UNSATISFIABLE;
  const [first, ...others] = join(spans);
  return first && others.length === 0 ? { kind: 'part', ...first } : WHOLE;
}

/** Undefined: right, but nothing of it is there. */
function readSpec(spec: string, size: number): Span | undefined | 'malformed' {
  const [, first, last] = SPEC.exec(spec) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'malformed';
  if (first === '') {
    const length = toNumber(last);
    return length === 0 || size === 0 ? undefined : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = toNumber(first);
  const end = last === '' ? Number.MAX_SAFE_INTEGER : toNumber(last);
  if (end < start) return 'malformed';
  return start >= size ? undefined : { start, end: Math.min(end, size - 1) };
}

function toNumber(digits: string): number {
  const significant = digits.replace(/^0+/, '');
  return significant.length > EXACT_DIGITS ? Number.MAX_SAFE_INTEGER : Number(significant);
}

/** Overlapping and adjacent spans become one. */
function join(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const before = joined.at(-1);
    if (before && span.start <= before.end + 1)
      joined[joined.length - 1] = { start: before.start, end: Math.max(before.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
