import { gcm } from '@noble/ciphers/aes.js';
import { openChaChaPoly, sealChaChaPoly } from './chachaPoly.ts';
import { sha2 } from './sha2.ts';
import type { Engine, Suite } from './suite.ts';

const aesSuite: Suite = /* @__PURE__ */ Object.freeze({
  id: 1,
  ...sha2,
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
  ...sha2,
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
