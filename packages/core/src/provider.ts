import type { JoinTicket } from './join-ticket.js';
import type { ProviderEvent, ReceivedWebhook, WebhookDelivery } from './provider-event.js';

/** Given to every call. */
export interface CallOptions {
  /** Ends the call early with `ABORTED`. */
  readonly signal?: AbortSignal;
}

/** What a provider can do. A flag left out is false; callers branch on flags, never on a name. */
export interface ProviderCapabilities {
  readonly recording?: boolean;
  readonly breakoutRooms?: boolean;
  readonly broadcast?: boolean;
  readonly waitingRoom?: boolean;
  /** A plain link enters the room. */
  readonly joinUrl?: boolean;
  readonly listParticipants?: boolean;
  readonly removeParticipant?: boolean;
  readonly muteParticipant?: boolean;
  readonly updateParticipant?: boolean;
  readonly signedWebhooks?: boolean;
  readonly webhookMethods?: readonly ('GET' | 'POST')[];
  /** Where presence comes from. Default: 'none' (the channel's connections count). */
  readonly presence?: 'events' | 'poll' | 'none';
  /** Each presence has its own connection id. */
  readonly connectionIdUnique?: boolean;
  /** A second join of one identity ends the first. */
  readonly identityExclusive?: boolean;
  /** Most people in one room. Undefined: no limit known. */
  readonly maxParticipants?: number;
  /** Tools the vendor's own client shows, so that we hide ours. */
  readonly ownTools?: readonly ('chat' | 'hands' | 'polls')[];
}

export type ParticipantRole = 'moderator' | 'participant' | 'observer';

/** What a person may do in the media room. Left out means yes for publishing and data, no for `recorder`. */
export interface MediaGrants {
  readonly microphone?: boolean;
  readonly camera?: boolean;
  readonly screen?: boolean;
  readonly data?: boolean;
}

export interface CreateRoomInput {
  /** Caller's id, 1 to 64 of `[A-Za-z0-9_-]`. Creating the same id twice returns the same room. */
  readonly roomId: string;
  /** 1 to 255 characters. */
  readonly title: string;
  /** 1 or more. Default: what the vendor allows. */
  readonly maxParticipants?: number;
  /** Whole seconds, 60 or more. Default: the vendor's maximum. */
  readonly maxDurationSeconds?: number;
  /** Whole seconds the vendor keeps an empty room. Default: the vendor's. */
  readonly emptyTimeoutSeconds?: number;
  /** Default: 'off'. */
  readonly recording?: 'off' | 'manual' | 'automatic';
  readonly features?: Readonly<Record<string, boolean>>;
  readonly locks?: Readonly<Record<string, boolean>>;
  readonly welcomeMessage?: string;
  /** Absolute http(s) addresses. */
  readonly logoutUrl?: string;
  readonly webhookUrl?: string;
}

export interface ProviderRoom {
  readonly roomId: string;
  readonly occurrenceId?: string;
  readonly createdAt?: Date;
}

export interface RoomInput {
  readonly roomId: string;
}

export interface RoomStatus {
  readonly active: boolean;
  readonly occurrenceId?: string;
  readonly startedAt?: Date;
  readonly participantCount?: number;
}

export interface JoinInput {
  readonly roomId: string;
  readonly participant: {
    /** The LMS's user id, 1 to 255 characters, opaque. */
    readonly id: string;
    /** Shown to others, 1 to 255 characters. */
    readonly name: string;
    readonly role: ParticipantRole;
    /** Which of the person's connections comes in, 1 to 255 characters: by it clients find one another's media. */
    readonly connectionId?: string;
    readonly grants?: MediaGrants;
    readonly avatarUrl?: string;
  };
  /** Whole seconds, 30 to 86,400. Default: 3,600. */
  readonly ttlSeconds?: number;
}

export interface ProviderParticipant {
  readonly id: string;
  readonly connectionId: string;
  readonly name?: string;
  readonly joinedAt?: Date;
  readonly human: boolean;
}

export interface ParticipantInput {
  readonly roomId: string;
  readonly participantId: string;
}

export interface UpdateParticipantInput extends ParticipantInput {
  readonly grants: MediaGrants;
}

export interface ProviderRecording {
  readonly recordingId: string;
  readonly roomId: string;
  readonly occurrenceId?: string;
  readonly state: 'recording' | 'processing' | 'ready' | 'failed' | 'deleted';
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly sizeBytes?: number;
  /** A short-lived place to fetch the file from. */
  readonly download?: { readonly url: string; readonly expiresAt?: Date };
}

export interface RecordingsInput {
  readonly roomIds: readonly string[];
  readonly cursor?: string;
}

export interface RecordingInput {
  readonly recordingId: string;
}

export interface RecordingsPage {
  readonly items: readonly ProviderRecording[];
  readonly nextCursor?: string;
}

export interface ReceiveWebhookOptions extends CallOptions {
  /** The instant signatures are judged at. Default: the machine's clock. */
  readonly now?: Date;
}

/** A video server behind our one interface. Made by `createProvider`. */
export interface VideoProvider {
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  createRoom(input: CreateRoomInput, options?: CallOptions): Promise<ProviderRoom>;
  deleteRoom(input: RoomInput, options?: CallOptions): Promise<void>;
  getRoomStatus(input: RoomInput, options?: CallOptions): Promise<RoomStatus>;
  getJoinTicket(input: JoinInput, options?: CallOptions): Promise<JoinTicket>;
  getJoinUrl(input: JoinInput, options?: CallOptions): Promise<string>;
  startRecording(input: RoomInput, options?: CallOptions): Promise<ProviderRecording>;
  stopRecording(input: RoomInput, options?: CallOptions): Promise<ProviderRecording>;
  getRecordings(input: RecordingsInput, options?: CallOptions): Promise<RecordingsPage>;
  getRecording(input: RecordingInput, options?: CallOptions): Promise<ProviderRecording>;
  deleteRecording(input: RecordingInput, options?: CallOptions): Promise<void>;
  listParticipants(input: RoomInput, options?: CallOptions): Promise<readonly ProviderParticipant[]>;
  removeParticipant(input: ParticipantInput, options?: CallOptions): Promise<void>;
  muteParticipant(input: ParticipantInput, options?: CallOptions): Promise<void>;
  updateParticipant(input: UpdateParticipantInput, options?: CallOptions): Promise<void>;
  receiveWebhook(request: Request, options?: ReceiveWebhookOptions): Promise<ReceivedWebhook>;
  /** Pure: the stored delivery as events, any number of times. */
  readDelivery(delivery: WebhookDelivery): readonly ProviderEvent[];
}

type Adapted = {
  [Method in Exclude<keyof VideoProvider, 'name' | 'capabilities' | 'readDelivery'>]: VideoProvider[Method];
};

/**
 * What differs between vendors. Only `createRoom`, `getRoomStatus`, `deleteRoom` and one of `getJoinTicket` and
 * `getJoinUrl` are needed; what is left out answers `PROVIDER_UNSUPPORTED`.
 */
export interface ProviderAdapter
  extends
    Pick<Adapted, 'createRoom' | 'deleteRoom' | 'getRoomStatus'>,
    Partial<Omit<Adapted, 'createRoom' | 'deleteRoom' | 'getRoomStatus'>> {
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  readDelivery?(delivery: WebhookDelivery): readonly ProviderEvent[];
}
