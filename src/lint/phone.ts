import { type CountryCode, findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone/index.ts';
import { type ComplianceProfile, minHiddenDigits } from '../mask/policy.ts';
import type { LintFinding } from './report.ts';

const koreanHiddenDigits = 4;

/** C2. Counts what is readable in each number of the masked value against the number it was made from. */
export function lintPhone(
  original: string,
  masked: string,
  profile: ComplianceProfile,
  region: CountryCode,
): LintFinding[] {
  if (original.trim() === '') return [];
  const fail = (message: string, at?: PhoneMatch): LintFinding => ({
    rule: 'C2',
    start: at?.start ?? 0,
    end: at?.end ?? masked.length,
    message,
  });
  const hasDigits = /\p{Nd}/u.test(masked);
  if (profile === 'jp-tokumei') return hasDigits ? [fail('digits are visible')] : [];
  const before = findPhones(original, { reading: 'field', region });
  const after = findPhones(masked, { reading: 'field', region });
  if (after.length !== before.length) {
    // A field that was hidden whole has no digits left to count.
    return hasDigits ? [fail('the numbers of the mask do not match those of the original')] : [];
  }
  const findings: LintFinding[] = [];
  for (let i = 0; i < before.length; i++) {
    const number = before[i] as PhoneMatch;
    const mask = after[i] as PhoneMatch;
    const problem = profile === 'kr-pipc' ? koreanProblem(mask) : chineseProblem(number, mask);
    if (problem !== undefined) findings.push(fail(problem, mask));
    if (readable(mask.extension) > 0) findings.push(fail('digits of the extension are visible', mask));
  }
  return findings;
}

function chineseProblem(number: PhoneMatch, mask: PhoneMatch): string | undefined {
  const hidden = number.subscriber.length - readable(mask.subscriber);
  const needed = Math.min(minHiddenDigits, number.subscriber.length);
  return hidden < needed ? `${hidden} subscriber digits hidden, ${needed} needed` : undefined;
}

function koreanProblem(mask: PhoneMatch): string | undefined {
  return readable(mask.subscriber.slice(-koreanHiddenDigits)) > 0 ? 'the last 4 digits are visible' : undefined;
}

const readable = (cells: readonly PhoneCell[]): number => cells.filter(({ digit }) => digit !== '*').length;
