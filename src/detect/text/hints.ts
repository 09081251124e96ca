import { foldedUnits, ignorable } from '../../text/fold.ts';
import { glyphs } from '../glyph.ts';
import { provinceNames } from '../region/index.ts';
import { minRunDigits } from './digits.ts';
import { nameHints } from './personName.ts';
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
  /** Folding changes the text. */
  foldable: 1 << 20,
  /** Three numerals in a row or a letter that looks like a digit: a number may be written out. */
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

// What runs are made of.
const figure = 1 << 24;
const numeral = 1 << 25;
const gapSign = 1 << 26;
const tokenUnit = 1 << 27;
const lookAlike = 1 << 21;
const surrogate = 1 << 23;
const provinceStart = 1 << 29;
const provinceSecond = 1 << 30;
const ofRuns = figure | numeral | gapSign | tokenUnit | provinceStart | provinceSecond;
const ofUnits = ofRuns | lookAlike | surrogate;
const numerals = '零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩';

let table: Int32Array | undefined;

const unitTable = (): Int32Array => {
  table ??= makeTable();
  return table;
};

function makeTable(): Int32Array {
  const bits = new Int32Array(0x10000).fill(traits.foldable);
  // What folding leaves as it is: see `isPlainText`.
  bits.fill(0, 0x20, 0x7f).fill(0, 0x3001, 0x30fc).fill(0, 0x3105, 0xa000).fill(0, 0xac00, 0xd7a4);
  const add = (text: string, bit: number): void => {
    for (const character of text) {
      const unit = character.charCodeAt(0);
      bits[unit] = (bits[unit] as number) | bit;
    }
  };
  for (const hint of Object.keys(hints) as (keyof typeof hints)[]) add(characters[hint], hints[hint]);
  for (const [i, anchor] of anchorCharacters.entries()) add(anchor, 1 << (anchorShift + i));
  add('0123456789', traits.digit);
  add(`0123456789${glyphs}${numerals}OolI`, figure);
  add(numerals, numeral);
  add('OolI', lookAlike);
  add('市州', traits.city);
  for (const name of provinceNames) {
    add(name.slice(0, 1), provinceStart);
    add(name.slice(1, 2), provinceSecond);
  }
  add(` -./()+${ignorable}`, gapSign);
  add(tokenCharacters, tokenUnit);
  for (let unit = 0xd800; unit < 0xe000; unit++) bits[unit] = (bits[unit] as number) | surrogate;
  // A unit says what it says once it is folded, so that nobody has to look again.
  for (const [unit, other] of foldedUnits()) bits[unit] = (bits[other.charCodeAt(0)] as number) | traits.foldable;
  return bits;
}

const minNumberFigures = 7;
const minReadOutNumerals = 3;
const minLookAlikes = 11;

/** One look at every unit: the hints and anchors of a text, and what of {@link traits} is true of it. */
export function surveyText(text: string): number {
  // The loop reads local constants: a variable of a module is loaded and checked at every access.
  const units = unitTable();
  const kinds = nameHints.ofUnits();
  const [inRun, isFigure, isNumeral, isGap, isToken] = [ofRuns, figure, numeral, gapSign, tokenUnit];
  const [isAscii, isProvinceStart, isProvinceSecond] = [traits.digit, provinceStart, provinceSecond];
  const { family, given, alone, opensAny } = nameHints;
  let seen = 0;
  let found = 0;
  let figures = 0;
  let closeFigures = 0;
  let letters = 0;
  let read = 0;
  let run = 0;
  let digits = 0;
  let before = 0;
  let names = 0;
  let kindBefore = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const bits = units[unit] as number;
    const kind = kinds[unit] as number;
    seen |= bits;
    names |= (kind & alone) | (kindBefore & opensAny) | (kind & given & ((kindBefore & family) << 1));
    kindBefore = kind;
    if ((bits & inRun) === 0) {
      figures = 0;
      closeFigures = 0;
      letters = 0;
      read = 0;
      run = 0;
      before = 0;
      continue;
    }
    if ((bits & isToken) === 0) run = 0;
    else if (++run === minTokenChars) found |= traits.longRun;
    if (bits & isFigure) {
      letters |= bits & lookAlike;
      if (++figures === minNumberFigures) found |= traits.longNumber;
      if (++closeFigures >= minLookAlikes && letters !== 0) found |= traits.writtenOut;
      if (bits & isAscii && ++digits === minRunDigits) found |= traits.manyDigits;
    } else {
      closeFigures = 0;
      letters = 0;
      if ((bits & isGap) === 0) figures = 0;
    }
    read = bits & isNumeral ? read + 1 : 0;
    if (read === minReadOutNumerals) found |= traits.writtenOut;
    if (bits & isProvinceSecond && before & isProvinceStart) found |= traits.province;
    before = bits;
  }
  if (seen & surrogate) found |= traits.surrogate;
  if (names !== 0) found |= traits.name;
  return (seen & ~ofUnits) | found;
}
