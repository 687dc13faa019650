/** In Web Crypto's names. SHA-1 is there for protocols that prescribe it, as TURN and BigBlueButton do. */
export type DigestAlgorithm = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
