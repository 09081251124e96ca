import { ignorable } from '../../text/fold.ts';
import { isAsciiLetter } from '../span.ts';
import {
  chainSign,
  digit,
  direction,
  floorEnd,
  gate,
  glyph,
  kindAt,
  letter,
  listSign,
  multiplier,
  nextNumberStart,
  numeral,
  space,
  stem,
  unitAt,
  unitStart,
} from './characters.ts';
import type { AddressRole } from './part.ts';
import type { PlaceClass } from './places.ts';
import { type SuffixClass, suffixAt } from './suffixes.ts';

/** How a number is joined to the one before: `chain` leads deeper (3-2-501), `list` names several of a kind (13、14号). */
export type Joint = 'none' | 'chain' | 'list';

/** What a number of an address is; `other` belongs to a name, a road or a region. */
export type NumberRole = Exclude<AddressRole, 'name' | 'phone' | 'note'> | 'other';

/** A number in an address with the suffix word after it. Offsets are UTF-16 units. */
export interface NumberToken {
  /** Offset of its first unit. */
  readonly start: number;
  /** End of the number itself. */
  readonly end: number;
  /** End of the suffix word; equals `end` where there is none. */
  readonly suffixEnd: number;
  /** What the word behind it says; `none` where none stands there. */
  readonly suffix: SuffixClass | 'none';
  /** Digits, letters, Chinese numerals, or glyphs of a mask. */
  readonly script: 'digits' | 'letters' | 'chinese' | 'glyphs';
  /** Decimal digits it has; a Chinese numeral counts as one. */
  readonly digitCount: number;
  /** B1600. */
  readonly hasLetterInFront: boolean;
  /** How it is joined to the one before. */
  readonly joint: Joint;
  /** End of the token before, with its suffix: what lies between is a name or nothing. */
  readonly gapStart: number;
  /** What the name on its left ends in, given by the grammar; inside a chain that of the first number. */
  place: PlaceClass | 'none';
  /** What it is, given by the grammar. */
  role: NumberRole;
  /** What else it may be as far as its words tell; the same as `role` where they leave no doubt. */
  alternative: NumberRole;
}

interface Run {
  readonly end: number;
  readonly script: NumberToken['script'];
  readonly digitCount: number;
  readonly hasLetterInFront: boolean;
}

/** Reads every number of an address. `text` is folded and simplified, `typed` the same as it was typed. */
export function tokenize(text: string, typed: string): NumberToken[] {
  const tokens: NumberToken[] = [];
  let before: NumberToken | undefined;
  for (let at = nextNumberStart(text, 0); at < text.length; ) {
    const run = readRun(text, at);
    if (run !== undefined) {
      before = withSuffix(text, typed, at, run, before);
      tokens.push(before);
    }
    at = nextNumberStart(text, before === undefined ? at + 1 : Math.max(at + 1, before.suffixEnd));
  }
  return tokens;
}

/** A number with the suffix word behind it. */
function withSuffix(
  text: string,
  typed: string,
  start: number,
  { end: runEnd, script, digitCount, hasLetterInFront }: Run,
  before: NumberToken | undefined,
): NumberToken {
  const suffixStart = skipSpaces(text, runEnd);
  let end = runEnd;
  let suffixEnd = runEnd;
  let suffix: NumberToken['suffix'] = 'none';
  if (script !== 'letters' && isFloorMark(text, suffixStart)) {
    suffix = 'floor';
    const isSlashed = unitAt(text, suffixStart) === slash;
    suffixEnd = suffixStart + (isSlashed ? 2 : 1);
    // Only the plain F of 12F is sure to be read as a word; /F and Ｆ are a part of the number.
    if (isSlashed || !isAsciiLetter(typed[suffixStart])) end = suffixEnd;
  } else {
    const word = suffixAt(text, suffixStart);
    if (word !== undefined) {
      suffix = word.cls;
      suffixEnd = suffixStart + word.length;
    }
  }
  const gapStart = before === undefined ? 0 : before.suffixEnd;
  return {
    start,
    end,
    suffixEnd,
    suffix,
    script,
    digitCount,
    hasLetterInFront,
    joint: before === undefined ? 'none' : jointOf(text, gapStart, start, before.suffix === 'none'),
    gapStart,
    place: 'none',
    role: 'other',
    alternative: 'other',
  };
}

const slash = 0x2f;

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (kindAt(text, at) & space) at++;
  return at;
}

const blank = 0x20;
const maxJointChars = 4;

function jointOf(text: string, gapStart: number, start: number, isBare: boolean): Joint {
  let from = gapStart;
  let to = start;
  while (from < to && text.charCodeAt(from) === blank) from++;
  while (to > from && text.charCodeAt(to - 1) === blank) to--;
  if (from === to || to - from > maxJointChars) return 'none';
  // 1之2号 is one door; 3楼之1 a room on a floor.
  if (isBare && to - from === 1 && text[from] === '之') return 'list';
  let joint: Joint = 'chain';
  for (let i = from; i < to; i++) {
    const kind = kindAt(text, i);
    if (kind & listSign) joint = 'list';
    else if (!(kind & chainSign) && !(to - from === 1 && (text[i] === '一' || text[i] === '杠'))) return 'none';
  }
  return joint;
}

const letters = (end: number): Run => ({ end, script: 'letters', digitCount: 0, hasLetterInFront: false });

function readRun(text: string, at: number): Run | undefined {
  const kind = kindAt(text, at);
  if (kind & letter) return readLetters(text, at);
  return kind & (digit | glyph | numeral) ? readNumber(text, at, false) : readWordNumber(text, at, kind);
}

