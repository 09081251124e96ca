// What the PKCS#11 provider must do on a device. Run on a stand-in by test/unit/keys/pkcs11.test.ts and on SoftHSM by
// test/hsm/softhsm.test.ts.
import { createHash } from 'node:crypto';
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

/** CKA_… of a key that the provider takes, and what to change of it. */
const template = (label: string, changes: Readonly<Record<number, unknown>>): { type: number; value: unknown }[] => {
  const right: Readonly<Record<number, unknown>> = {
    [0x0]: 4, // CKA_CLASS: a secret key
    [0x100]: 0x1f, // CKA_KEY_TYPE: AES
    [0x161]: 32, // CKA_VALUE_LEN
    [0x1]: true, // CKA_TOKEN
    [0x2]: true, // CKA_PRIVATE
    [0x103]: true, // CKA_SENSITIVE
    [0x162]: false, // CKA_EXTRACTABLE
    [0x104]: true, // CKA_ENCRYPT
    [0x105]: true, // CKA_DECRYPT
    [0x3]: Buffer.from(label), // CKA_LABEL
  };
  return Object.entries({ ...right, ...changes }).map(([type, value]) => ({ type: Number(type), value }));
};

/** What others may have put onto the token; `twice` stands there twice. */
const otherKeys: readonly (readonly [string, Readonly<Record<number, unknown>>])[] = [
  ['readable', { [0x103]: false, [0x162]: true }],
  ['not sensitive', { [0x103]: false }],
  ['extractable', { [0x162]: true }],
  ['short', { [0x161]: 16 }],
  ['twice', {}],
  ['twice', {}],
];

export function pkcs11Contract({ module, tokenLabel, otherTokenLabel, pin }: Pkcs11Case): void {
  const at: Pkcs11Options = { module, tokenLabel, keyLabel: 'kek', pin };
  const slotOf = (label: string): Uint8Array =>
    module.C_GetSlotList(true).find((slot) => module.C_GetTokenInfo(slot).label.trimEnd() === label) as Uint8Array;
  const openSession = (): Uint8Array => module.C_OpenSession(slotOf(tokenLabel), 6);
  const find = (session: Uint8Array, label: string): readonly Uint8Array[] => {
    module.C_FindObjectsInit(session, [{ type: 0x3, value: Buffer.from(label) }]);
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
    for (const [label, changes] of otherKeys) {
      module.C_GenerateKey(session, { mechanism: 0x1080 }, template(label, changes));
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

    it('is plain AES-GCM of the device, with the hash of the place inside and as associated data', async () => {
      const wrapped = Buffer.from(await pkcs11Provider(at).wrap(key, aad));
      const place = createHash('sha256').update(aad).digest();
      const session = openSession();
      module.C_Login(session, 1, pin);
      const [kek] = find(session, 'kek') as [Uint8Array];
      const open = (associated: Buffer): Uint8Array => {
        const parameter = { type: 3, iv: wrapped.subarray(0, 12), aad: associated, ivBits: 96, tagBits: 128 };
        module.C_DecryptInit(session, { mechanism: 0x1087, parameter }, kek);
        return Uint8Array.from(module.C_Decrypt(session, wrapped.subarray(12), Buffer.alloc(80)));
      };
      expect(open(place)).toEqual(Uint8Array.of(...place, ...key));
      expect(() => open(Buffer.alloc(0))).toThrow();
      module.C_CloseSession(session);
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
      ['a key that is not sensitive', { keyLabel: 'not sensitive' }, /sensitive and not extractable/u],
      ['a key that can leave the device', { keyLabel: 'extractable' }, /sensitive and not extractable/u],
      ['a key of 128 bits', { keyLabel: 'short' }, /no AES-256 key/u],
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
