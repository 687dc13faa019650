import type { LecternClient } from '@lectern/core/client';
import type { Booking, Offering } from '@lectern/core/contract';
import type { Choice } from './booking-state.js';

type Client = Pick<LecternClient, 'offerings' | 'bookings'>;

/** The bookings read to find those to come: the list begins with the latest. */
const MOST_READ = 100;
const MOST_SHOWN = 3;

/** Everything that can be booked, page by page. */
export async function listAll(
  { offerings }: Client,
  signal: AbortSignal,
): Promise<{ readonly items: readonly Offering[]; readonly serverNow: string }> {
  const items: Offering[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await offerings.list(cursor === undefined ? {} : { cursor }, { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return { items, serverNow: page.serverNow };
  }
}

/** The next bookings that stand, of what can be booked here. Nothing where they cannot be had: they are an extra. */
export async function readOwn(
  { bookings }: Client,
  wanted: { readonly offeringId: string; readonly hostId: string },
  signal: AbortSignal,
): Promise<readonly Booking[]> {
  try {
    const { items, serverNow } = await bookings.list({ limit: MOST_READ }, { signal });
    const now = Date.parse(serverNow);
    return items
      .filter(({ state, startsAt }) => state === 'confirmed' && Date.parse(startsAt) > now)
      .filter(({ offeringId }) => !wanted.offeringId || offeringId === wanted.offeringId)
      .filter(({ host }) => !wanted.hostId || host.id === wanted.hostId)
      .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
      .slice(0, MOST_SHOWN);
  } catch {
    return [];
  }
}

/** Where a booking can get another time; nowhere when it is no longer offered. */
export function choiceOf(choices: readonly Choice[], booking: Booking): Choice | undefined {
  return choices.find(
    ({ offering, host }) => offering.id === booking.offeringId && host.id === booking.host.id,
  );
}
