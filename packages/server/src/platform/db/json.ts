import { sql, type RawBuilder } from 'kysely';

/** A value for a jsonb column. Both engines take text; an array given as it is would become an array of SQL on one of them. */
export function toJsonb<Value>(value: Value): RawBuilder<Value> {
  return sql<Value>`cast(${JSON.stringify(value)}::text as jsonb)`;
}
