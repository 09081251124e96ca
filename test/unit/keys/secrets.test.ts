// A keyring and what is made from it may be logged, sent and cloned by mistake: nowhere do key bytes or passphrases show.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  exportKeyring,
  type Keyring,
  passphraseProvider,
} from 'waybill-privacy';
import { keyA, knownKeyring, plainProvider, shop } from '../../support/keyrings.ts';
import { rejectionOf, shownBy, thrownBy } from '../../support/thrown.ts';

const passphrase = 'correct horse battery';
const secret = Buffer.from(keyA.secret, 'hex');

/** Every spelling in which a dump could show the key. */
const spellings = [
  keyA.secret,
  keyA.secret.toUpperCase(),
  secret.toString('base64').replace('=', ''),
  secret.toString('base64url'),
  [...secret].join(','),
  [...secret].join(', '),
  [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
  passphrase,
];

function expectNoSecret(text: string): void {
  const bare = text.replaceAll(/\s+/gu, ' ');
  for (const spelling of spellings) {
    // The first bytes are enough: dumps cut long arrays.
    expect(bare).not.toContain(spelling.slice(0, 20));
  }
}

const deep = (value: unknown): string =>
  inspect(value, { depth: 10, showHidden: true, getters: true, maxArrayLength: null, showProxy: true });

const dumps: readonly [string, (value: unknown) => string][] = [
  ['JSON.stringify', (value) => JSON.stringify(value) ?? ''],
  ['util.inspect, depth 10, hidden properties and getters', deep],
  ['String', (value) => String(value)],
  ['a template', (value) => `${value}`],
  ['Object.entries', (value) => JSON.stringify(Object.entries(value as object))],
  [
    'own keys of all kinds',
    (value) =>
      Reflect.ownKeys(value as object)
        .map(String)
        .join(),
  ],
  [
    'for in',
    (value) => {
      let text = '';
      for (const key in value as object) text += `${key}=${deep((value as Record<string, unknown>)[key])} `;
      return text;
    },
  ],
];

const makers: readonly [string, (keyring: Keyring) => unknown][] = [
  ['a keyring', (keyring) => keyring],
  ['its JSON', (keyring) => keyring.toJSON()],
  ['its keys', (keyring) => keyring.keys],
  ['a field cipher', (keyring) => createFieldCipher({ keyring })],
  ['a record cipher', (keyring) => createRecordCipher({ keyring })],
  ['a passphrase provider', () => passphraseProvider({ passphrase, log2N: 14 })],
  ['a clone of a keyring', (keyring) => structuredClone(keyring)],
  ['a spread of a keyring', (keyring) => ({ ...keyring })],
];

describe('secrets do not show', () => {
  it('the check itself finds them', () => {
    expect(() => expectNoSecret(deep({ secret: new Uint8Array(secret) }))).toThrow();
    expect(() => expectNoSecret(deep(secret))).toThrow();
    expect(() => expectNoSecret(JSON.stringify({ secret: secret.toString('base64') }))).toThrow();
    expect(() => expectNoSecret(JSON.stringify([...secret]))).toThrow();
  });

  for (const [what, make] of makers) {
    it.each(dumps)(`${what}: %s`, async (_, dump) => {
      expectNoSecret(dump(make(await knownKeyring(shop))));
    });
  }

  it('toJSON and toString of a keyring tell names and states', async () => {
    const keyring = await knownKeyring(shop);
    expect(JSON.parse(JSON.stringify(keyring))).toEqual({ tenant: 'shop-1', suite: 2, keys: keyring.keys });
    expect(String(keyring)).toBe('Keyring(1 keys)');
  });

  it('an exported keyring shows only wrapped keys', async () => {
    expectNoSecret(await exportKeyring(await knownKeyring(shop), passphraseProvider({ passphrase, log2N: 14 })));
  });

  it('errors of keyrings and ciphers', async () => {
    const keyring = await knownKeyring(shop);
    const cipher = createFieldCipher({ keyring });
    const place = { recordId: 'order-1', field: 'recipient.name' };
    keyring.destroy(keyA.id);
    const provider = passphraseProvider({ passphrase, log2N: 14 });
    const errors = [
      thrownBy(() => cipher.encrypt('张三', place)),
      thrownBy(() => cipher.decrypt(`wpf1.${'A'.repeat(120)}`, place)),
      thrownBy(() => keyring.promote(keyA.id)),
      thrownBy(() => passphraseProvider({ passphrase, log2N: 30 })),
      await rejectionOf(provider.unwrap(new Uint8Array(89).fill(14), new Uint8Array(0))),
    ];
    for (const error of errors) expectNoSecret(shownBy(error));
  });

  it('the key that a provider gave is copied: wiping it afterwards changes nothing', async () => {
    const mine = Uint8Array.from(secret);
    const keyring = await knownKeyring(shop);
    const json = await exportKeyring(keyring, plainProvider);
    const { importKeyring } = await import('waybill-privacy');
    const imported = await importKeyring(json, { ...plainProvider, unwrap: async () => mine });
    mine.fill(0);
    const place = { recordId: 'order-1', field: 'recipient.name' };
    const token = createFieldCipher({ keyring }).encrypt('张三', place);
    expect(createFieldCipher({ keyring: imported }).decrypt(token, place)).toBe('张三');
  });

  it('a provider that wipes what it was given to wrap does not wipe the keyring', async () => {
    const keyring = await knownKeyring(shop);
    const place = { recordId: 'order-1', field: 'recipient.name' };
    const token = createFieldCipher({ keyring }).encrypt('张三', place);
    await exportKeyring(keyring, {
      ...plainProvider,
      async wrap(key) {
        const wrapped = key.slice();
        key.fill(0);
        return wrapped;
      },
    });
    expect(createFieldCipher({ keyring }).decrypt(token, place)).toBe('张三');
  });
});
