const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** The policy of every page, and what one page needs beside it. */
export const policyWith = (...more: readonly string[]): string => [...DIRECTIVES, ...more].join('; ');

/** Of a mail somebody sent: it shows its own colours inside our frame, and neither runs nor loads anything. */
export const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** Stand on every answer of Campus. Lectern needs nothing looser than this. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': policyWith(),
  'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self)',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
