import type { LabelField } from './order.ts';
import type { TextLine } from './template.ts';

/** A character that would be printed as a box, or not at all. */
export interface MissingGlyph {
  /** Where it stands. */
  readonly field: LabelField;
  /** Its code point; U+FFFD for what no font and no file can hold, such as half a surrogate pair. */
  readonly codePoint: number;
}

/** Whether the font draws a code point. */
export type HasGlyph = (codePoint: number) => boolean;

// Joiners and variation selectors shape their neighbours and draw nothing.
const drawsNothing = /^[\p{Default_Ignorable_Code_Point} ]$/u;
const replacement = 0xfffd;

/** Characters of the label that the font lacks, each once a field. Without `hasGlyph`: what no font is sure to have. */
export function missingGlyphsOf(lines: readonly TextLine[], hasGlyph: HasGlyph | undefined): MissingGlyph[] {
  const missing = new Map<string, MissingGlyph>();
  const has = hasGlyph ?? ((codePoint: number): boolean => !/^\p{Co}$/u.test(String.fromCodePoint(codePoint)));
  for (const { field, text } of lines) {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? replacement;
      if (drawsNothing.test(character) || (codePoint !== replacement && has(codePoint))) continue;
      missing.set(`${field} ${codePoint}`, { field, codePoint });
    }
  }
  return [...missing.values()];
}
