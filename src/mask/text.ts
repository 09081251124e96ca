import { isCiphertext } from '../detect/protection.ts';
import {
  assertSearch,
  findPrivateText,
  type TextFinding,
  type TextKind,
  type TextSearch,
} from '../detect/text/index.ts';
import { assertObject } from '../errors.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, isBlank, type MaskInspection, nothingToHide } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectName } from './name.ts';
import { maskPhoneMatch } from './phone.ts';
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

/** Masks what is found in a text, of any length. A ciphertext is left alone. */
export function maskFound(input: string, plan: MaskPlan, search: TextSearch): MaskInspection {
  let masked = '';
  let at = 0;
  const hidden: HiddenRange[] = [];
  for (const finding of findPrivateText(translateGlyph(input, plan), { ...search, region: plan.region })) {
    masked += input.slice(at, finding.start) + maskFinding(input, finding, plan, hidden);
    at = finding.end;
  }
  return { masked: (masked + input.slice(at)) as Masked, hidden };
}

function maskFinding(input: string, finding: TextFinding, plan: MaskPlan, hidden: HiddenRange[]): string {
  const { start, end, rule } = finding;
  switch (finding.role) {
    case 'phone':
      return maskPhoneMatch(input, finding.phone, plan, hidden);
    case 'name': {
      if (!finding.isWhole && plan.policy.person.visible !== 'all') {
        hidden.push({ start, end, role: 'name', why: rule });
        return plan.hidden;
      }
      const name = inspectName(input.slice(start, end), plan);
      for (const range of name.hidden) {
        hidden.push({ start: start + range.start, end: start + range.end, role: range.role, why: rule });
      }
      return name.masked;
    }
    case 'identity': {
      const mask = inspectIdentity(finding.kind, input.slice(start, end), plan);
      for (const range of mask.hidden) {
        hidden.push({ start: start + range.start, end: start + range.end, role: 'identity', why: rule });
      }
      return mask.masked;
    }
    default:
      if (!plan.policy.address.hide.includes(finding.role)) return input.slice(start, end);
      hidden.push({ start, end, role: finding.role, why: rule });
      return plan.hidden;
  }
}
