// What the PKCS#11 provider must do on a device. Run on a stand-in by test/unit/keys/pkcs11.test.ts and on SoftHSM by
// test/hsm/softhsm.test.ts.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  exportKeyring,
  generateKeyring,
  importKeyring,
  passphraseProvider,
  rewrapKeyring,
} from 'waybill-privacy';
import { generatePkcs11Key, type Pkcs11Module, type Pkcs11Options, pkcs11Provider } from 'waybill-privacy/node';
import { faceOf, rejectionCodeOf, rejectionOf, shownBy } from '../support/thrown.ts';
import { keyProviderContract } from './keyProvider.ts';

/** A device with two empty tokens of the same user PIN. */
export interface Pkcs11Case {
  readonly module: Pkcs11Module;
  readonly tokenLabel: string;
  readonly otherTokenLabel: string;
  readonly pin: string;
}

const key = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1);
const aad = Uint8Array.of(1, 2, 3);
const keyId = Uint8Array.of(0xa1, 0x01);
const wrongPin = 'wrong-pin-74120';

/** CKA_… of what a careless program makes: a key that can be read. */
const readableKey = [
  { type: 0x0, value: 4 },
  { type: 0x100, value: 0x1f },
  { type: 0x161, value: 32 },
  { type: 0x1, value: true },
  { type: 0x2, value: true },
  { type: 0x103, value: false },
  { type: 0x162, value: true },
  { type: 0x104, value: true },
  { type: 0x105, value: true },
];

