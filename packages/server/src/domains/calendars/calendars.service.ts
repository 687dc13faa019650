import { createHash } from 'node:crypto';
import { LecternError } from '@lectern/core';
import type { CalendarFeed, NewCalendarFeed } from '@lectern/core/contract';
import { type CalendarEntry, calendarFile, calendarId } from '../../platform/calendar/calendar-file.js';
import type { Db } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import type { SessionRow } from '../sessions/tables.js';
import { feedName } from './feed-name.js';
import { hashFeedTicket, newFeedTicket } from './feed-ticket.js';
import { deleteFeed, type FeedOwner, findFeed, findFeedOwner, putFeed } from './feeds.store.js';

const MS_PER_DAY = 86_400_000;
const DAYS_BACK = 30;
const DAYS_AHEAD = 366;
/** More than a full week of half-hour lessons, all year. */
const MOST_ENTRIES = 5_000;
const REFRESH_SECONDS = 3_600;

/** A feed as it is now. `render` makes the file: not needed by who has it already. */
export interface FeedContent {
  /** Changes with what the file says, not with when it is made. */
  readonly etag: string;
  render(): string;
}

/** Sessions in the calendars that people have elsewhere. */
export interface CalendarsService {
  feed(actor: Actor): Promise<CalendarFeed>;
  /** A new link; one that was there stops working. */
  createFeed(actor: Actor): Promise<NewCalendarFeed>;
  deleteFeed(actor: Actor): Promise<void>;
  /** Whose link it is. @throws {@link LecternError} NOT_FOUND for a ticket that is not, or no longer, good. */
  ownerOf(ticket: string): Promise<FeedOwner>;
  readFeed(owner: FeedOwner): Promise<FeedContent>;
  /** One session as a file. @throws {@link LecternError} NOT_FOUND, also for one without times. */
  sessionFile(actor: Actor, sessionId: string): Promise<string>;
}

export function createCalendars(
  { database, clock, publicUrl, sessionUrl }: DomainDeps,
  { sessions }: { readonly sessions: SessionsService },
): CalendarsService {
  const domain = new URL(publicUrl).hostname;

  async function entriesOf(
    on: Db,
    tenant: string,
    rows: readonly SessionRow[],
  ): Promise<readonly CalendarEntry[]> {
    const hostIds = [...new Set(rows.map((row) => row.host_id))];
    const names = new Map(
      (await sessions.people.refs(on, tenant, hostIds)).map(({ id, name }) => [id, name]),
    );
    return rows.flatMap((row) => {
      const { starts_at: startsAt, ends_at: endsAt, booking_id: bookingId } = row;
      if (!startsAt || !endsAt) return [];
      const url = sessionUrl(row.id);
      return {
        id: calendarId({ id: row.id, bookingId }),
        sequence: row.sequence,
        cancelled: row.state === 'cancelled',
        title: row.title,
        hostName: names.get(row.host_id) ?? row.host_id,
        startsAt,
        endsAt,
        ...(url !== undefined && { sessionUrl: url }),
      };
    });
  }

  return {
    async feed(actor) {
      const createdAt = await findFeed(database.db, ownerFor(actor));
      return createdAt ? { createdAt: createdAt.toISOString() } : {};
    },

    async createFeed(actor) {
      const owner = ownerFor(actor);
      const ticket = newFeedTicket();
      const ticketHash = hashFeedTicket(ticket);
      if (ticketHash === undefined) throw new TypeError('[@lectern/server] a new ticket is no ticket');
      const now = clock.now();
      await putFeed(database.db, owner, { ticketHash, now });
      return { createdAt: now.toISOString(), url: `${publicUrl}/v1/feeds/${ticket}/calendar.ics` };
    },

    deleteFeed: (actor) => deleteFeed(database.db, ownerFor(actor)),

    async ownerOf(ticket) {
      const ticketHash = hashFeedTicket(ticket);
      const owner = ticketHash === undefined ? undefined : await findFeedOwner(database.db, ticketHash);
      if (!owner) throw new LecternError('NOT_FOUND', 'There is no such calendar, or its link was replaced.');
      return owner;
    },

    async readFeed({ tenant, personId }) {
      const now = clock.now();
      const rows = await sessions.ofPerson(database.db, {
        tenant,
        personId,
        from: new Date(now.getTime() - DAYS_BACK * MS_PER_DAY),
        until: new Date(now.getTime() + DAYS_AHEAD * MS_PER_DAY),
        limit: MOST_ENTRIES,
      });
      const entries = await entriesOf(database.db, tenant, rows);
      const [person] = await sessions.people.find(database.db, tenant, [personId]);
      const name = feedName(person?.language);
      const hash = createHash('sha256').update(JSON.stringify([name, entries]));
      return {
        etag: `W/"${hash.digest('base64url')}"`,
        render: () =>
          calendarFile(entries, { domain, stamp: now, feed: { name, refreshSeconds: REFRESH_SECONDS } }),
      };
    },

    async sessionFile(actor, sessionId) {
      const { row } = await sessions.getFor(database.db, actor, sessionId, 'session.view');
      const entries = await entriesOf(database.db, actor.tenant, [row]);
      if (entries.length === 0)
        throw new LecternError('NOT_FOUND', 'This session has no times: no calendar can show it.');
      return calendarFile(entries, { domain, stamp: clock.now() });
    },
  };
}

/** @throws {@link LecternError} FORBIDDEN for a token of single sessions: it speaks for no whole calendar. */
function ownerFor(actor: Actor): FeedOwner {
  if (actor.sessions)
    throw new LecternError('FORBIDDEN', 'An invitation to single sessions has no calendar.');
  return { tenant: actor.tenant, personId: actor.id };
}
