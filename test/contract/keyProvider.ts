// What every key provider must do. Run by test/unit/keys/contract.test.ts for each of them.
import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  exportKeyring,
  generateKeyring,
  importKeyring,
  type KeyProvider,
  rewrapKeyring,
} from 'waybill-privacy';
import { keysWithSecrets } from '../../src/keys/keyring.ts';
import { plainProvider } from '../support/keyrings.ts';
import { faceOf, rejectionCodeOf, rejectionOf, shownBy } from '../support/thrown.ts';

/** A provider under the contract. */
export interface KeyProviderCase {
  /** As it stands in the keyring file. */
  readonly name: string;
  /** A provider; each call gives another object with the same secret or service. */
  readonly make: () => KeyProvider;
  /** The same kind with another secret, or with another key of the service. */
  readonly makeOther: () => KeyProvider;
  /** Texts that no error, log or file may show. */
  readonly secrets: readonly string[];
}

const key = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1);
const aad = Uint8Array.of(1, 2, 3);

/** Spellings in which a dump could show the key. */
const keySpellings = [
  Buffer.from(key).toString('hex').slice(0, 20),
  Buffer.from(key).toString('base64').slice(0, 20),
  key.subarray(0, 8).join(', '),
  key.subarray(0, 8).join(),
];

export function keyProviderContract({ name, make, makeOther, secrets }: KeyProviderCase): void {
  describe(`key provider ${name}`, () => {
    it('names itself and cannot be changed', () => {
      expect(make().name).toBe(name);
      expect(Object.isFrozen(make())).toBe(true);
    });

    it('unwraps what it wrapped, also by another object', async () => {
      const wrapped = await make().wrap(key.slice(), aad.slice());
      expect(Uint8Array.from(await make().unwrap(wrapped, aad))).toEqual(key);
      expect(Buffer.from(wrapped).includes(Buffer.from(key))).toBe(false);
    });

    it('leaves its arguments as they are', async () => {
      const provider = make();
      const [givenKey, givenAad] = [key.slice(), aad.slice()];
      const wrapped = await provider.wrap(givenKey, givenAad);
      const copy = wrapped.slice();
      await provider.unwrap(wrapped, givenAad);
      expect([givenKey, givenAad, wrapped]).toEqual([key, aad, copy]);
    });

    it('wraps many keys at once', async () => {
      const provider = make();
      const keys = Array.from({ length: 8 }, (_, i) => key.map((byte) => (byte + i) % 256));
      const wrapped = await Promise.all(keys.map((one) => provider.wrap(one.slice(), aad)));
      const opened = await Promise.all(wrapped.map((one) => provider.unwrap(one, aad)));
      expect(opened.map((one) => Uint8Array.from(one))).toEqual(keys);
    });

    it.each([[Uint8Array.of()], [Uint8Array.of(1, 2)], [Uint8Array.of(1, 2, 4)], [Uint8Array.of(1, 2, 3, 0)]])(
      'does not unwrap at another place: %s',
      async (other) => {
        const provider = make();
        const wrapped = await provider.wrap(key.slice(), aad);
        expect(await rejectionCodeOf(provider.unwrap(wrapped, other))).toBe('ERR_KEY_UNWRAP');
      },
    );

    it('does not unwrap what is changed, cut or longer, and says the same each time', async () => {
      const provider = make();
      const wrapped = await provider.wrap(key.slice(), aad);
      const changed = [0, wrapped.length >> 1, wrapped.length - 1].map((at) =>
        wrapped.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      );
      const lengths = [wrapped.slice(0, -1), wrapped.slice(0, 10), new Uint8Array(0), Uint8Array.of(...wrapped, 0)];
      for (const bytes of [...changed, ...lengths]) {
        const error = await rejectionOf(provider.unwrap(bytes, aad));
        expect(faceOf(error)).toMatchObject({ code: 'ERR_KEY_UNWRAP' });
        expect(error).not.toHaveProperty('cause');
      }
    });

    it('does not unwrap with another secret', async () => {
      const wrapped = await make().wrap(key.slice(), aad);
      expect(await rejectionCodeOf(makeOther().unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
    });

    it('shows neither its secret nor a key', async () => {
      const provider = make();
      const wrapped = await provider.wrap(key.slice(), aad);
      const shown = [
        shownBy(provider),
        JSON.stringify(provider),
        shownBy(await rejectionOf(provider.unwrap(wrapped.slice(1), aad))),
      ].join('\n');
      for (const text of [...secrets, ...keySpellings]) expect(shown).not.toContain(text);
    });

    it('carries a keyring, and a rewrap from and to it touches no token', async () => {
      const keyring = generateKeyring({ tenant: 'shop-1' });
      keyring.promote(keyring.add().id);
      keyring.add();
      keyring.destroy(keyring.keys[2]?.id ?? '');
      const place = { recordId: 'order-1', field: 'recipient.phone' };
      const token = createFieldCipher({ keyring }).encrypt('13800138000', place);
      const plain = await exportKeyring(keyring, plainProvider);
      const file = await rewrapKeyring(plain, plainProvider, make());
      for (const text of secrets) expect(file).not.toContain(text);
      const copy = await importKeyring(file, make());
      expect(keysWithSecrets(copy)).toEqual(keysWithSecrets(keyring));
      expect(createFieldCipher({ keyring: copy }).decrypt(token, place)).toBe('13800138000');
      expect(await rewrapKeyring(file, make(), plainProvider)).toBe(plain);
      const moved = file.replace('"tenant": "shop-1"', '"tenant": "shop-2"');
      expect(await rejectionCodeOf(importKeyring(moved, make()))).toBe('ERR_KEY_UNWRAP');
    });
  });
}
