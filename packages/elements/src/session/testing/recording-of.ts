import { RECORDING_ACTIONS, type Recording, type RecordingNotice } from '@lectern/core/contract';

/** The recording that a notice is of, as its recorder is answered. */
export function recordingOf(notice: RecordingNotice, sessionId: string): Recording {
  const { id, state, startedAt, endedAt, recordedBy } = notice;
  return {
    id,
    sessionId,
    title: 'Algebra',
    state,
    startedAt,
    ...(endedAt && { endedAt }),
    recordedBy,
    gaps: [],
    you: {
      can: Object.fromEntries(RECORDING_ACTIONS.map((action) => [action, true])) as Recording['you']['can'],
    },
    version: 1,
  };
}
