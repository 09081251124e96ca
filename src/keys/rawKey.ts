import { decodeBase64url } from '../bytes/base64url.ts';
import { concatBytes } from '../bytes/buffer.ts';
import { createRandomSource } from '../bytes/random.ts';
import { unwrapKey, wrapKey, wrapNonceBytes } from '../crypto/keyWrap.ts';
import { keyBytes } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject } from '../errors.ts';
import { cannotUnwrap, type KeyProvider } from './provider.ts';

/** A key that you keep yourself. */
export interface RawKeyOptions {
  /** 32 random bytes, or their base64url without padding (43 characters): `openssl rand -base64 32 | tr '+/' '-_' | tr -d =`. */
  readonly key: Uint8Array | string;
}

/**
 * Wraps keys under a random key of 32 bytes: XChaCha20-Poly1305 with a random nonce. For a key out of a secret store; for a
 * passphrase, which can be guessed, see `passphraseProvider`.
 *
 * Wrapped key: nonce 24 ‖ ciphertext 32 ‖ tag 16.
 *
 * @throws {TypeError} neither bytes nor text. @throws {RangeError} not 32 bytes, not base64url, or one byte 32 times: a
 * placeholder or a wiped key.
 * @example
 * const provider = rawKeyProvider({ key: crypto.getRandomValues(new Uint8Array(32)) });
 * provider.name; // 'raw'
 */
export function rawKeyProvider(options: RawKeyOptions): KeyProvider {
  assertObject(options, 'options');
  assertKnownKeys(options, ['key'], 'options');
  const kek = rawKeyOf(options.key);
  const random = createRandomSource();
  return Object.freeze({
    name: 'raw',
    async wrap(key: Uint8Array, aad: Uint8Array) {
      const nonce = random(wrapNonceBytes);
      return concatBytes(nonce, wrapKey(kek, nonce, aad, key));
    },
    async unwrap(wrapped: Uint8Array, aad: Uint8Array) {
      if (wrapped.length < wrapNonceBytes) throw cannotUnwrap();
      const key = unwrapKey(kek, wrapped.slice(0, wrapNonceBytes), aad, wrapped.slice(wrapNonceBytes));
      if (key === undefined) throw cannotUnwrap();
      return key;
    },
  });
}

/** A copy of the 32 bytes of a key. @internal */
export function rawKeyOf(key: unknown): Uint8Array {
  if (typeof key !== 'string' && !(key instanceof Uint8Array)) {
    throw new TypeError(`"key" expected Uint8Array or string, got ${typeof key}`);
  }
  // A copy: the caller may wipe what it gave.
  const bytes = typeof key === 'string' ? decodeBase64url(key) : Uint8Array.from(key);
  if (bytes?.length !== keyBytes) throw new RangeError(`"key" expected ${keyBytes} bytes or their base64url`);
  if (bytes.every((byte) => byte === bytes[0])) throw new RangeError('"key" expected random bytes');
  return bytes;
}
