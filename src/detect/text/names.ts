import { isGlyph } from '../glyph.ts';
import { isAsciiLetter, isHan, type Span } from '../span.ts';
import type { NameFinding, TextFinding } from './finding.ts';
import { hints } from './hints.ts';
import { matchesOf } from './matches.ts';
import { familyNameLength, isPersonNameAt, isSingleFamilyName, isSureFamilyName, isWord } from './personName.ts';
import { unitSet } from './runs.ts';

export const nameFinding = (
  start: number,
  end: number,
  confidence: number,
  rule: string,
  isWhole = true,
): NameFinding => ({ role: 'name', kind: 'name', start, end, isWhole, confidence, rule });

export const dotted: RegExp = /[\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5.]/u;

/** What ends a flat or a house: a name may follow with nothing between (…501室张三收). */
export const flatEnds = '号室楼栋幢座层户';

/** How surely a name begins at an offset: after a sign (2), after a word that asks for a name (1), inside a run (0). */
type Boundary = 0 | 1 | 2;

const leadWord =
  /(?:联系|致电|打给|拨打|打|找|给|叫|转交|转|交|由|是|问|和|跟|与|及|或|让|请|寄|发|送|替|帮|麻烦|通知|告诉|转告|告知|改成|改为|换成|谢谢|感谢|辛苦|姓名|名字|件人|货人|系人|收人|户主|写|成|为|到|向|对|我|本人|小|老|了|客户|买家|同事|朋友|家属|妈妈|爸爸|老公|老婆|的|说|于|去|喊|归|用|楼下|楼上|隔壁|对门|对面|邻居|保安|前台|门卫|物业|爱人|司机|仓库|老板|领导|同学|亲戚|弟|妹|哥|姐|妈|爸)$/u;
const maxLeadChars = 3;

function boundaryBefore(folded: string, at: number): Boundary {
  if (at === 0 || !isHan(folded[at - 1])) return 2;
  if (flatEnds.includes(folded[at - 1] as string)) return 1;
  return leadWord.test(folded.slice(Math.max(0, at - maxLeadChars), at)) ? 1 : 0;
}

/** What may stand behind a whole name inside a run of hanzi. */
const tailWord =
  /^(?:邮箱|身份|地址|收|签|代|拿|取|领|接|电|手机|号码|联系|微信|即可|就|谢|吧|哦|啊|呀|了|的|本人|先生|女士|小姐|老师|那|处|来|去|在|和|或|跟|说|不|可以|都|是|住|也|帮|要|会|吗|呢)/u;

/** Length of a name that begins at an offset and ends at a sign or a word that names end before; 0 for none. */
function nameLengthAt(folded: string, at: number): number {
  for (const length of [4, 3, 2]) {
    if (at + length > folded.length || !isPersonNameAt(folded, at, at + length)) continue;
    const next = folded[at + length];
    if (isGlyph(next)) continue;
    if (!isHan(next) || tailWord.test(folded.slice(at + length, at + length + 2))) return length;
  }
  return 0;
}

/** Length of a name that ends at an offset, by its best beginning; 0 for none. */
function nameLengthBefore(folded: string, end: number, minBoundary: Boundary): number {
  let best = 0;
  let bestBoundary: number = minBoundary - 1;
  for (const length of [4, 3, 2]) {
    if (end < length || !isPersonNameAt(folded, end - length, end)) continue;
    const boundary = boundaryBefore(folded, end - length);
    if (boundary <= bestBoundary) continue;
    best = length;
    bestBoundary = boundary;
  }
  return best;
}

/**
 * Names by their cues: before a title, after 收件人, before 收. Short titles (姐, 总) also end place names, so an address asks
 * for the long ones only.
 */
export function findCuedNames(folded: string, seen: number, found: Findings = [], minTitleChars = 1): Findings {
  if (seen & hints.title) findTitled(folded, minTitleChars, found);
  if (seen & hints.label) findLabelled(folded, found);
  if (seen & hints.receiver) findReceivers(folded, found);
  return found;
}

