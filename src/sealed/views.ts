import { createMasker, type Masker } from '../mask/masker.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import type { FieldValue } from '../record/values.ts';
import type { FieldKind } from '../types.ts';
import type { View } from './grants.ts';

/** What a recipient gets to see of a value, in its place. */
export type Viewer = (kind: FieldKind, value: FieldValue) => FieldValue;

const textIn = (text: string, { indices }: FieldValue): FieldValue => ({ type: 'string', text, value: text, indices });

/** The views under a policy, and its masker. */
export function createViews(policy: PolicyName | Policy = 'label'): {
  readonly masker: Masker;
  readonly views: Readonly<Record<View, Viewer>>;
} {
  const masker = createMasker(policy);
  const regions = createMasker({ ...masker.policy, address: { ...masker.policy.address, keep: 'district' } });
  return {
    masker,
    views: {
      value: (_, value) => value,
      mask: (kind, value) => textIn(masker.value(kind, value.text), value),
      region: (kind, value) => textIn(regions.value(kind, value.text), value),
    },
  };
}
