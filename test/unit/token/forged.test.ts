// Tokens that a key holder made badly on purpose: authentic, and refused all the same. And tokens put together from parts
// of good ones.

import { beforeAll, describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  type EncryptedOrder,
  type FieldCipher,
  type Keyring,
  type RecordCipher,
} from 'waybill-privacy';
import { keyA, knownKeyring, otherSecret } from '../../support/keyrings.ts';
import {
  committedFlag,
  decode,
  deriveKeys,
  editBytes,
  encode,
  type ReferenceFieldToken,
  type ReferenceRecordToken,
  saltOf,
  splitFields,
  writeField,
  writeRecord,
} from '../../support/referenceToken.ts';
import {
  address,
  context,
  name,
  order,
  orderContext,
  phone,
  place,
  referenceKey,
  shopKeyring,
} from '../../support/samples.ts';
import { decryptFailure, faceOf, thrownBy } from '../../support/thrown.ts';

const refused = { name: 'PrivacyError', ...decryptFailure };
const salt = '5a'.repeat(16);

let keyring: Keyring;
let fields: FieldCipher;
let records: RecordCipher;
beforeAll(async () => {
  keyring = await shopKeyring();
  fields = createFieldCipher({ keyring });
  records = createRecordCipher({ keyring });
});

const goodField: ReferenceFieldToken = {
  key: referenceKey,
  context,
  salt,
  field: { id: 2, value: phone, bucket: 16 },
  isPadded: true,
  isCommitted: true,
};

const goodRecord: ReferenceRecordToken = {
  key: referenceKey,
  context,
  salt,
  fields: [
    { id: 1, value: name, bucket: 24 },
    { id: 2, value: phone, bucket: 16 },
    { id: 3, value: address, bucket: 48 },
  ],
  isPadded: true,
  isSealed: false,
};

const openField = (token: string): string => fields.decrypt(token, place);
const encryptedWith = (token: string): EncryptedOrder => ({
  recipient: {},
  privacy: { token: token as never, masks: {} },
});
const openRecord = (token: string): unknown => records.decrypt(encryptedWith(token), orderContext);
const openOne = (token: string, path: string): unknown =>
  records.decryptField(encryptedWith(token), path, orderContext);

