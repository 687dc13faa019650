import type { RecordingContainer, TimeRange } from '@lectern/core/contract';

/** A chunk as a file of this machine. */
export interface ChunkFile {
  readonly n: number;
  readonly path: string;
  readonly sizeBytes: number;
}

/** One unbroken file of a recorder, as far as it came. */
export interface FinishPart {
  readonly startMs: number;
  readonly container: RecordingContainer;
  /** As the recorder said. */
  readonly codecs: string;
  /** In their order; numbers that are missing did not come. */
  readonly chunks: readonly ChunkFile[];
  /** As the recorder said at its end; absent when it vanished. */
  readonly chunkCount?: number;
  readonly durationMs?: number;
}

/** What the worker is given. */
export interface FinishJob {
  readonly parts: readonly FinishPart[];
  /** Where it writes. */
  readonly folder: string;
}

/** One seekable file. Its time 0 is `startMs` of the recording. */
export interface FinishedFile {
  readonly path: string;
  readonly extension: 'mp4' | 'webm';
  /** MIME type with codecs. */
  readonly type: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
}

/** What came of the work. */
export interface FinishResult {
  /** Empty when nothing could be read. */
  readonly files: readonly FinishedFile[];
  readonly gaps: readonly TimeRange[];
  /** What an operator should know, such as parts that could not be read. */
  readonly notes: readonly string[];
}

/** What the worker says. */
export type FinishMessage =
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'result'; readonly result: FinishResult }
  | { readonly type: 'error'; readonly message: string; readonly code?: string };
