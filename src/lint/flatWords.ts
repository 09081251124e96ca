import { simplify } from '../detect/address/suffixes.ts';
import { fold } from '../text/fold.ts';
import type { LintFinding } from './report.ts';

/** A figure before a word that only a flat has. Two numerals: 三室 and 五户 stand in names. */
const flatNumber =
  /(?:\d[A-Za-z]?|[〇零一二三四五六七八九十百]{2}) ?(?:单元|层)|(?:\d[A-Za-z]?|[〇零一二三四五六七八九十百]{2}) ?[室户]|\dF(?![\dA-Za-z])/gu;

/**
 * C3 once more, from the mask alone and without the grammar of addresses: what one of the two does not know, the other may.
 *
 * @param known - Findings of the first check, which are not repeated.
 */
export function lintFlatWords(masked: string, known: readonly LintFinding[]): LintFinding[] {
  const found: LintFinding[] = [];
  for (const { 0: text, index } of simplify(fold(masked)).matchAll(flatNumber)) {
    const end = index + text.length;
    if (known.some(({ start }) => start <= end && end - start <= maxFigureChars)) continue;
    found.push({ rule: 'C3', start: index, end, message: 'a figure before a word that only a flat has is visible' });
  }
  return found;
}

// The first check points at the first figure of a number, this one at the last.
const maxFigureChars = 8;
