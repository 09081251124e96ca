/**
 * Checks whether masks hide what a label must hide.
 *
 * @module
 */
import { assertNever, assertString } from '../errors.ts';
import { lintAddress } from './address.ts';
import { lintName } from './name.ts';
import { lintPhone } from './phone.ts';
import { type LintFinding, type LintProfile, type LintReport, reportOf } from './report.ts';

export type { LintFinding, LintProfile, LintReport, LintRule } from './report.ts';

/** The kinds of values that have a rule. */
export type LintKind = 'name' | 'phone' | 'address';

/**
 * Checks one masked value, from whatever tool, against the value it was made from.
 *
 * @param kind - What the field holds.
 * @param original - The value before masking.
 * @param masked - The value after masking. Glyphs are `*`, `＊`, `●`, `█`, `■`, `□`.
 * @param profile - Rule set. Default and only one so far: `cn-gbt41833`.
 * @returns findings with rule, position and reason; none of them quotes a value.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} unknown kind or profile.
 * @example
 * lintMasked('phone', '13812345678', '138****5678').findings[0]?.message; // '4 subscriber digits hidden, 6 needed'
 * lintMasked('phone', '13812345678', '138******78').ok; // true
 * lintMasked('address', '3栋2单元501室', '3栋2单元**室').findings[0]?.rule; // 'C3'
 * @see GB/T 41833-2022 (wording: SAMR press conference, 2023-04-07)
 */
export function lintMasked(
  kind: LintKind,
  original: string,
  masked: string,
  profile: LintProfile = 'cn-gbt41833',
): LintReport {
  assertString(kind, 'kind');
  assertString(original, 'original');
  assertString(masked, 'masked');
  if (profile !== 'cn-gbt41833') throw new RangeError('"profile" expected cn-gbt41833');
  return reportOf(findingsOf(kind, original, masked), profile);
}

function findingsOf(kind: LintKind, original: string, masked: string): LintFinding[] {
  switch (kind) {
    case 'name':
      return lintName(original, masked);
    case 'phone':
      return lintPhone(original, masked);
    case 'address':
      return lintAddress(original, masked);
    default:
      return assertNever(kind);
  }
}
