import type { Recording, RecordingAction } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { RecordingsDeps } from './deps.js';
import { viewRecordings } from './recording-view.js';
import { readRecording } from './recordings.store.js';
import { recordingNotFound, requireRecordingRight, type RecordingOfSession } from './rules.js';

/** What others may call. */
export interface RecordingsService {
  /**
   * A recording somebody acts on, with its session. Its state is the caller's to check.
   *
   * @throws {@link LecternError} NOT_FOUND for who may not see it, FORBIDDEN for who may not act.
   */
  getFor(
    db: Db,
    actor: Actor,
    id: string,
    action: RecordingAction,
    options?: { readonly lock?: boolean },
  ): Promise<RecordingOfSession>;
  /** As one person sees it. */
  view(db: Db, actor: Actor, recording: RecordingOfSession): Promise<Recording>;
}

export function createRecordingsService(deps: RecordingsDeps): RecordingsService {
  const { sessions } = deps;
  return {
    async getFor(db, actor, id, action, options) {
      const row = await readRecording(db, { tenant: actor.tenant, id }, options);
      const session = row && (await sessions.read(db, actor.tenant, row.session_id));
      if (!row || !session) throw recordingNotFound();
      const recording = { row, session };
      requireRecordingRight(actor, action, recording);
      return recording;
    },
    async view(db, actor, recording) {
      const [view] = await viewRecordings(db, deps, actor, [recording]);
      if (!view) throw new TypeError('[@lectern/server] one recording has one view');
      return view;
    },
  };
}
