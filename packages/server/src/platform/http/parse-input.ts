import { LecternError } from '@lectern/core';
import type { z } from 'zod';

const UNSTORABLE = /[\0\p{Surrogate}]/u;
/** Far more than any input of ours has; without a limit the search below would run out of stack. */
const DEEPEST = 32;

/** One thing wrong with an input. */
export interface InputIssue {
  /** `body.startsAt` */
  readonly path: string;
  readonly message: string;
}

/**
 * Checks one part of a request against its schema.
 *
 * @throws {@link LecternError} INVALID_INPUT with `details.issues`.
 */
export function parsePart(part: 'params' | 'query' | 'body', schema: z.ZodType, value: unknown): unknown {
  const unstorable = findUnstorable(value, part);
  if (unstorable) throw invalidInput([unstorable]);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidInput(
    result.error.issues.map((issue) => ({
      path: [part, ...issue.path.map(String)].join('.'),
      message: issue.message,
    })),
  );
}

/** The query as an object: a name that is given twice has an array. */
export function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

function invalidInput(issues: readonly InputIssue[]): LecternError {
  const [first] = issues;
  const text = first ? `${first.path}: ${first.message}.` : '';
  return new LecternError('INVALID_INPUT', `The request does not fit. ${text} See details.issues.`, {
    details: { issues },
  });
}

/** What no column can hold: the character U+0000, halves of surrogate pairs, nesting without end. */
function findUnstorable(value: unknown, path: string, depth = 0): InputIssue | undefined {
  if (typeof value === 'string')
    return UNSTORABLE.test(value) ? { path, message: 'holds a character that cannot be stored' } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === DEEPEST) return { path, message: 'is nested too deeply' };
  for (const [name, item] of Object.entries(value)) {
    const issue = findUnstorable(name, path) ?? findUnstorable(item, `${path}.${name}`, depth + 1);
    if (issue) return issue;
  }
  return undefined;
}
