import {
  type CountryCode,
  findGluedMobile,
  findNumbersOfText,
  type PhoneForm,
  type PhoneMatch,
  readWrittenOut,
} from '../phone/index.ts';
import { findRegionStart } from '../region/index.ts';
import { isAsciiLetter, isDigitUnit, unitAt } from '../span.ts';
import { type Cue, codeCue, cue, hasCueBefore } from './cues.ts';
import type { PhoneFinding } from './finding.ts';
import { anything, traits } from './hints.ts';
import { isInTrackingNumber } from './trackingNumbers.ts';

const phoneCue: Cue = /* @__PURE__ */ cue(
  '话机通真号码线系电打拨lLeEbB',
  8,
  /(?:电话|手机|座机|小灵通|固话|传真|短号|号码|热线|联系|致电|拨打?|打|tel|phone|mob|call)[^\d]{0,4}$/iu,
);

const confidences: Readonly<Record<PhoneForm, number>> = {
  mobile: 0.95,
  landline: 0.9,
  hotline: 0.8,
  foreign: 0.8,
  local: 0.5,
  unknown: 0.5,
};
const isWeak = (form: PhoneForm): boolean => form === 'local' || form === 'unknown';
const accountCue: Cue = /* @__PURE__ */ cue('qQ扣鹅信', 6, /(?:qq|扣扣|企鹅|微信)(?:号|账号)?(?:是|为)?[ :]{0,3}$/iu);
const cueBonus = 0.04;
// Masked by somebody; whether enough is hidden is for the policy to say.
const partlyMasked = 0.6;

/** Numbers of free text, in every form that a phone field knows. */
export function findTextPhones(folded: string, region: CountryCode, seen: number = anything): PhoneFinding[] {
  const found: PhoneFinding[] = [];
  const digits = (seen & traits.writtenOut) === 0 ? folded : readWrittenOut(folded);
  for (const phone of findNumbersOfText(digits, region)) {
    const hasCue = hasCueBefore(folded, phone.start, phoneCue);
    if (!hasCue && !isNumberByItself(folded, phone)) continue;
    // 联系QQ1098765432: an account, unless it is a number by itself.
    if (isWeak(phone.form) && hasCueBefore(folded, phone.start, accountCue)) continue;
    if (phone.group === undefined ? phone.subscriber.some(({ digit }) => digit === '*') : phone.group.glyphs > 0) {
      found.push(phoneFinding(phone, partlyMasked, 'phone-partly-masked'));
      continue;
    }
    const confidence = confidences[phone.form] + (hasCue ? cueBonus : 0);
    const rule = hasCue ? 'phone-cue' : `phone-${phone.form}`;
    found.push(phoneFinding(phone, confidence, rule, startWithBracket(folded, phone)));
  }
  if (found.length === 0 && (seen & traits.province) !== 0 && findRegionStart(folded) >= 0) {
    const phone = findGluedMobile(folded);
    if (phone !== undefined) found.push(phoneFinding(phone, 0.7, 'phone-glued'));
  }
  return found;
}

/** Without a cue only a form that says itself what it is, and not the number of a parcel or an order. */
function isNumberByItself(folded: string, phone: PhoneMatch): boolean {
  if (isWeak(phone.form)) return false;
  const isBareMobile = phone.form === 'mobile' && phone.countryCode === '';
  if (isBareMobile) return !isInTrackingNumber(folded, phone.start, phone.end);
  // SF86… and ZTO0571… are tracking numbers; glued to letters only the bare eleven digits of a mobile count.
  return (
    !isAsciiLetter(phone.start > 0 ? folded[phone.start - 1] : undefined) && !hasCueBefore(folded, phone.start, codeCue)
  );
}

/**
 * Where a number begins whose area code stands in brackets, (0571)88886666: a mask writes the code without them. Behind another
 * number the bracket stays: it is all that parts the two.
 */
function startWithBracket(folded: string, { area, start, end }: PhoneMatch): number {
  if (area.length === 0 || start === 0 || folded[start - 1] !== '(') return start;
  if (start > 1 && isDigitUnit(unitAt(folded, start - 2))) return start;
  // The first bracket within the number says whether that before it is still open.
  for (let at = start; at < end; at++) {
    if (folded[at] === ')') return start - 1;
    if (folded[at] === '(') return start;
  }
  return start;
}

const phoneFinding = (phone: PhoneMatch, confidence: number, rule: string, start = phone.start): PhoneFinding => ({
  role: 'phone',
  kind: 'phone',
  start,
  end: phone.end,
  phone,
  confidence,
  rule,
});
