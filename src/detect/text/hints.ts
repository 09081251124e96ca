import { foldedUnits, ignorable } from '../../text/fold.ts';
import { compoundFamilyNames, singleFamilyNames } from '../familyNames.ts';
import { glyphs } from '../glyph.ts';
import { provinceNames } from '../region/index.ts';
import { minRunDigits } from './digits.ts';
import { dots, makeNameHints, nameHints } from './personName.ts';
import { minTokenChars, tokenCharacters } from './runs.ts';

/**
 * What a text can hold at all: one pass that spares most messages most finders. A finder without a character here that each of
 * its cues has is told of by two that stand side by side: see {@link pairs}.
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

const characters = {
  number: '0123456789*●█■□∗﹡零〇○一二三四五六七八九十壹贰貳叁叄肆伍陆陸柒捌玖幺两兩',
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  at: '@',
  plate: '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼',
  address:
    '栋幢棟座号號樓楼单單门門层層室房户戶路街巷弄道村区區园園寓厦廈场場苑舍址牌床位间間#-Ff放送在住到上搬拿去找寄扔丢存于居社廊隔對对',
} as const;

/** The bits of a text that nobody looked at: everything may stand in it. */
export const anything: number = ~0;

/** The first of the bits that say which words of an address may stand in a text, one for each anchor of the flats. */
export const anchorShift = 12;
const anchorBit = (anchor: number): number => 1 << (anchorShift + anchor);

/** For each anchor of a flat, as the finder of flats numbers them, the characters of which it has one; none where a pair says it. */
const anchorCharacters: readonly string[] = ['', '元', '-', '路街巷弄道同村区园寓厦场苑舍', '室房户口', '', '', ''];

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
  | 'noAddress'
  | 'dot'
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
  /** A word that says that numbers are no flat. */
  noAddress: 1 << 29,
  /** A dot, as between the parts of a long name. */
  dot: 1 << 30,
  /** A family name before what can be a given one, or the dot of a longer name. */
  name: 1 << 31,
};

/**
 * Units that stand side by side in each cue, for the finders whose characters are too common by themselves: the first two of
 * a word, or the last of one and the first of what it asks for. Of a pair in one bit any first may stand before any second.
 * Whoever adds a word to a finder adds it here: `test/property/textSurvey.test.ts` fails otherwise.
 */
interface Pair {
  /** Bits of the hints, anchors and traits that it says. */
  readonly says: number;
  /** Words, by their first two characters. */
  readonly words?: string;
  /** Characters that may stand before any of `seconds`. */
  readonly firsts?: string;
  readonly seconds?: string;
  /** Whether any sign, letter or digit may stand behind one of `firsts` as well, or the end of the text. */
  readonly endsWord?: true;
  /** Whether a family name may stand behind one of `firsts` as well. */
  readonly beforeName?: true;
}

const counting = '零一二三四五六七八九十';

/** At most sixteen. A function, or a bundle could not leave them out. */
const pairs = (): readonly Pair[] => [
  {
    says: hints.account,
    words: '微信 薇信 威信 徽信 扣扣 企鹅 旺旺 抖音 快手 小红 钉钉 陌陌 支付 v信 V信 加v 加V',
    firsts: 'wvqtlWVQTL',
    seconds: 'exqhiEXQHI',
  },
  { says: hints.document, words: '护照 通行 回乡 台胞 港澳 居住 军官 士官 驾驶 驾照', firsts: 'pP', seconds: 'aA' },
  {
    says: hints.title,
    firsts: '总姐哥嫂叔姨董工',
    seconds: '收签代拿取电手联的那说处吧谢家在来会帮或和即就可您你好转亲办公仓现楼室',
    endsWord: true,
  },
  { says: hints.label, words: '姓名 名字 户主 户名 我叫 名叫 本名 全名 真名', firsts: '收寄tTeE', seconds: ' :' },
  {
    says: hints.receiver,
    words: '代收 亲收 签收 接收 代签 代领 代取 代拿 来取 来拿 去取 领取 查收 本人',
    firsts: '收启',
    endsWord: true,
  },
  { says: hints.verb, firsts: '系交给知诉找叫由让请问烦成为人是', beforeName: true },
  { says: hints.owner, words: '电话 手机 号码 联系 微信' },
  {
    says: anchorBit(0),
    firsts: `0123456789${characters.latin}\u017f\u212a${counting}甲乙丙丁东西南北*#号號 `,
    seconds: '栋幢棟门座#',
  },
  { says: anchorBit(0), words: '号楼 號樓' },
  { says: anchorBit(5), firsts: '到去住在门壁', seconds: '0123456789 ' },
  { says: anchorBit(6), words: '房号 门牌 房间 住址 地址 室号 楼号 病床 病房 病区 床位 工位 办公 包间 包厢 寝室 宿舍' },
  { says: anchorBit(7), firsts: `0123456789${counting}负 `, seconds: '楼层樓fF' },
  { says: traits.noAddress, words: '取件 提货 取货 货架 单号 编号 型号 比分 年级 上册 下册 练习 试卷 课本 教材' },
  { says: hints.label, words: '件人 货人 系人 收人' },
  {
    says: hints.title,
    words:
      '先生 女士 小姐 太太 夫人 老师 师傅 经理 老板 阿姨 大哥 大姐 大爷 大妈 大叔 叔叔 医生 主任 同学 校长 护士 律师 教授 会计 店长 站长 所长 院长 厂长 组长 队长 书记 教练',
  },
];

