import {
  LecternError,
  type JoinTicket,
  type MediaGrants,
  type ParticipantRole,
  type VideoProvider,
} from '@lectern/core';
import type { Database, Db, Tx } from '../../platform/db/database.js';
import type { Clock } from '../../ports/clock/clock.js';
import type { Log } from '../../ports/log/log.js';
import {
  insertOccurrence,
  markTicket,
  moveProvider,
  readOpenOccurrence,
  readRoomProvider,
  type Occurrence,
  type OccurrenceKey,
} from './occurrences.js';

export interface MediaRoomsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly providers: ReadonlyMap<string, VideoProvider>;
  newId(prefix: string): string;
}

export interface TicketInput extends OccurrenceKey {
  readonly title: string;
  readonly participant: {
    readonly id: string;
    readonly name: string;
    readonly role: ParticipantRole;
    readonly connectionId: string;
    readonly grants: MediaGrants;
  };
  readonly signal?: AbortSignal;
}

/** The video side of sessions: which provider carries one, and the way in. */
export interface MediaRooms {
  /** The provider that carries it now, or would. */
  providerOf(db: Db, key: OccurrenceKey): Promise<VideoProvider>;
  /** Begins an occurrence unless one is open. With the session's row locked. */
  open(tx: Tx, key: OccurrenceKey, now: Date): Promise<Occurrence>;
  /**
   * Makes the room where it is missing, and a ticket. The next provider is tried only while nobody has a ticket.
   *
   * @throws {@link LecternError} SESSION_STATE when no occurrence is open, or what the last provider answered.
   */
  getTicket(input: TicketInput): Promise<JoinTicket>;
}

export function createMediaRooms(deps: MediaRoomsDeps): MediaRooms {
  const { database, clock, providers } = deps;
  const keys = [...providers.keys()];

  const chooseKey = async (db: Db, key: OccurrenceKey): Promise<string> => {
    const stored = await readRoomProvider(db, key);
    // A provider that was taken out of the options carries nothing any more.
    const chosen = stored !== undefined && providers.has(stored) ? stored : keys[0];
    if (chosen === undefined) throw new TypeError('[@lectern/server] there is no video provider');
    return chosen;
  };
  const providerFor = (key: string): VideoProvider => {
    const provider = providers.get(key);
    if (provider) return provider;
    throw new LecternError(
      'PROVIDER_UNREACHABLE',
      `The video provider ${key} of this session is not set up any more. Put it back, or end and reopen the session.`,
      { provider: key },
    );
  };
  const nextKey = (key: string, tried: ReadonlySet<string>): string | undefined => {
    const after = keys.indexOf(key) + 1;
    return [...keys.slice(after), ...keys.slice(0, after)].find((other) => !tried.has(other));
  };

  return {
    async providerOf(db, key) {
      const open = await readOpenOccurrence(db, key);
      return providerFor(open?.provider ?? (await chooseKey(db, key)));
    },

    async open(tx, key, now) {
      const open = await readOpenOccurrence(tx, key);
      if (open) return open;
      const provider = await chooseKey(tx, key);
      return insertOccurrence(tx, { ...key, id: deps.newId('occ'), provider, now });
    },

    async getTicket({ tenant, sessionId, title, participant, signal }) {
      const options = signal ? { signal } : {};
      const tried = new Set<string>();
      for (;;) {
        const occurrence = await readOpenOccurrence(database.db, { tenant, sessionId });
        if (!occurrence)
          throw new LecternError('SESSION_STATE', 'The session is not running. Join it again when it is.');
        const at = { tenant, id: occurrence.id, provider: occurrence.provider };
        const provider = providerFor(occurrence.provider);
        if (!occurrence.hasTickets) {
          tried.add(occurrence.provider);
          try {
            await provider.createRoom({ roomId: occurrence.roomId, title }, options);
          } catch (error) {
            const next = signal?.aborted ? undefined : nextKey(occurrence.provider, tried);
            if (next === undefined) throw error;
            deps.log.warn('a provider made no room; the next one is tried', {
              provider: at.provider,
              next,
              error,
            });
            await database.transaction((tx) => moveProvider(tx, at, next));
            continue;
          }
          // Before the ticket exists: from now on nobody moves this class away from whoever holds one.
          if (!(await markTicket(database.db, at, clock.now()))) continue;
        }
        return provider.getJoinTicket({ roomId: occurrence.roomId, participant }, options);
      }
    },
  };
}
