import { describe, expect, it } from 'vitest';
import { parsePath } from '../../../src/paths.ts';
import { packValues, unpackValues } from '../../../src/record/values.ts';
import { codeOf } from '../../support/thrown.ts';

const single = parsePath('remark');
const list = parsePath('items[].remark');
const nested = parsePath('a[].b[]');

describe('packValues and unpackValues', () => {
  it('a value without position is the text itself', () => {
    const values = [{ text: '[0,"x"]', indices: [] }];
    expect(packValues(single, values)).toBe('[0,"x"]');
    expect(unpackValues(single, '[0,"x"]')).toEqual(values);
  });

  it.each([
    [list, [{ text: '轻放', indices: [2] }], '[[2,"轻放"]]'],
    [
      nested,
      [
        { text: 'x', indices: [0, 1] },
        { text: '', indices: [3, 0] },
      ],
      '[[0,1,"x"],[3,0,""]]',
    ],
  ])('values of a list carry their positions', (path, values, json) => {
    expect(packValues(path, values)).toBe(json);
    expect(unpackValues(path, json)).toEqual(values);
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
  ])('a list is not read from %j', (json) => {
    expect(unpackValues(list, json)).toBeUndefined();
  });

  it('a lone surrogate is refused in a list: JSON would carry it as an escape', () => {
    expect(codeOf(() => packValues(list, [{ text: 'x\ud800', indices: [0] }]))).toBe('ERR_UNICODE');
  });
});
