import { describe, expect, it } from 'vitest';
import { createMasker, defineSchema, type MaskSchema, orderSchema } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const masker = createMasker();
const schema = defineSchema({
  name: 'test',
  fields: {
    'to.name': { action: 'encrypt', id: 1, kind: 'name' },
    'to.phone': { action: 'mask', kind: 'phone' },
    'to.address': { action: 'encrypt', id: 2, kind: 'address' },
    'items[].note': { action: 'encrypt', id: 3, kind: 'text' },
    'groups[].people[].name': { action: 'encrypt', id: 4, kind: 'name' },
    account: { action: 'encrypt', id: 5, kind: 'opaque' },
    ip: { action: 'drop' },
    'to.city': { action: 'keep' },
  },
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const child of Object.values(value)) freeze(child);
  }
  return value;
}

describe('createMasker', () => {
  it('masks under the label policy by default and cannot be changed', () => {
    expect(masker.policy.name).toBe('label');
    expect(masker.name('欧阳小明')).toBe('欧阳**');
    expect(masker.phone('138 0013 8000')).toBe('138******00');
    expect(masker.address('海德三道199号3栋2单元501室')).toBe('海德三道199号3栋**单元**室');
    expect(masker.text('打13812345678')).toBe('打138******78');
    expect(masker.value('opaque', 'x')).toBe('**');
    expect(masker.inspect('name', '张三').hidden).toHaveLength(1);
    expect(Object.isFrozen(masker)).toBe(true);
  });

  it('takes a glyph', () => {
    const squares = createMasker('label', { glyph: '■' });
    expect(squares.name('张三')).toBe('张■■');
    expect(squares.phone('0571-88886666转8012')).toBe('0571-■■■■■■66-■■');
    expect(squares.address('3栋501室')).toBe('3栋■■室');
    expect(() => createMasker('label', { glyph: '1' })).toThrow(RangeError);
  });
});

