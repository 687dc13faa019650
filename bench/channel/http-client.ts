import { Agent, request, type IncomingMessage } from 'node:http';

const agent = new Agent({ keepAlive: true });

interface Call {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(url: string, { method, headers = {}, body }: Call): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (response) => {
      if ((response.statusCode ?? 0) < 300) return resolve(response);
      response.setEncoding('utf8').on('data', (text: string) => reject(new Error(`${url}: ${text}`)));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Posts JSON and reads the answer to its end. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<void> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await send(url, {
    ...{ method: 'POST', headers: { ...headers, ...type } },
    ...(body !== undefined && { body }),
  });
  for await (const _chunk of response);
}

export async function getJson(url: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await send(url, { method: 'GET', headers });
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return JSON.parse(text);
}

/** One open stream of events. */
export interface Listener {
  /** When this text came, by `performance.now()`. Ask before it can come. */
  hear(text: string): Promise<number>;
  close(): void;
}

export async function listen(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Listener> {
  const response = await send(url, { method: 'GET', headers });
  let heard = '';
  let wanted: { readonly text: string; readonly found: (at: number) => void } | undefined;
  response.setEncoding('utf8').on('data', (chunk: string) => {
    if (!wanted) return;
    // A text may be cut in two by chunks.
    heard += chunk;
    if (!heard.includes(wanted.text)) return;
    wanted.found(performance.now());
    wanted = undefined;
    heard = '';
  });
  response.on('error', () => undefined);
  return {
    hear: (text) =>
      new Promise((found) => {
        wanted = { text, found };
      }),
    close: () => response.destroy(),
  };
}
