// Two implementations of one format: what one writes the other opens, and with the same salt they write the same bytes.

import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Keyring } from 'waybill-privacy';
import { readField, readRecord, saltOf, writeField, writeRecord } from '../../support/referenceToken.ts';
import {
  address,
  context,
  fieldForms,
  name,
  order,
  orderContext,
  phone,
  place,
  recordForms,
  referenceKey,
  shopKeyring,
} from '../../support/samples.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const values = ['', 'a', phone, '张三', '𠮷野家👨‍👩‍👧', '\ufeffx', '\0\u0080', 'x'.repeat(200)];

describe.each(fieldForms)('field token, %s', (_, options) => {
  const isPadded = options.pad !== 'none';
  const isCommitted = options.commitment !== false;

  it.each(values)('%j: the reference opens what the library writes, byte for byte its own', (value) => {
    const token = createFieldCipher({ keyring, ...options }).encrypt(value, place);
    expect(readField(token, referenceKey, context)).toBe(value);
    const salt = saltOf(token).toString('hex');
    const field = { id: 2, value, bucket: 16 };
    expect(writeField({ key: referenceKey, context, salt, field, isPadded, isCommitted })).toBe(token);
  });

  it.each(values)('%j: the library opens what the reference writes', (value) => {
    const field = { id: 7, value, bucket: 48 };
    const versioned = { ...context, recordVersion: 12 };
    const salt = '5a'.repeat(16);
    const token = writeField({ key: referenceKey, context: versioned, salt, field, isPadded, isCommitted });
    const cipher = createFieldCipher({ keyring, ...options });
    expect(cipher.decrypt(token, { recordId: 'order-1', field: 'remark', recordVersion: 12 })).toBe(value);
  });
});

describe.each(recordForms)('record token, %s', (_, options) => {
  const isPadded = options.pad !== 'none';
  const isSealed = options.form === 'sealed';
  const fields = [
    { id: 1, value: name, bucket: 24 },
    { id: 2, value: phone, bucket: 16 },
    { id: 3, value: address, bucket: 48 },
  ];

  it('the reference opens what the library writes, byte for byte its own', () => {
    const token = createRecordCipher({ keyring, ...options }).encrypt(order, orderContext).privacy.token!;
    expect([...readRecord(token, referenceKey, context)]).toEqual(fields.map(({ id, value }) => [id, value]));
    const salt = saltOf(token).toString('hex');
    expect(writeRecord({ key: referenceKey, context, salt, fields, isPadded, isSealed })).toBe(token);
  });

  it('the library opens what the reference writes', () => {
    const token = writeRecord({ key: referenceKey, context, salt: '5a'.repeat(16), fields, isPadded, isSealed });
    const encrypted = {
      id: 'order-1',
      recipient: {},
      items: order.items,
      amount: '9.90',
      privacy: { token: token as never, masks: {} },
    };
    expect(createRecordCipher({ keyring }).decrypt(encrypted, orderContext)).toEqual(order);
  });
});
