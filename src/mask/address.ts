import {
  type AddressPart,
  type AddressReading,
  firstName,
  hasPersonCue,
  isFigure,
  isGateUnit,
  type NumberToken,
  readAddress,
  type Survey,
  startsWithHan,
  survey,
} from '../detect/address/index.ts';
import { isCiphertext } from '../detect/protection.ts';
import type { Span } from '../detect/span.ts';
import type { Masked } from '../types.ts';
import { hiddenParts, pickByWords } from './addressRule.ts';
import {
  type HiddenRange,
  hideWhole,
  isBlank,
  type MaskInspection,
  maxFieldChars,
  nothingToHide,
  showWhole,
} from './hidden.ts';
import { keepRegion } from './keepRegion.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';

/** The mask without an account of it: most addresses are everyday ones, the others have to be inspected. */
export function maskAddress(input: string, plan: MaskPlan): Masked {
  const reading = readEveryday(input, plan);
  return quickMaskAddress(input, plan, reading) ?? inspectAddress(input, plan, reading).masked;
}

/** An address of hanzi alone with nothing in it that does not belong there, read; `undefined` for any other. */
export function readEveryday(input: string, plan: MaskPlan): AddressReading | undefined {
  if (plan.policy.address.keep !== undefined || plan.addressRule.tagger !== undefined || plan.isForeignGlyph)
    return undefined;
  if (input.length > maxFieldChars || !startsWithHan(input)) return undefined;
  const seen = survey(input);
  return isEveryday(input, seen) ? readAddress(input, seen) : undefined;
}

/**
 * The mask of an everyday address: one where hiding a number leaves every other as it was read.
 *
 * @param reading - By {@link readEveryday}.
 * @returns the same as `inspectAddress`, without an account of it, or `undefined`.
 */
export function quickMaskAddress(
  input: string,
  plan: MaskPlan,
  reading: AddressReading | undefined,
): Masked | undefined {
  if (reading === undefined || reading.intruders.length > 0) return undefined;
  // A name in front of all that is hidden stays, so something is left to read.
  const nameAt = firstName(input);
  const { numbers } = reading;
  let masked = '';
  let at = 0;
  let isSettled = true;
  for (let i = 0; i < numbers.length; i++) {
    const token = numbers[i] as NumberToken;
    if (pickByWords(token, plan.addressRule) === undefined) {
      if (at > 0) return undefined;
      isSettled = isSettled && staysAsRead(token, numbers[i + 1]);
    } else {
      if (!isSettled || token.start <= nameAt || isTouched(reading.text, token)) return undefined;
      masked = masked + input.slice(at, token.start) + plan.hiddenBesideHan;
      at = token.end;
    }
  }
  return (masked + input.slice(at)) as Masked;
}

const isEveryday = (
  text: string,
  { hasPlaceName, isMixed, isPlain, mayHaveNote, mayHavePerson, mayHavePhone }: Survey,
): boolean =>
  hasPlaceName && isPlain && !isMixed && !mayHaveNote && !mayHavePhone && !(mayHavePerson && hasPersonCue(text));

/**
 * Whether a number is read the same once the next one is hidden: the grammar reads from left to right, and what such a suffix
 * says does not depend on what follows; nor does a numeral in a name (四川) that begins no list, or the head of a chain, the 3 of 3-2-501.
 */
function staysAsRead({ end, joint, script, suffix }: NumberToken, next: NumberToken | undefined): boolean {
  if (joint !== 'none') return false;
  switch (suffix) {
    case 'building':
    case 'number':
    case 'road':
    case 'lane':
    case 'keep':
    case 'weak':
      return true;
    case 'none':
      if (script === 'chinese') return next === undefined || (next.start > end && next.joint === 'none');
      break;
    default:
  }
  return script !== 'glyphs' && next?.joint === 'chain' && next.suffix !== 'weak';
}

/**
 * Whether something beside a number could be read together with the glyphs that replace it: the gate of 南门501, but not the
 * mark of 12F.
 */
