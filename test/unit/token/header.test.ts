import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Keyring, parseToken } from 'waybill-privacy';
import { keyA } from '../../support/keyrings.ts';
import { editBytes } from '../../support/referenceToken.ts';
import { fieldForms, order, orderContext, phone, place, recordForms, shopKeyring } from '../../support/samples.ts';
import { codeOf, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

describe('parseToken', () => {
  it.each(fieldForms)('reads a field token: %s', (_, options) => {
    const token = createFieldCipher({ keyring, ...options }).encrypt(phone, place);
    expect(parseToken(token)).toEqual({
      kind: 'field',
      version: 1,
      suite: 2,
      keyId: keyA.id,
      isSealed: false,
      isPadded: options.pad !== 'none',
    });
  });

  it.each(recordForms)('reads a record token: %s', (_, options) => {
    const token = createRecordCipher({ keyring, ...options }).encrypt(order, orderContext).privacy.token!;
    expect(parseToken(token)).toEqual({
      kind: 'record',
      version: 1,
      suite: 2,
      keyId: keyA.id,
      isSealed: options.form === 'sealed',
      isPadded: options.pad !== 'none',
    });
  });

  it('tells the key id of a token that this keyring could not open', () => {
    const token = createFieldCipher({ keyring }).encrypt(phone, place);
    const other = editBytes(token, (bytes) => bytes.fill(0xee, 1, 5));
    expect(parseToken(other).keyId).toBe('eeeeeeee');
  });

  it.each([
    ['nothing', '', 'ERR_MALFORMED_TOKEN'],
    ['plain text', phone, 'ERR_MALFORMED_TOKEN'],
    ['a mask', '138******00', 'ERR_MALFORMED_TOKEN'],
    ['a prefix without a dot', 'wpf1AAAAAAAAAAAA', 'ERR_MALFORMED_TOKEN'],
    ['another case', 'WPF1.AAAAAAAAAAAA', 'ERR_MALFORMED_TOKEN'],
    ['a space before', ' wpf1.AAAAAAAAAAAA', 'ERR_MALFORMED_TOKEN'],
    ['an unknown kind', 'wpx1.AAAAAAAAAAAA', 'ERR_MALFORMED_TOKEN'],
    ['a version that is no number', 'wpfx.AAAAAAAAAAAA', 'ERR_MALFORMED_TOKEN'],
    ['a field token of version 2', 'wpf2.AAAAAAAAAAAA', 'ERR_UNSUPPORTED_VERSION'],
    ['a record token of version 2', 'wpr2.AAAAAAAAAAAA', 'ERR_UNSUPPORTED_VERSION'],
    ['a record token of version 10', 'wpr10.AAAAAAAAAAAA', 'ERR_UNSUPPORTED_VERSION'],
    ['version 0', 'wpf0.AAAAAAAAAAAA', 'ERR_UNSUPPORTED_VERSION'],
    ['a prefix and nothing', 'wpf1.', 'ERR_DECRYPT_FAILED'],
    ['six bytes', 'wpr1.AAAAAAAA', 'ERR_DECRYPT_FAILED'],
    ['no base64url', 'wpr1.AAAAAAAA+AAA', 'ERR_DECRYPT_FAILED'],
  ])('refuses %s', (_, token, code) => {
    expect(codeOf(() => parseToken(token))).toBe(code);
  });

  it.each([undefined, null, 1, {}])('%o is a mistake of the programmer', (token) => {
    const error = thrownBy(() => parseToken(token as unknown as string)) as Error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^"token" expected string, got /u);
  });
});

describe('alphabet', () => {
  it('tokens hold nothing but A–Z a–z 0–9 . _ -', () => {
    for (const [, options] of fieldForms) {
      expect(createFieldCipher({ keyring, ...options }).encrypt(phone, place)).toMatch(/^wpf1\.[\w-]+$/u);
    }
    for (const [, options] of recordForms) {
      const { token } = createRecordCipher({ keyring, ...options }).encrypt(order, orderContext).privacy;
      expect(token).toMatch(/^wpr1\.[\w-]+$/u);
    }
  });
});
