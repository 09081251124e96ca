import {
  decode,
  editBytes,
  type ReferenceField,
  type ReferenceRecordToken,
  splitFields,
  writeRecord,
} from '../../test/support/referenceToken.ts';
import {
  address,
  basis,
  fields,
  impostor,
  key,
  keyringOf,
  name,
  phone,
  place,
  recordContext,
  saltFor,
  secondKey,
  slotOf,
} from './setting.ts';
import type { Vector } from './types.ts';

type Changes = Partial<Omit<Vector, 'name' | 'comment'>>;

const bodyStart = 7 + 16 + 32;

const valueAt = (path: string, value: string | Uint8Array): ReferenceField => {
  return { ...slotOf(path), value };
};

const recipient = [
  valueAt('recipient.name', name),
  valueAt('recipient.phone', phone),
  valueAt('recipient.address', address),
];
const [nameField, phoneField, addressField] = recipient as [ReferenceField, ReferenceField, ReferenceField];
const input = { id: 'order-1', recipient: { name, phone, address }, amount: '9.90' };
const rest = { id: 'order-1', recipient: {}, amount: '9.90' };

const token = (vector: string, changes: Partial<ReferenceRecordToken>): string =>
  writeRecord({
    key,
    context: place,
    salt: saltFor(vector),
    fields: recipient,
    isPadded: true,
    isSealed: false,
    ...changes,
  });

export const good = (
  vector: string,
  comment: string,
  making: Partial<ReferenceRecordToken> = {},
  changes: Changes = {},
): Vector => ({
  name: vector,
  expect: 'success',
  comment,
  operation: 'decrypt',
  form: 'record',
  ...basis,
  context: recordContext,
  input,
  rest,
  token: token(vector, making),
  ...changes,
});

export function bad(
  vector: string,
  comment: string,
  making: Partial<ReferenceRecordToken> | ((token: string) => string),
  changes: Changes = {},
): Vector {
  const text = typeof making === 'function' ? making(token(vector, {})) : token(vector, making);
  return { ...good(vector, comment), expect: 'ERR_DECRYPT_FAILED', token: text, ...changes };
}

/** The token with `n` in its header and its fields put together anew. */
export const reassembled =
  (n: number, pick: (parts: readonly [Buffer, Buffer, Buffer]) => readonly Buffer[]) => (text: string) =>
    editBytes(text, (bytes) => {
      const [a, b, c] = splitFields(decode(text).subarray(bodyStart), 16).map(({ whole }) => whole) as [
        Buffer,
        Buffer,
        Buffer,
      ];
      bytes.writeUInt8(n, 6);
      return Buffer.concat([bytes.subarray(0, bodyStart), ...pick([a, b, c])]);
    });

const renumbered = (part: Buffer, id: number): Buffer => Buffer.concat([Buffer.of(id), part.subarray(1)]);
const flip = (at: number) => (text: string) =>
  editBytes(text, (bytes) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  });
const cutTag = (kept: number) => (text: string) =>
  editBytes(text, (bytes) => bytes.subarray(0, bytes.length - 16 + kept));

const itemsInput = { items: [{ remark: '轻放' }, { title: '碗' }, { remark: '🎁 𠮷' }] };
const itemsRest = { items: [{}, { title: '碗' }, {}] };
const itemsField = valueAt(
  'items[].remark',
  JSON.stringify([
    [0, '轻放'],
    [2, '🎁 𠮷'],
  ]),
);
const two = { fields: [nameField, addressField] };

