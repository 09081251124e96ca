// Shapes in which private values stand or do not stand in an order: optional, nested, lists, null, empty.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRecordCipher, defineSchema, type Keyring } from 'waybill-privacy';
import { recordForms, shopKeyring } from '../../support/samples.ts';
import { codeOf, faceOf, shownBy, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const schema = defineSchema({
  name: 'shapes',
  fields: {
    'a.b.c.phone': { action: 'encrypt', id: 1, kind: 'phone' },
    'items[].remark': { action: 'encrypt', id: 2, kind: 'text' },
    'parcels[].boxes[].to.name': { action: 'encrypt', id: 3, kind: 'name' },
    'notes[]': { action: 'encrypt', id: 4, kind: 'text' },
    'grid[].row[]': { action: 'encrypt', id: 5, kind: 'opaque' },
  },
});
const context = { recordId: 'order-1' };

describe.each(recordForms)('shapes, %s', (_, options) => {
  const cipher = () => createRecordCipher({ keyring, schema, ...options });

  it.each<[string, object]>([
    ['nothing', {}],
    ['null in place of an object', { a: null, items: null, parcels: null, notes: null }],
    ['null inside', { a: { b: null }, items: [null], parcels: [{ boxes: null }, null], notes: [null] }],
    ['null and empty values', { a: { b: { c: { phone: null } } }, items: [{ remark: '' }], notes: ['', null] }],
    ['empty lists', { items: [], parcels: [{ boxes: [] }], notes: [], grid: [{ row: [] }] }],
    ['a deep field', { a: { b: { c: { phone: '13800138000', x: 1 } } } }],
    ['some of a list', { items: [{ remark: '轻放' }, {}, { remark: '' }, { remark: null }, { remark: '易碎' }] }],
    ['a list of texts', { notes: ['轻放', '', '易碎', null, '轻放'] }],
    [
      'lists in lists',
      { parcels: [{ boxes: [{ to: { name: '张三丰' } }] }, {}, { boxes: [{}, { to: { name: '李四光' } }] }] },
    ],
    ['texts in lists in lists', { grid: [{ row: ['x', 'y'] }, { row: [] }, { row: ['z'] }] }],
    ['text that looks like a packed list', { notes: ['[[0,"x"]]', '"'], a: { b: { c: { phone: '[0]' } } } }],
  ])('%s comes back', (_name, order) => {
    const copy = structuredClone(order);
    const encrypted = cipher().encrypt(order, context);
    const stored = JSON.stringify(encrypted);
    for (const text of ['13800138000', '轻放', '易碎', '张三丰', '李四光']) {
      expect(stored).not.toContain(text);
    }
    expect(order).toEqual(copy);
    expect(cipher().decrypt(encrypted, context)).toEqual(copy);
    expect(cipher().decrypt(cipher().reencrypt(encrypted, context), context)).toEqual(copy);
    expect(cipher().decrypt(JSON.parse(stored), context)).toEqual(copy);
  });

  it.each<[string, object, string]>([
    ['an object where a list is named', { items: { remark: '轻放' } }, 'items[].remark'],
    ['an object with numbers for keys', { notes: { 0: '轻放' } }, 'notes[]'],
    ['a list where an object is named', { a: [{ b: { c: { phone: '13800138000' } } }] }, 'a.b.c.phone'],
    ['a list in a list', { notes: ['轻放'], items: [[{ remark: '轻放' }]] }, 'items[].remark'],
    ['text where an object is named', { a: '张三丰 13800138000' }, 'a.b.c.phone'],
    ['JSON text where a list is named', { items: '[{"remark":"轻放"}]' }, 'items[].remark'],
    ['a number on the way', { parcels: [{ boxes: [{ to: 13800138000 }] }] }, 'parcels[].boxes[].to.name'],
  ])('%s is refused: it would stay readable', (_name, order, path) => {
    const error = thrownBy(() => cipher().encrypt(order, context));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_FIELD_TYPE', path });
    expect(shownBy(error)).not.toMatch(/轻放|张三丰|13800138000/u);
  });

  it('nothing to encrypt gives no token', () => {
    const orders = [{}, { items: [] }, { notes: ['', null] }, { a: { b: { c: { phone: '' } } } }];
    for (const order of orders) expect(cipher().encrypt(order, context).privacy.token).toBeNull();
  });

  it('a list that was cut beside its token is refused, not filled up', () => {
    const encrypted = cipher().encrypt({ items: [{ remark: '轻放' }, { remark: '易碎' }] }, context);
    for (const items of [[{}], [], [{}, null], 'x', null, undefined]) {
      expect(codeOf(() => cipher().decrypt({ ...encrypted, items }, context))).toBe('ERR_FIELD_TYPE');
    }
  });

  it.each([1, 0, true, false, {}, [], new Date(0)])('%o in a list names its position', (value) => {
    const order = { parcels: [{}, { boxes: [{}, {}, { to: { name: value } }] }] };
    expect(() => cipher().encrypt(order, context)).toThrow(
      expect.objectContaining({ code: 'ERR_FIELD_TYPE', path: 'parcels[1].boxes[2].to.name' }),
    );
  });
});
