import { FF1 } from '@noble/ciphers/ff1.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A permutation of all numeral strings of one length. */
export interface NumeralPermutation {
  /** Forth. */
  encrypt(numerals: readonly number[]): number[];
  /** Back. */
  decrypt(numerals: readonly number[]): number[];
}

// SP 800-38G rev. 1 (2nd draft, 2025) §4.1: radix^minlen ≥ 1,000,000. The first edition asked for 100, and so does @noble.
const minDomain = 1_000_000;

/**
 * FF1 of NIST SP 800-38G: format-preserving, deterministic, not authenticated.
 *
 * @param radix - Number of numerals.
 * @param key - AES key: 16, 24 or 32 bytes.
 * @param tweak - Not secret; another one is another permutation.
 * @throws {RangeError} when called with fewer than a million possible strings.
 */
export function ff1(radix: number, key: Uint8Array, tweak: Uint8Array): NumeralPermutation {
  const { encrypt, decrypt } = FF1(radix, key, tweak);
  const checked = (numerals: readonly number[]): number[] => {
    if (radix ** numerals.length < minDomain) throw new RangeError(`FF1 needs a domain of at least ${minDomain}`);
    return [...numerals];
  };
  return { encrypt: (numerals) => encrypt(checked(numerals)), decrypt: (numerals) => decrypt(checked(numerals)) };
}

/** HMAC-SHA-256(key, label): the 32-byte key of one use, so that no other use of `key` meets FF1. */
export const deriveFf1Key = (key: Uint8Array, label: Uint8Array): Uint8Array => hmac(sha256, key, label);
