import type {
  AskMediaInput,
  LockChatInput,
  PostChatInput,
  RemovePersonInput,
  SendReactionInput,
  SetHandInput,
} from '@lectern/core/contract';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import {
  AskMediaInputSchema,
  EventsQuerySchema,
  type LockChatInputSchema,
  PostChatInputSchema,
  type RemovePersonInputSchema,
  type SendReactionInputSchema,
  type SetHandInputSchema,
} from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

const id = `msg-${'a'.repeat(22)}`;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof PostChatInputSchema>>().toEqualTypeOf<Writable<PostChatInput>>();
  expectTypeOf<z.output<typeof SetHandInputSchema>>().toEqualTypeOf<Writable<SetHandInput>>();
  expectTypeOf<z.output<typeof RemovePersonInputSchema>>().toEqualTypeOf<Writable<RemovePersonInput>>();
  expectTypeOf<z.output<typeof LockChatInputSchema>>().toEqualTypeOf<Writable<LockChatInput>>();
  expectTypeOf<z.output<typeof SendReactionInputSchema>>().toEqualTypeOf<Writable<SendReactionInput>>();
  expectTypeOf<z.output<typeof AskMediaInputSchema>>().toEqualTypeOf<Writable<AskMediaInput>>();
});

it('counts characters as people do', () => {
  const takes = (text: string): boolean => PostChatInputSchema.safeParse({ id, text }).success;
  expect(takes('👋'.repeat(2_000))).toBe(true);
  expect(takes('👋'.repeat(2_001))).toBe(false);
  expect(takes('x'.repeat(2_001))).toBe(false);
  expect(takes(' \n ')).toBe(false);
  expect(takes('a\0b')).toBe(false);
});

it('takes no message id but one of ours', () => {
  for (const bad of ['', 'msg-1', `ses-${'a'.repeat(22)}`, `${id}x`])
    expect(PostChatInputSchema.safeParse({ id: bad, text: 'Hi' }).success).toBe(false);
});

it('mutes everybody, and asks nobody in particular to speak', () => {
  const takes = (input: unknown): boolean => AskMediaInputSchema.safeParse(input).success;
  expect([takes({ ask: 'mute' }), takes({ ask: 'unmute', personId: 'ana' })]).toEqual([true, true]);
  for (const bad of [{ ask: 'unmute' }, { ask: 'shout', personId: 'ana' }, { ask: 'mute', personId: '' }])
    expect(takes(bad)).toBe(false);
});

it('takes topics once, and only those there are', () => {
  const connection = `connection:con-${'a'.repeat(22)}`;
  expect(EventsQuerySchema.parse({ topics: `me,${connection},me` })).toEqual({ topics: ['me', connection] });
  for (const topics of ['', 'me,', 'session:ses-1', 'person:ana', ['me', 'me']])
    expect(EventsQuerySchema.safeParse({ topics }).success).toBe(false);
});
