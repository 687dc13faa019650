import type { Playback, RecordingDownload, SetPositionInput } from '@lectern/core/contract';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { SetPositionInputSchema, type PlaybackSchema, type RecordingDownloadSchema } from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof PlaybackSchema>>().toEqualTypeOf<Writable<Playback>>();
  expectTypeOf<z.output<typeof RecordingDownloadSchema>>().toEqualTypeOf<Writable<RecordingDownload>>();
  expectTypeOf<z.output<typeof SetPositionInputSchema>>().toEqualTypeOf<Writable<SetPositionInput>>();
});

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, 1e300])(
  'takes no position such as %s',
  (atMs) => {
    expect(SetPositionInputSchema.safeParse({ atMs }).success).toBe(false);
  },
);
