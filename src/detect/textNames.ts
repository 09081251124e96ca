import { compoundFamilyNames, singleFamilyNames } from './familyNames.ts';
import { isGlyph } from './glyph.ts';
import { findRegionStart } from './region/index.ts';
import { isHan, type Span } from './span.ts';

/** A name in free text. */
export interface NameFinding extends Span<'name'> {
  /** Whether the family name is surely the first of it. */
  readonly isWhole: boolean;
  /** The rule that found it. */
  readonly rule: string;
}

const finding = (start: number, end: number, rule: string, isWhole = true): NameFinding => ({
  role: 'name',
  start,
  end,
  isWhole,
  rule,
});

// Words that begin with a family name and are none.
const words: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    '谢谢 经理 安排 方便 麻烦 连夜 周末 周一 周二 周三 周四 周五 周六 周日 明天 明早 明晚 马上 白天 家里 家人 单位 门口 左右 快点 常用 高兴 时候 ' +
    '成功 通知 温馨 万一 本人 全部 安全 严禁 小心 路口 路边 石头 江边 水果 花园 金额 金色 黄色 白色 乌龙 红色 余额 方式 平时 平安 经常 ' +
    '任何 任意 应该 强烈 易碎 别打 别放 双十 公司 车库 车间 项目 都可 都行 和我 和他 从前 从来 包装 包好 包裹 时间 单号 单独 习惯 ' +
    '相同 相关 权限 沙发 支付 广场 宿舍 祝好 祝您 夏天 冬天 文件 商品 商家 商场 齐全 司机 店员 向后 向前 党员 解释 何时 何地'
  ).split(' '),
);

/** Length of a family name that the text begins with, or 0. */
export function familyNameLength(text: string): number {
  if (compoundFamilyNames.has(text.slice(0, 2))) return 2;
  return singleFamilyNames.has(text[0] ?? '') ? 1 : 0;
}

const isPersonName = (word: string): boolean => {
  const family = familyNameLength(word);
  return family > 0 && word.length > family && word.length - family <= 2 && !words.has(word.slice(0, 2));
};

const titled =
  /([\u4e00-\u9fff]{1,4}?)(先生|女士|小姐|太太|老师|阿姨|师傅|经理|老板|大哥|大姐|叔叔|姐|哥|嫂|总|叔|婶|伯|爷|奶)/gu;
const namePart = /[\u4e00-\u9fff\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5.]{2,12}/u;
const nameCue = /(?:收件人|收货人|联系人|签收人|寄件人|姓名|名字)(?:改成|改为|换成|写|是|为|叫)?[ :]{0,3}/gu;
const receiver = /([\u4e00-\u9fff]{2,4})收(?![\u4e00-\u9fff])/gu;
const noReceiver = /(?:代|签|查|接|前台|物业|门卫|快递|驿站|本人)$/u;

/**
 * Names by their cues: before a title, after 收件人, before 收. Short titles (姐, 总) also end place names, so an address asks
 * for the long ones only.
 */
export function findCuedNames(folded: string, minTitleChars = 1): NameFinding[] {
  const found: NameFinding[] = [];
  for (const match of folded.matchAll(titled)) {
    const before = match[1] as string;
    const length = familyNameLengthAtEnd(before);
    const stem = match.index + before.length;
    if (length === 0 || (match[2] as string).length < minTitleChars) continue;
    found.push(finding(stem - length, match.index + match[0].length, 'name-title'));
  }
  for (const match of folded.matchAll(nameCue)) {
    const start = match.index + match[0].length;
    const word = namePart.exec(folded.slice(start, start + maxNameChars));
    // What a mask follows is masked already.
    const isMasked = isGlyph(folded[start + (word?.[0].length ?? 0)]);
    if (word?.index === 0 && !isMasked) found.push(finding(start, start + nameLength(word[0]), 'name-cue'));
  }
  for (const match of folded.matchAll(receiver)) {
    const before = match[1] as string;
    const end = match.index + before.length;
    const length = noReceiver.test(before) ? undefined : [4, 3, 2].find((size) => isPersonName(before.slice(-size)));
    if (length !== undefined) found.push(finding(end - Math.min(length, before.length), end, 'name-receiver'));
  }
  return found;
}

/** Length of the family name, and up to two characters of a given name before a title (王姐, 张三先生, 欧阳女士). */
function familyNameLengthAtEnd(text: string): number {
  if (words.has(text.slice(-2))) return 0;
  for (let length = Math.min(text.length, 4); length > 0; length--) {
    const name = text.slice(-length);
    const family = familyNameLength(name);
    if (family > 0 && length - family <= 2 && !words.has(name.slice(0, 2))) return length;
  }
  return 0;
}

