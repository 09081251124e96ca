import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { assignRoles, type NumberRole } from '../../src/detect/address/grammar.ts';
import { simplify } from '../../src/detect/address/suffixes.ts';
import { withSuspects } from '../../src/detect/address/suspects.ts';
import { tokenize } from '../../src/detect/address/tokens.ts';
import { anyText, soup, utf16 } from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';

const numbers = fc.string({
  unit: fc.constantFrom(...'0123456789AF一二十甲栋幢号楼单元室层弄路村市场城大厦园-# (）'),
  maxLength: 60,
});
const text = fc.oneof(anyText, utf16, soup, numbers);
const tagger = createAddressTagger();

function tag(value: string, by = tagger) {
  const read = simplify(fold(value));
  const tokens = tokenize(read);
  const roles = assignRoles(read, tokens);
  return { tokens, roles, probabilities: [...by.probabilities(read, tokens, roles)].slice(0, 6 * tokens.length) };
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

  it('only ever adds to what the grammar hides, and more so the lower the threshold', () => {
    const hidden = new Set<NumberRole>(['unit', 'floor', 'room']);
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(text, unit, unit, (value, a, b) => {
        const { roles, probabilities } = tag(value);
        const bold = withSuspects(roles, probabilities, hidden, Math.max(a, b));
        const wary = withSuspects(roles, probabilities, hidden, Math.min(a, b));
        for (const [i, role] of roles.entries()) {
          if (hidden.has(role)) expect(bold[i]).toBe(role);
          else if (!hidden.has(bold[i]!)) expect(bold[i]).toBe(role);
          if (hidden.has(bold[i]!)) expect(hidden.has(wary[i]!)).toBe(true);
        }
      }),
    );
  });

  it('reads texts far longer than an address', () => {
    const { tokens, probabilities } = tag('3-2-501、'.repeat(20_000));
    expect(tokens).toHaveLength(60_000);
    expect(probabilities.every(Number.isFinite)).toBe(true);
  });
});
