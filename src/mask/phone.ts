import { findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone/index.ts';
import { isCiphertext } from '../detect/protection.ts';
import type { Masked } from '../types.ts';
import {
  type HiddenRange,
  hideWhole,
  isBlank,
  type MaskInspection,
  maxFieldChars,
  nothingToHide,
  showWhole,
} from './hidden.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';
import { minHiddenDigits, type PhoneVisibility } from './policy.ts';

const mobileDigits = 11;

/**
 * The mask of a mainland number in plain spelling (138 1234 5678, +86-138…, 138…-1234, 0571-…) without an account of it, or
 * `undefined` where it needs {@link inspectPhone}. Most phones of an order are one of these.
 */
export function quickMaskPhone(input: string, plan: MaskPlan): Masked | undefined {
  const { phone } = plan.policy;
  if (phone.visible !== 'edges' || plan.region !== 'CN' || input.length > maxQuickChars) return undefined;
  if (input.length === mobileDigits && areDigits(input, 0, mobileDigits))
    return quickMask(input, input, 0, phone, plan);
  let digits = '';
  let extensionAt = 0;
  for (let i = input[0] === '+' ? 1 : 0; i < input.length; i++) {
    const unit = input.charCodeAt(i);
    if (isDigitAt(input, i)) {
      digits += input[i];
    } else if (!isQuickSeparator(unit) || !isDigitAt(input, i - 1) || !isDigitAt(input, i + 1) || extensionAt > 0) {
      return undefined;
    } else if (unit === 0x2d && digits.length === mobileDigits) {
      extensionAt = i + 1;
    }
  }
  return quickMask(digits, input, extensionAt, phone, plan);
}

// +86 (138) 1234-5678 and an extension.
const maxQuickChars = 26;

const isDigitAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
};

function areDigits(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigitAt(text, i)) return false;
  return true;
}

const isQuickSeparator = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x2e;

function quickMask(
  digits: string,
  input: string,
  extensionAt: number,
  phone: EdgeVisibility,
  plan: MaskPlan,
): Masked | undefined {
  const { mobilePrefixDigits: prefix, suffixDigits: suffix } = phone;
  if (digits[0] === '0' && digits[1] !== '0' && extensionAt === 0) return quickLandline(digits, input, phone, plan);
  const skip = countryCodeDigits(digits);
  const hasExtension = skip === 0 && extensionAt > 0 && extensionAt < input.length;
  const end = hasExtension ? mobileDigits : digits.length;
  if (end - skip !== mobileDigits || digits[skip] !== '1' || (digits[skip + 1] as string) < '3') return undefined;
  if (input[0] === '+' ? skip !== 2 : extensionAt > 0 && !hasExtension) return undefined;
  if (digits.length - end > 8) return undefined;
  const middle = prefix + suffix === 5 ? plan.hiddenNumber : plan.glyph.repeat(mobileDigits - prefix - suffix);
  const number = digits.slice(skip, skip + prefix) + middle + digits.slice(end - suffix, end);
  return ((skip > 0 ? '+86 ' : '') + number + (hasExtension ? `-${plan.hidden}` : '')) as Masked;
}

/** 86 and 0086 before a mobile. */
function countryCodeDigits(digits: string): number {
  if (digits.length === mobileDigits + 2) return digits.startsWith('86') ? 2 : 0;
  return digits.length === mobileDigits + 4 && digits.startsWith('0086') ? 4 : 0;
}

/** 0571-88886666: the area code stays, 8 digits show their end, 7 nothing. */
function quickLandline(digits: string, input: string, phone: EdgeVisibility, plan: MaskPlan): Masked | undefined {
  const { suffixDigits: suffix } = phone;
  const areaDigits = digits[1] === '1' || digits[1] === '2' ? 3 : 4;
  const length = digits.length - areaDigits;
  if (input[0] === '+' || (length !== 7 && length !== 8) || digits[areaDigits] === '0') return undefined;
  // 0371-6234567-8 has an extension.
  if (input.length - input.lastIndexOf('-') <= 5 && length === 8) return undefined;
  const shown = length - suffix >= neededDigits(phone) ? suffix : 0;
  const last = digits.slice(digits.length - shown);
  return `${digits.slice(0, areaDigits)}-${plan.glyph.repeat(length - shown)}${last}` as Masked;
}

