import { migrate } from '../platform/db/migrate.js';
import { migrations } from '../platform/db/migrations.js';
import { openDatabase } from '../platform/db/open-database.js';
import type { InboxState } from '../platform/inbox/inbox-store.js';
import { countReplay, replayDeliveries, type ReplayFilter } from '../platform/inbox/replay.js';
import type { LecternOptions } from '../platform/server/options.js';
import { systemClock } from '../ports/clock/system-clock.js';
import { ConfigError } from './load-config.js';
import type { CliContext } from './run.js';

const STATES = ['processed', 'ignored', 'dead'] as const satisfies readonly InboxState[];

/** The words of `lectern replay`, as they were typed. */
export interface ReplayArguments {
  readonly endpoint?: string | undefined;
  readonly delivery?: string | undefined;
  readonly state?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly all: boolean;
  readonly dryRun: boolean;
}

/**
 * Has stored deliveries of video servers processed again: by this machine's server when it runs on the same PostgreSQL, else
 * at its next start.
 */
export async function replay(
  args: ReplayArguments,
  { database }: LecternOptions,
  { out }: CliContext,
): Promise<number> {
  const filter = toFilter(args);
  if (Object.keys(filter).length === 0 && !args.all)
    throw new ConfigError(
      'Say which deliveries: --state dead, --endpoint, --delivery, --since, --until or --all.',
    );
  const opened = await openDatabase({ database });
  try {
    await migrate(opened.source, migrations);
    for (const { endpoint, state, count } of await countReplay(opened, filter))
      out(`${endpoint}: ${String(count)} ${state}`);
    if (args.dryRun) out('Nothing was changed.');
    else
      out(
        `${String(await replayDeliveries(opened, filter, systemClock().now()))} deliveries will be processed again.`,
      );
    return 0;
  } finally {
    await opened.close();
  }
}

function toFilter({ endpoint, delivery, state, since, until }: ReplayArguments): ReplayFilter {
  return {
    ...(endpoint !== undefined && { endpoint }),
    ...(delivery !== undefined && { deliveryId: delivery }),
    ...(state !== undefined && { state: toState(state) }),
    ...(since !== undefined && { since: toInstant(since) }),
    ...(until !== undefined && { until: toInstant(until) }),
  };
}

function toState(text: string): InboxState {
  const state = STATES.find((one) => one === text);
  if (state) return state;
  throw new ConfigError(`${text} is no state to replay: ${STATES.join(', ')}.`);
}

function toInstant(text: string): Date {
  const instant = new Date(text);
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(instant.getTime()))
    return instant;
  throw new ConfigError(`${text} is no instant: write 2026-11-20T18:00:00Z.`);
}
