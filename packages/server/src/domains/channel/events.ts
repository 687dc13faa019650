import { LecternError } from '@lectern/core';
import { lastEventIdOf } from '../../platform/http/last-event-id.js';
import type { RequestContext } from '../../platform/http/route.js';
import { sseResponse } from '../../platform/http/sse.js';
import { requireAlive } from '../presence/rules.js';
import type { ConnectionRow } from '../presence/tables.js';
import type { ChannelDeps } from './deps.js';
import { eventStream } from './event-stream.js';

const STREAMS_A_PERSON = 6;

/** Opens live streams. */
export interface Events {
  /**
   * @throws {@link LecternError} why a connection is over, CONNECTION_UNKNOWN for one of another person, INVALID_CURSOR,
   * RATE_LIMITED for the seventh stream of a person.
   */
  open(context: RequestContext & { readonly topics: readonly string[] }): Promise<Response>;
}

export function createEvents(deps: ChannelDeps): Events {
  const { presence, clock } = deps;
  const streams = new Map<string, number>();
  const count = (key: string, by: number): void => {
    const left = (streams.get(key) ?? 0) + by;
    if (left > 0) streams.set(key, left);
    else streams.delete(key);
  };

  return {
    async open({ actor, topics, request, signal, tokenExpiresAt, newId }) {
      const cursor = lastEventIdOf(request);
      const person = JSON.stringify([actor.tenant, actor.id]);
      if ((streams.get(person) ?? 0) >= STREAMS_A_PERSON)
        throw new LecternError(
          'RATE_LIMITED',
          'You have too many streams open. Close a page, then try again.',
          {
            retryable: true,
            details: { retryAfterSeconds: 10 },
          },
        );
      // Counted before anything is awaited: seven at once are seven.
      count(person, 1);
      const streamId = newId('str');
      try {
        const connections: ConnectionRow[] = [];
        for (const topic of topics) {
          const id = topic.replace(/^connection:/, '');
          if (topic === 'me') continue;
          const found = await presence.readOwn(actor, id);
          requireAlive(found);
          // Whoever is out of the course meanwhile hears no more, though the connection stands.
          await deps.sessions.getFor(deps.database.db, actor, found.session_id, 'session.view');
          const opened = await presence.streamOpened(found, streamId, clock.now());
          const row = opened ?? (await presence.readOwn(actor, id));
          requireAlive(row);
          connections.push(row);
        }
        // Who comes without a cursor is told where they begin: they can come back there, also if nothing happened.
        const from = cursor ?? (await deps.feed.currentCursor(deps.database.db));
        let isOverByUs = false;
        return sseResponse(
          async function* (over) {
            if (cursor === undefined) yield { id: from };
            yield* eventStream(deps, {
              actor,
              me: topics.includes('me'),
              connections,
              cursor: from,
              tokenExpiresAt,
              signal: over,
            });
            isOverByUs = true;
          },
          {
            signal,
            timer: deps.timer,
            onEnd() {
              count(person, -1);
              // Only what the page did is evidence about the page.
              if (isOverByUs || deps.stopping.aborted) return;
              const now = clock.now();
              for (const row of connections)
                presence.streamClosed(row, streamId, now).catch((error: unknown) => {
                  deps.log.warn('the end of a stream was not written', { connection: row.id, error });
                });
            },
          },
        );
      } catch (error) {
        count(person, -1);
        throw error;
      }
    },
  };
}
