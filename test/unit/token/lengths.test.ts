// Lengths are checked before any cipher runs: Node's own AEAD, for one, takes tags of 4 bytes when it is asked to.

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Keyring } from 'waybill-privacy';
import { type Engine, nobleEngine, type Suite } from 'waybill-privacy/field';
import { decode, editBytes } from '../../support/referenceToken.ts';
import { fieldForms, orderContext, place, recordForms, shopKeyring } from '../../support/samples.ts';
import { codeOf } from '../../support/thrown.ts';

const suite = nobleEngine.suite(2)!;

/** Lengths that the cipher was asked to open. */
let asked: number[] = [];
const laxSuite: Suite = {
  ...suite,
  open(key, nonce, aad, sealed) {
    asked.push(sealed.length);
    // Takes a cut tag for a good one.
    return sealed.length < 16 ? new Uint8Array(0) : suite.open(key, nonce, aad, sealed);
  },
};
const engine: Engine = { name: 'lax', suite: () => laxSuite };

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});
beforeEach(() => {
  asked = [];
});

describe.each(fieldForms)('a field token, %s', (_, options) => {
  it.each(['', 'a', 'x'.repeat(30)])('of %j never reaches the cipher with less than a whole tag', (value) => {
    const cipher = createFieldCipher({ keyring, engine, ...options });
    const token = cipher.encrypt(value, place);
    for (let kept = 0; kept < decode(token).length; kept++) {
      const cut = editBytes(token, (bytes) => bytes.subarray(0, kept));
      expect(
        codeOf(() => cipher.decrypt(cut, place)),
        `${kept} bytes`,
      ).toBe('ERR_DECRYPT_FAILED');
    }
    expect(asked.filter((length) => length < 16)).toEqual([]);
  });
});

describe.each(recordForms)('a record token, %s', (form, options) => {
  it('never reaches the cipher with less than a whole tag, and cut in fields not at all', () => {
    const cipher = createRecordCipher({ keyring, engine, ...options });
    const encrypted = cipher.encrypt({ remark: 'a', recipient: { phone: '1' } }, orderContext);
    const token = encrypted.privacy.token!;
    for (let kept = 0; kept < decode(token).length; kept++) {
      const cut = editBytes(token, (bytes) => bytes.subarray(0, kept)) as never;
      const open = (): unknown => cipher.decrypt({ ...encrypted, privacy: { token: cut, masks: {} } }, orderContext);
      expect(codeOf(open), `${kept} bytes`).toBe('ERR_DECRYPT_FAILED');
    }
    expect(asked.filter((length) => length < 16)).toEqual([]);
    if (form.startsWith('fields')) expect(asked).toEqual([]);
  });
});
