// Private values that are no texts: numbers, dates and booleans that a rule declares.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createErasableRecordCipher,
  createFieldCipher,
  createMasker,
  createRecordCipher,
  defineSchema,
  type FieldRule,
  type Keyring,
  lockSchema,
  type ValueType,
} from 'waybill-privacy';
import { textOfValue, typeOfValue, valueOfText } from '../../../src/typedText.ts';
import type { PrivateValue } from '../../../src/types.ts';
import { decode, readRecord } from '../../support/referenceToken.ts';
import { context as place, recordForms, referenceKey, shopKeyring } from '../../support/samples.ts';
import { codeOf, faceOf, shownBy, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const all: readonly ValueType[] = ['string', 'number', 'bigint', 'boolean', 'date'];
const context = { recordId: 'order-1' };
const schema = defineSchema({
  name: 'order',
  fields: {
    'to.phone': { action: 'encrypt', id: 2, kind: 'phone', types: ['number', 'string'] },
    'to.birthday': { action: 'encrypt', id: 3, kind: 'opaque', types: ['date'] },
    'to.any': { action: 'encrypt', id: 4, kind: 'opaque', types: all, mask: true },
    'items[].weight': { action: 'encrypt', id: 5, kind: 'opaque', types: all, mask: true },
    'grid[].row[]': { action: 'encrypt', id: 6, kind: 'text', types: all },
    'to.note': { action: 'encrypt', id: 7, kind: 'text' },
    'to.vip': { action: 'mask', kind: 'opaque', types: ['boolean'] },
  },
});
const values: readonly PrivateValue[] = [
  0,
  -0,
  12,
  -1.5,
  1e-7,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  0n,
  -12n,
  123456789012345678901234567890n,
  10n ** 1000n - 1n,
  true,
  false,
  new Date(0),
  new Date('1990-03-07T16:00:00.001Z'),
  new Date(8.64e15),
  new Date(-8.64e15),
  new Date('0000-01-01T00:00:00.000Z'),
];
const lookalikes = ['0', '-0', '12', '1', 'true', '0n', '1970-01-01T00:00:00.000Z', '\u00f812', '[[0,"12","number"]]'];

describe.each(recordForms)('values with types, %s', (_, options) => {
  const cipher = () => createRecordCipher({ keyring, schema, ...options });
  const comesBack = (order: object): void => {
    const encrypted = cipher().encrypt(order, context);
    expect(cipher().decrypt(encrypted, context)).toStrictEqual(order);
    expect(cipher().decrypt(JSON.parse(JSON.stringify(encrypted)), context)).toStrictEqual(order);
    expect(cipher().decrypt(cipher().reencrypt(encrypted, context), context)).toStrictEqual(order);
  };

  it.each([...values, ...lookalikes])('%o comes back as what it was', (value) => {
    comesBack({ to: { any: value } });
    comesBack({ items: [{ weight: value }], grid: [{ row: [value, '12', 12] }] });
    const encrypted = cipher().encrypt({ to: { any: value } }, context);
    const opened: PrivateValue | undefined = cipher().decryptField<PrivateValue>(encrypted, 'to.any', context);
    expect(opened).toStrictEqual(value);
  });

  it('null, empty and missing values stay where they are', () => {
    const order = {
      to: { phone: '', birthday: null, any: null, vip: null },
      items: [{ weight: null }, {}, { weight: '' }, { weight: 0 }],
      grid: [{ row: [null, '', false] }, {}],
    };
    const encrypted = cipher().encrypt(order, context);
    expect(encrypted).toMatchObject({ to: order.to });
    expect(decode(encrypted.privacy.token!)[6]).toBe(2);
    comesBack(order);
  });

  it('what is given is not changed, and a date that comes back is another one', () => {
    const birthday = Object.freeze(new Date(5));
    const encrypted = cipher().encrypt({ to: { birthday } }, context);
    const opened = cipher().decrypt(encrypted, context);
    expect(opened.to.birthday).toEqual(birthday);
    expect(opened.to.birthday).not.toBe(birthday);
  });
});

describe('types', () => {
  const cipher = () => createRecordCipher({ keyring, schema });

  it('texts keep the bytes that they have without types', () => {
    const texts = { to: { phone: '13800138000', note: '轻放' }, items: [{ weight: '12' }] };
    const opened = readRecord(cipher().encrypt(texts, context).privacy.token!, referenceKey, place);
    expect([...opened]).toEqual([
      [2, '13800138000'],
      [5, '[[0,"12"]]'],
      [7, '轻放'],
    ]);
  });

  it.each<[string, object, string, string]>([
    ['a number', { to: { note: 13800138000 } }, 'to.note', 'to.note expected string, got number'],
    ['a date', { to: { note: new Date(0) } }, 'to.note', 'to.note expected string, got object'],
    ['a big integer', { to: { phone: 1n } }, 'to.phone', 'to.phone expected string or number, got bigint'],
    ['a text', { to: { birthday: '1990-03-07' } }, 'to.birthday', 'to.birthday expected date, got string'],
    ['a boolean for a mask', { to: { vip: 'yes' } }, 'to.vip', 'to.vip expected boolean, got string'],
    [
      'an object',
      { to: { any: {} } },
      'to.any',
      'to.any expected string or number or bigint or boolean or date, got object',
    ],
  ])('%s where it is not declared is refused', (_, order, path, message) => {
    expect(faceOf(thrownBy(() => cipher().encrypt(order, context)))).toMatchObject({
      code: 'ERR_FIELD_TYPE',
      path,
      message,
    });
  });

  it.each<[string, () => unknown]>([
    ['NaN', () => Number.NaN],
    ['infinity', () => Number.POSITIVE_INFINITY],
    ['negative infinity', () => Number.NEGATIVE_INFINITY],
    ['2^53', () => 2 ** 53],
    ['−2^53', () => -(2 ** 53)],
    ['a float beyond 2^53', () => 1e300],
    ['a big integer of 1,001 digits', () => 10n ** 1000n],
    ['a negative one', () => -(10n ** 1000n)],
    ['an invalid date', () => new Date(Number.NaN)],
    ['a date without its slot', () => Object.create(Date.prototype)],
    ['a Number object', () => Object(12)],
    ['an object that says it is a date', () => ({ [Symbol.toStringTag]: 'Date', toISOString: () => 'x' })],
    ['a symbol', () => Symbol('12')],
    ['a function', () => () => 12],
    ['a list', () => [12]],
  ])('%s is refused wherever it stands', (_, make) => {
    const value = make();
    expect(codeOf(() => cipher().encrypt({ to: { any: value } }, context))).toBe('ERR_FIELD_TYPE');
    const inList = () => cipher().encrypt({ items: [{}, { weight: value }] }, context);
    expect(thrownBy(inList)).toMatchObject({ code: 'ERR_FIELD_TYPE', path: 'items[1].weight' });
    expect(shownBy(thrownBy(inList))).not.toMatch(/1e\+?300|9007199/u);
  });

  it('a schema that does not give the type refuses to open it, and opens the rest', () => {
    const narrow = defineSchema({
      name: 'order',
      fields: {
        'to.phone': { action: 'encrypt', id: 2, kind: 'phone' },
        'to.birthday': { action: 'encrypt', id: 3, kind: 'opaque', types: ['date'] },
      },
    });
    const reader = createRecordCipher({ keyring, schema: narrow });
    const encrypted = cipher().encrypt({ to: { phone: 13800138000, birthday: new Date(0) } }, context);
    const error = thrownBy(() => reader.decrypt(encrypted, context));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_SCHEMA', path: 'to.phone' });
    expect(shownBy(error)).not.toContain('13800138000');
    expect(codeOf(() => reader.decryptField(encrypted, 'to.phone', context))).toBe('ERR_SCHEMA');
    expect(reader.decryptField<Date>(encrypted, 'to.birthday', context)).toEqual(new Date(0));
  });

  it('masks are those of the text', () => {
    const order = { to: { phone: 13812345678, birthday: new Date(0), any: 113.26, vip: true }, items: [{ weight: 7 }] };
    const { privacy, to } = cipher().encrypt(order, context);
    expect(privacy.masks).toEqual({ 'to.phone': '138******78', 'to.any': '**', 'items[0].weight': '**' });
    expect(to).toEqual({ vip: '**' });
    expect(createMasker('label').record(order, schema)).toEqual({
      to: { phone: '138******78', birthday: '**', any: '**', vip: '**' },
      items: [{ weight: '**' }],
    });
    expect(codeOf(() => createMasker('label').record({ to: { note: 7 } }, schema))).toBe('ERR_FIELD_TYPE');
  });

  it('true and false have one length, also unpadded', () => {
    const unpadded = createRecordCipher({ keyring, schema, pad: 'none' });
    const lengths = [true, false].map((any) => unpadded.encrypt({ to: { any } }, context).privacy.token!.length);
    expect(lengths[0]).toBe(lengths[1]);
  });

  it('a number fills the bucket of its kind as its digits do', () => {
    const length = (phone: unknown) => cipher().encrypt({ to: { phone } }, context).privacy.token!.length;
    expect(length(13800138000)).toBe(length('13800138000'));
  });

  it('an erasable order keeps them', async () => {
    const salts = new Map<string, Uint8Array>();
    const erasable = createErasableRecordCipher({
      cipher: cipher(),
      salts: {
        get: (recordId, saltId) => salts.get(recordId + saltId),
        put: (recordId, saltId, salt) => void salts.set(recordId + saltId, salt),
        delete: () => salts.clear(),
      },
    });
    const order = { to: { phone: 13800138000, birthday: new Date(0) } };
    const encrypted = await erasable.encrypt(order, context);
    expect(await erasable.decrypt(encrypted, context)).toStrictEqual(order);
    expect(await erasable.decryptField<number>(encrypted, 'to.phone', context)).toBe(13800138000);
  });

  it('field tokens hold texts only', () => {
    const fields = createFieldCipher({ keyring, schema });
    expect(() => fields.encrypt(13800138000 as never, { recordId: 'order-1', field: 'to.phone' })).toThrow(TypeError);
  });

  it.each<[string, unknown]>([
    ['none', []],
    ['an unknown one', ['string', 'integer']],
    ['one twice', ['number', 'number']],
    ['a text', 'number'],
    ['one of Object.prototype', ['toString']],
    ['null', null],
  ])('a rule with %s is refused', (_, types) => {
    for (const action of ['encrypt', 'mask'] as const) {
      const rule = { action, kind: 'opaque', types, ...(action === 'encrypt' && { id: 1 }) } as FieldRule;
      expect(codeOf(() => defineSchema({ name: 'x', fields: { a: rule } }))).toBe('ERR_SCHEMA');
    }
  });

  it('stand in the schema in one order, frozen; texts alone need no word', () => {
    const types: ValueType[] = ['date', 'string'];
    const rules = { a: { action: 'encrypt', id: 1, kind: 'opaque', types } } as const;
    const made = defineSchema({ name: 'x', fields: rules });
    types.push('number');
    expect(made.fields.get('a')).toEqual({ id: 1, kind: 'opaque', types: ['string', 'date'] });
    expect(made.rules[0]?.rule).toEqual({ ...rules.a, types: ['string', 'date'] });
    expect(Object.isFrozen(made.fields.get('a')?.types)).toBe(true);
    const texts = defineSchema({
      name: 'x',
      fields: { a: { action: 'encrypt', id: 1, kind: 'text', types: ['string'] } },
    });
    expect(texts.fields.get('a')).toEqual({ id: 1, kind: 'text' });
  });
});

describe('lockSchema', () => {
  const schemaOf = (types?: readonly ValueType[]) =>
    defineSchema({ name: 'x', fields: { a: { action: 'encrypt', id: 1, kind: 'opaque', ...(types && { types }) } } });

  it('keeps the types of an id, whatever their order', () => {
    const lock = lockSchema(schemaOf(['date', 'number']));
    expect(lock.ids['1']).toEqual({ path: 'a', kind: 'opaque', types: ['number', 'date'] });
    expect(lockSchema(schemaOf(['number', 'date']), JSON.parse(JSON.stringify(lock)))).toEqual(lock);
    expect(lockSchema(schemaOf(['string']), lockSchema(schemaOf()))).toEqual(lockSchema(schemaOf()));
  });

  it.each<[readonly ValueType[] | undefined, readonly ValueType[] | undefined]>([
    [undefined, ['string', 'number']],
    [['string', 'number'], undefined],
    [['number'], ['bigint']],
    [['date'], ['string', 'date']],
  ])('refuses %j where %j was locked', (now, before) => {
    const error = thrownBy(() => lockSchema(schemaOf(now), lockSchema(schemaOf(before))));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_SCHEMA', path: 'a' });
  });

  it.each([null, 5, 'string', {}])('refuses a lock with %j for types', (types) => {
    const lock = { name: 'x', ids: { 1: { path: 'a', kind: 'opaque', types } } };
    expect(codeOf(() => lockSchema(schemaOf(), lock as never))).toBe('ERR_SCHEMA');
  });
});

describe('texts of values', () => {
  it.each<[PrivateValue, ValueType, string]>([
    ['轻放', 'string', '轻放'],
    [-0, 'number', '-0'],
    [1e21 / 1e6, 'number', '1000000000000000'],
    [0.1 + 0.2, 'number', '0.30000000000000004'],
    [-7n, 'bigint', '-7'],
    [true, 'boolean', '1'],
    [new Date(0), 'date', '1970-01-01T00:00:00.000Z'],
    [new Date(8.64e15), 'date', '+275760-09-13T00:00:00.000Z'],
  ])('%o', (value, type, text) => {
    expect(typeOfValue(value)).toBe(type);
    expect(textOfValue(value)).toBe(text);
    expect(valueOfText(type, text)).toStrictEqual(value);
  });

  it.each<[ValueType, string]>([
    ['number', ''],
    ['number', ' 1'],
    ['number', '1.0'],
    ['number', '+1'],
    ['number', '0x10'],
    ['number', '1e3'],
    ['number', 'NaN'],
    ['number', 'Infinity'],
    ['number', '9007199254740992'],
    ['bigint', ''],
    ['bigint', '01'],
    ['bigint', '-0'],
    ['bigint', '0x1'],
    ['bigint', '1n'],
    ['bigint', ' 1'],
    ['boolean', 'true'],
    ['boolean', ''],
    ['date', '0'],
    ['date', '1970-01-01'],
    ['date', '1970-01-01T00:00:00Z'],
    ['date', '1970-01-01T00:00:00.000+00:00'],
    ['date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['date', '-000000-01-01T00:00:00.000Z'],
  ])('no %s is written %j', (type, text) => {
    expect(valueOfText(type, text)).toBeUndefined();
  });
});
