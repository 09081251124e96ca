// Values that are no texts: docs/spec/token-v1.md, 4.1.
import type { ReferenceField } from '../../test/support/referenceToken.ts';
import { writeField } from '../../test/support/referenceToken.ts';
import { bad, good } from './records.ts';
import { basis, fieldContext, key, phone, place, recordContext, saltFor } from './setting.ts';
import type { Vector } from './types.ts';

const schema: Vector['schema'] = {
  name: 'order',
  fields: {
    'recipient.phone': { id: 2, kind: 'phone', types: ['string', 'number'] },
    'recipient.birthday': { id: 9, kind: 'opaque', types: ['date'] },
    'recipient.longitude': { id: 10, kind: 'opaque', types: ['string', 'number'] },
    'recipient.account': { id: 11, kind: 'account', types: ['string', 'bigint'] },
    'recipient.isMember': { id: 12, kind: 'opaque', types: ['boolean'] },
    'items[].remark': { id: 8, kind: 'text', types: ['string', 'number', 'bigint', 'boolean', 'date'] },
  },
};

const buckets: Readonly<Record<string, number>> = { phone: 16, opaque: 16, account: 24, text: 48 };
const number = 0xf8;
const bigint = 0xf9;
const boolean = 0xfa;
const date = 0xfb;

/** Plaintext of a field: tag ‖ UTF-8 ‖ padding. */
function tagged(path: string, tag: number, text: string, isPadded = true): ReferenceField {
  const { id, kind } = schema.fields[path] ?? { id: 0, kind: '' };
  const bytes = Buffer.concat([Buffer.of(tag), Buffer.from(text)]);
  const bucket = buckets[kind];
  if (bucket === undefined) throw new Error(`no field ${path}`);
  if (!isPadded) return { id, value: bytes };
  const length = Math.ceil((bytes.length + 1) / bucket) * bucket;
  return { id, value: Buffer.concat([bytes, Buffer.of(0x80)], length) };
}

const list = (items: unknown): ReferenceField => ({ id: 8, value: JSON.stringify(items), bucket: 48 });

/** How the vectors write a value that is no text. */
const typed = (type: string, text: string): object => ({ type, text });

const phoneNumber = tagged('recipient.phone', number, phone);
const all = (isPadded: boolean): readonly ReferenceField[] => [
  tagged('recipient.birthday', date, '1990-03-07T16:00:00.000Z', isPadded),
  tagged('recipient.longitude', number, '120.406563', isPadded),
  tagged('recipient.account', bigint, '-12345678901234567890', isPadded),
  tagged('recipient.isMember', boolean, '0', isPadded),
];
const allInput = {
  recipient: {
    birthday: typed('date', '1990-03-07T16:00:00.000Z'),
    longitude: typed('number', '120.406563'),
    account: typed('bigint', '-12345678901234567890'),
    isMember: typed('boolean', '0'),
  },
};
const recipientRest = { recipient: {} };
const phoneInput = { recipient: { phone: typed('number', phone) } };
const mixed = [
  [0, '12'],
  [1, '12', 'number'],
  [2, '12', 'bigint'],
  [3, '1', 'boolean'],
  [4, '2026-01-01T00:00:00.000Z', 'date'],
  [6, '-0', 'number'],
];
const mixedInput = {
  items: [
    { remark: '12' },
    { remark: typed('number', '12') },
    { remark: typed('bigint', '12') },
    { remark: typed('boolean', '1') },
    { remark: typed('date', '2026-01-01T00:00:00.000Z') },
    { remark: '' },
    { remark: typed('number', '-0') },
  ],
};
const mixedRest = { items: [{}, {}, {}, {}, {}, { remark: '' }, {}] };

const opening: readonly Vector[] = [
  good(
    'record-typed-number',
    'A phone that is a number: tag F8.',
    { fields: [phoneNumber] },
    { schema, input: phoneInput, rest: recipientRest },
  ),
  good(
    'record-typed-text',
    'The same digits as a text, in a field that takes both: no tag.',
    { fields: [{ id: 2, value: phone, bucket: 16 }] },
    { schema, input: { recipient: { phone } }, rest: recipientRest },
  ),
  good(
    'record-typed-all',
    'A date, a number, a big integer and a boolean.',
    { fields: all(true) },
    { schema, input: allInput, rest: recipientRest },
  ),
  good(
    'record-typed-all-sealed',
    'The same in one piece, unpadded.',
    { fields: all(false), isSealed: true, isPadded: false },
    { schema, input: allInput, rest: recipientRest },
  ),
  good(
    'record-typed-numbers',
    'Numbers as RFC 8785 writes them.',
    {
      fields: [
        list([...['0', '-1.5', '1e-7', '5e-324', '9007199254740991'].entries()].map((pair) => [...pair, 'number'])),
      ],
    },
    {
      schema,
      input: {
        items: ['0', '-1.5', '1e-7', '5e-324', '9007199254740991'].map((text) => ({ remark: typed('number', text) })),
      },
      rest: { items: [{}, {}, {}, {}, {}] },
    },
  ),
  good(
    'record-typed-array',
    'A list of all types: the type stands behind the text.',
    { fields: [list(mixed)] },
    { schema, input: mixedInput, rest: mixedRest },
  ),
  good(
    'record-typed-one',
    'One field opened alone.',
    { fields: [phoneNumber, ...all(true)] },
    {
      schema,
      operation: 'decryptField',
      context: { ...recordContext, field: 'recipient.birthday' },
      input: typed('date', '1990-03-07T16:00:00.000Z'),
      rest: recipientRest,
    },
  ),
  good(
    'record-typed-one-of-array',
    'One value of a list.',
    { fields: [list(mixed)] },
    {
      schema,
      operation: 'decryptField',
      context: { ...recordContext, field: 'items[1].remark' },
      input: typed('number', '12'),
      rest: mixedRest,
    },
  ),
];