export function pkcs11Contract({ module, tokenLabel, otherTokenLabel, pin }: Pkcs11Case): void {
  const at: Pkcs11Options = { module, tokenLabel, keyLabel: 'kek', pin };
  const named = (label: string): { type: number; value: Buffer } => ({ type: 0x3, value: Buffer.from(label) });
  const slotOf = (label: string): Uint8Array =>
    module.C_GetSlotList(true).find((slot) => module.C_GetTokenInfo(slot).label.trimEnd() === label) as Uint8Array;
  const openSession = (): Uint8Array => module.C_OpenSession(slotOf(tokenLabel), 6);
  const find = (session: Uint8Array, label: string): readonly Uint8Array[] => {
    module.C_FindObjectsInit(session, [named(label)]);
    const found = module.C_FindObjects(session, 9);
    module.C_FindObjectsFinal(session);
    return found;
  };
  const providerErrorOf = async (promise: Promise<unknown>): Promise<string> => {
    const error = await rejectionOf(promise);
    expect(faceOf(error)).toMatchObject({ code: 'ERR_KEY_PROVIDER' });
    expect(error).not.toHaveProperty('cause');
    for (const secret of [pin, wrongPin]) expect(shownBy(error)).not.toContain(secret);
    return (error as Error).message;
  };

  beforeAll(async () => {
    await generatePkcs11Key({ ...at, keyId });
    await generatePkcs11Key({ ...at, keyLabel: 'other' });
    await generatePkcs11Key({ ...at, tokenLabel: otherTokenLabel });
    const session = openSession();
    module.C_Login(session, 1, pin);
    module.C_GenerateKey(session, { mechanism: 0x1080 }, [...readableKey, named('readable')]);
    // generatePkcs11Key refuses to make the second.
    for (const _ of [1, 2]) {
      const template = readableKey.map(({ type, value }) => ({
        type,
        value: type === 0x103 ? true : type === 0x162 ? false : value,
      }));
      module.C_GenerateKey(session, { mechanism: 0x1080 }, [...template, named('twice')]);
    }
    module.C_CloseSession(session);
  });

  keyProviderContract({
    name: 'pkcs11',
    make: () => pkcs11Provider(at),
    makeOther: () => pkcs11Provider({ ...at, keyLabel: 'other' }),
    secrets: [pin],
  });

  describe('pkcs11Provider', () => {
    it('finds its key by label, by id and by both', async () => {
      const { keyLabel, ...byId } = { ...at, keyId };
      const wrapped = await pkcs11Provider(byId).wrap(key, aad);
      for (const options of [at, byId, { ...byId, keyLabel }]) {
        expect(await pkcs11Provider(options as Pkcs11Options).unwrap(wrapped, aad)).toEqual(key);
      }
      const message = await providerErrorOf(pkcs11Provider({ ...at, keyLabel: 'other', keyId }).unwrap(wrapped, aad));
      expect(message).toMatch(/no AES-256 key of this label and id/u);
    });

    it('wraps into IV 12, ciphertext 64 and tag 16, with another IV each time', async () => {
      const provider = pkcs11Provider(at);
      const wrapped = [await provider.wrap(key, aad), await provider.wrap(key, aad)];
      expect(wrapped.map(({ length }) => length)).toEqual([92, 92]);
      expect(wrapped[0]?.subarray(0, 12)).not.toEqual(wrapped[1]?.subarray(0, 12));
    });

    it('refuses each flipped bit and each cut with one error, and works on afterwards', async () => {
      const provider = pkcs11Provider(at);
      const wrapped = await provider.wrap(key, aad);
      const flipped = Array.from({ length: 8 * wrapped.length }, (_, bit) =>
        wrapped.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
      );
      const cut = Array.from(wrapped, (_, length) => wrapped.slice(0, length));
      const faces = new Set<string>();
      for (const bytes of [...flipped, ...cut]) {
        faces.add(JSON.stringify(faceOf(await rejectionOf(provider.unwrap(bytes, aad)))));
      }
      expect([...faces]).toEqual([expect.stringContaining('ERR_KEY_UNWRAP')]);
      expect(await provider.unwrap(wrapped, aad)).toEqual(key);
    });

    it('does not open with the key of the same label on another token', async () => {
      const wrapped = await pkcs11Provider(at).wrap(key, aad);
      const other = pkcs11Provider({ ...at, tokenLabel: otherTokenLabel });
      expect(await rejectionCodeOf(other.unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
    });

    it.each([
      ['a wrong PIN', { pin: wrongPin }, 'PKCS#11: C_Login failed with CKR_PIN_INCORRECT'],
      ['a wrong PIN of a function', { pin: async () => wrongPin }, 'PKCS#11: C_Login failed with CKR_PIN_INCORRECT'],
      ['a PIN function that fails', { pin: () => Promise.reject(new Error(wrongPin)) }, 'PKCS#11: "pin" failed'],
      ['a PIN function without a PIN', { pin: () => '' }, 'PKCS#11: "pin" gave no PIN'],
      ['no token', { tokenLabel: 'nowhere' }, 'PKCS#11: no token of this label'],
      ['no key', { keyLabel: 'nothing' }, /no AES-256 key/u],
      ['nobody logged in', { pin: undefined }, /no AES-256 key/u],
      ['a key that can be read', { keyLabel: 'readable' }, /sensitive and not extractable/u],
      ['two keys', { keyLabel: 'twice' }, 'PKCS#11: several keys of this label and id'],
    ])('%s: says which and shows no PIN', async (_, change, message) => {
      const wrapped = await pkcs11Provider(at).wrap(key, aad);
      const provider = pkcs11Provider({ ...at, ...change } as Pkcs11Options);
      expect(await providerErrorOf(provider.wrap(key, aad))).toMatch(message);
      expect(await providerErrorOf(provider.unwrap(wrapped, aad))).toMatch(message);
      expect(shownBy(provider)).not.toContain(wrongPin);
      expect(await pkcs11Provider(at).unwrap(wrapped, aad)).toEqual(key);
    });

    it('asks a PIN function', async () => {
      let asked = 0;
      const provider = pkcs11Provider({
        ...at,
        pin: async () => {
          asked++;
          return pin;
        },
      });
      expect(await provider.unwrap(await provider.wrap(key, aad), aad)).toEqual(key);
      expect(asked).toBe(2);
    });

    it('leaves nobody logged in, also after a failure', async () => {
      const provider = pkcs11Provider(at);
      const wrapped = await provider.wrap(key, aad);
      await rejectionOf(provider.unwrap(wrapped, Uint8Array.of(9)));
      const session = openSession();
      expect(find(session, 'kek')).toEqual([]);
      module.C_CloseSession(session);
    });

    it('uses a login of the program and leaves it', async () => {
      const session = openSession();
      module.C_Login(session, 1, pin);
      const { pin: _, ...withoutPin } = at;
      const wrapped = await pkcs11Provider(withoutPin).wrap(key, aad);
      expect(await pkcs11Provider(at).unwrap(wrapped, aad)).toEqual(key);
      expect(find(session, 'kek')).toHaveLength(1);
      module.C_CloseSession(session);
    });

    it('carries a keyring from a passphrase and back; no token changes', async () => {
      const passphrase = passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 });
      const keyring = generateKeyring({ tenant: 'shop-1' });
      const place = { recordId: 'order-1', field: 'recipient.phone' };
      const token = createFieldCipher({ keyring }).encrypt('13800138000', place);
      const open = async (file: string, provider: typeof passphrase): Promise<string> =>
        createFieldCipher({ keyring: await importKeyring(file, provider) }).decrypt(token, place);
      const before = await exportKeyring(keyring, passphrase);
      const onDevice = await rewrapKeyring(before, passphrase, pkcs11Provider(at));
      expect(JSON.parse(onDevice)).toMatchObject({ provider: 'pkcs11', tenant: 'shop-1' });
      expect(await open(onDevice, pkcs11Provider(at))).toBe('13800138000');
      expect(await open(await rewrapKeyring(onDevice, pkcs11Provider(at), passphrase), passphrase)).toBe('13800138000');
    });
  });

  describe('generatePkcs11Key', () => {
    it('makes no second key of a name', async () => {
      expect(await providerErrorOf(generatePkcs11Key({ ...at, keyId }))).toMatch(/has an object of this label/u);
      expect(await providerErrorOf(generatePkcs11Key({ ...at, keyLabel: 'readable' }))).toMatch(/has an object/u);
    });

    it('needs a login', async () => {
      const { pin: _, ...withoutPin } = { ...at, keyLabel: 'nobody' };
      expect(await providerErrorOf(generatePkcs11Key(withoutPin))).toMatch(/C_GenerateKey failed with CKR_/u);
    });
  });
}
