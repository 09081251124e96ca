import { fold } from '../text/fold.ts';
import { type AddressPart, findAddressParts } from './address/index.ts';
import { simplify, suffixAt } from './address/suffixes.ts';
import { compoundFamilyNames, singleFamilyNames } from './familyNames.ts';
import { isResidentNumber } from './identity.ts';
import { type CountryCode, findGluedMobile, findPhones, type PhoneMatch } from './phone/index.ts';
import { findRegionStart } from './region.ts';
import { isAsciiLetter, isHan, type Span } from './span.ts';

/** Something private in free text. */
export type TextFinding = (
  | (Span<'name'> & { /** Whether the family name is surely the first of it. */ readonly isWhole: boolean })
  | (Span<'phone'> & { readonly phone: PhoneMatch })
  | Span<'unit' | 'floor' | 'room' | 'note' | 'identity'>
) & {
  /** The rule that found it. */
  readonly rule: string;
};

/**
 * Finds private parts of free text: a remark, a custom area of a label, a whole waybill string.
 *
 * Order ids, tracking numbers, dates and prices have other lengths than phones and stay.
 */
export function findPrivateText(text: string, region: CountryCode): TextFinding[] {
  const folded = fold(text);
  const phones = findTextPhones(folded, region);
  const identities = findIdentityNumbers(folded);
  const names = findNames(folded, phones);
  const parts = findFlats(folded);
  return resolveOverlaps([...identities, ...phones, ...names, ...parts]);
}

/** Earlier findings of the list win over later ones that touch them: an identity number is not a phone. */
function resolveOverlaps(byPriority: readonly TextFinding[]): TextFinding[] {
  const kept: TextFinding[] = [];
  for (const finding of byPriority) {
    if (!kept.some((other) => finding.start < other.end && other.start < finding.end)) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const phoneCue = /(?:电话|手机|座机|号码|联系|致电|拨打?|打|tel|phone|mob)[^\d]{0,4}$/iu;
function findTextPhones(folded: string, region: CountryCode): (TextFinding & { readonly phone: PhoneMatch })[] {
  const found: (TextFinding & { readonly phone: PhoneMatch })[] = [];
  for (const phone of findPhones(folded, { reading: 'text', region })) {
    if (phone.form === 'unknown') continue;
    const hasCue = phoneCue.test(folded.slice(Math.max(0, phone.start - 8), phone.start));
    if (phone.form === 'local' && !hasCue) continue;
    // SF86… and ZTO0571… are tracking numbers; glued to letters only the bare eleven digits of a mobile count.
    const isGlued = isAsciiLetter(folded[phone.start - 1]);
    if (isGlued && !hasCue && (phone.form !== 'mobile' || phone.countryCode !== '')) continue;
    found.push({
      role: 'phone',
      start: phone.start,
      end: phone.end,
      phone,
      rule: hasCue ? 'phone-cue' : `phone-${phone.form}`,
    });
  }
  if (found.length === 0 && findRegionStart(folded) >= 0) {
    const phone = findGluedMobile(folded);
    if (phone !== undefined)
      found.push({ role: 'phone', start: phone.start, end: phone.end, phone, rule: 'phone-glued' });
  }
  return found;
}

const identityPattern = /(?<!\d)\d{17}[\dXx](?!\d)/gu;

function findIdentityNumbers(folded: string): TextFinding[] {
  const found: TextFinding[] = [];
  for (const match of folded.matchAll(identityPattern)) {
    if (!isResidentNumber(match[0])) continue;
    found.push({ role: 'identity', start: match.index, end: match.index + 18, rule: 'identity-checksum' });
  }
  return found;
}

const titled =
  /([\u4e00-\u9fff]{1,4}?)(?:先生|女士|小姐|太太|老师|阿姨|师傅|经理|老板|大哥|大姐|叔叔|姐|哥|嫂|总|叔|婶|伯|爷|奶)/gu;
const afterCue =
  /(?:收件人|收货人|联系人|签收人|寄件人|姓名|名字)(?:改成|改为|换成|写|是|为|叫)?[ :]*([\u4e00-\u9fff\u00b7]{2,12})/gu;
const receiver = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})收(?![\u4e00-\u9fff])/gu;

function findNames(folded: string, phones: readonly TextFinding[]): TextFinding[] {
  const found: TextFinding[] = findWaybillNames(folded, phones);
  for (const match of folded.matchAll(titled)) {
    const length = familyNameLengthAtEnd(match[1] as string);
    const stem = match.index + (match[1] as string).length;
    const end = match.index + match[0].length;
    if (length > 0) found.push({ role: 'name', start: stem - length, end, isWhole: true, rule: 'name-title' });
  }
  for (const match of folded.matchAll(afterCue)) {
    const word = match[1] as string;
    const start = match.index + match[0].length - word.length;
    found.push({ role: 'name', start, end: start + nameLength(word), isWhole: true, rule: 'name-cue' });
  }
  for (const match of folded.matchAll(receiver)) {
    const name = match[1] as string;
    if (familyNameLength(name) === 0) continue;
    found.push({
      role: 'name',
      start: match.index,
      end: match.index + name.length,
      isWhole: true,
      rule: 'name-receiver',
    });
  }
  for (const phone of phones) found.push(...findNamesBeside(folded, phone));
  return found;
}

