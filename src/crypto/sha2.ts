import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { KeyedMac, Suite } from './suite.ts';

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

/**
 * SHA-256 and HMAC of @noble: for the one or two blocks of a key derivation a call of OpenSSL costs more, and it has no HMAC
 * state that can be copied.
 */
export const sha2: Pick<Suite, 'hash' | 'mac' | 'keyedMac'> = /* @__PURE__ */ Object.freeze({
  hash: (data: Uint8Array) => sha256(data),
  mac: (key: Uint8Array, data: Uint8Array) => hmac(sha256, key, data),
  keyedMac,
});
