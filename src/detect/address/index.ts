import { assertString } from '../../errors.ts';
import { fold } from '../../text/fold.ts';
import { type Survey, survey } from './characters.ts';
import { findForeignParts, isForeign } from './foreign/index.ts';
import { assignRoles } from './grammar.ts';
import { findIntruders } from './intruders.ts';
import { type AddressPart, type AddressRole, cutOut } from './part.ts';
import { simplify } from './suffixes.ts';
import { type NumberToken, tokenize } from './tokens.ts';

export { firstName, isFigure, isGateUnit, type Survey, startsWithHan, survey } from './characters.ts';
export { hasPersonCue } from './intruders.ts';
export { type AddressPart, type AddressRole, houseRoles } from './part.ts';
export { type AddressTagger, taggedRoles } from './tagger.ts';
export type { NumberRole, NumberToken } from './tokens.ts';

/**
 * Finds the parts of an address that a policy may hide: door, building, unit, floor and room numbers, and people, phones and
 * notes in brackets that were typed into the field.
 *
 * Chinese addresses of the mainland, Hong Kong, Macau and Taiwan, addresses in Latin, Cyrillic and Greek letters, Japanese and
 * Korean ones. What is in another script, or has numbers and nothing that says what they are, is one part of role `note`.
 *
 * The parts are ordered, do not overlap, and leave out the suffix words (`2` of 2单元). Region, road and place names are
 * what is left between them.
 *
 * @param address - An address as typed, at most 512 UTF-16 units are meant; longer ones work and take linear time.
 * @returns offsets into `address` in UTF-16 units.
 * @example
 * findAddressParts('海德三道199号天利名城3-2-501').map((part) => part.role); // ['door', 'building', 'unit', 'room']
 * @see GB/T 35639-2017, address model: 单元户室号 ::= [单元门号] [楼层] [户室号]
 */
export function findAddressParts(address: string): readonly AddressPart[] {
  assertString(address, 'address');
  const reading = readAddress(address, survey(address));
  // What is not understood is one part that hides all of it.
  return reading === undefined ? [{ role: 'note', start: 0, end: address.length }] : partsOf(reading, nameOf);
}

const nameOf = ({ role }: NumberToken): AddressRole | undefined => (role === 'other' ? undefined : role);

/** An address with its numbers understood. */
export interface AddressReading {
  /** Folded, simplified, and with a glyph for every unit of an intruder. */
  readonly text: string;
  /** Its numbers with their roles. */
  readonly numbers: readonly NumberToken[];
  /** People, phones and notes that were typed into it; all parts of an address in another language. */
  readonly intruders: readonly AddressPart[];
}

/**
 * Reads an address that was surveyed. One in another language than Chinese comes back as `intruders` alone: its numbers have
 * their roles from a grammar of their own.
 *
 * @returns `undefined` for what no grammar understands.
 */
export function readAddress(address: string, seen: Survey): AddressReading | undefined {
  if (seen.mayBeForeign && isForeign(address)) {
    const intruders = findForeignParts(address);
    return intruders === undefined ? undefined : { text: address, numbers: [], intruders };
  }
  const folded = seen.isPlain ? address : fold(address);
  const cues = seen.isPlain ? seen : survey(folded);
  const text = cues.isSimplified ? folded : simplify(folded);
  const intruders = findIntruders(text, cues);
  // What does not belong there would move the level of the grammar: it is read as masked already.
  // That way a mask of the mask comes out the same.
  const cut = intruders.length === 0 ? text : cutOut(text, intruders, '*');
  const numbers = tokenize(cut, address);
  assignRoles(cut, numbers, cues.hasMarket);
  return { text: cut, numbers, intruders };
}

/** The intruders, and the numbers that `pick` has a role for, in order. */
export function partsOf(
  { numbers, intruders }: AddressReading,
  pick: (token: NumberToken, index: number) => AddressRole | undefined,
): AddressPart[] {
  const parts: AddressPart[] = [];
  let next = 0;
  for (let i = 0; i < numbers.length; i++) {
    const token = numbers[i] as NumberToken;
    const role = pick(token, i);
    let start = token.start;
    // What of a number is left beside people and phones glued to it (B138…): those decide for themselves.
    for (; (intruders[next]?.start ?? Number.POSITIVE_INFINITY) < token.end; next++) {
      const intruder = intruders[next] as AddressPart;
      if (role !== undefined && start < intruder.start) parts.push({ role, start, end: intruder.start });
      parts.push(intruder);
      start = Math.max(start, intruder.end);
    }
    if (role !== undefined && start < token.end) parts.push({ role, start, end: token.end });
  }
  for (; next < intruders.length; next++) parts.push(intruders[next] as AddressPart);
  return parts;
}
