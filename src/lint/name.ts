import { isGlyph } from '../detect/glyph.ts';
import { parseName, titles } from '../detect/name.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { graphemes } from '../text/graphemes.ts';
import { align } from './align.ts';
import type { LintFinding } from './report.ts';

/** C1. */
export function lintName(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  const name = original.trim();
  if (name === '') return [];
  const fail = (message: string): LintFinding[] => [{ rule: 'C1', start: 0, end: masked.length, message }];
  const visible = graphemes(masked).filter((character) => !isGlyph(character)).length;
  if (profile === 'jp-tokumei') return visible === 0 ? [] : fail('a part of the name is visible');
  const form = parseName(name);
  if (form.form === 'organisation') {
    const kind = graphemes(name.slice(form.kindStart)).length;
    return visible <= kind ? [] : fail('more than the kind of an organisation is visible');
  }
  if (align(name, masked.trim(), () => true) === undefined) return fail('not a mask of this name');
  if (visible >= graphemes(name).length) return fail('no character of the name is hidden');
  if (profile === 'kr-pipc') return [];
  if (form.form === 'unknown' && visible > 1) return fail('more than one character of this name is visible');
  if (form.form === 'person' && !form.isHan && visible > 1)
    return fail('more than one character of this name is visible');
  const title = titles.find((word) => name.endsWith(word));
  return title !== undefined && masked.trim().endsWith(title) ? fail('the title is visible') : [];
}