const dotted = /[\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5.]/u;

/** How much of the text after a cue is the name: a dotted one whole, else family name and two characters. */
function nameLength(word: string): number {
  if (dotted.test(word)) return word.length;
  return Math.min(word.length, Math.max(1, familyNameLength(word)) + 2);
}

const runBefore = /([\u4e00-\u9fff\u00b7\u2022\u2027\u30fb\uff65\u22c5*]{2,16})[ ,:(]{0,3}$/u;
const runAfter = /^[ ,)(]{0,3}([\u4e00-\u9fff\u00b7\u2022\u2027\u30fb\uff65\u22c5*]{2,16})/u;
const verbs = /^(?:请?(?:联系|转寄给|寄给|转交|发给|送给|交给|拨打|打给|转给|转|寄|找|给|叫|打|由|是|问))+/u;
const windowChars = 20;

/** Names glued to a phone, or beside it with a sign between. */
export function findNamesBeside(
  folded: string,
  phone: { readonly start: number; readonly end: number },
): NameFinding[] {
  const found: NameFinding[] = [];
  const windowStart = Math.max(0, phone.start - windowChars);
  const before = runBefore.exec(folded.slice(windowStart, phone.start));
  if (before !== null) {
    const run = before[1] as string;
    const skip = verbs.exec(run)?.[0].length ?? 0;
    const start = windowStart + before.index;
    // The name may begin after a verb, or the run may be the name (支 is a family name too).
    for (const from of [0, skip]) {
      const name = run.slice(from);
      if (!isPersonName(name) && !isDottedName(name)) continue;
      found.push(finding(start + from, start + run.length, 'name-beside-phone'));
      break;
    }
  }
  const after = runAfter.exec(folded.slice(phone.end, phone.end + windowChars));
  if (after !== null) {
    const run = (after[1] as string).replace(/收$/u, '');
    const start = phone.end + after[0].length - (after[1] as string).length;
    if (isPersonName(run) || isDottedName(run)) found.push(finding(start, start + run.length, 'name-beside-phone'));
  }
  return found;
}

const isDottedName = (name: string): boolean => name.length >= 4 && dotted.test(name.slice(1, -1));

const maxNameChars = 12;
const labelled = /(?:收件人|收货人|联系人|姓名|名字)[ :]/u;

/**
 * A whole waybill string is a name, a phone and an address that begins with a province, in any order and often with
 * nothing between them: the place of the other two says where the name is.
 */
export function findWaybillNames(folded: string, phones: readonly Span[]): NameFinding[] {
  const phone = phones[0];
  const region = findRegionStart(folded);
  // A form with labels (收货人：… 手机号码：…) says itself where the name is.
  if (phone === undefined || region < 0 || phones.length > 2 || labelled.test(folded)) return [];
  const last = phones.at(-1) as Span;
  const segments =
    region < phone.start
      ? ([
          [0, region],
          [last.end, folded.length],
        ] as const)
      : ([
          [0, phone.start],
          [last.end, region],
        ] as const);
  const found = segments.flatMap(([start, end]) => wholeSegmentName(folded, start, end));
  if (found.length > 0) return found;
  const addressEnd = region < phone.start ? phone.start : folded.length;
  return trailingName(folded, Math.max(region, addressEnd - maxNameChars), addressEnd);
}

const around = /[\s,;:、，。；：/|_-]/u;

function wholeSegmentName(folded: string, from: number, to: number): NameFinding[] {
  let start = from;
  let end = to;
  while (start < end && around.test(folded[start] as string)) start++;
  while (end > start && around.test(folded[end - 1] as string)) end--;
  if (end - start < 1 || end - start > maxNameChars) return [];
  return [finding(start, end, 'name-by-position')];
}

/** The name at the end of an address with nothing between them (…37号喻晓刚). Unsure: the last three are hidden. */
function trailingName(folded: string, from: number, to: number): NameFinding[] {
  let end = to;
  while (end > from && around.test(folded[end - 1] as string)) end--;
  let start = end;
  while (start > from && (isHan(folded[start - 1]) || dotted.test(folded[start - 1] as string))) start--;
  const run = folded.slice(start, end);
  if (dotted.test(run)) return [finding(start, end, 'name-after-address', false)];
  if (run.length < 2) return [];
  for (const length of [4, 3, 2]) {
    const name = run.slice(-length);
    if (name.length < length) continue;
    const family = familyNameLength(name);
    const isFit = length === 4 ? family === 2 : family > 0 && length > family;
    if (isFit) return [finding(end - length, end, 'name-after-address')];
  }
  return [finding(end - Math.min(3, run.length), end, 'name-after-address', false)];
}
