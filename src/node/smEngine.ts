import { createCipheriv, createHash, createHmac, getCiphers, getHashes } from 'node:crypto';
import { createSmEngine } from '../crypto/sm.ts';
import type { Engine } from '../crypto/suite.ts';

const bytesOf = ({ buffer, byteOffset, length }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, length);

const engine = createSmEngine('node-sm', {
  encryptBlocks: (key, blocks) => bytesOf(createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(blocks)),
  sm3: (data) => bytesOf(createHash('sm3').update(data).digest()),
  hmacSm3: (key, data) => bytesOf(createHmac('sm3', key).update(data).digest()),
});

const hasSm = getCiphers().includes('sm4-ecb') && getHashes().includes('sm3');

/**
 * Suite 3 (SM4-GCM, HMAC-SM3) over Node's OpenSSL, with the GHASH of @noble: Node before 26 has SM4 but not SM4-GCM.
 *
 * Some builds of OpenSSL have no SM ciphers, BoringSSL (Electron, Bun) has none: then the engine has no suite
 * (`ERR_UNSUPPORTED_SUITE`).
 *
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
 * const cipher = createFieldCipher({ keyring, engine: nodeSmEngine });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * cipher.decrypt(cipher.encrypt('13812345678', place), place); // '13812345678'
 */
export const nodeSmEngine: Engine = hasSm ? engine : Object.freeze({ name: 'node-sm', suite: () => undefined });
