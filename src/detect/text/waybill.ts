import { compoundFamilyNames, singleFamilyNames } from '../familyNames.ts';
import { isGlyph } from '../glyph.ts';
import { findRegionStart } from '../region/index.ts';
import { isAsciiLetter, isDigit, isHan, type Span } from '../span.ts';
import type { NameFinding } from './finding.ts';
import { anything, hints, traits } from './hints.ts';
import { dotted, flatEnds, nameFinding } from './names.ts';
import { isPersonName, isPersonNameAt, isSureFamilyName } from './personName.ts';
import { unitSet } from './runs.ts';

type Range = Pick<Span, 'start' | 'end'>;

/** Where the parts of a waybill string are: who, and what is left for the address. */
export interface WaybillSpans {
  /** Who it is for; absent where nothing is left for a name. */
  readonly name?: NameFinding;
  /** From the region to the end of the address. */
  readonly address: Range;
  /** What is none of these. */
  readonly rest: readonly Range[];
}

const maxNameChars = 12;
const maxPhones = 2;

/**
 * A whole waybill string is a name, a phone and an address that begins with its region, in any order and often with nothing
 * between them: the place of the other two says where the name is.
 */
export function findWaybill(
  folded: string,
  phones: readonly Range[],
  seen: number = anything,
): WaybillSpans | undefined {
  const first = phones[0] ?? { start: folded.length, end: folded.length };
  const last = phones.at(-1) ?? first;
  if (phones.length > maxPhones) return undefined;
  const region = regionStart(folded, seen);
  if (region < 0) return nameAndPhone(folded, first.start, last.end);
  // The address lies on one side of the phones: what is left of that side, or the other side, can be the name.
  const isAfter = region >= last.end;
  const [from, to] = isAfter ? [last.end, folded.length] : [0, first.start];
  if (region < from || region >= to || !isAddress.test(folded.slice(region, to))) return undefined;
  const other = isAfter ? trimmed(folded, 0, first.start) : trimmed(folded, last.end, folded.length);
  const before = trimmed(folded, from, region);
  const sides = [before, other].filter(({ start, end }) => end > start);
  const side = sides.find((range) => canBeName(folded, range));
  const address = withoutTail(folded, trimmed(folded, region, to));
  const rest = sides.filter((range) => range !== side);
  if (side !== undefined) return { name: nameFinding(side.start, side.end, 0.9, 'name-by-position'), address, rest };
  const name = trailingName(folded, address);
  if (name === undefined) return { address, rest };
  return { name, address: trimmed(folded, region, name.start), rest };
}

const canBeName = (folded: string, { start, end }: Range): boolean =>
  end > start && end - start <= maxNameChars && !notName.test(folded.slice(start, end));

// 杭州市西湖区…: an address that leaves its province out begins at a sign.
const cityStart = /(?:^|[\s\d,;:。|/])([\u4e00-\u9fff]{2,7}(?:市|自治州)[\u4e00-\u9fff]{2,8}[区县市路街道镇])/u;

function regionStart(folded: string, seen: number): number {
  const province = (seen & traits.province) === 0 ? -1 : findRegionStart(folded);
  if (province >= 0 || (seen & traits.city) === 0) return province;
  const city = cityStart.exec(folded);
  return city === null ? -1 : city.index + city[0].length - (city[1] as string).length;
}

// A province alone is no address (香港号码+852…).
const isAddress = /[市区县州盟镇乡旗區縣鎮鄉]..|[路街道村]|号(?!码)/u;
const notName =
  /[*●█■□]|这个|座机|地址|电话|手机|号码|备注|单号|订单|快递|改[成为送寄到]|换[成到]|寄[到往给]|送[到往给]|发[到往]|重新|麻烦|请/u;
