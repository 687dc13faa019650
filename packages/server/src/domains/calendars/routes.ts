import { z } from 'zod';
import { route, type Route } from '../../platform/http/route.js';
import { SessionParamsSchema } from '../sessions/schemas.js';
import type { CalendarsService } from './calendars.service.js';
import { CalendarFeedSchema, NewCalendarFeedSchema } from './schemas.js';

const CALENDAR_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

/** Links to subscribe to, what they lead to, and single sessions as files. */
export function calendarRoutes(calendars: CalendarsService): readonly Route[] {
  return [...ownFeedRoutes(calendars), feedRoute(calendars), sessionFileRoute(calendars)];
}

function ownFeedRoutes(calendars: CalendarsService): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/me/calendar-feed',
      operationId: 'getCalendarFeed',
      summary: 'Whether there is a link to subscribe to your sessions. The link itself is shown once.',
      response: CalendarFeedSchema,
      errors: ['FORBIDDEN'],
      handler: ({ actor }) => calendars.feed(actor),
    }),
    route({
      method: 'POST',
      path: '/v1/me/calendar-feed',
      operationId: 'createCalendarFeed',
      summary: 'A new link to subscribe to your sessions; one that was there stops working.',
      response: NewCalendarFeedSchema,
      status: 201,
      errors: ['FORBIDDEN'],
      // Answers that are kept for a repetition would keep the secret in the clear.
      idempotent: false,
      handler: ({ actor }) => calendars.createFeed(actor),
    }),
    route({
      method: 'DELETE',
      path: '/v1/me/calendar-feed',
      operationId: 'deleteCalendarFeed',
      summary: 'Ends the link to your sessions.',
      response: null,
      errors: ['FORBIDDEN'],
      handler: ({ actor }) => calendars.deleteFeed(actor),
    }),
  ];
}

function feedRoute(calendars: CalendarsService): Route {
  return route({
    method: 'GET',
    path: '/v1/feeds/:ticket/calendar.ics',
    operationId: 'readCalendarFeed',
    summary: 'One person’s sessions as an iCalendar feed, for calendar programs: the link is the key.',
    auth: 'none',
    params: z.object({ ticket: z.string().max(255) }),
    response: 'raw',
    errors: ['NOT_FOUND', 'RATE_LIMITED'],
    async handler({ params, request, countFor }) {
      const owner = await calendars.ownerOf(params.ticket);
      await countFor({ tenant: owner.tenant, id: owner.personId });
      const { etag, render } = await calendars.readFeed(owner);
      const headers = { etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' };
      if (isKnown(request.headers.get('if-none-match'), etag))
        return new Response(null, { status: 304, headers });
      return new Response(render(), {
        headers: {
          ...headers,
          'content-type': CALENDAR_TYPE,
          'content-disposition': 'inline; filename="calendar.ics"',
        },
      });
    },
  });
}

function sessionFileRoute(calendars: CalendarsService): Route {
  return route({
    method: 'GET',
    path: '/v1/sessions/:id/calendar.ics',
    operationId: 'getSessionCalendarFile',
    summary: 'The session as an iCalendar file to import.',
    params: SessionParamsSchema,
    response: 'raw',
    errors: ['NOT_FOUND'],
    async handler({ actor, params }) {
      return new Response(await calendars.sessionFile(actor, params.id), {
        headers: {
          'content-type': CALENDAR_TYPE,
          'content-disposition': 'attachment; filename="session.ics"',
          'cache-control': 'private, no-store',
        },
      });
    },
  });
}

/** `If-None-Match` by RFC 9110 §13.1.2: any of the list, weakly compared. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => bare(tag) === bare(etag));
}
