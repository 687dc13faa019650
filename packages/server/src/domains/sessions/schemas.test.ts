import type {
  CreateSessionInput,
  ListSessionsInput,
  Me,
  Page,
  Person,
  PutPersonInput,
  Session,
  SessionYou,
} from '@lectern/core/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import {
  CreateSessionInputSchema,
  type ListSessionsQuerySchema,
  type MeSchema,
  type PersonSchema,
  PutPersonInputSchema,
  type SessionPageSchema,
  type SessionSchema,
  type SessionYouSchema,
} from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof MeSchema>>().toEqualTypeOf<Writable<Me>>();
  expectTypeOf<z.output<typeof PutPersonInputSchema>>().toEqualTypeOf<Writable<PutPersonInput>>();
  expectTypeOf<z.output<typeof PersonSchema>>().toEqualTypeOf<Writable<Person>>();
  expectTypeOf<z.output<typeof SessionYouSchema>>().toEqualTypeOf<Writable<SessionYou>>();
  expectTypeOf<z.output<typeof SessionSchema>>().toEqualTypeOf<Writable<Session>>();
  expectTypeOf<z.output<typeof SessionPageSchema>>().toEqualTypeOf<Writable<Page<Session>>>();
  expectTypeOf<z.output<typeof CreateSessionInputSchema>>().toEqualTypeOf<Writable<CreateSessionInput>>();
  expectTypeOf<z.output<typeof ListSessionsQuerySchema>>().toEqualTypeOf<Writable<ListSessionsInput>>();
});

describe('bad input', () => {
  it.each([
    ['a title of spaces', { title: '   ' }],
    ['a title of 201 characters', { title: 'x'.repeat(201) }],
    ['a NUL in the title', { title: 'a\0b' }],
    ['a wall time', { title: 'Algebra', startsAt: '2026-11-20T18:00' }],
    ['four minutes', { title: 'Algebra', durationMinutes: 4 }],
    ['an empty host', { title: 'Algebra', hostId: '' }],
    ['no seat', { title: 'Algebra', capacity: 0 }],
  ])('is refused: %s', (_, body) => {
    expect(CreateSessionInputSchema.safeParse(body).success).toBe(false);
  });

  it('is refused: a person without a name, with a role of no list', () => {
    expect(PutPersonInputSchema.safeParse({ name: '', role: 'student' }).success).toBe(false);
    expect(PutPersonInputSchema.safeParse({ name: 'Ana', role: 'root' }).success).toBe(false);
  });
});
