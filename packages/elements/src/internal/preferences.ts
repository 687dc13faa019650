const KEY = 'lectern';

/** What a person chose on this device, kept under the one key we use in the page's storage. */
export interface Preferences {
  readonly zone?: string;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
  /** Left out: single keys are shortcuts in the classroom. */
  readonly shortcuts?: boolean;
  /** What of a class is not read aloud. */
  readonly unannounced?: readonly string[];
  /** Tells this browser from the person's other devices. */
  readonly deviceId?: string;
  readonly playbackRate?: number;
  /** 0 to 1. */
  readonly volume?: number;
  readonly muted?: boolean;
  /** The language captions are shown in; empty: none. */
  readonly captions?: string;
  /** In percent. */
  readonly captionSize?: number;
  /** Whether the transcript stands open beside a recording. */
  readonly transcriptOpen?: boolean;
  /** Where recordings without a server were left, newest first: address and seconds. */
  readonly positions?: readonly (readonly [address: string, seconds: number])[];
  /** This browser may hold parts of recordings that were not sent. */
  readonly hasRecorded?: boolean;
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
