/**
 * Finds private parts of free text: a remark, a custom area of a label, a whole waybill string.
 *
 * Each file of this folder finds one kind and knows nothing of the others; here they are put together.
 */
import { fold } from '../../text/fold.ts';
import { type CountryCode, isLoneMobile, type PhoneCell, type PhoneMatch } from '../phone/index.ts';
import { findBankCards } from './bankCards.ts';
import { blockEnd, maxBlockChars } from './blocks.ts';
import { findAccounts, findEmails, findPlates } from './contacts.ts';
import { findDigitRuns, minRunDigits } from './digits.ts';
import { findDocuments, findResidentNumbers } from './documents.ts';
import { type TextFinding, type TextKind, textKinds } from './finding.ts';
import { findFlats } from './flats.ts';
import { hints, surveyText, traits } from './hints.ts';
import { findCuedNames, findMentionedNames, findNameAlone, findNameSegments, findNamesBeside } from './names.ts';
import { findTextPhones } from './phones.ts';
import { withoutProtected } from './protectedParts.ts';
import { findWaybillName } from './waybill.ts';

export {
  type AddressFinding,
  type IdentityFinding,
  type NameFinding,
  type PhoneFinding,
  type TextFinding,
  type TextKind,
  textKinds,
} from './finding.ts';

/** What a caller looks for. */
export interface TextSearch {
  /** Kinds to look for; all by default. */
  readonly kinds?: readonly TextKind[] | undefined;
  /** Findings below it are left out, 0 to 1. */
  readonly minConfidence?: number | undefined;
}

/** What to look for, and how numbers are read. */
export interface FindTextOptions extends TextSearch {
  /** Country of numbers without a country code. */
  readonly region: CountryCode;
}

/**
 * Checks what a caller looks for.
 *
 * @throws {TypeError} an unknown kind. @throws {RangeError} a confidence outside 0 to 1.
 */
export function assertSearch({ kinds, minConfidence }: TextSearch): void {
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every((kind) => textKinds.includes(kind)))) {
    throw new TypeError(`"options.kinds" expected an array of ${textKinds.join(', ')}`);
  }
  if (minConfidence !== undefined && !(minConfidence >= 0 && minConfidence <= 1)) {
    throw new RangeError('"options.minConfidence" expected a number from 0 to 1');
  }
}

/** Half of what a rule says below this is wrong: left out unless the caller asks for it. */
export const defaultMinConfidence = 0.5;

/** A text as the finders read it, and what {@link surveyText} says of that. */
export interface TextLook {
  readonly folded: string;
  readonly seen: number;
}

/** Reads a text of one block in which no token or ciphertext can stand; `undefined` for any other. */
export function lookAt(text: string): TextLook | undefined {
  if (text.length > maxBlockChars) return undefined;
  const seen = surveyText(text);
  if ((seen & traits.longRun) !== 0) return undefined;
  if ((seen & traits.foldable) === 0) return { folded: text, seen };
  const folded = fold(text);
  return { folded, seen: surveyText(folded) };
}

/** Finds the private parts of a text, in order and without overlaps. Offsets are UTF-16 units. */
export function findPrivateText(
  text: string,
  options: FindTextOptions,
  look: TextLook | undefined = lookAt(text),
): TextFinding[] {
  if (look !== undefined) return findWanted(look.folded, look.seen, options);
  const folded = fold(withoutProtected(text));
  const found: TextFinding[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = blockEnd(text, start);
    const block = folded.slice(start, end);
    for (const finding of findWanted(block, surveyText(block), options)) found.push(moved(finding, start));
  }
  return found;
}

function findWanted(block: string, seen: number, options: FindTextOptions): TextFinding[] {
  const { kinds, minConfidence = defaultMinConfidence } = options;
  const found = findInBlock(block, seen, options.region);
  if (found.length === 0) return found;
  return resolveOverlaps(
    found.filter(
      ({ kind, confidence }) => confidence >= minConfidence && (kinds === undefined || kinds.includes(kind)),
    ),
    block.length,
  );
}

