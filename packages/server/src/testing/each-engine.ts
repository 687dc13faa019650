import { describe, inject } from 'vitest';
import type { Engine } from '../platform/db/database.js';
import { createPgliteTestDatabase, createPostgresTestDatabase, type TestDatabase } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    lecternPostgres: { readonly url: string } | { readonly missing: string };
  }
}

export interface TestEngine {
  readonly name: Engine;
  /** A fresh one with the whole schema. */
  createDatabase(): Promise<TestDatabase>;
}

const pglite: TestEngine = { name: 'pglite', createDatabase: createPgliteTestDatabase };

/**
 * Describes on PGlite and on PostgreSQL. Where no PostgreSQL can be had its half is skipped by name; with
 * `LECTERN_REQUIRE_SERVERS=1` the set-up of the run has failed already.
 */
export function describeOnEachEngine(name: string, define: (engine: TestEngine) => void): void {
  describe(`${name} [pglite]`, () => define(pglite));
  const postgres = inject('lecternPostgres');
  if ('missing' in postgres) {
    describe.skip(`${name} [postgres: ${postgres.missing}]`, () =>
      define({ name: 'postgres', createDatabase: () => Promise.reject(new Error(postgres.missing)) }));
    return;
  }
  describe(`${name} [postgres]`, () =>
    define({ name: 'postgres', createDatabase: () => createPostgresTestDatabase(postgres.url) }));
}