type EdgeVisibility = PhoneVisibility & { readonly visible: 'edges' };

/** Six, or what is left of a mobile under a policy that acknowledges to hide fewer. */
const neededDigits = ({ mobilePrefixDigits, suffixDigits }: EdgeVisibility): number =>
  Math.min(minHiddenDigits, mobileDigits - mobilePrefixDigits - suffixDigits);

/** Whether the last digits of a local number with eight stay. */
export const showsLandlineEnd = (phone: EdgeVisibility): boolean =>
  phone.suffixDigits > 0 && 8 - phone.suffixDigits >= neededDigits(phone);

/** Masks a phone field: each number by its form, the words between them hidden unless they only separate. */
export function inspectPhone(input: string, plan: MaskPlan): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  const { visible } = plan.policy.phone;
  if (input.length > maxFieldChars) return hideWhole(input, plan.hiddenNumber, 'longer than a phone can be');
  if (isCiphertext(input)) return hideWhole(input, plan.hiddenNumber, 'ciphertext');
  if (visible === 'all') return showWhole(input);
  if (visible === 'nothing') return hideWhole(input, plan.hiddenNumber, 'the policy shows nothing of a phone');
  const phones = findPhones(translateGlyph(input, plan), { reading: 'field', region: plan.region });
  if (phones.length === 0) return hideWhole(input, plan.hiddenNumber, 'no number found');
  let masked = '';
  let at = 0;
  const hidden: HiddenRange[] = [];
  for (const phone of phones) {
    // Two numbers with only a sign between: apart, or their digits would run together.
    if (phone.start === at && at > 0) masked += ' ';
    masked += maskGap(input, at, phone.start, plan, hidden) + maskPhoneMatch(input, phone, plan, hidden);
    at = phone.end;
  }
  masked += maskGap(input, at, input.length, plan, hidden);
  // Several hidden numbers and words say no more than one.
  return { masked: (/\d/u.test(masked) ? masked.trim() : plan.hiddenNumber) as Masked, hidden };
}

/**
 * How many digits of a number stay at its beginning and its end where its mask is the number as typed with six glyphs in
 * between, or `undefined` where {@link maskPhoneMatch} has to write it. Most numbers of free text are one of these.
 */
export function sixBetween(input: string, phone: PhoneMatch, { policy }: MaskPlan): EdgeVisibility | undefined {
  const { form, start, end, group } = phone;
  const shown = policy.phone;
  if (shown.visible !== 'edges' || form !== 'mobile' || group === undefined) return undefined;
  const { mobilePrefixDigits: prefix, suffixDigits: suffix } = shown;
  if (prefix + suffix !== mobileDigits - minHiddenDigits || group.glyphs > 0 || end - start !== group.count)
    return undefined;
  // Numerals and full-width digits are written as ASCII ones.
  const isTyped = areDigits(input, start, start + prefix) && areDigits(input, end - suffix, end);
  return isTyped ? shown : undefined;
}

