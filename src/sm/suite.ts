import type { Aead } from '../crypto/gcm.ts';
import type { Suite } from '../crypto/suite.ts';
import { smKnownAnswers } from './knownAnswers.ts';

/** What an engine computes suite 3 with. */
export interface SmParts {
  /** SM4-GCM; keys of 16 bytes. */
  readonly aead: Aead;
  /** SM3: 32 bytes. */
  readonly hash: Suite['hash'];
  /** HMAC-SM3: 32 bytes. */
  readonly mac: Suite['mac'];
}

const sm4KeyBytes = 16;

/** Suite 3. The key of a record has 32 bytes in every suite; SM4 gets the first 16. */
export function smSuiteOf({ aead, hash, mac }: SmParts): Suite {
  return Object.freeze({
    id: 3,
    hash,
    mac,
    // Neither sm-crypto-v2 nor Node has a state of HMAC that could be kept.
    keyedMac(key: Uint8Array) {
      const own = key.slice();
      return Object.freeze({ mac: (data: Uint8Array) => mac(own, data), wipe: () => void own.fill(0) });
    },
    seal: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) =>
      aead.seal(key.subarray(0, sm4KeyBytes), nonce, aad, plaintext),
    open: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) =>
      aead.open(key.subarray(0, sm4KeyBytes), nonce, aad, sealed),
    knownAnswers: smKnownAnswers,
  });
}
