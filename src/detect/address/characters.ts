import { ignorable } from '../../text/fold.ts';
import { chineseNumerals, multipliers } from '../../text/numerals.ts';
import { glyphs } from '../glyph.ts';
import { traditional } from './suffixes.ts';

export { unitAt } from '../span.ts';

/** What a UTF-16 unit can be in an address, as bits. */
export const digit = 1;
export const letter = 2;
export const numeral = 4;
export const glyph = 8;
/** 甲乙丙丁 */
export const stem = 16;
/** 东西南北中 */
export const direction = 32;
/** 顶 of 顶楼, 架 of 架空层 */
export const floorWord = 64;
/** Any other hanzi: part of a name. */
const hanzi = 128;
/** 號 樓: has a simplified form that the word lists know. */
const unsimplified = 256;
/** A person is only found where one of these stands, or beside a phone. */
const personCue = 512;
/** Every market word ends in one of these. */
export const marketCue = 1024;
/** Folding changes it. */
const foldable = 2048;
const bracket = 4096;
/** May stand between a number and the name on its left: signs, 第, 附, 负. */
export const betweenPlaceAndNumber = 8192;
/** An address with hanzi can be Japanese or Korean only where one of these stands, or a kana or hangul. */
const foreignCue = 16_384;
const kanaOrHangul = 32_768;
/** A space, or what has no width. */
export const space: number = 1 << 16;
/** May lead from a number deeper: 3-2-501. */
export const chainSign: number = 1 << 17;
/** May join numbers of a kind: 13、14号. */
export const listSign: number = 1 << 18;
/** 十百千 and their like. */
export const multiplier: number = 1 << 19;
/** 门梯: the last unit of a word for an entrance. */
export const gate: number = 1 << 20;
/** 单户门梯: what a direction has to stand before to be more than a part of a name. */
export const unitStart: number = 1 << 21;
/** 楼层元: the last unit of a word for a floor or an entrance. */
export const floorEnd: number = 1 << 22;
/** Ends an address in a line. */
export const sentenceEnd: number = 1 << 23;

/** What folding leaves as it is: first and last unit of each range of `isPlainText`, which a test compares. */
const plainRanges = [
  [0x20, 0x7e],
  [0x3001, 0x30fb],
  [0x3105, 0x9fff],
  [0xac00, 0xd7a3],
] as const;

// A table over the BMP: one look-up per unit is what makes reading an address cheap.
const kindOfUnit: Uint32Array = /* @__PURE__ */ makeTable();

function makeTable(): Uint32Array {
  const kinds = new Uint32Array(0x10000).fill(foldable);
  for (const [first, last] of plainRanges) kinds.fill(0, first, last + 1);
  const set = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind | (foldable & kindOf(character));
  };
  const add = (characters: string, bit: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kindOf(character) | bit;
  };
  const addRange = (first: number, last: number, bit: number): void => {
    for (let unit = first; unit <= last; unit++) kinds[unit] = (kinds[unit] as number) | bit;
  };
  const kindOf = (character: string): number => kinds[character.charCodeAt(0)] as number;
  addRange(0x3400, 0x4dbf, hanzi);
  addRange(0x4e00, 0x9fff, hanzi);
  addRange(0xf900, 0xfaff, hanzi);
  kinds.fill(digit, 0x30, 0x3a).fill(letter, 0x41, 0x5b).fill(letter, 0x61, 0x7b);
  set(chineseNumerals, numeral);
  set(glyphs, glyph);
  add('甲乙丙丁戊己庚辛', stem);
  add('东西南北中左右前后', direction);
  add('顶底首架夹', floorWord);
  add(traditional, unsimplified);
  add('士姐太师姨傅理板哥叔生收件货系签寄姓字', personCue);
  add('([{（【「', bracket);
  add('场城場', marketCue);
  add('〒目番県東海阪', foreignCue);
  addRange(0x3041, 0x30ff, kanaOrHangul);
  addRange(0xac00, 0xd7a3, kanaOrHangul);
  add(' _,([{（【「第附地下负内里旁:', betweenPlaceAndNumber);
  add(` ${ignorable}`, space);
  add('-/~.·_', chainSign);
  add('、&+至到或和及', listSign);
  add(multipliers, multiplier);
  add('门梯', gate);
  add('单户门梯', unitStart);
  add('楼层元', floorEnd);
  add(';。\n', sentenceEnd);
  return kinds;
}

