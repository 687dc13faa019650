// Two invisible characters are kept: Persian words and some pictures are written with them.
const FORBIDDEN = /(?![\u200C\u200D])[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Most file systems take no more. */
const MOST_BYTES = 255;
const encoder = new TextEncoder();

export interface FileNameInput {
  readonly title: string;
  readonly startedAt: Date;
  /** The wall time of the session decides which day it was. */
  readonly zone: string;
  /** MIME type. */
  readonly type: string;
  /** From 0; said only where there are several. */
  readonly part?: number;
}

/** Like `2026-11-21 Algebra 7b.mp4`, without what file systems or readers stumble over. */
export function recordingFileName({ title, startedAt, zone, type, part }: FileNameInput): string {
  const before = `${dayIn(zone, startedAt)} `;
  const after = `${part === undefined ? '' : ` ${String(part + 1)}`}.${extensionOf(type)}`;
  const room = MOST_BYTES - encoder.encode(before + after).byteLength;
  const name = shorten(title.replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim(), room);
  return `${before}${name || 'Recording'}${after}`;
}

/** `mp4` or `webm`. */
export function extensionOf(type: string): string {
  return /^[a-z]+\/webm\b/i.test(type) ? 'webm' : 'mp4';
}

/** As RFC 6266 and RFC 8187 want it: a name in ASCII for old readers, the right one beside it. */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  // Some readers decode % in the plain form.
  const plain = fileName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function dayIn(zone: string, at: Date): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** No character, with its marks, is cut in two. */
function shorten(text: string, mostBytes: number): string {
  let bytes = 0;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).byteLength;
    if (bytes > mostBytes) break;
    short += segment;
  }
  return short.trim();
}
