export const PROVIDER_EVENT_TYPES = [
  'room-started',
  'room-ended',
  'participant-joined',
  'participant-left',
  'participant-seen',
  'track-published',
  'track-unpublished',
  'recording-started',
  'recording-stopped',
  'recording-ready',
  'recording-failed',
  'recording-deleted',
  'chat-message',
  'transcript-ready',
  'broadcast-started',
  'broadcast-ended',
  'other',
] as const;

export type ProviderEventType = (typeof PROVIDER_EVENT_TYPES)[number];

export interface ProviderEventParticipant {
  /** The LMS's user id, as we gave it to the vendor. Undefined for a guest the vendor let in by itself. */
  readonly id?: string;
  /** The vendor's id of this one presence. */
  readonly connectionId: string;
  readonly name?: string;
  readonly role?: 'moderator' | 'participant' | 'observer';
  readonly joinedAt?: Date;
  /** False for recorders, bots and bridges. */
  readonly human: boolean;
}

/** What happened at the vendor, in our words. */
export interface ProviderEvent {
  readonly type: ProviderEventType;
  /** Unique per endpoint; the same event delivered twice has the same id. */
  readonly eventId: string;
  readonly roomId: string;
  /** One life of the room. Undefined where the vendor does not tell. */
  readonly occurrenceId?: string;
  readonly parentRoomId?: string;
  readonly occurredAt?: Date;
  readonly participant?: ProviderEventParticipant;
  readonly recordingId?: string;
  /** The vendor's name for an event of type `other`. */
  readonly vendorType?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What the inbox stores of a verified delivery: enough to read it again long after its signature expired. */
export interface WebhookDelivery {
  readonly body: string;
  readonly contentType: string;
  /** Query parameters without the vendor's secrets. */
  readonly query: Readonly<Record<string, string>>;
}

export interface ReceivedWebhook {
  readonly deliveryId: string;
  readonly delivery: WebhookDelivery;
  readonly events: readonly ProviderEvent[];
  /** What to answer, where the vendor awaits more than a 2xx. */
  readonly reply?: { readonly status: number; readonly body?: string; readonly contentType?: string };
}
