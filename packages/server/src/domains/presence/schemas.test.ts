import type {
  ChatMessage,
  Hand,
  Heartbeat,
  JoinedSession,
  JoinSessionInput,
  MediaState,
  RosterEntry,
  SendSignalsInput,
  SendSignalsResult,
  SignalMessage,
} from '@lectern/core/contract';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import {
  type ChatMessageSchema,
  type HandSchema,
  type HeartbeatSchema,
  type JoinedSessionSchema,
  JoinSessionInputSchema,
  type MediaStateSchema,
  type RosterEntrySchema,
  SendSignalsInputSchema,
  type SendSignalsResultSchema,
  type SignalMessageSchema,
} from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof MediaStateSchema>>().toEqualTypeOf<Writable<MediaState>>();
  expectTypeOf<z.output<typeof RosterEntrySchema>>().toEqualTypeOf<Writable<RosterEntry>>();
  expectTypeOf<z.output<typeof ChatMessageSchema>>().toEqualTypeOf<Writable<ChatMessage>>();
  expectTypeOf<z.output<typeof HandSchema>>().toEqualTypeOf<Writable<Hand>>();
  expectTypeOf<z.output<typeof HeartbeatSchema>>().toEqualTypeOf<Writable<Heartbeat>>();
  expectTypeOf<z.output<typeof JoinSessionInputSchema>>().toEqualTypeOf<Writable<JoinSessionInput>>();
  expectTypeOf<z.output<typeof JoinedSessionSchema>>().toEqualTypeOf<Writable<JoinedSession>>();
  expectTypeOf<z.output<typeof SignalMessageSchema>>().toEqualTypeOf<Writable<SignalMessage>>();
  expectTypeOf<z.output<typeof SendSignalsInputSchema>>().toEqualTypeOf<Writable<SendSignalsInput>>();
  expectTypeOf<z.output<typeof SendSignalsResultSchema>>().toEqualTypeOf<Writable<SendSignalsResult>>();
});

it('takes no device id that is not one', () => {
  for (const deviceId of ['', 'a b', 'ä', 'x'.repeat(65), 'a\0'])
    expect(JoinSessionInputSchema.safeParse({ deviceId }).success).toBe(false);
});

it('drops a forged sender and whatever else it does not know', () => {
  const message = { to: 'con-b', generation: 1, kind: 'sync', have: 0, from: 'con-c' };
  expect(SendSignalsInputSchema.parse({ messages: [message] })).toEqual({
    messages: [{ to: 'con-b', generation: 1, kind: 'sync', have: 0 }],
  });
});

it('takes neither no message nor 101', () => {
  const message = { to: 'con-b', generation: 1, kind: 'sync', have: 0 };
  expect(SendSignalsInputSchema.safeParse({ messages: [] }).success).toBe(false);
  expect(SendSignalsInputSchema.safeParse({ messages: Array(101).fill(message) }).success).toBe(false);
});
