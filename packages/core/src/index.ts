export { createProvider } from './create-provider.js';
export { ERROR_CODES, LecternError, type LecternErrorCode, type LecternErrorOptions } from './errors.js';
export { newId } from './ids/new-id.js';
export { invalidInput, type InputIssue } from './invalid-input.js';
export * from './join-ticket.js';
export type { CreateProviderOptions } from './provider-call.js';
export * from './provider-event.js';
export * from './provider.js';
