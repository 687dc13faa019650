// Both sides of the channel's figure in one process of their own: `node server.main.ts <database> <people>`. Prints where
// they listen and ends when its standard input does.
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { newId } from '@lectern/core';
import { createLectern } from '@lectern/server';
import { toNodeHandler } from '@lectern/server/node';
import { createTestProvider } from '@lectern/server/testing';
import type { ChannelPlaces } from './places.ts';

const COURSE = 'algebra';
const [, , database = 'memory:', people = '50'] = process.argv;

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it listens nowhere');
  return `http://127.0.0.1:${address.port}`;
}

/** Server-sent events without anything else: what is posted goes to everybody who listens. */
function bareListener(): RequestListener {
  const listeners = new Set<ServerResponse>();
  return (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': ok\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      for (const listener of listeners) listener.write(`event: chat-posted\ndata: ${body}\n\n`);
      response.writeHead(201).end();
    });
  };
}

const lectern = createLectern({
  database,
  // Nobody looks at the picture here, and the embedded call holds six people.
  providers: { test: createTestProvider() },
  publicUrl: 'http://127.0.0.1',
  tokenSecret: newId('bench').repeat(2),
  rateLimits: false,
});
await lectern.start();
const host = { subject: 'host', name: 'Ms Lee', role: 'teacher', courses: [COURSE] } as const;
const session = await lectern.api.as(host).sessions.create({ title: 'Fractions', courseId: COURSE });

async function join(
  person: typeof host | { subject: string; name: string; role: 'student'; courses: [string] },
) {
  const joined = await lectern.api.as(person).sessions.join(session.id, { deviceId: 'bench' });
  if (joined.state !== 'admitted') throw new Error(`${person.subject} is ${joined.state}`);
  const { token } = await lectern.tokens.mint({ ...person, courses: [...person.courses] });
  return { token, connectionId: joined.connectionId };
}

const poster = await join(host);
const listeners: ChannelPlaces['listeners'][number][] = [];
for (let index = 0; index < Number(people); index += 1)
  listeners.push(await join({ subject: `s${index}`, name: `S${index}`, role: 'student', courses: [COURSE] }));

const handle = toNodeHandler(lectern);
const places: ChannelPlaces = {
  lecternUrl: await listen((request, response) => void handle(request, response)),
  bareUrl: await listen(bareListener()),
  sessionId: session.id,
  poster,
  listeners,
};
console.log(JSON.stringify(places));
process.stdin.resume();
process.stdin.once('end', () => process.exit());