const opening: readonly Vector[] = [
  good('record-padded', 'Three fields, padded, each under its own tag: the default.'),
  good('record-unpadded', 'Flag 02.', { isPadded: false }),
  good('record-sealed', 'Flag 01: one AEAD with field id 0 over id, length and padded text of all fields.', {
    isSealed: true,
  }),
  good('record-sealed-unpadded', 'Flags 01 and 02.', { isSealed: true, isPadded: false }),
  good('record-one-field', 'One field.', { fields: [phoneField] }, { input: { ...input, recipient: { phone } } }),
  good(
    'record-empty-optional',
    'Empty and null fields are not encrypted: they stand beside the token.',
    { fields: [nameField] },
    {
      input: { recipient: { name, phone: '', address: null }, remark: '' },
      rest: { recipient: { phone: '', address: null }, remark: '' },
    },
  ),
  good(
    'record-array',
    'A path with []: the JSON list of [position, value].',
    { fields: [itemsField] },
    { input: itemsInput, rest: itemsRest },
  ),
  good(
    'record-array-sealed',
    'The same in one piece.',
    { fields: [itemsField], isSealed: true },
    { input: itemsInput, rest: itemsRest },
  ),
  good(
    'record-astral',
    'Four-byte UTF-8.',
    { fields: [valueAt('remark', '𠮷👨‍👩‍👧')] },
    { input: { remark: '𠮷👨‍👩‍👧' }, rest: {} },
  ),
  good(
    'record-version',
    'A record version.',
    { context: { ...place, recordVersion: 7 } },
    { context: { ...recordContext, recordVersion: 7 } },
  ),
  good('record-key-decrypt-only', 'An older key still reads.', {}, { keyring: keyringOf('decrypt-only') }),
  good(
    'record-one-of-three',
    'One field opened alone.',
    {},
    {
      operation: 'decryptField',
      context: { ...recordContext, field: 'recipient.phone' },
      input: phone,
    },
  ),
  good(
    'record-one-of-three-sealed',
    'One field of a sealed record.',
    { isSealed: true },
    {
      operation: 'decryptField',
      context: { ...recordContext, field: 'recipient.phone' },
      input: phone,
    },
  ),
  good(
    'record-one-of-array',
    'One value of a list.',
    { fields: [itemsField] },
    {
      operation: 'decryptField',
      context: { ...recordContext, field: 'items[2].remark' },
      input: '🎁 𠮷',
      rest: itemsRest,
    },
  ),
  good('record-one-missing', 'A field that the order does not have.', two, {
    operation: 'decryptField',
    context: { ...recordContext, field: 'recipient.phone' },
    input: null,
  }),
];

const one = {
  operation: 'decryptField',
  context: { ...recordContext, field: 'recipient.phone' },
  input: phone,
} as const;
const wide = Array.from({ length: 33 }, (_, i) => ({ id: i + 1, value: 'a' }));

