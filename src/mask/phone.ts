import { findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone.ts';
import { protectionOf } from '../detect/protection.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, type MaskInspection, maxFieldChars, nothingToHide } from './hidden.ts';
import { type MaskPlan, minHiddenDigits } from './policy.ts';

/** Masks a phone field: each number by its form, the words between them hidden unless they only separate. */
export function inspectPhone(input: string, plan: MaskPlan): MaskInspection {
  if (input.trim() === '') return nothingToHide(input);
  const whole = plan.glyph.repeat(minHiddenDigits);
  if (input.length > maxFieldChars) return hideWhole(input, whole, 'longer than a phone can be');
  const protection = protectionOf(input, 'phone');
  if (protection === 'token' || protection === 'ciphertext') return hideWhole(input, whole, 'ciphertext');
  const phones = findPhones(input);
  if (phones.length === 0) return hideWhole(input, whole, 'no number found');
  let masked = '';
  let at = 0;
  const hidden: HiddenRange[] = [];
  for (const phone of phones) {
    masked += maskGap(input, at, phone.start, whole, hidden) + maskPhoneMatch(phone, plan, hidden);
    at = phone.end;
  }
  masked += maskGap(input, at, input.length, whole, hidden);
  return { masked: masked.trim() as Masked, hidden };
}

/** The mask of one number. Adds what it hides to `hidden`. */
export function maskPhoneMatch(phone: PhoneMatch, plan: MaskPlan, hidden: HiddenRange[]): string {
  const { glyph, policy } = plan;
  const digits = phone.subscriber;
  const prefix = phone.form === 'mobile' ? policy.phone.mobilePrefixDigits : 0;
  const suffix = policy.phone.suffixDigits;
  const isKnown = phone.form !== 'unknown';
  const fits = isKnown && digits.length - prefix - suffix >= minHiddenDigits;
  const shown = fits ? { prefix, suffix } : { prefix: 0, suffix: 0 };
  hideCells(digits.slice(shown.prefix, digits.length - shown.suffix), 'subscriber', whyHidden(phone, fits), hidden);
  if (phone.extension.length > 0) hideCells(phone.extension, 'extension', 'an extension leads to one person', hidden);
  const country = phone.hasCountryCode ? '+86 ' : '';
  const area = phone.area.length > 0 ? `${text(phone.area, glyph)}-` : '';
  const extension = phone.extension.length > 0 ? `-${plan.hidden}` : '';
  if (!isKnown) return glyph.repeat(minHiddenDigits);
  const middle = glyph.repeat(digits.length - shown.prefix - shown.suffix);
  const last = shown.suffix > 0 ? text(digits.slice(-shown.suffix), glyph) : '';
  return country + area + text(digits.slice(0, shown.prefix), glyph) + middle + last + extension;
}

const whyHidden = (phone: PhoneMatch, fits: boolean): string => {
  if (phone.form === 'unknown') return 'digits of no known form are hidden whole';
  return fits ? 'at least 6 subscriber digits' : 'too short to show any digit and hide 6';
};

const text = (cells: readonly PhoneCell[], glyph: string): string =>
  cells.map(({ digit }) => (digit === '*' ? glyph : digit)).join('');

function hideCells(
  cells: readonly PhoneCell[],
  role: 'subscriber' | 'extension',
  why: string,
  hidden: HiddenRange[],
): void {
  const first = cells[0];
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return;
  hidden.push({ start: first.at, end: last.at + 1, role, why });
}

// Separators between numbers stay; brackets, signs and cue words around them say nothing and are dropped or hidden.
const separators = /^[ /,;|、，；／]*$/u;
const emptyWords = /^[\s+\-:：()（）.#$_~转]*$/u;

function maskGap(input: string, start: number, end: number, whole: string, hidden: HiddenRange[]): string {
  const gap = input.slice(start, end);
  if (gap === '' || separators.test(gap)) return gap;
  if (emptyWords.test(gap)) return start === 0 || end === input.length ? '' : ' ';
  hidden.push({ start, end, role: 'other', why: 'not part of a number' });
  return start === 0 ? `${whole} ` : ` ${whole} `;
}
