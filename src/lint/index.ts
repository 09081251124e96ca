/**
 * Checks whether masks and policies hide what a label must hide.
 *
 * @module
 */
import { assertCountry, type CountryCode } from '../detect/phone/index.ts';
import { isStillValid } from '../detect/phone/validity.ts';
import { assertKnownKeys, assertNever, assertObject, assertString } from '../errors.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { lintAddress, warnAboutAddress } from './address.ts';
import { lintIdentity } from './identity.ts';
import { lintName } from './name.ts';
import { lintPhone } from './phone.ts';
import { assertProfile, type LintFinding, type LintReport, reportOf } from './report.ts';

export type { CountryCode } from '../detect/phone/index.ts';
export type { ComplianceProfile, Policy, PolicyName } from '../mask/policy.ts';
export { lintPolicies } from './policies.ts';
export type { LintFinding, LintReport, LintRule } from './report.ts';

/** What an order says beside the value. */
export interface LintOptions {
  /**
   * The platform declares the phone a virtual number until then. While that lies ahead, its digits and its extension may be
   * visible under `cn-gbt41833`; a number that only looks virtual is a person's.
   */
  readonly validUntil?: Date;
  /** The time at which it must still be valid. Default: now. */
  readonly now?: Date;
}

/** The kinds of values that have a rule. */
export type LintKind = 'name' | 'phone' | 'address' | 'idNumber' | 'email' | 'account' | 'bankCard' | 'plate';

const kinds: readonly string[] = ['name', 'phone', 'address', 'idNumber', 'email', 'account', 'bankCard', 'plate'];

/**
 * Checks one masked value, from whatever tool, against the value it was made from.
 *
 * @param kind - What the field holds.
 * @param original - The value before masking.
 * @param masked - The value after masking. Glyphs are `*`, `＊`, `●`, `█`, `■`, `□` and JD's `(^_^)`.
 * @param profile - Rule set. Default `cn-gbt41833`.
 * @param region - Country of numbers without a country code. Default `CN`.
 * @param options - A declaration that exempts a single number from C2.
 * @returns findings with rule, position and reason; none of them quotes a value.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} unknown kind, profile or region; an invalid date.
 * @example
 * lintMasked('phone', '13812345678', '138****5678').findings[0]?.message; // '4 subscriber digits hidden, 6 needed'
 * lintMasked('phone', '13812345678', '138******78').ok; // true
 * lintMasked('address', '3栋2单元501室', '3栋2单元**室').findings[0]?.rule; // 'C3'
 * lintMasked('address', '云锦苑6号', '云锦苑6号').warnings[0]?.message; // 'a number that may be a room is visible'
 * lintMasked('email', 'yunlan@example.com', 'y***@example.com').findings[0]?.rule; // 'C13'
 * const declared = { validUntil: new Date('2026-12-01T00:00:00+08:00'), now: new Date('2026-11-11T12:00:00+08:00') };
 * lintMasked('phone', '18412345678-1234', '18412345678-1234', 'cn-gbt41833', 'CN', declared).ok; // true
 * @see GB/T 41833-2022 (wording: SAMR press conference, 2023-04-07)
 */
export function lintMasked(
  kind: LintKind,
  original: string,
  masked: string,
  profile: ComplianceProfile = 'cn-gbt41833',
  region: CountryCode = 'CN',
  options: LintOptions = {},
): LintReport {
  assertString(kind, 'kind');
  assertString(original, 'original');
  assertString(masked, 'masked');
  assertString(profile, 'profile');
  assertString(region, 'region');
  if (!kinds.includes(kind)) throw new RangeError(`"kind" expected one of ${kinds.join(', ')}`);
  assertProfile(profile);
  assertCountry(region);
  const isVirtual = isDeclaredVirtual(options);
  // JD prints a smile for what it hides; as long as the glyphs, so that positions stay.
  const mask = masked.replaceAll('(^_^)', '*****');
  const warnings = kind === 'address' ? warnAboutAddress(original, mask, profile) : [];
  return reportOf(findingsOf(kind, original, mask, profile, region, isVirtual), profile, warnings);
}

function isDeclaredVirtual(options: LintOptions): boolean {
  assertObject(options, 'options');
  assertKnownKeys(options, ['validUntil', 'now'], 'options');
  const { validUntil, now = new Date() } = options;
  return validUntil !== undefined && isStillValid(validUntil, now);
}

function findingsOf(
  kind: LintKind,
  original: string,
  masked: string,
  profile: ComplianceProfile,
  region: CountryCode,
  isVirtual: boolean,
): readonly LintFinding[] {
  switch (kind) {
    case 'name':
      return lintName(original, masked, profile);
    case 'phone':
      return lintPhone(original, masked, profile, region, isVirtual);
    case 'address':
      return lintAddress(original, masked, profile);
    case 'idNumber':
    case 'email':
    case 'account':
    case 'bankCard':
    case 'plate':
      return lintIdentity(kind, masked);
    default:
      return assertNever(kind);
  }
}
