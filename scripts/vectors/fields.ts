import { committedFlag, editBytes, type ReferenceFieldToken, writeField } from '../../test/support/referenceToken.ts';
import {
  address,
  basis,
  fieldContext,
  fields,
  impostor,
  key,
  keyringOf,
  name,
  phone,
  place,
  saltFor,
  secondKey,
  slotOf,
} from './setting.ts';
import type { Vector } from './types.ts';

type Changes = Partial<Omit<Vector, 'name' | 'expect' | 'comment'>>;

/** The token of a good value, with parts of its making changed. */
function token(
  vector: string,
  path: string,
  value: string | Uint8Array,
  changes: Partial<ReferenceFieldToken> = {},
): string {
  return writeField({
    key,
    context: place,
    salt: saltFor(vector),
    field: { ...slotOf(path), value },
    isPadded: true,
    isCommitted: true,
    ...changes,
  });
}

export function good(
  vector: string,
  comment: string,
  path: string,
  value: string,
  making: Partial<ReferenceFieldToken> = {},
  changes: Changes = {},
): Vector {
  return {
    name: vector,
    expect: 'success',
    comment,
    operation: 'decrypt',
    form: 'field',
    ...basis,
    context: { ...fieldContext, field: path },
    ...(making.isCommitted === false ? { commitment: false } : {}),
    input: value,
    token: token(vector, path, value, making),
    ...changes,
  };
}

export const bad = (
  vector: string,
  comment: string,
  making: Partial<ReferenceFieldToken> | ((token: string) => string),
  changes: Changes & { readonly expect?: string } = {},
): Vector => ({
  name: vector,
  expect: 'ERR_DECRYPT_FAILED',
  comment,
  operation: 'decrypt',
  form: 'field',
  ...basis,
  context: fieldContext,
  input: phone,
  token:
    typeof making === 'function'
      ? making(token(vector, 'recipient.phone', phone))
      : token(vector, 'recipient.phone', phone, making),
  ...changes,
});

const rawField = (hex: string): Partial<ReferenceFieldToken> => ({ field: { id: 2, value: Buffer.from(hex, 'hex') } });

export const flip = (at: number, mask: number) => (text: string) =>
  editBytes(text, (bytes) => {
    const index = at < 0 ? bytes.length + at : at;
    bytes.writeUInt8(bytes.readUInt8(index) ^ mask, index);
    return bytes;
  });

export const cutTag = (kept: number) => (text: string) =>
  editBytes(text, (bytes) => bytes.subarray(0, bytes.length - 16 + kept));

