import type { ProviderEvent, ProviderEventParticipant, ProviderEventType } from '../../provider-event.js';
import { fromIdentity } from './identity.js';
import { text, toDate, type WireEgress, type WireParticipant, type WireWebhook } from './wire.js';

const TYPES: Readonly<Record<string, ProviderEventType>> = {
  room_started: 'room-started',
  room_finished: 'room-ended',
  participant_joined: 'participant-joined',
  participant_left: 'participant-left',
  track_published: 'track-published',
  track_unpublished: 'track-unpublished',
};

const EGRESS_TYPES: Readonly<Record<string, ProviderEventType>> = {
  EGRESS_ACTIVE: 'recording-started',
  EGRESS_ENDING: 'recording-stopped',
  EGRESS_COMPLETE: 'recording-ready',
  // The longest length was reached: the file is there.
  EGRESS_LIMIT_REACHED: 'recording-ready',
  EGRESS_FAILED: 'recording-failed',
  EGRESS_ABORTED: 'recording-failed',
};

/** Recorders, ingress, phones of bridges and agents are no people. */
const HUMAN_KINDS = new Set([undefined, 'STANDARD', 'SIP']);

/** One webhook as events of ours: one, or none where it names no room. Pure. */
export function toEvents(wire: WireWebhook): readonly ProviderEvent[] {
  const roomId = text(wire.room?.name) ?? text(wire.egressInfo?.roomName);
  const eventId = text(wire.id);
  if (roomId === undefined || eventId === undefined) return [];
  const egress = wire.egressInfo;
  const type = (egress ? EGRESS_TYPES[egress.status ?? ''] : TYPES[wire.event]) ?? 'other';
  const occurrenceId = text(wire.room?.sid) ?? text(egress?.roomId);
  const occurredAt = toDate(wire.createdAt);
  const person = wire.participant && toParticipant(wire.participant);
  return [
    {
      type,
      eventId,
      roomId,
      ...(occurrenceId !== undefined && { occurrenceId }),
      ...(occurredAt && { occurredAt }),
      ...(person && { participant: person }),
      ...(type === 'other' && { vendorType: wire.event }),
      ...(egress && text(egress.egressId) !== undefined && { recordingId: egress.egressId! }),
      ...dataOf(wire),
    },
  ];
}

function toParticipant(wire: WireParticipant): ProviderEventParticipant | undefined {
  const connectionId = text(wire.sid);
  if (connectionId === undefined) return undefined;
  const id =
    text(wire.identity) === undefined ? undefined : fromIdentity(wire.identity!, text(wire.metadata));
  const name = text(wire.name);
  const joinedAt = toDate(wire.joinedAt);
  return {
    connectionId,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(joinedAt && { joinedAt }),
    human: isHuman(wire),
  };
}

function isHuman({ kind, permission }: Pick<WireParticipant, 'kind' | 'permission'>): boolean {
  return HUMAN_KINDS.has(kind) && !permission?.recorder;
}

function dataOf({ event, participant, track, egressInfo }: WireWebhook): Pick<ProviderEvent, 'data'> {
  if (track && event.startsWith('track_'))
    return { data: { trackId: text(track.sid), source: text(track.source) ?? 'UNKNOWN' } };
  if (event === 'participant_left' && text(participant?.disconnectReason) !== undefined)
    return { data: { reason: participant!.disconnectReason! } };
  if (egressInfo) return { data: egressData(egressInfo) };
  return {};
}

function egressData(egress: WireEgress): Readonly<Record<string, unknown>> {
  const [file] = [...(egress.fileResults ?? []), ...(egress.segmentResults ?? [])];
  const size = Number(file?.size);
  return {
    ...(text(file?.filename ?? file?.playlistName) !== undefined && {
      file: file?.filename ?? file?.playlistName,
    }),
    ...(Number.isSafeInteger(size) && size > 0 && { sizeBytes: size }),
  };
}
