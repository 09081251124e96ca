import { createCipheriv, createDecipheriv } from 'node:crypto';
import { sha2 } from '../crypto/sha2.ts';
import { type Engine, type Suite, type SuiteId, tagBytes } from '../crypto/suite.ts';

// Both ciphers take the same calls, but Node's types have an overload for each name.
type CipherName = 'chacha20-poly1305';

const bytesOf = ({ buffer, byteOffset, length }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, length);

// The types ask for the length of the plaintext, which only CCM needs to know.
const noLength = { plaintextLength: 0 };

function suiteOf(id: SuiteId, cipherName: string): Suite {
  const name = cipherName as CipherName;
  const options = { authTagLength: tagBytes };
  return Object.freeze({
    id,
    ...sha2,
    seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) {
      const cipher = createCipheriv(name, key, nonce, options);
      cipher.setAAD(aad, noLength);
      const sealed = new Uint8Array(plaintext.length + tagBytes);
      sealed.set(cipher.update(plaintext));
      cipher.final();
      sealed.set(cipher.getAuthTag(), plaintext.length);
      return sealed;
    },
    sealInPlace(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, buffer: Uint8Array, start: number, end: number) {
      const cipher = createCipheriv(name, key, nonce, options);
      cipher.setAAD(aad, noLength);
      buffer.set(cipher.update(buffer.subarray(start, end - tagBytes)), start);
      cipher.final();
      buffer.set(cipher.getAuthTag(), end - tagBytes);
    },
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
      const end = sealed.length - tagBytes;
      // OpenSSL would take a shorter tag of AES-GCM.
      if (end < 0) return undefined;
      const decipher = createDecipheriv(name, key, nonce, options);
      decipher.setAAD(aad, noLength);
      decipher.setAuthTag(sealed.subarray(end));
      const plaintext = decipher.update(sealed.subarray(0, end));
      try {
        decipher.final();
      } catch {
        return undefined;
      }
      return bytesOf(plaintext);
    },
  });
}

const suites: ReadonlyMap<number, Suite> = new Map([
  [1, suiteOf(1, 'aes-256-gcm')],
  [2, suiteOf(2, 'chacha20-poly1305')],
]);

/**
 * Node's OpenSSL: the cipher in native code, AES in constant time; the hash is that of @noble, which costs less for a few blocks.
 *
 * Needs `node:crypto`. Where a runtime's copy of it lacks a cipher, the known-answer test refuses the suite (`ERR_ENGINE`).
 *
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1', suite: 1 });
 * const cipher = createFieldCipher({ keyring, engine: nodeEngine });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * cipher.decrypt(cipher.encrypt('13812345678', place), place); // '13812345678'
 */
export const nodeEngine: Engine = Object.freeze({ name: 'node', suite: (id: number) => suites.get(id) });
