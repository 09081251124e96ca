import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker, type LintKind, lintMasked, maskAddress, maskName, maskPhone } from 'waybill-privacy';
import { anyText, mobile, name, person, phone, spelledAddress, utf16 } from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';
import { chineseDigit } from '../../src/text/numerals.ts';

const phoneText = phone.map(({ text }) => text);
const addressText = spelledAddress.map(({ text }) => text);
const kinds: readonly (readonly [
  LintKind & ('name' | 'phone' | 'address'),
  (value: string) => string,
  fc.Arbitrary<string>,
])[] = [
  ['name', maskName, name],
  ['phone', maskPhone, phoneText],
  ['address', maskAddress, addressText],
];

describe.each(kinds)('lintMasked of a %s', (kind, mask, values) => {
  it('passes our masks of realistic values', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(lintMasked(kind, value, mask(value)).findings).toEqual([]);
      }),
    );
  });

  it.each([
    ['public', 'cn-gbt41833'],
    ['label', 'cn-gbt41833'],
    ['station', 'cn-gbt41833'],
    ['warehouse', 'cn-gbt41833'],
    ['kr-pipc', 'kr-pipc'],
    ['jp-tokumei', 'jp-tokumei'],
  ] as const)('passes the masks of %s under %s', (policy, profile) => {
    const masker = createMasker(policy);
    fc.assert(
      fc.property(values, (value) => {
        expect(lintMasked(kind, value, masker[kind](value), profile).findings).toEqual([]);
      }),
    );
  });

  it('passes our masks of any string', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(lintMasked(kind, value, mask(value)).findings).toEqual([]);
      }),
    );
  });

  it('fails values that are not masked', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(lintMasked(kind, value, value).ok).toBe(false);
      }),
    );
  });

  it('fails masks of other values', () => {
    fc.assert(
      fc.property(values, values, (value, other) => {
        const masked = mask(other);
        fc.pre(masked !== mask(value) && !/^[*]+$/u.test(masked));
        // The mask of the other could by chance be one of this value: only where something visible differs.
        // The 0 of an area code goes behind +86.
        const visible = masked.replace(/^(?:\+86 |0)/u, '').replace(/[*-]/gu, '');
        const said =
          value + Array.from(fold(value), (character) => chineseDigit(character) ?? '').join('') + fold(value);
        fc.pre(![...visible].every((character) => said.includes(character)));
        expect(lintMasked(kind, value, masked).ok).toBe(false);
      }),
    );
  });

  it('is total and keeps its positions inside the mask', () => {
    fc.assert(
      fc.property(anyText, fc.oneof(anyText, utf16), (original, masked) => {
        const { ok, findings } = lintMasked(kind, original, masked);
        expect(ok).toBe(findings.length === 0);
        for (const { start, end } of findings) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(masked.length);
        }
      }),
    );
  });
});

describe('lintMasked of a phone', () => {
  it('counts: up to five digits of a mobile may stay, wherever they are', () => {
    fc.assert(
      fc.property(mobile, fc.uniqueArray(fc.nat(10), { maxLength: 11 }), (number, shown) => {
        const masked = [...number].map((digit, i) => (shown.includes(i) ? digit : '*')).join('');
        fc.pre(shown.length > 0);
        expect(lintMasked('phone', number, masked).ok).toBe(shown.length <= 5);
      }),
    );
  });

  it('fails 3 + 4', () => {
    fc.assert(
      fc.property(mobile, (number) => {
        expect(lintMasked('phone', number, `${number.slice(0, 3)}****${number.slice(7)}`).findings).toHaveLength(1);
      }),
    );
  });
});

describe('lintMasked of a name', () => {
  it('passes one hidden character of a person and fails none', () => {
    fc.assert(
      fc.property(person, (who) => {
        const last = [...who].at(-1)!;
        expect(lintMasked('name', who, `${who.slice(0, -last.length)}*`).ok).toBe(true);
        expect(lintMasked('name', who, `${who}*`).ok).toBe(false);
      }),
    );
  });
});
