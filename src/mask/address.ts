import {
  type AddressPart,
  cutOut,
  type NumberToken,
  partsOf,
  readAddress,
  type Survey,
  survey,
} from '../detect/address/index.ts';
import { isCiphertext } from '../detect/protection.ts';
import { provinceLength } from '../detect/region.ts';
import type { Masked } from '../types.ts';
import type { AddressRule } from './addressRule.ts';
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
  const { hide, keep } = plan.policy.address;
  if (hide.length === 0 && keep === undefined) return showWhole(input);
  const seen = survey(input);
  if (!seen.hasPlaceName) return hideWhole(input, plan.hidden, 'not a Chinese address: its parts are not understood');
  if (keep === 'province') return keepProvince(input, plan);
  const hidden = findHidden(input, seen, plan);
  if (hidden.length === 0) return nothingToHide(input);
  const masked = replaceRanges(input, hidden, plan.hidden);
  // What is left is no address any more.
  return survey(masked).hasPlaceName ? { masked, hidden } : hideWhole(input, plan.hidden, 'nothing but hidden parts');
}

const maxPasses = 4;

/**
 * What to hide, until a mask of it hides no more: a hidden part can make a number beside it read as a room, and masking the
 * result again must change nothing. The second pass nearly always finds nothing new.
 */
function findHidden(input: string, seen: Survey, plan: MaskPlan): HiddenRange[] {
  const text = translateGlyph(input, plan);
  let hidden: HiddenRange[] = [];
  let read = text;
  for (let pass = 0; pass < maxPasses; pass++) {
    const { parts, isSettled } = hiddenParts(read, read === input ? seen : survey(read), plan.addressRule);
    const more = parts.filter((part) => !hidden.some(({ start, end }) => part.start >= start && part.end <= end));
    if (more.length === 0) return hidden;
    hidden = mergeRanges([...hidden, ...more.map(describe)]);
    if (isSettled) return hidden;
    read = cutOut(text, hidden, '*');
  }
  return hidden;
}

interface HiddenParts {
  readonly parts: readonly AddressPart[];
  /** Whether no number that stays could be read in another way once the others are hidden. */
  readonly isSettled: boolean;
}

function hiddenParts(text: string, seen: Survey, rule: AddressRule): HiddenParts {
  const reading = readAddress(text, seen);
  const pick = rule.pickFor(reading);
  const parts = partsOf(reading, pick);
  const { intruders, numbers } = reading;
  if (intruders.length > 0) return { parts: parts.filter(({ role }) => rule.hidesRole(role)), isSettled: false };
  return { parts, isSettled: isSettled(numbers, parts) };
}

const settledSuffixes: readonly (string | undefined)[] = ['building', 'number', 'road', 'lane', 'keep', 'weak'];

/** The grammar reads from left to right, and what such a suffix says does not depend on the next number. */
function isSettled(numbers: readonly NumberToken[], parts: readonly AddressPart[]): boolean {
  const visible = numbers.length - parts.length;
  const firstHidden = parts[0]?.start ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < visible; i++) {
    const token = numbers[i] as NumberToken;
    if (token.start >= firstHidden || token.joint !== 'none' || !settledSuffixes.includes(token.suffix)) return false;
  }
  return true;
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
  'village-door': 'the number of a house that stands on no road',
  building: 'the policy hides building numbers',
  unit: 'entrance of a building (单元号)',
  floor: 'floor (楼层)',
  room: 'room or stall (户室号)',
  name: 'a person inside an address',
  phone: 'a phone inside an address',
  note: 'a delivery note in brackets',
};

const describe = ({ start, end, role }: AddressPart): HiddenRange => ({ start, end, role, why: reasons[role] });
