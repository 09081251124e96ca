import { describe, expect, it } from 'vitest';
import { type Path, parsePath } from '../../../src/paths.ts';
import { type FieldValue, packValues, unpackValues } from '../../../src/record/values.ts';
import type { TypedText } from '../../../src/token/plaintext.ts';
import { codeOf } from '../../support/thrown.ts';

const single = parsePath('remark');
const list = parsePath('items[].remark');
const nested = parsePath('a[].b[]');

const text = (value: string, ...indices: number[]): FieldValue => ({ type: 'string', text: value, value, indices });
const number = (value: number, ...indices: number[]): FieldValue => ({
  type: 'number',
  text: String(value),
  value,
  indices,
});
const plain = (value: string): TypedText => ({ type: 'string', text: value });

describe('packValues and unpackValues', () => {
  it('a value without position is the text itself', () => {
    expect(packValues(single, [text('[0,"x"]')])).toMatchObject(plain('[0,"x"]'));
    expect(unpackValues(single, plain('[0,"x"]'))).toEqual([text('[0,"x"]')]);
    expect(packValues(single, [number(-1.5)])).toMatchObject({ type: 'number', text: '-1.5' });
    expect(unpackValues(single, { type: 'number', text: '-1.5' })).toEqual([number(-1.5)]);
  });

  it.each<[Path, FieldValue[], string]>([
    [list, [text('轻放', 2)], '[[2,"轻放"]]'],
    [nested, [text('x', 0, 1), text('', 3, 0)], '[[0,1,"x"],[3,0,""]]'],
    [list, [text('12', 0), number(12, 1), text('number', 2)], '[[0,"12"],[1,"12","number"],[2,"number"]]'],
    [nested, [number(7, 0, 1)], '[[0,1,"7","number"]]'],
  ])('values of a list carry their positions', (path, values, json) => {
    expect(packValues(path, values)).toEqual(plain(json));
    expect(unpackValues(path, plain(json))).toEqual(values);
  });

  it.each([
    '',
    'x',
    '{}',
    'null',
    '1',
    '"x"',
    '[1]',
    '["x"]',
    '[[]]',
    '[[0]]',
    '[[0,1]]',
    '[["0","x"]]',
    '[[0.5,"x"]]',
    '[[-1,"x"]]',
    '[["x"]]',
    '[[0,1,"x"]]',
    '[[0,"x"],[0,1,"x"]]',
    '[[0,"x","string"]]',
    '[[0,"x","text"]]',
    '[[0,"x","toString"]]',
    '[[0,"x","number"]]',
    '[[0,"012","number"]]',
    '[[0,12,"number"]]',
    '[[0,"12","number",1]]',
    '[[0,"12",null]]',
    '[["12","number"]]',
    '[[0,1,"12","number"]]',
  ])('a list is not read from %j', (json) => {
    expect(unpackValues(list, plain(json))).toBeUndefined();
  });

  it('a list is a text itself', () => {
    expect(unpackValues(list, { type: 'number', text: '1' })).toBeUndefined();
  });

  it('a lone surrogate is refused in a list: JSON would carry it as an escape', () => {
    expect(codeOf(() => packValues(list, [text('x\ud800', 0)]))).toBe('ERR_UNICODE');
  });
});
