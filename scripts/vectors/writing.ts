// What must not be encrypted.
import { basis, fieldContext, keyringOf, phone, recordContext } from './setting.ts';
import type { Vector } from './types.ts';

const refusedField = (
  name: string,
  expect: string,
  comment: string,
  input: string,
  changes: Partial<Vector> = {},
): Vector => ({
  name,
  expect,
  comment,
  operation: 'encrypt',
  form: 'field',
  ...basis,
  context: fieldContext,
  input,
  token: null,
  ...changes,
});

const refusedRecord = (name: string, expect: string, comment: string, input: object): Vector => ({
  ...refusedField(name, expect, comment, ''),
  form: 'record',
  context: recordContext,
  input,
});

export const writingVectors: readonly Vector[] = [
  refusedField('encrypt-masked', 'ERR_ALREADY_PROTECTED', 'A mask of a phone.', '138******00'),
  refusedField('encrypt-token', 'ERR_ALREADY_PROTECTED', 'A token.', 'wpf1.AgoLDA0EAg'),
  refusedField(
    'encrypt-platform-ciphertext',
    'ERR_ALREADY_PROTECTED',
    "A platform's ciphertext.",
    '~AAAAAAAAAAAAAAAAAAAAAA==~1~',
  ),
  refusedField('encrypt-surrogate', 'ERR_UNICODE', 'A lone surrogate.', '138\ud800'),
  refusedField('encrypt-key-pending', 'ERR_KEY_DISABLED', 'A pending key does not write.', phone, {
    keyring: keyringOf('pending'),
  }),
  refusedField('encrypt-key-decrypt-only', 'ERR_KEY_DISABLED', 'An older key does not write.', phone, {
    keyring: keyringOf('decrypt-only'),
  }),
  refusedField('encrypt-key-destroyed', 'ERR_KEY_DISABLED', 'A destroyed key does not write.', phone, {
    keyring: keyringOf('destroyed'),
  }),
  refusedRecord('encrypt-record-masked', 'ERR_ALREADY_PROTECTED', 'An order with a mask in it.', {
    recipient: { name: '张**', phone },
  }),
  refusedRecord('encrypt-record-twice', 'ERR_ALREADY_PROTECTED', 'An encrypted order.', {
    privacy: { token: null, masks: {} },
  }),
  refusedRecord('encrypt-record-number', 'ERR_FIELD_TYPE', 'A phone that is a number.', {
    recipient: { phone: 13800138000 },
  }),
  refusedRecord('encrypt-record-surrogate', 'ERR_UNICODE', 'A lone surrogate in a list.', {
    items: [{ remark: '\udc00' }],
  }),
];
