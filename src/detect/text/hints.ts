import { ignorable } from '../../text/fold.ts';
import { glyphs } from '../glyph.ts';
import { minRunDigits } from './digits.ts';
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
  owner: '话手号信式',
  address:
    '栋幢棟座号號樓楼单單门門层層室房户戶路街巷弄道村区區园園寓厦廈场場苑舍址牌床位间間#-Ff放送在住到上搬拿去找寄扔丢存于居社廊隔對对',
};

/** What {@link surveyText} says besides the hints. */
export const traits: Readonly<Record<'foldable' | 'longRun' | 'longNumber' | 'manyDigits', number>> = {
  /** Folding changes the text. */
  foldable: 1 << 16,
  /** A run long enough to be a token or a ciphertext. */
  longRun: 1 << 17,
  /** As many digits, numerals and mask glyphs together as the shortest number has, with only signs between them. */
  longNumber: 1 << 18,
  /** As many digits as the shortest identity number or bank card has. */
  manyDigits: 1 << 19,
};

const figure = 1 << 20;
const gapSign = 1 << 21;
const tokenUnit = 1 << 22;
const asciiDigit = 1 << 23;
const hintBits = 0xffff;

let table: Uint32Array | undefined;

const unitTable = (): Uint32Array => {
  table ??= makeTable();
  return table;
};

function makeTable(): Uint32Array {
  const bits = new Uint32Array(0x10000).fill(traits.foldable);
  // What folding leaves as it is: see `isPlainText`.
  bits.fill(0, 0x20, 0x7f).fill(0, 0x3001, 0x30fc).fill(0, 0x3105, 0xa000).fill(0, 0xac00, 0xd7a4);
  const add = (text: string, bit: number): void => {
    for (const character of text) {
      const unit = character.charCodeAt(0);
      bits[unit] = (bits[unit] as number) | bit;
    }
  };
  for (const hint of Object.keys(hints) as (keyof typeof hints)[]) add(characters[hint], hints[hint]);
  add('0123456789', asciiDigit);
  add(`0123456789${glyphs}零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩OolI`, figure);
  add(` -./()+${ignorable}`, gapSign);
  add(tokenCharacters, tokenUnit);
  return bits;
}

/** The bits of all hints that a folded text gives. */
export function hintsOf(folded: string): number {
  const units = unitTable();
  let found = 0;
  for (let i = 0; i < folded.length; i++) found |= units[folded.charCodeAt(i)] as number;
  return found & hintBits;
}

const minNumberFigures = 7;

/** One look at every unit: the hints of a text, and what of {@link traits} is true of it. */
export function surveyText(text: string): number {
  // The loop reads local constants: a variable of a module is loaded and checked at every access.
  const units = unitTable();
  const isFigure = figure;
  const isGap = gapSign;
  const isToken = tokenUnit;
  const isAscii = asciiDigit;
  let seen = 0;
  let figures = 0;
  let run = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const bits = units[text.charCodeAt(i)] as number;
    seen |= bits;
    if ((bits & isToken) === 0) run = 0;
    else if (++run === minTokenChars) seen |= traits.longRun;
    if (bits & isFigure) {
      if (++figures === minNumberFigures) seen |= traits.longNumber;
      if (bits & isAscii && ++digits === minRunDigits) seen |= traits.manyDigits;
    } else if ((bits & isGap) === 0) figures = 0;
  }
  return seen;
}
