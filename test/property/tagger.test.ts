import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { readNumbers } from '../../scripts/tagger/reading.ts';
import { anyText, soup, utf16 } from '../../src/testing/arbitraries.ts';

const numbers = fc.string({
  unit: fc.constantFrom(...'0123456789AF一二十甲栋幢号楼单元室层弄路村市场城大厦园-# (）'),
  maxLength: 60,
});
const text = fc.oneof(anyText, utf16, soup, numbers);
const tagger = createAddressTagger();

function tag(value: string, by = tagger) {
  const { text: read, numbers } = readNumbers(value);
  return { tokens: numbers, probabilities: [...by.probabilities(read, numbers)].slice(0, 6 * numbers.length) };
}

describe('the address tagger', () => {
  it('gives six probabilities for each number, of any text', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { tokens, probabilities } = tag(value);
        expect(probabilities).toHaveLength(6 * tokens.length);
        for (let i = 0; i < tokens.length; i++) {
          const own = probabilities.slice(6 * i, 6 * i + 6);
          for (const probability of own) expect(probability >= 0 && probability <= 1).toBe(true);
          expect(own.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('gives the same each time, whatever it read before', () => {
    fc.assert(
      fc.property(text, text, (value, other) => {
        const first = tag(value).probabilities;
        tag(other);
        expect(tag(value).probabilities).toEqual(first);
        expect(tag(value, createAddressTagger()).probabilities).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it('reads texts far longer than an address', () => {
    const { tokens, probabilities } = tag('栖柏花园3-2-501、'.repeat(20_000));
    expect(tokens).toHaveLength(60_000);
    expect(probabilities.every(Number.isFinite)).toBe(true);
  });
});
