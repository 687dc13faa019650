import { readPreferences, writePreferences } from '../internal/preferences.js';

/** What a person can have read aloud, or not. What concerns oneself is always said. */
export const ANNOUNCED = ['people', 'hands', 'chat', 'reactions'] as const;
export type Announced = (typeof ANNOUNCED)[number];

export function isAnnounced(kind: Announced): boolean {
  return readPreferences().unannounced?.includes(kind) !== true;
}

export function setAnnounced(kind: Announced, on: boolean): void {
  const others = (readPreferences().unannounced ?? []).filter((one) => one !== kind);
  writePreferences({ unannounced: on ? others : [...others, kind] });
}

/** Whether single keys are shortcuts in the classroom. */
export function hasShortcuts(): boolean {
  return readPreferences().shortcuts !== false;
}

export function setShortcuts(on: boolean): void {
  writePreferences({ shortcuts: on });
}
