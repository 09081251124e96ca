import { isCiphertext } from '../detect/protection.ts';
import { blockEnd, maxBlockChars } from '../detect/text/blocks.ts';
import {
  assertSearch,
  type FindTextOptions,
  findPrivateText,
  lookAt,
  type TextFinding,
  type TextKind,
  type TextSearch,
} from '../detect/text/index.ts';
import { isSettled } from '../detect/text/settled.ts';
import { assertObject } from '../errors.ts';
import { flat } from '../text/flat.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, isBlank, type MaskInspection, nothingToHide } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectName, quickMaskName } from './name.ts';
import { maskPhoneMatch, showsLandlineEnd, sixBetween } from './phone.ts';
import { type MaskOptions, type MaskPlan, planOf, translateGlyph } from './plan.ts';

/** Longer text is hidden whole (UTF-16 units). */
export const maxTextChars = 65_536;

/** What `maskText` takes besides what every mask does. */
export interface MaskTextOptions extends MaskOptions {
  /** Kinds to hide. Default all; the others stay readable. */
  readonly kinds?: readonly TextKind[];
  /**
   * Findings below it stay readable, 0 to 1. Default 0.5. Lower hides more that is harmless: at 0.4 a text that could be a
   * name and nothing else, and digits that could be an old identity number or a bank card, are hidden too.
   */
  readonly minConfidence?: number;
}

/**
 * Checks options once.
 *
 * @throws {TypeError} an unknown option or kind. @throws {RangeError} a confidence outside 0 to 1.
 */
export function textPlanOf(options: MaskTextOptions | undefined): {
  readonly plan: MaskPlan;
  readonly search: TextSearch;
} {
  if (options === undefined) return { plan: planOf(undefined), search: {} };
  assertObject(options, 'options');
  const { kinds, minConfidence, ...rest } = options;
  const search = { kinds, minConfidence };
  assertSearch(search);
  return { plan: planOf(rest), search };
}

/** Masks what is private in free text and leaves the rest as it is. */
export function inspectText(input: string, plan: MaskPlan, search: TextSearch = {}): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxTextChars) return hideWhole(input, plan.hidden, 'longer than the limit for free text');
  return isCiphertext(input) ? hideWhole(input, plan.hidden, 'ciphertext') : maskFound(input, plan, search);
}

/** The mask of {@link inspectText} without an account of it. */
export function maskWholeText(input: string, plan: MaskPlan, search: TextSearch = {}): Masked {
  if (input.length > maxBlockChars) return inspectText(input, plan, search).masked;
  // What begins with a hanzi is neither blank nor a ciphertext.
  const first = input === '' ? 0 : input.charCodeAt(0);
  if (!isCommonHan(first)) {
    if (!isSolid(first) && isBlank(input)) return input as Masked;
    if (isCiphertext(input)) return plan.hidden as Masked;
  }
  return maskInBlock(input, plan, search);
}

const isCommonHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff;

/** Whether a unit is an ASCII character that can be seen. */
const isSolid = (unit: number): boolean => unit > 0x20 && unit < 0x7f;

/** Masks what is found in a text, of any length. A ciphertext inside it is left alone. */
export function maskFound(input: string, plan: MaskPlan, search: TextSearch): MaskInspection {
  let masked = '';
  const hidden: HiddenRange[] = [];
  for (let start = 0, end = 0; start < input.length; start = end) {
    end = blockEnd(input, start);
    const block = maskBlock(input.slice(start, end), plan, search);
    if (start === 0 && end === input.length) return block;
    masked += block.masked;
    for (const range of block.hidden) hidden.push({ ...range, start: range.start + start, end: range.end + start });
  }
  return { masked: masked as Masked, hidden };
}

const maxPasses = 8;

/**
 * Masks one block until a mask of it finds no more: what is hidden can end a name that ran into it before, and masking again
 * must change nothing. The second pass nearly always finds nothing new.
 */
export function maskBlock(input: string, plan: MaskPlan, search: TextSearch): MaskInspection {
  let origin: Origin | undefined;
  let last: MaskStep | undefined;
  let hidden: readonly HiddenRange[] = [];
  const masked = maskInBlock(input, plan, search, (text, findings) => {
    const step = inspectFindings(text, findings, plan);
    if (step.masked === text) return undefined;
    // Where a unit came from is only asked for when a second pass hides more.
    if (last !== undefined) origin = traced(last, origin);
    hidden = withMore(hidden, step.hidden, origin);
    last = step;
    return step.masked;
  });
  return { masked, hidden };
}

/** The text with all masks in it, or `undefined` where it stays as it is. */
type MaskAll = (text: string, findings: readonly TextFinding[], plan: MaskPlan) => string | undefined;

/** The passes of {@link maskBlock}; without `maskAll` no account is kept. */
function maskInBlock(input: string, plan: MaskPlan, search: TextSearch, maskAll: MaskAll = changedByMasks): Masked {
  const text = translateGlyph(input, plan);
  const look = lookAt(text);
  const findings = findPrivateText(text, optionsOf(plan, search), look);
  if (findings.length === 0) return input as Masked;
  const masked = maskAll(input, findings, plan);
  if (masked === undefined) return input as Masked;
  if (mayBeSettled(plan, search) && isSettled(input, findings, masked, look)) return masked as Masked;
  return maskAgain(masked, plan, search, maskAll);
}

