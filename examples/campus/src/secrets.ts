import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'campus-secret';
const BYTES = 32;

export interface Secrets {
  /** Signs the cookies that say who sits in front of a tab. */
  readonly cookies: string;
  /** Signs the tokens that Lectern trusts. */
  readonly tokens: string;
}

/** Two secrets from one: knowing a cookie's key helps nobody to make a token. */
export function deriveSecrets(secret: string): Secrets {
  if (Buffer.byteLength(secret) < BYTES) throw new TypeError('[campus] secret must have at least 32 bytes');
  const derive = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', secret, '', `campus ${purpose}`, BYTES)).toString('base64url');
  return { cookies: derive('cookies'), tokens: derive('tokens') };
}

export function makeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** The secret of a data folder, made at the first start, for this user's eyes only. */
export async function keepSecret(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, FILE);
  // Written beside and linked, so that nobody ever reads half of it.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, makeSecret(), { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}
