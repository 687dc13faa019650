import type { Html } from './html.ts';

interface ReplyOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page. It shows what one person may see, so nobody keeps a copy. */
export function pageReply(page: Html, { status = 200, headers = {} }: ReplyOptions = {}): Response {
  return new Response(String(page), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** "See there", after a form was taken. */
export function redirectReply(to: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: to, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

export function jsonReply(body: unknown, { status = 200 }: ReplyOptions = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
