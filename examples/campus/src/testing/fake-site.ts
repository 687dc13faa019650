import { LecternError } from '@lectern/core';
import type { LecternClient } from '@lectern/core/client';
import {
  SESSION_ACTIONS,
  type CreateSessionInput,
  type Session,
  type SessionAction,
} from '@lectern/core/contract';
import type { Recording } from '@lectern/core/contract';
import { findPerson, type SchoolPerson } from '../school/people.ts';
import type { Site } from '../routes/visit.ts';
import type { Mail } from '../school/mailbox.ts';
import { createSignIn } from '../web/sign-in.ts';

export const ORIGIN = 'http://localhost:4173';
export const NOW = new Date('2026-11-20T15:00:00.000Z');

/** A session as the server would show it to this person. */
export function fakeSession(person: SchoolPerson, changes: Partial<Session> = {}): Session {
  const isHost = person.role === 'teacher';
  return {
    id: 'ses-0000000000000000000000',
    kind: 'class',
    title: 'Stars & <planets>',
    state: 'scheduled',
    startsAt: '2026-11-21T17:00:00.000Z',
    endsAt: '2026-11-21T17:50:00.000Z',
    zone: 'Europe/Berlin',
    host: { id: 'ana', name: 'Ana Berger' },
    attendees: [{ id: 'ben', name: 'Ben Krüger' }],
    you: {
      relation: isHost ? 'host' : 'attendee',
      role: person.role,
      can: Object.fromEntries(SESSION_ACTIONS.map((action) => [action, isHost])) as Record<
        SessionAction,
        boolean
      >,
    },
    version: 1,
    ...changes,
  };
}

export interface FakeSite extends Site {
  /** What `sessions.list` and `get` know. */
  sessions: Partial<Session>[];
  /** What `recordings.list` and `get` know. */
  recordings: Recording[];
  /** Thrown by the next `sessions.create`. */
  failure: Error | undefined;
  readonly created: { readonly who: string; readonly input: CreateSessionInput }[];
  mails: Mail[];
  cookieOf(who: string): Promise<string>;
}

/** The site's surroundings without a server: only the slices the pages use. */
export function createFakeSite(): FakeSite {
  const signIn = createSignIn({ secret: 'a secret of the campus tests, long enough' });
  const site: FakeSite = {
    signIn,
    sessions: [],
    recordings: [],
    failure: undefined,
    created: [],
    mails: [],
    mailbox: { list: (address) => Promise.resolve(site.mails.filter(({ to }) => to === address)) },
    now: () => NOW,
    offeringOf: (course) => (course === 'night-sky' ? 'off-0000000000000000000000' : undefined),
    mintToken: (person) => Promise.resolve({ token: `token of ${person.id}`, expiresAt: NOW.toISOString() }),
    async cookieOf(who) {
      const cookie = await signIn.issue(who, { secure: false });
      return cookie.split(';')[0] ?? '';
    },
    clientOf(person) {
      const all = (): Session[] => site.sessions.map((changes) => fakeSession(person, changes));
      const over = ({ state }: Session): boolean => state === 'ended' || state === 'cancelled';
      const sessions: Partial<LecternClient['sessions']> = {
        list: ({ when = 'upcoming' } = {}) =>
          Promise.resolve({
            items: all().filter((session) => over(session) === (when === 'past')),
            serverNow: NOW.toISOString(),
          }),
        get(id) {
          const found = all().find((session) => session.id === id);
          if (!found) return Promise.reject(new LecternError('NOT_FOUND', 'There is no such session.'));
          return Promise.resolve(found);
        },
        create(input) {
          if (site.failure) return Promise.reject(site.failure);
          site.created.push({ who: person.id, input });
          return Promise.resolve(fakeSession(person, { title: input.title }));
        },
      };
      const recordings: Partial<LecternClient['recordings']> = {
        list: () => Promise.resolve({ items: site.recordings, serverNow: NOW.toISOString() }),
        get(id) {
          const found = site.recordings.find((recording) => recording.id === id);
          if (!found) return Promise.reject(new LecternError('NOT_FOUND', 'There is no such recording.'));
          return Promise.resolve(found);
        },
      };
      return { sessions, recordings } as LecternClient;
    },
  };
  return site;
}

export function personOf(id: string): SchoolPerson {
  const person = findPerson(id);
  if (!person) throw new TypeError(`nobody is called ${id}`);
  return person;
}
