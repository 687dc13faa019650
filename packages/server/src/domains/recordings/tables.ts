import type { RecordingContainer, RecordingFailure, RecordingState, TimeRange } from '@lectern/core/contract';
import type { Selectable } from 'kysely';

/** Rows of `0060-recordings`. Sizes are doubles: exact to 2^53, and numbers on both engines. */
export type RecordingTables = {
  recordings: {
    tenant: string;
    id: string;
    session_id: string;
    recorded_by: string;
    state: RecordingState;
    started_at: Date;
    /** Null while it records: there is one such row a session at most. */
    ended_at: Date | null;
    /** When a recorder that says nothing more is given up, and after its stop: when the rest is no longer waited for. */
    idle_at: Date | null;
    last_chunk_at: Date | null;
    /** Of all chunks, also after they were joined. */
    received_bytes: number;
    progress: number | null;
    duration_ms: number | null;
    size_bytes: number | null;
    gaps: readonly TimeRange[];
    failure: RecordingFailure | null;
    ready_at: Date | null;
    kept: boolean;
    /** Null: never, or not yet known. */
    expires_at: Date | null;
    deleted_at: Date | null;
    deleted_by: string | null;
    delete_reason: 'person' | 'retention' | null;
    /** What a restored one goes back to. */
    state_before: RecordingState | null;
    purge_at: Date | null;
    /** Set once every byte is gone: the row is a tombstone from then on. */
    purged_at: Date | null;
    version: number;
    created_at: Date;
  };
  recording_parts: {
    tenant: string;
    id: string;
    recording_id: string;
    /** 0 for the first of a recording. */
    position: number;
    start_ms: number;
    container: RecordingContainer;
    codecs: string;
    opened_by: string;
    opened_at: Date;
    /** Open: chunks are taken. Incomplete: given up, or finished although some did not come. */
    state: 'open' | 'complete' | 'incomplete';
    /** As the recorder said at its end. */
    chunk_count: number | null;
    duration_ms: number | null;
    /** Its recorder asked to finish it and was told that some are missing: the rest is worth waiting for. */
    wants_rest: boolean;
    finished_at: Date | null;
  };
  recording_chunks: {
    tenant: string;
    part_id: string;
    n: number;
    /** In the object store. */
    key: string;
    sha256: string;
    size_bytes: number;
    received_at: Date;
  };
  recording_files: {
    tenant: string;
    recording_id: string;
    /** 0 for the first on the time line. */
    position: number;
    /** In the object store. */
    key: string;
    size_bytes: number;
    duration_ms: number;
    start_ms: number;
    /** MIME type with codecs. */
    type: string;
    /** Of its bytes, without quotes: a file never changes under it. */
    etag: string;
    made_at: Date;
  };
  recording_finishes: {
    tenant: string;
    recording_id: string;
    due_at: Date;
    attempts: number;
    /** Which process works on it. Null: nobody does. */
    holder: string | null;
    leased_until: Date | null;
  };
  recording_positions: {
    tenant: string;
    recording_id: string;
    person_id: string;
    at_ms: number;
    updated_at: Date;
  };
};

export type RecordingRow = Selectable<RecordingTables['recordings']>;
export type PartRow = Selectable<RecordingTables['recording_parts']>;
export type ChunkRow = Selectable<RecordingTables['recording_chunks']>;
export type FileRow = Selectable<RecordingTables['recording_files']>;
