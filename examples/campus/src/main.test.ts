import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Resolves with what was printed up to there, or at the end. */
  until(pattern: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Over the sources of the packages; `node src/main.ts` alone runs over what was built. */
function run(env: Record<string, string>): Run {
  const child = spawn('node', ['--conditions=@lectern/source', '--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: { ...process.env, LECTERN_DATA: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(output)) resolve(output);
      };
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString();
          look();
        });
      void ended.then(() => resolve(output));
    });
  return { child, until, ended };
}

it('prints its address when it answers, names a port that is taken, and stops cleanly', async () => {
  const first = run({ PORT: '0' });
  const url = /^Campus is ready at (http:\/\/localhost:(\d+))$/m.exec(await first.until(/ready/));
  if (!url?.[1] || !url[2]) throw new Error('Campus did not start');
  expect((await fetch(`${url[1]}/`)).status).toBe(200);
  expect((await fetch(`${url[1]}/readyz`)).status).toBe(200);

  const second = run({ PORT: url[2] });
  expect(await second.until(/taken/)).toBe(
    `Port ${url[2]} is taken. Stop what runs there, or choose another: PORT=4174\n`,
  );
  expect(await second.ended).toBe(1);

  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
});

it('refuses a port that is no port', async () => {
  const { until, ended } = run({ PORT: 'http' });
  expect(await until(/$^/)).toBe('PORT must be a number from 0 to 65535, not "http".\n');
  expect(await ended).toBe(1);
});
