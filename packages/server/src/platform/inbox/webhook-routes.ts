import { LecternError } from '@lectern/core';
import { z } from 'zod';
import type { Database } from '../db/database.js';
import type { Providers } from '../deps.js';
import { route, type Route } from '../http/route.js';
import { storeDelivery } from './inbox-store.js';

const BODY_LIMIT_BYTES = 1024 * 1024;

export interface WebhookRoutesDeps {
  readonly database: Database;
  readonly providers: Providers;
  /** There is something to process. */
  wake(): void;
}

/** Where providers tell what happened: verified, stored, then answered; processed after that. */
export function webhookRoutes({ database, providers, wake }: WebhookRoutesDeps): readonly Route[] {
  return (['GET', 'POST'] as const).map((method) =>
    route({
      method,
      path: '/v1/webhooks/:endpoint',
      operationId: method === 'POST' ? 'receiveWebhook' : 'receiveWebhookByGet',
      summary: 'Takes an event of a video server. Authenticated by its signature.',
      auth: 'none',
      limit: false,
      params: z.object({ endpoint: z.string() }),
      body: 'raw',
      bodyLimitBytes: BODY_LIMIT_BYTES,
      response: 'raw',
      errors: [
        'NOT_FOUND',
        'METHOD_NOT_ALLOWED',
        'SIGNATURE_MISSING',
        'SIGNATURE_MISMATCH',
        'SIGNATURE_EXPIRED',
      ],
      async handler({ params, request, now, signal }) {
        const provider = providers.get(params.endpoint);
        if (!provider) throw new LecternError('NOT_FOUND', 'There is no such endpoint.');
        const allow = provider.capabilities.webhookMethods ?? ['POST'];
        if (!allow.includes(method))
          throw new LecternError('METHOD_NOT_ALLOWED', `This endpoint takes ${allow.join(', ')}.`, {
            details: { allow },
          });
        const { deliveryId, delivery, reply } = await provider.receiveWebhook(request, { now, signal });
        await storeDelivery(database, params.endpoint, deliveryId, delivery, now);
        wake();
        if (!reply) return new Response(null, { status: 204 });
        return new Response(reply.body ?? null, {
          status: reply.status,
          headers: reply.contentType === undefined ? {} : { 'content-type': reply.contentType },
        });
      },
    }),
  );
}
