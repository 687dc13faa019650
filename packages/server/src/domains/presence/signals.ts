import type { SendSignalsInput, SendSignalsResult } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import type { Bus } from '../../ports/bus/bus.js';
import { readAlive } from './connection-store.js';
import { readOwn } from './leases.js';
import { connectionTopic, type PassingEvent } from './passing.js';
import { requireAdmitted } from './rules.js';
import type { PresenceDeps } from './seats.js';

export interface SendInput {
  readonly actor: Actor;
  readonly id: string;
  readonly input: SendSignalsInput;
}

/**
 * Passes messages on to other connections of the same session, as they are; `from` is ours to say.
 *
 * @throws {@link LecternError} NOT_ADMITTED while waiting, or why the connection is over.
 */
export async function sendSignals(
  deps: PresenceDeps,
  bus: Bus,
  { actor, id, input }: SendInput,
): Promise<SendSignalsResult> {
  const own = await readOwn(deps, { actor, id });
  requireAdmitted(own);
  const alive = await readAlive(deps.database.db, { tenant: own.tenant, sessionId: own.session_id });
  const there = new Set(
    alive.filter((row) => row.state === 'admitted' && row.id !== own.id).map((row) => row.id),
  );
  await bus.publish(
    input.messages
      .filter(({ to }) => there.has(to))
      .map((message) => ({
        topic: connectionTopic(message.to),
        payload: { type: 'signal', data: { ...message, from: own.id } } satisfies PassingEvent,
      })),
  );
  return { gone: [...new Set(input.messages.map(({ to }) => to))].filter((to) => !there.has(to)) };
}
