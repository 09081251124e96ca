import { isGlyph } from '../detect/glyph.ts';
import type { LintFinding } from './report.ts';

/** C13: of identity data only the at sign of an e-mail may be seen. */
export function lintIdentity(original: string, masked: string): LintFinding[] {
  if (original.trim() === '') return [];
  const visible = [...masked].findIndex((character) => !isGlyph(character) && character !== '@' && character !== ' ');
  return visible < 0 ? [] : [{ rule: 'C13', start: visible, end: masked.length, message: 'identity data is visible' }];
}
