import { describe, expect, it } from 'vitest';
import { concretePath, parsePath, textOf, valuesAt } from '../../../src/paths.ts';
import { codeOf, thrownBy } from '../../support/thrown.ts';

const found = (root: object, path: string): unknown[] => valuesAt(root, parsePath(path)).map(({ value }) => value);

describe('parsePath', () => {
  it.each([
    ['remark', ['remark']],
    ['recipient.phone', ['recipient', 'phone']],
    ['items[].remark', ['items', '[]', 'remark']],
    ['phones[]', ['phones', '[]']],
    ['a[].b[].c', ['a', '[]', 'b', '[]', 'c']],
    ['收件人.电话', ['收件人', '电话']],
    ['a b', ['a b']],
  ])('reads %s', (text, steps) => {
    expect(parsePath(text)).toEqual({ text, steps });
  });

  it.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    '[]',
    'a.[]',
    'a[][]',
    'a[0]',
    'a[',
    'a[]b',
    '__proto__',
    'a.__proto__.b',
    'constructor.prototype',
    'a.prototype',
    'constructor[]',
    '__proto__[]',
  ])('refuses %j', (text) => {
    expect(codeOf(() => parsePath(text))).toBe('ERR_SCHEMA');
  });
});

describe('valuesAt', () => {
  const order = { a: { b: 'x', n: null }, items: [{ c: '1' }, {}, null, { c: '2' }], tags: ['p', 'q'], nested: [[]] };

  it.each([
    ['a.b', ['x']],
    ['a.n', [null]],
    ['a', [order.a]],
    ['items[].c', ['1', '2']],
    ['tags[]', ['p', 'q']],
    ['items.0.c', ['1']],
  ])('%s', (path, values) => {
    expect(found(order, path)).toEqual(values);
  });

  it.each([
    'missing',
    'a.missing',
    'a.b.c',
    'a.n.c',
    'a[].b',
    'tags[].length',
    'nested[].c',
    'toString',
    'a.hasOwnProperty',
    'tags.map',
  ])('%s gives nothing', (path) => {
    expect(found(order, path)).toEqual([]);
  });

  it('gives positions, one for each []', () => {
    const deep = { a: [{ b: ['x', 'y'] }, { b: ['z'] }] };
    const path = parsePath('a[].b[]');
    const values = valuesAt(deep, path);
    expect(values.map(({ indices }) => indices)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(values.map(({ indices }) => concretePath(path, indices))).toEqual(['a[0].b[0]', 'a[0].b[1]', 'a[1].b[0]']);
  });

  it('does not follow what an order inherits', () => {
    expect(found(Object.create({ a: { b: 'x' } }) as object, 'a.b')).toEqual([]);
  });
});

describe('textOf', () => {
  const path = parsePath('items[].phone');
  const text = (value: unknown): string | undefined => textOf(value, [2], path);

  it('gives strings, and nothing for null, undefined and empty', () => {
    expect([text('x'), text(' '), text(''), text(null), text(undefined)]).toEqual([
      'x',
      ' ',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    [13800138000, 'number'],
    [0, 'number'],
    [false, 'boolean'],
    [['13800138000'], 'array'],
    [{ value: '13800138000' }, 'object'],
    [13800138000n, 'bigint'],
  ])('refuses %o: names the place and the type, never the value', (value, type) => {
    const error = thrownBy(() => text(value)) as Error & { code: string; path: string };
    expect(error.code).toBe('ERR_FIELD_TYPE');
    expect(error.path).toBe('items[2].phone');
    expect(error.message).toBe(`items[2].phone expected string, got ${type}`);
  });
});
