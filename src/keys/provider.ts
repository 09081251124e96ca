import { concatBytes } from '../bytes/buffer.ts';
import { createRandomSource } from '../bytes/random.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { deriveFromPassphrase, unwrapKey, wrapKey, wrapNonceBytes } from '../crypto/keyWrap.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';

/**
 * Wraps the keys of a keyring for storage. It sees keys, never a field of an order.
 *
 * Implementers must bind `aad` to the wrapped key and refuse to unwrap with another one.
 */
export interface KeyProvider {
  /** Name in the keyring file, such as `scrypt`. */
  readonly name: string;
  /** Encrypts a key of 32 bytes; the result describes itself. */
  wrap(key: Uint8Array, aad: Uint8Array): Promise<Uint8Array>;
  /** Rejects with `ERR_KEY_UNWRAP` when the key does not open. */
  unwrap(wrapped: Uint8Array, aad: Uint8Array): Promise<Uint8Array>;
}

/** How a passphrase is turned into a key. */
export interface PassphraseOptions {
  /** At least 8 characters; a generated one of 6 words or 16 random characters is right. */
  readonly passphrase: string;
  /** Cost, log2 of scrypt's N: 14 to 20. Default 17, which needs 128 MiB and about half a second. */
  readonly log2N?: number;
}

const minPassphraseChars = 8;
const minLog2N = 14;
const maxLog2N = 20;
const saltBytes = 16;

/**
 * Wraps keys under a passphrase: scrypt (RFC 7914, r = 8, p = 1), then XChaCha20-Poly1305.
 *
 * Wrapped key: log2N 1 ‖ salt 16 ‖ nonce 24 ‖ ciphertext 32 ‖ tag 16. The cost is read back within 14 to 20, so that a
 * changed file cannot ask for unbounded memory.
 *
 * @throws {TypeError} no string. @throws {RangeError} a passphrase that is too short, or a cost out of range.
 * @example
 * const provider = passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 });
 * provider.name; // 'scrypt'
 */
export function passphraseProvider(options: PassphraseOptions): KeyProvider {
  assertObject(options, 'options');
  assertKnownKeys(options, ['passphrase', 'log2N'], 'options');
  assertString(options.passphrase, 'passphrase');
  if (options.passphrase.length < minPassphraseChars) {
    throw new RangeError(`"passphrase" expected at least ${minPassphraseChars} characters`);
  }
  const log2N = options.log2N ?? 17;
  if (!isCost(log2N)) throw new RangeError(`"log2N" expected an integer from ${minLog2N} to ${maxLog2N}`);
  // NFKC: the same passphrase typed on another system is the same bytes.
  const secret = encodeUtf8(options.passphrase.normalize('NFKC'));
  const random = createRandomSource();
  const salt = random(saltBytes);
  // One derivation serves all keys of a file: scrypt is meant to be slow.
  const derived = new Map<string, Promise<Uint8Array>>();
  const kekOf = (fileSalt: Uint8Array, cost: number): Promise<Uint8Array> => {
    const id = `${cost}:${fileSalt.join()}`;
    const known = derived.get(id) ?? deriveFromPassphrase(secret, fileSalt, cost);
    derived.set(id, known);
    return known;
  };
  return Object.freeze({
    name: 'scrypt',
    async wrap(key: Uint8Array, aad: Uint8Array) {
      const nonce = random(wrapNonceBytes);
      return concatBytes(Uint8Array.of(log2N), salt, nonce, wrapKey(await kekOf(salt, log2N), nonce, aad, key));
    },
    async unwrap(wrapped: Uint8Array, aad: Uint8Array) {
      const cost = wrapped[0] ?? 0;
      if (!isCost(cost)) throw cannotUnwrap();
      const fileSalt = wrapped.slice(1, 1 + saltBytes);
      const nonce = wrapped.slice(1 + saltBytes, 1 + saltBytes + wrapNonceBytes);
      if (nonce.length !== wrapNonceBytes) throw cannotUnwrap();
      const key = unwrapKey(await kekOf(fileSalt, cost), nonce, aad, wrapped.slice(1 + saltBytes + wrapNonceBytes));
      if (key === undefined) throw cannotUnwrap();
      return key;
    },
  });
}

const isCost = (log2N: number): boolean => Number.isInteger(log2N) && log2N >= minLog2N && log2N <= maxLog2N;

/** A wrapped key does not open. One message for a wrong secret and any change: no oracle. */
export const cannotUnwrap = (): PrivacyError =>
  new PrivacyError('ERR_KEY_UNWRAP', 'the key does not open: wrong passphrase or key, or the file was changed');
