import type { AttendanceReport, AttendanceRow } from '@lectern/core/contract';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { AttendanceReportSchema, type AttendanceRowSchema } from './schemas.js';

/** Schemas are mutable by nature, the contract is read-only: only that difference is taken out. */
type Writable<Type> = Type extends object ? { -readonly [Key in keyof Type]: Writable<Type[Key]> } : Type;

it('has the contract’s types', () => {
  expectTypeOf<z.output<typeof AttendanceRowSchema>>().toEqualTypeOf<Writable<AttendanceRow>>();
  expectTypeOf<z.output<typeof AttendanceReportSchema>>().toEqualTypeOf<Writable<AttendanceReport>>();
});

it('asks for instants in UTC with milliseconds', () => {
  const report = {
    sessionId: 'ses-1',
    title: 'Piano',
    zone: 'Europe/Berlin',
    windowMs: 0,
    source: 'channel',
    final: false,
    version: 0,
    generatedAt: '2026-11-20T18:00:00.000Z',
    rows: [],
  };
  expect(AttendanceReportSchema.safeParse(report).success).toBe(true);
  expect(AttendanceReportSchema.safeParse({ ...report, generatedAt: '2026-11-20T18:00:00Z' }).success).toBe(
    false,
  );
});
