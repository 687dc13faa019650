import type { UploadGrant } from './upload-tickets.js';

const DIGITS = 6;

/** Named by their bytes: two that claim one number at once never overwrite one another. */
export function chunkKey(
  { recordingId, partId }: Pick<UploadGrant, 'recordingId' | 'partId'>,
  n: number,
  sha256: string,
): string {
  return `${chunkPrefix(recordingId)}${partId}/${String(n).padStart(DIGITS, '0')}-${sha256}`;
}

export function chunkPrefix(recordingId: string): string {
  return `chunks/${recordingId}/`;
}

/** Another name with each attempt: a server that lost its lease overwrites nothing. */
export function fileKey(recordingId: string, attempt: string, position: number, extension: string): string {
  return `${filePrefix(recordingId)}${attempt}-${String(position)}.${extension}`;
}

export function filePrefix(recordingId: string): string {
  return `recordings/${recordingId}/`;
}
