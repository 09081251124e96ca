import { beforeAll, describe, expect, it } from 'vitest';
import { exportKeyring, generateKeyring, importKeyring, type KeyProvider, type Keyring } from 'waybill-privacy';
import { isPrivacyError } from 'waybill-privacy/errors';
import { unwrapKey, wrapKey } from '../../../src/crypto/keyWrap.ts';
import { PrivacyError } from '../../../src/errors.ts';
import { keysWithSecrets } from '../../../src/keys/keyring.ts';
import { plainProvider } from '../../support/keyrings.ts';
import { rejectionCodeOf, rejectionOf } from '../../support/thrown.ts';

/** As the passphrase provider without its slow part: a fixed key and nonce, the associated data bound. */
const kek = new Uint8Array(32).fill(7);
const nonce = new Uint8Array(24);
const fastProvider: KeyProvider = {
  name: 'fast',
  wrap: async (key, aad) => wrapKey(kek, nonce, aad, key),
  async unwrap(wrapped, aad) {
    const key = unwrapKey(kek, nonce, aad, wrapped);
    if (key === undefined) throw new PrivacyError('ERR_KEY_UNWRAP', 'no');
    return key;
  },
};

interface File {
  [name: string]: unknown;
  keys: Record<string, unknown>[];
}

let keyring: Keyring;
let json: string;

beforeAll(async () => {
  keyring = generateKeyring({ tenant: 'shop-1' });
  keyring.add();
  keyring.promote(keyring.add().id);
  keyring.add();
  keyring.destroy(keyring.keys[3]!.id);
  json = await exportKeyring(keyring, fastProvider);
});

const edited = (edit: (file: File) => void): string => {
  const file = JSON.parse(json) as File;
  edit(file);
  return JSON.stringify(file);
};

const imported = (text: string): Promise<Keyring> => importKeyring(text, fastProvider);

describe('exportKeyring and importKeyring', () => {
  it('carry every key with its bytes, id, status and date', async () => {
    const copy = await imported(json);
    expect(copy.toJSON()).toEqual(keyring.toJSON());
    expect(keysWithSecrets(copy)).toEqual(keysWithSecrets(keyring));
    expect(copy.keys.map(({ status }) => status)).toEqual(['decrypt-only', 'pending', 'enabled', 'destroyed']);
  });

  it('write JSON that can be read, without bytes of destroyed keys', () => {
    const file = JSON.parse(json) as File;
    expect(Object.keys(file)).toEqual(['format', 'version', 'tenant', 'suite', 'provider', 'keys']);
    expect(file.keys.map((key) => 'wrapped' in key)).toEqual([true, true, true, false]);
  });

  it('read a file that was formatted anew', async () => {
    const copy = await imported(JSON.stringify(JSON.parse(json), null, '\t'));
    expect(copy.toJSON()).toEqual(keyring.toJSON());
  });
});

