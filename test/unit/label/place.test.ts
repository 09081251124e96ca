import { describe, expect, it } from 'vitest';
import { placesIn, within } from '../../../src/label/find/place.ts';

const offsetOf = ({ offset }: { readonly offset: number }): number => offset;
const at = (...offsets: number[]) => offsets.map((offset) => ({ offset }));

describe('what begins within a span', () => {
  it.each([
    ['nothing of an empty list', at(), 0, 9, []],
    ['what begins where it does', at(1, 3, 5), 3, 4, [3]],
    ['not what begins where it ends', at(1, 3, 5), 2, 5, [3]],
    ['several at one place', at(1, 3, 3, 3, 5), 3, 5, [3, 3, 3]],
    ['nothing between two', at(1, 5), 2, 5, []],
    ['nothing of an empty span', at(1, 3), 3, 3, []],
    ['everything', at(0, 3), 0, 9, [0, 3]],
  ] as const)('is %s', (_, list, offset, end, found) => {
    expect(within(list, { offset, end }, offsetOf).map(offsetOf)).toEqual(found);
  });

  it('is found without a look at the whole list', () => {
    const list = at(...Array.from({ length: 100_000 }, (_, i) => 2 * i));
    let asked = 0;
    const found = within(list, { offset: 100, end: 104 }, (one) => {
      asked++;
      return one.offset;
    });
    expect(found.map(offsetOf)).toEqual([100, 102]);
    expect(asked).toBeLessThan(40);
  });
});

describe('a place in a text', () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 3, 1],
  ])('at offset %i is line %i, column %i', (offset, line, column) => {
    expect(placesIn('ab\n\nc')(offset)).toEqual({ line, column });
  });
});
