import type { Db } from '../../platform/db/database.js';
import { storageFull } from '../../ports/object-store/durable-file.js';
import { readUsedBytes } from './chunks.store.js';
import type { RecordingsDeps } from './deps.js';

export interface RoomInput {
  readonly tenant: string;
  readonly sessionId: string;
  /** What is to come in. */
  readonly bytes: number;
}

/**
 * Whether so many more bytes may be kept.
 *
 * @throws {@link LecternError} STORAGE_FULL; `details` say whose limit it is.
 */
export async function requireRoom(
  db: Db,
  { settings }: Pick<RecordingsDeps, 'settings'>,
  { tenant, sessionId, bytes }: RoomInput,
): Promise<void> {
  const { ofSession, ofTenant } = await readUsedBytes(db, { tenant, sessionId });
  if (ofSession + bytes > settings.maxBytesPerSession)
    throw storageFull(undefined, { limit: 'session', limitBytes: settings.maxBytesPerSession });
  if (ofTenant + bytes > settings.maxBytesPerTenant)
    throw storageFull(undefined, { limit: 'tenant', limitBytes: settings.maxBytesPerTenant });
}
