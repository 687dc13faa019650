// One posts a chat line, others hold the event stream, over HTTP on this machine: the time from the request to the last
// listener's event, against a bare node:http server that writes the posted body to the same number of streams.
import { newId } from '@lectern/core';
import type { JoinedSession } from '@lectern/core/contract';
import { getJson, listen, type Listener, post } from './channel/http-client.ts';
import { type ChannelPlaces, startServers } from './channel/places.ts';
import { startEngines } from './engines.ts';
import { ms, percentile, ratio } from './table.ts';

const AUDIENCES = [1, 10, 50];
const WARM_UPS = 10;
const ROUNDS = 100;
const PATIENCE_MS = 15_000;

interface Side {
  readonly listeners: readonly Listener[];
  /** Sends one line that holds this id. */
  post(id: string): Promise<void>;
}

async function openLectern(places: ChannelPlaces, audience: number): Promise<Side> {
  const { lecternUrl, sessionId, poster } = places;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  // A page that is open says so too.
  for (const { token, connectionId } of [poster, ...places.listeners])
    await post(`${lecternUrl}/v1/connections/${connectionId}/heartbeat`, bearer(token));
  const listeners: Listener[] = [];
  for (const { token, connectionId } of places.listeners.slice(0, audience)) {
    // From a cursor on, so that no line falls between the answer and the first read.
    const url = `${lecternUrl}/v1/connections/${connectionId}`;
    const { cursor } = (await getJson(url, bearer(token))) as JoinedSession;
    const headers = { ...bearer(token), 'last-event-id': cursor };
    listeners.push(await listen(`${lecternUrl}/v1/events?topics=connection:${connectionId}`, headers));
  }
  return {
    listeners,
    post: (id) => post(`${lecternUrl}/v1/sessions/${sessionId}/chat`, bearer(poster.token), line(id)),
  };
}

async function openBare({ bareUrl }: ChannelPlaces, audience: number): Promise<Side> {
  return {
    listeners: await Promise.all(Array.from({ length: audience }, () => listen(bareUrl))),
    post: (id) => post(bareUrl, {}, line(id)),
  };
}

const line = (id: string): string => JSON.stringify({ id, text: 'What is a half of a third?' });

/** From the request until the last listener has it, in ms. */
async function roundTrip({ listeners, post: send }: Side): Promise<number> {
  const id = newId('msg');
  const heard = Promise.all(listeners.map((listener) => listener.hear(id)));
  const started = performance.now();
  const answered = send(id);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('a listener never heard the line: no figure')), PATIENCE_MS);
  });
  try {
    const [times] = await Promise.race([Promise.all([heard, answered]), late]);
    return Math.max(...times) - started;
  } finally {
    clearTimeout(timer);
  }
}

async function compare(places: ChannelPlaces, name: string, audience: number) {
  const sides = [await openLectern(places, audience), await openBare(places, audience)] as const;
  const trips: [number[], number[]] = [[], []];
  // In turns, so that a slow moment of the machine hits both.
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1)
    for (const side of [0, 1] as const) {
      const trip = await roundTrip(sides[side]);
      if (round >= WARM_UPS) trips[side].push(trip);
    }
  for (const { listeners } of sides) for (const listener of listeners) listener.close();
  const [p50, p99] = [percentile(trips[0], 0.5), percentile(trips[0], 0.99)];
  const [base50, base99] = [percentile(trips[1], 0.5), percentile(trips[1], 0.99)];
  return {
    ...{ listeners: audience, 'server on': name, p50: ms(p50), p99: ms(p99) },
    ...{ 'bare p50': ms(base50), 'bare p99': ms(base99) },
    ...{ 'p50 of bare': ratio(p50, base50), 'p99 of bare': ratio(p99, base99) },
  };
}

const rows: Record<string, string | number>[] = [];
for (const engine of await startEngines()) {
  const places = await startServers(engine.database, Math.max(...AUDIENCES));
  try {
    for (const audience of AUDIENCES) rows.push(await compare(places, engine.name, audience));
  } finally {
    await places.stop();
    await engine.stop();
  }
}
console.log(
  `A chat line from its POST to the last listener's event, ${ROUNDS} lines one after another, both servers in one other process.\n` +
    'Lectern checks rights, keeps the line, numbers it after the commit and replays it to those who come back; the bare server\n' +
    'forgets it. PostgreSQL runs without fsync.',
);
console.table(rows);
