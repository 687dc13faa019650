export { digest, equalBytes, hmac } from '#hmac';
export { fromBase64, toBase64, toHex } from './base64.js';
export type { DigestAlgorithm } from './digest-algorithm.js';
export {
  signWebhook,
  verifyWebhook,
  type IncomingHeaders,
  type SignWebhookOptions,
  type StandardWebhookHeaders,
  type VerifiedWebhook,
  type VerifyWebhookOptions,
} from './standard-webhooks.js';
export { turnCredentials, type TurnCredentials, type TurnCredentialsInput } from './turn-credentials.js';
