import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createMasker, type PolicyName } from 'waybill-privacy';
import * as foreign from '../../src/detect/phone/foreign.ts';
import { inspectName, quickMaskName } from '../../src/mask/name.ts';
import { inspectPhone, quickMaskPhone } from '../../src/mask/phone.ts';
import { planOf } from '../../src/mask/plan.ts';
import {
  anyText,
  mobile,
  name,
  phone,
  spelledAddress,
  spelledLandline,
  spelledMobile,
} from '../../src/testing/arbitraries.ts';

type Kind = 'name' | 'phone' | 'address';

const values: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  name,
  phone: phone.map(({ text }) => text),
  address: spelledAddress.map(({ text }) => text),
};

/** Offsets of what a policy leaves readable. */
function visible(policy: PolicyName, kind: Kind, text: string): Set<number> {
  const shown = new Set(text.split('').keys());
  for (const { start, end } of createMasker(policy).inspect(kind, text).hidden) {
    for (let at = start; at < end; at++) shown.delete(at);
  }
  return shown;
}

const isSubset = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].every((at) => b.has(at));

describe.each([
  ['public', 'label'],
  ['label', 'support'],
  ['support', 'owner'],
  ['station', 'label'],
  ['warehouse', 'label'],
] as const)('%s shows a part of what %s shows', (narrow, wide) => {
  it.each(Object.keys(values) as Kind[])('of a %s', (kind) => {
    fc.assert(
      fc.property(fc.oneof(values[kind], anyText), (text) => {
        expect(isSubset(visible(narrow, kind, text), visible(wide, kind, text))).toBe(true);
      }),
    );
  });
});

describe('the short way', () => {
  const plan = planOf(undefined);

  it('masks names as the long one does', () => {
    fc.assert(
      fc.property(fc.oneof(name, anyText), (text) => {
        const quick = quickMaskName(text, plan);
        if (quick !== undefined) expect(quick).toBe(inspectName(text, plan).masked);
      }),
    );
  });

  const separators = fc.constantFrom('', '', ' ', '-', '.', '+', '86', '+86', '0086 ', '(', '1', '12', '0571');
  const odd = fc
    .tuple(separators, fc.oneof(spelledMobile, spelledLandline), separators, fc.stringMatching(/^\d{0,4}$/u))
    .map(([before, { text }, between, after]) => before + text + between + after);
  const numbers = fc.oneof(
    odd,
    phone.map(({ text }) => text),
  );

  it('masks phones as the long one does', () => {
    fc.assert(
      fc.property(numbers, (text) => {
        const quick = quickMaskPhone(text, plan);
        if (quick !== undefined) expect(quick).toBe(inspectPhone(text, plan).masked);
      }),
    );
  });

  it('takes every mobile without signs', () => {
    const mobiles = fc.sample(mobile, { numRuns: 100, seed: 1 });
    expect(mobiles.filter((text) => quickMaskPhone(text, plan) === undefined)).toEqual([]);
  });
});

describe('numbers of the mainland', () => {
  it('never touch libphonenumber, foreign ones do', () => {
    const parse = vi.spyOn(foreign, 'parseForeign');
    fc.assert(
      fc.property(fc.oneof(spelledMobile, spelledLandline), ({ text }) => {
        createMasker('label').phone(text);
      }),
    );
    expect(parse).not.toHaveBeenCalled();
    createMasker('label').phone('+852 9123 4567');
    expect(parse).toHaveBeenCalled();
    parse.mockRestore();
  });
});
