import type { LecternOptions } from './options.js';

const PROVIDER_KEY = /^[a-z0-9-]{1,64}$/;
const DATABASE = /^(?:memory:|file:.+|postgres(?:ql)?:\/\/.+)$/;

const KNOWN = new Set<string>([
  'database',
  'providers',
  'publicUrl',
  'tokenSecret',
  'tokenKeys',
  'tenants',
  'sessionUrl',
  'bookingUrl',
  'recordingUrl',
  'mailer',
  'objectStore',
  'recordings',
  'bus',
  'clock',
  'log',
  'rateLimiter',
  'rateLimits',
  'jobQueue',
] satisfies (keyof LecternOptions)[]);

/**
 * Finds mistakes in the wiring before anything starts. Keys are checked where they are used.
 *
 * @throws {TypeError}
 */
export function checkOptions(options: LecternOptions): void {
  for (const name of Object.keys(options))
    if (!KNOWN.has(name)) wrong(`there is no option ${name}; there are ${[...KNOWN].join(', ')}`);
  if (typeof options.database !== 'string' || !DATABASE.test(options.database))
    wrong("database must be 'memory:', 'file:DIR' or 'postgres://…'");
  checkPublicUrl(options.publicUrl);
  const providers = Object.entries(options.providers ?? {});
  if (options.providers && providers.length === 0) wrong('providers must name at least one video server');
  for (const [key, provider] of providers) {
    if (!PROVIDER_KEY.test(key)) wrong(`the provider key ${key} must be 1 to 64 of [a-z0-9-]`);
    if (typeof provider?.getJoinTicket !== 'function')
      wrong(`providers.${key} must be made with createProvider(…) of @lectern/core`);
  }
  if ((options.tokenSecret === undefined) === (options.tokenKeys === undefined))
    wrong('give either tokenSecret or tokenKeys');
  for (const [name, value] of Object.entries(options.recordings ?? {}))
    if (typeof value !== 'number' || !(value > 0)) wrong(`recordings.${name} must be a number above 0`);
  if (options.sessionUrl !== undefined && typeof options.sessionUrl !== 'function')
    wrong('sessionUrl must be a function of { sessionId }');
  if (options.bookingUrl !== undefined && typeof options.bookingUrl !== 'function')
    wrong('bookingUrl must be a function of { bookingId, sessionId, action }');
  if (options.recordingUrl !== undefined && typeof options.recordingUrl !== 'function')
    wrong('recordingUrl must be a function of { recordingId, sessionId }');
  if (options.mailer !== undefined && typeof options.mailer?.send !== 'function')
    wrong('mailer must be made with smtpMailer(…) or folderMailer(…)');
}

function checkPublicUrl(publicUrl: string): void {
  if (typeof publicUrl !== 'string' || !URL.canParse(publicUrl))
    wrong('publicUrl must be an absolute address such as https://lms.example.edu');
  const { protocol, search, hash, username } = new URL(publicUrl);
  if (!['http:', 'https:'].includes(protocol) || search || hash || username)
    wrong('publicUrl must be an http(s) address without query, fragment and user');
}

function wrong(what: string): never {
  throw new TypeError(`[@lectern/server] createLectern: ${what}.`);
}
