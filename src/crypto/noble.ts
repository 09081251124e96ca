import { gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Engine, KeyedMac, Suite, SuiteId } from './suite.ts';

function keyedMac(key: Uint8Array): KeyedMac {
  const start = hmac.create(sha256, key);
  const running = start.clone();
  return Object.freeze({
    mac: (data: Uint8Array) => start._cloneInto(running).update(data).digest(),
    wipe() {
      start.destroy();
      running.destroy();
    },
  });
}

/** The suite of an AEAD; both suites have HMAC-SHA-256. */
const suiteOf = (id: SuiteId, aead: typeof gcm | typeof chacha20poly1305): Suite =>
  Object.freeze({
    id,
    hash: (data: Uint8Array) => sha256(data),
    mac: (key: Uint8Array, data: Uint8Array) => hmac(sha256, key, data),
    keyedMac,
    seal: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) =>
      aead(key, nonce, aad).encrypt(plaintext),
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
      try {
        return aead(key, nonce, aad).decrypt(sealed);
      } catch {
        return undefined;
      }
    },
  });

const suites: ReadonlyMap<number, Suite> = /* @__PURE__ */ new Map([
  [1, /* @__PURE__ */ suiteOf(1, gcm)],
  [2, /* @__PURE__ */ suiteOf(2, chacha20poly1305)],
]);

/** The reference engine: audited `@noble` packages, runs everywhere. */
export const nobleEngine: Engine = /* @__PURE__ */ Object.freeze({
  name: 'noble',
  suite: (id: number) => suites.get(id),
});
