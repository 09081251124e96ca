// Values with types, and index tags: whatever an order holds.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBlindIndexer, createRecordCipher, defineSchema, type Keyring, type ValueType } from 'waybill-privacy';
import { typeOfValue, valueOfText } from '../../src/typedText.ts';
import { indexKey, keyA, knownKeyring } from '../support/keyrings.ts';
import { readRecord, saltOf, writeRecord } from '../support/referenceToken.ts';
import { context, orderContext, referenceKey } from '../support/samples.ts';
import { codeOf } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await knownKeyring({ tenant: 'shop-1', keys: [keyA, indexKey] });
});

const types: readonly ValueType[] = ['string', 'number', 'bigint', 'boolean', 'date'];
const schema = defineSchema({
  name: 'order',
  fields: {
    value: { action: 'encrypt', id: 3, kind: 'opaque', types },
    'items[].value': { action: 'encrypt', id: 20, kind: 'text', types },
  },
});
const options = fc.record({
  form: fc.constantFrom('fields' as const, 'sealed' as const),
  pad: fc.constantFrom('bucket' as const, 'none' as const),
});

const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;
const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }).filter(isExact), fc.constant(-0));
const other = fc.oneof(number, fc.bigInt(), fc.boolean(), fc.date({ noInvalidDate: true }));
// Texts that another value could be taken for.
const lookalike = other.map((value) => (value instanceof Date ? value.toISOString() : String(value)));
const any = fc.oneof(other, lookalike, wellFormed(20));

describe('typed values', () => {
  it('come back with their type, alone and in lists', () => {
    fc.assert(
      fc.property(
        any,
        fc.array(fc.record({ value: fc.option(any) }, { noNullPrototype: true }), { maxLength: 4 }),
        options,
        (value, items, how) => {
          const cipher = createRecordCipher({ keyring, schema, ...how });
          const encrypted = JSON.parse(JSON.stringify(cipher.encrypt({ value, items }, orderContext)));
          expect(cipher.decrypt(encrypted, orderContext)).toStrictEqual({ value, items });
          const again = cipher.reencrypt(encrypted, orderContext);
          expect(cipher.decrypt(again, orderContext)).toStrictEqual({ value, items });
        },
      ),
    );
  });

  it('a text stays a text, with the bytes that the reference implementation writes', () => {
    fc.assert(
      fc.property(fc.oneof(lookalike, wellFormed(20)), (value) => {
        fc.pre(value !== '');
        const cipher = createRecordCipher({ keyring, schema });
        const { token } = cipher.encrypt({ value }, orderContext).privacy;
        const salt = saltOf(token!).toString('hex');
        const fields = [{ id: 3, value, bucket: 16 }];
        expect(writeRecord({ key: referenceKey, context, salt, fields, isPadded: true, isSealed: false })).toBe(token);
        expect([...readRecord(token!, referenceKey, context)]).toEqual([[3, value]]);
      }),
    );
  });

  it('a reader of texts opens no other type', () => {
    const texts = defineSchema({
      name: 'order',
      fields: {
        value: { action: 'encrypt', id: 3, kind: 'opaque' },
        'items[].value': { action: 'encrypt', id: 20, kind: 'text' },
      },
    });
    fc.assert(
      fc.property(other, options, (value, how) => {
        const reader = createRecordCipher({ keyring, schema: texts });
        for (const order of [{ value }, { items: [{ value }] }]) {
          const encrypted = createRecordCipher({ keyring, schema, ...how }).encrypt(order, orderContext);
          expect(codeOf(() => reader.decrypt(encrypted, orderContext))).toBe('ERR_SCHEMA');
          expect(codeOf(() => reader.encrypt(order, orderContext))).toBe('ERR_FIELD_TYPE');
        }
      }),
    );
  });

  it('of any bytes behind a tag open as a value of its type, or not at all', () => {
    const tags = fc.constantFrom(...([0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xff] as const));
    const typeOf: Readonly<Record<number, ValueType>> = { 248: 'number', 249: 'bigint', 250: 'boolean', 251: 'date' };
    const text = fc.oneof(lookalike, wellFormed(8), fc.stringMatching(/^-?[0-9.e]{1,5}$/u));
    fc.assert(
      fc.property(tags, text, (tag, written) => {
        const value = Buffer.concat([Buffer.of(tag), Buffer.from(written)]);
        const forms = { isPadded: false, isSealed: false };
        const salt = '00'.repeat(16);
        const token = writeRecord({ key: referenceKey, context, salt, fields: [{ id: 3, value }], ...forms });
        const encrypted = { privacy: { token: token as never, masks: {} } };
        const open = (): unknown => createRecordCipher({ keyring, schema }).decrypt(encrypted, orderContext);
        const type = typeOf[tag];
        const expected = type === undefined ? undefined : valueOfText(type, written);
        if (expected === undefined) expect(codeOf(open)).toBe('ERR_DECRYPT_FAILED');
        else expect(open()).toStrictEqual({ value: expected });
        expect(expected === undefined || typeOfValue(expected) === type).toBe(true);
      }),
    );
  });
});

describe('index tags of a record cipher', () => {
  const indexed = () => {
    const path = (text: string) => ({ path: text, normaliser: 'text', types }) as const;
    const indexer = createBlindIndexer({
      keyring,
      indexes: {
        value: { fields: [path('value')], bits: 'exact' },
        item: { fields: [path('items[].value')], bits: 12 },
      },
    });
    return { indexer, cipher: createRecordCipher({ keyring, schema, indexer }) };
  };
  // What looks masked or protected has no tag of the indexer's own to compare with.
  const findable = any.filter(
    (value) => typeof value !== 'string' || !/[*＊●█■□∗﹡]|^\s*wp[rfi]\d|[xX]{3}/u.test(value),
  );

  it("are the indexer's own for the same values, after a re-encryption too", () => {
    const { indexer, cipher } = indexed();
    fc.assert(
      fc.property(findable, fc.array(fc.record({ value: findable }), { maxLength: 4 }), (value, items) => {
        const order = { value, items };
        const encrypted = cipher.encrypt(order, orderContext);
        expect(encrypted.privacy.indexes).toEqual(indexer.tags(order));
        expect(indexer.isCurrent(encrypted.privacy.indexes ?? {}, order)).toBe(true);
        expect(cipher.reencrypt(encrypted, orderContext).privacy.indexes).toEqual(encrypted.privacy.indexes);
      }),
    );
  });
});
