import type { AddressRole } from '../detect/address/index.ts';
import { isGlyph } from '../detect/glyph.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';

/** What of a name may stay: the family name (compound ones whole), one grapheme, or nothing. */
export type NameVisibility = 'family' | 'initial' | 'nothing';

/**
 * What a masker hides, as data. A policy names what may stay; everything it does not name is hidden.
 *
 * @example
 * const audit: Policy = {
 *   name: 'audit',
 *   person: { visible: 'nothing' },
 *   phone: { mobilePrefixDigits: 0, suffixDigits: 2 },
 *   address: { hide: ['building', 'unit', 'floor', 'room', 'phone', 'note'] },
 * };
 * createMasker(audit).name('张三丰'); // '**'
 */
export interface Policy {
  /** Shown in reports. */
  readonly name: string;
  /** What of a name stays. */
  readonly person: {
    /** Everything else is hidden. */
    readonly visible: NameVisibility;
  };
  /** What of a phone stays. */
  readonly phone: {
    /** Leading digits of a mainland mobile that stay, 0–3. */
    readonly mobilePrefixDigits: number;
    /** Trailing digits of the subscriber number that stay, 0–4. */
    readonly suffixDigits: number;
  };
  /** What of an address is hidden. */
  readonly address: {
    /** Roles whose numbers are hidden; suffix words always stay. */
    readonly hide: readonly AddressRole[];
  };
}

/** Names of the policies that come with the library. */
export type PolicyName = 'label';

/** GB/T 41833-2022: 联系电话应隐藏6位以上; 以上 includes the number itself (Civil Code, Art. 1259). */
export const minHiddenDigits = 6;

/**
 * The policies that come with the library.
 *
 * `label` is for what is printed and seen by anyone. It follows the hiding rules of GB/T 41833-2022: at least one hanzi of
 * the name, at least six digits of the phone, and unit, floor and room of the address are hidden.
 */
export const policies: Readonly<Record<PolicyName, Policy>> = /* @__PURE__ */ Object.freeze({
  label: {
    name: 'label',
    person: { visible: 'family' },
    phone: { mobilePrefixDigits: 3, suffixDigits: 2 },
    address: { hide: ['unit', 'floor', 'room', 'phone', 'note'] },
  },
} as const);

/** What every masking function takes besides its text. */
export interface MaskOptions {
  /** A policy of this library by name, or one of your own. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /** What stands for something hidden: one of `*` `＊` `●` `█` `■` `□`. Default `*`, which every printer font has. */
  readonly glyph?: string;
}

/** Options after checking and with defaults. */
export interface MaskPlan {
  readonly policy: Policy;
  /** The glyph once. */
  readonly glyph: string;
  /** Stands for anything whose length must not show. */
  readonly hidden: string;
}

const defaultPlan: MaskPlan = /* @__PURE__ */ Object.freeze({ policy: policies.label, glyph: '*', hidden: '**' });

/**
 * Checks options once.
 *
 * @throws {TypeError} an unknown option. @throws {RangeError} a glyph of another kind.
 * @throws {PrivacyError} `ERR_POLICY` for an unknown policy name or one that shows too much of a phone.
 */
export function planOf(options: MaskOptions | undefined): MaskPlan {
  if (options === undefined) return defaultPlan;
  assertObject(options, 'options');
  assertKnownKeys(options, ['policy', 'glyph'], 'options');
  const glyph = options.glyph ?? '*';
  assertString(glyph, 'options.glyph');
  if (glyph.length !== 1 || !isGlyph(glyph)) throw new RangeError('"options.glyph" expected one of * ＊ ● █ ■ □');
  return { policy: resolvePolicy(options.policy ?? 'label'), glyph, hidden: glyph.repeat(2) };
}

/** A policy by name, or a checked one of the caller. */
export function resolvePolicy(policy: PolicyName | Policy): Policy {
  if (typeof policy === 'string') {
    if (!Object.hasOwn(policies, policy)) {
      throw new PrivacyError('ERR_POLICY', `unknown policy; known: ${Object.keys(policies).join(', ')}`);
    }
    return policies[policy];
  }
  checkPolicy(policy);
  return policy;
}

const visibilities: readonly string[] = ['family', 'initial', 'nothing'];
const roles: readonly string[] = ['door', 'building', 'unit', 'floor', 'room', 'phone', 'note'];

function checkPolicy(policy: Policy): void {
  assertObject(policy, 'policy');
  assertKnownKeys(policy, ['name', 'person', 'phone', 'address'], 'policy');
  assertString(policy.name, 'policy.name');
  assertObject(policy.person, 'policy.person');
  assertKnownKeys(policy.person, ['visible'], 'policy.person');
  assertObject(policy.phone, 'policy.phone');
  assertKnownKeys(policy.phone, ['mobilePrefixDigits', 'suffixDigits'], 'policy.phone');
  assertObject(policy.address, 'policy.address');
  assertKnownKeys(policy.address, ['hide'], 'policy.address');
  if (!visibilities.includes(policy.person.visible)) throw invalid('person.visible');
  const { mobilePrefixDigits, suffixDigits } = policy.phone;
  if (!Number.isInteger(mobilePrefixDigits) || mobilePrefixDigits < 0 || mobilePrefixDigits > 3) {
    throw invalid('phone.mobilePrefixDigits');
  }
  if (!Number.isInteger(suffixDigits) || suffixDigits < 0 || suffixDigits > 4) throw invalid('phone.suffixDigits');
  if (mobilePrefixDigits + suffixDigits > 11 - minHiddenDigits) throw invalid('phone: fewer than 6 digits hidden');
  if (!Array.isArray(policy.address.hide) || policy.address.hide.some((role) => !roles.includes(role))) {
    throw invalid('address.hide');
  }
  for (const role of policies.label.address.hide) {
    if (!policy.address.hide.includes(role)) throw invalid(`address.hide must name ${role}`);
  }
}

const invalid = (what: string): PrivacyError => new PrivacyError('ERR_POLICY', `invalid policy: ${what}`);