const opening: readonly Vector[] = [
  good('field-padded', 'A phone, padded to 16 bytes, with commitment: the default.', 'recipient.phone', phone),
  good('field-unpadded', 'Flag 02: the plaintext is just UTF-8.', 'recipient.phone', phone, { isPadded: false }),
  good('field-padded-uncommitted', 'Without flag 04 there is no KC.', 'recipient.phone', phone, { isCommitted: false }),
  good('field-unpadded-uncommitted', 'The shortest form: 72 characters for a phone.', 'recipient.phone', phone, {
    isPadded: false,
    isCommitted: false,
  }),
  good('field-name', 'A name, padded to 24 bytes.', 'recipient.name', name),
  good('field-address', 'An address, padded to a multiple of 48 bytes.', 'recipient.address', address),
  good('field-bucket-full', '23 bytes and 80 fill the bucket of a name.', 'recipient.name', 'a'.repeat(23)),
  good('field-bucket-next', '24 bytes of a name need a second bucket.', 'recipient.name', 'a'.repeat(24)),
  good('field-empty', 'An empty text is a value: 80 and zeros.', 'remark', ''),
  good('field-empty-unpadded', 'An empty plaintext: only a tag.', 'remark', '', { isPadded: false }),
  good(
    'field-astral',
    'Four-byte UTF-8: a rare hanzi, an emoji of several code points, the last code point.',
    'remark',
    '𠮷👨‍👩‍👧\u{10ffff}',
  ),
  good(
    'field-not-normalised',
    'Composed and decomposed letters stay what they are, a leading BOM too.',
    'remark',
    '\ufeff\u00e9e\u0301',
  ),
  good('field-looks-like-padding', 'Text that ends in U+0080 and NUL.', 'remark', 'a\u0080\0\0'),
  good(
    'field-record-version',
    'The record version is decimal text in the context.',
    'recipient.phone',
    phone,
    {
      context: { ...place, recordVersion: 9_007_199_254_740_991 },
    },
    { context: { ...fieldContext, recordVersion: 9_007_199_254_740_991 } },
  ),
  good(
    'field-context-hanzi',
    'Lengths in the context count bytes of UTF-8.',
    'recipient.phone',
    phone,
    {
      context: { ...place, tenant: '云溪小店', recordId: '订单-1' },
    },
    { keyring: { ...keyringOf(), tenant: '云溪小店' }, context: { ...fieldContext, recordId: '订单-1' } },
  ),
  good(
    'field-key-pending',
    'A reader may get a key before it is promoted.',
    'recipient.phone',
    phone,
    {},
    { keyring: keyringOf('pending') },
  ),
  good(
    'field-key-decrypt-only',
    'An older key still reads.',
    'recipient.phone',
    phone,
    {},
    { keyring: keyringOf('decrypt-only') },
  ),
  good(
    'field-second-key',
    'The key id picks the key.',
    'recipient.phone',
    phone,
    { key: secondKey },
    {
      keyring: {
        ...keyringOf('decrypt-only'),
        keys: [...keyringOf('decrypt-only').keys, ...keyringOf('enabled', secondKey).keys],
      },
    },
  ),
];