const stemSuffixes: readonly string[] = ['栋', '幢', '座', '排', '塔', '组团', '单元', '门', '梯', '室', '户', '房'];
/** Words for a floor, and how much of each stands for its number. */
const floorWords: readonly (readonly [word: string, length: number])[] = [
  ['顶楼', 1],
  ['顶层', 1],
  ['底楼', 1],
  ['底层', 1],
  ['底商', 1],
  ['首层', 1],
  ['首楼', 1],
  ['架空层', 2],
  ['夹层', 1],
];

/** 甲单元, 东户, 顶楼: a word in the place of a number. */
function readWordNumber(text: string, at: number, kind: number): Run | undefined {
  if (kind & stem) {
    const isFirst = kindAt(text, at + 1) & digit && !(kindAt(text, at - 1) & digit);
    if (isFirst) return readNumber(text, at + 1, false);
    const isNumber = stemSuffixes.includes(suffixAt(text, at + 1)?.text ?? '');
    return isNumber ? letters(at + 1) : undefined;
  }
  if (kind & direction) {
    const end = at + (kindAt(text, at + 1) & direction ? 2 : 1);
    if (end < text.length && !(kindAt(text, end) & unitStart)) return undefined;
    const isUnit = text.startsWith('单元', end) || text[end] === '户' || isGate(text, at, end) || isSide(text, at, end);
    return isUnit ? letters(end) : undefined;
  }
  const word = floorWords.find(([floor]) => text.startsWith(floor, at));
  if (word === undefined) return undefined;
  return { end: at + word[1], script: 'chinese', digitCount: 1, hasLetterInFront: false };
}

const isBehindFloor = (text: string, at: number): boolean => (kindAt(text, at - 1) & floorEnd) !== 0;

/** 7层西: the flat on that side. */
const isSide = (text: string, start: number, end: number): boolean => end === text.length && isBehindFloor(text, start);

/** 东门501, 5楼左门: entrances and flats; 东门 alone is a place. */
function isGate(text: string, start: number, at: number): boolean {
  if (!(kindAt(text, at) & gate)) return false;
  return (kindAt(text, at + 1) & (digit | glyph | numeral)) !== 0 || isBehindFloor(text, start);
}

/**
 * A number as people write it: digits, numerals and glyphs of a mask in any mixture, with up to two letters at a time inside
 * or behind (12A05, 五0一, 501B). But 12F is a floor, 10FLAMPO a floor before a shop name, and 3一502 has a dash.
 */
function readNumber(text: string, at: number, hasLetterInFront: boolean): Run | undefined {
  let seen = 0;
  let end = at;
  let digitCount = 0;
  let isReadOut = true;
  let hasLetterInside = false;
  while (end < text.length) {
    const kind = kindAt(text, end);
    if (kind & (digit | glyph) || (kind & numeral && !isTypedDash(text, end))) {
      seen |= kind;
      digitCount++;
      if (kind & multiplier) isReadOut = false;
      end++;
    } else if (end > at && text.charCodeAt(end) === ignorableUnit) {
      end++;
    } else {
      const count = kind & letter && end > at && !isFloorMark(text, end) ? letterCount(text, end) : 0;
      if (count === 0 || count > 2) break;
      hasLetterInside = true;
      end += count;
    }
  }
  if (end === at) return undefined;
  // 三〇一 read out digit by digit is 301, and A十三 is A13; 十三 and 三 stand in names too.
  const isLong =
    digitCount >= (hasLetterInFront ? 2 : isReadOut || hasLetterInside ? minReadOutDigits : minReadOutDigits + 1);
  const isFigure = seen & digit || (seen & numeral && isLong);
  const script = isFigure ? 'digits' : seen & numeral ? 'chinese' : 'glyphs';
  // However wide a mask is, it says the same.
  return { end, script, digitCount: script === 'glyphs' ? 2 : digitCount, hasLetterInFront };
}

const minReadOutDigits = 3;
const ignorableUnit = ignorable.charCodeAt(0);

const isTypedDash = (text: string, at: number): boolean =>
  text[at] === '一' &&
  (kindAt(text, at - 1) & (digit | glyph)) !== 0 &&
  (kindAt(text, at + 1) & (digit | glyph | numeral)) !== 0;

function letterCount(text: string, at: number): number {
  let end = at;
  while (kindAt(text, end) & letter) end++;
  return end - at;
}

const smallF = 0x66;

// 12F, and 27/F as Hong Kong writes it.
function isFloorMark(text: string, at: number): boolean {
  const mark = unitAt(text, at) === slash ? at + 1 : at;
  return (unitAt(text, mark) | 0x20) === smallF && (kindAt(text, mark + 1) & digit) === 0;
}

/** Letters count only with a digit (A座 needs its suffix, B1, C305): a word is a name. */
function readLetters(text: string, at: number): Run | undefined {
  if (at > 0 && kindAt(text, at - 1) & letter) return undefined;
  const length = letterCount(text, at);
  const end = at + length;
  if (length > 2) return undefined;
  const next = kindAt(text, end);
  if (length === 1 && text[end] === '-' && kindAt(text, end + 1) & (digit | numeral)) return letters(end);
  if (next & (digit | glyph | numeral)) return readNumber(text, end, true);
  if (length > 1 && !'区座栋幢楼室户房单'.includes(text[end] ?? ' ')) return undefined;
  const isPaired = text[end] === '/' && (kindAt(text, end + 1) & letter) !== 0;
  const isLast = length === 1 && (end === text.length || isPaired || ' ,;)）]】、'.includes(text[end] as string));
  return isLast || suffixAt(text, end) !== undefined ? letters(end) : undefined;
}
