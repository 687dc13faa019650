import { MAX_RANGE_DAYS } from '@lectern/core/slots';
import { z } from 'zod';
import { Instant, InstantInput, PersonId, PersonRefSchema, Text, Zone } from '../sessions/schemas.js';

const MINUTES_PER_TWO_DAYS = 2_880;

const FIRST_DATE = '1970-01-01';
const LAST_DATE = '2199-12-31';
const MS_PER_DAY = 86_400_000;

const LocalDate = z.iso.date().refine((date) => date >= FIRST_DATE && date <= LAST_DATE, {
  error: `must lie from ${FIRST_DATE} to ${LAST_DATE}`,
});

const WallInterval = z.object({
  startMinute: z.int().min(0).max(MINUTES_PER_TWO_DAYS),
  endMinute: z.int().min(0).max(MINUTES_PER_TWO_DAYS),
});
const Weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
const forwards = (interval: { startMinute: number; endMinute: number }): boolean =>
  interval.startMinute < interval.endMinute;
const FORWARDS = { error: 'endMinute must be after startMinute; above 1440 it runs into the next day' };

/** `GET` and `PUT /v1/hosts/:id/availability` */
export const AvailabilitySchema = z.object({
  zone: Zone,
  weekly: z.array(WallInterval.extend({ weekday: Weekday }).refine(forwards, FORWARDS)).max(200),
  overrides: z
    .array(z.object({ date: LocalDate, intervals: z.array(WallInterval.refine(forwards, FORWARDS)).max(24) }))
    .max(1_000)
    .refine((overrides) => new Set(overrides.map(({ date }) => date)).size === overrides.length, {
      error: 'each date may stand here once; put its intervals together',
    }),
});

const DurationMinutes = z.int().min(5).max(480);
const BufferMinutes = z.int().min(0).max(240);

/** A template of what can be booked, as answered. */
export const OfferingSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().exactOptional(),
  courseId: z.string().exactOptional(),
  hosts: z.array(PersonRefSchema),
  durationMinutes: z.int(),
  stepMinutes: z.int(),
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  noticeMinutes: z.int(),
  windowDays: z.int(),
  cancelHours: z.int(),
  capacity: z.int(),
  archived: z.boolean(),
});

/** `GET /v1/offerings` */
export const OfferingPageSchema = z.object({
  items: z.array(OfferingSchema),
  nextCursor: z.string().exactOptional(),
  serverNow: Instant,
});

/** Query of `GET /v1/offerings` */
export const ListOfferingsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).exactOptional(),
  cursor: z.string().min(1).max(200).exactOptional(),
});

/** `POST /v1/offerings`, `PUT /v1/offerings/:id` */
export const PutOfferingInputSchema = z.object({
  title: Text.trim().min(1).max(200),
  description: Text.max(2_000).exactOptional(),
  courseId: Text.min(1).max(255).exactOptional(),
  hostIds: z.array(PersonId).min(1).max(50).exactOptional(),
  durationMinutes: DurationMinutes.exactOptional(),
  stepMinutes: DurationMinutes.exactOptional(),
  bufferBeforeMinutes: BufferMinutes.exactOptional(),
  bufferAfterMinutes: BufferMinutes.exactOptional(),
  noticeMinutes: z.int().min(0).max(43_200).exactOptional(),
  windowDays: z.int().min(1).max(365).exactOptional(),
  cancelHours: z.int().min(0).max(720).exactOptional(),
  archived: z.boolean().exactOptional(),
});

/** A free time. */
export const SlotSchema = z.object({
  startsAt: Instant,
  endsAt: Instant,
  hostOffset: z.string(),
  hostTime: z.string(),
  viewerDate: LocalDate,
  viewerTime: z.string(),
  viewerOffset: z.string(),
  capacity: z.int(),
  seatsLeft: z.int(),
  sessionId: z.string().exactOptional(),
});

/** Query of `GET /v1/offerings/:id/slots` */
export const ListSlotsQuerySchema = z
  .object({
    host: PersonId,
    from: LocalDate,
    to: LocalDate,
    zone: Zone,
    bookingId: Text.min(1).max(64).exactOptional(),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MAX_RANGE_DAYS * MS_PER_DAY, {
    path: ['to'],
    error: `must be from on, and at most ${String(MAX_RANGE_DAYS)} dates`,
  });

/** `GET /v1/offerings/:id/slots` */
export const SlotListSchema = z.object({
  slots: z.array(SlotSchema),
  hostZone: Zone,
  viewerZone: Zone,
  nextFreeDate: LocalDate.exactOptional(),
  serverNow: Instant,
});

/** A booking as one person sees it. */
export const BookingSchema = z.object({
  id: z.string(),
  state: z.enum(['confirmed', 'cancelled']),
  sessionId: z.string(),
  offeringId: z.string(),
  title: z.string(),
  host: PersonRefSchema,
  attendee: PersonRefSchema,
  startsAt: Instant,
  endsAt: Instant,
  hostZone: Zone,
  hostWallStart: z.string(),
  viewerZone: Zone,
  note: z.string().exactOptional(),
  cancelledAt: Instant.exactOptional(),
  cancelReason: z.string().exactOptional(),
  movedFrom: z.object({ startsAt: Instant, endsAt: Instant }).exactOptional(),
  sequence: z.int(),
  you: z.object({
    can: z.object({
      'booking.view': z.boolean(),
      'booking.cancel': z.boolean(),
      'booking.move': z.boolean(),
    }),
  }),
});

/** `GET /v1/bookings` */
export const BookingPageSchema = z.object({
  items: z.array(BookingSchema),
  nextCursor: z.string().exactOptional(),
  serverNow: Instant,
});

/** Query of `GET /v1/bookings` */
export const ListBookingsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).exactOptional(),
  cursor: z.string().min(1).max(200).exactOptional(),
});

const Sequence = z.int().min(0).max(2_147_483_647);

/** `POST /v1/bookings` */
export const CreateBookingInputSchema = z.object({
  offeringId: Text.min(1).max(64),
  hostId: PersonId,
  startsAt: InstantInput,
  zone: Zone,
  note: Text.trim().max(1_000).exactOptional(),
});

/** `POST /v1/bookings/:id/cancel` */
export const CancelBookingInputSchema = z.object({
  sequence: Sequence.exactOptional(),
  reason: Text.trim().max(500).exactOptional(),
});

/** `POST /v1/bookings/:id/move` */
export const MoveBookingInputSchema = z.object({
  startsAt: InstantInput,
  zone: Zone,
  sequence: Sequence,
  reason: Text.trim().max(500).exactOptional(),
});
