import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTestOutboxOn } from '../../testing/crash-outbox.fixture.js';
import { parseCursor } from './cursor.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const CHILD = fileURLToPath(new URL('../../testing/crash.fixture.ts', import.meta.url));
const ROUNDS = 3;
const KILL_AFTER = 25;

interface Killed {
  readonly cursor: string;
  readonly acknowledged: readonly number[];
}

/** Writes in another process, and kills that in the middle of it. */
async function writeAndKill(dir: string, from: number): Promise<Killed> {
  const child = spawn(
    process.execPath,
    ['--conditions=@lectern/source', '--import', 'tsx', CHILD, dir, String(from)],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const acknowledged: number[] = [];
  let cursor = '';
  for await (const line of createInterface(child.stdout)) {
    const [word, value = ''] = line.split(' ');
    if (word === 'cursor') cursor = value;
    else acknowledged.push(Number(value));
    if (acknowledged.length === KILL_AFTER) child.kill('SIGKILL');
  }
  await exited;
  return { cursor, acknowledged };
}

it('loses and doubles nothing when the process is killed, and goes on in the same epoch', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lectern-crash-'));
  const dir = join(root, 'data');
  try {
    let from = 0;
    let firstCursor: string | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { cursor, acknowledged } = await writeAndKill(dir, from);
      firstCursor ??= cursor;
      expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);
      // The lock of the killed process is stale.
      const { database, outbox } = await createTestOutboxOn(dir);
      await outbox.flush();
      const now = parseCursor(await outbox.feed.currentCursor(database.db));
      expect(now.epoch).toBe(parseCursor(firstCursor).epoch);
      const stop = new AbortController();
      const stream = outbox.feed.open({
        tenant: 'default',
        topics: ['session:a'],
        cursor: firstCursor,
        signal: stop.signal,
      });
      const numbers: unknown[] = [];
      for await (const item of stream) {
        numbers.push(item.kind === 'fact' ? item.fact.data.number : item.kind);
        if (parseCursor(item.cursor).seq === now.seq) break;
      }
      // Everything that was acknowledged, at most one more, in order, once.
      const last = acknowledged.at(-1) ?? 0;
      from = numbers.length;
      expect(numbers).toEqual(Array.from({ length: from }, (_, n) => n));
      expect([last + 1, last + 2]).toContain(from);
      stop.abort();
      await outbox.stop();
      await database.close();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 120_000);
