/**
 * A cipher suite: one AEAD and one MAC with its hash, in fixed sizes. The id is the first byte of every token.
 *
 * | id | AEAD | hash | MAC, KDF | engines |
 * |---|---|---|---|---|
 * | 1 | AES-256-GCM (SP 800-38D) | SHA-256 | HMAC-SHA-256 | `nobleEngine`, `nodeEngine` |
 * | 2 | ChaCha20-Poly1305 (RFC 8439) | SHA-256 | HMAC-SHA-256 | `nobleEngine`, `nodeEngine`, `sodiumEngine`, `fastEngine` |
 * | 3 | SM4-GCM (RFC 8998) | SM3 | HMAC-SM3 | `smEngine` of `waybill-privacy/sm`, `nodeSmEngine` |
 */
export interface Suite {
  /** First byte of every token. */
  readonly id: SuiteId;
  /** The hash of `data`: 32 bytes. */
  hash(data: Uint8Array): Uint8Array;
  /** For engines that can do it without a copy: writes the hash `into` memory from `at` on. Everything works without it. */
  hashInto?(data: Uint8Array, into: Uint8Array, at: number): void;
  /** HMAC (RFC 2104) with that hash: 32 bytes. */
  mac(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** The same MAC for many messages under one key. */
  keyedMac(key: Uint8Array): KeyedMac;
  /**
   * Ciphertext ‖ tag 16. `key` is 32 bytes and used for one record only (suite 3 takes its first 16); `nonce` is 12 bytes.
   */
  seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /**
   * For engines that can do it without a copy: turns plaintext ‖ 16 free bytes, which are `buffer` from `start` to `end`, into
   * ciphertext ‖ tag where it lies. Everything works without it.
   */
  sealInPlace?(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    buffer: Uint8Array,
    start: number,
    end: number,
  ): void;
  /** The plaintext, or `undefined` when the tag is wrong. Nothing is released before the tag was checked. */
  open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
  /**
   * For engines that can do it without a copy: turns ciphertext ‖ tag, which are `buffer` from `start` to `end`, into plaintext ‖
   * tag where it lies. When the tag is wrong it gives `false` and has changed nothing. Everything works without it.
   */
  openInPlace?(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    buffer: Uint8Array,
    start: number,
    end: number,
  ): boolean;
  /**
   * What the suite must compute. Only for suite 3, whose answers would weigh on everybody else in the core; those of suites 1
   * and 2 are there, and what stands here is not looked at.
   */
  readonly knownAnswers?: KnownAnswers;
}

/** Published inputs and outputs of a suite, for the known-answer test before its first use. */
export interface KnownAnswers {
  /** One sealing. `key` is 32 bytes, `sealed` ciphertext ‖ tag. */
  readonly aead: Readonly<Record<'key' | 'nonce' | 'aad' | 'plaintext' | 'sealed', Uint8Array>>;
  /** One hash. */
  readonly hash: Readonly<Record<'data' | 'hash', Uint8Array>>;
  /** One MAC. */
  readonly mac: Readonly<Record<'key' | 'data' | 'mac', Uint8Array>>;
}

/** The MAC of a suite under one key: what depends on the key alone is computed once. */
export interface KeyedMac {
  /** 32 bytes. */
  mac(data: Uint8Array): Uint8Array;
  /** For engines that can do it without a copy: writes the MAC `into` memory from its start on. Everything works without it. */
  macInto?(data: Uint8Array, into: Uint8Array): void;
  /** Wipes what was computed from the key; afterwards it must not be used. */
  wipe(): void;
}

/** Suites that the library knows. Which of them can be used depends on the engine. */
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
 * Everything is synchronous. Arguments are borrowed for the time of the call: an engine must not keep or change
 * them, and calls no cipher of this library, which would use the same memory.
 */
export interface Engine {
  /** For messages. */
  readonly name: string;
  /** The suite, or `undefined` if this engine does not have it. */
  suite(id: number): Suite | undefined;
}
