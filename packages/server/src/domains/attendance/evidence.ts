import type { VideoProvider } from '@lectern/core';
import type { AttendanceCapabilities, AttendanceEvent, AttendanceOccurrence } from '@lectern/core/attendance';
import type { AttendanceFlag, AttendanceReport } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Providers } from '../../platform/deps.js';
import type { PresenceService } from '../presence/presence-service.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { channelEvents, channelFlags } from './channel-evidence.js';
import { readProviderEvents } from './provider-events.store.js';
import type { SessionKey } from './reports.store.js';

/** Everything that counts about a session, from the one source that counts. */
export interface Evidence {
  readonly source: AttendanceReport['source'];
  readonly events: readonly AttendanceEvent[];
  readonly occurrences: readonly AttendanceOccurrence[];
  readonly capabilities: AttendanceCapabilities;
  /** What the source knows of a person's connections beside their times. */
  readonly flags: ReadonlyMap<string, ReadonlySet<AttendanceFlag>>;
}

export interface EvidenceParts {
  readonly providers: Providers;
  readonly sessions: Pick<SessionsService, 'occurrences'>;
  readonly presence: Pick<PresenceService, 'evidence'>;
}

/**
 * Reads the evidence of a session. Per life of its room one source counts: the provider where it tells who is there, else
 * the connections of our own channel.
 */
export async function readEvidence(db: Db, parts: EvidenceParts, key: SessionKey): Promise<Evidence> {
  const { tenant, sessionId } = key;
  const lives = await parts.sessions.occurrences(db, tenant, sessionId);
  const telling = lives.flatMap(({ provider }) => tellsPresence(parts.providers.get(provider)) ?? []);
  const ours = new Set(
    lives.filter(({ provider }) => !tellsPresence(parts.providers.get(provider))).map(({ id }) => id),
  );
  const all = await parts.presence.evidence(db, tenant, sessionId);
  const connections = all.connections.filter(({ occurrenceId }) => ours.has(occurrenceId));
  const told = telling.length > 0 ? await readProviderEvents(db, tenant, sessionId) : [];
  return {
    source: telling.length > 0 ? 'provider' : 'channel',
    events: [...channelEvents(connections), ...told],
    occurrences: lives
      .filter(({ id }) => ours.has(id))
      .map(({ id, startedAt, endedAt }) => ({
        id,
        startMs: startedAt.getTime(),
        ...(endedAt ? { endMs: endedAt.getTime() } : {}),
      })),
    // What not every source promises is not promised.
    capabilities: {
      connectionIdUnique: telling.every(({ capabilities }) => capabilities.connectionIdUnique ?? false),
      identityExclusive: telling.every(({ capabilities }) => capabilities.identityExclusive ?? false),
    },
    flags: channelFlags(connections),
  };
}

function tellsPresence(provider: VideoProvider | undefined): VideoProvider | undefined {
  return provider && (provider.capabilities.presence ?? 'none') !== 'none' ? provider : undefined;
}
