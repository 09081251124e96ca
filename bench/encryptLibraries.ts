import { createCipheriv, createDecipheriv, randomBytes, webcrypto } from 'node:crypto';
import { createRequire } from 'node:module';
import { decryptStringSync, encryptStringSync, generateKey, parseKeySync } from '@47ng/cloak';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { SodiumNative, SodiumWrappers } from 'waybill-privacy/field';

/** Another way to encrypt one value, as its documentation shows it. */
export interface Library {
  readonly name: string;
  /** What a token is bound to without the caller's doing. */
  readonly binds: 'nothing' | 'field';
  /** One token of one value; `field` is its position in an order. */
  encrypt(value: string, field: number): string | Promise<string>;
  decrypt(token: string, field: number): string | Promise<string>;
}

/** What is often done instead: one key, a random nonce, bound to nothing. */
export const naive = 'naive node:crypto aes-256-gcm';

/** The fastest of the others. */
export const sodiumNative = 'sodium-native xchacha20, bare';

function naiveNode(): Library {
  const key = randomBytes(32);
  return {
    name: naive,
    binds: 'nothing',
    encrypt(value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    decrypt(token) {
      const bytes = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** The naive way over another AEAD of bytes. */
function bare(
  name: string,
  nonceBytes: number,
  seal: (plaintext: Uint8Array, nonce: Uint8Array) => Uint8Array,
  open: (sealed: Uint8Array, nonce: Uint8Array) => Uint8Array,
): Library {
  return {
    name,
    binds: 'nothing',
    encrypt(value) {
      const nonce = randomBytes(nonceBytes);
      return Buffer.concat([nonce, seal(Buffer.from(value, 'utf8'), nonce)]).toString('base64url');
    },
    decrypt(token) {
      const bytes = Buffer.from(token, 'base64url');
      return Buffer.from(open(bytes.subarray(nonceBytes), bytes.subarray(0, nonceBytes))).toString('utf8');
    },
  };
}

function bareNoble(): Library {
  const key = new Uint8Array(randomBytes(32));
  return bare(
    '@noble/ciphers chacha20poly1305, bare',
    12,
    (plaintext, nonce) => chacha20poly1305(key, nonce).encrypt(plaintext),
    (sealed, nonce) => chacha20poly1305(key, nonce).decrypt(sealed),
  );
}

interface XChaChaWrappers {
  crypto_aead_xchacha20poly1305_ietf_encrypt(
    message: Uint8Array,
    aad: null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
  crypto_aead_xchacha20poly1305_ietf_decrypt(
    secretNonce: null,
    sealed: Uint8Array,
    aad: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
}

function bareWrappers(sodium: XChaChaWrappers): Library {
  const key = new Uint8Array(randomBytes(32));
  return bare(
    'libsodium-wrappers xchacha20, bare',
    24,
    (plaintext, nonce) => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key),
    (sealed, nonce) => sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key),
  );
}

interface XChaChaNative {
  crypto_aead_xchacha20poly1305_ietf_encrypt(
    sealed: Uint8Array,
    message: Uint8Array,
    aad: null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
  crypto_aead_xchacha20poly1305_ietf_decrypt(
    message: Uint8Array,
    secretNonce: null,
    sealed: Uint8Array,
    aad: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
}

function bareNative(sodium: XChaChaNative): Library {
  const key = randomBytes(32);
  return bare(
    sodiumNative,
    24,
    (plaintext, nonce) => {
      const sealed = Buffer.alloc(plaintext.length + 16);
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, plaintext, null, null, nonce, key);
      return sealed;
    },
    (sealed, nonce) => {
      const plaintext = Buffer.alloc(sealed.length - 16);
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(plaintext, null, sealed, null, nonce, key);
      return plaintext;
    },
  );
}

function cloak(): Library {
  const key = parseKeySync(generateKey());
  return {
    name: '@47ng/cloak, sync',
    binds: 'nothing',
    encrypt: (value) => encryptStringSync(value, key),
    decrypt: (token) => decryptStringSync(token, key),
  };
}

function jose(name: string, key: Uint8Array | webcrypto.CryptoKey): Library {
  const header = { alg: 'dir', enc: 'A256GCM' } as const;
  return {
    name,
    binds: 'nothing',
    encrypt: (value) => new CompactEncrypt(Buffer.from(value, 'utf8')).setProtectedHeader(header).encrypt(key),
    decrypt: async (token) => Buffer.from((await compactDecrypt(token, key)).plaintext).toString('utf8'),
  };
}

interface CipherSweetModule {
  readonly CipherSweet: new (provider: unknown, backend: unknown) => unknown;
  readonly StringProvider: new (key: string) => unknown;
  readonly ModernCrypto: new () => unknown;
  readonly EncryptedField: new (
    engine: unknown,
    table: string,
    field: string,
  ) => {
    encryptValue(value: Buffer): Promise<string>;
    decryptValue(token: string): Promise<Buffer>;
  };
}

/** Without blind indexes; as Buffers, because it destroys strings outside Latin-1. Its own declarations are incomplete. */
function cipherSweet(module: CipherSweetModule): Library {
  const provider = new module.StringProvider(randomBytes(32).toString('hex'));
  const engine = new module.CipherSweet(provider, new module.ModernCrypto());
  const fields = ['name', 'phone', 'address'].map((name) => new module.EncryptedField(engine, 'orders', name));
  return {
    name: 'ciphersweet-js, ModernCrypto',
    binds: 'field',
    encrypt: (value, field) => (fields[field] as (typeof fields)[0]).encryptValue(Buffer.from(value, 'utf8')),
    decrypt: async (token, field) =>
      Buffer.from(await (fields[field] as (typeof fields)[0]).decryptValue(token)).toString('utf8'),
  };
}

const require = createRequire(import.meta.url);

/** A package that may be missing for this platform, or `undefined` with a line that says so. */
async function optional<T>(name: string): Promise<T | undefined> {
  try {
    const found = require(name) as T & { readonly ready?: Promise<void> };
    await found.ready;
    return found;
  } catch {
    console.log(`${name}: cannot be loaded, left out`);
    return undefined;
  }
}

/** What the other libraries offer, and the two of them that our engine takes. */
export async function loadLibraries(): Promise<{
  libraries: readonly Library[];
  wrappers: SodiumWrappers | undefined;
  native: SodiumNative | undefined;
}> {
  const wrappers = await optional<SodiumWrappers & XChaChaWrappers>('libsodium-wrappers');
  const native = await optional<SodiumNative & XChaChaNative>('sodium-native');
  const sweet = await optional<CipherSweetModule>('ciphersweet-js');
  const rawKey = new Uint8Array(randomBytes(32));
  const cryptoKey = await webcrypto.subtle.importKey('raw', rawKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const libraries = [
    naiveNode(),
    bareNoble(),
    ...(wrappers === undefined ? [] : [bareWrappers(wrappers)]),
    ...(native === undefined ? [] : [bareNative(native)]),
    cloak(),
    ...(sweet === undefined ? [] : [cipherSweet(sweet)]),
    jose('jose JWE dir A256GCM, raw key', rawKey),
    jose('jose JWE dir A256GCM, CryptoKey', cryptoKey),
  ];
  return { libraries, wrappers, native };
}
