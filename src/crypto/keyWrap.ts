import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';

export const wrapNonceBytes = 24;

/** Encrypts a key under another one; `aad` says which key it is, so that wrapped keys cannot be swapped. */
export function wrapKey(kek: Uint8Array, nonce: Uint8Array, aad: Uint8Array, key: Uint8Array): Uint8Array {
  return xchacha20poly1305(kek, nonce, aad).encrypt(key);
}

/** The key, or `undefined` when anything is wrong. */
export function unwrapKey(
  kek: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  wrapped: Uint8Array,
): Uint8Array | undefined {
  try {
    return xchacha20poly1305(kek, nonce, aad).decrypt(wrapped);
  } catch {
    return undefined;
  }
}

/** scrypt (RFC 7914) with r = 8, p = 1: 32 bytes. Needs 2^log2N KiB of memory. */
export function deriveFromPassphrase(passphrase: Uint8Array, salt: Uint8Array, log2N: number): Promise<Uint8Array> {
  return scryptAsync(passphrase, salt, { N: 2 ** log2N, r: 8, p: 1, dkLen: 32 });
}
