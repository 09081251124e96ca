import { expect, it } from 'vitest';
import { glyphs, hasGlyph, isGlyph } from '../../../src/detect/glyph.ts';

it('finds every glyph of the list, and no other character', () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit);
    expect(
      hasGlyph(`张${character}丰`) === glyphs.includes(character) && isGlyph(character) === hasGlyph(character),
    ).toBe(true);
  }
  expect(hasGlyph('张(^_^)')).toBe(true);
  expect(hasGlyph('')).toBe(false);
});
