import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { LecternClient } from '@lectern/core/client';
import type { Lectern } from '@lectern/server';
import { COURSES } from './courses.ts';

const FILE = new URL('./media/finding-north.webm', import.meta.url);
const DURATION_MS = 90_000;
/** As a recorder sends it: a little at a time. */
const CHUNK_BYTES = 64 * 1024;
const PART_ID = 'prt-0000000000000000campus';

/** The recording of one lesson, while it runs. */
export interface LessonRecording {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** Records a lesson as the teacher's browser does it, through the same interface; only the film is made already. */
export function recordLesson(
  { fetch }: Pick<Lectern, 'fetch'>,
  { recordings }: LecternClient,
  sessionId: string,
): LessonRecording {
  let recordingId: string | undefined;

  async function send(url: string, init: RequestInit): Promise<void> {
    const response = await fetch(new Request(url, init));
    if (!response.ok) throw new Error(`The film of the first lesson was refused: ${String(response.status)}`);
  }

  return {
    async begin() {
      recordingId = (await recordings.announce(sessionId)).id;
    },
    async end() {
      if (recordingId === undefined) return;
      const film = await readFile(FILE);
      const { upload } = await recordings.openPart(recordingId, {
        id: PART_ID,
        startMs: 0,
        container: 'video/webm',
        codecs: 'vp09.00.30.08,opus',
      });
      const chunks = Math.ceil(film.length / CHUNK_BYTES);
      for (let n = 0; n < chunks; n += 1) {
        const chunk = film.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
        const digest = createHash('sha256').update(chunk).digest('base64');
        await send(`${upload.url}/chunks/${String(n)}`, {
          method: 'PUT',
          headers: { 'content-digest': `sha-256=:${digest}:` },
          body: new Uint8Array(chunk),
        });
      }
      await send(`${upload.url}/finish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chunks, durationMs: DURATION_MS }),
      });
      await recordings.stop(recordingId);
    },
  };
}

/** A text track of Campus's own: an LMS may add them to any recording. */
export interface LessonTrack {
  readonly kind: 'captions' | 'chapters';
  readonly src: string;
  readonly language: string;
  readonly label: string;
}

const TRACKS: readonly LessonTrack[] = [
  { kind: 'captions', src: '/assets/finding-north.en.vtt', language: 'en', label: 'English' },
  { kind: 'chapters', src: '/assets/finding-north.chapters.vtt', language: 'en', label: 'Chapters' },
];

/** What Campus has written for a recording, by its title. */
export function tracksOf(title: string): readonly LessonTrack[] {
  return title === COURSES[0]?.firstLesson ? TRACKS : [];
}
