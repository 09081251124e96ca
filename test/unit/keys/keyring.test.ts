import { describe, expect, it } from 'vitest';
import { generateKeyring, type Keyring, type KeyringOptions, type KeyStatus } from 'waybill-privacy';
import { createFieldCipher } from 'waybill-privacy/field';
import { keysWithSecrets } from '../../../src/keys/keyring.ts';
import { keyA, knownKeyring } from '../../support/keyrings.ts';
import { codeOf, decryptFailure, faceOf, thrownBy } from '../../support/thrown.ts';

const place = { recordId: 'order-1', field: 'recipient.name' };
const encrypt = (keyring: Keyring): string => createFieldCipher({ keyring }).encrypt('张三', place);
const decrypt = (keyring: Keyring, token: string): string => createFieldCipher({ keyring }).decrypt(token, place);
const statuses = (keyring: Keyring): KeyStatus[] => keyring.keys.map(({ status }) => status);
const keyIdIn = (token: string): string => Buffer.from(token.slice(5), 'base64url').toString('hex', 1, 5);

describe('generateKeyring', () => {
  it('makes one enabled key of 32 bytes with a fresh id', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    expect(keyring.tenant).toBe('shop-1');
    expect(keyring.suite).toBe(2);
    expect(keyring.keys).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}$/u),
        purpose: 'data',
        status: 'enabled',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
      },
    ]);
    expect(keysWithSecrets(keyring)[0]?.secret).toHaveLength(32);
  });

  it('never makes the same key twice', () => {
    const rings = Array.from({ length: 50 }, () => generateKeyring({ tenant: 'shop-1' }));
    const secrets = rings.map((keyring) => Buffer.from(keysWithSecrets(keyring)[0]!.secret).toString('hex'));
    expect(new Set(secrets).size).toBe(50);
    expect(new Set(rings.map(({ keys }) => keys[0]!.id)).size).toBe(50);
  });

  it.each([
    ['nothing', undefined, TypeError],
    ['no tenant', {}, TypeError],
    ['a tenant that is no string', { tenant: 7 }, TypeError],
    ['an empty tenant', { tenant: '' }, RangeError],
    ['a tenant of 256 characters', { tenant: 'x'.repeat(256) }, RangeError],
    ['an unknown option', { tenant: 'shop-1', sute: 2 }, TypeError],
  ])('refuses %s', (_, options, type) => {
    expect(thrownBy(() => generateKeyring(options as unknown as KeyringOptions))).toBeInstanceOf(type);
  });

  it('refuses suites that it does not have', () => {
    for (const suite of [0, 4, 255, '2']) {
      const options = { tenant: 'shop-1', suite } as unknown as KeyringOptions;
      expect(codeOf(() => generateKeyring(options))).toBe('ERR_UNSUPPORTED_SUITE');
    }
  });
});

describe('the life of a key', () => {
  it('pending, enabled, decrypt-only, destroyed', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const [first] = keyring.keys;
    const second = keyring.add();
    expect(second.status).toBe('pending');
    expect(statuses(keyring)).toEqual(['enabled', 'pending']);
    expect(keyIdIn(encrypt(keyring))).toBe(first!.id);

    keyring.promote(second.id);
    expect(statuses(keyring)).toEqual(['decrypt-only', 'enabled']);
    expect(keyIdIn(encrypt(keyring))).toBe(second.id);

    keyring.destroy(first!.id);
    expect(statuses(keyring)).toEqual(['destroyed', 'enabled']);
    expect(keyring.keys.map(({ id }) => id)).toEqual([first!.id, second.id]);
  });

  it('what is promoted again stays the only enabled key', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const [first] = keyring.keys;
    const second = keyring.add();
    keyring.promote(second.id);
    keyring.promote(second.id);
    expect(statuses(keyring)).toEqual(['decrypt-only', 'enabled']);
    keyring.promote(first!.id);
    expect(statuses(keyring)).toEqual(['enabled', 'decrypt-only']);
  });

  it('a decrypt-only key reads, and a reader may hold a key that is still pending for it', async () => {
    const token = encrypt(await knownKeyring({ tenant: 'shop-1', keys: [keyA] }));
    for (const status of ['enabled', 'pending', 'decrypt-only'] as const) {
      const reader = await knownKeyring({ tenant: 'shop-1', keys: [{ ...keyA, status }] });
      expect(decrypt(reader, token), status).toBe('张三');
    }
  });

  it.each(['pending', 'decrypt-only', 'destroyed'] as const)('a %s key does not write', async (status) => {
    const keyring = await knownKeyring({ tenant: 'shop-1', keys: [{ ...keyA, status }] });
    expect(codeOf(() => encrypt(keyring))).toBe('ERR_KEY_DISABLED');
  });

  it('a keyring without keys does not write', async () => {
    const keyring = await knownKeyring({ tenant: 'shop-1', keys: [] });
    expect(codeOf(() => encrypt(keyring))).toBe('ERR_KEY_DISABLED');
  });

  it('a destroyed key does not read, and says what a wrong key says', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const token = encrypt(keyring);
    expect(decrypt(keyring, token)).toBe('张三');
    keyring.destroy(keyring.keys[0]!.id);
    expect(faceOf(thrownBy(() => decrypt(keyring, token)))).toEqual({ name: 'PrivacyError', ...decryptFailure });
  });

  it('a destroyed key is wiped and does not come back', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const { id, secret } = keysWithSecrets(keyring)[0]!;
    keyring.destroy(id);
    keyring.destroy(id);
    expect(secret).toEqual(new Uint8Array(32));
    expect(codeOf(() => keyring.promote(id))).toBe('ERR_KEY_DISABLED');
    expect(codeOf(() => encrypt(keyring))).toBe('ERR_KEY_DISABLED');
  });

  it('promote of a destroyed key leaves the enabled one as it is', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const lost = keyring.add();
    keyring.destroy(lost.id);
    expect(codeOf(() => keyring.promote(lost.id))).toBe('ERR_KEY_DISABLED');
    expect(statuses(keyring)).toEqual(['enabled', 'destroyed']);
  });

  it.each(['', 'ffffffff', 'toString', '__proto__'])('does not know the key %j', (id) => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    if (keyring.keys[0]!.id === id) return;
    expect(codeOf(() => keyring.promote(id))).toBe('ERR_KEY_NOT_FOUND');
    expect(codeOf(() => keyring.destroy(id))).toBe('ERR_KEY_NOT_FOUND');
  });

  it('what it tells of its keys is a copy', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    (keyring.keys[0] as { status: KeyStatus }).status = 'destroyed';
    (keyring.keys as unknown[]).length = 0;
    expect(statuses(keyring)).toEqual(['enabled']);
  });
});
