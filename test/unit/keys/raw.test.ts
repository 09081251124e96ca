import { describe, expect, it } from 'vitest';
import { rawKeyProvider } from 'waybill-privacy';
import { environmentKeyProvider } from 'waybill-privacy/node';
import { unwrapKey } from '../../../src/crypto/keyWrap.ts';
import { shownBy, thrownBy } from '../../support/thrown.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const text = Buffer.from(key).toString('base64url');
const aad = Uint8Array.of(1);
const tenantKey = new Uint8Array(32).fill(9);

describe('rawKeyProvider', () => {
  it('wraps as nonce 24 ‖ ciphertext 32 ‖ tag 16, with a fresh nonce', async () => {
    const provider = rawKeyProvider({ key });
    const [a, b] = [await provider.wrap(tenantKey, aad), await provider.wrap(tenantKey, aad)];
    expect(a).toHaveLength(24 + 32 + 16);
    expect(b.subarray(0, 24)).not.toEqual(a.subarray(0, 24));
    expect(unwrapKey(key, a.subarray(0, 24), aad, a.subarray(24))).toEqual(tenantKey);
  });

  it('takes bytes and their base64url alike, and copies the bytes', async () => {
    const mine = key.slice();
    const provider = rawKeyProvider({ key: mine });
    mine.fill(0);
    const wrapped = await provider.wrap(tenantKey, aad);
    expect(await rawKeyProvider({ key: text }).unwrap(wrapped, aad)).toEqual(tenantKey);
  });

  it.each<[string, unknown, typeof TypeError | typeof RangeError]>([
    ['no key', undefined, TypeError],
    ['a list of numbers', [...key], TypeError],
    ['31 bytes', key.slice(1), RangeError],
    ['33 bytes', Uint8Array.of(...key, 1), RangeError],
    ['zeros', new Uint8Array(32), RangeError],
    ['one byte 32 times', new Uint8Array(32).fill(7), RangeError],
    ['an empty text', '', RangeError],
    ['padded base64', `${text}=`, RangeError],
    ['spare bits', `${text.slice(0, -1)}9`, RangeError],
    ['a passphrase', 'correct horse battery', RangeError],
  ])('refuses %s and does not repeat it', (_, wrong, type) => {
    const error = thrownBy(() => rawKeyProvider({ key: wrong as string }));
    expect(error).toBeInstanceOf(type);
    if (typeof wrong === 'string' && wrong !== '') expect(shownBy(error)).not.toContain(wrong);
  });

  it('refuses an unknown option', () => {
    expect(thrownBy(() => rawKeyProvider({ key, aad } as never))).toBeInstanceOf(TypeError);
  });
});

describe('environmentKeyProvider', () => {
  it('reads the variable of the process, white space around it or not', async () => {
    process.env['WAYBILL_PRIVACY_TEST_KEY'] = ` ${text}\n`;
    try {
      const provider = environmentKeyProvider('WAYBILL_PRIVACY_TEST_KEY');
      expect(await rawKeyProvider({ key }).unwrap(await provider.wrap(tenantKey, aad), aad)).toEqual(tenantKey);
    } finally {
      delete process.env['WAYBILL_PRIVACY_TEST_KEY'];
    }
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['is not set', {}],
    ['is undefined', { KEY: undefined }],
    ['is empty', { KEY: '' }],
    ['is white space', { KEY: ' \n' }],
    ['is a passphrase', { KEY: 'correct horse battery' }],
    ['is hexadecimal', { KEY: Buffer.from(key).toString('hex') }],
    ['is zeros', { KEY: 'A'.repeat(43) }],
  ])('refuses a variable that %s, names it and hides its value', (_, environment) => {
    const error = thrownBy(() => environmentKeyProvider('KEY', environment));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain('variable KEY ');
    const value = environment['KEY']?.trim();
    if (value) expect(shownBy(error)).not.toContain(value);
  });

  it('does not read what every object inherits', () => {
    expect(thrownBy(() => environmentKeyProvider('toString', {}))).toBeInstanceOf(RangeError);
    expect(thrownBy(() => environmentKeyProvider(1 as never, {}))).toBeInstanceOf(TypeError);
  });
});