describe('an authentic field token', () => {
  it('that is good opens', () => {
    expect(openField(writeField(goodField))).toBe(phone);
  });

  it.each<[string, Partial<ReferenceFieldToken>]>([
    ['without padding where the flag says padded', { field: { id: 2, value: Buffer.from(phone) } }],
    ['of zeros', { field: { id: 2, value: new Uint8Array(16) } }],
    ['of nothing, padded', { field: { id: 2, value: new Uint8Array(0) } }],
    ['with a byte behind its padding', { field: { id: 2, value: Buffer.from('61800001', 'hex') } }],
    ['with a lone surrogate', { field: { id: 2, value: Buffer.from('eda08080', 'hex') } }],
    ['that is not UTF-8', { field: { id: 2, value: Buffer.from('ff80', 'hex') } }],
    ['with the sealed flag', { extraFlags: 1 }],
    ['with flag 08', { extraFlags: 0x08 }],
    ['with flag 80', { extraFlags: 0x80 }],
    ['of suite 1', { suite: 1 }],
    ['of suite 3', { suite: 3 }],
    ['of suite 3 with keys of suite 2', { suite: 3, kdfSuite: 2 }],
    ['of suite 4', { suite: 4 }],
    ['of suite 0', { suite: 0 }],
    ['of suite 1 with keys of suite 2', { suite: 1, kdfSuite: 2 }],
    ['of field 0', { field: { id: 0, value: phone, bucket: 16 } }],
    ['of another field', { field: { id: 5, value: phone, bucket: 16 } }],
    ['of an unknown key id', { key: { ...referenceKey, id: '0a0b0c0e' } }],
    ['of another key with the same id', { key: otherSecret }],
    ['of another record', { context: { ...context, recordId: 'order-2' } }],
    ['of another tenant', { context: { ...context, tenant: 'shop-2' } }],
    ['of another schema', { context: { ...context, schema: 'invoice' } }],
    ['of another record version', { context: { ...context, recordVersion: 1 } }],
    ['with parts of its context moved', { context: { ...context, tenant: 'shop-', recordId: '1order-1' } }],
    ['longer than 65,535 bytes', { field: { id: 2, value: 'a'.repeat(65_535), bucket: 16 } }],
    ['longer than 65,535 bytes, unpadded', { field: { id: 2, value: 'a'.repeat(65_536) }, isPadded: false }],
  ])('%s is refused', (_, changes) => {
    expect(faceOf(thrownBy(() => openField(writeField({ ...goodField, ...changes }))))).toEqual(refused);
  });

  it('of 65,535 bytes opens', () => {
    const value = 'a'.repeat(65_535);
    expect(openField(writeField({ ...goodField, field: { id: 2, value }, isPadded: false }))).toBe(value);
  });

  it('without commitment opens only where none is asked for', () => {
    const token = writeField({ ...goodField, isCommitted: false });
    expect(createFieldCipher({ keyring, commitment: false }).decrypt(token, place)).toBe(phone);
    expect(faceOf(thrownBy(() => openField(token)))).toEqual(refused);
  });

  it('whose commitment was cut off, flag cleared, is refused by both readers', () => {
    const token = editBytes(writeField(goodField), (bytes) => {
      bytes[5]! &= ~committedFlag;
      return Buffer.concat([bytes.subarray(0, 23), bytes.subarray(55)]);
    });
    for (const commitment of [true, false]) {
      const cipher = createFieldCipher({ keyring, commitment });
      expect(faceOf(thrownBy(() => cipher.decrypt(token, place)))).toEqual(refused);
    }
  });

  it('that got a right commitment put in is refused', () => {
    const keys = deriveKeys(referenceKey, Buffer.from(salt, 'hex'), context);
    const token = editBytes(writeField({ ...goodField, isCommitted: false }), (bytes) => {
      bytes[5]! |= committedFlag;
      return Buffer.concat([bytes.subarray(0, 23), keys.commitment, bytes.subarray(23)]);
    });
    expect(faceOf(thrownBy(() => openField(token)))).toEqual(refused);
  });

  it('is read with a key that is pending, never with a destroyed one', async () => {
    const token = writeField(goodField);
    const pending = await knownKeyring({ tenant: 'shop-1', keys: [{ ...keyA, status: 'pending' }] });
    const destroyed = await knownKeyring({ tenant: 'shop-1', keys: [{ ...keyA, status: 'destroyed' }] });
    expect(createFieldCipher({ keyring: pending }).decrypt(token, place)).toBe(phone);
    const error = thrownBy(() => createFieldCipher({ keyring: destroyed }).decrypt(token, place));
    expect(faceOf(error)).toEqual(refused);
  });

  it('under the zeros that a destroyed key leaves behind is refused', async () => {
    const destroyed = await knownKeyring({ tenant: 'shop-1', keys: [{ ...keyA, status: 'destroyed' }] });
    const token = writeField({ ...goodField, key: { ...referenceKey, secret: '00'.repeat(32) } });
    expect(faceOf(thrownBy(() => createFieldCipher({ keyring: destroyed }).decrypt(token, place)))).toEqual(refused);
  });
});

describe('an authentic record token', () => {
  it('that is good opens', () => {
    for (const isSealed of [false, true]) {
      expect(openRecord(writeRecord({ ...goodRecord, isSealed }))).toEqual({ recipient: order.recipient });
    }
  });

  const [first, second, third] = goodRecord.fields;
  const many = Array.from({ length: 33 }, (_, i) => ({ id: i + 1, value: 'a', bucket: 16 }));

  it.each<[string, Partial<ReferenceRecordToken>]>([
    ['without fields', { fields: [] }],
    ['of 33 fields', { fields: many }],
    ['with a field twice', { fields: [first!, first!] }],
    ['with fields in another order', { fields: [second!, first!, third!] }],
    ['with field 0', { fields: [{ id: 0, value: name, bucket: 24 }] }],
    ['with the committed flag', { extraFlags: 0x04 }],
    ['with flag 40', { extraFlags: 0x40 }],
    ['of suite 1', { suite: 1 }],
    ['of suite 1 with keys of suite 2', { suite: 1, kdfSuite: 2 }],
    ['without padding where the flag says padded', { fields: [{ id: 1, value: Buffer.from('ab') }] }],
    ['with a lone surrogate', { fields: [{ id: 1, value: Buffer.from('edb08080', 'hex') }] }],
    ['of another key with the same id', { key: otherSecret }],
    ['of an unknown key id', { key: { ...referenceKey, id: 'ffffffff' } }],
    ['of another record', { context: { ...context, recordId: 'order-2' } }],
    ['of another tenant', { context: { ...context, tenant: 'shop-2' } }],
    ['of another schema', { context: { ...context, schema: 'invoice' } }],
    ['of another record version', { context: { ...context, recordVersion: 1 } }],
  ])('%s is refused, sealed or not', (_, changes) => {
    for (const isSealed of [false, true]) {
      const token = writeRecord({ ...goodRecord, isSealed, ...changes });
      expect(faceOf(thrownBy(() => openRecord(token))), `sealed: ${isSealed}`).toEqual(refused);
    }
  });
});

