import { foldedUnits, ignorable } from '../../text/fold.ts';
import { glyphs } from '../glyph.ts';
import { provinceNames } from '../region/index.ts';
import { minRunDigits } from './digits.ts';
import { makeNameHints, nameHints } from './personName.ts';
import { minTokenChars, tokenCharacters } from './runs.ts';

/**
 * What a text can hold at all, by its characters: one pass that spares most messages most finders. Each cue of a finder has
 * at least one character here that it cannot be written without.
 */
export const hints = {
  /** Digits of any kind, mask glyphs among them. */
  number: 1,
  latin: 2,
  at: 4,
  plate: 8,
  account: 16,
  document: 32,
  title: 64,
  label: 128,
  receiver: 256,
  verb: 512,
  owner: 1024,
  address: 2048,
} as const;

const characters: Readonly<Record<keyof typeof hints, string>> = {
  number: '0123456789*●█■□∗﹡零〇○一二三四五六七八九十壹贰貳叁叄肆伍陆陸柒捌玖幺两兩',
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  at: '@',
  plate: '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼',
  account: '微薇威徽信扣企旺抖快小钉陌支wvqtlWVQTL',
  document: '证照pP',
  title: '先士姐太夫师傅理板姨哥爷妈叔医任学长授计记练总嫂董工',
  label: '人名户叫收寄mM',
  receiver: '收启签领取拿本',
  verb: '系交给知告找叫由让请问烦成为本是',
  owner: '话机码信式',
  address:
    '栋幢棟座号號樓楼单單门門层層室房户戶路街巷弄道村区區园園寓厦廈场場苑舍址牌床位间間#-Ff放送在住到上搬拿去找寄扔丢存于居社廊隔對对',
};

/** The bits of a text that nobody looked at: everything may stand in it. */
export const anything: number = ~0;

/** The first of the bits that say which words of an address may stand in a text, one for each anchor of the flats. */
export const anchorShift = 12;

/** For each anchor of a flat, as the finder of flats numbers them, the characters of which it has one. */
const anchorCharacters: readonly string[] = [
  '栋幢棟楼樓门座#',
  '元',
  '-',
  '路街巷弄道同村区园寓厦场苑舍',
  '室房户口',
  '到去住门壁',
  '号牌间址床房区位室厢舍',
  '楼层樓fF',
];

type Trait =
  | 'foldable'
  | 'writtenOut'
  | 'digit'
  | 'city'
  | 'province'
  | 'longRun'
  | 'longNumber'
  | 'manyDigits'
  | 'surrogate'
  | 'name';

/** What {@link surveyText} says besides the hints. */
export const traits: Readonly<Record<Trait, number>> = {
  /** Folding changes the text. All else is true of the folded text as well, unless there are surrogates. */
  foldable: 1 << 20,
  /** Three numerals in a row, or as many digits as a mobile has with letters among them that look like some. */
  writtenOut: 1 << 21,
  /** A digit. */
  digit: 1 << 28,
  /** What cities and prefectures end in. */
  city: 1 << 22,
  /** The first two characters of a province may stand side by side. */
  province: 1 << 23,
  /** A run long enough to be a token or a ciphertext. */
  longRun: 1 << 24,
  /** As many digits, numerals and mask glyphs together as the shortest number has, with only signs between them. */
  longNumber: 1 << 25,
  /** As many digits as the shortest identity number or bank card has. */
  manyDigits: 1 << 26,
  /** Half of a character outside the BMP. */
  surrogate: 1 << 27,
  /** A family name before what can be a given one, or the dot of a longer name. */
  name: 1 << 31,
};

// What only units have.
const lookAlike = 1 << 21;
const provinceSecond = 1 << 23;
const provinceStart = provinceSecond << 1;
const surrogate = 1 << 25;
const ofUnits = lookAlike | provinceSecond | provinceStart | surrogate;

/** What runs are made of, beside the bits of {@link nameHints} in one table. */
const figure = 16;
const numeral = 32;
const tokenUnit = 64;
const gapSign = 128;
const runShift = 4;
const numerals = '零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩';

interface Tables {
  readonly hints: Int32Array;
  readonly kinds: Uint8Array;
}

let tables: Tables | undefined;

