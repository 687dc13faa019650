import type { Person, PersonRef, PutPersonInput } from '@lectern/core/contract';
import { sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { PersonRow, SessionTables } from './tables.js';

// What a token says is written again this often at most, unless it changed.
const TOUCH_EVERY_MS = 60_000;
const MOST_REMEMBERED = 10_000;

/** Who the LMS has told us about: by a token, or by its back end. */
export interface People {
  /** Keeps what a token says of its bearer. Cheap: called with every request. */
  touch(actor: Actor, now: Date): Promise<void>;
  put(db: Db, tenant: string, id: string, input: PutPersonInput, now: Date): Promise<Person>;
  /** Those that are known; the order means nothing. */
  find(db: Db, tenant: string, ids: readonly string[]): Promise<readonly Person[]>;
  /** A reference for every id, in the order asked; the name of somebody unknown is their id. */
  refs(db: Db, tenant: string, ids: readonly string[]): Promise<readonly PersonRef[]>;
}

export function createPeople(database: Database): People {
  const touched = new Map<string, { readonly at: number; readonly content: string }>();

  const people: People = {
    async touch(actor, now) {
      const person = fromActor(actor);
      const key = JSON.stringify([actor.tenant, actor.id]);
      const content = JSON.stringify(person);
      const last = touched.get(key);
      if (last?.content === content && now.getTime() - last.at < TOUCH_EVERY_MS) return;
      touched.delete(key);
      touched.set(key, { at: now.getTime(), content });
      if (touched.size > MOST_REMEMBERED)
        for (const oldest of touched.keys()) if (touched.delete(oldest)) break;
      try {
        await people.put(database.db, actor.tenant, actor.id, person, now);
      } catch (error) {
        touched.delete(key);
        throw error;
      }
    },

    async put(db, tenant, id, input, now) {
      const values = {
        name: input.name,
        role: input.role,
        email: input.email ?? null,
        language: input.language ?? null,
        zone: input.zone ?? null,
      };
      await db
        .withTables<SessionTables>()
        .insertInto('people')
        .values({ tenant, id, ...values, created_at: now, updated_at: now })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'id'])
            .doUpdateSet({ ...values, updated_at: now })
            // A token that says nothing new writes nothing.
            .where(
              sql<boolean>`(people.name, people.role, people.email, people.language, people.zone)
                is distinct from (excluded.name, excluded.role, excluded.email, excluded.language, excluded.zone)`,
            ),
        )
        .execute();
      return { id, ...input };
    },

    async find(db, tenant, ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .withTables<SessionTables>()
        .selectFrom('people')
        .selectAll()
        .where('tenant', '=', tenant)
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::text[])`)
        .execute();
      return rows.map(toPerson);
    },

    async refs(db, tenant, ids) {
      const names = new Map((await people.find(db, tenant, ids)).map(({ id, name }) => [id, name]));
      return ids.map((id) => ({ id, name: names.get(id) ?? id }));
    },
  };
  return people;
}

function fromActor({ name, role, email, language, zone }: Actor): PutPersonInput {
  return {
    // PostgreSQL knows no NUL.
    name: name.replaceAll('\0', ''),
    role,
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
  };
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    ...(row.email !== null && { email: row.email }),
    ...(row.language !== null && { language: row.language }),
    ...(row.zone !== null && { zone: row.zone }),
  };
}
