import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { type Aead, gcmOf } from '../crypto/gcm.ts';
import { type Engine, type Suite, tagBytes } from '../crypto/suite.ts';
import { smSuiteOf } from '../sm/suite.ts';

// Node's types know AEADs by name, and not this one yet; it takes the calls of AES-GCM.
const nativeName = 'sm4-gcm' as 'aes-128-gcm';

const bytesOf = ({ buffer, byteOffset, length }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, length);

/** OpenSSL's own SM4-GCM, which Node offers from version 26 on. */
export const nativeSm4Gcm: Aead = Object.freeze({
  seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) {
    const cipher = createCipheriv(nativeName, key, nonce, { authTagLength: tagBytes }).setAAD(aad);
    const sealed = new Uint8Array(plaintext.length + tagBytes);
    sealed.set(cipher.update(plaintext));
    cipher.final();
    sealed.set(cipher.getAuthTag(), plaintext.length);
    return sealed;
  },
  open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
    const end = sealed.length - tagBytes;
    if (end < 0) return undefined;
    const decipher = createDecipheriv(nativeName, key, nonce, { authTagLength: tagBytes }).setAAD(aad);
    const plaintext = decipher.setAuthTag(sealed.subarray(end)).update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return bytesOf(plaintext);
  },
});

/** SM4 from OpenSSL block by block, the rest of GCM from this library: for Node 20 to 25. */
export const blockwiseSm4Gcm: Aead = gcmOf((key, blocks) =>
  bytesOf(createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(blocks)),
);

/** What of suite 3 this OpenSSL has, or `undefined` where it was built without SM3 or SM4. */
function findSuite(): Suite | undefined {
  const hash = (data: Uint8Array): Uint8Array => bytesOf(createHash('sm3').update(data).digest());
  const mac = (key: Uint8Array, data: Uint8Array): Uint8Array => bytesOf(createHmac('sm3', key).update(data).digest());
  const [key, nonce, nothing] = [new Uint8Array(16), new Uint8Array(12), new Uint8Array(0)];
  const aead = [nativeSm4Gcm, blockwiseSm4Gcm].find(({ seal }) => succeeds(() => seal(key, nonce, nothing, nothing)));
  return aead !== undefined && succeeds(() => mac(key, nothing)) ? smSuiteOf({ aead, hash, mac }) : undefined;
}

// By trying, because only that counts: a list of names says nothing about a provider that refuses one of them.
function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

let found: { readonly suite: Suite | undefined } | undefined;

function suite3(): Suite | undefined {
  found ??= { suite: findSuite() };
  return found.suite;
}

/**
 * Suite 3, SM4-GCM with HMAC-SM3, on Node's OpenSSL. Where Node offers SM4-GCM itself (from version 26 on) all of it is native;
 * before, OpenSSL encrypts the blocks, and GHASH and the comparison of the tag are in JavaScript.
 *
 * An OpenSSL that was built without SM3 or SM4 (BoringSSL in Electron, Bun, some distributions) has no suite 3
 * (`ERR_UNSUPPORTED_SUITE`): use `smEngine` of `waybill-privacy/sm` there. What that says about the status of suite 3 holds
 * here too.
 *
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
 * const cipher = createFieldCipher({ keyring, engine: nodeSmEngine });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * cipher.decrypt(cipher.encrypt('13812345678', place), place); // '13812345678'
 */
export const nodeSmEngine: Engine = Object.freeze({
  name: 'node-sm',
  suite: (id: number) => (id === 3 ? suite3() : undefined),
});
