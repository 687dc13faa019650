import type { LecternClient } from '@lectern/core/client';
import { LecternError, type Booking, type Session } from '@lectern/core/contract';
import { fakeRecordingAnswers } from './fake-recordings.js';
import { freeSlots, instant, type FakeWorld } from './fake-world.js';
import { addDays, wallAt } from './zone-math.js';

type Slices = Omit<LecternClient, 'events'>;
type MethodsOf<Slice extends keyof Slices> = `${Slice}.${Extract<keyof Slices[Slice], string>}`;
type MethodName = { [Slice in keyof Slices]: MethodsOf<Slice> }[keyof Slices];

/** One function for each method of the client, by its full name. */
export type FakeAnswers = {
  [Name in MethodName]: Name extends `${infer Slice extends keyof Slices}.${infer Method}`
    ? Method extends keyof Slices[Slice]
      ? Loosen<Slices[Slice][Method]>
      : never
    : never;
};

/** An answer may come at once. */
type Loosen<Call> = Call extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Result | Promise<Result>
  : never;

const notFound = (): never => {
  throw new LecternError('NOT_FOUND', 'There is no such thing.');
};

let made = 0;
const newId = (prefix: string): string => `${prefix}-${String((made += 1)).padStart(22, '0')}`;

/** What a well-behaved server would answer from this world. */
export function fakeAnswers(world: FakeWorld): FakeAnswers {
  const page = <Item>(items: readonly Item[]): { items: readonly Item[]; serverNow: string } => ({
    items,
    serverNow: instant(world.now()),
  });
  const session = (id: string): Session => world.sessions.find((one) => one.id === id) ?? notFound();
  const over = (one: Session): boolean =>
    one.state === 'ended' || one.state === 'cancelled' || Date.parse(one.endsAt ?? '9999') <= world.now();
  const set = (id: string, change: Partial<Session>): Session => {
    const changed = { ...session(id), ...change, version: session(id).version + 1 };
    world.sessions = world.sessions.map((one) => (one.id === id ? changed : one));
    return changed;
  };
  const booking = (id: string): Booking => world.bookings.find((one) => one.id === id) ?? notFound();
  const offering = (id: string): FakeWorld['offerings'][number] =>
    world.offerings.find((one) => one.id === id) ?? notFound();

  return {
    'me.get': () => ({ ...world.me, serverNow: instant(world.now()) }),
    'people.put': (id, input) => ({ id, ...input }),
    'sessions.list': ({ when = 'upcoming', limit = 20 } = {}) => {
      const start = (one: Session): number => Date.parse(one.startsAt ?? '1970-01-01T00:00:00Z');
      const sorted = world.sessions
        .filter((one) => over(one) === (when === 'past'))
        .sort((a, b) => (when === 'past' ? start(b) - start(a) : start(a) - start(b)));
      return { ...page(sorted.slice(0, limit)), ...(sorted.length > limit ? { nextCursor: 'more' } : {}) };
    },
    'sessions.get': session,
    'sessions.create': notFound,
    'sessions.start': (id) => set(id, { state: 'live', startedAt: instant(world.now()) }),
    'sessions.end': (id) => set(id, { state: 'ended', endedAt: instant(world.now()) }),
    'sessions.cancel': (id) => set(id, { state: 'cancelled' }),
    'sessions.reopen': (id) => set(id, { state: 'live' }),
    'sessions.join': (id) => world.join?.(session(id)) ?? notFound(),
    'connections.get': notFound,
    'connections.heartbeat': () => ({ state: 'admitted', serverNow: instant(world.now()) }),
    'connections.ticket': () => ({
      kind: 'peer',
      iceServers: [],
      maxParticipants: 6,
      expiresAt: instant(world.now() + 600_000),
    }),
    'connections.setMedia': () => undefined,
    'connections.sendSignals': () => ({ gone: [] }),
    'connections.leave': () => undefined,
    'channel.postChat': (_sessionId, input) => ({
      ...input,
      personId: world.me.id,
      name: world.me.name,
      isHost: false,
      postedAt: instant(world.now()),
    }),
    'channel.setHand': () => undefined,
    'channel.lowerHands': () => undefined,
    'channel.lockChat': () => undefined,
    'channel.sendReaction': () => undefined,
    'channel.askMedia': () => undefined,
    'channel.removePerson': () => undefined,
    'offerings.list': () => page(world.offerings),
    'offerings.create': notFound,
    'offerings.put': notFound,
    'offerings.slots': ({ offeringId, hostId, from, to, zone }) => {
      const wanted = offering(offeringId);
      const today = wallAt(zone, world.now()).slice(0, 10);
      const slots = freeSlots(world, wanted, hostId, zone, from, to);
      const later = slots.length
        ? undefined
        : freeSlots(world, wanted, hostId, zone, addDays(to, 1), addDays(today, wanted.windowDays))[0];
      return {
        slots,
        hostZone: world.hostZones[hostId] ?? 'UTC',
        viewerZone: zone,
        serverNow: instant(world.now()),
        ...(later ? { nextFreeDate: later.viewerDate } : {}),
      };
    },
    'availability.get': notFound,
    'availability.put': (_hostId, availability) => availability,
    'bookings.list': () => page(world.bookings),
    'bookings.get': booking,
    'bookings.create': (input) => {
      const wanted = offering(input.offeringId);
      const host = wanted.hosts.find((one) => one.id === input.hostId) ?? notFound();
      const key = `${host.id} ${input.startsAt}`;
      const date = wallAt(input.zone, Date.parse(input.startsAt)).slice(0, 10);
      if (world.taken.has(key)) {
        throw new LecternError('SLOT_TAKEN', 'Somebody else has this time.', {
          details: {
            alternatives: freeSlots(world, wanted, host.id, input.zone, date, addDays(date, 7)).slice(0, 3),
          },
        });
      }
      world.taken.add(key);
      const hostZone = world.hostZones[host.id] ?? 'UTC';
      const made: Booking = {
        id: newId('bkg'),
        state: 'confirmed',
        sessionId: newId('ses'),
        offeringId: wanted.id,
        title: wanted.title,
        host,
        attendee: { id: world.me.id, name: world.me.name },
        startsAt: input.startsAt,
        endsAt: instant(Date.parse(input.startsAt) + wanted.durationMinutes * 60_000),
        hostZone,
        hostWallStart: wallAt(hostZone, Date.parse(input.startsAt)),
        viewerZone: input.zone,
        ...(input.note ? { note: input.note } : {}),
        sequence: 0,
        you: { can: { 'booking.view': true, 'booking.cancel': true, 'booking.move': true } },
      };
      world.bookings.push(made);
      return made;
    },
    'bookings.cancel': (id) => {
      const former = booking(id);
      if (former.state === 'cancelled')
        throw new LecternError('ALREADY_CANCELLED', 'It was cancelled before.');
      const cancelled: Booking = {
        ...former,
        state: 'cancelled',
        cancelledAt: instant(world.now()),
        sequence: former.sequence + 1,
        you: { can: { 'booking.view': true, 'booking.cancel': false, 'booking.move': false } },
      };
      world.bookings = world.bookings.map((one) => (one.id === id ? cancelled : one));
      world.taken.delete(`${former.host.id} ${former.startsAt}`);
      return cancelled;
    },
    'bookings.move': (id, { startsAt, zone, sequence }) => {
      const former = booking(id);
      if (former.state === 'cancelled')
        throw new LecternError('ALREADY_CANCELLED', 'It was cancelled before.');
      if (former.sequence !== sequence)
        throw new LecternError('STALE', 'It was changed meanwhile.', { details: { current: former } });
      const key = `${former.host.id} ${startsAt}`;
      const wanted = offering(former.offeringId);
      if (world.taken.has(key)) {
        const date = wallAt(zone, Date.parse(startsAt)).slice(0, 10);
        throw new LecternError('SLOT_TAKEN', 'Somebody else has just taken this time.', {
          details: {
            alternatives: freeSlots(world, wanted, former.host.id, zone, date, addDays(date, 7)).slice(0, 3),
          },
        });
      }
      const moved: Booking = {
        ...former,
        startsAt,
        endsAt: instant(Date.parse(startsAt) + wanted.durationMinutes * 60_000),
        hostWallStart: wallAt(former.hostZone, Date.parse(startsAt)),
        viewerZone: zone,
        sequence: sequence + 1,
        movedFrom: { startsAt: former.startsAt, endsAt: former.endsAt },
      };
      world.bookings = world.bookings.map((one) => (one.id === id ? moved : one));
      world.taken.delete(`${former.host.id} ${former.startsAt}`);
      world.taken.add(key);
      return moved;
    },
    'bookings.ics': (id) =>
      new Blob([`BEGIN:VCALENDAR\r\nUID:${booking(id).id}\r\nEND:VCALENDAR\r\n`], { type: 'text/calendar' }),
    'calendars.feed': () => world.feed,
    'calendars.createFeed': () => {
      const createdAt = instant(world.now());
      world.feed = { createdAt };
      return { createdAt, url: `https://lms.example.edu/v1/feeds/${newId('ticket')}/calendar.ics` };
    },
    'calendars.deleteFeed': () => {
      world.feed = {};
    },
    'calendars.ics': (id) =>
      new Blob([`BEGIN:VCALENDAR\r\nUID:${session(id).id}\r\nEND:VCALENDAR\r\n`], { type: 'text/calendar' }),
    'attendance.get': (sessionId) => world.reports.get(sessionId) ?? notFound(),
    ...fakeRecordingAnswers(world),
  };
}