/** Bits of the unit at `at`; 0 outside the text. */
export const kindAt: (text: string, at: number) => number = /* @__PURE__ */ createKindAt(kindOfUnit);

// Factories: what a module declares is loaded and checked at every access, and these are asked about every unit.
function createKindAt(kinds: Uint32Array) {
  return (text: string, at: number): number =>
    at >= 0 && at < text.length ? (kinds[text.charCodeAt(at)] as number) : 0;
}

/** Whether the unit at `at` ends a word for an entrance. */
export const isGateUnit = (text: string, at: number): boolean => (kindAt(text, at) & gate) !== 0;

/** Whether the first unit is a hanzi, as in no ciphertext. */
export const startsWithHan = (text: string): boolean => (kindAt(text, 0) & (hanzi | numeral)) !== 0;

/** Offset of the first hanzi that is no numeral, or the length of the text. */
export function firstName(text: string): number {
  let at = 0;
  while (at < text.length && (kindAt(text, at) & hanzi) === 0) at++;
  return at;
}

/** Whether the unit at `at` is read together with a figure or a glyph beside it. */
export const isFigure = (text: string, at: number): boolean =>
  (kindAt(text, at) & (digit | letter | numeral | glyph | stem)) !== 0;

/** Offset of the first unit from `at` on that may begin a number, or the length of the text. */
export const nextNumberStart: (text: string, at: number) => number = /* @__PURE__ */ createNextNumberStart(kindOfUnit);

function createNextNumberStart(kinds: Uint32Array) {
  const numberStart = digit | letter | numeral | glyph | stem | direction | floorWord;
  return (text: string, at: number): number => {
    let i = at;
    while (i < text.length && ((kinds[text.charCodeAt(i)] as number) & numberStart) === 0) i++;
    return i;
  };
}

const astralHanzi = /[\u{20000}-\u{3ffff}]/u;

/** What one look at an address says about the work to do. */
export interface Survey {
  /** Whether it has to be folded. */
  readonly isPlain: boolean;
  readonly isSimplified: boolean;
  /** Whether a hanzi stands in it that is no numeral. */
  readonly hasPlaceName: boolean;
  /** Whether hanzi stand beside kana or hangul. */
  readonly isMixed: boolean;
  /** Whether it may be written in another language than Chinese. */
  readonly mayBeForeign: boolean;
  /** Whether a market word may stand in it. */
  readonly hasMarket: boolean;
  /** Whether something may stand in it that does not belong there. */
  readonly mayHavePerson: boolean;
  readonly mayHavePhone: boolean;
  readonly mayHaveNote: boolean;
}

/** Looks at every unit once. */
export const survey: (text: string) => Survey = /* @__PURE__ */ createSurvey(kindOfUnit);

function createSurvey(kinds: Uint32Array) {
  // The lowest three bits: one of them and all of them carry into the fourth.
  const figure = digit | letter | numeral;
  const name = hanzi;
  const nameShift = 31 - Math.clz32(name);
  // One less than the figures in one run of the shortest phone that is told from a chain such as 12-1503.
  const maxChainFigures = 7;
  return (text: string): Survey => {
    let seen = 0;
    let figures = 0;
    // Negative once a run was longer than a chain: a branch at every change from hanzi to figures would cost as much as the rest.
    let room = 0;
    for (let i = 0; i < text.length; i++) {
      const kind = kinds[text.charCodeAt(i)] as number;
      seen |= kind;
      const isFigure = ((kind & figure) + figure) >> 3;
      // A place name ends a run; dashes, spaces and brackets do not.
      figures = (figures + isFigure) & (((kind & name) >> nameShift) - 1);
      room |= maxChainFigures - figures;
    }
    const isPlain = (seen & foldable) === 0;
    const hasPlaceName = (seen & hanzi) !== 0 || (!isPlain && astralHanzi.test(text));
    return {
      isPlain,
      isSimplified: (seen & unsimplified) === 0,
      hasPlaceName,
      isMixed: hasPlaceName && (seen & kanaOrHangul) !== 0,
      mayBeForeign: !hasPlaceName || (seen & (foreignCue | kanaOrHangul)) !== 0,
      hasMarket: (seen & marketCue) !== 0,
      mayHavePerson: (seen & personCue) !== 0,
      mayHavePhone: room < 0,
      mayHaveNote: (seen & bracket) !== 0,
    };
  };
}
