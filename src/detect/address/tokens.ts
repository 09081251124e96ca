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
const directionUnits = /^[东西南北中](?:单元|户|门|梯)/u;

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
  if (isGlyph(first)) return readWhile(text, at, isGlyph, 'glyphs');
  if (isDigit(first)) return readDigits(text, at);
  if (isAsciiLetter(first)) return readLetters(text, at);
  if (isChineseNumeral(first)) return readChinese(text, at);
  if (stems.includes(first) && suffixAt(text, at + 1) !== undefined)
    return { end: at + 1, script: 'letters', digitCount: 0 };
  if (directionUnits.test(text.slice(at, at + 3))) return { end: at + 1, script: 'letters', digitCount: 0 };
  return undefined;
}

function readWhile(text: string, at: number, test: (c: string | undefined) => boolean, script: Run['script']): Run {
  let end = at;
  while (test(text[end])) end++;
  return { end, script, digitCount: end - at };
}

/** Digits with letters inside or behind them (12A05, 501B), but 12F is a floor and 10FLAMPO a floor before a shop name. */
function readDigits(text: string, at: number): Run {
  let end = at;
  while (isDigit(text[end])) end++;
  const digitCount = end - at;
  if (isFloorMark(text, end)) return { end, script: 'digits', digitCount };
  let letters = end;
  while (isAsciiLetter(text[letters])) letters++;
  if (letters - end > 2) return { end, script: 'digits', digitCount };
  let more = letters;
  while (letters > end && isDigit(text[more])) more++;
  return { end: more, script: 'digits', digitCount: digitCount + (more - letters) };
}

// 12F, and 27/F as Hong Kong writes it.
const isFloorMark = (text: string, at: number): boolean => {
  const mark = text[at] === '/' ? at + 1 : at;
  return (text[mark] === 'F' || text[mark] === 'f') && !isDigit(text[mark + 1]);
};

/** Letters count only with a digit (A座 needs its suffix, B1, C305): a word is a name. */
function readLetters(text: string, at: number): Run | undefined {
  let end = at;
  while (isAsciiLetter(text[end])) end++;
  if (at > 0 && isAsciiLetter(text[at - 1])) return undefined;
  const length = end - at;
  if (length > 2) return undefined;
  let digits = end;
  if (text[digits] === '-' && isDigit(text[digits + 1]) && length === 1)
    return { end, script: 'letters', digitCount: 0 };
  while (isDigit(text[digits])) digits++;
  if (digits > end) {
    const rest = readDigits(text, end);
    return { end: rest.end, script: 'digits', digitCount: rest.digitCount };
  }
  const isLast = length === 1 && /^(?:[ ,;)）\]】]|$)/u.test(text.slice(end, end + 1));
  return isLast || suffixAt(text, end) !== undefined ? { end, script: 'letters', digitCount: 0 } : undefined;
}

function readChinese(text: string, at: number): Run | undefined {
  let end = at;
  while (isChineseNumeral(text[end] ?? '')) end++;
  // 3一502: typed for a dash.
  if (end === at + 1 && text[at] === '一' && isDigit(text[at - 1]) && isDigit(text[end])) return undefined;
  return { end, script: 'chinese', digitCount: end - at };
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
