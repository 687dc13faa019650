import { formatOffset, knownZone, zoneCity } from './format.js';
import { isolate } from './isolate.js';
import { readPreferences } from './preferences.js';

/**
 * The zone that times are shown in: the one the page wants, else the one the person chose on this device, else the one
 * the LMS says of the person, else the device's own.
 */
export function viewerZone(wanted: string, ofPerson?: string): string {
  return (
    knownZone(wanted) ??
    knownZone(readPreferences().zone) ??
    knownZone(ofPerson) ??
    Intl.DateTimeFormat().resolvedOptions().timeZone
  );
}

/** `Berlin (UTC+01:00)`; `UTC` alone says both. */
export function zoneLabel(zone: string, offset: string): string {
  if (zoneCity(zone) === 'UTC') return formatOffset(offset);
  return `${isolate(zoneCity(zone))} (${formatOffset(offset)})`;
}
