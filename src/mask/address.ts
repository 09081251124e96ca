import { findForeignParts, isForeign } from '../detect/address/foreign/index.ts';
import { type AddressPart, findAddressParts } from '../detect/address/index.ts';
import { isCiphertext } from '../detect/protection.ts';
import { provinceLength } from '../detect/region.ts';
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
import type { Policy } from './policy.ts';

/** Masks an address: hidden numbers become a constant-width `**` before their suffix word, everything else stays. */
export function inspectAddress(input: string, plan: MaskPlan): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than an address can be');
  if (isCiphertext(input)) return hideWhole(input, plan.hidden, 'ciphertext');
  if (plan.policy.address.hide.length === 0 && plan.policy.address.keep === undefined) return showWhole(input);
  const { hide, keep } = plan.policy.address;
  if (keep === 'province') return keepProvince(input, plan);
  const text = translateGlyph(input, plan);
  const isUnread = isForeign(text) && findForeignParts(text) === undefined;
  if (isUnread) return hideWhole(input, plan.hidden, 'its parts are not understood');
  const hidden = findHidden(text, hide);
  const masked = replaceRanges(input, hidden, plan.hidden);
  // What is left is no address any more.
  return hasLetters(masked) ? { masked, hidden } : hideWhole(input, plan.hidden, 'nothing but hidden parts');
}

const maxPasses = 4;

/**
 * What to hide, until a mask of it hides no more: a hidden part can make a number beside it read as a room, and masking the
 * result again must change nothing. The second pass nearly always finds nothing new.
 */
function findHidden(text: string, hide: Policy['address']['hide']): HiddenRange[] {
  let hidden: HiddenRange[] = [];
  for (let pass = 0; pass < maxPasses; pass++) {
    const parts = findAddressParts(overlay(text, hidden)).filter(({ role }) => hide.includes(role));
    const more = parts.filter((part) => !hidden.some(({ start, end }) => part.start >= start && part.end <= end));
    if (more.length === 0) return hidden;
    hidden = mergeRanges([...hidden, ...more.map(describe)]);
  }
  return hidden;
}

/** In order; those that overlap become one. */
function mergeRanges(ranges: readonly HiddenRange[]): HiddenRange[] {
  const merged: HiddenRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || range.start >= last.end) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end };
  }
  return merged;
}

function overlay(text: string, hidden: readonly HiddenRange[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of hidden) {
    masked += text.slice(at, start) + '*'.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
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

function hasLetters(text: string): boolean {
  // Numerals may be hidden, and then nothing is left that says it is an address.
  for (const character of text) if (/^\p{L}/u.test(character) && !isChineseNumeral(character)) return true;
  return false;
}
