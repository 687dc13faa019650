const KEY = 'lectern';

/** What a person chose on this device, kept under the one key we use in the page's storage. */
export interface Preferences {
  readonly zone?: string;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
  /** Tells this browser from the person's other devices. */
  readonly deviceId?: string;
}

/** Empty where storage is forbidden or holds something else. */
export function readPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

/** Changes some of them; forgets the change where storage is forbidden. */
export function writePreferences(change: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readPreferences(), ...change }));
  } catch {
    // Private windows and full storage: the choice holds for this page only.
  }
}
