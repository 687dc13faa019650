import { readPreferences, writePreferences } from '../../internal/preferences.js';

let ofThisPage: string | undefined;

/** Tells this browser from other devices of the same person; kept where storage allows it, else for this page. */
export function ownDeviceId(): string {
  const stored = readPreferences().deviceId;
  if (typeof stored === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(stored)) return stored;
  if (!ofThisPage) {
    // Not randomUUID: that is missing outside a secure context.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    ofThisPage = `dev-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    writePreferences({ deviceId: ofThisPage });
  }
  return ofThisPage;
}
