import { bindToPlace, placeDigest, takeFromPlace } from '../crypto/keyWrap.ts';
import { assertKnownKeys, assertObject, assertString, isPrivacyError, PrivacyError } from '../errors.ts';
import { cannotUnwrap, type KeyProvider } from './provider.ts';

/** A key service of any kind, as two functions. */
export interface CallbackProviderOptions {
  /** Name in the keyring file; not empty. A file is read only by a provider of the same name. */
  readonly name: string;
  /**
   * Encrypts 64 bytes with the service, authenticated. `digest` (32 bytes) says which key it is: hand it to a service that
   * binds associated data; it is inside the 64 bytes too, so one that does not is safe as well.
   */
  wrap(bytes: Uint8Array, digest: Uint8Array): Promise<Uint8Array> | Uint8Array;
  /** The 64 bytes again, or `undefined` when the service says that they do not open. */
  unwrap(wrapped: Uint8Array, digest: Uint8Array): Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

/**
 * A key provider out of two functions, for any KMS or HSM.
 *
 * The functions get SHA-256(associated data) ‖ key, so that a wrapped key opens only in its place even where the service binds
 * nothing. They may reject: in `unwrap` the error becomes `cause` of `ERR_KEY_PROVIDER`; in `wrap` it is left out, because
 * clients of services put the request, and so the key, into their errors.
 *
 * @throws {TypeError} a missing name or function.
 * @example
 * const pad = crypto.getRandomValues(new Uint8Array(64)); // stands for a service; no cipher
 * const provider = callbackProvider({
 *   name: 'my-kms',
 *   wrap: async (bytes) => bytes.map((byte, i) => byte ^ pad[i]!),
 *   unwrap: async (wrapped) => wrapped.map((byte, i) => byte ^ pad[i]!),
 * });
 * const file = await exportKeyring(generateKeyring({ tenant: 'shop-1' }), provider);
 * (await importKeyring(file, provider)).tenant; // 'shop-1'
 */
export function callbackProvider(options: CallbackProviderOptions): KeyProvider {
  assertObject(options, 'options');
  assertKnownKeys(options, ['name', 'wrap', 'unwrap'], 'options');
  assertString(options.name, 'name');
  if (options.name === '') throw new TypeError('"name" expected at least one character');
  const { name, wrap, unwrap } = options;
  if (typeof wrap !== 'function' || typeof unwrap !== 'function') {
    throw new TypeError('"wrap" and "unwrap" expected functions');
  }
  return Object.freeze({
    name,
    async wrap(key: Uint8Array, aad: Uint8Array) {
      const wrapped = await answerOf(() => wrap(bindToPlace(key, aad), placeDigest(aad)), false);
      // A callback that forgot to encrypt must not put keys into a file.
      if (!(wrapped instanceof Uint8Array) || wrapped.length < key.length || holds(wrapped, key)) throw badAnswer();
      return wrapped;
    },
    async unwrap(wrapped: Uint8Array, aad: Uint8Array) {
      const bound = await answerOf(() => unwrap(wrapped.slice(), placeDigest(aad)), true);
      if (bound === undefined) throw cannotUnwrap();
      if (!(bound instanceof Uint8Array)) throw badAnswer();
      const key = takeFromPlace(bound, aad);
      if (key === undefined) throw cannotUnwrap();
      return key;
    },
  });
}

async function answerOf<T>(call: () => Promise<T> | T, hasCause: boolean): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    throw new PrivacyError('ERR_KEY_PROVIDER', 'the key service failed', hasCause ? { cause: error } : {});
  }
}

/** A service answered without an error, but not with bytes. @internal */
export const badAnswer = (): PrivacyError =>
  new PrivacyError('ERR_KEY_PROVIDER', 'the key service did not answer with what it should');

/** Whether `part` stands in `whole` as it is. */
function holds(whole: Uint8Array, part: Uint8Array): boolean {
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (part.every((byte, i) => whole[at + i] === byte)) return true;
  }
  return false;
}
