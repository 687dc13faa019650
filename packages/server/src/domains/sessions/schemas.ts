import { ROLES, SESSION_ACTIONS } from '@lectern/core/contract';
import { z } from 'zod';

/** Text a database takes: PostgreSQL knows no NUL. */
export const Text = z.string().refine((text) => !text.includes('\0'), { error: 'must not contain NUL' });
/** An instant as answered: UTC, milliseconds, `Z`. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ examples: ['2026-11-20T18:00:00.000Z'] });
/** What callers may send: any precision, any offset. */
export const InstantInput = z.iso.datetime({ offset: true });
/** Only its shape: an unknown name is answered with `UNKNOWN_ZONE`. */
export const Zone = Text.min(1).max(64);
export const PersonId = Text.min(1).max(255);
export const RoleSchema = z.enum(ROLES);

/** A person as others see them. */
export const PersonRefSchema = z.object({ id: z.string(), name: z.string() });

/** `GET /v1/me` */
export const MeSchema = PersonRefSchema.extend({
  role: RoleSchema,
  language: z.string().exactOptional(),
  zone: z.string().exactOptional(),
  courses: z.array(z.string()),
  serverNow: Instant,
  can: z.object({ 'session.create': z.boolean(), 'offering.create': z.boolean() }),
});

/** `PUT /v1/people/:id` */
export const PutPersonInputSchema = z.object({
  name: Text.trim().min(1).max(255),
  role: RoleSchema,
  email: z.email().max(254).exactOptional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
    .max(35)
    .exactOptional(),
  zone: Zone.exactOptional(),
});

/** A person, as an admin's back end reads it. */
export const PersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleSchema,
  email: z.string().exactOptional(),
  language: z.string().exactOptional(),
  zone: z.string().exactOptional(),
});

/** What somebody may do in a session now. */
export const SessionYouSchema = z.object({
  relation: z.enum(['host', 'attendee', 'course', 'none']),
  role: RoleSchema,
  can: z.record(z.enum(SESSION_ACTIONS), z.boolean()),
});

/** A session as one person sees it. */
export const SessionSchema = z.object({
  id: z.string(),
  kind: z.enum(['lesson', 'class', 'community']),
  title: z.string(),
  state: z.enum(['scheduled', 'live', 'ended', 'cancelled']),
  startsAt: Instant.exactOptional(),
  endsAt: Instant.exactOptional(),
  zone: z.string(),
  startedAt: Instant.exactOptional(),
  endedAt: Instant.exactOptional(),
  courseId: z.string().exactOptional(),
  host: PersonRefSchema,
  attendees: z.array(PersonRefSchema),
  capacity: z.int().exactOptional(),
  joinOpensAt: Instant.exactOptional(),
  joinClosesAt: Instant.exactOptional(),
  bookingId: z.string().exactOptional(),
  url: z.string().exactOptional(),
  you: SessionYouSchema,
  version: z.int(),
});

/** `GET /v1/sessions` */
export const SessionPageSchema = z.object({
  items: z.array(SessionSchema),
  nextCursor: z.string().exactOptional(),
  serverNow: Instant,
});

/** `POST /v1/sessions` */
export const CreateSessionInputSchema = z.object({
  kind: z.enum(['lesson', 'class', 'community']).exactOptional(),
  title: Text.trim().min(1).max(200),
  startsAt: InstantInput.exactOptional(),
  durationMinutes: z.int().min(5).max(1_440).exactOptional(),
  zone: Zone.exactOptional(),
  hostId: PersonId.exactOptional(),
  courseId: PersonId.exactOptional(),
  attendeeIds: z.array(PersonId).max(1_000).exactOptional(),
  capacity: z.int().min(1).max(10_000).exactOptional(),
});

/** Query of `GET /v1/sessions` */
export const ListSessionsQuerySchema = z.object({
  when: z.enum(['upcoming', 'past']).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).exactOptional(),
  cursor: z.string().min(1).max(200).exactOptional(),
});

/** Path of one session. What is no id of ours is simply not found. */
export const SessionParamsSchema = z.object({ id: z.string() });
/** Path of one person. */
export const PersonParamsSchema = z.object({ id: PersonId });
