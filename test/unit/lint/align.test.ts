import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGlyph } from '../../../src/detect/glyph.ts';
import { align } from '../../../src/lint/align.ts';

/** Every way to lay a mask over its original: for each unit of the original its place in the mask, or -1. */
function allLayouts(original: string, masked: string, i = 0, j = 0): number[][] {
  if (j === masked.length) return i === original.length ? [[]] : [];
  const layouts: number[][] = [];
  const add = (at: number, rest: number[][]): void => {
    for (const layout of rest) layouts.push([at, ...layout]);
  };
  if (!isGlyph(masked[j])) {
    if (original[i] === masked[j]) add(j, allLayouts(original, masked, i + 1, j + 1));
    return layouts;
  }
  layouts.push(...allLayouts(original, masked, i, j + 1));
  if (i < original.length) add(-1, allLayouts(original, masked, i + 1, j));
  return layouts;
}

const cost = (layout: Iterable<number>, sensitive: readonly boolean[]): number =>
  [...layout].filter((at, i) => at >= 0 && sensitive[i]).length;

describe('align', () => {
  it.each<[string, string, number[] | undefined]>([
    ['abc', 'abc', [0, 1, 2]],
    ['abc', 'a**', [0, -1, -1]],
    ['abc', '*c', [-1, -1, 1]],
    ['abc', 'a*c', [0, -1, 2]],
    // A run of glyphs may stand for nothing.
    ['abc', 'ab**c', [0, 1, 4]],
    ['abc', 'abd', undefined],
    ['abc', 'ab', undefined],
    ['abc', '', undefined],
    ['', '', []],
    ['', '**', []],
    ['', 'a', undefined],
  ])('%j under %j', (original, masked, visible) => {
    const laid = align(original, masked, () => false);
    expect(laid && [...laid]).toEqual(visible);
  });

  it('takes the layout that shows the fewest sensitive units', () => {
    expect([...align('aba', '*a*', (at) => at === 0)!]).toEqual([-1, -1, 1]);
    expect([...align('aba', '*a*', (at) => at === 2)!]).toEqual([1, -1, -1]);
  });

  it('agrees with trying every layout', () => {
    const text = (alphabet: string, maxLength: number) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength }).map((c) => c.join(''));
    fc.assert(
      fc.property(
        text('ab1', 7),
        text('ab1**●', 6),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (original, masked, sensitive) => {
          const layouts = allLayouts(original, masked);
          const laid = align(original, masked, (at) => sensitive[at] === true);
          expect(laid === undefined).toBe(layouts.length === 0);
          if (laid === undefined) return;
          expect(layouts).toContainEqual([...laid]);
          expect(cost(laid, sensitive)).toBe(Math.min(...layouts.map((layout) => cost(layout, sensitive))));
        },
      ),
    );
  });

  it('agrees with trying every layout of a real mask', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'ab1'), { minLength: 1, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        (original, hidden, sensitive) => {
          const masked = original.map((c, i) => (hidden[i] ? '*' : c)).join('');
          const laid = align(original.join(''), masked, (at) => sensitive[at] === true);
          const layouts = allLayouts(original.join(''), masked);
          expect(laid).toBeDefined();
          expect(cost(laid!, sensitive)).toBe(Math.min(...layouts.map((layout) => cost(layout, sensitive))));
        },
      ),
    );
  });
});
