import { type AddressPart, findAddressParts } from '../address/index.ts';
import { isGlyph } from '../glyph.ts';
import { isDigit, isDigitUnit, unitAt } from '../span.ts';
import type { AddressFinding, TextFinding } from './finding.ts';
import { anchorShift, anything, hints, surveyText, traits } from './hints.ts';
import { unitSet } from './runs.ts';

/**
 * Flats in a remark (放3栋2单元501门口). Remarks are full of other numbers, so a stretch of text is read as an address only
 * where a word says that it is one; then the address detector says which number is the flat.
 */
export function findFlats(folded: string, seen: number = anything, found: TextFinding[] = []): TextFinding[] {
  const first = anchorOf(folded, seen);
  // No anchor goes on behind the end of a clause.
  if (first === undefined) return found;
  for (const { start, text } of stretches(folded)) {
    const anchor = text.length === folded.length ? first : anchorOf(text, surveyText(text));
    if (anchor === undefined || (seen & traits.noAddress && noAddress.test(text))) continue;
    for (const part of findAddressParts(text)) {
      if (isHouse(part) && !isMasked(text, part) && isPart(text, part, anchor))
        found.push(addressFinding(part, start, anchor));
    }
  }
  return found;
}

function isMasked(text: string, { start, end }: AddressPart): boolean {
  let at = start;
  while (at < end && !isDigitUnit(text.charCodeAt(at)) && isGlyph(text[at])) at++;
  return at === end;
}

interface Stretch {
  readonly start: number;
  readonly text: string;
}

const clauseEnds = /* @__PURE__ */ unitSet('。；;！!？?\n,，~');
// 放3栋，501门口: the next clause begins with the room.
const opensFlat = /(?:栋|幢|棟|座|号楼|號樓|单元|單元|楼|层)[ ]?$/u;
const bareRoom = /^ ?\d{3,4}(?!\d)/u;

function stretches(folded: string): Stretch[] {
  const found: Stretch[] = [];
  const ends = clauseEnds;
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    if (at < folded.length) {
      const unit = folded.charCodeAt(at);
      // No hanzi ends a clause.
      if ((unit >= 0x4e00 && unit <= 0x9fff) || ends[unit] !== 1) continue;
    }
    if (at > start) addClause(found, folded, start, at);
    start = at + 1;
  }
  return found;
}

function addClause(found: Stretch[], folded: string, start: number, end: number): void {
  const text = folded.slice(start, end);
  const last = found.at(-1);
  if (last !== undefined && bareRoom.test(text) && opensFlat.test(last.text)) {
    found[found.length - 1] = { start: last.start, text: folded.slice(last.start, end) };
  } else found.push({ start, text });
}

/** What says that a stretch is an address. */
type Anchor = Pick<AddressFinding, 'confidence' | 'rule'>;

const building: Anchor = { confidence: 0.9, rule: 'address-building' };
const chain: Anchor = { confidence: 0.85, rule: 'address-chain' };
const street: Anchor = { confidence: 0.8, rule: 'address-street' };
const room: Anchor = { confidence: 0.8, rule: 'address-room' };
const cue: Anchor = { confidence: 0.8, rule: 'address-cue' };
const floor: Anchor = { confidence: 0.7, rule: 'address-floor' };

