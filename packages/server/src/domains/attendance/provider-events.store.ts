import type { ProviderEvent } from '@lectern/core';
import type { AttendanceEvent, AttendanceEventType } from '@lectern/core/attendance';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { AttendanceEventsTable, AttendanceTables } from './tables.js';

/** Which of a provider's events are evidence. */
const EVIDENCE: Partial<Record<ProviderEvent['type'], AttendanceEventType>> = {
  'room-started': 'room-started',
  'room-ended': 'room-ended',
  'participant-joined': 'joined',
  'participant-left': 'left',
  'participant-seen': 'seen',
};

/** Keeps an event that is evidence, once. Answers whether it was new. */
export async function keepProviderEvent(
  tx: Tx,
  event: ProviderEvent & { readonly tenant: string },
  receivedAt: Date,
): Promise<boolean> {
  if (!EVIDENCE[event.type]) return false;
  const { participant } = event;
  const inserted = await tx
    .withTables<AttendanceTables>()
    .insertInto('attendance_events')
    .values({
      tenant: event.tenant,
      room_id: event.roomId,
      event_id: event.eventId,
      type: event.type,
      occurrence_id: event.occurrenceId ?? null,
      parent_room_id: event.parentRoomId ?? null,
      occurred_at: event.occurredAt ?? null,
      received_at: receivedAt,
      person_id: participant?.id ?? null,
      connection_id: participant?.connectionId ?? null,
      name: participant?.name ?? null,
      joined_at: participant?.joinedAt ?? null,
      human: participant?.human ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** All evidence of a session's room and of its breakouts. */
export async function readProviderEvents(
  db: Db,
  tenant: string,
  sessionId: string,
): Promise<readonly AttendanceEvent[]> {
  const rows = await db
    .withTables<AttendanceTables>()
    .selectFrom('attendance_events')
    .selectAll()
    .where('tenant', '=', tenant)
    .where((where) => where.or([where('room_id', '=', sessionId), where('parent_room_id', '=', sessionId)]))
    .execute();
  return rows.flatMap(toEvidence);
}

function toEvidence(row: Selectable<AttendanceEventsTable>): readonly AttendanceEvent[] {
  const type = EVIDENCE[row.type];
  if (!type) return [];
  return [
    {
      id: `${row.room_id} ${row.event_id}`,
      type,
      // Where a vendor does not tell one life of a room from another, the room has one.
      occurrenceId: row.occurrence_id ?? row.room_id,
      receivedAtMs: row.received_at.getTime(),
      ...(row.parent_room_id === null ? {} : { parentOccurrenceId: row.parent_room_id }),
      ...(row.occurred_at === null ? {} : { occurredAtMs: row.occurred_at.getTime() }),
      ...(row.connection_id === null ? {} : { connectionId: row.connection_id }),
      ...(row.person_id === null ? {} : { personId: row.person_id }),
      ...(row.name === null ? {} : { name: row.name }),
      ...(row.joined_at === null ? {} : { joinedAtMs: row.joined_at.getTime() }),
      ...(row.human === null ? {} : { human: row.human }),
    },
  ];
}
