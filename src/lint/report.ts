import type { ComplianceProfile } from '../mask/policy.ts';

/**
 * Rules by their numbers.
 *
 * | rule | `cn-gbt41833` | `kr-pipc` | `jp-tokumei` |
 * |---|---|---|---|
 * | C1 name | at least one hanzi hidden, a name of one all hidden; dotted and foreign names show one grapheme; titles hidden | one character hidden | nothing visible |
 * | C2 phone | at least 6 subscriber digits hidden in every number, extensions all hidden; not for one number that is declared virtual and valid | the last 4 hidden | nothing visible |
 * | C3 address | no unit, floor or room number visible, and no figure before 单元, 室, 户, 层 | – | the prefecture alone |
 * | C5 routing | province, city and district unchanged, or hidden with all below them | – | – |
 * | C7 linkage | what two or three policies show together keeps C1 to C3 | | |
 * | C8 nesting | of two policies one shows a part of what the other shows | | |
 * | C9 idempotence | masking a mask changes nothing | | |
 * | C10 width | a mask does not tell the length of what it hides | | |
 * | C13 identity | no id or bank card number, e-mail, account or plate visible | | |
 */
export type LintRule = 'C1' | 'C2' | 'C3' | 'C5' | 'C7' | 'C8' | 'C9' | 'C10' | 'C13';

/** One broken rule. Holds positions and reasons, never a value. */
export interface LintFinding {
  /** The rule that is broken. */
  readonly rule: LintRule;
  /** Offsets into the *masked* value, in UTF-16 units; the whole value where the rule is about what is missing. */
  readonly start: number;
  /** Offset after the last unit. */
  readonly end: number;
  /** Why, in words that are safe to show. */
  readonly message: string;
}

/** The verdict over one value or a set of policies. */
export interface LintReport {
  /** Whether no rule is broken. */
  readonly ok: boolean;
  /** The rule set. */
  readonly profile: ComplianceProfile;
  /** Every broken rule; empty when `ok`. */
  readonly findings: readonly LintFinding[];
  /**
   * What may break a rule as far as words tell: numbers of an address that level `strict` hides and the mask shows. They do not
   * make `ok` false.
   */
  readonly warnings: readonly LintFinding[];
}

const profiles: readonly string[] = ['cn-gbt41833', 'kr-pipc', 'jp-tokumei'];

/** @throws {RangeError} for anything but a known rule set. */
export function assertProfile(profile: string): asserts profile is ComplianceProfile {
  if (!profiles.includes(profile)) throw new RangeError(`"profile" expected one of ${profiles.join(', ')}`);
}

/** Makes the report of some findings. */
export function reportOf(
  findings: readonly LintFinding[],
  profile: ComplianceProfile,
  warnings: readonly LintFinding[] = [],
): LintReport {
  return Object.freeze({ ok: findings.length === 0, profile, findings, warnings });
}
