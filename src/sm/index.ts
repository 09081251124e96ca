/**
 * Suite 3, with the Chinese commercial ciphers: SM4-GCM (RFC 8998) and HMAC-SM3.
 *
 * @module
 */
import { decodeHex } from '../bytes/buffer.ts';
import { createSmEngine } from '../crypto/sm.ts';
import type { Engine } from '../crypto/suite.ts';
import { assertObject } from '../errors.ts';

export type { Engine, KeyedMac, Suite, SuiteId } from '../crypto/suite.ts';

/** What is used of `sm-crypto-v2` 1.x, handed in by the caller: `import * as sm from 'sm-crypto-v2'`. */
export interface SmCrypto {
  /** SM3 as hexadecimal; with a key HMAC-SM3. */
  sm3(input: Uint8Array, options?: { key: Uint8Array; mode?: 'hmac' | 'mac' }): string;
  /** The block cipher. */
  readonly sm4: {
    encrypt(input: Uint8Array, key: Uint8Array, options: { mode: 'ecb'; padding: 'none'; output: 'array' }): Uint8Array;
  };
}

/**
 * An engine for suite 3 over `sm-crypto-v2`, in every runtime. On Node, `nodeSmEngine` of `./node` is several times as fast.
 *
 * Of the package only SM4 as a block cipher, SM3 and HMAC-SM3 are used. Its own GCM opens a text whose tag is left out; here GCM is
 * built on the GHASH of @noble, and the tag is compared in constant time before anything is released. SM4 in JavaScript reads
 * tables at places that depend on the key: its timing is not constant.
 *
 * @throws {TypeError} for anything but the package.
 * @example
 * import * as sm from 'sm-crypto-v2';
 * const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
 * const cipher = createFieldCipher({ keyring, engine: smEngine(sm) });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * cipher.decrypt(cipher.encrypt('13812345678', place), place); // '13812345678'
 */
export function smEngine(sm: SmCrypto): Engine {
  assertObject(sm, 'sm');
  const { sm3, sm4 } = sm;
  if (typeof sm3 !== 'function' || typeof sm4?.encrypt !== 'function') {
    throw new TypeError('"sm" expected the package sm-crypto-v2');
  }
  return createSmEngine('sm-crypto-v2', {
    encryptBlocks: (key, blocks) => sm4.encrypt(blocks, key, { mode: 'ecb', padding: 'none', output: 'array' }),
    sm3: (data) => bytesOf(sm3(data)),
    hmacSm3: (key, data) => bytesOf(sm3(data, { key, mode: 'hmac' })),
  });
}

function bytesOf(hex: string): Uint8Array {
  const bytes = decodeHex(hex);
  if (bytes === undefined) throw new Error('SM3 gave no hexadecimal');
  return bytes;
}
