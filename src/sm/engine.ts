import { decodeHex } from '../bytes/buffer.ts';
import { gcmOf } from '../crypto/gcm.ts';
import type { Engine } from '../crypto/suite.ts';
import { smSuiteOf } from './suite.ts';

/** What is used of `sm-crypto-v2` (1.15): the block cipher SM4, SM3 and HMAC-SM3. Its GCM is not used. */
export interface SmCrypto {
  /** SM3 in hexadecimal; HMAC-SM3 with a `key`. */
  sm3(data: Uint8Array, options?: { key: Uint8Array }): string;
  /** The block cipher. */
  readonly sm4: {
    /** Encrypts blocks of 16 bytes, each on its own. */
    encrypt(
      blocks: Uint8Array,
      key: Uint8Array,
      options: { mode: 'ecb'; padding: 'none'; output: 'array' },
    ): Uint8Array;
  };
}

/**
 * An engine for suite 3, SM4-GCM with HMAC-SM3, over the package `sm-crypto-v2`: in browsers and everywhere else.
 *
 * Only the block cipher, SM3 and HMAC-SM3 are taken from the package. Its GCM opens without any check when the tag is left
 * out, so counter mode and the comparison of the tag are done here, and GHASH by `@noble/ciphers`. SM4 there works with
 * tables: its timing depends on the key. On Node prefer `nodeSmEngine` of `waybill-privacy/node`.
 *
 * Suite 3 follows GB/T 32907 (SM4), GB/T 32905 (SM3) and RFC 8998 (SM4-GCM). It is a choice of algorithms, no certified
 * cryptographic module: it does not replace an assessment (密评).
 *
 * @param smCrypto - The module `sm-crypto-v2`, or its `sm3` and `sm4`. It is no dependency of this library: install it.
 * @throws {TypeError} for anything else.
 * @example
 * const engine = smEngine(await import('sm-crypto-v2'));
 * const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1', suite: 3 }), engine });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * cipher.decrypt(cipher.encrypt('13812345678', place), place); // '13812345678'
 */
export function smEngine(smCrypto: SmCrypto): Engine {
  const { sm3, sm4 } = (smCrypto ?? {}) as Partial<SmCrypto>;
  if (typeof sm3 !== 'function' || typeof sm4?.encrypt !== 'function') {
    throw new TypeError('"smCrypto" expected the module sm-crypto-v2');
  }
  const options = { mode: 'ecb', padding: 'none', output: 'array' } as const;
  const suite = smSuiteOf({
    // ECB is what the bare block cipher is called there; gcmOf makes GCM of it.
    aead: gcmOf((key, blocks) => sm4.encrypt(blocks, key, options)),
    // Its types promise hexadecimal, and the known-answer test sees to it.
    hash: (data) => decodeHex(sm3(data)) as Uint8Array,
    mac: (key, data) => decodeHex(sm3(data, { key })) as Uint8Array,
  });
  return Object.freeze({ name: 'sm-crypto', suite: (id: number) => (id === suite.id ? suite : undefined) });
}
