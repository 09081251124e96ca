import { isGlyph } from '../detect/glyph.ts';
import { type NameForm, parseName, titles } from '../detect/name.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { fold, ignorable } from '../text/fold.ts';
import { graphemes } from '../text/graphemes.ts';
import { align, hidesAll } from './align.ts';
import type { LintFinding } from './report.ts';

/** C1. */
export function lintName(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  const name = original.trim();
  const mask = masked.trim();
  if (hidesAll(mask) || name + mask === '') return [];
  const problem = profile === 'jp-tokumei' ? 'a part of the name is visible' : problemOf(name, mask, profile);
  return problem === undefined ? [] : [{ rule: 'C1', start: 0, end: masked.length, message: problem }];
}

function problemOf(name: string, mask: string, profile: ComplianceProfile): string | undefined {
  const form = parseName(name);
  if (profile === 'cn-gbt41833' && form.form === 'organisation')
    return organisationProblem(name.slice(form.kindStart), mask);
  const title = titleOf(name);
  const readable = readableOf(name, form, mask, title);
  if (readable === undefined) return 'not a mask of this name';
  const shown = readable.filter(({ isShown }) => isShown);
  // A glyph in the original is a character that somebody hid before.
  const isWhole = (part: readonly Character[]): boolean =>
    part.every(({ isShown }) => isShown) && !graphemes(name).some(isGlyph);
  if (isWhole(readable)) return 'no character of the name is hidden';
  if (profile === 'kr-pipc') return undefined;
  if (shown.some(({ at }) => at >= title.start && at < title.end)) return 'the title is visible';
  if (form.form !== 'person' || !form.isHan) {
    return shown.length > 1 ? 'more than one character of this name is visible' : undefined;
  }
  // Emoji, digits and a title behind the name are not the name. A family name alone is fine before a hidden title.
  const own = readable.filter(({ at, text }) => at < title.start && han.test(text));
  const isFamilyOnly = title.start < title.end && title.start - form.start <= form.familyLength;
  return own.length > 1 && !isFamilyOnly && isWhole(own) ? 'no hanzi of the name is hidden' : undefined;
}

/** Only the kind of an organisation may stay, where it is. */
function organisationProblem(kind: string, mask: string): string | undefined {
  const visible = mask.slice([...mask].findIndex((character) => !isGlyph(character)));
  return visible.length < mask.length && kind.endsWith(visible)
    ? undefined
    : 'more than the kind of an organisation is visible';
}

const han = /\p{Script=Han}/u;
const letter = /^\p{L}/u;
const letters = /\p{L}/u;

/** Where the title stands; at the end of the name and empty if there is none. */
function titleOf(name: string): { readonly start: number; readonly end: number } {
  const characters = graphemes(name);
  while (characters.length > 0 && !letter.test(characters.at(-1) as string)) characters.pop();
  const core = characters.join('');
  const length = Math.max(0, ...titles.filter((title) => core.endsWith(title)).map((title) => title.length));
  // 先生🌸 is a nickname, 先生 alone is a title.
  const isTitle = length > 0 && (core === name || letters.test(core.slice(0, -length)));
  return isTitle ? { start: core.length - length, end: core.length } : { start: name.length, end: name.length };
}

interface Character {
  readonly text: string;
  readonly at: number;
  readonly isShown: boolean;
}

/** What a person could read of a name, or `undefined` where the mask is another's. */
function readableOf(
  name: string,
  form: NameForm,
  mask: string,
  title: ReturnType<typeof titleOf>,
): Character[] | undefined {
  // Our masks drop what stands before a name (1. 张三), other tools keep it.
  const starts = form.form === 'person' ? [0, form.start] : [0];
  for (const start of starts) {
    const visible = align(name.slice(start), mask, (i) => start + i >= title.start && start + i < title.end);
    if (visible === undefined) continue;
    let at = 0;
    const characters = graphemes(name).map((text) => {
      const isShown = visible
        .subarray(Math.max(0, at - start), Math.max(0, at + text.length - start))
        .some((i) => i >= 0);
      at += text.length;
      return { text, at: at - text.length, isShown };
    });
    return characters.filter(({ text }) => !isGlyph(text) && fold(text).replaceAll(ignorable, '').trim() !== '');
  }
  return undefined;
}
