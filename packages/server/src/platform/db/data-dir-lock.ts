import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { LecternError } from '@lectern/core';
import { systemTimer } from '../../ports/clock/timer.js';
import type { Log } from '../../ports/log/log.js';
import { processStartedAt } from './process-started-at.js';

const BEAT_MS = 5_000;
/** A holder on another machine that has not touched its lock for so long is gone. */
const SILENT_MS = 30_000;
const TRIES = 50;
const GUARD_PAUSE_MS = 20;

interface Holder {
  readonly pid: number;
  /** As the system names it; tells a process from a later one with the same pid. */
  readonly startedAt: string | null;
  readonly host: string;
  readonly nonce: string;
}

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Takes `<dataDir>.lock`, since two processes on one PGlite folder destroy it without an error. Takes it over from a
 * process that is gone.
 *
 * @throws {@link LecternError} DATABASE_LOCKED when somebody has it.
 */
export async function lockDataDir(dataDir: string, log: Log): Promise<DataDirLock> {
  const path = `${resolve(dataDir)}.lock`;
  const me: Holder = {
    pid: process.pid,
    startedAt: await processStartedAt(process.pid),
    host: hostname(),
    nonce: randomUUID(),
  };
  const text = JSON.stringify(me);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await createExclusive(path, text)) return held(path, text, log);
    const found = await readIfThere(path);
    if (found === undefined) continue;
    const why = await whyHeld(path, found);
    if (why !== undefined)
      throw new LecternError('DATABASE_LOCKED', `${dataDir} is in use: ${why}`, { retryable: true });
    await takeAway(path, found);
  }
  throw new LecternError('DATABASE_LOCKED', `${dataDir} is being opened by another process. Try again.`, {
    retryable: true,
  });
}

function held(path: string, text: string, log: Log): DataDirLock {
  const stop = systemTimer.every(BEAT_MS, () => {
    writeFile(path, text, { flag: 'r+' }).catch((error: unknown) =>
      log.warn('the lock of the data folder cannot be touched', { error }),
    );
  });
  return {
    async release() {
      stop();
      if ((await readIfThere(path)) === text) await rm(path, { force: true });
    },
  };
}

async function createExclusive(path: string, text: string): Promise<boolean> {
  // Written beside and linked, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Why the lock must be respected; undefined when its holder is gone. */
async function whyHeld(path: string, text: string): Promise<string | undefined> {
  const holder = parseHolder(text);
  if (!holder) return undefined;
  if (holder.host !== hostname()) {
    if (await isSilent(path)) return undefined;
    return `a process on ${holder.host} has it open. Stop that one first.`;
  }
  if (!isAlive(holder.pid)) return undefined;
  const startedAt = await processStartedAt(holder.pid);
  if (holder.startedAt !== null && startedAt !== null && holder.startedAt !== startedAt) return undefined;
  return `process ${String(holder.pid)} has it open. Stop that one first, or use PostgreSQL for several servers.`;
}

/** Removes a stale lock, unless another process has done so meanwhile: only one at a time may look and remove. */
async function takeAway(path: string, found: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await createExclusive(guard, randomUUID()))) {
    // Left by a process that died in these few lines.
    if (await isSilent(guard)) await rm(guard, { force: true });
    else await systemTimer.pause(GUARD_PAUSE_MS);
    return;
  }
  try {
    if ((await readIfThere(path)) === found) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function isSilent(path: string): Promise<boolean> {
  const probe = `${path}.${randomUUID()}`;
  await writeFile(probe, '');
  try {
    // Both times are the file system's, so that no clocks are compared.
    const [now, touched] = await Promise.all([stat(probe), stat(path)]);
    return now.mtimeMs - touched.mtimeMs > SILENT_MS;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  } finally {
    await rm(probe, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