const refused: readonly Vector[] = [
  bad('field-other-record', 'Moved to another row.', {}, { context: { ...fieldContext, recordId: 'order-2' } }),
  bad(
    'field-other-field',
    'Moved to another field of the same row.',
    {},
    { context: { ...fieldContext, field: 'remark' } },
  ),
  bad(
    'field-other-tenant',
    'Moved to another tenant with the same key.',
    {},
    { keyring: { ...keyringOf(), tenant: 'shop-2' } },
  ),
  bad('field-other-schema', 'Moved to another schema.', {}, { schema: { name: 'invoice', fields } }),
  bad(
    'field-other-version',
    'Rolled back to an older record version.',
    {},
    { context: { ...fieldContext, recordVersion: 1 } },
  ),
  bad('field-context-shifted', 'Tenant and record id joined give the same text, so lengths must count.', {
    context: { ...place, tenant: 'shop-', recordId: '1order-1' },
  }),
  bad('field-suite-1', 'A token of suite 1 under a key of suite 2, authentic otherwise.', { suite: 1, cipher: 2 }),
  bad('field-suite-1-keys-2', 'Suite 1 in the header, keys derived for suite 2: authentic otherwise.', {
    suite: 1,
    cipher: 2,
    kdfSuite: 2,
  }),
  bad('field-suite-swapped', 'The suite byte changed in a token of suite 2.', flip(0, 0x01)),
  bad('field-key-unknown', 'The keyring has no key of this id.', { key: secondKey }),
  bad('field-key-impostor', 'Another key with the same id: the commitment is wrong.', { key: impostor }),
  bad(
    'field-key-impostor-uncommitted',
    'The same without commitment: the tag is wrong.',
    { key: impostor, isCommitted: false },
    { commitment: false },
  ),
  bad('field-key-destroyed', 'The key is destroyed.', {}, { keyring: keyringOf('destroyed') }),
  bad('field-commitment-wrong', 'Key, context and tag are right, the commitment is not.', flip(23, 0x01)),
  bad(
    'field-commitment-missing',
    'A token without commitment for a reader that asks for one.',
    { isCommitted: false },
    { commitment: true },
  ),
  bad(
    'field-commitment-stripped',
    'Flag 04 cleared and KC cut out.',
    (text) =>
      editBytes(text, (bytes) => {
        bytes.writeUInt8(bytes.readUInt8(5) & ~committedFlag, 5);
        return Buffer.concat([bytes.subarray(0, 23), bytes.subarray(55)]);
      }),
    { commitment: false },
  ),
  bad('field-flag-unknown', 'Flag 08, authentic otherwise.', { extraFlags: 0x08 }),
  bad('field-flag-sealed', 'Flag 01 belongs to record tokens.', { extraFlags: 0x01 }),
  bad('field-bit-key-id', 'One bit of the key id.', flip(1, 0x80)),
  bad('field-bit-flags', 'The padding flag.', flip(5, 0x02)),
  bad('field-bit-field-id', 'One bit of the field id.', flip(6, 0x01)),
  bad('field-bit-salt', 'One bit of the salt.', flip(7, 0x01)),
  bad('field-bit-ciphertext', 'One bit of the ciphertext.', flip(55, 0x01)),
  bad('field-bit-tag', 'The last bit of the tag.', flip(-1, 0x01)),
  bad('field-tag-missing', 'No tag.', cutTag(0)),
  bad('field-tag-4', 'A tag cut to 4 bytes.', cutTag(4)),
  bad('field-tag-12', 'A tag cut to 12 bytes.', cutTag(12)),
  bad('field-tag-15', 'A tag cut to 15 bytes.', cutTag(15)),
  bad('field-extra-byte', 'One byte behind the tag.', (text) =>
    editBytes(text, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
  ),
  bad('field-header-only', 'Seven bytes.', (text) => editBytes(text, (bytes) => bytes.subarray(0, 7))),
  bad('field-prefix-only', 'Nothing behind the prefix.', () => 'wpf1.'),
  bad(
    'field-base64-padding',
    'Base64url with padding.',
    (text) => `${text.padEnd(Math.ceil((text.length - 5) / 4) * 4 + 5, '=')}=`,
  ),
  bad('field-base64-space', 'A line feed at the end.', (text) => `${text}\n`),
  bad(
    'field-base64-standard',
    'A plus sign, which only the standard alphabet has.',
    (text) => `${text.slice(0, 20)}+${text.slice(21)}`,
  ),
  bad('field-base64-spare-bits', 'Spare bits that are not zero: another spelling of the same bytes.', spareBits),
  bad(
    'field-base64-length',
    'One letter too many.',
    (text) => `${text.slice(0, 5 + 4 * Math.floor((text.length - 5) / 4))}A`,
  ),
  bad(
    'field-no-padding',
    'Flagged as padded, and is not; authentic otherwise.',
    rawField(Buffer.from(phone).toString('hex')),
  ),
  bad('field-padding-zeros', 'Only zeros; authentic otherwise.', rawField('00'.repeat(16))),
  bad('field-padding-noise', 'Something behind the 80; authentic otherwise.', rawField(`6180${'00'.repeat(13)}01`)),
  bad('field-not-utf8', 'A byte that UTF-8 does not have; authentic otherwise.', rawField(`ff80${'00'.repeat(14)}`)),
  bad(
    'field-surrogate',
    'A lone surrogate in three bytes; authentic otherwise.',
    rawField(`eda08080${'00'.repeat(12)}`),
  ),
  bad('field-version-2', 'A version that does not exist yet.', (text) => text.replace('wpf1.', 'wpf2.'), {
    expect: 'ERR_UNSUPPORTED_VERSION',
  }),
  bad('field-is-record', 'The prefix of a record token.', (text) => text.replace('wpf1.', 'wpr1.'), {
    expect: 'ERR_MALFORMED_TOKEN',
  }),
  bad('field-plain-text', 'No token at all.', () => phone, { expect: 'ERR_MALFORMED_TOKEN' }),
  bad('field-upper-case-prefix', 'The prefix is exact.', (text) => text.replace('wpf1.', 'WPF1.'), {
    expect: 'ERR_MALFORMED_TOKEN',
  }),
];

/** The same bytes with a spare bit set in the last letter: 82 bytes leave four of them. */
function spareBits(): string {
  const text = token('field-base64-spare-bits', 'recipient.phone', phone, { isPadded: false });
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.slice(-1)) + 1];
}

export const fieldVectors: readonly Vector[] = [...opening, ...refused];
