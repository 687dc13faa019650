import type { Tx } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { FactHandler } from '../../platform/outbox/fact.js';
import type { NotificationAbout } from './kinds.js';
import { insertPlanned, skipPending } from './notifications.store.js';
import { readOccasion, type OccasionSources } from './occasion.js';
import { planNotifications } from './plan.js';
import { readViewers, type ViewerSources } from './viewers.js';

export type HandlerSources = OccasionSources & ViewerSources;

/**
 * From what happened to what is to be sent. Each reads how things stand now, so that a fact which comes late or twice
 * plans nothing that is not true any more, and nothing twice. Without a mailer facts go by.
 */
export function factHandlers(deps: DomainDeps, sources: HandlerSources): readonly FactHandler[] {
  const { mailer, clock, database, newId, wakeJobs } = deps;

  async function plan(
    tx: Tx,
    what: {
      readonly tenant: string;
      readonly about: NotificationAbout;
      readonly aboutId: string;
      readonly sessionId: string;
    },
  ): Promise<void> {
    const occasion = await readOccasion(tx, sources, what);
    if (!occasion || (what.about === 'session' && occasion.bookingId !== undefined)) return;
    const now = clock.now();
    const { sequence } = occasion;
    const reason = occasion.isCancelled ? 'cancelled' : 'superseded';
    await skipPending(tx, { ...what, below: sequence }, { reason, now });
    await insertPlanned(tx, { ...what, sequence }, planNotifications(occasion, now), { newId, now });
    database.afterCommit(tx, () => wakeJobs());
  }

  async function planRecording(tx: Tx, tenant: string, sessionId: string, id: string): Promise<void> {
    const now = clock.now();
    const viewers = await readViewers(tx, sources, { tenant, sessionId });
    await insertPlanned(
      tx,
      { tenant, about: 'recording', aboutId: id, sessionId, sequence: 0 },
      viewers.map((recipientId) => ({ kind: 'recording_ready', recipientId, dueAt: now })),
      { newId, now },
    );
    database.afterCommit(tx, () => wakeJobs());
  }

  return [
    {
      name: 'notifications-of-bookings',
      types: ['booking-changed'],
      async handle(tx, { tenant, data }) {
        if (!mailer) return;
        const [aboutId, sessionId] = [String(data['bookingId']), String(data['sessionId'])];
        await plan(tx, { tenant, about: 'booking', aboutId, sessionId });
      },
    },
    {
      name: 'notifications-of-sessions',
      types: ['session-changed'],
      async handle(tx, { tenant, data }) {
        // What goes live or ends is told to nobody by mail; an older fact of it may still be.
        if (!mailer || data['state'] === 'live') return;
        const sessionId = String(data['sessionId']);
        await plan(tx, { tenant, about: 'session', aboutId: sessionId, sessionId });
      },
    },
    {
      name: 'notifications-of-recordings',
      types: ['recording-changed'],
      async handle(tx, { tenant, data }) {
        if (!mailer) return;
        const { id, state } = data['recording'] as { readonly id: string; readonly state: string };
        if (state === 'ready') await planRecording(tx, tenant, String(data['sessionId']), id);
        if (state === 'deleted' || state === 'failed')
          await skipPending(tx, { tenant, aboutId: id }, { reason: 'gone', now: clock.now() });
      },
    },
  ];
}