/** What was found in a text: each finder adds to it. */
type Findings = TextFinding[];

const titles =
  /先生|女士|小姐|太太|夫人|老师傅|老师|师傅|经理|老板娘|老板|阿姨|大哥|大姐|大爷|大妈|大叔|叔叔|医生|主任|同学|校长|护士|律师|教授|会计|店长|站长|所长|院长|厂长|组长|队长|书记|教练|总|姐|哥|嫂|叔|姨|董|工/gu;
/** After a short title: whatever else makes another word of it (总价, 哥们, 工程). */
const afterShortTitle =
  /^(?:收|签|代|拿|取|电|手机|联系|的|那|说|处|吧|谢|家|在|来|会|帮|或|和|即|就|可|您|你|好|转|亲|办|公司|仓|现|楼|室)/u;

function findTitled(folded: string, minTitleChars: number, found: Findings): void {
  for (const { 0: title, index } of matchesOf(titles, folded)) {
    if (title.length < minTitleChars) continue;
    const end = index + title.length;
    const next = folded[end];
    if (title.length === 1 && isHan(next) && !afterShortTitle.test(folded.slice(end, end + 2))) continue;
    const length = titledLength(folded, index, title.length);
    if (length > 0) found.push(nameFinding(index - length, end, title.length === 1 ? 0.75 : 0.85, 'name-title'));
  }
}

// 祝老师节日快乐, 谢老板: verbs that are family names.
const thanks = /^(?:祝|谢(?:老板|师傅|大哥|大姐))/u;

/** How much before a title is the name: a family name alone, or with a given one (王姐, 张三先生, 欧阳女士). */
function titledLength(folded: string, end: number, titleChars: number): number {
  if (isWord(folded, end - 2) || thanks.test(folded.slice(Math.max(0, end - 1), end + titleChars))) return 0;
  const maxLength = titleChars === 1 ? 2 : 4;
  let best = 0;
  let bestBoundary = -1;
  for (let length = Math.min(end, maxLength); length > 0; length--) {
    const start = end - length;
    const isFamilyAlone =
      length === 1 ? isSingleFamilyName(folded, start) : length === 2 && familyNameLength(folded, start) === 2;
    if (!isFamilyAlone && !(titleChars > 1 && isPersonNameAt(folded, start, end))) continue;
    if (isWord(folded, start)) continue;
    const boundary = boundaryBefore(folded, end - length);
    const isEnough = boundary > 0 || (isFamilyAlone && titleChars > 1 && isSureFamilyName(folded.slice(start, end)));
    if (!isEnough || boundary <= bestBoundary) continue;
    best = length;
    bestBoundary = boundary;
  }
  return best;
}

const label =
  /(?:(?:收件|收货|联系|签收|寄件|发件|取件|提货|收)人(?:姓名)?|姓名|名字|户主|户名|开户名|[收寄](?= ?:)|我叫|名叫|本名|全名|真名|(?:recipient|consignee|name)(?= ?:))((?:就|应该|要)?(?:改成|改为|换成|写成|写|填|是|为|叫)?[ :]{0,3})/giu;
const hanRun = /^[\u4e00-\u9fff\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5.]{1,12}/u;
const latinName = /^[A-Z][A-Za-z'-]{1,20}(?: [A-Z][A-Za-z'.-]{0,20}){0,3}/u;
/** Words that end a name which was written without a sign after it. */
const stop =
  /谢谢|电话|手机|号码|地址|联系|收货|收件|收到|先生|女士|小姐|微信|不要|别写|就行|可以|即可|吧|哦|的|了|收|请|改|打|和|住/u;
const maxNameChars = 12;

const opensLine = /(?:^|[^\p{L}\p{N} ] ?)$/u;

// 陈 晨: two characters with a space between, for the looks of it.
const spacedName = /^[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])/u;

