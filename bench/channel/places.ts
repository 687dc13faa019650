import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One device that is in the class. */
export interface Joined {
  readonly token: string;
  readonly connectionId: string;
}

/** Where the two servers listen, and who is in the class. */
export interface ChannelPlaces {
  readonly lecternUrl: string;
  readonly bareUrl: string;
  readonly sessionId: string;
  readonly poster: Joined;
  readonly listeners: readonly Joined[];
}

/** Starts both servers in a process of their own. */
export async function startServers(
  database: string,
  people: number,
): Promise<ChannelPlaces & { stop(): Promise<void> }> {
  const main = fileURLToPath(new URL('./server.main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, database, String(people)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    exited.then(([code]) => Promise.reject(new Error(`the servers ended with ${String(code)}`))),
  ]);
  return {
    ...(JSON.parse(line) as ChannelPlaces),
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
