import { type AddressPart, findAddressParts } from '../detect/address/index.ts';
import { isCiphertext } from '../detect/protection.ts';
import { provinceLength } from '../detect/region.ts';
import { isHan } from '../detect/span.ts';
import { isChineseNumeral } from '../text/numerals.ts';
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

/** Masks an address: hidden numbers become a constant-width `**` before their suffix word, everything else stays. */
export function inspectAddress(input: string, plan: MaskPlan): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than an address can be');
  if (isCiphertext(input)) return hideWhole(input, plan.hidden, 'ciphertext');
  if (plan.policy.address.hide.length === 0 && plan.policy.address.keep === undefined) return showWhole(input);
  if (!hasHan(input)) return hideWhole(input, plan.hidden, 'not a Chinese address: its parts are not understood');
  const { hide, keep } = plan.policy.address;
  if (keep === 'province') return keepProvince(input, plan);
  const hidden: HiddenRange[] = [];
  for (const part of findAddressParts(translateGlyph(input, plan)))
    if (hide.includes(part.role)) hidden.push(describe(part));
  const masked = replaceRanges(input, hidden, plan.hidden);
  // What is left is no address any more.
  return hasHan(masked) ? { masked, hidden } : hideWhole(input, plan.hidden, 'nothing but hidden parts');
}

function keepProvince(input: string, plan: MaskPlan): MaskInspection {
  const start = input.length - input.trimStart().length;
  const end = start + provinceLength(input.slice(start));
  if (end === start) return hideWhole(input, plan.hidden, 'no province or prefecture at the start');
  const hidden = [
    { start: end, end: input.length, role: 'other', why: 'only the province or prefecture stays' } as const,
  ];
  return { masked: (input.slice(start, end) + plan.hidden) as Masked, hidden };
}

/** Replaces each range by `mask`; ranges are ordered and disjoint. */
export function replaceRanges(input: string, ranges: readonly HiddenRange[], mask: string): Masked {
  let masked = '';
  let at = 0;
  for (const { start, end } of ranges) {
    // Two hidden parts side by side are one mask, as in a mask of it.
    masked += start === at && at > 0 ? '' : input.slice(at, start) + mask;
    at = end;
  }
  return (masked + input.slice(at)) as Masked;
}

const reasons: Readonly<Record<AddressPart['role'], string>> = {
  door: 'the policy hides door numbers',
  building: 'the policy hides building numbers',
  unit: 'entrance of a building (单元号)',
  floor: 'floor (楼层)',
  room: 'room or stall (户室号)',
  name: 'a person inside an address',
  phone: 'a phone inside an address',
  note: 'a delivery note in brackets',
};

const describe = ({ start, end, role }: AddressPart): HiddenRange => ({ start, end, role, why: reasons[role] });

function hasHan(text: string): boolean {
  // Numerals may be hidden, and then nothing is left that says it is an address.
  for (const character of text) if (isHan(character) && !isChineseNumeral(character)) return true;
  return false;
}
