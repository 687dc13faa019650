import type { ChannelEvents, PersonRef, RecordingNotice } from '@lectern/core/contract';
import type { NewFact } from '../../platform/outbox/fact.js';
import type { RecordingOfSession } from './rules.js';
import type { RecordingRow } from './tables.js';

/** What everybody in a class sees of a recording. */
export function viewNotice(row: RecordingRow, recordedBy: PersonRef): RecordingNotice {
  return {
    id: row.id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    recordedBy,
  };
}

/** Says that a recording is another one than before: to those in the session, those who wait, its host and its attendees. */
export function recordingChanged(
  { row, session }: RecordingOfSession,
  recordedBy: PersonRef,
  now: Date,
): NewFact {
  const data: ChannelEvents['recording-changed'] = {
    sessionId: row.session_id,
    recording: viewNotice(row, recordedBy),
  };
  const people = [session.row.host_id, ...session.attendeeIds, row.recorded_by];
  return {
    tenant: row.tenant,
    type: 'recording-changed',
    topics: [
      `session:${row.session_id}`,
      `waiting:${row.session_id}`,
      ...[...new Set(people)].map((id) => `person:${id}`),
    ],
    data: { ...data },
    occurredAt: now,
  };
}