const tailWords =
  /[ ,;:。]{0,4}(?:请|打|拨打|这个|联系){0,4}(?:联系电话|座机|电话|手机号码?|手机|号码|联系|收货|收件|收|tel|phone)[ ,;:.(]{0,4}$/iu;

/** The address without the cue of the phone behind it, or the 收 behind the name. */
function withoutTail(folded: string, { start, end }: Range): Range {
  const from = Math.max(start, end - maxNameChars);
  const tail = tailWords.exec(folded.slice(from, end));
  return tail === null ? { start, end } : trimmed(folded, start, from + tail.index);
}

/** A name and a number and nothing else. */
function nameAndPhone(folded: string, phoneStart: number, phoneEnd: number): WaybillSpans | undefined {
  const before = trimmed(folded, 0, phoneStart);
  const after = trimmed(folded, phoneEnd, folded.length);
  const isBefore = before.end > before.start;
  const side = isBefore ? before : after;
  if ((isBefore && after.end > after.start) || !isPersonNameAt(folded, side.start, side.end)) return undefined;
  return {
    name: nameFinding(side.start, side.end, 0.85, 'name-by-position'),
    address: { start: folded.length, end: folded.length },
    rest: [],
  };
}

// A form with labels (收货人：… 手机号码：…) says itself where the name is.
const labelled = /(?:收件人|收货人|联系人|姓名|名字)[ :]/u;

/** The name of a waybill string by its place. */
export function findWaybillName(folded: string, phones: readonly Range[], seen: number): NameFinding | undefined {
  if (phones.length === 0 || ((seen & hints.label) !== 0 && labelled.test(folded))) return undefined;
  return findWaybill(folded, phones, seen)?.name;
}

// Folding leaves no other space.
const around = /* @__PURE__ */ unitSet(' \n\u2028\u2029,;:、。/|_-');

function trimmed(folded: string, from: number, to: number): Range {
  const signs = around;
  let start = from;
  let end = to;
  while (start < end && signs[folded.charCodeAt(start)] === 1) start++;
  while (end > start && signs[folded.charCodeAt(end - 1)] === 1) end--;
  return { start, end };
}

/** What addresses end in besides. */
const placeEnds =
  '路街巷弄村组队镇乡区县市院城苑园厦店校口旁侧边米处内场站行厂馆司所排门桥庄屯部宿舍委会道段近东西南北面';

function endScore(before: string | undefined): number {
  if (before === undefined || !isHan(before)) return 3;
  if (flatEnds.includes(before)) return 3;
  return placeEnds.includes(before) ? 2 : 0;
}

const lengthScore: Readonly<Record<number, number>> = { 2: 0.5, 3: 1.5, 4: 1 };

function familyScore(name: string): number {
  if (name.length === 4) return compoundFamilyNames.has(name.slice(0, 2)) ? 5 : -9;
  if (compoundFamilyNames.has(name.slice(0, 2))) return name.length === 3 ? 4 : 0;
  if (isSureFamilyName(name)) return 3;
  return singleFamilyNames.has(name[0] as string) ? 2 : 0;
}

/** 路 and 米 are family names too, but behind a place or a number they end the address. */
function placeCost(first: string, before: string | undefined): number {
  if (!flatEnds.includes(first) && !placeEnds.includes(first)) return 0;
  return isDigit(before) ? 3 : 2;
}

/** The name at the end of an address with nothing between them (…37号喻晓刚): the likeliest of the last two to four hanzi. */
function trailingName(folded: string, address: Range): NameFinding | undefined {
  const { end } = address;
  let start = end;
  while (start > address.start && end - start < maxNameChars && isNameCharacter(folded[start - 1])) start--;
  const run = folded.slice(start, end);
  // What a mask follows is masked already.
  if (isGlyph(folded[end])) return undefined;
  if (dotted.test(run)) return nameFinding(start, end, 0.8, 'name-after-address', false);
  if (run.length < 2) return undefined;
  const isAlone = isSign(folded[start - 1]);
  if (isAlone && run.length <= 4) return nameFinding(start, end, 0.85, 'name-after-address');
  let best = 2;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const length of [2, 3, 4]) {
    if (run.length < length) break;
    const name = run.slice(-length);
    const first = name[0] as string;
    const score =
      familyScore(name) +
      endScore(folded[end - length - 1]) +
      (lengthScore[length] as number) -
      (length === 4 ? 0 : placeCost(first, folded[end - length - 1])) +
      (isPersonName(name) ? 1 : 0);
    if (score <= bestScore) continue;
    best = length;
    bestScore = score;
  }
  const isPlaceEnd = flatEnds.includes(run.at(-1) as string) || placeEnds.includes(run.at(-1) as string);
  if (isPlaceEnd && bestScore < minPlaceScore) return undefined;
  return nameFinding(end - best, end, 0.7, 'name-after-address', bestScore >= minSureScore);
}

// A known family name behind what an address ends in.
const minSureScore = 4.5;
// An address that ends like one and in nothing like a name has none.
const minPlaceScore = 4;

const isNameCharacter = (character: string | undefined): boolean =>
  isHan(character) || (character !== undefined && dotted.test(character));

const isSign = (character: string | undefined): boolean =>
  character !== undefined && !isHan(character) && !isDigit(character) && !isAsciiLetter(character);
