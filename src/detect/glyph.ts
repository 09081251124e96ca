/**
 * Characters that stand for something hidden, in our masks and in those of the platforms. A bullet (U+2022) is not one:
 * it separates the parts of minority names.
 */
export const glyphs = '*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61';

/** Whether a character stands for something hidden. */
export const isGlyph = (character: string | undefined): boolean => {
  if (character === undefined || character === '') return false;
  const unit = character.charCodeAt(0);
  if (unit === asterisk) return true;
  // Hanzi and ASCII, as nearly all characters are, stand on neither side of these.
  return unit >= firstOther && (unit < 0x4e00 || unit > 0x9fff) && glyphs.includes(character);
};

const asterisk = 0x2a;
const firstOther = 0x2217;

// The glyphs again: most texts have none, and one pass of a regex is what finding that out costs least by.
const glyphOrSmile = /[*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]|\(\^_\^\)/u;

/** Whether a text holds at least one such character, or JD's printed smile, `(^_^)`. */
export function hasGlyph(text: string): boolean {
  return glyphOrSmile.test(text);
}
