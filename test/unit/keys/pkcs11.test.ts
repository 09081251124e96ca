// On a stand-in: what does not need a device, and what no device does on demand. SoftHSM itself: npm run test:hsm.
import { describe, expect, it } from 'vitest';
import { generatePkcs11Key, type Pkcs11Module, type Pkcs11Options, pkcs11Provider } from 'waybill-privacy/node';
import { pkcs11Contract } from '../../contract/pkcs11.ts';
import { pkcs11Device, pkcs11Error } from '../../support/pkcs11Module.ts';
import { faceOf, rejectionCodeOf, rejectionOf, shownBy, thrownBy } from '../../support/thrown.ts';

const pin = 'pin-of-the-token-5820';
const tokens = ['keyring', 'second'].map((label) => ({ label, pin }));
const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const aad = Uint8Array.of(1, 2, 3);

const { module } = pkcs11Device(tokens);
pkcs11Contract({ module, tokenLabel: 'keyring', otherTokenLabel: 'second', pin });

/** A device with a key, on which some functions are replaced. */
async function deviceWith(changes: Partial<Pkcs11Module>) {
  const device = pkcs11Device(tokens);
  const at = { module: device.module, tokenLabel: 'keyring', keyLabel: 'kek', pin };
  await generatePkcs11Key(at);
  const wrapped = await pkcs11Provider(at).wrap(key, aad);
  return { device, wrapped, provider: pkcs11Provider({ ...at, module: { ...device.module, ...changes } }) };
}

const names = Object.keys(module) as (keyof Pkcs11Module)[];
const failing = (name: keyof Pkcs11Module, error: unknown): Partial<Pkcs11Module> => ({
  [name]: () => {
    throw error;
  },
});

describe('a device that fails', () => {
  const used = names.filter((name) => !['C_CloseSession', 'C_GenerateKey'].includes(name));

  it.each(used)('%s: the code of the device and nothing else of its error', async (name) => {
    const error = Object.assign(pkcs11Error('CKR_DEVICE_ERROR', 0x30), { given: pin, args: [key] });
    const { device, wrapped, provider } = await deviceWith(failing(name, error));
    const calls = [provider.wrap(key, aad), provider.unwrap(wrapped, aad)];
    const outcomes = await Promise.allSettled(calls);
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(errors).not.toEqual([]);
    for (const one of errors) {
      const message = `PKCS#11: ${name} failed with CKR_DEVICE_ERROR`;
      expect(faceOf(one)).toEqual({ code: 'ERR_KEY_PROVIDER', message, name: 'PrivacyError' });
    }
    expect(device.openSessions()).toBe(0);
  });

  it.each([
    ['text beside the code', pkcs11Error(`CKR_PIN_INCORRECT ${pin}`, 0xa0)],
    ['another error', new TypeError(`expected Buffer, got ${pin}`)],
    ['text', pin],
    ['null', null],
  ])('%s is not repeated', async (_, error) => {
    const { provider } = await deviceWith(failing('C_Login', error));
    const rejection = await rejectionOf(provider.wrap(key, aad));
    expect(faceOf(rejection)).toMatchObject({ code: 'ERR_KEY_PROVIDER', message: 'PKCS#11: C_Login failed' });
    expect(shownBy(rejection)).not.toContain(pin);
  });

  it('a session that does not close is no reason to lose a key', async () => {
    const { wrapped, provider } = await deviceWith(failing('C_CloseSession', pkcs11Error('CKR_DEVICE_REMOVED', 0x32)));
    expect(await provider.unwrap(wrapped, aad)).toEqual(key);
  });

  it.each([0x5, 0x35, 0x40, 0x41])('0x%s of C_Decrypt: the key does not open', async (code) => {
    const { wrapped, provider } = await deviceWith(failing('C_Decrypt', pkcs11Error('CKR_SOMETHING', code)));
    expect(await rejectionCodeOf(provider.unwrap(wrapped, aad))).toBe('ERR_KEY_UNWRAP');
  });

  it('two tokens of one label are none', async () => {
    const twice = pkcs11Device([...tokens, ...tokens]);
    const provider = pkcs11Provider({ module: twice.module, tokenLabel: 'keyring', keyLabel: 'kek', pin });
    const error = await rejectionOf(provider.wrap(key, aad));
    expect(faceOf(error)).toMatchObject({ message: 'PKCS#11: several tokens of this label' });
  });
});

describe('options', () => {
  const at = { module, tokenLabel: 'keyring', keyLabel: 'kek', pin };

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no module', { ...at, module: undefined }],
    ['no token', { ...at, tokenLabel: undefined }],
    ['an empty token', { ...at, tokenLabel: '' }],
    ['no key', { ...at, keyLabel: undefined }],
    ['an empty label', { ...at, keyLabel: '' }],
    ['an empty id', { ...at, keyLabel: undefined, keyId: new Uint8Array(0) }],
    ['an id as text', { ...at, keyId: '01' }],
    ['an empty PIN', { ...at, pin: '' }],
    ['a PIN as a number', { ...at, pin: 1234 }],
    ['an unknown option', { ...at, slot: 0 }],
  ])('%s is a mistake of the programmer', async (_, options) => {
    const error = thrownBy(() => pkcs11Provider(options as Pkcs11Options));
    expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
    expect(await rejectionOf(generatePkcs11Key(options as Pkcs11Options))).toBeInstanceOf(Error);
  });

  it('are read once', async () => {
    const options = { ...at };
    const provider = pkcs11Provider(options);
    options.keyLabel = 'other';
    const wrapped = await provider.wrap(key, aad);
    expect(await pkcs11Provider(at).unwrap(wrapped, aad)).toEqual(key);
  });
});
