import type { AddressRole } from '../detect/address/index.ts';
import { regionLevels } from '../detect/region/index.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';

/**
 * What of a name may stay: nothing, one grapheme, the family name (compound ones whole), the first and the last grapheme,
 * or all of it.
 */
export type NameVisibility = 'nothing' | 'initial' | 'family' | 'ends' | 'all';

/** What of a phone may stay. Extensions stay only with `all`. */
export type PhoneVisibility =
  | {
      /** `******` for every number. */
      readonly visible: 'nothing';
    }
  | {
      /** Digits at both ends. */
      readonly visible: 'edges';
      /** Leading digits of a mainland mobile that stay, 0–7. */
      readonly mobilePrefixDigits: number;
      /** Trailing digits of the subscriber number that stay, 0–4. */
      readonly suffixDigits: number;
    }
  | {
      /** Everything but the end, as Korea's carriers print it. */
      readonly visible: 'all-but-last';
      /** Trailing digits that are hidden, 1–8. */
      readonly hiddenDigits: number;
    }
  | {
      /** As typed. */
      readonly visible: 'all';
    };

/** What of identity and bank card numbers, e-mails, accounts and plates may stay. */
export type IdentityVisibility = 'nothing' | 'partial' | 'all';

/**
 * What happens to a number of an address whose words do not tell what it is.
 *
 * | level | hides |
 * |---|---|
 * | `balanced` | what most likely is of a hidden role |
 * | `strict` | also what may be one: a number behind an unknown place, the house number of a village |
 * | `paranoid` | every number, door numbers too; only numerals in names of roads and regions stay (三墩镇, 中山一路) |
 */
export type AddressLevel = 'balanced' | 'strict' | 'paranoid';

/** Whose rules a policy has to follow. */
export type ComplianceProfile = 'cn-gbt41833' | 'kr-pipc' | 'jp-tokumei';

/** Rules that a policy can break: C1 name, C2 phone, C3 address, C13 identity data. */
export type PolicyRule = 'C1' | 'C2' | 'C3' | 'C13';

/**
 * What a masker hides, as data. A policy names what may stay; everything it does not name is hidden.
 *
 * @example
 * const audit: Policy = {
 *   name: 'audit',
 *   person: { visible: 'nothing' },
 *   phone: { visible: 'edges', mobilePrefixDigits: 0, suffixDigits: 2 },
 *   address: { hide: ['building', 'unit', 'floor', 'room', 'name', 'phone', 'note'] },
 *   identity: 'nothing',
 * };
 * createMasker(audit).name('张三丰'); // '**'
 */
export interface Policy {
  /** Shown in reports. */
  readonly name: string;
  /** Rule set whose floor it keeps. Default `cn-gbt41833`. */
  readonly profile?: ComplianceProfile;
  /** What of a name stays. */
  readonly person: {
    /** Everything else is hidden. */
    readonly visible: NameVisibility;
  };
  /** What of a phone stays. */
  readonly phone: PhoneVisibility;
  /** What of an address is hidden. */
  readonly address: {
    /** Roles whose numbers are hidden; suffix words always stay. {@link addressHiding} has the usual sets. */
    readonly hide: readonly AddressRole[];
    /** What to do with numbers that may be of a hidden role. Default `balanced`. */
    readonly level?: AddressLevel;
    /**
     * Keeps the region down to this level and nothing else: province (Japan: prefecture), city, district, or street
     * (乡镇街道). Where the level is not typed, the finest one above it ends what stays.
     */
    readonly keep?: 'province' | 'city' | 'district' | 'street';
  };
  /** What of identity data stays. */
  readonly identity: IdentityVisibility;
  /** Rules of the profile that it breaks knowingly. Without naming them such a policy is refused. */
  readonly acknowledge?: readonly PolicyRule[];
}

/**
 * Names of the policies that come with the library.
 *
 * `public` ⊆ `label` ⊆ `support` ⊆ `owner`: each shows a part of what the next one shows. `station` and `warehouse` show
 * parts of `label`. `kr-pipc` and `jp-tokumei` are for labels of other countries.
 */
export type PolicyName = 'public' | 'label' | 'support' | 'owner' | 'station' | 'warehouse' | 'kr-pipc' | 'jp-tokumei';

/** GB/T 41833-2022: 联系电话应隐藏6位以上; 以上 includes the number itself (Civil Code, Art. 1259). */
export const minHiddenDigits = 6;

const flat = ['unit', 'floor', 'room', 'name', 'phone', 'note'] as const;
const house = ['door', 'village-door', 'building', ...flat] as const;

