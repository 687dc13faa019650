import { createHash } from 'node:crypto';
import { ROLES } from '@lectern/core/contract';
import { z } from 'zod';
import type { Actor } from '../../../platform/rights/actor.js';
import type { RecordingOfSession } from '../rules.js';
import type { FileRow } from '../tables.js';
import { ticketInvalid, type Tickets } from '../tickets.js';

const LIFE_MS = 15 * 60_000;
/** When a player asks for the next. */
const RENEW_AT = 0.8;

export type MediaPurpose = 'play' | 'download';

/** A ticket for the files of one recording as they are now. */
export interface MediaTicket {
  readonly text: string;
  readonly expiresAt: Date;
  readonly renewAfter: Date;
}

/** What a good ticket says: who may do what with which files. Whether they still may is to be checked. */
export interface MediaGrant {
  /** With what the rights table asks of a token, and nothing else of it. */
  readonly actor: Actor;
  readonly purpose: MediaPurpose;
  readonly recordingId: string;
  /** See {@link fileSetOf}. */
  readonly fileSet: string;
}

// Short names: it stands in every URL.
const ClaimsSchema = z.object({
  aud: z.enum(['play', 'download']),
  tnt: z.string(),
  sub: z.string(),
  rol: z.enum(ROLES),
  /** The course of the session, of somebody who belongs to it. */
  crs: z.string().optional(),
  /** The session, where the token was for named sessions. */
  ses: z.string().optional(),
  rec: z.string(),
  fil: z.string(),
});

export async function signMediaTicket(
  tickets: Tickets,
  purpose: MediaPurpose,
  actor: Actor,
  { row, session }: RecordingOfSession,
  files: readonly FileRow[],
  now: Date,
): Promise<MediaTicket> {
  const { course_id: course } = session.row;
  const expiresAt = new Date(Math.floor((now.getTime() + LIFE_MS) / 1000) * 1000);
  const claims: Omit<z.input<typeof ClaimsSchema>, 'aud'> = {
    tnt: actor.tenant,
    sub: actor.id,
    rol: actor.role,
    ...(course !== null && actor.courses.includes(course) && { crs: course }),
    ...(actor.sessions && { ses: session.row.id }),
    rec: row.id,
    fil: fileSetOf(files),
  };
  return {
    text: await tickets.sign(purpose, claims, expiresAt),
    expiresAt,
    renewAfter: new Date(now.getTime() + LIFE_MS * RENEW_AT),
  };
}

/** @throws {@link LecternError} TICKET_INVALID. */
export async function readMediaTicket(tickets: Tickets, text: string, now: Date): Promise<MediaGrant> {
  const { success, data } = ClaimsSchema.safeParse(await tickets.verify(['play', 'download'], text, now));
  if (!success) throw ticketInvalid();
  return {
    actor: {
      tenant: data.tnt,
      id: data.sub,
      role: data.rol,
      name: '',
      courses: data.crs === undefined ? [] : [data.crs],
      ...(data.ses !== undefined && { sessions: [data.ses] }),
    },
    purpose: data.aud,
    recordingId: data.rec,
    fileSet: data.fil,
  };
}

/** One name for the files of a recording: it changes when one of them is made anew. */
export function fileSetOf(files: readonly FileRow[]): string {
  const parts = files.map(({ position, etag, size_bytes: size }) => [position, etag, size]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
