import { isCiphertext } from '../detect/protection.ts';
import { type FindTextOptions, findPrivateText, type TextFinding } from '../detect/text/index.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, isBlank, type MaskInspection, nothingToHide } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectName } from './name.ts';
import { maskPhoneMatch } from './phone.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';

/** Longer text is hidden whole (UTF-16 units). */
export const maxTextChars = 65_536;

/** Masks what is private in free text and leaves the rest as it is. */
export function inspectText(
  input: string,
  plan: MaskPlan,
  options: Omit<FindTextOptions, 'region'> = {},
): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxTextChars) return hideWhole(input, plan.hidden, 'longer than the limit for free text');
  if (isCiphertext(input)) return hideWhole(input, plan.hidden, 'ciphertext');
  let masked = '';
  let at = 0;
  const hidden: HiddenRange[] = [];
  for (const finding of findPrivateText(translateGlyph(input, plan), { ...options, region: plan.region })) {
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
