import { isGlyph } from '../detect/glyph.ts';
import { parseName } from '../detect/name.ts';
import { graphemes } from '../text/graphemes.ts';
import { align } from './align.ts';
import type { LintFinding } from './report.ts';

const title = /(?:先生|女士|小姐|太太|老师|师傅|经理|阿姨)$/u;

/** C1. */
export function lintName(original: string, masked: string): LintFinding[] {
  const name = original.trim();
  if (name === '') return [];
  const fail = (message: string): LintFinding => ({ rule: 'C1', start: 0, end: masked.length, message });
  const visible = graphemes(masked).filter((character) => !isGlyph(character));
  const form = parseName(name);
  if (form.form === 'organisation') {
    return visible.length <= graphemes(name.slice(-form.kindLength)).length
      ? []
      : [fail('more than the kind of an organisation is visible')];
  }
  if (align(name, masked.trim(), () => true) === undefined) return [fail('not a mask of this name')];
  const length = graphemes(name).length;
  if (visible.length >= length) return [fail('no character of the name is hidden')];
  if (form.form !== 'han' && visible.length > 1) return [fail('more than one character of this name is visible')];
  const ending = title.exec(name)?.[0];
  if (ending !== undefined && masked.includes(ending)) return [fail('the title is visible')];
  return [];
}
