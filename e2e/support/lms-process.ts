import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createClient, type LecternClient } from '@lectern/core/client';
import { mintToken } from '@lectern/core/token';
import type { Somebody } from './two-line-lms.ts';

const SECRET = 'the-secret-of-the-lms-process-is-long-enough';
const main = fileURLToPath(new URL('./lms-process.main.ts', import.meta.url));

/** Starts the two-line LMS on a data folder in a process that can be killed and started again at the same address. */
export async function lmsProcess(options: {
  readonly people: readonly Somebody[];
  readonly database: string;
  readonly port: number;
}) {
  let child: ChildProcess | undefined;
  const url = `http://localhost:${options.port}`;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [main, JSON.stringify({ ...options, secret: SECRET })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    await new Promise<void>((resolve, reject) => {
      started.once('exit', (code) => reject(new Error(`the LMS ended with ${code}`)));
      started.stdout.on('data', (data: Buffer) => {
        if (String(data).includes('ready ')) resolve();
      });
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode) return;
    const gone = new Promise((resolve) => child!.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    at: (who: string, what: string, id = '') => `${url}/p/${encodeURIComponent(who)}/${what}/${id}`,
    clientFor(person: Somebody): LecternClient {
      return createClient({
        apiUrl: url,
        getToken: () =>
          mintToken(
            {
              subject: person.id,
              name: person.name,
              role: person.role,
              courses: [...(person.courses ?? [])],
            },
            { id: 'default', algorithm: 'HS256', secret: SECRET },
          ),
      });
    },
  };
}
