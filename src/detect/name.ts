import { graphemes } from '../text/graphemes.ts';
import { compoundFamilyNames } from './familyNames.ts';
import { hasGlyph, isGlyph } from './glyph.ts';

/** A person's name, as far as a mask needs it. Lengths are UTF-16 units from `start`. */
export interface PersonName {
  readonly form: 'person';
  /** Whether it is a name of hanzi without a dot: family name first. */
  readonly isHan: boolean;
  /** Offset of the first character: digits of a phone before it are left out. */
  readonly start: number;
  /** What a policy that shows the family name may show: the family name of hanzi, else the first grapheme. */
  readonly familyLength: number;
  readonly initialLength: number;
}

/** What a name field says. */
export type NameForm =
  | PersonName
  /** A shop or company: its kind (公司, 店) at the end may stay. */
  | { readonly form: 'organisation'; readonly kindStart: number }
  /** Nothing that may stay: empty, one character, a bare title, symbols. */
  | { readonly form: 'unknown' };

// U+00B7 is the official one (12 ministries, 民委发〔2016〕33号); the others are what people type.
const dots = /[\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5\u2219\u0387\u2024\u25e6\u2e31\u318d\ua78f.]/u;
const letter = /^\p{L}/u;
const invisible = /^[\p{Cf}\p{Cc}\p{Z}]+$/u;
const notLetters = /[^\p{L}]/gu;
const hanStart = /^\p{Script=Han}/u;
const several = /[/、,，;；&+|和]/u;
// 13812345678张三, 1. 张三: what stands before a name and is none.
const leading = /^[\s\p{Cf}\p{Cc}\d+\-.,:;/()，。、：；（）【】[\]]*/u;

/** Forms of address. They say nothing of the family name and hint at the gender, so they never stay. */
export const titles: readonly string[] = (
  '先生 女士 小姐 太太 夫人 老师 师傅 经理 老板 老板娘 阿姨 叔叔 大哥 大姐 大爷 大妈 大叔 大婶 同学 同志 医生 主任 会计 总监 店长 ' +
  '教授 校长 护士 律师 队长 书记 妈妈 爸爸 奶奶 爷爷 外婆 外公 姥姥 姥爷 哥哥 姐姐 弟弟 妹妹 宝宝 宝妈 总 姐 哥 嫂 叔 婶 伯 爷 姨 ' +
  '様 さん 님 씨'
).split(' ');

const bareTitles: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...titles,
  ...'客户 顾客 买家 收件人 收货人 本人 家人 亲 匿名 匿名用户 用户 无 未知'.split(' '),
]);

// Longest first. One-character kinds need a name of four or more, so that a person called 厂 keeps a hidden given name.
const kinds: readonly string[] = (
  '有限责任公司 股份有限公司 个体工商户 有限公司 收发室 传达室 保安室 门卫室 旗舰店 专卖店 专营店 事务所 工作室 幼儿园 经营部 服务部 ' +
  '门市部 办事处 合作社 研究院 研究所 实验室 俱乐部 自提点 代收点 快递柜 服务站 驿站 丰巢 超市 便利店 公司 集团 商行 商店 商场 学校 ' +
  '大学 学院 中学 小学 医院 诊所 药房 药店 酒店 宾馆 饭店 餐厅 中心 银行 协会 仓库 仓储 快递 物流 物业 部门 店铺 小店 网店 前台 门卫 ' +
  '宿舍 企业 机构 基金会 委员会 店 厂 部 社 局 院 所 站'
).split(' ');

