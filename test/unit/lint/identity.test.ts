import { describe, expect, it } from 'vitest';
import { createMasker, type LintKind, lintMasked } from 'waybill-privacy';

const values: readonly (readonly [LintKind, string])[] = [
  ['idNumber', '110101199003072818'],
  ['email', 'yunlan@example.com'],
  ['account', 'yunlan_88'],
  ['bankCard', '6222021234567890123'],
  ['plate', '浙A12345'],
];

const pass: readonly (readonly [LintKind, string])[] = [
  ['idNumber', '**'],
  ['idNumber', '******************'],
  ['email', '**@**'],
  ['email', ' **@** '],
  ['email', '●●●'],
  ['account', '**'],
  ['plate', '*******'],
  ['bankCard', '**** **** ****'],
];

const fail: readonly (readonly [LintKind, string, number])[] = [
  ['idNumber', '110***********2818', 0],
  ['idNumber', '****************18', 16],
  ['email', 'y***@example.com', 0],
  ['email', '**@example.com', 3],
  ['account', '**@**', 2],
  ['account', 'y**', 0],
  ['bankCard', '**** **** 0123', 10],
  ['plate', '浙******', 0],
  // Astral characters take two units each.
  ['account', '*𠮷*', 1],
];

describe('C13', () => {
  it.each(pass)('%s may show as %j', (kind, masked) => {
    const original = values.find(([known]) => known === kind)![1];
    expect(lintMasked(kind, original, masked)).toEqual({
      ok: true,
      profile: 'cn-gbt41833',
      findings: [],
      warnings: [],
    });
  });

  it.each(fail)('%s must not show as %j', (kind, masked, start) => {
    const original = values.find(([known]) => known === kind)![1];
    const { findings } = lintMasked(kind, original, masked);
    expect(findings).toEqual([{ rule: 'C13', start, end: masked.length, message: 'identity data is visible' }]);
  });

  it.each(values)('holds for %s in every profile', (kind, original) => {
    for (const profile of ['cn-gbt41833', 'kr-pipc', 'jp-tokumei'] as const) {
      expect(lintMasked(kind, original, original, profile).ok).toBe(false);
      expect(lintMasked(kind, original, createMasker('label').value(kind, original), profile).ok).toBe(true);
    }
  });

  it.each(values)('tells the partial mask of support from a mask for a label: %s', (kind, original) => {
    expect(lintMasked(kind, original, createMasker('support').value(kind, original)).ok).toBe(false);
  });
});
