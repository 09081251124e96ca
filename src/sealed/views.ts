import { createMasker, type Masker } from '../mask/masker.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import type { FieldKind } from '../types.ts';
import type { View } from './grants.ts';

/** What a recipient gets to see of a value. */
export type Viewer = (kind: FieldKind, text: string) => string;

/** The views under a policy, and its masker. */
export function createViews(policy: PolicyName | Policy = 'label'): {
  readonly masker: Masker;
  readonly views: Readonly<Record<View, Viewer>>;
} {
  const masker = createMasker(policy);
  const regions = createMasker({ ...masker.policy, address: { ...masker.policy.address, keep: 'district' } });
  return { masker, views: { value: (_, text) => text, mask: masker.value, region: regions.value } };
}
