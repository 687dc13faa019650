import type {
  Availability,
  Booking,
  BookingPage,
  CancelBookingInput,
  CreateBookingInput,
  ListBookingsInput,
  ListOfferingsInput,
  MoveBookingInput,
  Offering,
  Page,
  PutOfferingInput,
  Slot,
  SlotList,
} from '@lectern/core/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import {
  AvailabilitySchema,
  type BookingPageSchema,
  type BookingSchema,
  type CancelBookingInputSchema,
  CreateBookingInputSchema,
  type ListBookingsQuerySchema,
  type ListOfferingsQuerySchema,
  type MoveBookingInputSchema,
  type OfferingPageSchema,
  type OfferingSchema,
  PutOfferingInputSchema,
  type SlotListSchema,
  type SlotSchema,
} from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof AvailabilitySchema>>().toEqualTypeOf<Writable<Availability>>();
  expectTypeOf<z.output<typeof OfferingSchema>>().toEqualTypeOf<Writable<Offering>>();
  expectTypeOf<z.output<typeof OfferingPageSchema>>().toEqualTypeOf<Writable<Page<Offering>>>();
  expectTypeOf<z.output<typeof ListOfferingsQuerySchema>>().toEqualTypeOf<Writable<ListOfferingsInput>>();
  expectTypeOf<z.output<typeof PutOfferingInputSchema>>().toEqualTypeOf<Writable<PutOfferingInput>>();
  expectTypeOf<z.output<typeof SlotSchema>>().toEqualTypeOf<Writable<Slot>>();
  expectTypeOf<z.output<typeof SlotListSchema>>().toEqualTypeOf<Writable<SlotList>>();
  expectTypeOf<z.output<typeof BookingSchema>>().toEqualTypeOf<Writable<Booking>>();
  expectTypeOf<z.output<typeof BookingPageSchema>>().toEqualTypeOf<Writable<BookingPage>>();
  expectTypeOf<z.output<typeof ListBookingsQuerySchema>>().toEqualTypeOf<Writable<ListBookingsInput>>();
  expectTypeOf<z.output<typeof CreateBookingInputSchema>>().toEqualTypeOf<Writable<CreateBookingInput>>();
  expectTypeOf<z.output<typeof CancelBookingInputSchema>>().toEqualTypeOf<Writable<CancelBookingInput>>();
  expectTypeOf<z.output<typeof MoveBookingInputSchema>>().toEqualTypeOf<Writable<MoveBookingInput>>();
});

describe('availability', () => {
  const week = { zone: 'Europe/Berlin', weekly: [], overrides: [] };
  const accepts = (value: unknown): boolean => AvailabilitySchema.safeParse(value).success;

  it('takes overnight rules and refuses ones that end before they start', () => {
    expect(accepts({ ...week, weekly: [{ weekday: 1, startMinute: 1_320, endMinute: 1_680 }] })).toBe(true);
    expect(accepts({ ...week, weekly: [{ weekday: 1, startMinute: 600, endMinute: 600 }] })).toBe(false);
    expect(accepts({ ...week, weekly: [{ weekday: 8, startMinute: 0, endMinute: 60 }] })).toBe(false);
    expect(accepts({ ...week, weekly: [{ weekday: 1, startMinute: 0, endMinute: 2_881 }] })).toBe(false);
  });

  it('refuses a date twice and a date that never was', () => {
    const closed = (date: string): object => ({ date, intervals: [] });
    expect(accepts({ ...week, overrides: [closed('2026-12-24'), closed('2026-12-25')] })).toBe(true);
    expect(accepts({ ...week, overrides: [closed('2026-12-24'), closed('2026-12-24')] })).toBe(false);
    expect(accepts({ ...week, overrides: [closed('2026-02-30')] })).toBe(false);
  });
});

it('bounds what is booked', () => {
  const input = { offeringId: 'off-1', hostId: 'tom', startsAt: '2026-12-01T17:00:00Z', zone: 'UTC' };
  expect(CreateBookingInputSchema.safeParse(input).success).toBe(true);
  expect(CreateBookingInputSchema.safeParse({ ...input, startsAt: '2026-12-01T17:00' }).success).toBe(false);
  expect(CreateBookingInputSchema.safeParse({ ...input, note: 'n'.repeat(1_001) }).success).toBe(false);
  expect(PutOfferingInputSchema.safeParse({ title: ' ' }).success).toBe(false);
  expect(PutOfferingInputSchema.safeParse({ title: 'Piano', durationMinutes: 4 }).success).toBe(false);
});