const refused: readonly Vector[] = [
  bad('record-other-record', 'Moved to another row.', {}, { context: { ...recordContext, recordId: 'order-2' } }),
  bad(
    'record-other-tenant',
    'Moved to another tenant with the same key.',
    {},
    { keyring: { ...keyringOf(), tenant: 'shop-2' } },
  ),
  bad('record-other-schema', 'Moved to another schema.', {}, { schema: { name: 'invoice', fields } }),
  bad(
    'record-other-version',
    'Rolled back to an older record version.',
    {},
    { context: { ...recordContext, recordVersion: 1 } },
  ),
  bad(
    'record-sealed-other-record',
    'A sealed record in another row.',
    { isSealed: true },
    { context: { ...recordContext, recordId: 'order-2' } },
  ),
  bad('record-suite-1', 'A token of suite 1 under a key of suite 2.', { suite: 1, cipher: 2 }),
  bad('record-suite-1-keys-2', 'Suite 1 in the header, keys derived for suite 2: authentic otherwise.', {
    suite: 1,
    cipher: 2,
    kdfSuite: 2,
  }),
  bad('record-key-unknown', 'The keyring has no key of this id.', { key: secondKey }),
  bad('record-key-impostor', 'Another key with the same id.', { key: impostor }),
  bad('record-key-destroyed', 'The key is destroyed.', {}, { keyring: keyringOf('destroyed') }),
  bad('record-commitment-wrong', 'One bit of KC.', flip(23)),
  bad('record-flag-committed', 'Flag 04 belongs to field tokens.', { extraFlags: 0x04 }),
  bad('record-flag-unknown', 'Flag 80.', { extraFlags: 0x80 }),
  bad('record-flag-sealed', 'Fields that are declared sealed.', flip(5)),
  bad('record-bit-n', 'One bit of the number of fields.', flip(6)),
  bad('record-bit-salt', 'One bit of the salt.', flip(7)),
  bad('record-bit-field-id', 'One bit of the first field id.', flip(bodyStart)),
  bad('record-bit-length', 'One bit of the first length.', flip(bodyStart + 2)),
  bad('record-bit-ciphertext', 'One bit of the first ciphertext.', flip(bodyStart + 3)),
  bad('record-tag-missing', 'The last tag is missing.', cutTag(0)),
  bad('record-tag-4', 'The last tag is cut to 4 bytes.', cutTag(4)),
  bad('record-tag-12', 'The last tag is cut to 12 bytes.', cutTag(12)),
  bad('record-tag-15', 'The last tag is cut to 15 bytes.', cutTag(15)),
  bad(
    'record-sealed-tag-15',
    'The tag of a sealed record is cut to 15 bytes.',
    { isSealed: true },
    {
      token: cutTag(15)(token('record-sealed-tag-15', { isSealed: true })),
    },
  ),
  bad('record-extra-byte', 'One byte behind the last tag.', (text) =>
    editBytes(text, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
  ),
  bad(
    'record-field-dropped',
    'The second field dropped, n adjusted.',
    reassembled(2, ([a, , c]) => [a, c]),
  ),
  bad(
    'record-field-dropped-n-kept',
    'The last field dropped, n kept.',
    reassembled(3, ([a, b]) => [a, b]),
  ),
  bad(
    'record-field-doubled',
    'The second field twice, n adjusted.',
    reassembled(4, ([a, b, c]) => [a, b, b, c]),
  ),
  bad(
    'record-field-renumbered',
    'The third field under id 4.',
    reassembled(3, ([a, b, c]) => [a, b, renumbered(c, 4)]),
  ),
  bad(
    'record-fields-reordered',
    'The first two fields in another order.',
    reassembled(3, ([a, b, c]) => [b, a, c]),
  ),
  bad(
    'record-fields-swapped',
    'The ciphertexts of two fields swapped under ascending ids.',
    reassembled(3, ([a, b, c]) => [renumbered(b, 1), renumbered(a, 2), c]),
  ),
  bad('record-fields-reordered-authentic', 'Descending ids, written by a key holder.', {
    fields: [phoneField, nameField],
  }),
  bad('record-sealed-reordered-authentic', 'Descending ids inside a sealed record.', {
    fields: [phoneField, nameField],
    isSealed: true,
  }),
  bad('record-field-0', 'Field id 0 stands for the whole of a sealed record.', {
    fields: [{ id: 0, value: phone, bucket: 16 }],
  }),
  bad('record-no-fields', 'n is 0.', { fields: [] }),
  bad('record-33-fields', 'One field over the limit.', { fields: wide, isPadded: false }),
  bad('record-not-utf8', 'A byte that UTF-8 does not have; authentic otherwise.', {
    fields: [{ id: 1, value: Buffer.from('ff80', 'hex') }],
  }),
  bad('record-no-padding', 'Flagged as padded, and is not; authentic otherwise.', {
    fields: [{ id: 1, value: Buffer.from(name) }],
  }),
  bad(
    'record-array-not-json',
    'The text of a path with [] that is no list; authentic otherwise.',
    { fields: [valueAt('items[].remark', '轻放')] },
    { input: itemsInput, rest: itemsRest },
  ),
  bad(
    'record-one-dropped',
    'decryptField: the field asked for was dropped and n adjusted. Its absence is not authentic.',
    reassembled(2, ([a, , c]) => [a, c]),
    one,
  ),
  bad(
    'record-one-renumbered',
    'decryptField: the field asked for was given another id.',
    reassembled(3, ([a, b, c]) => [a, renumbered(b, 3), renumbered(c, 4)]),
    one,
  ),
  bad('record-base64-space', 'A space at the end.', (text) => `${text} `),
  bad('record-version-2', 'A version that does not exist yet.', (text) => text.replace('wpr1.', 'wpr2.'), {
    expect: 'ERR_UNSUPPORTED_VERSION',
  }),
  bad('record-is-field', 'The prefix of a field token.', (text) => text.replace('wpr1.', 'wpf1.'), {
    expect: 'ERR_MALFORMED_TOKEN',
  }),
  bad('record-plain-text', 'No token at all.', () => name, { expect: 'ERR_MALFORMED_TOKEN' }),
];

export const recordVectors: readonly Vector[] = [...opening, ...refused];
