import type { CalendarFeed, NewCalendarFeed } from '@lectern/core/contract';
import { expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { CalendarFeedSchema, NewCalendarFeedSchema } from './schemas.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

it('says what the contract says', () => {
  expectTypeOf<z.output<typeof CalendarFeedSchema>>().toEqualTypeOf<Writable<CalendarFeed>>();
  expectTypeOf<z.output<typeof NewCalendarFeedSchema>>().toEqualTypeOf<Writable<NewCalendarFeed>>();
});
