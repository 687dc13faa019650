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
        // What a token does not say, the LMS may have said in another way: where somebody is reached stays known.
        await write(database.db, { tenant: actor.tenant, id: actor.id, now }, person, saidBy(person));
      } catch (error) {
        touched.delete(key);
        throw error;
      }
    },

    async put(db, tenant, id, input, now) {
      await write(db, { tenant, id, now }, input, valuesOf(input));
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

interface PersonKey {
  readonly tenant: string;
  readonly id: string;
  readonly now: Date;
}

/** A person for the first time, or `changes` of one who is known. */
async function write(
  db: Db,
  { tenant, id, now }: PersonKey,
  person: PutPersonInput,
  changes: Partial<ReturnType<typeof valuesOf>>,
): Promise<void> {
  const columns = Object.keys(changes) as (keyof typeof changes)[];
  await db
    .withTables<SessionTables>()
    .insertInto('people')
    .values({ tenant, id, ...valuesOf(person), created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'id'])
        .doUpdateSet({ ...changes, updated_at: now })
        // What says nothing new writes nothing.
        .where((where) =>
          where.or(
            columns.map(
              (column) =>
                sql<boolean>`${sql.ref(`people.${column}`)} is distinct from ${sql.ref(`excluded.${column}`)}`,
            ),
          ),
        ),
    )
    .execute();
}

function valuesOf({ name, role, email, language, zone }: PutPersonInput) {
  return { name, role, email: email ?? null, language: language ?? null, zone: zone ?? null };
}

function saidBy(person: PutPersonInput): Partial<ReturnType<typeof valuesOf>> {
  return Object.fromEntries(Object.entries(valuesOf(person)).filter(([, value]) => value !== null));
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
