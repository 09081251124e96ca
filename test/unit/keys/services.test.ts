// The adapters of key services against the shapes that the services document. None of them ran against the real thing.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aliyunKmsProvider, awsKmsProvider, vaultTransitProvider } from 'waybill-privacy/node';
import { aliyunClient, awsClient, vaultClient } from '../../support/keyServices.ts';
import { faceOf, rejectionCodeOf, rejectionOf, thrownBy } from '../../support/thrown.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const aad = Uint8Array.of(1, 2, 3);
const digest = createHash('sha256').update(aad).digest();
const bound = Buffer.concat([digest, key]);
const base64 = bound.toString('base64');
const context = { 'waybill-privacy': digest.toString('base64') };

describe('requests and answers', () => {
  it('AWS KMS: Encrypt and Decrypt with key id and encryption context', async () => {
    const calls: unknown[] = [];
    const provider = awsKmsProvider({ client: awsClient(calls), keyId: 'alias/keyring' });
    const wrapped = await provider.wrap(key, aad);
    await provider.unwrap(wrapped, aad);
    expect(calls).toEqual([
      ['encrypt', { KeyId: 'alias/keyring', Plaintext: Uint8Array.from(bound), EncryptionContext: context }],
      ['decrypt', { KeyId: 'alias/keyring', CiphertextBlob: wrapped, EncryptionContext: context }],
    ]);
  });

  it('Alibaba Cloud KMS: Encrypt and Decrypt by POST, base64 and JSON', async () => {
    const calls: unknown[] = [];
    const provider = aliyunKmsProvider({ client: aliyunClient('key-1', calls), keyId: 'key-1' });
    const wrapped = await provider.wrap(key, aad);
    await provider.unwrap(wrapped, aad);
    const EncryptionContext = JSON.stringify(context);
    const blob = Buffer.from(wrapped).toString('utf8');
    expect(calls).toEqual([
      ['Encrypt', { KeyId: 'key-1', Plaintext: base64, EncryptionContext }, { method: 'POST' }],
      ['Decrypt', { CiphertextBlob: blob, EncryptionContext }, { method: 'POST' }],
    ]);
  });

  it('Vault transit: encrypt and decrypt with associated data', async () => {
    const calls: unknown[] = [];
    const provider = vaultTransitProvider({ client: vaultClient(calls), key: 'keyring', mount: 'team/transit' });
    // The stand-in takes the second part of the path for the action.
    const plain = vaultTransitProvider({ client: vaultClient(calls), key: 'keyring' });
    const wrapped = await plain.wrap(key, aad);
    await plain.unwrap(wrapped, aad);
    await rejectionOf(provider.unwrap(wrapped, aad));
    const ciphertext = Buffer.from(wrapped).toString('utf8');
    expect(ciphertext).toMatch(/^vault:v1:/u);
    const associated_data = digest.toString('base64');
    expect(calls).toEqual([
      ['transit/encrypt/keyring', { plaintext: base64, associated_data }],
      ['transit/decrypt/keyring', { ciphertext, associated_data }],
      ['team/transit/decrypt/keyring', { ciphertext, associated_data }],
    ]);
  });
});

describe('failures', () => {
  const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException', code: 'Forbidden.NoPermission' });
  const forbidden = Object.assign(new Error('Status 403'), { response: { statusCode: 403, body: { errors: [] } } });
  const fail = (error: unknown) => () => Promise.reject(error);

  it.each([
    ['AWS KMS', awsKmsProvider({ client: { encrypt: fail(denied), decrypt: fail(denied) }, keyId: 'k' }), denied],
    ['Alibaba Cloud KMS', aliyunKmsProvider({ client: { request: fail(denied) }, keyId: 'k' }), denied],
    ['Vault', vaultTransitProvider({ client: { write: fail(forbidden) }, key: 'k' }), forbidden],
    ['a client that throws text', vaultTransitProvider({ client: { write: fail('text') }, key: 'k' }), 'text'],
    ['a client that throws null', awsKmsProvider({ client: { encrypt: fail(0), decrypt: fail(0) }, keyId: 'k' }), 0],
  ])('%s: not allowed is no wrong key', async (_, provider, error) => {
    const unwrapError = await rejectionOf(provider.unwrap(Uint8Array.of(1), aad));
    expect(faceOf(unwrapError)).toMatchObject({ code: 'ERR_KEY_PROVIDER', cause: error });
    expect(await rejectionCodeOf(provider.wrap(key, aad))).toBe('ERR_KEY_PROVIDER');
  });

  it('AWS KMS: a ciphertext of another key does not open', async () => {
    const incorrect = Object.assign(new Error('as the service says it'), { name: 'IncorrectKeyException' });
    const provider = awsKmsProvider({ client: { ...awsClient(), decrypt: fail(incorrect) }, keyId: 'k' });
    expect(await rejectionCodeOf(provider.unwrap(Uint8Array.of(1), aad))).toBe('ERR_KEY_UNWRAP');
  });

  it.each([
    ['AWS KMS', awsKmsProvider({ client: { encrypt: async () => ({}), decrypt: async () => ({}) }, keyId: 'k' })],
    ['Alibaba Cloud KMS', aliyunKmsProvider({ client: { request: async () => ({ Plaintext: '?' }) }, keyId: 'k' })],
    ['Vault without data', vaultTransitProvider({ client: { write: async () => ({}) }, key: 'k' })],
    ['Vault', vaultTransitProvider({ client: { write: async () => ({ data: { plaintext: 'AA' } }) }, key: 'k' })],
  ])('%s: an answer without what it should hold is refused', async (_, provider) => {
    expect(await rejectionCodeOf(provider.wrap(key, aad))).toBe('ERR_KEY_PROVIDER');
    expect(await rejectionCodeOf(provider.unwrap(Uint8Array.of(1), aad))).toBe('ERR_KEY_PROVIDER');
  });

  it('a wrapped key that is no text is none of Vault or Alibaba Cloud', async () => {
    const bytes = Uint8Array.of(0xff, 0xfe);
    const vault = vaultTransitProvider({ client: vaultClient(), key: 'k' });
    const aliyun = aliyunKmsProvider({ client: aliyunClient('k'), keyId: 'k' });
    for (const provider of [vault, aliyun]) {
      expect(await rejectionCodeOf(provider.unwrap(bytes, aad))).toBe('ERR_KEY_UNWRAP');
    }
  });
});

describe('options', () => {
  const client = { ...awsClient(), ...aliyunClient('k'), ...vaultClient() };

  it.each<[string, () => unknown]>([
    ['no options', () => awsKmsProvider(undefined as never)],
    ['no client', () => awsKmsProvider({ keyId: 'k' } as never)],
    ['no key id', () => aliyunKmsProvider({ client } as never)],
    ['an empty key id', () => awsKmsProvider({ client, keyId: '' })],
    ['an unknown option', () => vaultTransitProvider({ client, key: 'k', keyId: 'k' } as never)],
    ['a key with a path', () => vaultTransitProvider({ client, key: '../sys/seal' })],
    ['a key of dots', () => vaultTransitProvider({ client, key: '..' })],
    ['a key with a query', () => vaultTransitProvider({ client, key: 'k?x=1' })],
    ['a mount with dots', () => vaultTransitProvider({ client, key: 'k', mount: 'transit/..' })],
    ['an empty mount', () => vaultTransitProvider({ client, key: 'k', mount: '' })],
  ])('%s is a mistake of the programmer', (_, call) => {
    const error = thrownBy(call);
    expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
  });
});