/** Length of a family name that the text begins with, or 0. */
function familyNameLength(text: string): number {
  if (compoundFamilyNames.has(text.slice(0, 2))) return 2;
  return singleFamilyNames.has(text[0] ?? '') ? 1 : 0;
}

/** Length of the family name, and one character of a given name before a title (王姐, 张三先生, 欧阳女士). */
function familyNameLengthAtEnd(text: string): number {
  for (let length = Math.min(text.length, 4); length > 0; length--) {
    const name = text.slice(-length);
    const family = familyNameLength(name);
    if (family > 0 && length - family <= 2) return length;
  }
  return 0;
}

/** How much of the hanzi after a cue is the name: a dotted name whole, else family name and up to two characters. */
function nameLength(word: string): number {
  if (word.includes('\u00b7')) return word.length;
  return Math.min(word.length, Math.max(1, familyNameLength(word)) + 2);
}

const hanRunBefore = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[ ,:]{0,2}$/u;
const hanRunAfter = /^[ ,]{0,2}([\u4e00-\u9fff]{2,4})(?:收)?(?![\u4e00-\u9fff])/u;

function findNamesBeside(folded: string, phone: TextFinding): TextFinding[] {
  const found: TextFinding[] = [];
  const windowStart = Math.max(0, phone.start - 8);
  const before = hanRunBefore.exec(folded.slice(windowStart, phone.start));
  if (before !== null && isPersonName(before[1] as string)) {
    const start = windowStart + before.index;
    found.push({
      role: 'name',
      start,
      end: start + (before[1] as string).length,
      isWhole: true,
      rule: 'name-beside-phone',
    });
  }
  const after = hanRunAfter.exec(folded.slice(phone.end, phone.end + 8));
  if (after !== null && isPersonName(after[1] as string)) {
    const start = phone.end + after[0].indexOf(after[1] as string);
    found.push({
      role: 'name',
      start,
      end: start + (after[1] as string).length,
      isWhole: true,
      rule: 'name-beside-phone',
    });
  }
  return found;
}

const isPersonName = (word: string): boolean => {
  const family = familyNameLength(word);
  return family > 0 && word.length > family && word.length - family <= 2;
};

const maxNameChars = 12;

/**
 * A whole waybill string is a name, a phone and an address that begins with a province, in any order and often with
 * nothing between them: the place of the other two says where the name is.
 */
function findWaybillNames(folded: string, phones: readonly TextFinding[]): TextFinding[] {
  const phone = phones[0];
  const region = findRegionStart(folded);
  if (phone === undefined || region < 0 || phones.length > 2) return [];
  const last = phones.at(-1) as TextFinding;
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

function wholeSegmentName(folded: string, from: number, to: number): TextFinding[] {
  let start = from;
  let end = to;
  while (start < end && around.test(folded[start] as string)) start++;
  while (end > start && around.test(folded[end - 1] as string)) end--;
  if (end - start < 1 || end - start > maxNameChars) return [];
  return [{ role: 'name', start, end, isWhole: true, rule: 'name-by-position' }];
}

/** The name at the end of an address with nothing between them (…37号喻晓刚). Unsure: the last three are hidden. */
function trailingName(folded: string, from: number, to: number): TextFinding[] {
  let end = to;
  while (end > from && around.test(folded[end - 1] as string)) end--;
  let start = end;
  while (start > from && isHan(folded[start - 1])) start--;
  const run = folded.slice(start, end);
  if (run.length < 2) return [];
  for (const length of [4, 3, 2]) {
    const name = run.slice(-length);
    if (name.length < length) continue;
    const family = familyNameLength(name);
    const isFit = length === 4 ? family === 2 : family > 0 && length > family;
    if (isFit) return [{ role: 'name', start: end - length, end, isWhole: true, rule: 'name-after-address' }];
  }
  return [{ role: 'name', start: end - Math.min(3, run.length), end, isWhole: false, rule: 'name-after-address' }];
}

const clause = /[^。；;！!？?\n]+/gu;
// 3-2-501 says it alone; a date begins with four digits.
const flatChain = /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/u;
const addressCue = /地址|住址|门牌|房号|房间/u;
const flatAnchor: readonly string[] = ['building', 'unit', 'floor', 'room'];

/** Flats in a remark (放3栋2单元501门口): only where a suffix word says so, since remarks are full of other numbers. */
function findFlats(folded: string): TextFinding[] {
  const found: TextFinding[] = [];
  for (const match of folded.matchAll(clause)) {
    const parts = findAddressParts(match[0]);
    const simple = simplify(match[0]);
    const isAnchored =
      flatChain.test(match[0]) ||
      addressCue.test(match[0]) ||
      parts.some((part) => flatAnchor.includes(suffixAt(simple, part.end)?.cls ?? ''));
    if (!isAnchored) continue;
    for (const part of parts) if (isFlat(part)) found.push(flatFinding(part, match.index));
  }
  return found;
}

type FlatRole = 'unit' | 'floor' | 'room' | 'note';

const isFlat = (part: AddressPart): part is AddressPart & { role: FlatRole } =>
  part.role === 'unit' || part.role === 'floor' || part.role === 'room' || part.role === 'note';

const flatFinding = (part: AddressPart & { role: FlatRole }, offset: number): TextFinding => ({
  role: part.role,
  start: part.start + offset,
  end: part.end + offset,
  rule: `address-${part.role}`,
});
