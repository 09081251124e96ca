/**
 * Rules by their numbers in the profile `cn-gbt41833`.
 *
 * - C1 name: at least one hanzi hidden, a name of one all hidden, dotted and foreign names show at most one grapheme,
 *   titles are hidden.
 * - C2 phone: at least 6 subscriber digits hidden in every number, extensions all hidden.
 * - C3 address: no unit, floor or room number visible.
 */
export type LintRule = 'C1' | 'C2' | 'C3';

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

/** The verdict over one value. */
export interface LintReport {
  /** Whether no rule is broken. */
  readonly ok: boolean;
  /** The rule set. */
  readonly profile: LintProfile;
  /** Every broken rule; empty when `ok`. */
  readonly findings: readonly LintFinding[];
}

/** Rule sets. `cn-gbt41833` follows the hiding rules of GB/T 41833-2022. */
export type LintProfile = 'cn-gbt41833';

/** Makes the report of some findings. */
export function reportOf(findings: readonly LintFinding[], profile: LintProfile): LintReport {
  return Object.freeze({ ok: findings.length === 0, profile, findings });
}
