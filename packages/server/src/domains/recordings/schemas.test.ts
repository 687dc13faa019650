import type {
  FinishedPart,
  FinishPartInput,
  KeepRecordingInput,
  ListRecordingsInput,
  OpenedPart,
  OpenPartInput,
  ReceivedChunks,
  Recording,
  RecordingPage,
  UploadTicket,
} from '@lectern/core/contract';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import {
  ChunkParamsSchema,
  type FinishedPartSchema,
  type FinishPartInputSchema,
  type KeepRecordingInputSchema,
  type ListRecordingsQuerySchema,
  type OpenedPartSchema,
  OpenPartInputSchema,
  type ReceivedChunksSchema,
  type RecordingPageSchema,
  type RecordingSchema,
  type UploadTicketSchema,
} from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof RecordingSchema>>().toEqualTypeOf<Writable<Recording>>();
  expectTypeOf<z.output<typeof RecordingPageSchema>>().toEqualTypeOf<Writable<RecordingPage>>();
  expectTypeOf<z.output<typeof ListRecordingsQuerySchema>>().toEqualTypeOf<Writable<ListRecordingsInput>>();
  expectTypeOf<z.output<typeof OpenPartInputSchema>>().toEqualTypeOf<Writable<OpenPartInput>>();
  expectTypeOf<z.output<typeof OpenedPartSchema>>().toEqualTypeOf<Writable<OpenedPart>>();
  expectTypeOf<z.output<typeof UploadTicketSchema>>().toEqualTypeOf<Writable<UploadTicket>>();
  expectTypeOf<z.output<typeof ReceivedChunksSchema>>().toEqualTypeOf<Writable<ReceivedChunks>>();
  expectTypeOf<z.output<typeof FinishPartInputSchema>>().toEqualTypeOf<Writable<FinishPartInput>>();
  expectTypeOf<z.output<typeof FinishedPartSchema>>().toEqualTypeOf<Writable<FinishedPart>>();
  expectTypeOf<z.output<typeof KeepRecordingInputSchema>>().toEqualTypeOf<Writable<KeepRecordingInput>>();
});

it('takes numbers of chunks as they are written, and nothing else', () => {
  const fits = (n: string): boolean => ChunkParamsSchema.safeParse({ ticket: 'x', n }).success;
  expect(['0', '7', '199999'].map(fits)).toEqual([true, true, true]);
  expect(['-1', '01', '1.5', '1e3', '', ' 1', '200000', '99999999999999999999'].some(fits)).toBe(false);
});

it('takes no part whose codecs or id could be anything', () => {
  const part = {
    id: `prt-${'a'.repeat(22)}`,
    startMs: 0,
    container: 'video/mp4',
    codecs: 'avc1.42e01f,opus',
  };
  const fits = (change: object): boolean => OpenPartInputSchema.safeParse({ ...part, ...change }).success;
  expect(fits({})).toBe(true);
  expect(fits({ codecs: 'vp8, opus' })).toBe(true);
  expect(fits({ codecs: 'vp8"; filename="x' })).toBe(false);
  expect(fits({ codecs: 'vp8\r\nX-Evil: 1' })).toBe(false);
  expect(fits({ id: 'prt-../../etc/passwd......' })).toBe(false);
  expect(fits({ startMs: -1 })).toBe(false);
  expect(fits({ startMs: Number.MAX_VALUE })).toBe(false);
  expect(fits({ container: 'text/html' })).toBe(false);
});
