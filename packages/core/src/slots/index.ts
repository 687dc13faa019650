export { checkStart, type StartRefusal } from './check-start.js';
export { computeSlots, MAX_RANGE_DAYS } from './compute-slots.js';
export { checkStartInZone, findSlots } from './find-slots.js';
export type { TimeRefusal } from './refusal.js';
export type {
  CheckStartInput,
  CheckStartInZoneInput,
  ComputeSlotsInput,
  DateRangeInput,
  FindSlotsInput,
  HostRules,
  HostTimeInput,
  OpenSession,
  SlotTime,
  StartLimit,
  WeeklyChange,
} from './slots-input.js';
export type { TimeRange } from './time-range.js';
export { toSlot } from './to-slot.js';
export { formatOffset, fromWall, localDateOf, offsetAt, toWall, type Wall } from './wall.js';
export { isSameZone, isZone, listZones, modernZoneName, tzRelease } from './zone-name.js';
export { zoneSegments, zoneSegmentsOfDates, type ZoneSegment } from './zone-segments.js';