const firstShift = 16;

/** What eight pairs say together, for each set of them. */
const sayings = (eight: readonly Pair[]): Int32Array =>
  Int32Array.from({ length: 256 }, (_, bits) =>
    eight.reduce((said, { says }, i) => (bits & (1 << i) ? said | says : said), 0),
  );

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
const numerals = '零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩';

interface Tables {
  readonly hints: Int32Array;
  /** For each pair a bit where a unit may be its second one, and higher one where it may be its first. */
  readonly pairs: Int32Array;
  /** What the lower and the higher eight pairs say. */
  readonly lower: Int32Array;
  readonly higher: Int32Array;
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
  for (const hint of Object.keys(characters) as (keyof typeof characters)[]) add(bits, characters[hint], hints[hint]);
  for (const [i, anchor] of anchorCharacters.entries()) add(bits, anchor, anchorBit(i));
  add(bits, '0123456789', traits.digit);
  add(bits, lookAlikes, lookAlike);
  add(bits, '市州', traits.city);
  add(bits, dots, traits.dot);
  for (const name of provinceNames) {
    add(bits, name.slice(0, 1), provinceStart);
    add(bits, name.slice(1, 2), provinceSecond);
  }
  for (let unit = 0xd800; unit < 0xe000; unit++) bits[unit] = (bits[unit] as number) | surrogate;
  add(kinds, `0123456789${glyphs}${numerals}${lookAlikes}`, figure);
  add(kinds, numerals, numeral);
  add(kinds, tokenCharacters, tokenUnit);
  add(kinds, ` -./()+${ignorable}`, gapSign);
  const all = pairs();
  const sides = makePairs(all);
  // A unit says what it says once it is folded, so that nobody has to look again.
  for (const [unit, other] of foldedUnits()) {
    bits[unit] = (bits[other.charCodeAt(0)] as number) | traits.foldable;
    kinds[unit] = kinds[other.charCodeAt(0)] as number;
    sides[unit] = sides[other.charCodeAt(0)] as number;
  }
  return { hints: bits, pairs: sides, lower: sayings(all.slice(0, 8)), higher: sayings(all.slice(8)), kinds };
}

function makePairs(all: readonly Pair[]): Int32Array {
  let signs = 0;
  for (const [i, { endsWord }] of all.entries()) if (endsWord) signs |= 1 << i;
  const sides = new Int32Array(0x10000).fill(signs, 0, 0x4e00).fill(signs, 0xa000);
  const add = (units: Iterable<string>, bit: number): void => {
    for (const text of units) sides[text.charCodeAt(0)] = (sides[text.charCodeAt(0)] as number) | bit;
  };
  for (const [i, { words = '', firsts = '', seconds = '', beforeName }] of all.entries()) {
    const [second, first] = [1 << i, 1 << (firstShift + i)];
    for (const [one, other] of words.split(' ')) {
      if (one !== undefined) add(one, first);
      if (other !== undefined) add(other, second);
    }
    add(firsts, first);
    add(seconds, second);
    if (beforeName) {
      add(singleFamilyNames, second);
      add(compoundFamilyNames, second);
    }
  }
  return sides;
}

