// All engines that can be tried here. The packages of libsodium are optional: where they are not installed, objects of the
// same shape over OpenSSL stand in for them, so that the adapters themselves are always tested.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import * as smCrypto from 'sm-crypto-v2';
import { fastEngine } from 'waybill-privacy/engine-fast';
import {
  type Engine,
  nobleEngine,
  type SodiumNative,
  type SodiumWrappers,
  type SuiteId,
  sodiumEngine,
} from 'waybill-privacy/field';
import { nodeEngine, nodeSmEngine } from 'waybill-privacy/node';
import { smEngine } from 'waybill-privacy/sm';

const tagBytes = 16;

function seal(message: Uint8Array, aad: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad, { plaintextLength: message.length });
  return Uint8Array.from(Buffer.concat([cipher.update(message), cipher.final(), cipher.getAuthTag()]));
}

function open(sealed: Uint8Array, aad: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aad, { plaintextLength: end });
  decipher.setAuthTag(sealed.subarray(end));
  return Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]));
}

/** The shape of `libsodium-wrappers`. */
export const wrappersLike: SodiumWrappers = {
  ready: Promise.resolve(),
  crypto_aead_chacha20poly1305_ietf_encrypt: (message, aad, _, nonce, key) => seal(message, aad, nonce, key),
  crypto_aead_chacha20poly1305_ietf_decrypt: (_, sealed, aad, nonce, key) => open(sealed, aad, nonce, key),
};

/** The shape of `sodium-native`. */
export const nativeLike: SodiumNative = {
  crypto_aead_chacha20poly1305_ietf_encrypt(sealed, message, aad, _, nonce, key) {
    sealed.set(seal(message, aad, nonce, key));
    return sealed.length;
  },
  crypto_aead_chacha20poly1305_ietf_decrypt(message, _, sealed, aad, nonce, key) {
    message.set(open(sealed, aad, nonce, key));
    return message.length;
  },
  crypto_hash_sha256(hash, data) {
    hash.set(createHash('sha256').update(data).digest());
  },
};

const require = createRequire(import.meta.url);

/** An optional package, or `undefined` where it is not installed. */
async function installed<T>(name: string): Promise<T | undefined> {
  let found: T & { readonly ready?: Promise<void> };
  try {
    found = require(name) as typeof found;
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
  await found.ready;
  return found;
}

export const wrappers: SodiumWrappers | undefined = await installed('libsodium-wrappers');
export const native: SodiumNative | undefined = await installed('sodium-native');

/** Engines by name; those with "-like" run without the package. */
export const engines: readonly (readonly [name: string, engine: Engine])[] = [
  ['noble', nobleEngine],
  ['node', nodeEngine],
  ['fast', fastEngine],
  ['libsodium-wrappers-like', sodiumEngine(wrappersLike)],
  ['sodium-native-like', sodiumEngine(nativeLike)],
  ['sm-crypto', smEngine(smCrypto)],
  ['node-sm', nodeSmEngine],
  ...(wrappers === undefined ? [] : [['libsodium-wrappers', sodiumEngine(wrappers)] as const]),
  ...(native === undefined ? [] : [['sodium-native', sodiumEngine(native)] as const]),
];

export const suiteIds = [1, 2, 3] as const satisfies readonly SuiteId[];

/** All engines that have a suite, the reference of the suite first. */
export const enginesOf = (suite: SuiteId): Engine[] =>
  engines.map(([, engine]) => engine).filter((engine) => engine.suite(suite) !== undefined);
