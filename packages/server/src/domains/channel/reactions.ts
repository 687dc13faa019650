import type { SendReactionInput } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { classTopic, type PassingEvent } from '../presence/passing.js';
import type { ChannelDeps } from './deps.js';

export interface SendReaction {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly input: SendReactionInput;
}

/**
 * Shows a reaction to everybody who is in. It is not kept: who comes later never hears of it.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, the session's state, or why one is not in the session.
 */
export async function sendReaction(
  deps: ChannelDeps,
  { actor, sessionId, input }: SendReaction,
): Promise<void> {
  const { db } = deps.database;
  await deps.sessions.getFor(db, actor, sessionId, 'reaction.send');
  await deps.presence.requireIn(db, actor, sessionId);
  const payload: PassingEvent = {
    type: 'reaction',
    data: { sessionId, reaction: input.reaction, from: { id: actor.id, name: actor.name } },
  };
  await deps.bus.publish([{ topic: classTopic(actor.tenant, sessionId), payload }]);
}
