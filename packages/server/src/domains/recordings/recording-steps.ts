import { LecternError } from '@lectern/core';
import type { KeepRecordingInput, RecordingState } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import type { RecordingsDeps } from './deps.js';
import { planFinish } from './finishes.store.js';
import { expiryOf, moveRecording, stopRecording, tellChanged } from './recording-states.js';
import type { RecordingsService } from './recordings-service.js';
import { insertRecording, readRecording, readRunning } from './recordings.store.js';
import { IDLE_MS, recordingStateError, UNDO_MS, UNKEPT_MS, type RecordingOfSession } from './rules.js';

const ALIVE: readonly RecordingState[] = ['announced', 'uploading', 'processing', 'ready', 'failed'];

interface Step {
  readonly actor: Actor;
  readonly id: string;
  readonly now: Date;
}

/** What people do to recordings. */
export interface RecordingSteps {
  /**
   * Tells everybody that a recording begins. The same id twice is one recording.
   *
   * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, RECORDING_RUNNING, UNAVAILABLE, the code of the session's state.
   */
  announce(input: Step & { readonly sessionId: string }): Promise<RecordingOfSession>;
  /** The recorder stopped. Twice is once. */
  stop(step: Step): Promise<RecordingOfSession>;
  keep(step: Step & { readonly input: KeepRecordingInput }): Promise<RecordingOfSession>;
  /** Out of every list; its bytes go after a week. */
  delete(step: Step): Promise<RecordingOfSession>;
  /** @throws {@link LecternError} RECORDING_STATE when it is not deleted. */
  restore(step: Step): Promise<RecordingOfSession>;
}

export function createRecordingSteps(deps: RecordingsDeps, service: RecordingsService): RecordingSteps {
  const { database, sessions } = deps;
  return {
    announce: ({ actor, id, sessionId, now }) =>
      database.transaction(async (tx) => {
        const { tenant } = actor;
        const session = await sessions.getFor(tx, actor, sessionId, 'recording.record', { lock: true });
        deps.requireStore();
        const idleAt = new Date(now.getTime() + IDLE_MS);
        const row = await insertRecording(tx, {
          tenant,
          id,
          session_id: sessionId,
          recorded_by: actor.id,
          state: 'announced',
          started_at: now,
          idle_at: idleAt,
          received_bytes: 0,
          kept: false,
          version: 1,
          created_at: now,
        });
        if (row) {
          await tellChanged(tx, deps, row, now);
          database.afterCommit(tx, () => deps.wakeJobs(idleAt));
          return { row, session };
        }
        const same = await readRecording(tx, { tenant, id });
        if (same) return { row: same, session };
        const running = await readRunning(tx, tenant, sessionId);
        throw new LecternError(
          'RECORDING_RUNNING',
          'This session is being recorded already. Stop that recording first.',
          running ? { details: { recordingId: running.id } } : {},
        );
      }),

    stop: ({ actor, id, now }) =>
      database.transaction(async (tx) => {
        const { row, session } = await service.getFor(tx, actor, id, 'recording.upload', { lock: true });
        if (row.state === 'deleted') throw recordingStateError(row.state);
        return { row: await stopRecording(tx, deps, row, { endedAt: now, now }), session };
      }),

    keep: ({ actor, id, input, now }) =>
      database.transaction(async (tx) => {
        const { row, session } = await service.getFor(tx, actor, id, 'recording.keep', { lock: true });
        if (row.state === 'deleted') throw recordingStateError(row.state);
        if (row.kept === input.keep) return { row, session };
        const from = row.ready_at ?? (row.state === 'failed' ? row.ended_at : null);
        const due = from && expiryOf(deps, from);
        const atLeast = new Date(now.getTime() + UNKEPT_MS);
        const expiresAt = due && (due > atLeast ? due : atLeast);
        const set = { kept: input.keep, expires_at: input.keep ? null : expiresAt };
        return { row: await moveRecording(tx, deps, { ...row, from: ALIVE }, set, now), session };
      }),

    delete: ({ actor, id, now }) =>
      database.transaction(async (tx) => {
        const { row, session } = await service.getFor(tx, actor, id, 'recording.delete', { lock: true });
        if (row.state === 'deleted') return { row, session };
        const purgeAt = new Date(now.getTime() + UNDO_MS);
        const deleted = await moveRecording(
          tx,
          deps,
          { ...row, from: ALIVE },
          {
            state: 'deleted',
            state_before: row.state,
            ended_at: row.ended_at ?? now,
            deleted_at: now,
            deleted_by: actor.id,
            delete_reason: 'person',
            purge_at: purgeAt,
            idle_at: null,
          },
          now,
        );
        database.afterCommit(tx, () => deps.wakeJobs(purgeAt));
        return { row: deleted, session };
      }),

    restore: ({ actor, id, now }) =>
      database.transaction(async (tx) => {
        const { row, session } = await service.getFor(tx, actor, id, 'recording.delete', { lock: true });
        const { state_before: before } = row;
        if (row.state !== 'deleted' || !before || (row.purge_at && row.purge_at <= now))
          throw recordingStateError(row.state);
        const isTaking = before === 'announced' || before === 'uploading';
        // One whose time was over meanwhile is not deleted in the moment it comes back.
        const atLeast = new Date(now.getTime() + UNKEPT_MS);
        const restored = await moveRecording(
          tx,
          deps,
          { ...row, from: ['deleted'] },
          {
            state: before,
            state_before: null,
            deleted_at: null,
            deleted_by: null,
            delete_reason: null,
            purge_at: null,
            ...(isTaking && { idle_at: new Date(now.getTime() + IDLE_MS) }),
            ...(row.expires_at && row.expires_at < atLeast && { expires_at: atLeast }),
          },
          now,
        );
        if (before === 'processing' || before === 'ready') await planFinish(tx, row, now);
        database.afterCommit(tx, () => deps.wakeJobs());
        return { row: restored, session };
      }),
  };
}
