import { LecternError } from '@lectern/core';
import type { AskMediaInput } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { connectionTopic, type PassingEvent } from '../presence/passing.js';
import type { ConnectionRow } from '../presence/tables.js';
import type { ChannelDeps } from './deps.js';

export interface AskMedia {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly input: AskMediaInput;
}

/**
 * Mutes somebody, or everybody, or asks somebody to speak. Nobody is made to speak: their page asks them.
 *
 * @throws {@link LecternError} NOT_FOUND for who may not see the session and for somebody who is not in it, FORBIDDEN, the
 * session's state, or CONNECTION_REMOVED.
 */
export async function askMedia(deps: ChannelDeps, { actor, sessionId, input }: AskMedia): Promise<void> {
  const { db } = deps.database;
  const { ask, personId } = input;
  await deps.sessions.getFor(db, actor, sessionId, 'media.ask-other');
  await deps.presence.requireNotRemoved(db, actor, sessionId);
  const inside = await deps.presence.readIn(db, actor.tenant, sessionId);
  const everybody = personId === undefined;
  const asked = inside.filter(({ person_id: id, is_host: isHost }) =>
    everybody ? id !== actor.id && !isHost : id === personId,
  );
  if (!everybody && asked.length === 0)
    throw new LecternError('NOT_FOUND', 'This person is not in the session at the moment.');
  const payload: PassingEvent = {
    type: 'media-asked',
    data: { sessionId, ask, everybody, by: { id: actor.id, name: actor.name } },
  };
  await deps.bus.publish(asked.map(({ id }) => ({ topic: connectionTopic(id), payload })));
  if (ask === 'mute') await muteInRoom(deps, actor.tenant, sessionId, asked);
}

/** Where the media server can, it mutes them as well, whatever their page does. */
async function muteInRoom(
  { database, log, sessions }: ChannelDeps,
  tenant: string,
  sessionId: string,
  asked: readonly ConnectionRow[],
): Promise<void> {
  const provider = await sessions.mediaRooms.providerOf(database.db, { tenant, sessionId });
  if (!provider.capabilities.muteParticipant) return;
  for (const personId of new Set(asked.map(({ person_id: id }) => id)))
    try {
      await provider.muteParticipant({ roomId: sessionId, participantId: personId });
    } catch (error) {
      log.warn('a person may still be heard in the media room', { session: sessionId, error });
    }
}
