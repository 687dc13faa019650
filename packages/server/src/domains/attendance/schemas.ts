import { ATTENDANCE_FLAGS, ROLES } from '@lectern/core/contract';
import { z } from 'zod';

const Instant = z.iso.datetime({ precision: 3 });

/** One person in a report. */
export const AttendanceRowSchema = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  isHost: z.boolean(),
  status: z.enum(['present', 'partial', 'absent', 'not_held']),
  totalMs: z.number(),
  countedMs: z.number(),
  percent: z.number().nullable(),
  segments: z.number(),
  firstJoinAt: Instant.exactOptional(),
  lastLeaveAt: Instant.exactOptional(),
  flags: z.array(z.enum(ATTENDANCE_FLAGS)),
  intervals: z.array(z.object({ joinedAt: Instant, leftAt: Instant })),
});

/** `GET /v1/sessions/:id/attendance` */
export const AttendanceReportSchema = z.object({
  sessionId: z.string(),
  title: z.string(),
  zone: z.string(),
  startsAt: Instant.exactOptional(),
  endsAt: Instant.exactOptional(),
  windowMs: z.number(),
  source: z.enum(['channel', 'provider']),
  final: z.boolean(),
  version: z.number(),
  generatedAt: Instant,
  rows: z.array(AttendanceRowSchema),
});
