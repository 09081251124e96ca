import {
  type AddressReading,
  type AddressRole,
  type AddressTagger,
  type NumberToken,
  taggedRoles,
} from '../detect/address/index.ts';
import type { Policy } from './policy.ts';

/** A policy's part about addresses, ready to use. */
export interface AddressRule {
  /** Whether intruders of a role are hidden. */
  readonly hidesRole: (role: AddressRole) => boolean;
  /** Gives a function that says as what a number is hidden, if it is. */
  readonly pickFor: (reading: AddressReading) => (token: NumberToken, index: number) => AddressRole | undefined;
  /** Whether a number can be read differently once another is hidden, whatever its words are. */
  readonly looksAround: boolean;
}

/**
 * From which probability of a hidden role on a number is hidden: one that the words leave open, and one that they do not. Chosen
 * on our own labelled addresses (`scripts/tagger`).
 */
const thresholds = {
  balanced: { doubtful: 0.1, sure: 0.3 },
  strict: { doubtful: 0.02, sure: 0.1 },
  paranoid: { doubtful: 0, sure: 0 },
} as const;

/** Works out once what a policy hides in an address. */
export function compileAddressRule(
  { hide, level = 'balanced' }: Policy['address'],
  tagger?: AddressTagger,
): AddressRule {
  const hidden: ReadonlySet<string> = new Set(hide);
  const hidesNumbers = taggedRoles.some((role) => hidden.has(role));

  const pickByWords = (token: NumberToken): AddressRole | undefined => {
    const { role, alternative } = token;
    if (role !== 'other' && hidden.has(role)) return role;
    const mayBe = alternative !== 'other' && hidden.has(alternative) ? alternative : undefined;
    // Behind an unknown place N号 is a door or a building: who hides buildings means both.
    if (level === 'balanced') return hidden.has('building') && isDoor(token) ? mayBe : undefined;
    return mayBe ?? (level === 'paranoid' && hidesNumbers && !isPartOfName(token) ? 'room' : undefined);
  };

  const pickFor = (reading: AddressReading): ((token: NumberToken, index: number) => AddressRole | undefined) => {
    if (tagger === undefined || !hidesNumbers || reading.numbers.length === 0) return pickByWords;
    const probabilities = tagger.probabilities(reading.text, reading.numbers);
    const { doubtful, sure } = thresholds[level];
    return (token, index) =>
      pickByWords(token) ?? pickByTag(probabilities, index, hidden, isDoubtful(token) ? doubtful : sure);
  };
  return { hidesRole: (role) => hidden.has(role), pickFor, looksAround: tagger !== undefined };
}

const isDoor = ({ role }: NumberToken): boolean => role === 'door' || role === 'village-door';

const isDoubtful = ({ role, alternative }: NumberToken): boolean => role !== alternative;

/** 三墩镇, 中山一路: a numeral in the name of a road or a region, not behind the name of a place. */
const isPartOfName = ({ role, alternative, script, place }: NumberToken): boolean =>
  role === 'other' &&
  alternative === 'other' &&
  script === 'chinese' &&
  (place === undefined || place === 'road' || place === 'village');

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