describe('a changed keyring file', () => {
  it.each<[string, (file: File) => void, string]>([
    ['the format', (file) => (file['format'] = 'other'), 'ERR_MALFORMED_KEYRING'],
    ['the version', (file) => (file['version'] = 2), 'ERR_MALFORMED_KEYRING'],
    ['the version as text', (file) => (file['version'] = '1'), 'ERR_MALFORMED_KEYRING'],
    ['the tenant', (file) => (file['tenant'] = 'shop-2'), 'ERR_KEY_UNWRAP'],
    ['no tenant', (file) => delete file['tenant'], 'ERR_MALFORMED_KEYRING'],
    ['an empty tenant', (file) => (file['tenant'] = ''), 'ERR_MALFORMED_KEYRING'],
    ['a long tenant', (file) => (file['tenant'] = 'x'.repeat(256)), 'ERR_MALFORMED_KEYRING'],
    ['a tenant that is no text', (file) => (file['tenant'] = 1), 'ERR_MALFORMED_KEYRING'],
    ['a tenant with a lone surrogate', (file) => (file['tenant'] = '\ud800'), 'ERR_UNICODE'],
    ['the suite, to another one', (file) => (file['suite'] = 1), 'ERR_KEY_UNWRAP'],
    ['the suite, to an unknown one', (file) => (file['suite'] = 9), 'ERR_UNSUPPORTED_SUITE'],
    ['the suite as text', (file) => (file['suite'] = '2'), 'ERR_UNSUPPORTED_SUITE'],
    ['the provider', (file) => (file['provider'] = 'scrypt'), 'ERR_MALFORMED_KEYRING'],
    ['no provider', (file) => delete file['provider'], 'ERR_MALFORMED_KEYRING'],
    ['keys that are no list', (file) => (file.keys = {} as never), 'ERR_MALFORMED_KEYRING'],
    ['a key that is null', (file) => file.keys.push(null as never), 'ERR_MALFORMED_KEYRING'],
    ['an id', (file) => (file.keys[0]!['id'] = '00000000'), 'ERR_KEY_UNWRAP'],
    ['an id in upper case', (file) => (file.keys[0]!['id'] = 'ABCDEF01'), 'ERR_MALFORMED_KEYRING'],
    ['a short id', (file) => (file.keys[0]!['id'] = 'abcdef'), 'ERR_MALFORMED_KEYRING'],
    ['a key twice', (file) => file.keys.push(file.keys[0]!), 'ERR_MALFORMED_KEYRING'],
    ['two enabled keys', (file) => (file.keys[0]!['status'] = 'enabled'), 'ERR_MALFORMED_KEYRING'],
    [
      'a status: pending is enabled',
      (file) => {
        file.keys.splice(2, 1);
        file.keys[1]!['status'] = 'enabled';
      },
      'ERR_KEY_UNWRAP',
    ],
    ['a status: enabled is decrypt-only', (file) => (file.keys[2]!['status'] = 'decrypt-only'), 'ERR_KEY_UNWRAP'],
    ['a status: a key is destroyed', (file) => (file.keys[0]!['status'] = 'destroyed'), 'ERR_MALFORMED_KEYRING'],
    ['a status: a destroyed key is back', (file) => (file.keys[3]!['status'] = 'pending'), 'ERR_MALFORMED_KEYRING'],
    ['an unknown status', (file) => (file.keys[0]!['status'] = 'active'), 'ERR_MALFORMED_KEYRING'],
    ['a status of Object.prototype', (file) => (file.keys[0]!['status'] = 'toString'), 'ERR_MALFORMED_KEYRING'],
    ['the purpose', (file) => (file.keys[0]!['purpose'] = 'index'), 'ERR_KEY_UNWRAP'],
    ['an unknown purpose', (file) => (file.keys[0]!['purpose'] = 'toString'), 'ERR_MALFORMED_KEYRING'],
    ['a date', (file) => (file.keys[0]!['createdAt'] = '2020-01-01T00:00:00.000Z'), 'ERR_KEY_UNWRAP'],
    ['no date', (file) => delete file.keys[0]!['createdAt'], 'ERR_MALFORMED_KEYRING'],
    [
      'swapped wrapped keys',
      (file) => {
        const [a, b] = file.keys;
        [a!['wrapped'], b!['wrapped']] = [b!['wrapped'], a!['wrapped']];
      },
      'ERR_KEY_UNWRAP',
    ],
    ['no wrapped key', (file) => delete file.keys[0]!['wrapped'], 'ERR_MALFORMED_KEYRING'],
    ['a wrapped key that is no text', (file) => (file.keys[0]!['wrapped'] = 1), 'ERR_MALFORMED_KEYRING'],
    ['an empty wrapped key', (file) => (file.keys[0]!['wrapped'] = ''), 'ERR_KEY_UNWRAP'],
    ['a wrapped key with padding', (file) => (file.keys[0]!['wrapped'] += '='), 'ERR_MALFORMED_KEYRING'],
    [
      'a cut wrapped key',
      (file) => (file.keys[0]!['wrapped'] = `${file.keys[0]!['wrapped']}`.slice(4)),
      'ERR_KEY_UNWRAP',
    ],
  ])('%s is refused', async (_, edit, code) => {
    expect(await rejectionCodeOf(imported(edited(edit)))).toBe(code);
  });

  it('every bit of every character is refused, where it changes what JSON says of a live key', async () => {
    const live = edited((file) => file.keys.pop());
    const original = JSON.stringify(JSON.parse(live));
    const accepted: string[] = [];
    for (let i = 0; i < live.length; i++) {
      for (let bit = 0; bit < 7; bit++) {
        const text = live.slice(0, i) + String.fromCharCode(live.charCodeAt(i) ^ (1 << bit)) + live.slice(i + 1);
        const error = await rejectionOf(imported(text)).catch(() => undefined);
        if (error === undefined) accepted.push(text);
        else if (!isPrivacyError(error)) throw error;
      }
    }
    expect(accepted.filter((text) => JSON.stringify(JSON.parse(text)) !== original)).toEqual([]);
    expect(accepted.length).toBeLessThan(live.length / 100);
  });

  it.each(['', '{', 'null', '1', '"text"', '[]', '{}', '[{"format":"waybill-privacy-keyring"}]'])(
    '%j is no keyring',
    async (text) => {
      expect(await rejectionCodeOf(imported(text))).toBe('ERR_MALFORMED_KEYRING');
    },
  );

  it('a mistake in the call is a TypeError', async () => {
    expect(await rejectionOf(importKeyring(undefined as unknown as string, fastProvider))).toBeInstanceOf(TypeError);
  });

  it('errors do not repeat the file', async () => {
    const error = (await rejectionOf(imported('{ "name": "13800138000" '))) as Error;
    expect(`${error.stack}${error.message}`).not.toContain('13800138000');
    expect('cause' in error).toBe(false);
  });
});

describe('a provider', () => {
  it('that gives a key of another length is refused', async () => {
    for (const length of [0, 31, 33]) {
      const provider: KeyProvider = { ...fastProvider, unwrap: async () => new Uint8Array(length) };
      expect(await rejectionCodeOf(importKeyring(json, provider))).toBe('ERR_MALFORMED_KEYRING');
    }
  });

  it('that fails is heard, with its own error', async () => {
    const failure = new Error('the service does not answer');
    const provider: KeyProvider = { ...fastProvider, unwrap: () => Promise.reject(failure) };
    expect(await rejectionOf(importKeyring(json, provider))).toBe(failure);
    const writer: KeyProvider = { ...fastProvider, wrap: () => Promise.reject(failure) };
    expect(await rejectionOf(exportKeyring(keyring, writer))).toBe(failure);
  });

  it('of another kind is refused before it is asked', async () => {
    expect(await rejectionCodeOf(importKeyring(json, plainProvider))).toBe('ERR_MALFORMED_KEYRING');
  });

  it('is never asked for a destroyed key', async () => {
    const asked: string[] = [];
    const provider: KeyProvider = {
      ...fastProvider,
      unwrap(wrapped, aad) {
        asked.push(Buffer.from(aad).toString());
        return fastProvider.unwrap(wrapped, aad);
      },
    };
    await importKeyring(json, provider);
    expect(asked).toHaveLength(3);
    expect(asked.join()).not.toContain(keyring.keys[3]!.id);
  });
});
