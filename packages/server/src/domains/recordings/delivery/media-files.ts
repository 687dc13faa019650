import type { RecordingOfSession } from '../rules.js';
import type { FileRow } from '../tables.js';
import { extensionOf, recordingFileName } from './file-name.js';

/** What a file is called in a URL. */
export function mediaFileName({ position, type }: FileRow): string {
  return `${String(position)}.${extensionOf(type)}`;
}

/** What a file is called where somebody keeps it. */
export function presentedName({ row, session }: RecordingOfSession, file: FileRow, count: number): string {
  return recordingFileName({
    title: session.row.title,
    startedAt: row.started_at,
    zone: session.row.zone,
    type: file.type,
    ...(count > 1 && { part: file.position }),
  });
}