const isTouched = (text: string, { start, end, suffix, suffixEnd }: NumberToken): boolean =>
  isFigure(text, start - 1) ||
  isGateUnit(text, start - 1) ||
  (isFigure(text, end) && !(suffix === 'floor' && suffixEnd > end));

/**
 * Masks an address: hidden numbers become a constant-width `**` before their suffix word, everything else stays.
 *
 * @param known - The address as it was read, where that was done already.
 */
export function inspectAddress(input: string, plan: MaskPlan, known?: AddressReading): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than an address can be');
  if (isCiphertext(input)) return hideWhole(input, plan.hidden, 'ciphertext');
  const { hide, keep } = plan.policy.address;
  if (hide.length === 0 && keep === undefined) return showWhole(input);
  if (keep !== undefined) return keepRegion(input, plan, keep);
  const hidden = findHidden(input, plan, known);
  if (hidden === undefined) return hideWhole(input, plan.hidden, 'its parts are not understood');
  if (hidden.length === 0) return nothingToHide(input);
  const masked = replaceRanges(input, hidden, plan.hidden);
  // What is left is no address any more.
  return saysSomething(masked) ? { masked, hidden } : hideWhole(input, plan.hidden, 'nothing but hidden parts');
}

// Numerals may be hidden, and then nothing is left that says it is an address.
const anyLetter = /[^\P{L}零〇一二三四五六七八九十百千壹贰貳叁叄肆伍陆陸柒捌玖幺两兩拾佰仟]/u;
const saysSomething = (masked: string): boolean => survey(masked).hasPlaceName || anyLetter.test(masked);

/** Reads an address if anything but numbers stands in it. */
function readTelling(text: string): AddressReading | undefined {
  const seen = survey(text);
  return seen.hasPlaceName || anyLetter.test(text) ? readAddress(text, seen) : undefined;
}

const maxPasses = 6;

/**
 * What to hide, until a mask of it hides no more: a hidden part can make a number beside it read as a room, and masking the
 * result again must change nothing.
 *
 * @returns `undefined` where the address is not understood or no end was found.
 */
function findHidden(input: string, plan: MaskPlan, known: AddressReading | undefined): HiddenRange[] | undefined {
  const text = translateGlyph(input, plan);
  const reading = known ?? readTelling(text);
  if (reading === undefined) return undefined;
  const first = hiddenParts(reading, plan.addressRule);
  let hidden = first.map(describe);
  if (first.length === 0) return hidden;
  for (let pass = 0; pass < maxPasses; pass++) {
    hidden = mergeRanges(hidden);
    const masked = replaceRanges(text, hidden, '**');
    const again = readAddress(masked, survey(masked));
    if (again === undefined) return undefined;
    const parts = hiddenParts(again, plan.addressRule);
    const more = parts.map((part) => beforeMasking(part, hidden)).filter((part) => !isInside(part, hidden));
    if (more.length === 0) return hidden;
    hidden = [...hidden, ...more.map(describe)];
  }
  return undefined;
}

/** A part of a masked text, where it was before masking. */
function beforeMasking(part: AddressPart, hidden: readonly HiddenRange[]): AddressPart {
  let { start, end } = part;
  let shift = 0;
  for (const range of hidden) {
    const maskStart = range.start + shift;
    const maskEnd = maskStart + '**'.length;
    shift = maskEnd - range.end;
    if (part.start >= maskEnd) start = part.start - shift;
    else if (part.start > maskStart) start = range.start;
    if (part.end >= maskEnd) end = part.end - shift;
    else if (part.end > maskStart) end = range.end;
  }
  return { ...part, start, end };
}

const isInside = ({ start, end }: AddressPart, hidden: readonly HiddenRange[]): boolean =>
  hidden.some((range) => start >= range.start && end <= range.end);

/** In order; those that overlap or touch become one. */
function mergeRanges(ranges: readonly HiddenRange[]): HiddenRange[] {
  const merged: HiddenRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end };
  }
  return merged;
}

/** Replaces each range by `mask`; ranges are ordered and disjoint. */
export function replaceRanges(input: string, ranges: readonly Span[], mask: string): Masked {
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
