import {
  type AddressPart,
  type AddressReading,
  type AddressRole,
  type AddressTagger,
  type NumberToken,
  partsOf,
  taggedRoles,
} from '../detect/address/index.ts';
import type { AddressLevel, Policy } from './policy.ts';

/** A policy's part about addresses, ready to use. */
export interface AddressRule {
  readonly hidden: ReadonlySet<string>;
  readonly level: AddressLevel;
  /** Whether a role of numbers is among the hidden ones. */
  readonly hidesNumbers: boolean;
  readonly tagger: AddressTagger | undefined;
}

/**
 * From which probability of a hidden role on a number is hidden: one that the words leave open, and one that they do not. What
 * they cost and gain: `npm run accuracy -- addresses`. `paranoid` hides by words what is left, so it asks no more than `strict`.
 */
const thresholds = {
  balanced: { doubtful: 0.1, sure: 0.3 },
  strict: { doubtful: 0.02, sure: 0.1 },
  paranoid: { doubtful: 0.02, sure: 0.1 },
} as const;

/** Works out once what a policy hides in an address. */
export function compileAddressRule(
  { hide, level = 'balanced' }: Policy['address'],
  tagger: AddressTagger | undefined,
): AddressRule {
  const hidden: ReadonlySet<string> = new Set(hide);
  return { hidden, level, hidesNumbers: taggedRoles.some((role) => hidden.has(role)), tagger };
}

/** As what the words say that a number is hidden, if it is. */
export function pickByWords(token: NumberToken, { hidden, level, hidesNumbers }: AddressRule): AddressRole | undefined {
  const { role, alternative } = token;
  if (role !== 'other' && hidden.has(role)) return role;
  const mayBe = alternative !== 'other' && hidden.has(alternative) ? alternative : undefined;
  // Behind an unknown place N号 is a door or a building: who hides buildings means both.
  if (level === 'balanced') return mayBe !== undefined && isDoor(token) && hidden.has('building') ? mayBe : undefined;
  return mayBe ?? (level === 'paranoid' && hidesNumbers && !isPartOfName(token) ? 'room' : undefined);
}

/** The parts of an address that are hidden: by their words, or by the tagger. */
export function hiddenParts(reading: AddressReading, rule: AddressRule): AddressPart[] {
  const parts = partsOf(reading, pickFor(reading, rule));
  return reading.intruders.length === 0 ? parts : parts.filter(({ role }) => rule.hidden.has(role));
}

function pickFor(
  reading: AddressReading,
  rule: AddressRule,
): (token: NumberToken, index: number) => AddressRole | undefined {
  const { hidden, hidesNumbers, level, tagger } = rule;
  if (tagger === undefined || !hidesNumbers || reading.numbers.length === 0) return (token) => pickByWords(token, rule);
  const probabilities = tagger.probabilities(reading.text, reading.numbers);
  const { doubtful, sure } = thresholds[level];
  return (token, index) =>
    pickByWords(token, rule) ?? pickByTag(probabilities, index, hidden, isDoubtful(token) ? doubtful : sure);
}

const isDoor = ({ role }: NumberToken): boolean => role === 'door' || role === 'village-door';

const isDoubtful = ({ role, alternative }: NumberToken): boolean => role !== alternative;

/** 三墩镇, 中山一路: a numeral in the name of a road or a region, not behind the name of a place. */
const isPartOfName = ({ role, alternative, script, place }: NumberToken): boolean =>
  role === 'other' &&
  alternative === 'other' &&
  script === 'chinese' &&
  (place === 'none' || place === 'road' || place === 'village');

function pickByTag(
  probabilities: Float64Array,
  index: number,
  hidden: ReadonlySet<string>,
  threshold: number,
): AddressRole | undefined {
  let sum = 0;
  let best = 0;
  let role: AddressRole | undefined;
  for (let i = 1; i < taggedRoles.length; i++) {
    const candidate = taggedRoles[i] as AddressRole;
    if (!hidden.has(candidate)) continue;
    const probability = probabilities[taggedRoles.length * index + i] as number;
    sum += probability;
    if (probability > best) [best, role] = [probability, candidate];
  }
  return sum > threshold ? role : undefined;
}