/**
 * The usual sets of roles to hide in an address: the flat (what GB/T 41833-2022 asks for), the building too, or every number
 * down from the door. A village's house number is a switch of its own: add `village-door` to one of them.
 *
 * @example
 * const village: Policy = {
 *   ...policies.label,
 *   name: 'village',
 *   address: { hide: [...addressHiding.unit, 'village-door'] },
 * };
 * createMasker(village).address('云禾村12号'); // '云禾村**号'
 */
export const addressHiding: {
  /** Unit, floor and room; and people, phones and notes. */
  readonly unit: readonly AddressRole[];
  /** Those and the building. */
  readonly building: readonly AddressRole[];
  /** Those and the door. */
  readonly door: readonly AddressRole[];
} = /* @__PURE__ */ deepFreeze({ unit: [...flat], building: ['building', ...flat], door: [...house] });

/**
 * The policies that come with the library.
 *
 * | policy | for | name | phone | address hides |
 * |---|---|---|---|---|
 * | `public` | pages anyone can open | nothing | last 2 digits | door, building, flat |
 * | `label` | what is printed; default | family name | first 3 and last 2 | flat |
 * | `support` | staff on the phone | all | first 3 and last 2 | room |
 * | `owner` | the person | all | all | nothing |
 * | `station` | a pick-up point | family name | last 2 | door, building, flat |
 * | `warehouse` | pickers and packers | nothing | nothing | door, building, flat |
 * | `kr-pipc` | labels in Korea: the middle of the name and the last 4 digits hidden | ends | all but last 4 | nothing |
 * | `jp-tokumei` | Japan's anonymous delivery: the prefecture only | nothing | nothing | all but the prefecture |
 *
 * @see GB/T 41833-2022; PIPC guidance of 2021 (Korea); 匿名配送 (Japan)
 */
export const policies: Readonly<Record<PolicyName, Policy>> = /* @__PURE__ */ deepFreeze({
  public: {
    name: 'public',
    person: { visible: 'nothing' },
    phone: { visible: 'edges', mobilePrefixDigits: 0, suffixDigits: 2 },
    address: { hide: house },
    identity: 'nothing',
  },
  label: {
    name: 'label',
    person: { visible: 'family' },
    phone: { visible: 'edges', mobilePrefixDigits: 3, suffixDigits: 2 },
    address: { hide: flat },
    identity: 'nothing',
  },
  support: {
    name: 'support',
    person: { visible: 'all' },
    phone: { visible: 'edges', mobilePrefixDigits: 3, suffixDigits: 2 },
    address: { hide: ['room', 'name', 'phone', 'note'] },
    identity: 'partial',
    acknowledge: ['C1', 'C3', 'C13'],
  },
  owner: {
    name: 'owner',
    person: { visible: 'all' },
    phone: { visible: 'all' },
    address: { hide: [] },
    identity: 'all',
    acknowledge: ['C1', 'C2', 'C3', 'C13'],
  },
  station: {
    name: 'station',
    person: { visible: 'family' },
    phone: { visible: 'edges', mobilePrefixDigits: 0, suffixDigits: 2 },
    address: { hide: house },
    identity: 'nothing',
  },
  warehouse: {
    name: 'warehouse',
    person: { visible: 'nothing' },
    phone: { visible: 'nothing' },
    address: { hide: house },
    identity: 'nothing',
  },
  'kr-pipc': {
    name: 'kr-pipc',
    profile: 'kr-pipc',
    person: { visible: 'ends' },
    phone: { visible: 'all-but-last', hiddenDigits: 4 },
    address: { hide: [] },
    identity: 'nothing',
  },
  'jp-tokumei': {
    name: 'jp-tokumei',
    profile: 'jp-tokumei',
    person: { visible: 'nothing' },
    phone: { visible: 'nothing' },
    address: { hide: house, keep: 'province' },
    identity: 'nothing',
  },
} as const satisfies Record<PolicyName, Policy>);

/**
 * A policy by name, or a checked one of the caller.
 *
 * @throws {PrivacyError} `ERR_POLICY` for an unknown name, a value out of range, or a broken rule that is not acknowledged.
 * @throws {TypeError} for a wrong type or an unknown key.
 */
export function resolvePolicy(policy: PolicyName | Policy): Policy {
  if (typeof policy === 'string') {
    if (!Object.hasOwn(policies, policy)) {
      throw new PrivacyError('ERR_POLICY', `unknown policy; known: ${Object.keys(policies).join(', ')}`);
    }
    return policies[policy];
  }
  checkShape(policy);
  const broken = brokenRules(policy).filter((rule) => !policy.acknowledge?.includes(rule));
  if (broken.length > 0) {
    throw invalid(
      `it breaks ${broken.join(', ')} of ${profileOf(policy)}; name them in "acknowledge" if that is meant`,
    );
  }
  // A copy: what was checked is what stays in force.
  return deepFreeze(structuredClone(policy));
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}

