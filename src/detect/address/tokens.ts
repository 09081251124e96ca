import { ignorable } from '../../text/fold.ts';
import { isChineseNumeral } from '../../text/numerals.ts';
import { isGlyph } from '../glyph.ts';
import { isAsciiLetter, isDigit } from '../span.ts';
import { type SuffixClass, suffixAt } from './suffixes.ts';

/** A number in an address with the suffix word after it. Offsets are UTF-16 units. */
export interface NumberToken {
  readonly start: number;
  /** End of the number itself. */
  readonly end: number;
  /** End of the suffix word; equals `end` where there is none. */
  readonly suffixEnd: number;
  readonly suffix: SuffixClass | undefined;
  /** Digits, letters, Chinese numerals, or glyphs of a mask. */
  readonly script: 'digits' | 'letters' | 'chinese' | 'glyphs';
  /** Decimal digits it has; a Chinese numeral counts as one. */
  readonly digitCount: number;
  /** Whether a dash joins it to the token before. */
  readonly isJoined: boolean;
  /** Text between the token before (with its suffix) and this one. */
  readonly gap: string;
}

const stems = '甲乙丙丁戊己庚辛';
const dashLike = '-/~.·_、至到';
const directionUnits = /^[东西南北中左右](?:单元|户|门|梯)/u;
// 顶楼, 架空层: a floor that is a word.
const floorWords = /^(?:[顶底首](?=[楼层])|架空(?=层)|夹(?=层))/u;

/** Reads every number of an address. `text` is folded and simplified. */
export function tokenize(text: string): NumberToken[] {
  const tokens: NumberToken[] = [];
  let at = 0;
  let previousEnd = 0;
  while (at < text.length) {
    const run = readRun(text, at);
    if (run === undefined) {
      at++;
      continue;
    }
    const suffix = readSuffix(text, run.end, run.script);
    const gap = text.slice(previousEnd, at);
    const isJoined = tokens.length > 0 && gap.length > 0 && isDashGap(gap);
    tokens.push({ start: at, ...run, suffix: suffix.cls, suffixEnd: suffix.end, isJoined, gap });
    previousEnd = suffix.end;
    at = Math.max(suffix.end, run.end);
  }
  return tokens;
}

function isDashGap(gap: string): boolean {
  const trimmed = gap.trim();
  if (trimmed === '一' || trimmed === '杠') return true;
  return trimmed !== '' && trimmed.length <= 2 && [...trimmed].every((c) => dashLike.includes(c));
}

interface Run {
  readonly end: number;
  readonly script: NumberToken['script'];
  readonly digitCount: number;
}

function readRun(text: string, at: number): Run | undefined {
  const first = text[at] as string;
  if (isDigit(first) || isGlyph(first) || isChineseNumeral(first)) return readNumber(text, at);
  if (isAsciiLetter(first)) return readLetters(text, at);
  if (stems.includes(first) && suffixAt(text, at + 1) !== undefined)
    return { end: at + 1, script: 'letters', digitCount: 0 };
  const next = text.slice(at, at + 3);
  if (directionUnits.test(next)) return { end: at + 1, script: 'letters', digitCount: 0 };
  const word = floorWords.exec(next);
  return word === null ? undefined : { end: at + word[0].length, script: 'chinese', digitCount: 1 };
}

/**
 * A number as people write it: digits, numerals and glyphs of a mask in any mixture, with up to two letters at a time inside
 * or behind (12A05, 五0一, 501B). But 12F is a floor, 10FLAMPO a floor before a shop name, and 3一502 has a dash.
 */
function readNumber(text: string, at: number): Run | undefined {
  const seen = { digit: false, glyph: false, chinese: false };
  let end = at;
  let digitCount = 0;
  for (;;) {
    const character = text[end] ?? '';
    if (isDigit(character)) seen.digit = true;
    else if (isGlyph(character)) seen.glyph = true;
    else if (isChineseNumeral(character) && !isTypedDash(text, end)) seen.chinese = true;
    else if (character !== ignorable || end === at) {
      const letters = isFloorMark(text, end) ? 0 : letterCount(text, end);
      if (letters === 0 || letters > 2 || end === at) break;
      end += letters;
      continue;
    }
    if (character !== ignorable) digitCount++;
    end++;
  }
  if (end === at) return undefined;
  const script = seen.digit ? 'digits' : seen.chinese ? 'chinese' : 'glyphs';
  // However wide a mask is, it says the same.
  return { end, script, digitCount: script === 'glyphs' ? 2 : digitCount };
}

const isTypedDash = (text: string, at: number): boolean =>
  text[at] === '一' && isFigure(text[at - 1]) && isFigure(text[at + 1]);

const isFigure = (character: string | undefined): boolean => isDigit(character) || isGlyph(character);

function letterCount(text: string, at: number): number {
  let end = at;
  while (isAsciiLetter(text[end])) end++;
  return end - at;
}

// 12F, and 27/F as Hong Kong writes it.
const isFloorMark = (text: string, at: number): boolean => {
  const mark = text[at] === '/' ? at + 1 : at;
  return (text[mark] === 'F' || text[mark] === 'f') && !isDigit(text[mark + 1]);
};

/** Letters count only with a digit (A座 needs its suffix, B1, C305): a word is a name. */
function readLetters(text: string, at: number): Run | undefined {
  if (at > 0 && isAsciiLetter(text[at - 1])) return undefined;
  const length = letterCount(text, at);
  const end = at + length;
  if (length > 2) return undefined;
  if (text[end] === '-' && isDigit(text[end + 1]) && length === 1) return { end, script: 'letters', digitCount: 0 };
  if (isDigit(text[end]) || isGlyph(text[end]) || isChineseNumeral(text[end] ?? '')) return readNumber(text, end);
  const isLast = length === 1 && /^(?:[ ,;)）\]】]|$)/u.test(text.slice(end, end + 1));
  return isLast || suffixAt(text, end) !== undefined ? { end, script: 'letters', digitCount: 0 } : undefined;
}

function readSuffix(
  text: string,
  end: number,
  script: NumberToken['script'],
): { readonly cls: SuffixClass | undefined; readonly end: number } {
  let at = end;
  while (text[at] === ' ') at++;
  if (isFloorMark(text, at) && script !== 'letters') return { cls: 'floor', end: at + (text[at] === '/' ? 2 : 1) };
  const suffix = suffixAt(text, at);
  return suffix === undefined ? { cls: undefined, end } : { cls: suffix.cls, end: at + suffix.length };
}
