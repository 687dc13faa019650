import type { RecordingContainer } from '@lectern/core/contract';

/** A recording of which this browser holds something. */
export interface StoredRecording {
  readonly recordingId: string;
  readonly sessionId: string;
  readonly title: string;
  /** Who recorded: nobody else is told of it on a shared computer. */
  readonly personId: string;
  /** Zero of its time line by the server's clock, ms since 1970. Absent until the first part begins. */
  readonly startedAt?: number;
  /** Nothing is recorded any more; what waits is sent and the server is told. */
  readonly stopped: boolean;
}

/** One unbroken file of a recorder, as far as it has come. */
export interface StoredPart {
  readonly recordingId: string;
  /** Made here, `prt-` and 22 of `[a-z0-9]`. */
  readonly partId: string;
  /** Where it begins on the recording's time line, ms. */
  readonly startMs: number;
  readonly container: RecordingContainer;
  readonly codecs: string;
  /** So many chunks were written so far, sent ones included. */
  readonly chunks: number;
  /** So long it is so far, ms. */
  readonly durationMs: number;
  /** No more chunks will come. */
  readonly closed: boolean;
}

/** The bytes of one chunk that waits. */
export interface StoredChunk {
  readonly number: number;
  readonly sizeBytes: number;
}

export type ChunkStoreKind = 'opfs' | 'indexed-db' | 'memory';

/**
 * Where the bytes of recordings wait until the server has acknowledged them. A chunk is there whole or not at all,
 * also after the tab was killed. `memory` forgets everything with the page.
 */
export interface ChunkStore {
  readonly kind: ChunkStoreKind;
  recordings(): Promise<readonly StoredRecording[]>;
  putRecording(recording: StoredRecording): Promise<void>;
  /** With all its parts and chunks. Nothing happens when there is none. */
  deleteRecording(recordingId: string): Promise<void>;
  /** In the order of the time line. */
  parts(recordingId: string): Promise<readonly StoredPart[]>;
  putPart(part: StoredPart): Promise<void>;
  deletePart(recordingId: string, partId: string): Promise<void>;
  /** Those that wait, in order. */
  chunks(recordingId: string, partId: string): Promise<readonly StoredChunk[]>;
  putChunk(key: ChunkKey, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Undefined when it is not, or no longer, there. */
  chunk(key: ChunkKey): Promise<Uint8Array<ArrayBuffer> | undefined>;
  deleteChunk(key: ChunkKey): Promise<void>;
}

/** Names one chunk. */
export interface ChunkKey {
  readonly recordingId: string;
  readonly partId: string;
  readonly number: number;
}
