import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgresServer } from './postgres-server.js';
import { makePgliteTemplate, TEMPLATE_FILE } from './test-database.js';

/** One PostgreSQL server and one prepared PGlite for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-template-'));
  const file = join(folder, 'template.tar');
  await writeFile(file, new Uint8Array(await (await makePgliteTemplate()).arrayBuffer()));
  process.env[TEMPLATE_FILE] = file;
  const stopPostgres = await providePostgres(project);
  return async () => {
    await stopPostgres();
    await rm(folder, { recursive: true, force: true });
  };
}

async function providePostgres(project: TestProject): Promise<() => Promise<void>> {
  try {
    const server = await startPostgresServer();
    project.provide('lecternPostgres', { url: server.url });
    return server.stop;
  } catch (error) {
    if (process.env['LECTERN_REQUIRE_SERVERS'] === '1') throw error;
    project.provide('lecternPostgres', { missing: error instanceof Error ? error.message : String(error) });
    return () => Promise.resolve();
  }
}