/** After 收件人 and a colon or verb anything is the name; without one only what looks like a name. */
function findLabelled(folded: string, found: Findings): void {
  for (const match of matchesOf(label, folded)) {
    // product name: Blue Whale.
    if (isAsciiLetter(match[0][0]) && !opensLine.test(folded.slice(Math.max(0, match.index - 2), match.index)))
      continue;
    const start = match.index + match[0].length;
    const rest = folded.slice(start, start + 4 * maxNameChars);
    const isSaid = /[:改换写填是为叫]/u.test(match[1] as string) || /叫$/u.test(match[0]);
    const length = latinName.exec(rest)?.[0].length ?? labelledLength(folded, start, rest, isSaid);
    // What a mask follows is masked already.
    if (length > 0 && !isGlyph(folded[start + length]))
      found.push(nameFinding(start, start + length, isSaid ? 0.92 : 0.85, 'name-label'));
  }
}

function labelledLength(folded: string, start: number, rest: string, isSaid: boolean): number {
  const run = hanRun.exec(rest)?.[0] ?? '';
  if (dotted.test(run.slice(1, -1))) return run.length;
  const exact = nameLengthAt(folded, start);
  if (exact > 0) return exact;
  if (!isSaid || run === '') return 0;
  const spaced = spacedName.exec(rest)?.[0];
  if (spaced !== undefined) return spaced.length;
  const at = run.slice(1).search(stop);
  const name = at < 0 ? run : run.slice(0, at + 1);
  const family = familyNameLength(name);
  if (notAName.test(name)) return 0;
  // A nickname of any length ends at the sign; a family name in a longer run has two characters behind it.
  return name.length <= 4 ? name.length : family > 0 ? family + 2 : 0;
}

/** 姓名是什么, 收件人是我妈, 名字写错了. */
const notAName =
  /^(?:[什啥谁哪怎我你他她它错不没对同一这那本跟和啊吗呢吧有无上空随]|变更|修改|更换|更改|地址|电话|手机|匿名|保密|前台|物业|门卫|驿站|家人|本人|同事|快递|丰巢|保安|代收|公司|网名|昵称|之前|原来|刚才|都|先生|女士|小姐)/u;

const receiver = /[收启](?![\u4e00-\u9fff])/gu;
const proxy = /(?:代收|亲收|签收|接收|代签|代领|代取|代拿|来取|来拿|去取|领取|查收|本人)/gu;

function findReceivers(folded: string, found: Findings): void {
  for (const pattern of [receiver, proxy]) {
    for (const { index } of matchesOf(pattern, folded)) {
      const length = nameLengthBefore(folded, index, 1);
      if (length > 0) found.push(nameFinding(index - length, index, 0.8, 'name-receiver'));
    }
  }
}

const verb =
  /(?:联系|转交给?|转给|交给|寄给|发给|送给|打给|通知|告诉|找|给|叫|由|让|请|问|麻烦|改成|改为|换成|换为|本人|我是|是)/gu;
const owned = /(?:的)?(?:电话|手机号?|号码|联系方式|微信)/gu;

/** Names after a verb (找张三拿), before 的电话. Only what is surely a name and ends where a name can. */
export function findMentionedNames(folded: string, seen: number, found: Findings = []): Findings {
  for (const match of seen & hints.verb ? matchesOf(verb, folded) : []) {
    const start = match.index + match[0].length;
    const length = nameLengthAt(folded, start);
    if (length === 0) continue;
    const isWeak = /[是由]$/u.test(match[0]) || length === 2;
    if ((isWeak && !isSureFamilyName(folded, start)) || (length === 2 && folded[start + 1] === '家')) continue;
    found.push(nameFinding(start, start + length, 0.7, 'name-verb'));
  }
  for (const { index } of seen & hints.owner ? matchesOf(owned, folded) : []) {
    const length = nameLengthBefore(folded, index, 1);
    if (length > 0 && (length > 2 || isSureFamilyName(folded, index - length)))
      found.push(nameFinding(index - length, index, 0.7, 'name-owner'));
  }
  return found;
}

const segmentSigns = /* @__PURE__ */ unitSet(' ,;:、。|/()\n');

