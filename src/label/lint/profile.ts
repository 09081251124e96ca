import { assertString } from '../../errors.ts';
import type { ComplianceProfile, PolicyName } from '../../mask/policy.ts';

/**
 * Whose rules a label has to follow.
 *
 * | profile | values | 2-D symbols |
 * |---|---|---|
 * | `cn-gbt41833` | C1 to C3 of GB/T 41833-2022 | no data of people |
 * | `kr-pipc` | one character of a name and the last 4 digits of a phone hidden, addresses may stay | no data of people |
 * | `jp-tokumei` | of names and phones nothing, of addresses the prefecture | no data of people, no city in a MaxiCode |
 * | `gs1-min` | as `cn-gbt41833` | GS1: 00 and 420 or 421 only |
 * | `ups-maxicode-min` | as `cn-gbt41833` | MaxiCode: street and city empty |
 */
export type LabelProfile = ComplianceProfile | 'gs1-min' | 'ups-maxicode-min';

/** What a profile means for each part of a label. */
export interface ProfileRules {
  /** For values. */
  readonly compliance: ComplianceProfile;
  /** The policy whose visible parts it allows. */
  readonly policy: PolicyName;
  readonly keepsCity: boolean;
  readonly onlyKeys?: readonly string[];
}

const profiles: Readonly<Record<LabelProfile, ProfileRules>> = {
  'cn-gbt41833': { compliance: 'cn-gbt41833', policy: 'label', keepsCity: true },
  'kr-pipc': { compliance: 'kr-pipc', policy: 'kr-pipc', keepsCity: true },
  'jp-tokumei': { compliance: 'jp-tokumei', policy: 'jp-tokumei', keepsCity: false },
  'gs1-min': { compliance: 'cn-gbt41833', policy: 'label', keepsCity: true, onlyKeys: ['00', '420', '421'] },
  'ups-maxicode-min': { compliance: 'cn-gbt41833', policy: 'label', keepsCity: false },
};

/** @throws {TypeError} no string. @throws {RangeError} an unknown profile. */
export function profileRules(profile: LabelProfile): ProfileRules {
  assertString(profile, 'options.profile');
  if (!Object.hasOwn(profiles, profile)) {
    throw new RangeError(`"profile" expected one of ${Object.keys(profiles).join(', ')}`);
  }
  return profiles[profile];
}
