import { graphemes } from '../text/graphemes.ts';
import { compoundFamilyNames } from './familyNames.ts';
import { isGlyph } from './glyph.ts';

/** What a name field says, as far as a mask needs it. */
export type NameForm =
  /** Family name first: hanzi. `familyLength` UTF-16 units may stay. */
  | { readonly form: 'han'; readonly familyLength: number }
  /** Parts joined by a middle dot (阿卜杜拉·买买提), foreign scripts, nicknames: one grapheme may stay. */
  | { readonly form: 'initial'; readonly initialLength: number }
  /** A shop or company: its kind (公司, 店) at the end may stay. */
  | { readonly form: 'organisation'; readonly kindLength: number }
  /** Nothing that may stay: empty, one character, digits, symbols, ciphertext. */
  | { readonly form: 'unknown' };

// U+00B7 is the official one (12 ministries, 民委发〔2016〕33号); the others are what people type.
const dots = /[\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5\u2219\u0387.]/u;
const letter = /^\p{L}/u;
const hanStart = /^\p{Script=Han}/u;

// Longest first. One-character kinds need a name of four or more, so that a person called 厂 keeps a hidden given name.
const kinds = [
  '有限责任公司',
  '股份有限公司',
  '个体工商户',
  '有限公司',
  '收发室',
  '传达室',
  '旗舰店',
  '专卖店',
  '专营店',
  '事务所',
  '工作室',
  '幼儿园',
  '经营部',
  '服务部',
  '门市部',
  '办事处',
  '合作社',
  '研究院',
  '研究所',
  '实验室',
  '俱乐部',
  '驿站',
  '超市',
  '公司',
  '集团',
  '商行',
  '商店',
  '商场',
  '学校',
  '大学',
  '学院',
  '中学',
  '小学',
  '医院',
  '诊所',
  '药房',
  '药店',
  '酒店',
  '宾馆',
  '饭店',
  '餐厅',
  '中心',
  '银行',
  '协会',
  '仓库',
  '仓储',
  '快递',
  '物流',
  '物业',
  '部门',
  '店铺',
  '小店',
  '网店',
  '店',
  '厂',
  '部',
  '社',
  '局',
  '院',
];

const mixed = /(?:公司|集团|学校|大学|学院|中学|小学|幼儿园|医院|中心|超市|驿站|银行|酒店|店|部)[\s,，、/|-]/u;

/** Reads a name field. Pure structure: nothing is looked up but compound family names and kinds of organisations. */
export function parseName(text: string): NameForm {
  const name = text.trim();
  const visible = graphemes(name);
  const first = visible[0];
  if (first === undefined || visible.length === 1) return { form: 'unknown' };
  const kind = organisationKind(name, visible.length);
  if (kind !== undefined) return { form: 'organisation', kindLength: kind.length };
  // 某某有限公司 张三: the first character belongs to neither.
  if (!letter.test(first) || mixed.test(name)) return { form: 'unknown' };
  if (!hanStart.test(first) || dots.test(name)) return { form: 'initial', initialLength: first.length };
  const two = name.slice(0, 2);
  // 司徒 alone can be a whole name: one of its characters must go.
  const isCompound = compoundFamilyNames.has(two) && visible.length > 2;
  return { form: 'han', familyLength: isCompound ? 2 : first.length };
}

function organisationKind(name: string, length: number): string | undefined {
  const kind = kinds.find((word) => name.endsWith(word));
  if (kind === undefined) return undefined;
  const rest = name.slice(0, -kind.length);
  const isOurMask = rest !== '' && graphemes(rest).every((character) => isGlyph(character));
  return isOurMask || length >= (kind.length === 1 ? 4 : kind.length + 2) ? kind : undefined;
}
