import { describe, expect, it } from 'vitest';
import { defineSchema, type FieldRule, lockSchema, orderSchema, presets, type SchemaLock } from 'waybill-privacy';
import { codeOf, faceOf, thrownBy } from '../../support/thrown.ts';

const fields = {
  'buyer.name': { action: 'encrypt', id: 1, kind: 'name' },
  'items[].remark': { action: 'encrypt', id: 3, kind: 'text' },
  'buyer.ip': { action: 'drop' },
} as const satisfies Record<string, FieldRule>;

const schemaOf = (changed: Record<string, FieldRule>, name = 'shop') => defineSchema({ name, fields: changed });
const lock = lockSchema(schemaOf(fields));

describe('lockSchema', () => {
  it('lists encrypted fields by id, also through JSON', () => {
    expect(lock).toEqual({
      name: 'shop',
      ids: { 1: { path: 'buyer.name', kind: 'name' }, 3: { path: 'items[].remark', kind: 'text' } },
    });
    expect(lockSchema(schemaOf(fields), JSON.parse(JSON.stringify(lock)))).toEqual(lock);
  });

  it('takes new ids, and what it gives holds them', () => {
    const extended = lockSchema(
      schemaOf({ ...fields, 'buyer.phone': { action: 'encrypt', id: 2, kind: 'phone' } }),
      lock,
    );
    expect(Object.keys(extended.ids)).toEqual(['1', '2', '3']);
    expect(codeOf(() => lockSchema(schemaOf(fields), extended))).toBe('ERR_SCHEMA');
  });

  it('takes changes that tokens do not carry', () => {
    const changed = {
      ...fields,
      'buyer.name': { ...fields['buyer.name'], mask: false },
      city: { action: 'keep' },
    } as const;
    expect(lockSchema(schemaOf(changed), lock)).toEqual(lock);
  });

  it.each<[string, Record<string, FieldRule>, string]>([
    ['an id that is gone', { 'items[].remark': fields['items[].remark'] }, 'buyer.name'],
    ['a field that is only masked now', { ...fields, 'buyer.name': { action: 'mask', kind: 'name' } }, 'buyer.name'],
    ['another id', { ...fields, 'buyer.name': { action: 'encrypt', id: 9, kind: 'name' } }, 'buyer.name'],
    [
      'swapped ids',
      {
        'buyer.name': { action: 'encrypt', id: 3, kind: 'name' },
        'items[].remark': { action: 'encrypt', id: 1, kind: 'text' },
      },
      'buyer.name',
    ],
    [
      'a list that is no list now',
      { 'buyer.name': fields['buyer.name'], 'items.remark': fields['items[].remark'] },
      'items[].remark',
    ],
    ['another kind', { ...fields, 'buyer.name': { action: 'encrypt', id: 1, kind: 'opaque' } }, 'buyer.name'],
  ])('refuses %s and names the path that was locked', (_, changed, path) => {
    const error = thrownBy(() => lockSchema(schemaOf(changed), lock));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_SCHEMA', path });
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['text', 'lock'],
    ['no ids', { name: 'shop' }],
    ['another name', { ...lock, name: 'order' }],
    ['no name', { ids: lock.ids }],
    ['an id without a field', { name: 'shop', ids: { 1: null } }],
    ['an id without a path', { name: 'shop', ids: { 1: { kind: 'name' } } }],
    ['an id of Object.prototype', { name: 'shop', ids: { toString: { path: 'a', kind: 'name' } } }],
  ])('a lock that is %s is none', (_, previous) => {
    expect(codeOf(() => lockSchema(schemaOf(fields), previous as SchemaLock))).toBe('ERR_SCHEMA');
  });

  it('the ids of the schemas that are shipped never change', () => {
    const shipped = [orderSchema, ...Object.values(presets).map(({ schema }) => schema)];
    expect(shipped.map((schema) => lockSchema(schema))).toMatchSnapshot();
  });
});
