const KEY = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const DOTS = /(?:^|\/)\.+(?:\/|$)/;
const MOST_CHARACTERS = 512;

/** @throws {TypeError} when it is no key: keys are made by us, never by a client. */
export function requireObjectKey(key: string): void {
  if (key.length <= MOST_CHARACTERS && KEY.test(key) && !DOTS.test(key)) return;
  throw new TypeError(
    `[@lectern/server] ${JSON.stringify(key)} is no object key: [A-Za-z0-9._-] in segments between slashes.`,
  );
}

/** @throws {TypeError} when no key could begin with it. */
export function requireObjectPrefix(prefix: string): void {
  if (prefix !== '') requireObjectKey(prefix.replace(/\/$/, ''));
}
