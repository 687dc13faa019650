import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeSync } from 'node:fs';
import { toNodeHandler } from '../../frameworks/node.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import { folderStore } from '../../ports/object-store/folder-store.js';
import { createTestLectern } from '../../testing/create-test-lectern.js';

// Run in a process of its own: a server that listens, says where, and is there to be killed.
const [, , database = '', engine = '', storeDir = '', now = ''] = process.argv;
const server = await createTestLectern({
  on: { engine: engine === 'postgres' ? 'postgres' : 'pglite', database, drop: () => Promise.resolve() },
  clock: settableClock(new Date(now)),
  objectStore: folderStore(storeDir),
});
const token = await server.tokenFor({ id: 'host', role: 'teacher', courses: ['algebra'] });
const handle = toNodeHandler(server.lectern);
const listening = createServer((request, response) => void handle(request, response)).listen(
  0,
  '127.0.0.1',
  () => {
    const { port } = listening.address() as AddressInfo;
    writeSync(1, `${JSON.stringify({ port, token })}\n`);
  },
);