function makeTables(): Tables {
  const bits = new Int32Array(0x10000).fill(traits.foldable);
  // What folding leaves as it is: see `isPlainText`.
  bits.fill(0, 0x20, 0x7f).fill(0, 0x3001, 0x30fc).fill(0, 0x3105, 0xa000).fill(0, 0xac00, 0xd7a4);
  const kinds = makeNameHints();
  const add = (to: Int32Array | Uint8Array, text: string, bit: number): void => {
    for (const character of text) {
      const unit = character.charCodeAt(0);
      to[unit] = (to[unit] as number) | bit;
    }
  };
  for (const hint of Object.keys(hints) as (keyof typeof hints)[]) add(bits, characters[hint], hints[hint]);
  for (const [i, anchor] of anchorCharacters.entries()) add(bits, anchor, 1 << (anchorShift + i));
  add(bits, '0123456789', traits.digit);
  add(bits, lookAlikes, lookAlike);
  add(bits, '市州', traits.city);
  for (const name of provinceNames) {
    add(bits, name.slice(0, 1), provinceStart);
    add(bits, name.slice(1, 2), provinceSecond);
  }
  for (let unit = 0xd800; unit < 0xe000; unit++) bits[unit] = (bits[unit] as number) | surrogate;
  add(kinds, `0123456789${glyphs}${numerals}${lookAlikes}`, figure);
  add(kinds, numerals, numeral);
  add(kinds, tokenCharacters, tokenUnit);
  add(kinds, ` -./()+${ignorable}`, gapSign);
  // A unit says what it says once it is folded, so that nobody has to look again.
  for (const [unit, other] of foldedUnits()) {
    bits[unit] = (bits[other.charCodeAt(0)] as number) | traits.foldable;
    kinds[unit] = kinds[other.charCodeAt(0)] as number;
  }
  return { hints: bits, kinds };
}

const lookAlikes = 'OolI';
const minNumberFigures = 7;
const minReadOutNumerals = 3;
const minLookAlikes = 11;

// Three counters in one number, by the run bits of a unit: a text that is longer than a counter goes is taken to have all.
const counterBits = 10;
const maxCounted = 2 ** counterBits - 1;
const runCounts: Int32Array = /* @__PURE__ */ (() =>
  Int32Array.from(
    { length: 16 },
    (_, kind) => (kind & 1) | (((kind >> 1) & 1) << counterBits) | (((kind >> 2) & 1) << (2 * counterBits)),
  ))();

/** One look at every unit: the hints and anchors of a text, and what of {@link traits} is true of it. */
export function surveyText(text: string): number {
  tables ??= makeTables();
  // The loop reads local constants: a variable of a module is loaded and checked at every access. It has no branches, which
  // a text that changes between hanzi and figures would have mispredicted.
  const { hints: units, kinds } = tables;
  const counts = runCounts;
  const { family, given, alone, opensAny } = nameHints;
  let seen = 0;
  let pairs = 0;
  let names = 0;
  let count = 0;
  let bitsBefore = 0;
  let kindBefore = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const bits = units[unit] as number;
    const kind = kinds[unit] as number;
    seen |= bits;
    pairs |= bits & (bitsBefore >> 1);
    names |= (kind & alone) | (kindBefore & opensAny) | (kind & given & ((kindBefore & family) << 1));
    count += counts[kind >> runShift] as number;
    bitsBefore = bits;
    kindBefore = kind;
  }
  let found = seen & ~ofUnits;
  if (pairs & provinceSecond) found |= traits.province;
  if (seen & surrogate) found |= traits.surrogate;
  if (names !== 0) found |= traits.name;
  return text.length > maxCounted || mayHaveRuns(count) ? found | surveyRuns(text, tables) : found;
}

/** Whether there are as many figures, numerals or units of tokens as the shortest run has that anybody looks for. */
const mayHaveRuns = (count: number): boolean =>
  (count & maxCounted) >= minNumberFigures ||
  ((count >> counterBits) & maxCounted) >= minReadOutNumerals ||
  count >> (2 * counterBits) >= minTokenChars;

/** What of {@link traits} is said by units in a row. */
function surveyRuns(text: string, { hints: units, kinds }: Tables): number {
  const [isFigure, isNumeral, isToken, isGap] = [figure, numeral, tokenUnit, gapSign];
  const [isAscii, isLookAlike] = [traits.digit, lookAlike];
  let found = 0;
  let figures = 0;
  let closeFigures = 0;
  let letters = 0;
  let read = 0;
  let run = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kinds[unit] as number;
    if ((kind & isToken) === 0) run = 0;
    else if (++run === minTokenChars) found |= traits.longRun;
    if (kind & isFigure) {
      const bits = units[unit] as number;
      letters |= bits & isLookAlike;
      if (++figures === minNumberFigures) found |= traits.longNumber;
      if (++closeFigures >= minLookAlikes && letters !== 0) found |= traits.writtenOut;
      if (bits & isAscii && ++digits === minRunDigits) found |= traits.manyDigits;
      read = kind & isNumeral ? read + 1 : 0;
      if (read === minReadOutNumerals) found |= traits.writtenOut;
      continue;
    }
    closeFigures = 0;
    letters = 0;
    read = 0;
    if ((kind & isGap) === 0) figures = 0;
  }
  return found;
}
