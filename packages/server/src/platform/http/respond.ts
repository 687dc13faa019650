import { Reply, type Route } from './route.js';
import type { KeptAnswer } from './idempotency.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What a handler gave, as an answer that can be kept. */
export function toAnswer(route: Route, result: unknown): KeptAnswer {
  const reply = result instanceof Reply ? result : new Reply(result);
  const status = reply.options.status ?? route.status ?? (route.response === null ? 204 : 200);
  const headers = { ...reply.options.headers };
  if (reply.body === undefined || reply.body === null || route.response === null)
    return { status, headers, body: null };
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: JSON.stringify(reply.body) };
}

export function toResponse({ status, headers, body }: KeptAnswer): Response {
  return new Response(body, { status, headers });
}

/** An answer to HEAD: the headers of GET. */
export async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}
