import type { SessionClient, SessionStoreOptions } from './session-options.js';
import { SessionStore } from './session-store.js';

interface Entry {
  readonly store: SessionStore;
  holders: number;
  closing: ReturnType<typeof setTimeout> | undefined;
  stopWatching(): void;
}

const stores = new WeakMap<SessionClient, Map<string, Entry>>();

/** A hold on a store; `release` lets it go. */
export interface HeldStore {
  readonly store: SessionStore;
  release(): void;
}

/**
 * The store of a session, one per client, whoever asks. When the last holder lets it go it closes a task later: an
 * element that is moved in the page leaves and comes back within one.
 */
export function holdSessionStore(options: SessionStoreOptions): HeldStore {
  const { client, sessionId } = options;
  let ofClient = stores.get(client);
  if (!ofClient) stores.set(client, (ofClient = new Map()));
  let entry = ofClient.get(sessionId);
  if (!entry) {
    const store = new SessionStore(options);
    entry = { store, holders: 0, closing: undefined, stopWatching: leaveWithPage(store) };
    ofClient.set(sessionId, entry);
  }
  const { store } = entry;
  const held = entry;
  const all = ofClient;
  clearTimeout(held.closing);
  held.holders += 1;
  let released = false;
  return {
    store,
    release() {
      if (released) return;
      released = true;
      held.holders -= 1;
      if (held.holders > 0) return;
      held.closing = setTimeout(() => {
        all.delete(sessionId);
        held.stopWatching();
        store.close();
      });
    },
  };
}

/** A page that goes says so; one that comes back from the browser's cache finds itself outside and may join again. */
function leaveWithPage(store: SessionStore): () => void {
  const leave = (): void => store.leave();
  globalThis.addEventListener?.('pagehide', leave);
  return () => globalThis.removeEventListener?.('pagehide', leave);
}
