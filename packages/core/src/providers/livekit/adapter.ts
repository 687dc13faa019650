import {
  AccessToken,
  EgressClient,
  RoomServiceClient,
  TrackType,
  type ParticipantInfo,
} from 'livekit-server-sdk';
import { CONNECTION_ATTRIBUTE, type LiveKitTicket } from '../../join-ticket.js';
import type { CallOptions, ProviderAdapter, ProviderParticipant, RoomStatus } from '../../provider.js';
import { createEgress, type LiveKitRecordingOptions } from './egress.js';
import { toPermission, toVideoGrant } from './grants.js';
import { fromIdentity, toIdentity, toMetadata } from './identity.js';
import { calling } from './vendor-error.js';
import { readDelivery, receiveWebhook } from './webhook.js';
import { toDate } from './wire.js';

export interface LiveKitAdapterOptions {
  /** `wss://livekit.example.edu`, or its http form: where browsers and this server reach it. */
  readonly serverUrl: string;
  readonly apiKey: string;
  /** At least 32 characters. */
  readonly apiSecret: string;
  /** Where this server reaches it, when that is another address, such as `http://livekit:7880`. */
  readonly internalUrl?: string;
  /** Records through LiveKit's egress service. Left out: this provider does not record. */
  readonly recording?: LiveKitRecordingOptions;
  /** Most people in one room. Left out: no limit of ours. */
  readonly maxParticipants?: number;
}

const EMPTY_TIMEOUT_SECONDS = 300;

/** The server does not revoke a ticket, and renews it itself for whoever is in: a short one is enough for a long class. */
const LONGEST_TICKET_SECONDS = 600;

/** STANDARD and SIP; the package does not export its enum. */
const HUMAN_KINDS: ReadonlySet<number> = new Set([0, 3]);

/**
 * A LiveKit server (1.13 or newer), your own or LiveKit Cloud. Needs the package `livekit-server-sdk`.
 *
 * Set `webhook.urls` there to `https://<publicUrl>/v1/webhooks/<key of this provider>` and `webhook.api_key` to this `apiKey`.
 *
 * @throws {TypeError} when an option is missing or wrong.
 *
 * @example
 * ```ts
 * import { createProvider } from '@lectern/core';
 * import { livekitAdapter } from '@lectern/core/livekit';
 *
 * const provider = createProvider(
 *   livekitAdapter({
 *     serverUrl: 'wss://livekit.example.edu',
 *     apiKey: 'school',
 *     apiSecret: 'a secret of at least thirty-two characters',
 *   }),
 * );
 * console.log(provider.capabilities.presence); // 'events'
 * ```
 */