// A function of its own: most texts never come here, and the first look is compiled without it.
function maskAgain(once: string, plan: MaskPlan, search: TextSearch, maskAll: MaskAll): Masked {
  const options = optionsOf(plan, search);
  let masked = flat(once);
  for (let pass = 1; pass < maxPasses; pass++) {
    const findings = findPrivateText(translateGlyph(masked, plan), options);
    const more = findings.length > 0 ? maskAll(masked, findings, plan) : undefined;
    if (more === undefined) break;
    masked = flat(more);
  }
  return masked as Masked;
}

const optionsOf = ({ region }: MaskPlan, { kinds, minConfidence }: TextSearch): FindTextOptions => ({
  kinds,
  minConfidence,
  region,
});

/** Whether masks of numbers keep a digit at both ends and those of names the family name, and every kind is looked for. */
function mayBeSettled({ policy: { phone, person }, region, isForeignGlyph }: MaskPlan, search: TextSearch): boolean {
  const keepsEnds =
    phone.visible === 'edges' && phone.mobilePrefixDigits > 0 && showsLandlineEnd(phone) && person.visible === 'family';
  const isUsual = search.kinds === undefined && search.minConfidence === undefined;
  return keepsEnds && isUsual && region === 'CN' && !isForeignGlyph;
}

/** A stretch that took the place of another; the rest is as it was. */
interface Replacement {
  /** Where it was. */
  readonly start: number;
  readonly end: number;
  /** How long it is now. */
  readonly length: number;
}

interface MaskStep {
  readonly masked: string;
  readonly hidden: readonly HiddenRange[];
  readonly replacements: readonly Replacement[];
}

/** A text with the mask of each finding in its place. */
export const maskFindings = (text: string, findings: readonly TextFinding[], plan: MaskPlan): string =>
  changedByMasks(text, findings, plan) ?? text;

/** The same, or `undefined` where it stays as it is: to compare two texts costs a look at each of them. */
function changedByMasks(text: string, findings: readonly TextFinding[], plan: MaskPlan): string | undefined {
  let masked = '';
  let at = 0;
  for (const finding of findings) {
    const { start, end } = finding;
    const ends = finding.role === 'phone' ? sixBetween(text, finding.phone, plan) : undefined;
    if (ends !== undefined) {
      masked += text.slice(at, start + ends.mobilePrefixDigits) + plan.hiddenNumberBesideHan;
      at = end - ends.suffixDigits;
      continue;
    }
    const mask = maskFinding(text, finding, plan);
    // What stays, as most of what a second look finds, has to be neither copied nor compared.
    if (mask.length === end - start && text.startsWith(mask, start)) continue;
    masked += text.slice(at, start) + mask;
    at = end;
  }
  return at === 0 ? undefined : masked + text.slice(at);
}

/** The same with an account. */
function inspectFindings(text: string, findings: readonly TextFinding[], plan: MaskPlan): MaskStep {
  let masked = '';
  let at = 0;
  const hidden: HiddenRange[] = [];
  const replacements: Replacement[] = [];
  for (const finding of findings) {
    const mask = maskFinding(text, finding, plan, hidden);
    replacements.push({ start: finding.start, end: finding.end, length: mask.length });
    masked += text.slice(at, finding.start) + mask;
    at = finding.end;
  }
  return { masked: masked + text.slice(at), hidden, replacements };
}

/** For each unit of a masked text the range of the input that it came from. */
interface Origin {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function traced({ masked, replacements }: MaskStep, origin: Origin | undefined): Origin {
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (start: number, end: number): void => {
    starts.push(origin?.starts[start] ?? start);
    ends.push(origin?.ends[end - 1] ?? end);
  };
  let at = 0;
  for (const { start, end, length } of replacements) {
    for (; at < start; at++) add(at, at + 1);
    for (let i = 0; i < length; i++) add(start, end);
    at = end;
  }
  while (starts.length < masked.length) add(at, ++at);
  return { starts, ends };
}

/** In order and without overlaps; what was hidden before stays as it was said. */
function withMore(
  hidden: readonly HiddenRange[],
  more: readonly HiddenRange[],
  origin: Origin | undefined,
): HiddenRange[] {
  const all = [...hidden];
  for (const range of more) {
    const start = origin?.starts[range.start] ?? range.start;
    const end = origin?.ends[range.end - 1] ?? range.end;
    if (!all.some((other) => other.start < end && start < other.end)) all.push({ ...range, start, end });
  }
  return all.sort((a, b) => a.start - b.start);
}

/** The mask of one finding. Adds what it hides to `hidden`, where that is asked for. */
function maskFinding(input: string, finding: TextFinding, plan: MaskPlan, hidden?: HiddenRange[]): string {
  const { start, end, rule } = finding;
  switch (finding.role) {
    case 'phone':
      return maskPhoneMatch(input, finding.phone, plan, hidden);
    case 'name': {
      if (!finding.isWhole && plan.policy.person.visible !== 'all') {
        hidden?.push({ start, end, role: 'name', why: rule });
        return plan.hidden;
      }
      const quick = hidden === undefined ? quickMaskName(input.slice(start, end), plan) : undefined;
      if (quick !== undefined) return quick;
      const name = inspectName(input.slice(start, end), plan);
      for (const range of name.hidden) {
        hidden?.push({ start: start + range.start, end: start + range.end, role: range.role, why: rule });
      }
      return name.masked;
    }
    case 'identity': {
      const mask = inspectIdentity(finding.kind, input.slice(start, end), plan);
      for (const range of mask.hidden) {
        hidden?.push({ start: start + range.start, end: start + range.end, role: 'identity', why: rule });
      }
      return mask.masked;
    }
    default:
      if (!plan.policy.address.hide.includes(finding.role)) return input.slice(start, end);
      hidden?.push({ start, end, role: finding.role, why: rule });
      return plan.hiddenBesideHan;
  }
}
