/**
 * LiveKit's webhooks as they come: camelCase, int64 as text, enums by name, zero values left out.
 *
 * @see https://docs.livekit.io/home/server/webhooks/
 */
export interface WireWebhook {
  readonly event: string;
  /** `EV_…` */
  readonly id?: string;
  /** Seconds. */
  readonly createdAt?: string | number;
  readonly room?: WireRoom;
  readonly participant?: WireParticipant;
  readonly track?: WireTrack;
  readonly egressInfo?: WireEgress;
}

/** `turnPassword` stands in every whole room: never stored, never passed on. */
export interface WireRoom {
  readonly sid?: string;
  readonly name?: string;
  /** Seconds. */
  readonly creationTime?: string | number;
}

export interface WireParticipant {
  readonly sid?: string;
  readonly identity?: string;
  readonly name?: string;
  readonly metadata?: string;
  /** Seconds. */
  readonly joinedAt?: string | number;
  /** Left out: STANDARD. */
  readonly kind?: string;
  readonly permission?: {
    readonly hidden?: boolean;
    readonly recorder?: boolean;
    readonly canPublish?: boolean;
  };
  readonly disconnectReason?: string;
}

export interface WireTrack {
  readonly sid?: string;
  /** Left out: AUDIO. */
  readonly type?: string;
  /** Left out: UNKNOWN. */
  readonly source?: string;
}

export interface WireEgress {
  readonly egressId?: string;
  readonly roomId?: string;
  readonly roomName?: string;
  /** Left out: EGRESS_STARTING. */
  readonly status?: string;
  /** Nanoseconds. */
  readonly startedAt?: string | number;
  readonly endedAt?: string | number;
  readonly error?: string;
  readonly fileResults?: readonly WireFile[];
  readonly segmentResults?: readonly WireFile[];
}

export interface WireFile {
  readonly filename?: string;
  readonly playlistName?: string;
  /** Nanoseconds. */
  readonly duration?: string | number;
  readonly size?: string | number;
}

const record = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a verified body, or undefined when it is no webhook. Fields are judged where they are read. */
export function readWire(body: string): WireWebhook | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!record(value) || typeof value['event'] !== 'string') return undefined;
  for (const part of ['room', 'participant', 'track', 'egressInfo'])
    if (value[part] !== undefined && !record(value[part])) return undefined;
  return value as unknown as WireWebhook;
}

const DIGITS = /^\d{1,20}$/;

/** A date from seconds (or `perSecond` of something smaller) as text or number; undefined for zero and for nonsense. */
export function toDate(value: unknown, perSecond: 1 | 1_000_000_000 = 1): Date | undefined {
  if (typeof value !== 'number' && !(typeof value === 'string' && DIGITS.test(value))) return undefined;
  const ms = (Number(value) / perSecond) * 1_000;
  // The same range `Date` has, and nothing before it began.
  return ms > 0 && ms <= 8.64e15 ? new Date(Math.round(ms)) : undefined;
}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