/** The rule set of a policy. */
export const profileOf = (policy: Policy): ComplianceProfile => policy.profile ?? 'cn-gbt41833';

/** Rules of its profile that a policy breaks, acknowledged or not. */
export function brokenRules(policy: Policy): PolicyRule[] {
  const broken: PolicyRule[] = [];
  const profile = profileOf(policy);
  if (!hidesName(policy, profile)) broken.push('C1');
  if (!hidesPhone(policy.phone, profile)) broken.push('C2');
  if (!hidesAddress(policy, profile)) broken.push('C3');
  if (policy.identity !== 'nothing') broken.push('C13');
  return broken;
}

function hidesName({ person: { visible } }: Policy, profile: ComplianceProfile): boolean {
  return profile === 'jp-tokumei' ? visible === 'nothing' : visible !== 'all';
}

const mobileDigits = 11;

function hidesPhone(phone: PhoneVisibility, profile: ComplianceProfile): boolean {
  if (phone.visible === 'nothing') return true;
  if (phone.visible === 'all' || profile === 'jp-tokumei') return false;
  if (profile === 'kr-pipc') return phone.visible === 'edges' ? phone.suffixDigits === 0 : phone.hiddenDigits >= 4;
  const hidden =
    phone.visible === 'edges' ? mobileDigits - phone.mobilePrefixDigits - phone.suffixDigits : phone.hiddenDigits;
  return hidden >= minHiddenDigits;
}

function hidesAddress({ address }: Policy, profile: ComplianceProfile): boolean {
  if (profile === 'kr-pipc') return true;
  if (profile === 'jp-tokumei') return address.keep === 'province';
  return address.keep !== undefined || flat.every((role) => address.hide.includes(role));
}

const nameVisibilities: readonly string[] = ['nothing', 'initial', 'family', 'ends', 'all'];
const identityVisibilities: readonly string[] = ['nothing', 'partial', 'all'];
const profiles: readonly string[] = ['cn-gbt41833', 'kr-pipc', 'jp-tokumei'];
const rules: readonly string[] = ['C1', 'C2', 'C3', 'C13'];
const roles: readonly string[] = house;
const levels: readonly string[] = ['balanced', 'strict', 'paranoid'];

function checkShape(policy: Policy): void {
  assertObject(policy, 'policy');
  assertKnownKeys(policy, ['name', 'profile', 'person', 'phone', 'address', 'identity', 'acknowledge'], 'policy');
  assertString(policy.name, 'policy.name');
  assertObject(policy.person, 'policy.person');
  assertKnownKeys(policy.person, ['visible'], 'policy.person');
  assertObject(policy.address, 'policy.address');
  assertKnownKeys(policy.address, ['hide', 'level', 'keep'], 'policy.address');
  const { profile, person, address, identity, acknowledge } = policy;
  if (profile !== undefined && !profiles.includes(profile)) throw invalid('profile');
  if (!nameVisibilities.includes(person.visible)) throw invalid('person.visible');
  if (!Array.isArray(address.hide) || address.hide.some((role) => !roles.includes(role))) throw invalid('address.hide');
  if (address.level !== undefined && !levels.includes(address.level)) throw invalid('address.level');
  if (address.keep !== undefined && !regionLevels.includes(address.keep)) throw invalid('address.keep');
  if (!identityVisibilities.includes(identity)) throw invalid('identity');
  if (acknowledge?.some((rule) => !rules.includes(rule))) throw invalid('acknowledge');
  checkPhone(policy.phone);
}

const phoneKeys: Readonly<Record<PhoneVisibility['visible'], readonly string[]>> = {
  nothing: ['visible'],
  edges: ['visible', 'mobilePrefixDigits', 'suffixDigits'],
  'all-but-last': ['visible', 'hiddenDigits'],
  all: ['visible'],
};

function checkPhone(phone: PhoneVisibility): void {
  assertObject(phone, 'policy.phone');
  if (!Object.hasOwn(phoneKeys, phone.visible)) throw invalid('phone.visible');
  assertKnownKeys(phone, phoneKeys[phone.visible], 'policy.phone');
  if (phone.visible === 'edges') {
    checkCount(phone.mobilePrefixDigits, 0, 7, 'phone.mobilePrefixDigits');
    checkCount(phone.suffixDigits, 0, 4, 'phone.suffixDigits');
  }
  if (phone.visible === 'all-but-last') checkCount(phone.hiddenDigits, 1, 8, 'phone.hiddenDigits');
}

function checkCount(value: number, min: number, max: number, name: string): void {
  if (!Number.isInteger(value) || value < min || value > max) throw invalid(`${name} must be ${min} to ${max}`);
}

const invalid = (what: string): PrivacyError => new PrivacyError('ERR_POLICY', `invalid policy: ${what}`);
