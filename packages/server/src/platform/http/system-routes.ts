import { LecternError } from '@lectern/core';
import { z } from 'zod';
import type { Database } from '../db/database.js';
import type { Metrics } from '../metrics/metrics.js';
import { openApiDocument } from './openapi.js';
import { Reply, route, type Route } from './route.js';
import { readState } from '../outbox/read-facts.js';

const HOUR = 'public, max-age=3600';

export interface SystemRoutesDeps {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly publicUrl: string;
  /** Every route, these included. */
  allRoutes(): readonly Route[];
}

/** What operators and tools ask: is it alive, can it work, how is it doing, what can it do. */
export function systemRoutes({
  database,
  metrics,
  publicUrl,
  allRoutes,
}: SystemRoutesDeps): readonly Route[] {
  let document: string | undefined;
  const open = { auth: 'none', limit: false } as const;
  return [
    route({
      ...open,
      method: 'GET',
      path: '/healthz',
      operationId: 'getHealth',
      summary: 'Says that the process lives.',
      response: z.object({ status: z.literal('ok') }),
      handler: () => Promise.resolve({ status: 'ok' }),
    }),
    route({
      ...open,
      method: 'GET',
      path: '/readyz',
      operationId: 'getReadiness',
      summary: 'Says that the database answers, and which release of the time zones is used.',
      response: z.object({ status: z.literal('ok'), timeZones: z.string() }),
      errors: ['UNAVAILABLE'],
      async handler() {
        try {
          await readState(database.db);
        } catch (cause) {
          throw new LecternError('UNAVAILABLE', 'The database does not answer.', { cause, retryable: true });
        }
        return { status: 'ok', timeZones: process.versions.tz ?? 'unknown' };
      },
    }),
    route({
      ...open,
      method: 'GET',
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'A few figures in the Prometheus text format.',
      response: 'raw',
      handler: async () =>
        new Response(await metrics.render(), {
          headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
        }),
    }),
    route({
      ...open,
      method: 'GET',
      path: '/v1/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This document.',
      response: z.record(z.string(), z.unknown()),
      cors: true,
      handler() {
        document ??= JSON.stringify(openApiDocument(allRoutes(), publicUrl));
        return Promise.resolve(new Reply(JSON.parse(document), { headers: { 'cache-control': HOUR } }));
      },
    }),
  ];
}