/** Authentic tokens whose plaintext no writer makes. */
const refusedText = (name: string, comment: string, path: string, tag: number, text: string): Vector =>
  bad(
    `record-typed-${name}`,
    comment,
    { fields: [tagged(path, tag, text)] },
    { schema, input: null, rest: recipientRest },
  );

const refusedList = (name: string, comment: string, items: unknown): Vector =>
  bad(`record-typed-${name}`, comment, { fields: [list(items)] }, { schema, input: null, rest: { items: [{}] } });

const refused: readonly Vector[] = [
  bad(
    'record-typed-undeclared',
    'A number, where the schema takes texts only.',
    { fields: [phoneNumber] },
    { expect: 'ERR_SCHEMA', input: null, rest: recipientRest },
  ),
  bad(
    'record-typed-other',
    'A boolean, where the schema takes texts and numbers.',
    { fields: [tagged('recipient.phone', boolean, '1')] },
    { schema, expect: 'ERR_SCHEMA', input: null, rest: recipientRest },
  ),
  refusedText('number-zero', 'A number with a leading zero.', 'recipient.phone', number, '012'),
  refusedText('number-point', 'A number with a zero at its end.', 'recipient.phone', number, '1.50'),
  refusedText('number-empty', 'A number without digits.', 'recipient.phone', number, ''),
  refusedText('number-infinite', 'No finite number.', 'recipient.phone', number, 'Infinity'),
  refusedText('number-unsafe', '2^53: digits may be lost.', 'recipient.phone', number, '9007199254740992'),
  refusedText('bigint-zero', 'A negative zero, which big integers do not have.', 'recipient.account', bigint, '-0'),
  refusedText('bigint-hex', 'A big integer that is not decimal.', 'recipient.account', bigint, '0x10'),
  refusedText('bigint-long', 'A big integer of 1,001 digits.', 'recipient.account', bigint, '9'.repeat(1001)),
  refusedText('boolean-word', 'A boolean in words.', 'recipient.isMember', boolean, 'true'),
  refusedText('date-day', 'A date without a time.', 'recipient.birthday', date, '1990-03-07'),
  refusedText('date-none', 'A day that does not exist.', 'recipient.birthday', date, '1990-02-30T00:00:00.000Z'),
  refusedText('tag-unknown', 'A tag without a type.', 'recipient.phone', 0xfc, '1'),
  refusedText('tag-twice', 'A tag behind a tag.', 'recipient.phone', number, '\u00f81'),
  refusedList('array-string', 'A text with its type: texts have one form.', [[0, '12', 'string']]),
  refusedList('array-unknown', 'A type that does not exist.', [[0, '12', 'text']]),
  refusedList('array-json', 'A number that is no text.', [[0, 12, 'number']]),
  refusedList('array-more', 'Something behind the type.', [[0, '12', 'number', 1]]),
  bad(
    'record-typed-array-tagged',
    'A list with a tag.',
    { fields: [tagged('items[].remark', number, '[[0,"12"]]')] },
    { schema, input: null, rest: { items: [{}] } },
  ),
];

const writing = (name: string, comment: string, recipient: object): Vector => ({
  ...good(name, comment),
  expect: 'ERR_FIELD_TYPE',
  operation: 'encrypt',
  schema,
  input: { recipient },
  token: null,
});

const notWritten: readonly Vector[] = [
  writing('encrypt-typed-nan', 'A number that is none.', { phone: typed('number', 'NaN') }),
  writing('encrypt-typed-unsafe', '2^53: digits may be lost.', { phone: typed('number', '9007199254740992') }),
  writing('encrypt-typed-date', 'A date that holds no time.', { birthday: typed('date', '') }),
  writing('encrypt-typed-text', 'A text, where the schema takes dates only.', { birthday: '1990-03-07' }),
  writing('encrypt-typed-bigint', 'A big integer, where the schema takes texts and numbers.', {
    phone: typed('bigint', phone),
  }),
];

const field: Vector = {
  name: 'field-typed',
  expect: 'ERR_DECRYPT_FAILED',
  comment: 'A field token holds a text.',
  operation: 'decrypt',
  form: 'field',
  ...basis,
  context: fieldContext,
  input: phone,
  token: writeField({
    key,
    context: place,
    salt: saltFor('field-typed'),
    isPadded: true,
    isCommitted: true,
    field: phoneNumber,
  }),
};

export const typedVectors: readonly Vector[] = [
  ...opening,
  ...refused,
  // Nothing stands beside a token that is not written.
  ...notWritten.map(({ rest: _, ...vector }) => vector),
  field,
];
