import type { Instant, Page } from './common.js';
import type { PersonRef } from './person.js';

export const RECORDING_ACTIONS = [
  'recording.view',
  'recording.download',
  'recording.upload',
  'recording.keep',
  'recording.delete',
] as const;
export type RecordingAction = (typeof RECORDING_ACTIONS)[number];

/**
 * `announced`: everybody was told, nothing came yet. `uploading`: it records, or its last bytes are on their way.
 * `processing`: being made seekable. `deleted`: gone from lists; the files go at `purgeAt`.
 */
export type RecordingState = 'announced' | 'uploading' | 'processing' | 'ready' | 'failed' | 'deleted';

/** Why a recording failed. */
export type RecordingFailure = 'nothing-recorded' | 'unreadable' | 'storage-full' | 'never-finished';

/** A stretch of a recording's time line, in ms from its start. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Recording {
  /** `rec-` and 22 of `[a-z0-9]`. */
  readonly id: string;
  readonly sessionId: string;
  /** The session's title. */
  readonly title: string;
  readonly state: RecordingState;
  /** 0 to 1: of the bytes while uploading after its end, of the work while processing. */
  readonly progress?: number;
  /** Zero of its time line. */
  readonly startedAt: Instant;
  /** When the recorder stopped. Absent while it records. */
  readonly endedAt?: Instant;
  readonly recordedBy: PersonRef;
  readonly durationMs?: number;
  readonly sizeBytes?: number;
  /** What was lost on the way; nothing plays there. */
  readonly gaps: readonly TimeRange[];
  readonly failure?: RecordingFailure;
  readonly readyAt?: Instant;
  /** When it is deleted by itself: 90 days after `readyAt` unless the server says otherwise. Absent when kept for ever. */
  readonly expiresAt?: Instant;
  readonly deletedAt?: Instant;
  /** Until when a deleted recording can be restored. */
  readonly purgeAt?: Instant;
  readonly you: { readonly can: Readonly<Record<RecordingAction, boolean>> };
  /** Rises with every change. */
  readonly version: number;
}

/** `GET /v1/recordings`: newest first; of sessions you may see, deleted ones only for those who may restore them. */
export interface ListRecordingsInput {
  readonly sessionId?: string;
  readonly state?: RecordingState;
  /** 1 to 100. Default: 25. */
  readonly limit?: number;
  readonly cursor?: string;
}
export type RecordingPage = Page<Recording>;

/** What a recorder's file is. */
export type RecordingContainer = 'video/mp4' | 'video/webm';

/**
 * `POST /v1/recordings/:id/parts`: one unbroken file of one recorder. A reload, a lost worker or another codec begins
 * the next.
 */
export interface OpenPartInput {
  /** Made by the recorder, `prt-` and 22 of `[a-z0-9]`: opening it twice is one part. */
  readonly id: string;
  /** Where it begins on the recording's time line, in ms from `startedAt`. */
  readonly startMs: number;
  readonly container: RecordingContainer;
  /** RFC 6381, such as `avc1.42e01f,opus`. */
  readonly codecs: string;
}

export interface OpenedPart {
  readonly partId: string;
  /** 0 for the first of a recording. */
  readonly index: number;
  readonly upload: UploadTicket;
}

/** `POST /v1/parts/:id/ticket` for the next. Says what may be done once: chunks of one part. */
export interface UploadTicket {
  /** `PUT <url>/chunks/<n>`, `GET <url>/chunks`, `POST <url>/finish`. Needs no token. */
  readonly url: string;
  readonly expiresAt: Instant;
  /** A chunk is at most this long. 8 MiB. */
  readonly maxChunkBytes: number;
}

/** `GET <upload url>/chunks`: what is safe on the server, as runs of numbers, both ends included. */
export interface ReceivedChunks {
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly bytes: number;
}

/** `POST <upload url>/finish` */
export interface FinishPartInput {
  /** How many there are; `CHUNKS_MISSING` names those that did not come. */
  readonly chunks: number;
  readonly durationMs: number;
  /** Go on without the missing ones: their time becomes a gap. Default: false. */
  readonly force?: boolean;
}

export interface FinishedPart {
  readonly state: 'complete' | 'incomplete';
}

/** One file on the time line. Several play one after the other. */
export interface PlaybackSource {
  readonly src: string;
  /** MIME type with codecs. */
  readonly type: string;
  readonly startMs: number;
  readonly durationMs: number;
}

export interface PlaybackTrack {
  readonly kind: 'captions' | 'chapters' | 'descriptions';
  readonly src: string;
  readonly label: string;
  readonly language: string;
}

/** `POST /v1/recordings/:id/playback`. Ask again at `renewAfter`, and when a source fails. */
export interface Playback {
  readonly recordingId: string;
  readonly title: string;
  readonly durationMs: number;
  readonly sources: readonly PlaybackSource[];
  readonly tracks: readonly PlaybackTrack[];
  readonly gaps: readonly TimeRange[];
  readonly poster?: string;
  readonly resume?: { readonly atMs: number; readonly updatedAt: Instant };
  readonly canDownload: boolean;
  readonly expiresAt: Instant;
  readonly renewAfter: Instant;
  readonly serverNow: Instant;
}

/** `POST /v1/recordings/:id/download` */
export interface RecordingDownload {
  /** One file each part; nearly always one. */
  readonly files: readonly { readonly url: string; readonly fileName: string; readonly sizeBytes: number }[];
  readonly expiresAt: Instant;
}

/** `PUT /v1/recordings/:id/position` */
export interface SetPositionInput {
  readonly atMs: number;
}

/** `PUT /v1/recordings/:id/keep`: true takes it out of the deletion by time. */
export interface KeepRecordingInput {
  readonly keep: boolean;
}

/** What everybody in a class sees of a recording that runs. */
export interface RecordingNotice {
  readonly id: string;
  readonly state: RecordingState;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  /** Whose browser records. */
  readonly recordedBy: PersonRef;
}
