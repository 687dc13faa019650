export * from './client.js';
export { errorFromResponse } from './client-error.js';
export { createClient } from './create-client.js';
export type { ClientRuntime } from './runtime.js';
export { LecternError } from '../errors.js';
export { newId } from '../ids/new-id.js';
