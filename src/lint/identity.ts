import { isGlyph } from '../detect/glyph.ts';
import type { FieldKind } from '../types.ts';
import type { LintFinding } from './report.ts';

/** C13: of identity data only the at sign of an e-mail may be seen. */
export function lintIdentity(kind: FieldKind, masked: string): LintFinding[] {
  let start = 0;
  for (const character of masked) {
    const isFine = isGlyph(character) || character.trim() === '' || (character === '@' && kind === 'email');
    if (!isFine) return [{ rule: 'C13', start, end: masked.length, message: 'identity data is visible' }];
    start += character.length;
  }
  return [];
}
