import { createHash, randomUUID } from 'node:crypto';
import { LecternError } from '@lectern/core';
import type { Database } from '../db/database.js';
import { toJsonb } from '../db/json.js';
import type { Sweep } from '../jobs/sweep.js';

const KEEP_MS = 24 * 3_600_000;
/** A request that has not answered for so long died with its process. */
const LEASE_MS = 60_000;
const SWEEP_EVERY_MS = 15 * 60_000;
const KEY = /^[\x21-\x7e]{1,64}$/;

// A type, not an interface: Kysely asks for an index signature.
type IdempotencyTables = {
  idempotency_keys: {
    tenant: string;
    actor_id: string;
    key: string;
    request_hash: string;
    state: 'running' | 'done';
    status: number | null;
    headers: Readonly<Record<string, string>> | null;
    body: string | null;
    attempt: string;
    started_at: Date;
    expires_at: Date;
  };
};

export interface IdempotentRequest {
  readonly tenant: string;
  readonly actorId: string;
  readonly key: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly now: Date;
}

/** An answer that can be kept. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** @throws {@link LecternError} INVALID_INPUT when the key is empty, too long or not ASCII. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (KEY.test(key)) return key;
  throw new LecternError('INVALID_INPUT', 'Idempotency-Key takes 1 to 64 visible ASCII characters.');
}

/**
 * Runs a request once for its key. Only an answer of success is kept: after an error nothing was done, so the same key
 * may try again.
 *
 * @throws {@link LecternError} IDEMPOTENCY_IN_FLIGHT, IDEMPOTENCY_KEY_REUSED.
 */
export async function runIdempotent(
  database: Database,
  request: IdempotentRequest,
  run: () => Promise<KeptAnswer>,
): Promise<{ readonly answer: KeptAnswer; readonly replayed: boolean }> {
  const attempt = randomUUID();
  const before = await begin(database, request, attempt);
  if (before) return { answer: before, replayed: true };
  let answer: KeptAnswer;
  try {
    answer = await run();
  } catch (error) {
    await forget(database, request, attempt);
    throw error;
  }
  await keep(database, request, attempt, answer);
  return { answer, replayed: false };
}

async function begin(
  database: Database,
  request: IdempotentRequest,
  attempt: string,
): Promise<KeptAnswer | undefined> {
  const { tenant, actorId, key, now } = request;
  const hash = hashOf(request);
  return database.transaction(async (tx) => {
    const keys = tx.withTables<IdempotencyTables>();
    const fresh = {
      request_hash: hash,
      state: 'running' as const,
      attempt,
      started_at: now,
      expires_at: new Date(now.getTime() + KEEP_MS),
    };
    const inserted = await keys
      .insertInto('idempotency_keys')
      .values({ tenant, actor_id: actorId, key, status: null, headers: null, body: null, ...fresh })
      .onConflict((conflict) => conflict.doNothing())
      .returning('attempt')
      .executeTakeFirst();
    if (inserted) return undefined;
    const row = await keys
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .forUpdate()
      .executeTakeFirst();
    const isOver = row !== undefined && row.expires_at <= now;
    if (row && !isOver && row.request_hash !== hash)
      throw new LecternError(
        'IDEMPOTENCY_KEY_REUSED',
        'This Idempotency-Key was used with another request. Make a new key for each request.',
      );
    if (row && !isOver && row.state === 'done')
      return { status: row.status ?? 200, headers: row.headers ?? {}, body: row.body };
    // Gone meanwhile, or still in the hands of a living request.
    if (!row || (!isOver && row.started_at.getTime() + LEASE_MS > now.getTime()))
      throw new LecternError(
        'IDEMPOTENCY_IN_FLIGHT',
        'The first request with this Idempotency-Key is still running. Ask again in a second.',
        { retryable: true },
      );
    await keys
      .updateTable('idempotency_keys')
      .set({ ...fresh, status: null, headers: null, body: null })
      .where('tenant', '=', tenant)
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .execute();
    return undefined;
  });
}

async function keep(
  database: Database,
  { tenant, actorId, key }: IdempotentRequest,
  attempt: string,
  answer: KeptAnswer,
): Promise<void> {
  await database.db
    .withTables<IdempotencyTables>()
    .updateTable('idempotency_keys')
    .set({ state: 'done', status: answer.status, headers: toJsonb(answer.headers), body: answer.body })
    .where('tenant', '=', tenant)
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .where('attempt', '=', attempt)
    .execute();
}

async function forget(
  database: Database,
  { tenant, actorId, key }: IdempotentRequest,
  attempt: string,
): Promise<void> {
  await database.db
    .withTables<IdempotencyTables>()
    .deleteFrom('idempotency_keys')
    .where('tenant', '=', tenant)
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .where('attempt', '=', attempt)
    .execute();
}

function hashOf({ method, path, body }: IdempotentRequest): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
}

/** Forgets keys after their day. */
export function idempotencySweep(database: Database): Sweep {
  return {
    name: 'idempotency-keys',
    everyMs: SWEEP_EVERY_MS,
    async run(now) {
      await database.db
        .withTables<IdempotencyTables>()
        .deleteFrom('idempotency_keys')
        .where('expires_at', '<=', now)
        .execute();
      return undefined;
    },
  };
}
