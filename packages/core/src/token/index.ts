export { type TokenClaims, type TokenInput } from './claims.js';
export { mintToken, type MintedToken, type MintTokenOptions } from './mint-token.js';
export type {
  PrivateTokenKey,
  PublicTokenKey,
  SharedTokenKey,
  TokenSigningKey,
  TokenVerifyingKey,
} from './token-key.js';
export { verifyToken, type VerifiedToken, type VerifyTokenOptions } from './verify-token.js';
