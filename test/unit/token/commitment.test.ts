// Why tokens carry a commitment: a ciphertext can be made that two keys accept. With it, a token belongs to one key.

import { describe, expect, it } from 'vitest';
import { createFieldCipher } from 'waybill-privacy';
import { nobleEngine, type Suite } from 'waybill-privacy/field';
import { fieldNonce, openFieldToken, readFieldToken } from '../../../src/token/fieldToken.ts';
import { openRecordToken, readRecordToken } from '../../../src/token/recordToken.ts';
import { keyA, knownKeyring, otherSecret, shop } from '../../support/keyrings.ts';
import {
  committedFlag,
  deriveKeys,
  encode,
  type ReferenceKeys,
  sealedFlag,
  unpaddedFlag,
} from '../../support/referenceToken.ts';
import { salamander } from '../../support/salamander.ts';
import { context, phone, place } from '../../support/samples.ts';
import { decryptFailure, faceOf, thrownBy } from '../../support/thrown.ts';

const refused = { name: 'PrivacyError', ...decryptFailure };
const suite = nobleEngine.suite(2)!;
const kid = Buffer.from(keyA.id, 'hex');

interface TwoKeys {
  readonly salt: Buffer;
  readonly one: ReferenceKeys;
  readonly two: ReferenceKeys;
  readonly sealed: Buffer;
}

/** Tries salts until a ciphertext exists that both keys accept. */
function findSalamander(fieldId: number, aad: Uint8Array): TwoKeys {
  for (let i = 0; i < 1000; i++) {
    const salt = Buffer.alloc(16, i);
    salt.writeUInt32BE(i);
    const one = deriveKeys(keyA, salt, context);
    const two = deriveKeys(otherSecret, salt, context);
    const sealed = salamander([one.recordKey, two.recordKey], fieldNonce(fieldId), aad);
    if (sealed !== undefined) return { salt, one, two, sealed };
  }
  throw new Error('no salt of 1,000 gives a ciphertext under two keys');
}

/** The suite, and how often its cipher was asked to open something. */
function countOpens(): { suite: Suite; opens: () => number } {
  let opens = 0;
  const open: Suite['open'] = (...args) => {
    opens++;
    return suite.open(...args);
  };
  return { suite: { ...suite, open }, opens: () => opens };
}

describe('one ciphertext under two keys', () => {
  it('exists: the cipher alone accepts it under both', () => {
    const aad = Buffer.from('header');
    const { one, two, sealed } = findSalamander(2, aad);
    const opened = [one, two].map(({ recordKey }) => suite.open(recordKey, fieldNonce(2), aad, sealed));
    expect(opened[0]).toHaveLength(16);
    expect(opened[1]).toHaveLength(16);
    expect(opened[0]).not.toEqual(opened[1]);
  });

  it('is a field token under both keys without commitment, and under one with it', () => {
    const uncommitted = Buffer.concat([Buffer.of(2), kid, Buffer.of(unpaddedFlag, 2)]);
    const weak = findSalamander(2, uncommitted);
    const weakToken = readFieldToken(encode('wpf1.', uncommitted, weak.salt, weak.sealed));
    expect(openFieldToken(weakToken, suite, weak.one)).toHaveLength(16);
    expect(openFieldToken(weakToken, suite, weak.two)).toHaveLength(16);

    const committed = Buffer.concat([Buffer.of(2), kid, Buffer.of(unpaddedFlag | committedFlag, 2)]);
    const strong = findSalamander(2, committed);
    const strongToken = readFieldToken(encode('wpf1.', committed, strong.salt, strong.one.commitment, strong.sealed));
    expect(openFieldToken(strongToken, suite, strong.one)).toHaveLength(16);
    expect(faceOf(thrownBy(() => openFieldToken(strongToken, suite, strong.two)))).toEqual(refused);
  });

  it('is a record token under one key only', () => {
    const header = Buffer.concat([Buffer.of(2), kid, Buffer.of(unpaddedFlag | sealedFlag, 1)]);
    // The sealed plaintext is noise here, so the check stands before it is taken apart.
    const { salt, one, two, sealed } = findSalamander(0, Buffer.concat([header, Buffer.of(0)]));
    const token = readRecordToken(encode('wpr1.', header, salt, one.commitment, sealed));
    const counting = countOpens();
    thrownBy(() => openRecordToken(token, counting.suite, two));
    expect(counting.opens()).toBe(0);
    thrownBy(() => openRecordToken(token, counting.suite, one));
    expect(counting.opens()).toBe(1);
  });
});

describe('a token with commitment', () => {
  it('does not open under another key with the same id', async () => {
    const token = createFieldCipher({ keyring: await knownKeyring(shop) }).encrypt(phone, place);
    const other = createFieldCipher({ keyring: await knownKeyring({ ...shop, keys: [otherSecret] }) });
    expect(faceOf(thrownBy(() => other.decrypt(token, place)))).toEqual(refused);
  });

  it('is refused before the cipher runs when the key or the place is wrong', async () => {
    const counting = countOpens();
    const engine = { name: 'counting', suite: () => counting.suite };
    const cipher = createFieldCipher({ keyring: await knownKeyring(shop), engine });
    const token = cipher.encrypt(phone, place);
    // Those of the known-answer test.
    const before = counting.opens();
    thrownBy(() => cipher.decrypt(token, { ...place, recordId: 'order-2' }));
    thrownBy(() => cipher.decrypt(token, { ...place, recordVersion: 1 }));
    expect(counting.opens()).toBe(before);
    expect(cipher.decrypt(token, place)).toBe(phone);
    expect(counting.opens()).toBe(before + 1);
  });
});