/** The surest first. */
const anchors: readonly (readonly [Anchor, RegExp])[] = [
  // 3栋, 八号楼, A座, 5门501, 2#1501.
  [
    building,
    /[\da-z零一二三四五六七八九十甲乙丙丁东西南北*](?: ?[#号號])? ?(?:栋|幢|棟|号楼|號樓|门洞)|[\da-z零一二三四五六七八九十] ?座(?![位椅充谈])|\d门\d{3}|\d{1,3}#\d{3,4}/iu,
  ],
  // 2单元, but no 单元 of a school book.
  [building, /[\da-z零一二三四五六七八九十甲乙丙丁东西南北*] ?(?:单元|單元)(?![测作同试练课小的])/iu],
  // 3-2-501 says it alone; a date begins with four digits.
  [chain, /(?:^|[^\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/u],
  [street, /[\u4e00-\u9fff](?:路|街|巷|弄|大道|胡同|村|小区|花园|公寓|大厦|广场|家园|新村|苑|社区|宿舍)[^号]{0,8}?\d/u],
  [room, /(?:\d{3,4}|\d[a-z]\d\d|\d\d[a-z]\d\d) ?(?:室|房(?![型价])|号房|户(?!型)|门口|房间|家门口)/iu],
  // 送到2208，门铃坏了.
  [room, /(?:送到|送去|错到|住在?|搬到|放到|对门|隔壁) ?\d{3,4}(?! ?[\d年月日元块个件号斤米.:-])/u],
  [
    cue,
    /(?:房号|门牌号?|房间号?|住址|地址|室号|楼号|病床|病房|病区|床位|工位|办公室|包间|包厢|寝室|宿舍)[^\d]{0,6}\d/u,
  ],
  [
    floor,
    /(?:放|送|在|住|到|上|搬|拿|去|找|寄|扔|丢|存|于|居) ?(?:[负地下]{0,2}\d{1,2}|[负一二三四五六七八九十]{1,3}|b\d) ?(?:楼|层|樓|f(?![a-z]))/iu,
  ],
];

// 取件码 6-2-3015, 三年级上册2单元.
const noAddress = /取件码|提货码|取货码|货架|单号|编号|型号|比分|年级|[上下]册|练习|试卷|课本|教材/u;

const anyAnchor = /* @__PURE__ */ (() => (1 << anchors.length) - 1)();
/** Buildings and floors may be written in numerals or letters. */
const withoutDigits = 0b1000_0011;

/** A bit for each anchor that may stand in a text: the survey saw one of its own characters, and a digit where it needs one. */
const anchorBits = (seen: number): number =>
  (seen >> anchorShift) & ((seen & traits.digit) === 0 ? withoutDigits : anyAnchor);

/** Whether a flat may stand in a text, once it has a digit or what looks like one. */
export const mayHaveFlats = (seen: number): boolean => (seen & hints.address) !== 0 && anchorBits(seen) !== 0;

function anchorOf(text: string, seen: number): Anchor | undefined {
  const bits = anchorBits(seen);
  for (let i = 0; i < anchors.length; i++) {
    const [anchor, pattern] = anchors[i] as (typeof anchors)[number];
    if (bits & (1 << i) && pattern.test(text)) return anchor;
  }
  return undefined;
}

type HouseRole = AddressFinding['role'];

const isHouse = (part: AddressPart): part is AddressPart & { role: HouseRole } =>
  part.role !== 'name' && part.role !== 'phone';

/** Counted things (501要2件, 3层包装) and times beside a flat are no part of it. */
const counted =
  /^ ?(?:[件个箱袋包瓶双套盒份只条支块元斤克米年月日点天岁人次%张台把本片根粒杯桶罐床寸码]|cm|kg|ml|米|厘米|左右|块钱|[号日](?:前|后|之|到|左右|发|再|送))/iu;
const dwelling = /宿舍|寝室|病房|病区|医院|舍|室/u;
/** A floor is one only where the word for it ends: 3层包装, 二楼有人 but 双层的, 2层蛋糕架. */
const floorEnd = /^ ?(?:楼|樓|F|层(?!\p{Script=Han})|层(?=[楼电没有靠左右前办的东西南北室房大会食仓平]|茶水|走廊))/iu;
const suffixes = /* @__PURE__ */ unitSet('栋幢棟座室房号门户');
const longSuffixes: readonly string[] = ['單元', '单元', '號樓'];

function hasSuffixAt(text: string, end: number): boolean {
  const at = unitAt(text, end) === space ? end + 1 : end;
  return suffixes[unitAt(text, at)] === 1 || longSuffixes.some((word) => text.startsWith(word, at));
}

const space = 0x20;
const fullStop = 0x2e;
const colon = 0x3a;
const yen = 0xa5;

/** A time, a price, a decimal: 12:30, ¥88, 3.5. */
function isMeasured(text: string, { start, end }: AddressPart): boolean {
  const before = unitAt(text, start - 1);
  if (before === fullStop || before === yen || (before === colon && isDigitUnit(unitAt(text, start - 2)))) return true;
  const after = unitAt(text, end);
  return (after === fullStop || after === colon) && isDigitUnit(unitAt(text, end + 1));
}

function isPart(text: string, part: AddressPart, anchor: Anchor): boolean {
  if (isMeasured(text, part)) return false;
  const after = text.slice(part.end, part.end + 6);
  switch (part.role) {
    case 'door':
    case 'village-door':
      return anchor === street || anchor === building;
    case 'building':
      return hasSuffixAt(text, part.end) || anchor === chain || anchor === street;
    case 'floor':
      return floorEnd.test(after);
    case 'note':
      return true;
    default:
      if (after.startsWith('床') || after.startsWith(' 床')) return dwelling.test(text);
      if (hasSuffixAt(text, part.end)) return anchor !== floor || isDigit(text[part.start]);
      if (anchor === floor && !/[楼层樓F] ?$/u.test(text.slice(0, part.start))) return false;
      return !counted.test(after);
  }
}

const addressFinding = (part: AddressPart & { role: HouseRole }, offset: number, anchor: Anchor): AddressFinding => ({
  role: part.role,
  kind: 'address',
  start: part.start + offset,
  end: part.end + offset,
  confidence: anchor.confidence,
  rule: anchor.rule,
});
