import { newId } from '../ids/new-id.js';
import type { WriteOptions } from './client.js';

/** A POST without a key gets one, kept over its repeats: done once, however often it is sent. */
export function keyed(options: WriteOptions | undefined): WriteOptions {
  return { ...options, idempotencyKey: options?.idempotencyKey ?? newId('key') };
}