describe('a record token put together from parts', () => {
  const bodyStart = 7 + 16 + 32;
  const good = writeRecord(goodRecord);
  const parts = splitFields(decode(good).subarray(bodyStart), 16).map(({ whole }) => whole);

  /** The header of the good token with `n` fields, and these parts behind it. */
  const assemble = (n: number, ...bodies: readonly Uint8Array[]): string =>
    editBytes(good, (bytes) => {
      bytes[6] = n;
      return Buffer.concat([bytes.subarray(0, bodyStart), ...bodies]);
    });
  const renumbered = (part: Uint8Array, id: number): Buffer => Buffer.concat([Buffer.of(id), part.subarray(1)]);
  const [a, b, c] = parts as [Buffer, Buffer, Buffer];

  it('in the right way is the token again', () => {
    expect(assemble(3, a, b, c)).toBe(good);
  });

  it.each([
    ['the first field dropped', assemble(2, b, c)],
    ['the middle field dropped', assemble(2, a, c)],
    ['the last field dropped', assemble(2, a, b)],
    ['the last field dropped, n kept', assemble(3, a, b)],
    ['one field left', assemble(1, a)],
    ['all fields dropped', assemble(0)],
    ['n too small', assemble(2, a, b, c)],
    ['n too large', assemble(4, a, b, c)],
    ['a field doubled', assemble(4, a, b, b, c)],
    ['a field doubled, n kept', assemble(3, a, b, b)],
    ['a field doubled under another id', assemble(4, a, b, c, renumbered(c, 4))],
    ['fields in another order', assemble(3, b, a, c)],
    ['fields in another order under ascending ids', assemble(3, renumbered(b, 1), renumbered(a, 2), c)],
    ['a field under another id', assemble(3, a, renumbered(b, 4), renumbered(c, 5))],
  ])('%s is refused', (_, token) => {
    expect(faceOf(thrownBy(() => openRecord(token)))).toEqual(refused);
  });

  it('a field of another token of the same order is refused', () => {
    const other = writeRecord({ ...goodRecord, salt: '6b'.repeat(16) });
    const stranger = splitFields(decode(other).subarray(bodyStart), 16)[1]!.whole;
    expect(faceOf(thrownBy(() => openRecord(assemble(3, a, stranger, c))))).toEqual(refused);
  });

  it('decryptField opens its own field, whatever another one holds', () => {
    const changed = Buffer.from(c);
    changed[10]! ^= 1;
    expect(openOne(assemble(3, a, b, changed), 'recipient.phone')).toBe(phone);
    expect(faceOf(thrownBy(() => openOne(assemble(3, a, b, changed), 'recipient.address')))).toEqual(refused);
  });

  // Nothing of a field that is not there can be checked, so all others are.
  it.each([
    ['dropped', assemble(2, a, c)],
    ['dropped with all behind it', assemble(1, a)],
    ['given another id, the first field untouched', assemble(3, a, renumbered(b, 3), renumbered(c, 4))],
  ])('decryptField does not take a field for missing that was %s', (_, token) => {
    expect(faceOf(thrownBy(() => openOne(token, 'recipient.phone')))).toEqual(refused);
  });

  it('a field token and a record token of one record do not pass for each other', () => {
    const asField = encode('wpf1.', decode(good));
    const asRecord = encode('wpr1.', decode(writeField(goodField)));
    expect(faceOf(thrownBy(() => openField(asField)))).toEqual(refused);
    expect(faceOf(thrownBy(() => openRecord(asRecord)))).toEqual(refused);
    expect(saltOf(asField)).toEqual(saltOf(good));
  });
});
