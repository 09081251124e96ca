import { createCipheriv, createDecipheriv } from 'node:crypto';
import { callbackProvider, type KeyProvider, passphraseProvider, rawKeyProvider } from 'waybill-privacy';
import { aliyunKmsProvider, awsKmsProvider, environmentKeyProvider, vaultTransitProvider } from 'waybill-privacy/node';
import { type KeyProviderCase, keyProviderContract } from '../../contract/keyProvider.ts';
import { aliyunClient, awsClient, vaultClient } from '../../support/keyServices.ts';

const kek = Buffer.from(Array.from({ length: 32 }, (_, i) => 200 - i));
const otherKek = Buffer.from(kek).reverse();
const kekSpellings = [kek.toString('base64url'), kek.toString('hex'), kek.subarray(0, 8).join(', ')];

/** A service that binds no associated data at all: the contract holds for it too. */
function bareService(secret: Buffer): KeyProvider {
  const nonce = Buffer.alloc(12);
  return callbackProvider({
    name: 'bare',
    wrap(bytes) {
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      return Uint8Array.from(Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
    },
    unwrap(wrapped) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 });
        decipher.setAuthTag(wrapped.subarray(-16));
        return Uint8Array.from(Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()]));
      } catch {
        return undefined;
      }
    },
  });
}

const cases: readonly KeyProviderCase[] = [
  {
    name: 'scrypt',
    make: () => passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 }),
    makeOther: () => passphraseProvider({ passphrase: 'correct horse batterz', log2N: 14 }),
    secrets: ['correct horse battery'],
  },
  {
    name: 'raw',
    make: () => rawKeyProvider({ key: kek }),
    makeOther: () => rawKeyProvider({ key: otherKek }),
    secrets: kekSpellings,
  },
  {
    name: 'raw',
    make: () => environmentKeyProvider('KEY', { KEY: kek.toString('base64url') }),
    makeOther: () => environmentKeyProvider('KEY', { KEY: otherKek.toString('base64url') }),
    secrets: kekSpellings,
  },
  { name: 'bare', make: () => bareService(kek), makeOther: () => bareService(otherKek), secrets: kekSpellings },
  {
    name: 'aws-kms',
    make: () => awsKmsProvider({ client: awsClient(), keyId: 'alias/keyring' }),
    makeOther: () => awsKmsProvider({ client: awsClient(), keyId: 'alias/other' }),
    secrets: [],
  },
  {
    name: 'aliyun-kms',
    make: () => aliyunKmsProvider({ client: aliyunClient('key-1'), keyId: 'key-1' }),
    makeOther: () => aliyunKmsProvider({ client: aliyunClient('key-2'), keyId: 'key-2' }),
    secrets: [],
  },
  {
    name: 'vault-transit',
    make: () => vaultTransitProvider({ client: vaultClient(), key: 'keyring' }),
    makeOther: () => vaultTransitProvider({ client: vaultClient(), key: 'other' }),
    secrets: [],
  },
];

for (const provider of cases) keyProviderContract(provider);
