import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCanonical } from '../../../src/bytes/canonical.ts';
import { codeOf } from '../../support/thrown.ts';

const hex = (parts: readonly string[]): string => Buffer.from(encodeCanonical(parts)).toString('hex');

describe('canonical encoding', () => {
  it.each([
    [[], ''],
    [[''], '0000'],
    [['ab', 'c'], '00026162000163'],
    [['张'], '0003e5bca0'],
  ])('of %j is %s', (parts, bytes) => {
    expect(hex(parts)).toBe(bytes);
  });

  it.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [
      ['', 'a'],
      ['a', ''],
    ],
    [['a'], ['a', '']],
    [['\0\0'], ['', '']],
    [['\u00e9'], ['e\u0301']],
  ])('tells %j from %j', (a, b) => {
    expect(hex(a)).not.toBe(hex(b));
  });

  it('never gives two lists the same bytes', () => {
    // Short strings over few letters, NUL among them: the parts that could be taken for each other's lengths.
    const parts = fc.array(fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a'), maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(hex(a) === hex(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('holds parts of up to 65,535 bytes, not characters', () => {
    expect(encodeCanonical(['a'.repeat(65_535)]).subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xff));
    expect(codeOf(() => encodeCanonical(['a'.repeat(65_536)]))).toBe('ERR_LIMIT_EXCEEDED');
    expect(codeOf(() => encodeCanonical(['', '张'.repeat(21_846)]))).toBe('ERR_LIMIT_EXCEEDED');
  });

  it('refuses a lone surrogate, which would encode as U+FFFD does', () => {
    expect(codeOf(() => encodeCanonical(['\ud800']))).toBe('ERR_UNICODE');
  });
});
