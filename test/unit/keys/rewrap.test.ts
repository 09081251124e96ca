import { describe, expect, it } from 'vitest';
import {
  createRecordCipher,
  exportKeyring,
  generateKeyring,
  importKeyring,
  passphraseProvider,
  rewrapKeyring,
} from 'waybill-privacy';
import { keysWithSecrets } from '../../../src/keys/keyring.ts';
import { plainProvider } from '../../support/keyrings.ts';
import { order, orderContext } from '../../support/samples.ts';
import { rejectionCodeOf, rejectionOf } from '../../support/thrown.ts';

const providerOf = (passphrase: string) => passphraseProvider({ passphrase, log2N: 14 });

describe('rewrapKeyring', () => {
  it('changes who can open the file, and no token', async () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const encrypted = createRecordCipher({ keyring }).encrypt(order, orderContext);
    keyring.promote(keyring.add().id);
    keyring.add();
    keyring.destroy(keyring.keys[2]!.id);
    const old = await exportKeyring(keyring, providerOf('the old passphrase'));
    const file = await rewrapKeyring(old, providerOf('the old passphrase'), providerOf('the new passphrase'));
    const copy = await importKeyring(file, providerOf('the new passphrase'));
    expect(keysWithSecrets(copy)).toEqual(keysWithSecrets(keyring));
    expect(createRecordCipher({ keyring: copy }).decrypt(encrypted, orderContext)).toEqual(order);
    expect(await rejectionCodeOf(importKeyring(file, providerOf('the old passphrase')))).toBe('ERR_KEY_UNWRAP');
  });

  it('changes the kind of provider', async () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const old = await exportKeyring(keyring, plainProvider);
    const file = await rewrapKeyring(old, plainProvider, providerOf('the new passphrase'));
    expect(JSON.parse(file)).toMatchObject({ provider: 'scrypt', tenant: 'shop-1' });
    const copy = await importKeyring(file, providerOf('the new passphrase'));
    expect(keysWithSecrets(copy)).toEqual(keysWithSecrets(keyring));
  });

  it('refuses what importKeyring refuses, and hears a provider that fails', async () => {
    const old = await exportKeyring(generateKeyring({ tenant: 'shop-1' }), plainProvider);
    const to = providerOf('the new passphrase');
    expect(await rejectionCodeOf(rewrapKeyring('{}', plainProvider, to))).toBe('ERR_MALFORMED_KEYRING');
    expect(await rejectionCodeOf(rewrapKeyring(old, to, to))).toBe('ERR_MALFORMED_KEYRING');
    const failure = new Error('no answer');
    const failing = { ...plainProvider, wrap: () => Promise.reject(failure) };
    expect(await rejectionOf(rewrapKeyring(old, plainProvider, failing))).toBe(failure);
  });
});
