import { gcm } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { openChaChaPoly, sealChaChaPoly } from './chachaPoly.ts';
import type { Engine, KeyedMac, Suite } from './suite.ts';

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

/** What both suites have. */
const hashing = {
  hash: (data: Uint8Array): Uint8Array => sha256(data),
  mac: (key: Uint8Array, data: Uint8Array): Uint8Array => hmac(sha256, key, data),
  keyedMac,
};

const aesSuite: Suite = /* @__PURE__ */ Object.freeze({
  id: 1,
  ...hashing,
  seal: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) =>
    gcm(key, nonce, aad).encrypt(plaintext),
  open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
    try {
      return gcm(key, nonce, aad).decrypt(sealed);
    } catch {
      return undefined;
    }
  },
});

const chachaSuite: Suite = /* @__PURE__ */ Object.freeze({
  id: 2,
  ...hashing,
  seal: sealChaChaPoly,
  open: openChaChaPoly,
});

const suites: ReadonlyMap<number, Suite> = /* @__PURE__ */ new Map<number, Suite>([
  [1, aesSuite],
  [2, chachaSuite],
]);

/** The reference engine: audited `@noble` packages, runs everywhere. */
export const nobleEngine: Engine = /* @__PURE__ */ Object.freeze({
  name: 'noble',
  suite: (id: number) => suites.get(id),
});