const mixed =
  /(?:公司|集团|学校|大学|学院|中学|小学|幼儿园|医院|中心|超市|驿站|银行|酒店|代收点|自提点|店|部)[\s,，、/|\-（(]/u;

/** Reads a name field. Pure structure: nothing is looked up but compound family names, titles and kinds of organisations. */
export function parseName(text: string): NameForm {
  const start = (leading.exec(text) as RegExpExecArray)[0].length;
  const name = text.slice(start).trimEnd();
  // What cannot be seen is no character of a name.
  const visible = graphemes(name).filter((character) => !invisible.test(character));
  const first = visible[0];
  if (first === undefined || visible.length === 1) return { form: 'unknown' };
  if (bareTitles.has(hasGlyph(name) ? name : name.replaceAll(notLetters, ''))) return { form: 'unknown' };
  const kind = organisationKind(name, visible.length);
  if (kind !== undefined) return { form: 'organisation', kindStart: start + name.length - kind.length };
  // 某某有限公司 张三: the first character belongs to neither.
  if (!letter.test(first) || mixed.test(name)) return { form: 'unknown' };
  const isHan = hanStart.test(first);
  const hasDot = dots.test(name);
  // 司徒 alone can be a whole name: one of its characters must go.
  const hasGivenName = visible.length > 2 && (hanStart.test(visible[2] as string) || isGlyph(visible[2]?.[0]));
  const isCompound = isHan && !hasDot && hasGivenName && compoundFamilyNames.has(name.slice(0, 2));
  return {
    form: 'person',
    isHan: isHan && !hasDot,
    start,
    familyLength: isCompound ? 2 : first.length,
    initialLength: first.length,
  };
}

const hanOrHangul = /^[\p{Script=Han}\p{Script=Hangul}]/u;

/**
 * Where the last grapheme begins that belongs to one name of hanzi or hangul; `undefined` where that is not clear: two
 * graphemes, several people, a title at the end.
 */
export function lastGraphemeStart(text: string, { start }: PersonName): number | undefined {
  const name = text.slice(start).trimEnd();
  const visible = graphemes(name);
  const last = visible.at(-1) as string;
  if (visible.length < 3 || dots.test(name) || several.test(name)) return undefined;
  if (!hanOrHangul.test(name) || !hanOrHangul.test(last)) return undefined;
  return titles.some((title) => name.endsWith(title)) ? undefined : start + name.length - last.length;
}

function organisationKind(name: string, length: number): string | undefined {
  // Most names end in a character that ends no kind.
  const last = traitsOfUnit[name.charCodeAt(name.length - 1)] as number;
  const kind = last & kindEnd ? kinds.find((word) => name.endsWith(word)) : undefined;
  if (kind === undefined) return undefined;
  const rest = name.slice(0, -kind.length);
  // 欧阳建社 is a person.
  if (kind.length === 1 && length <= 4 && compoundFamilyNames.has(name.slice(0, 2))) return undefined;
  const isOurMask = rest !== '' && graphemes(rest).every((character) => isGlyph(character) || character === '\u200b');
  return isOurMask || length >= (kind.length === 1 ? 4 : kind.length + 2) ? kind : undefined;
}

/** What a unit says of a name, as bits: it ends an organisation's kind, or begins a compound family name or a bare title. */
const kindEnd = 1;
const compoundStart = 2;
const titleStart = 4;

// A table: each `Set` that is asked costs as much as all the rest of the fast path.
const traitsOfUnit: Uint8Array = /* @__PURE__ */ makeTraits();

function makeTraits(): Uint8Array {
  const traits = new Uint8Array(0x10000);
  const add = (unit: number, trait: number): void => {
    traits[unit] = (traits[unit] as number) | trait;
  };
  for (const kind of kinds) add(kind.charCodeAt(kind.length - 1), kindEnd);
  for (const family of compoundFamilyNames) add(family.charCodeAt(0), compoundStart);
  for (const title of bareTitles) add(title.charCodeAt(0), titleStart);
  return traits;
}

/**
 * Length of the family name of an everyday name, 2 to 4 common hanzi, without any of the work above; 0 means ask
 * {@link parseName}.
 */
export const quickFamilyLength: (name: string) => number = /* @__PURE__ */ createQuickFamilyLength(traitsOfUnit);

function createQuickFamilyLength(traits: Uint8Array) {
  const [end, compound, title] = [kindEnd, compoundStart, titleStart];
  return (name: string): number => {
    const { length } = name;
    if (length < 2 || length > 4) return 0;
    let unit = 0;
    for (let i = 0; i < length; i++) {
      unit = name.charCodeAt(i);
      if (unit < 0x4e00 || unit > 0x9fa5) return 0;
    }
    if (length === 4 && (traits[unit] as number) & end) return 0;
    const first = traits[name.charCodeAt(0)] as number;
    if (first & title && bareTitles.has(name)) return 0;
    return length > 2 && first & compound && compoundFamilyNames.has(name.slice(0, 2)) ? 2 : 1;
  };
}
