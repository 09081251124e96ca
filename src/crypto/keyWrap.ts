import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../bytes/buffer.ts';
import { macBytes } from './suite.ts';

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

/** SHA-256 of associated data: short enough for every key service. */
export const placeDigest = (aad: Uint8Array): Uint8Array => sha256(aad);

/** SHA-256(aad) ‖ key: carries the place of a key inside what a service encrypts, whether or not it binds associated data. */
export const bindToPlace = (key: Uint8Array, aad: Uint8Array): Uint8Array => concatBytes(placeDigest(aad), key);

/** The key, or `undefined` when it belongs to another place. */
export function takeFromPlace(bound: Uint8Array, aad: Uint8Array): Uint8Array | undefined {
  return equalBytes(bound.subarray(0, macBytes), placeDigest(aad)) ? bound.slice(macBytes) : undefined;
}
