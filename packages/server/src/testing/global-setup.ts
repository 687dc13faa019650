import type { TestProject } from 'vitest/node';
import { startPostgresServer } from './postgres-server.js';

/** One PostgreSQL server for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