/** Everything that is found in one block, by priority: what a rule is surer of comes first. */
function findInBlock(block: string, seen: number, region: CountryCode): TextFinding[] {
  const has = (bits: number): boolean => (seen & bits) !== 0;
  const hasNumber = has(hints.number) && has(traits.longNumber);
  const runs = hasNumber && has(traits.manyDigits) ? findDigitRuns(block, minRunDigits) : [];
  const phones = hasNumber ? findTextPhones(block, region) : [];
  const isShort = block.length <= maxBlockChars;
  const found: TextFinding[] = [];
  const add = (findings: readonly TextFinding[]): void => {
    for (const finding of findings) found.push(finding);
  };
  if (has(hints.at)) add(findEmails(block));
  if (runs.length > 0) add(findResidentNumbers(block, runs));
  if (hasNumber && has(hints.document)) add(findDocuments(block));
  if (runs.length > 0) add(findBankCards(block, runs));
  add(phones);
  if (has(hints.account) && has(hints.latin | hints.number)) add(findAccounts(block));
  if (has(hints.plate) && has(hints.latin)) add(findPlates(block));
  const flats = has(hints.address) && has(hints.number | hints.latin) ? findFlats(block) : [];
  const isContact = isShort && found.length + flats.length > 0;
  if (isShort && phones.length > 0) add(findWaybillName(block, phones));
  if (has(hints.title | hints.label | hints.receiver)) add(findCuedNames(block));
  for (const phone of phones) add(findNamesBeside(block, phone));
  if (has(hints.verb | hints.owner)) add(findMentionedNames(block));
  add(isContact ? findNameSegments(block) : findNameAlone(block));
  add(flats);
  return found;
}

/** Earlier findings of the list win over later ones that touch them: an identity number is not a phone. */
function resolveOverlaps(byPriority: readonly TextFinding[], length: number): TextFinding[] {
  if (byPriority.length <= maxCompared) return resolveFew(byPriority);
  const taken = new Uint8Array(length);
  const kept: TextFinding[] = [];
  for (const finding of byPriority) {
    if (taken.subarray(finding.start, finding.end).includes(1)) continue;
    taken.fill(1, finding.start, finding.end);
    kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
}

// Comparing so many with each other costs less than a map of the block.
const maxCompared = 16;

function resolveFew(byPriority: readonly TextFinding[]): TextFinding[] {
  const kept: TextFinding[] = [];
  for (const finding of byPriority) {
    if (!kept.some(({ start, end }) => start < finding.end && finding.start < end)) kept.push(finding);
  }
  return kept.length < 2 ? kept : kept.sort((a, b) => a.start - b.start);
}

function moved(finding: TextFinding, by: number): TextFinding {
  if (by === 0) return finding;
  const span = { start: finding.start + by, end: finding.end + by };
  return finding.kind === 'phone'
    ? { ...finding, ...span, phone: movedPhone(finding.phone, by) }
    : { ...finding, ...span };
}

function movedPhone(phone: PhoneMatch, by: number): PhoneMatch {
  const cells = (list: readonly PhoneCell[]): PhoneCell[] =>
    list.map(({ at, end, digit }) => ({ at: at + by, end: end + by, digit }));
  return {
    ...phone,
    start: phone.start + by,
    end: phone.end + by,
    area: cells(phone.area),
    subscriber: cells(phone.subscriber),
    extension: cells(phone.extension),
  };
}

/**
 * Whether a text whose findings were masked surely has no other one, without looking for all of them again: all were lone
 * mobiles that keep a digit at both ends, and nothing else was written in letters. Every finder but the one for flats then
 * stands before the same signs: no cue, name or run goes across a digit, and none was found before.
 *
 * @param text - What was masked, and `found` all that was found in it with the least confidence of the library.
 */
export function isSettled(
  text: string,
  found: readonly TextFinding[],
  masked: string,
  look: TextLook | undefined = lookAt(text),
): boolean {
  if (look === undefined || masked.length > maxBlockChars) return false;
  for (const { kind } of found) if (kind !== 'phone') return false;
  const { folded, seen } = look;
  if ((seen & (traits.foldable | traits.longRun | hints.latin)) !== 0) return false;
  for (const finding of found) if (finding.kind === 'phone' && !isLoneMobile(folded, finding.phone)) return false;
  return (seen & hints.address) === 0 || findFlats(fold(masked)).length === 0;
}
