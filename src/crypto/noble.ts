import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Engine, Suite } from './suite.ts';

const chachaSuite: Suite = /* @__PURE__ */ Object.freeze({
  id: 2,
  hash: (data) => sha256(data),
  mac: (key, data) => hmac(sha256, key, data),
  seal: (key, nonce, aad, plaintext) => chacha20poly1305(key, nonce, aad).encrypt(plaintext),
  open(key, nonce, aad, sealed) {
    try {
      return chacha20poly1305(key, nonce, aad).decrypt(sealed);
    } catch {
      return undefined;
    }
  },
} satisfies Suite);

/** The reference engine: audited `@noble` packages, runs everywhere. */
export const nobleEngine: Engine = /* @__PURE__ */ Object.freeze({
  name: 'noble',
  suite: (id: number) => (id === chachaSuite.id ? chachaSuite : undefined),
});
