import { availableTime, isAvailable } from './available-time.js';
import { MINUTE_MS } from './local-date.js';
import { readCalendarLimits, readHostLimits, type TimeRefusal } from './refusal.js';
import { assertHostTime } from './slots-check.js';
import type { CheckStartInput } from './slots-input.js';

/** Why a start is not offered; `unavailable` is off the grid or outside the host's hours, `full` a session without seats. */
export type StartRefusal = TimeRefusal | 'unavailable' | 'full';

/**
 * Whether one start would be among the slots of {@link computeSlots}: undefined when it would, else the reason. For the
 * moment of booking, when somebody sends a time back.
 */
export function checkStart(startMs: number, input: CheckStartInput): StartRefusal | undefined {
  assertHostTime(input);
  const byCalendar = readCalendarLimits(input)(startMs);
  if (byCalendar) return byCalendar;
  const session = input.openSessions?.find((open) => open.startMs === startMs);
  if (session) return session.seatsLeft > 0 ? undefined : 'full';
  const { ranges, startsMs } = availableTime(input, startMs, startMs + 1);
  if (!startsMs.includes(startMs)) return 'unavailable';
  if (!isAvailable(ranges, startMs, startMs + input.durationMinutes * MINUTE_MS)) return 'unavailable';
  return readHostLimits(input)(startMs);
}
