import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  exportKeyring,
  generateKeyring,
  importKeyring,
  type PassphraseOptions,
  passphraseProvider,
} from 'waybill-privacy';
import { deriveFromPassphrase } from '../../../src/crypto/keyWrap.ts';
import { keysWithSecrets } from '../../../src/keys/keyring.ts';
import { faceOf, rejectionCodeOf, rejectionOf, thrownBy } from '../../support/thrown.ts';

vi.mock('../../../src/crypto/keyWrap.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../src/crypto/keyWrap.ts')>();
  return { ...original, deriveFromPassphrase: vi.fn(original.deriveFromPassphrase) };
});

const scrypt = vi.mocked(deriveFromPassphrase);
afterEach(() => scrypt.mockClear());

const passphrase = 'correct horse battery';
const provider = (changes: Partial<PassphraseOptions> = {}) =>
  passphraseProvider({ passphrase, log2N: 14, ...changes });
const aad = Uint8Array.of(1, 2, 3);
const key = Uint8Array.from({ length: 32 }, (_, i) => i);

describe('passphraseProvider', () => {
  it('opens a keyring with the same passphrase, from another provider', async () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    keyring.add();
    const json = await exportKeyring(keyring, provider());
    const copy = await importKeyring(json, provider());
    expect(keysWithSecrets(copy)).toEqual(keysWithSecrets(keyring));
  });

  it('wraps as log2N 1 ‖ salt 16 ‖ nonce 24 ‖ ciphertext 32 ‖ tag 16, with a fresh nonce and one salt', async () => {
    const writer = provider();
    const [a, b] = [await writer.wrap(key, aad), await writer.wrap(key, aad)];
    expect(a).toHaveLength(1 + 16 + 24 + 32 + 16);
    expect(a[0]).toBe(14);
    expect(b.subarray(1, 17)).toEqual(a.subarray(1, 17));
    expect(b.subarray(17, 41)).not.toEqual(a.subarray(17, 41));
    expect((await provider().wrap(key, aad)).subarray(1, 17)).not.toEqual(a.subarray(1, 17));
  });

  it('derives once for all keys of a file', async () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    keyring.add();
    keyring.add();
    const json = await exportKeyring(keyring, provider());
    expect(scrypt).toHaveBeenCalledTimes(1);
    await importKeyring(json, provider());
    expect(scrypt).toHaveBeenCalledTimes(2);
  });

  it.each(['correct horse batterz', 'Correct horse battery', 'correct horse battery ', '--------'])(
    'refuses the passphrase %j with the error of a changed file',
    async (other) => {
      const json = await exportKeyring(generateKeyring({ tenant: 'shop-1' }), provider());
      const wrong = await rejectionOf(importKeyring(json, provider({ passphrase: other })));
      const changed = await rejectionOf(importKeyring(json.replace('shop-1', 'shop-2'), provider()));
      expect(faceOf(wrong)).toEqual(faceOf(changed));
      expect(faceOf(wrong)).toMatchObject({ code: 'ERR_KEY_UNWRAP' });
      expect(wrong).not.toHaveProperty('cause');
    },
  );

  it('takes the same passphrase in another Unicode spelling', async () => {
    const wrapped = await provider({ passphrase: 'caf\u00e9 caf\u00e9' }).wrap(key, aad);
    expect(await provider({ passphrase: 'cafe\u0301 cafe\u0301' }).unwrap(wrapped, aad)).toEqual(key);
  });

  it('refuses every changed byte and every length', async () => {
    const writer = provider();
    const wrapped = await writer.wrap(key, aad);
    for (let i = 1; i < wrapped.length; i++) {
      // Each byte of the salt costs a derivation; its first and last stand for it.
      if (i > 1 && i < 16) continue;
      const changed = wrapped.slice();
      changed[i]! ^= 1;
      expect(await rejectionCodeOf(writer.unwrap(changed, aad)), `byte ${i}`).toBe('ERR_KEY_UNWRAP');
    }
    for (const length of [0, 1, 17, 40, 41, 56, 57, 88]) {
      expect(await rejectionCodeOf(writer.unwrap(wrapped.slice(0, length), aad)), `${length}`).toBe('ERR_KEY_UNWRAP');
    }
    const longer = new Uint8Array([...wrapped, 0]);
    expect(await rejectionCodeOf(writer.unwrap(longer, aad))).toBe('ERR_KEY_UNWRAP');
    expect(await rejectionCodeOf(writer.unwrap(wrapped, Uint8Array.of(1, 2, 4)))).toBe('ERR_KEY_UNWRAP');
    expect(await writer.unwrap(wrapped, aad)).toEqual(key);
  });

  it('a changed cost within the range derives another key', async () => {
    const wrapped = await provider().wrap(key, aad);
    wrapped[0] = 15;
    expect(await rejectionCodeOf(provider().unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
  });

  it.each([0, 1, 13, 21, 31, 63, 255])('refuses the cost 2^%i of a file before scrypt runs', async (cost) => {
    const wrapped = new Uint8Array(89);
    wrapped[0] = cost;
    expect(await rejectionCodeOf(provider().unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
    expect(scrypt).not.toHaveBeenCalled();
  });

  it('refuses a cut wrapped key before scrypt runs', async () => {
    const wrapped = new Uint8Array(40);
    wrapped[0] = 14;
    expect(await rejectionCodeOf(provider().unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
    expect(scrypt).not.toHaveBeenCalled();
  });

  it.each([13, 21, 14.5, Number.NaN, Number.POSITIVE_INFINITY, '14'])('refuses the cost %o as an option', (log2N) => {
    expect(thrownBy(() => provider({ log2N: log2N as number }))).toBeInstanceOf(RangeError);
  });

  it.each([
    ['seven characters', { passphrase: '1234567' }, RangeError],
    ['no passphrase', { passphrase: undefined }, TypeError],
    ['bytes', { passphrase: new Uint8Array(16) }, TypeError],
    ['an unknown option', { log2n: 14 }, TypeError],
  ])('refuses %s', (_, changes, type) => {
    expect(thrownBy(() => provider(changes as unknown as PassphraseOptions))).toBeInstanceOf(type);
  });

  it('has 2^17 as its cost where none is given', async () => {
    scrypt.mockResolvedValueOnce(new Uint8Array(32));
    const wrapped = await passphraseProvider({ passphrase }).wrap(key, aad);
    expect(wrapped[0]).toBe(17);
    expect(scrypt).toHaveBeenCalledWith(expect.anything(), expect.anything(), 17);
  });
});

describe('scrypt', () => {
  it('is RFC 7914 with r = 8, p = 1', async () => {
    // Node's OpenSSL computes the same.
    const { scryptSync } = await import('node:crypto');
    const salt = Buffer.from('SodiumChloride');
    const ours = await deriveFromPassphrase(Buffer.from('pleaseletmein'), salt, 14);
    expect(Buffer.from(ours)).toEqual(scryptSync('pleaseletmein', salt, 32, { N: 2 ** 14, r: 8, p: 1 }));
    // RFC 7914 §12, third vector, its first 32 bytes.
    expect(Buffer.from(ours).toString('hex')).toBe('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2');
  });
});
