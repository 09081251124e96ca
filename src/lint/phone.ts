import { findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone.ts';
import type { LintFinding } from './report.ts';

const minHiddenDigits = 6;

/** C2. Counts what is readable in each number of the masked value against the number it was made from. */
export function lintPhone(original: string, masked: string): LintFinding[] {
  if (original.trim() === '') return [];
  const fail = (message: string, at?: PhoneMatch): LintFinding => ({
    rule: 'C2',
    start: at?.start ?? 0,
    end: at?.end ?? masked.length,
    message,
  });
  const before = findPhones(original);
  const after = findPhones(masked);
  if (after.length !== before.length) {
    // A field that was hidden whole has no digits left to count.
    return /\p{Nd}/u.test(masked) ? [fail('the numbers of the mask do not match those of the original')] : [];
  }
  const findings: LintFinding[] = [];
  for (let i = 0; i < before.length; i++) {
    const number = before[i] as PhoneMatch;
    const mask = after[i] as PhoneMatch;
    const hidden = number.subscriber.length - readable(mask.subscriber);
    const required = Math.min(minHiddenDigits, number.subscriber.length);
    if (hidden < required) findings.push(fail(`${hidden} subscriber digits hidden, ${required} needed`, mask));
    if (readable(mask.extension) > 0) findings.push(fail('digits of the extension are visible', mask));
  }
  return findings;
}

const readable = (cells: readonly PhoneCell[]): number => cells.filter(({ digit }) => digit !== '*').length;
