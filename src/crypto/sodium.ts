import { sha2 } from './sha2.ts';
import { type Engine, type KeyedMac, macBytes, type Suite, tagBytes } from './suite.ts';

/** What is used of `libsodium-wrappers` (0.7 or 0.8), after `await sodium.ready`. */
export interface SodiumWrappers {
  /** Resolves when the WebAssembly module is there. */
  readonly ready: Promise<void>;
  /** Ciphertext ‖ tag. */
  crypto_aead_chacha20poly1305_ietf_encrypt(
    message: Uint8Array,
    aad: Uint8Array,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
  /** Throws when the tag is wrong. */
  crypto_aead_chacha20poly1305_ietf_decrypt(
    secretNonce: null,
    sealed: Uint8Array,
    aad: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
}

/** What is used of `sodium-native` (4 or 5), which writes into memory that it is given. */
export interface SodiumNative {
  /** Writes ciphertext ‖ tag. */
  crypto_aead_chacha20poly1305_ietf_encrypt(
    sealed: Uint8Array,
    message: Uint8Array,
    aad: Uint8Array,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
  /** Throws when the tag is wrong. */
  crypto_aead_chacha20poly1305_ietf_decrypt(
    message: Uint8Array,
    secretNonce: null,
    sealed: Uint8Array,
    aad: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
  /** Writes the 32 bytes of SHA-256. */
  crypto_hash_sha256(hash: Uint8Array, data: Uint8Array): void;
}

/** Either of the two packages. */
export type Sodium = SodiumWrappers | SodiumNative;

/**
 * An engine over libsodium: suite 2, about twice as fast as `nobleEngine` for a whole order (`npm run bench -- encrypt`). libsodium has no AES in WebAssembly and none
 * on processors without AES instructions, so suite 1 is not offered.
 *
 * @param sodium - The module `libsodium-wrappers`, after `await sodium.ready`, or `sodium-native`. It is no dependency of
 * this library: install the one that suits you.
 * @throws {TypeError} for anything else, or before the module is ready.
 * @example
 * createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), engine: nobleEngine });
 * sodiumEngine({}); // throws TypeError
 */
export function sodiumEngine(sodium: Sodium): Engine {
  const found = sodium as Partial<SodiumWrappers & SodiumNative> | null | undefined;
  if (
    typeof found?.crypto_aead_chacha20poly1305_ietf_encrypt !== 'function' ||
    typeof found.crypto_aead_chacha20poly1305_ietf_decrypt !== 'function'
  ) {
    throw new TypeError('"sodium" expected libsodium-wrappers (after "await sodium.ready") or sodium-native');
  }
  const suite = 'ready' in found ? wrappersSuite(sodium as SodiumWrappers) : nativeSuite(sodium as SodiumNative);
  return Object.freeze({ name: 'sodium', suite: (id: number) => (id === suite.id ? suite : undefined) });
}

// libsodium-wrappers has no SHA-256: only its "sumo" build has.
function wrappersSuite(sodium: SodiumWrappers): Suite {
  return Object.freeze({
    id: 2,
    ...sha2,
    seal: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key),
    open: (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) =>
      orUndefined(() => sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key)),
  });
}

function nativeSuite(sodium: SodiumNative): Suite {
  const hash = (data: Uint8Array): Uint8Array => {
    const digest = new Uint8Array(macBytes);
    sodium.crypto_hash_sha256(digest, data);
    return digest;
  };
  return Object.freeze({
    id: 2,
    ...sha2,
    hash,
    keyedMac: (key: Uint8Array) => nativeHmac(sodium, hash, key),
    seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) {
      const sealed = new Uint8Array(plaintext.length + tagBytes);
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(sealed, plaintext, aad, null, nonce, key);
      return sealed;
    },
    // libsodium lets message and ciphertext be the same memory.
    sealInPlace(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, buffer: Uint8Array, start: number, end: number) {
      const message = buffer.subarray(start, end - tagBytes);
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(buffer.subarray(start, end), message, aad, null, nonce, key);
    },
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
      if (sealed.length < tagBytes) return undefined;
      const plaintext = new Uint8Array(sealed.length - tagBytes);
      return orUndefined(() => {
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(plaintext, null, sealed, aad, nonce, key);
        return plaintext;
      });
    },
  });
}

const blockBytes = 64;

/**
 * HMAC, RFC 2104: H( K ⊕ 5c… ‖ H( K ⊕ 36… ‖ data ) ), with K filled up to a block by zeros. Two calls of libsodium's hash over
 * memory that stays cost less than a copy of a JavaScript state.
 */
function nativeHmac(sodium: SodiumNative, hash: (data: Uint8Array) => Uint8Array, key: Uint8Array): KeyedMac {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? hash(key) : key);
  let inner = block.map((byte) => byte ^ 0x36);
  const outer = new Uint8Array(blockBytes + macBytes);
  outer.set(block.map((byte) => byte ^ 0x5c));
  block.fill(0);
  return Object.freeze({
    mac(data: Uint8Array) {
      if (inner.length !== blockBytes + data.length) inner = resized(inner, blockBytes + data.length);
      inner.set(data, blockBytes);
      sodium.crypto_hash_sha256(outer.subarray(blockBytes), inner);
      return hash(outer);
    },
    wipe() {
      inner.fill(0);
      outer.fill(0);
    },
  });
}

/** The key's block in memory of another length; what it was in is wiped. */
function resized(inner: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(length);
  next.set(inner.subarray(0, blockBytes));
  inner.fill(0);
  return next;
}

function orUndefined(open: () => Uint8Array): Uint8Array | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
