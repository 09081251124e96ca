/**
 * A cipher suite: one AEAD and one MAC with its hash, in fixed sizes. The id is the first byte of every token.
 *
 * | id | AEAD | MAC, KDF |
 * |---|---|---|
 * | 1 | AES-256-GCM (SP 800-38D) | HMAC-SHA-256 |
 * | 2 | ChaCha20-Poly1305 (RFC 8439) | HMAC-SHA-256 |
 * | 3 | SM4-GCM (RFC 8998) | HMAC-SM3 |
 */
export interface Suite {
  /** First byte of every token. */
  readonly id: SuiteId;
  /** SHA-256 of `data`, or SM3 in suite 3: 32 bytes. */
  hash(data: Uint8Array): Uint8Array;
  /** HMAC with this hash: 32 bytes. */
  mac(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** The same MAC for many messages under one key. */
  keyedMac(key: Uint8Array): KeyedMac;
  /**
   * Ciphertext ‖ tag 16. `key` is 32 bytes, of which SM4 takes the first 16, and used for one record only; `nonce` is 12 bytes.
   */
  seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /**
   * For engines that can do it without a copy: turns plaintext ‖ 16 free bytes into ciphertext ‖ tag where it lies. Everything
   * works without it.
   */
  sealInPlace?(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, buffer: Uint8Array): void;
  /** The plaintext, or `undefined` when the tag is wrong. Nothing is released before the tag was checked. */
  open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
}

/** The MAC of a suite under one key: what depends on the key alone is computed once. */
export interface KeyedMac {
  /** 32 bytes. */
  mac(data: Uint8Array): Uint8Array;
  /** Wipes what was computed from the key; afterwards it must not be used. */
  wipe(): void;
}

/** Suites that the library knows. */
export type SuiteId = 1 | 2 | 3;

/** Whether a number or anything else is the id of a suite. Nothing outside this list is read, whatever an engine has. */
export const isSuiteId = (value: unknown): value is SuiteId => value === 1 || value === 2 || value === 3;

/**
 * ChaCha20-Poly1305 with HMAC-SHA-256: constant-time in JavaScript, native where there is OpenSSL. Suite 1 is for those who
 * must have AES; in plain JavaScript its tables are slow and their timing depends on the key, so give it a native engine.
 */
export const defaultSuiteId: SuiteId = 2;

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;
export const macBytes = 32;

/**
 * Computes the suites. All engines give the same bytes; they differ in speed and in where they run. Each suite of an engine
 * has to pass published test vectors before a cipher uses it (`ERR_ENGINE`).
 *
 * Everything is synchronous. Arguments are borrowed for the time of the call: an engine must not keep or change them.
 */
export interface Engine {
  /** For messages. */
  readonly name: string;
  /** The suite, or `undefined` if this engine does not have it. */
  suite(id: number): Suite | undefined;
}