describe('masker.record', () => {
  const order = freeze({
    id: 'A1',
    to: { name: '张三丰', phone: '13812345678', address: '栖柏花园3栋2单元501室', city: '杭州市', zip: '310012' },
    items: [{ note: '打13812345678' }, { sku: 'x' }, { note: '发顺丰' }, { note: null }],
    groups: [{ people: [{ name: '李四' }, { name: '王' }] }, { people: [] }],
    account: 'somebody@example.com',
    ip: '203.0.113.7',
  });

  it('masks private fields in a copy, drops, keeps, and leaves the rest', () => {
    expect(masker.record(order, schema)).toEqual({
      id: 'A1',
      to: { name: '张**', phone: '138******78', address: '栖柏花园3栋**单元**室', city: '杭州市', zip: '310012' },
      items: [{ note: '打138******78' }, { sku: 'x' }, { note: '发顺丰' }, { note: null }],
      groups: [{ people: [{ name: '李**' }, { name: '**' }] }, { people: [] }],
      account: '**',
    });
    expect(order.to.name).toBe('张三丰');
  });

  it('leaves paths that the caller keeps', () => {
    expect(masker.record(order, schema, ['to.phone']).to).toMatchObject({ phone: '13812345678', name: '张**' });
    expect(masker.record(order, schema, ['items[].note']).items).toEqual(order.items);
  });

  it('masks ciphertext whole and masks of others on', () => {
    const masked = masker.record(
      { to: { name: '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~', phone: '138****5678', address: '' } },
      schema,
    );
    expect(masked.to).toEqual({ name: '**', phone: '138******78', address: '' });
  });

  it.each([{}, { to: null }, { to: { name: null, phone: undefined, address: '' } }])(
    'has nothing to do in %j',
    (empty) => {
      expect(masker.record(empty, schema)).toEqual(empty);
    },
  );

  it('knows the plain order schema', () => {
    const masked = masker.record(
      { recipient: { name: '张三', phone: '13812345678', address: '3栋501室' }, remark: '打13812345678' },
      orderSchema,
    );
    expect(masked).toEqual({
      recipient: { name: '张**', phone: '138******78', address: '3栋**室' },
      remark: '打138******78',
    });
  });

  it.each([
    ['number', { to: { phone: 13812345678 } }, 'to.phone'],
    ['array', { to: { name: ['喻晓刚'] } }, 'to.name'],
    ['object', { items: [{ note: 'x' }, { note: { text: '喻晓刚' } }] }, 'items[1].note'],
    ['boolean', { account: true }, 'account'],
  ])('ERR_FIELD_TYPE for a %s, with the path and without the value', (type, bad, path) => {
    const error = thrownBy(() => masker.record(bad, schema));
    expect(codeOf(() => masker.record(bad, schema))).toBe('ERR_FIELD_TYPE');
    expect(error).toMatchObject({ path, message: `${path} expected string, got ${type}` });
    expect(shownBy(error)).not.toMatch(/喻|1381234/u);
  });

  // Left alone, they would stay readable in the copy.
  it.each<[string, object]>([
    ['an object where a list is named', { items: { note: '喻晓刚' } }],
    ['a list where an object is named', { to: [{ name: '喻晓刚' }] }],
    ['text where an object is named', { to: '{"name":"喻晓刚"}' }],
    ['any other text there', { to: 'x' }],
    ['an empty object where a list is named', { items: {} }],
  ])('ERR_FIELD_TYPE for %s', (_, bad) => {
    const error = thrownBy(() => masker.record(bad, schema));
    expect(error).toMatchObject({ code: 'ERR_FIELD_TYPE' });
    expect(shownBy(error)).not.toContain('喻');
  });

  it.each([null, undefined, 'order', 7, []])('TypeError for %j instead of an order', (value) => {
    expect(() => masker.record(value as unknown as object, schema)).toThrow(TypeError);
  });

  it('takes any list of rules', () => {
    const rules: MaskSchema = {
      rules: [{ path: { text: 'n', steps: ['n'] }, rule: { action: 'mask', kind: 'name' } }],
    };
    expect(masker.record({ n: '张三', m: '李四' }, rules)).toEqual({ n: '张**', m: '李四' });
  });

  const rule = (path: string, action: 'mask' | 'drop' | 'keep'): MaskSchema['rules'][number] => ({
    path: { text: path, steps: path.split('.') },
    rule: action === 'mask' ? { action, kind: 'name' } : { action },
  });

  it('sees a rule that is added to a list, or changed, after its first use', () => {
    const rules = [rule('n', 'mask')];
    expect(masker.record({ n: '张三', m: '李四' }, { rules })).toEqual({ n: '张**', m: '李四' });
    const growing = { rules };
    expect(masker.record({ n: '张三', m: '李四' }, growing)).toEqual({ n: '张**', m: '李四' });
    rules.push(rule('m', 'mask'));
    expect(masker.record({ n: '张三', m: '李四' }, growing)).toEqual({ n: '张**', m: '李**' });
    const changing = Object.freeze({ rules: Object.freeze([{ ...rule('n', 'keep') }]) });
    expect(masker.record({ n: '张三' }, changing)).toEqual({ n: '张三' });
    Object.assign(changing.rules[0] as object, rule('n', 'mask'));
    expect(masker.record({ n: '张三' }, changing)).toEqual({ n: '张**' });
  });

  it('follows every rule of a path that is named twice', () => {
    expect(masker.record({ n: '张三' }, { rules: [rule('n', 'mask'), rule('n', 'drop')] })).toEqual({});
    expect(masker.record({ n: '张三' }, { rules: [rule('n', 'drop'), rule('n', 'mask')] })).toEqual({ n: '张**' });
    expect(masker.record({ n: '张三' }, { rules: [rule('n', 'mask'), rule('n', 'keep')] })).toEqual({ n: '张**' });
  });

  it('does not look at the way to a path that is kept', () => {
    expect(masker.record({ a: 'x', n: '张三' }, { rules: [rule('a.b', 'keep'), rule('n', 'mask')] })).toEqual({
      a: 'x',
      n: '张**',
    });
    expect(masker.record({ a: 'x' }, { rules: [rule('a.b', 'mask')] }, ['a.b'])).toEqual({ a: 'x' });
  });

  it('masks only what an order holds itself', () => {
    const rules = [rule('toString', 'mask'), rule('n', 'mask')];
    expect(masker.record(Object.create({ n: '张三' }) as object, { rules })).toEqual({});
    const odd = masker.record(JSON.parse('{"__proto__":{"n":"张三"},"n":"李四"}') as object, { rules });
    expect(JSON.stringify(odd)).toBe('{"__proto__":{"n":"张三"},"n":"李**"}');
  });
});
