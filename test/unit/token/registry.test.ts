import { describe, expect, it } from 'vitest';
import { createRegistry, fieldOf, orderFields } from '../../../src/token/registry.ts';
import { codeOf, thrownBy } from '../../support/thrown.ts';

describe('createRegistry', () => {
  it('gives the field of a path', () => {
    const registry = createRegistry('order', orderFields);
    expect(fieldOf(registry, 'recipient.phone')).toEqual({ id: 2, kind: 'phone' });
  });

  it('gives nothing for other paths, inherited names among them', () => {
    const registry = createRegistry('order', orderFields);
    for (const path of ['', 'recipient', 'recipient.email', 'toString', '__proto__']) {
      expect(codeOf(() => fieldOf(registry, path))).toBe('ERR_SCHEMA');
    }
  });

  it.each([
    ['no name', '', {}],
    ['id 0', 'x', { a: { id: 0, kind: 'name' } }],
    ['id 256', 'x', { a: { id: 256, kind: 'name' } }],
    ['id 1.5', 'x', { a: { id: 1.5, kind: 'name' } }],
    ['an id as text', 'x', { a: { id: '1', kind: 'name' } }],
    ['an id twice', 'x', { a: { id: 1, kind: 'name' }, b: { id: 1, kind: 'phone' } }],
    ['an unknown kind', 'x', { a: { id: 1, kind: 'colour' } }],
  ])('refuses %s', (_, name, fields) => {
    expect(codeOf(() => createRegistry(name, fields as never))).toBe('ERR_SCHEMA');
  });

  it('refuses an unknown key of a field', () => {
    expect(thrownBy(() => createRegistry('x', { a: { id: 1, kind: 'name', padd: 1 } as never }))).toBeInstanceOf(
      TypeError,
    );
  });

  it('takes ids 1 and 255', () => {
    const registry = createRegistry('x', { a: { id: 1, kind: 'name' }, b: { id: 255, kind: 'text' } });
    expect([...registry.fields.values()].map(({ id }) => id)).toEqual([1, 255]);
  });
});