/** Names between signs in a text that has a number or flat beside them (张三，3栋501): nothing else is one word there. */
export function findNameSegments(folded: string, found: Findings = []): Findings {
  const signs = segmentSigns;
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    // No hanzi is a sign, and most units are hanzi; past the table there is none either.
    if (at < folded.length && signs[folded.charCodeAt(at)] !== 1) continue;
    const isCued = at > start && (folded[at - 1] === '收' || folded[at - 1] === '签');
    const end = isCued ? at - 1 : at;
    if (isPersonNameAt(folded, start, end)) found.push(nameFinding(start, end, 0.6, 'name-segment'));
    start = at + 1;
  }
  return found;
}

/** A text that is a name and nothing else. Weak: 明月 and 方圆 are words too. */
export function findNameAlone(folded: string, found: Findings = []): Findings {
  let start = 0;
  let end = folded.length;
  while (start < end && folded.charCodeAt(start) === space) start++;
  while (end > start && folded.charCodeAt(end - 1) === space) end--;
  if (isPersonNameAt(folded, start, end)) found.push(nameFinding(start, end, 0.4, 'name-alone'));
  return found;
}

// Folding leaves no other space.
const space = 0x20;

const cueBeforePhone =
  /(?:的?(?:手机号码?|电话号码|联系电话|联系方式|电话|手机|号码|微信同号|微信号?|tel|phone)(?:是|为|改成|改为|换成)?)?[ ,:;/|(-]{0,3}$/iu;
// What the cue above can end in.
const cueEnds = '码号话式机信是为成lLeE ,:;/|(-';
const runSigns = '\u00b7\u2022\u2027\u30fb\uff65\u22c5*';
const gapBeforeName = ' ,;/|)(-';
const maxGapChars = 3;
const minRunChars = 2;
const maxRunChars = 16;
const windowChars = 28;

const isRunUnit = (folded: string, at: number): boolean => {
  const unit = folded.charCodeAt(at);
  return (unit >= 0x4e00 && unit <= 0x9fff) || runSigns.includes(folded[at] as string);
};

/** Names glued to a phone, or beside it with a sign or a cue between. */
export function findNamesBeside(folded: string, phone: Pick<Span, 'start' | 'end'>, found: Findings = []): Findings {
  const windowStart = Math.max(0, phone.start - windowChars);
  let end = phone.start;
  if (end > 0 && cueEnds.includes(folded[end - 1] as string)) {
    const cue = cueBeforePhone.exec(folded.slice(windowStart, end));
    if (cue !== null) end = windowStart + cue.index;
  }
  let runStart = end;
  while (runStart > windowStart && end - runStart < maxRunChars && isRunUnit(folded, runStart - 1)) runStart--;
  const length = isDottedName(folded, runStart, end) ? end - runStart : nameLengthBefore(folded, end, 1);
  if (length > 0) found.push(nameFinding(end - length, end, 0.8, 'name-beside-phone'));
  let start = phone.end;
  const last = Math.min(folded.length, phone.end + windowChars);
  while (start < last && start - phone.end < maxGapChars && gapBeforeName.includes(folded[start] as string)) start++;
  let runEnd = start;
  while (runEnd < last && runEnd - start < maxRunChars && isRunUnit(folded, runEnd)) runEnd++;
  if (runEnd - start >= minRunChars) {
    const size = isDottedName(folded, start, runEnd) ? runEnd - start : nameLengthAt(folded, start);
    if (size > 0) found.push(nameFinding(start, start + size, 0.8, 'name-beside-phone'));
  }
  return found;
}

/** Four units or more with a dot between the first and the last. */
function isDottedName(folded: string, start: number, end: number): boolean {
  if (end - start < 4) return false;
  // Of the signs of a run all but the asterisk are dots.
  for (let at = start + 1; at < end - 1; at++) {
    if (folded[at] !== '*' && runSigns.includes(folded[at] as string)) return true;
  }
  return false;
}
