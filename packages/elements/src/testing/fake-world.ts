import type {
  AttendanceReport,
  Booking,
  CalendarFeed,
  JoinedSession,
  Me,
  Offering,
  Playback,
  Recording,
  Session,
  SessionAction,
  Slot,
  Zone,
} from '@lectern/core/contract';
import { addDays, instantAt, offsetLabel, offsetMinutes, wallAt } from './zone-math.js';

const MINUTE = 60_000;

/** What the fake server knows. Plain data: a test or a playground page changes it as it likes. */
export interface FakeWorld {
  /** The server's clock, ms since the epoch. */
  now: () => number;
  me: Me;
  offerings: Offering[];
  /** Zone of each host; UTC where missing. */
  hostZones: Record<string, Zone>;
  /** Starts on the host's wall, `HH:MM`, for each ISO weekday 1 to 7. */
  hours: (hostId: string, date: string, weekday: number) => readonly string[];
  /** Starts that are gone: `hostId instant`. */
  taken: Set<string>;
  sessions: Session[];
  bookings: Booking[];
  feed: CalendarFeed;
  reports: Map<string, AttendanceReport>;
  recordings: Recording[];
  /** What there is to play of a recording. */
  playbacks: Map<string, Playback>;
  /** What joining answers; undefined: a session of one's own, admitted. */
  join?: (session: Session) => JoinedSession;
}

/** 20 November 2026, a Friday, 10:00 in UTC. */
export const FAKE_NOW = Date.parse('2026-11-20T10:00:00.000Z');

export const instant = (at: number): string => new Date(at).toISOString();

export function allowed(...actions: readonly SessionAction[]): Session['you']['can'] {
  return new Proxy({} as Session['you']['can'], {
    get: (_target, key) => actions.includes(key as SessionAction),
  });
}

export function fakeOffering(more: Partial<Offering> = {}): Offering {
  return {
    id: 'off-aaaaaaaaaaaaaaaaaaaaaa',
    title: 'German conversation',
    description: 'One to one, with material sent before.',
    hosts: [{ id: 'ana', name: 'Ana Kovač' }],
    durationMinutes: 60,
    stepMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    noticeMinutes: 120,
    windowDays: 60,
    cancelHours: 12,
    capacity: 1,
    archived: false,
    ...more,
  };
}

export function fakeSession(more: Partial<Session> = {}): Session {
  const startsAt = more.startsAt ?? instant(FAKE_NOW + 30 * MINUTE);
  return {
    id: 'ses-aaaaaaaaaaaaaaaaaaaaaa',
    kind: 'lesson',
    title: 'German conversation',
    state: 'scheduled',
    startsAt,
    endsAt: instant(Date.parse(startsAt) + 60 * MINUTE),
    joinOpensAt: instant(Date.parse(startsAt) - 5 * MINUTE),
    joinClosesAt: instant(Date.parse(startsAt) + 75 * MINUTE),
    zone: 'Europe/Berlin',
    host: { id: 'ana', name: 'Ana Kovač' },
    attendees: [{ id: 'ben', name: 'Ben Okafor' }],
    you: {
      relation: 'attendee',
      role: 'student',
      can: allowed('session.view', 'session.join', 'chat.post', 'hand.raise', 'attendance.view-own'),
    },
    version: 1,
    ...more,
  };
}

export function fakeWorld(more: Partial<FakeWorld> = {}): FakeWorld {
  const now = more.now ?? ((): number => FAKE_NOW);
  return {
    now,
    me: {
      id: 'ben',
      name: 'Ben Okafor',
      role: 'student',
      courses: ['german'],
      serverNow: instant(now()),
      can: { 'session.create': false, 'offering.create': false },
    },
    offerings: [fakeOffering()],
    hostZones: { ana: 'Europe/Berlin' },
    hours: (_host, _date, weekday) =>
      weekday < 6 ? ['09:00', '10:00', '11:00', '14:00', '16:00', '18:00'] : [],
    taken: new Set(),
    sessions: [],
    bookings: [],
    feed: {},
    recordings: [],
    playbacks: new Map(),
    reports: new Map(),
    ...more,
  };
}

/** Free slots of a host between two dates of the viewer, both included, as the server would label them. */
export function freeSlots(
  world: FakeWorld,
  offering: Offering,
  hostId: string,
  zone: Zone,
  from: string,
  to: string,
): Slot[] {
  const hostZone = world.hostZones[hostId] ?? 'UTC';
  const earliest = world.now() + offering.noticeMinutes * MINUTE;
  const last = addDays(wallAt(zone, world.now()).slice(0, 10), offering.windowDays);
  const slots: Slot[] = [];
  for (
    let date = addDays(from, -1);
    date <= addDays(to, 1) && slots.length < 2_000;
    date = addDays(date, 1)
  ) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    for (const time of world.hours(hostId, date, weekday)) {
      const at = instantAt(hostZone, `${date}T${time}`);
      const wall = wallAt(zone, at);
      const viewerDate = wall.slice(0, 10);
      if (at < earliest || viewerDate < from || viewerDate > to || viewerDate > last) continue;
      if (world.taken.has(`${hostId} ${instant(at)}`)) continue;
      slots.push({
        startsAt: instant(at),
        endsAt: instant(at + offering.durationMinutes * MINUTE),
        hostOffset: offsetLabel(offsetMinutes(hostZone, at)),
        hostTime: time,
        viewerDate,
        viewerTime: wall.slice(11),
        viewerOffset: offsetLabel(offsetMinutes(zone, at)),
        capacity: offering.capacity,
        seatsLeft: offering.capacity,
      });
    }
  }
  return slots.sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
