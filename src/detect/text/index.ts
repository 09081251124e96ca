/**
 * Finds private parts of free text: a remark, a custom area of a label, a whole waybill string.
 *
 * Each file of this folder finds one kind and knows nothing of the others; here they are put together.
 */
import { fold } from '../../text/fold.ts';
import type { CountryCode, PhoneCell, PhoneMatch } from '../phone/index.ts';
import { findBankCards } from './bankCards.ts';
import { blockEnd, maxBlockChars } from './blocks.ts';
import { findAccounts, findEmails, findPlates } from './contacts.ts';
import { findDigitRuns, minRunDigits } from './digits.ts';
import { findDocuments, findResidentNumbers } from './documents.ts';
import { type PhoneFinding, type TextFinding, type TextKind, textKinds } from './finding.ts';
import { findFlats, mayHaveFlats } from './flats.ts';
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
  /** Whether it is short enough to be one waybill. */
  readonly isShort: boolean;
  /** Whether a finding gave way to one that it was not a part of. */
  isDisputed: boolean;
}

/** Reads a text of one block; `undefined` for a longer one. */
export function lookAt(text: string): TextLook | undefined {
  if (text.length > maxBlockChars) return undefined;
  const seen = surveyText(text);
  const readable = (seen & traits.longRun) === 0 ? text : withoutProtected(text);
  const folded = (seen & traits.foldable) === 0 ? readable : fold(readable);
  const isSeen = readable === text && (seen & traits.surrogate) === 0;
  return { folded, seen: isSeen ? seen : surveyText(folded), isShort: true, isDisputed: false };
}

/** Finds the private parts of a text, in order and without overlaps. Offsets are UTF-16 units. */
export function findPrivateText(
  text: string,
  options: FindTextOptions,
  look: TextLook | undefined = lookAt(text),
): TextFinding[] {
  if (look !== undefined) return findWanted(look, options);
  const folded = fold(withoutProtected(text));
  const found: TextFinding[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = blockEnd(text, start);
    const block = folded.slice(start, end);
    const isShort = block.length <= maxBlockChars;
    const look = { folded: block, seen: surveyText(block), isShort, isDisputed: false };
    for (const finding of findWanted(look, options)) found.push(moved(finding, start));
  }
  return found;
}

function findWanted(look: TextLook, options: FindTextOptions): TextFinding[] {
  const { kinds, minConfidence = defaultMinConfidence } = options;
  const found = findInBlock(look, options.region);
  let count = 0;
  for (const finding of found) {
    if (finding.confidence >= minConfidence && (kinds === undefined || kinds.includes(finding.kind)))
      found[count++] = finding;
  }
  // Setting a length goes through the runtime of V8, even where it stays.
  if (count < found.length) found.length = count;
  return count < 2 ? found : resolveOverlaps(found, look);
}

/** Everything that is found in one block, by priority: what a rule is surer of comes first. */
function findInBlock({ folded: block, seen, isShort }: TextLook, region: CountryCode): TextFinding[] {
  const found: TextFinding[] = [];
  const hasNumber = (seen & traits.longNumber) !== 0;
  const phones = hasNumber ? findTextPhones(block, region, seen) : noPhones;
  if (seen & hints.at) found.push(...findEmails(block));
  if (hasNumber) findDocumentsAndCards(found, block, seen);
  for (const phone of phones) found.push(phone);
  if (seen & hints.account && seen & (hints.latin | hints.number)) found.push(...findAccounts(block));
  if (seen & hints.plate && seen & hints.latin) found.push(...findPlates(block));
  const flats = mayHaveFlats(seen) && seen & (hints.number | hints.latin) ? findFlats(block, seen) : noFindings;
  const isContact = isShort && found.length + flats.length > 0;
  if (phones.length > 0) {
    const name = isShort ? findWaybillName(block, phones, seen) : undefined;
    if (name !== undefined) found.push(name);
  }
  const hasName = (seen & traits.name) !== 0;
  if (seen & (hints.title | hints.label | hints.receiver))
    findCuedNames(block, hasName ? seen : seen & ~hints.receiver, found);
  if (hasName) {
    for (const phone of phones) findNamesBeside(block, phone, found);
    if (seen & (hints.verb | hints.owner)) findMentionedNames(block, seen, found);
    if (isContact) findNameSegments(block, found);
    else findNameAlone(block, found);
  }
  for (const flat of flats) found.push(flat);
  return found;
}

const noFindings: readonly TextFinding[] = [];
const noPhones: readonly PhoneFinding[] = [];

function findDocumentsAndCards(found: TextFinding[], block: string, seen: number): void {
  const runs = seen & traits.manyDigits ? findDigitRuns(block, minRunDigits) : [];
  if (runs.length > 0) found.push(...findResidentNumbers(block, runs));
  if (seen & hints.document) found.push(...findDocuments(block));
  if (runs.length > 0) found.push(...findBankCards(block, runs));
}

/** Earlier findings of the list win over later ones that touch them: an identity number is not a phone. */
function resolveOverlaps(byPriority: readonly TextFinding[], look: TextLook): TextFinding[] {
  if (byPriority.length <= maxCompared) return resolveFew(byPriority, look);
  look.isDisputed = true;
  const taken = new Uint8Array(look.folded.length);
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

function resolveFew(byPriority: readonly TextFinding[], look: TextLook): TextFinding[] {
  const kept: TextFinding[] = [];
  let isOrdered = true;
  for (const finding of byPriority) {
    const winner = firstTouching(kept, finding);
    if (winner === undefined) {
      isOrdered = isOrdered && (kept.length === 0 || (kept[kept.length - 1] as TextFinding).start < finding.start);
      kept.push(finding);
    } else if (finding.start < winner.start || finding.end > winner.end) look.isDisputed = true;
  }
  return isOrdered ? kept : kept.sort((a, b) => a.start - b.start);
}

function firstTouching(kept: readonly TextFinding[], { start, end }: TextFinding): TextFinding | undefined {
  for (const finding of kept) if (finding.start < end && start < finding.end) return finding;
  return undefined;
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
