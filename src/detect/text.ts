import { fold } from '../text/fold.ts';
import { type AddressPart, findAddressParts } from './address/index.ts';
import { simplify, suffixAt } from './address/suffixes.ts';
import { isResidentNumber } from './identity.ts';
import { type CountryCode, findGluedMobile, findPhones, type PhoneMatch } from './phone/index.ts';
import { findRegionStart } from './region/index.ts';
import { isAsciiLetter, type Span } from './span.ts';
import { findCuedNames, findNamesBeside, findWaybillNames, type NameFinding } from './textNames.ts';

/** Something private in free text. */
export type TextFinding = NameFinding | PhoneFinding | PartFinding;

/** A number in free text. */
export interface PhoneFinding extends Span<'phone'> {
  readonly phone: PhoneMatch;
  /** The rule that found it. */
  readonly rule: string;
}

/** A part of an address, or an identity number. */
export interface PartFinding extends Span<'unit' | 'floor' | 'room' | 'note' | 'identity'> {
  /** The rule that found it. */
  readonly rule: string;
}

/**
 * Finds private parts of free text: a remark, a custom area of a label, a whole waybill string.
 *
 * Order ids, tracking numbers, dates and prices have other lengths than phones and stay.
 */
export function findPrivateText(text: string, region: CountryCode): TextFinding[] {
  const folded = fold(text);
  const phones = findTextPhones(folded, region);
  const identities = findIdentityNumbers(folded);
  const names = [
    ...findWaybillNames(folded, phones),
    ...findCuedNames(folded),
    ...phones.flatMap((phone) => findNamesBeside(folded, phone)),
  ];
  const parts = findFlats(folded);
  return resolveOverlaps([...identities, ...phones, ...names, ...parts], text.length);
}

/** Earlier findings of the list win over later ones that touch them: an identity number is not a phone. */
function resolveOverlaps(byPriority: readonly TextFinding[], length: number): TextFinding[] {
  const taken = new Uint8Array(length);
  const kept: TextFinding[] = [];
  for (const finding of byPriority) {
    if (taken.subarray(finding.start, finding.end).includes(1)) continue;
    taken.fill(1, finding.start, finding.end);
    kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const phoneCue = /(?:电话|手机|座机|号码|联系|致电|拨打?|打|tel|phone|mob)[^\d]{0,4}$/iu;

function findTextPhones(folded: string, region: CountryCode): PhoneFinding[] {
  const found: PhoneFinding[] = [];
  for (const phone of findPhones(folded, { reading: 'text', region })) {
    const hasCue = phoneCue.test(folded.slice(Math.max(0, phone.start - 8), phone.start));
    // After 电话 even digits of no known form are hidden.
    if ((phone.form === 'local' || phone.form === 'unknown') && !hasCue) continue;
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

function findIdentityNumbers(folded: string): PartFinding[] {
  const found: PartFinding[] = [];
  for (const match of folded.matchAll(identityPattern)) {
    if (!isResidentNumber(match[0])) continue;
    found.push({ role: 'identity', start: match.index, end: match.index + 18, rule: 'identity-checksum' });
  }
  return found;
}

const clause = /[^。；;！!？?\n]+/gu;
// 3-2-501 says it alone; a date begins with four digits.
const flatChain = /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/u;
const addressCue = /地址|住址|门牌|房号|房间/u;
const flatAnchor: readonly string[] = ['building', 'entrance', 'gate', 'floor', 'room'];

/** Flats in a remark (放3栋2单元501门口): only where a suffix word says so, since remarks are full of other numbers. */
function findFlats(folded: string): PartFinding[] {
  const found: PartFinding[] = [];
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

const flatFinding = (part: AddressPart & { role: FlatRole }, offset: number): PartFinding => ({
  role: part.role,
  start: part.start + offset,
  end: part.end + offset,
  rule: `address-${part.role}`,
});
