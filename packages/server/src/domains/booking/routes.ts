import { z } from 'zod';
import { route, type Route } from '../../platform/http/route.js';
import type { AvailabilityService } from './availability.service.js';
import type { BookingsService } from './bookings.service.js';
import { versionedReply } from './entity-version.js';
import type { OfferingsService } from './offerings.service.js';
import {
  AvailabilitySchema,
  BookingPageSchema,
  BookingSchema,
  CancelBookingInputSchema,
  CreateBookingInputSchema,
  ListBookingsQuerySchema,
  ListOfferingsQuerySchema,
  ListSlotsQuerySchema,
  MoveBookingInputSchema,
  OfferingPageSchema,
  OfferingSchema,
  PutOfferingInputSchema,
  SlotListSchema,
} from './schemas.js';
import type { SlotsService } from './slots.service.js';

const Id = z.object({ id: z.string().min(1).max(255) });

export interface BookingRoutesParts {
  readonly offerings: OfferingsService;
  readonly availability: AvailabilityService;
  readonly slots: SlotsService;
  readonly bookings: BookingsService;
}

/** Everything under `/v1/offerings`, `/v1/hosts` and `/v1/bookings`. */
export function bookingRoutes(parts: BookingRoutesParts): readonly Route[] {
  return [...offeringRoutes(parts), ...availabilityRoutes(parts), ...seatRoutes(parts)];
}

function offeringRoutes({ offerings, slots }: BookingRoutesParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/offerings',
      operationId: 'listOfferings',
      summary: 'What you can book, and what you offer, by title.',
      query: ListOfferingsQuerySchema,
      response: OfferingPageSchema,
      errors: ['INVALID_CURSOR'],
      handler: ({ actor, query }) => offerings.list(actor, query),
    }),
    route({
      method: 'POST',
      path: '/v1/offerings',
      operationId: 'createOffering',
      summary: 'Offers something to book.',
      body: PutOfferingInputSchema,
      response: OfferingSchema,
      status: 201,
      errors: ['NOT_FOUND', 'FORBIDDEN'],
      handler: async ({ actor, body, newId }) =>
        versionedReply(await offerings.create(actor, newId('off'), body), 201),
    }),
    route({
      method: 'PUT',
      path: '/v1/offerings/:id',
      operationId: 'putOffering',
      summary: 'Replaces an offering. Bookings that stand keep what was agreed.',
      params: Id,
      body: PutOfferingInputSchema,
      response: OfferingSchema,
      errors: ['NOT_FOUND', 'FORBIDDEN', 'PRECONDITION_FAILED'],
      handler: async ({ actor, params, body, request }) =>
        versionedReply(await offerings.put(actor, params.id, body, request.headers.get('if-match'))),
    }),
    route({
      method: 'GET',
      path: '/v1/offerings/:id/slots',
      operationId: 'listSlots',
      summary: 'The free times of one host within dates of the viewer’s zone.',
      params: Id,
      query: ListSlotsQuerySchema,
      response: SlotListSchema,
      errors: ['NOT_FOUND', 'UNKNOWN_ZONE'],
      handler: ({ actor, params, query: { host, ...range } }) =>
        slots.list(actor, { offeringId: params.id, hostId: host, ...range }),
    }),
  ];
}

function availabilityRoutes({ availability }: BookingRoutesParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/hosts/:id/availability',
      operationId: 'getAvailability',
      summary: 'When a host teaches, in the host’s zone.',
      params: Id,
      response: AvailabilitySchema,
      errors: ['NOT_FOUND'],
      handler: async ({ actor, params }) => versionedReply(await availability.get(actor, params.id)),
    }),
    route({
      method: 'PUT',
      path: '/v1/hosts/:id/availability',
      operationId: 'putAvailability',
      summary: 'Replaces when a host teaches. Bookings that stand are kept.',
      params: Id,
      body: AvailabilitySchema,
      response: AvailabilitySchema,
      errors: ['NOT_FOUND', 'FORBIDDEN', 'UNKNOWN_ZONE', 'PRECONDITION_FAILED'],
      handler: async ({ actor, params, body, request }) =>
        versionedReply(await availability.put(actor, params.id, body, request.headers.get('if-match'))),
    }),
  ];
}

function seatRoutes({ bookings }: BookingRoutesParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/bookings',
      operationId: 'listBookings',
      summary: 'Your bookings as host or attendee, the latest start first; all of them for an admin.',
      query: ListBookingsQuerySchema,
      response: BookingPageSchema,
      errors: ['INVALID_CURSOR'],
      handler: ({ actor, query }) => bookings.list(actor, query),
    }),
    route({
      method: 'POST',
      path: '/v1/bookings',
      operationId: 'createBooking',
      summary: 'Books a free slot for you.',
      body: CreateBookingInputSchema,
      response: BookingSchema,
      status: 201,
      errors: [
        'NOT_FOUND',
        'FORBIDDEN',
        'UNKNOWN_ZONE',
        'SLOT_PAST',
        'SLOT_UNAVAILABLE',
        'SLOT_TAKEN',
        'STUDENT_BUSY',
      ],
      handler: ({ actor, body, newId }) =>
        bookings.create(actor, body, { bookingId: newId('bkg'), sessionId: newId('ses') }),
    }),
    route({
      method: 'GET',
      path: '/v1/bookings/:id',
      operationId: 'getBooking',
      summary: 'One booking.',
      params: Id,
      response: BookingSchema,
      errors: ['NOT_FOUND'],
      handler: ({ actor, params }) => bookings.get(actor, params.id),
    }),
    route({
      method: 'POST',
      path: '/v1/bookings/:id/cancel',
      operationId: 'cancelBooking',
      summary: 'Cancels a booking and its session, and frees the time.',
      params: Id,
      body: CancelBookingInputSchema.optional(),
      response: BookingSchema,
      errors: ['NOT_FOUND', 'FORBIDDEN', 'TOO_LATE', 'ALREADY_CANCELLED', 'SESSION_STATE', 'STALE'],
      handler: ({ actor, params, body }) => bookings.cancel(actor, params.id, body ?? {}),
    }),
    route({
      method: 'POST',
      path: '/v1/bookings/:id/move',
      operationId: 'moveBooking',
      summary: 'Gives a booking and its session another time, and the former time back: both or neither.',
      params: Id,
      body: MoveBookingInputSchema,
      response: BookingSchema,
      errors: [
        'NOT_FOUND',
        'FORBIDDEN',
        'UNKNOWN_ZONE',
        'STALE',
        'TOO_LATE',
        'ALREADY_CANCELLED',
        'SESSION_STATE',
        'SLOT_PAST',
        'SLOT_UNAVAILABLE',
        'SLOT_TAKEN',
        'STUDENT_BUSY',
      ],
      handler: ({ actor, params, body }) => bookings.move(actor, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/v1/bookings/:id/calendar.ics',
      operationId: 'getBookingCalendarFile',
      summary: 'The booking as an iCalendar file to import.',
      params: Id,
      response: 'raw',
      errors: ['NOT_FOUND'],
      async handler({ actor, params }) {
        return new Response(await bookings.calendarFile(actor, params.id), {
          headers: {
            'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
            'content-disposition': 'attachment; filename="session.ics"',
            'cache-control': 'private, no-store',
          },
        });
      },
    }),
  ];
}
