import { createServer, type Server } from 'node:http';
import { createLectern } from '../create-lectern.js';
import { toNodeHandler } from '../frameworks/node.js';
import type { LecternOptions } from '../platform/server/options.js';
import { systemTimer } from '../ports/clock/timer.js';
import type { CliContext } from './run.js';

const PATIENCE_MS = 10_000;

export interface ServeInput {
  readonly options: LecternOptions;
  readonly host: string;
  readonly port: number;
}

/** Serves until the process is asked to end, then ends what runs. */
export async function serve(
  { options, host, port }: ServeInput,
  { out, untilStopped }: CliContext,
): Promise<number> {
  const lectern = createLectern(options);
  try {
    await lectern.start();
    const handle = toNodeHandler(lectern);
    const server = createServer((request, response) => void handle(request, response));
    await listen(server, host, port);
    out(`Lectern answers on ${addressOf(server)}`);
    await untilStopped();
    out('Lectern is stopping.');
    const closed = new Promise((resolve) => server.close(resolve));
    const late = new AbortController();
    void systemTimer.pause(PATIENCE_MS, late.signal).then(() => {
      if (!late.signal.aborted) server.closeAllConnections();
    });
    await lectern.stop();
    server.closeIdleConnections();
    await closed;
    late.abort();
    return 0;
  } finally {
    await lectern.stop();
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return 'a socket';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${String(address.port)}`;
}