export function livekitAdapter(options: LiveKitAdapterOptions): ProviderAdapter {
  const { apiKey, apiSecret, maxParticipants } = options;
  const { socketUrl, httpUrl } = checkOptions(options);
  const rooms = new RoomServiceClient(httpUrl, apiKey, apiSecret);
  const egress =
    options.recording && createEgress(new EgressClient(httpUrl, apiKey, apiSecret), options.recording);
  const webhookKey = { apiKey, secret: new TextEncoder().encode(apiSecret) };

  return {
    name: 'livekit',
    capabilities: {
      recording: egress !== undefined,
      listParticipants: true,
      removeParticipant: true,
      muteParticipant: true,
      updateParticipant: true,
      signedWebhooks: true,
      webhookMethods: ['POST'],
      presence: 'events',
      connectionIdUnique: true,
      identityExclusive: true,
      ...(maxParticipants !== undefined && { maxParticipants }),
    },

    async createRoom({ roomId, maxParticipants: most, emptyTimeoutSeconds = EMPTY_TIMEOUT_SECONDS }) {
      const room = await calling('createRoom', () =>
        rooms.createRoom({
          name: roomId,
          emptyTimeout: emptyTimeoutSeconds,
          ...(most !== undefined && { maxParticipants: most }),
        }),
      );
      const createdAt = toDate(String(room.creationTime));
      return { roomId, occurrenceId: room.sid, ...(createdAt && { createdAt }) };
    },

    deleteRoom: ({ roomId }) =>
      calling(
        'deleteRoom',
        () => rooms.deleteRoom(roomId),
        () => undefined,
      ),

    async getRoomStatus({ roomId }): Promise<RoomStatus> {
      const [room] = await calling('getRoomStatus', () => rooms.listRooms([roomId]));
      if (!room) return { active: false };
      const startedAt = toDate(String(room.creationTime));
      return {
        active: true,
        occurrenceId: room.sid,
        ...(startedAt && { startedAt }),
        participantCount: room.numParticipants,
      };
    },

    async getJoinTicket({ roomId, participant, ttlSeconds = 3_600 }): Promise<LiveKitTicket> {
      const ttl = Math.min(ttlSeconds, LONGEST_TICKET_SECONDS);
      const identity = await toIdentity(participant.id);
      const metadata = toMetadata(participant.id, identity);
      const token = new AccessToken(apiKey, apiSecret, {
        identity,
        name: participant.name,
        ttl,
        ...(metadata !== undefined && { metadata }),
        ...(participant.connectionId !== undefined && {
          attributes: { [CONNECTION_ATTRIBUTE]: participant.connectionId },
        }),
      });
      token.addGrant(toVideoGrant(roomId, participant.role, participant.grants));
      return {
        kind: 'livekit',
        url: socketUrl,
        token: await token.toJwt(),
        expiresAt: new Date(Date.now() + ttl * 1_000).toISOString(),
      };
    },

    async listParticipants({ roomId }) {
      const people = await calling('listParticipants', () => rooms.listParticipants(roomId));
      return people.map(toProviderParticipant);
    },

    async removeParticipant({ roomId, participantId }) {
      const identity = await toIdentity(participantId);
      // Whoever has left already is not there, which is what was wanted.
      await calling(
        'removeParticipant',
        () => rooms.removeParticipant(roomId, identity),
        () => undefined,
      );
    },

    async muteParticipant({ roomId, participantId }, call?: CallOptions) {
      const identity = await toIdentity(participantId);
      const person = await calling('muteParticipant', () => rooms.getParticipant(roomId, identity));
      for (const { sid, type, muted } of person.tracks) {
        call?.signal?.throwIfAborted();
        if (type === TrackType.AUDIO && !muted)
          await calling('muteParticipant', () => rooms.mutePublishedTrack(roomId, identity, sid, true));
      }
    },

    async updateParticipant({ roomId, participantId, grants }) {
      const identity = await toIdentity(participantId);
      const permission = toPermission('participant', grants);
      await calling('updateParticipant', () => rooms.updateParticipant(roomId, identity, { permission }));
    },

    ...(egress && {
      startRecording: ({ roomId }) => egress.start(roomId),
      stopRecording: ({ roomId }) => egress.stop(roomId),
      getRecordings: (input) => egress.list(input),
      getRecording: ({ recordingId }) => egress.get(recordingId),
    }),

    receiveWebhook: (request, call) => receiveWebhook(request, webhookKey, call?.now ?? new Date()),
    readDelivery,
  };
}

function toProviderParticipant(info: ParticipantInfo): ProviderParticipant {
  const joinedAt = toDate(String(info.joinedAt));
  const { recorder = false } = info.permission ?? {};
  return {
    id: fromIdentity(info.identity, info.metadata || undefined) ?? info.identity,
    connectionId: info.sid,
    ...(info.name && { name: info.name }),
    ...(joinedAt && { joinedAt }),
    human: HUMAN_KINDS.has(info.kind) && !recorder,
  };
}

function checkOptions({ serverUrl, internalUrl, apiKey, apiSecret }: LiveKitAdapterOptions): {
  readonly socketUrl: string;
  readonly httpUrl: string;
} {
  const wrong = (what: string): never => {
    throw new TypeError(`[@lectern/core] livekitAdapter: ${what}.`);
  };
  if (!apiKey) wrong('apiKey is missing');
  if (typeof apiSecret !== 'string' || apiSecret.length < 32)
    wrong('apiSecret must have at least 32 characters; make one with `openssl rand -base64 32`');
  for (const [name, url] of Object.entries({ serverUrl, internalUrl })) {
    if (url === undefined && name === 'internalUrl') continue;
    if (!URL.canParse(url ?? '') || !/^(?:wss?|https?):$/.test(new URL(url ?? '').protocol))
      wrong(`${name} must be an address such as wss://livekit.example.edu`);
  }
  const base = serverUrl.replace(/\/+$/, '');
  return {
    socketUrl: base.replace(/^http/, 'ws'),
    httpUrl: (internalUrl ?? base).replace(/\/+$/, '').replace(/^ws/, 'http'),
  };
}
