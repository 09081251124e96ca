import { describe, expect, it } from 'vitest';
import { defineSchema, orderSchema, type SchemaDefinition } from 'waybill-privacy';
import { codeOf, thrownBy } from '../../support/thrown.ts';

describe('defineSchema', () => {
  it('sorts rules by id, rules without one last', () => {
    const schema = defineSchema({
      name: 'x',
      fields: {
        a: { action: 'keep' },
        b: { action: 'encrypt', id: 9, kind: 'name' },
        c: { action: 'drop' },
        d: { action: 'encrypt', id: 2, kind: 'text' },
      },
    });
    expect(schema.rules.map(({ path }) => path.text)).toEqual(['d', 'b', 'a', 'c']);
    expect([...schema.fields.keys()]).toEqual(['b', 'd']);
    expect(schema.ifProtected).toBe('refuse');
  });

  it('does not change with the definition it was made from', () => {
    const rule = { action: 'encrypt' as const, id: 1, kind: 'name' as 'name' | 'text' };
    const schema = defineSchema({ name: 'x', fields: { a: rule } });
    rule.id = 5;
    rule.kind = 'text';
    expect(schema.rules[0]?.rule).toEqual({ action: 'encrypt', id: 1, kind: 'name' });
    expect(schema.fields.get('a')).toEqual({ id: 1, kind: 'name' });
    expect(Object.isFrozen(schema.rules[0]?.rule)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['an empty name', { name: '', fields: {} }],
    ['a bad path', { name: 'x', fields: { 'a..b': { action: 'keep' } } }],
    ['a path into prototypes', { name: 'x', fields: { 'a.__proto__': { action: 'drop' } } }],
    ['an unknown action', { name: 'x', fields: { a: { action: 'hash' } } }],
    ['an action of Object.prototype', { name: 'x', fields: { a: { action: 'toString' } } }],
    ['no action', { name: 'x', fields: { a: {} } }],
    [
      'an id twice',
      {
        name: 'x',
        fields: { a: { action: 'encrypt', id: 1, kind: 'name' }, b: { action: 'encrypt', id: 1, kind: 'name' } },
      },
    ],
    ['id 0', { name: 'x', fields: { a: { action: 'encrypt', id: 0, kind: 'name' } } }],
    ['no kind', { name: 'x', fields: { a: { action: 'encrypt', id: 1 } } }],
    ['an unknown ifProtected', { name: 'x', fields: {}, ifProtected: 'skip' }],
  ])('refuses %s', (_, definition) => {
    expect(codeOf(() => defineSchema(definition as SchemaDefinition))).toBe('ERR_SCHEMA');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no fields', { name: 'x' }],
    ['an unknown key', { name: 'x', fields: {}, ifprotected: 'keep' }],
    ['a rule that is text', { name: 'x', fields: { a: 'keep' } }],
    ['an unknown key of a rule', { name: 'x', fields: { a: { action: 'drop', id: 1 } } }],
  ])('%s is a mistake of the programmer', (_, definition) => {
    expect(thrownBy(() => defineSchema(definition as SchemaDefinition))).toBeInstanceOf(TypeError);
  });
});

describe('orderSchema', () => {
  it('has ids that never change: tokens carry them', () => {
    expect([...orderSchema.fields].map(([path, { id, kind }]) => [id, path, kind])).toEqual([
      [1, 'recipient.name', 'name'],
      [2, 'recipient.phone', 'phone'],
      [3, 'recipient.address', 'address'],
      [4, 'sender.name', 'name'],
      [5, 'sender.phone', 'phone'],
      [6, 'sender.address', 'address'],
      [7, 'remark', 'text'],
    ]);
    expect(orderSchema.name).toBe('order');
  });
});