const lookAlikes = 'OolI';
const minReadOutNumerals = 3;
const minLookAlikes = 11;

const space = 0x20;

// Three counters in one number, by the run bits of a unit: what may be digits, numerals, units of tokens. A text that is longer
// than a counter goes is taken to have all.
const counterBits = 10;
const maxCounted = 2 ** counterBits - 1;
const runCounts: Int32Array = /* @__PURE__ */ (() =>
  Int32Array.from({ length: 16 }, (_, run) => {
    const [isFigure, isNumeral, isToken] = [run & 1, (run >> 1) & 1, (run >> 2) & 1];
    return (isFigure & isToken) | (isNumeral << counterBits) | (isToken << (2 * counterBits));
  }))();

/** One look at every unit: the hints and anchors of a text, and what of {@link traits} is true of it. */
export function surveyText(text: string): number {
  tables ??= makeTables();
  const { hints: units, pairs: sides, kinds } = tables;
  const counts = runCounts;
  // Numbers and not names: a variable of a module is loaded at every access. No branches, which a text that changes between
  // hanzi and figures would have mispredicted.
  let seen = 0;
  let provinces = 0;
  let cues = 0;
  let kindsSeen = 0;
  let kindsBefore = 0;
  let givenNames = 0;
  let count = 0;
  let figures = 0;
  // Negative once a run of figures was as long as the shortest number, of seven.
  let room = 0;
  let bitsBefore = 0;
  let sideBefore = 0;
  let kindBefore = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const bits = units[unit] as number;
    const side = sides[unit] as number;
    const kind = kinds[unit] as number;
    const run = kind >> 4;
    seen |= bits;
    provinces |= bits & (bitsBefore >> 1);
    cues |= side & (sideBefore >> 16);
    kindsSeen |= kind;
    kindsBefore |= kindBefore;
    givenNames |= kind & (kindBefore << 1);
    count += counts[run] as number;
    figures = (figures + (run & 1)) & -((run & 1) | (run >> 3));
    room |= 6 - figures;
    bitsBefore = bits;
    sideBefore = side;
    kindBefore = kind;
  }
  // What may stand before a sign may stand at the end: a space is one.
  cues |= (sides[space] as number) & (sideBefore >> firstShift);
  const { given, alone, opensAny } = nameHints;
  let found = (seen & ~ofUnits) | (tables.lower[cues & 0xff] as number) | (tables.higher[(cues >> 8) & 0xff] as number);
  if (provinces & provinceSecond) found |= traits.province;
  if (seen & surrogate) found |= traits.surrogate;
  if ((kindsSeen & alone) | (kindsBefore & opensAny) | (givenNames & given)) found |= traits.name;
  if (room < 0) found |= traits.longNumber;
  const mayHaveLookAlike = room < 0 && (seen & lookAlike) !== 0;
  return mayHaveLookAlike || text.length > maxCounted || mayHaveRuns(count) ? found | surveyRuns(text, tables) : found;
}

/** Whether there are as many digits, numerals or units of tokens as the shortest run has that anybody looks for. */
const mayHaveRuns = (count: number): boolean =>
  (count & maxCounted) >= minRunDigits ||
  ((count >> counterBits) & maxCounted) >= minReadOutNumerals ||
  count >> (2 * counterBits) >= minTokenChars;

/** What of {@link traits} is said by units in a row. */
function surveyRuns(text: string, { hints: units, kinds }: Tables): number {
  const [isFigure, isNumeral, isToken] = [figure, numeral, tokenUnit];
  const [isAscii, isLookAlike] = [traits.digit, lookAlike];
  let found = 0;
  let figures = 0;
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
      if (++figures >= minLookAlikes && letters !== 0) found |= traits.writtenOut;
      if (bits & isAscii && ++digits === minRunDigits) found |= traits.manyDigits;
      read = kind & isNumeral ? read + 1 : 0;
      if (read === minReadOutNumerals) found |= traits.writtenOut;
      continue;
    }
    figures = 0;
    letters = 0;
    read = 0;
  }
  return found;
}
