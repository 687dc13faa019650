import { checkStart, type StartRefusal } from './check-start.js';
import { computeSlots } from './compute-slots.js';
import { DAY_MS, MINUTE_MS, dayOf } from './local-date.js';
import type { CheckStartInZoneInput, FindSlotsInput, SlotTime } from './slots-input.js';
import { zoneSegments } from './zone-segments.js';

/** A month and some days, so that limits per month see all of it. */
const MARGIN_DAYS = 40;

/**
 * {@link computeSlots} with zones by name, resolved with the platform's zone data.
 *
 * @throws `LecternError` UNKNOWN_ZONE when a zone is no IANA name; INVALID_INPUT as `computeSlots`.
 */
export function findSlots(input: FindSlotsInput): SlotTime[] {
  const firstMs = (dayOf(input.from) - MARGIN_DAYS) * DAY_MS;
  const lastMs = (dayOf(input.to) + MARGIN_DAYS) * DAY_MS + input.durationMinutes * MINUTE_MS;
  return computeSlots({
    ...input,
    hostSegments: zoneSegments(
      input.hostZone,
      Math.min(firstMs, input.nowMs),
      Math.max(lastMs, input.nowMs + 1),
    ),
    viewerSegments: zoneSegments(input.viewerZone, firstMs, lastMs),
  });
}

/**
 * {@link checkStart} with the zone by name. A start more than ten years away is outside every window.
 *
 * @throws `LecternError` UNKNOWN_ZONE when the zone is no IANA name.
 */
export function checkStartInZone(startMs: number, input: CheckStartInZoneInput): StartRefusal | undefined {
  const { hostZone, nowMs, durationMinutes } = input;
  if (Math.abs(startMs - nowMs) > 3660 * DAY_MS) return startMs < nowMs ? 'past' : 'window';
  const marginMs = MARGIN_DAYS * DAY_MS + durationMinutes * MINUTE_MS;
  const [firstMs, lastMs] = [Math.min(startMs, nowMs) - marginMs, Math.max(startMs, nowMs) + marginMs];
  return checkStart(startMs, { ...input, hostSegments: zoneSegments(hostZone, firstMs, lastMs) });
}