/** The mask of one number. Adds what it hides to `hidden`, where that is asked for. */
export function maskPhoneMatch(input: string, phone: PhoneMatch, plan: MaskPlan, hidden?: HiddenRange[]): string {
  const policy = plan.policy.phone;
  if (policy.visible === 'all') return input.slice(phone.start, phone.end);
  if (phone.form === 'unknown' || policy.visible === 'nothing') {
    if (hidden !== undefined) {
      hideCells(phone.subscriber, 'subscriber', 'digits of no known form are hidden whole', hidden);
      hideCells(phone.extension, 'extension', whyExtension, hidden);
    }
    return plan.hiddenNumber;
  }
  const total = phone.group?.count ?? phone.subscriber.length;
  const first =
    policy.visible === 'edges'
      ? phone.form === 'mobile'
        ? policy.mobilePrefixDigits
        : 0
      : total - policy.hiddenDigits;
  const last = policy.visible === 'edges' ? policy.suffixDigits : 0;
  const needed = policy.visible === 'edges' ? neededDigits(policy) : policy.hiddenDigits;
  const fits = first >= 0 && total - first - last >= needed;
  const shown = fits ? { first, last } : { first: 0, last: 0 };
  if (hidden !== undefined) {
    const why = fits ? `at least ${needed} subscriber digits` : `too short to show any digit and hide ${needed}`;
    hideCells(phone.subscriber.slice(shown.first, total - shown.last), 'subscriber', why, hidden);
    hideCells(phone.extension, 'extension', whyExtension, hidden);
  }
  const extension = phone.extension.length > 0 ? `-${plan.hidden}` : '';
  const keepsLayout = policy.visible === 'all-but-last';
  return (keepsLayout ? inPlace(input, phone, shown.first, plan) : canonical(phone, shown, plan)) + extension;
}

const whyExtension = 'an extension leads to one person';

/** +86 138******78, 0571-******66, +852 ******67. */
function canonical(phone: PhoneMatch, shown: { first: number; last: number }, plan: MaskPlan): string {
  const { glyph } = plan;
  const { digits: plain } = phone;
  if (plain !== undefined && (glyph === '*' || !plain.includes('*'))) {
    const { length } = plain;
    const hidden = length - shown.first - shown.last;
    const middle = hidden === minHiddenDigits ? plan.hiddenNumber : glyph.repeat(hidden);
    return plain.slice(0, shown.first) + middle + plain.slice(length - shown.last);
  }
  const digits = phone.subscriber;
  const country = phone.countryCode === '' ? '' : `+${phone.countryCode} `;
  const area = phone.area.length > 0 ? `${text(phone.area, glyph)}-` : '';
  const middle = glyph.repeat(digits.length - shown.first - shown.last);
  const last = shown.last > 0 ? text(digits.slice(-shown.last), glyph) : '';
  return country + area + text(digits.slice(0, shown.first), glyph) + middle + last;
}

/** 010-1234-****: where most stays, it stays as it was written. */
function inPlace(input: string, phone: PhoneMatch, firstHidden: number, { glyph }: MaskPlan): string {
  let masked = '';
  let at = phone.start;
  for (const cell of phone.subscriber.slice(firstHidden)) {
    masked += input.slice(at, cell.at) + glyph;
    at = cell.end;
  }
  return masked;
}

const text = (cells: readonly PhoneCell[], glyph: string): string => {
  let digits = '';
  for (const { digit } of cells) digits += digit === '*' ? glyph : digit;
  return digits;
};

function hideCells(
  cells: readonly PhoneCell[],
  role: 'subscriber' | 'extension',
  why: string,
  hidden: HiddenRange[],
): void {
  const first = cells[0];
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return;
  hidden.push({ start: first.at, end: last.end, role, why });
}

// Separators between numbers stay; brackets, signs and cue words around them say nothing and are dropped or hidden.
const separators = /^[ /,;|、，；／]*$/u;
const emptyWords = /^[\s+\-:：()（）.#$_~转]*$/u;

function maskGap(input: string, start: number, end: number, plan: MaskPlan, hidden: HiddenRange[]): string {
  const gap = input.slice(start, end);
  if (gap === '' || separators.test(gap)) return gap;
  if (emptyWords.test(gap)) return start === 0 || end === input.length ? '' : ' ';
  hidden.push({ start, end, role: 'other', why: 'not part of a number' });
  return start === 0 ? `${plan.hiddenNumber} ` : ` ${plan.hiddenNumber} `;
}
