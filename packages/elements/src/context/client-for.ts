import {
  createClient,
  type AccessToken,
  type CreateClientOptions,
  type LecternClient,
} from '@lectern/core/client';
import { fetchToken } from './fetch-token.js';

/** Asks the LMS for a token; the `getToken` property of elements. */
export type GetToken = CreateClientOptions['getToken'];

export interface Connection {
  readonly apiUrl: string;
  readonly tokenEndpoint: string;
  readonly getToken: GetToken | undefined;
}

const byEndpoint = new Map<string, LecternClient>();
const byFunction = new WeakMap<GetToken, Map<string, LecternClient>>();

/** One client for the same settings, so that elements beside one another share its token and its stream. */
export function clientFor({ apiUrl, tokenEndpoint, getToken }: Connection): LecternClient | undefined {
  if (!getToken && !tokenEndpoint) return undefined;
  const base = new URL(apiUrl || '/', document.baseURI).href;
  if (getToken) {
    let clients = byFunction.get(getToken);
    if (!clients) byFunction.set(getToken, (clients = new Map()));
    return once(clients, base, () => createClient({ apiUrl: base, getToken }));
  }
  const endpoint = new URL(tokenEndpoint, document.baseURI).href;
  return once(byEndpoint, `${base} ${endpoint}`, () =>
    createClient({
      apiUrl: base,
      getToken: ({ signal }): Promise<AccessToken> => fetchToken(endpoint, signal),
    }),
  );
}

function once(clients: Map<string, LecternClient>, key: string, make: () => LecternClient): LecternClient {
  let client = clients.get(key);
  if (!client) clients.set(key, (client = make()));
  return client;
}
