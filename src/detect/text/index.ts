/**
 * Finds private parts of free text: a remark, a custom area of a label, a whole waybill string.
 *
 * Each file of this folder finds one kind and knows nothing of the others; here they are put together.
 */
import { fold } from '../../text/fold.ts';
import { isGlyph } from '../glyph.ts';
import type { CountryCode, PhoneCell, PhoneMatch } from '../phone/index.ts';
import type { Span } from '../span.ts';
import { findBankCards } from './bankCards.ts';
import { findAccounts, findEmails, findPlates } from './contacts.ts';
import { findDigitRuns } from './digits.ts';
import { findDocuments, findResidentNumbers } from './documents.ts';
import type { TextFinding, TextKind } from './finding.ts';
import { findFlats } from './flats.ts';
import { findCuedNames, findMentionedNames, findNameAlone, findNameSegments, findNamesBeside } from './names.ts';
import { findTextPhones } from './phones.ts';
import { findProtectedParts } from './protectedParts.ts';
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

/** What to look for. */
export interface FindTextOptions {
  /** Country of numbers without a country code. */
  readonly region: CountryCode;
  /** Kinds to look for; all by default. */
  readonly kinds?: readonly TextKind[];
  /** Findings below it are left out, 0 to 1. */
  readonly minConfidence?: number;
}

/** Half of what a rule says below this is wrong: left out unless the caller asks for it. */
export const defaultMinConfidence = 0.5;

/** Text of at most so many UTF-16 units can be one waybill; longer text is read line by line. */
export const maxBlockChars = 512;

/** Finds the private parts of a text, in order and without overlaps. Offsets are UTF-16 units. */
export function findPrivateText(text: string, options: FindTextOptions): TextFinding[] {
  const folded = blankOut(fold(text), findProtectedParts(text));
  const { kinds, minConfidence = defaultMinConfidence } = options;
  const found: TextFinding[] = [];
  for (const [start, end] of blocks(text)) {
    const block = folded.slice(start, end);
    const wanted = findInBlock(block, options.region).filter(
      ({ kind, confidence }) => confidence >= minConfidence && (kinds === undefined || kinds.includes(kind)),
    );
    for (const finding of resolveOverlaps(wanted, block.length)) found.push(moved(finding, start));
  }
  return found;
}

/** Spans as characters that no detector reads, offset for offset. */
function blankOut(folded: string, spans: readonly Span[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of spans) {
    text += folded.slice(at, start) + '\ufffc'.repeat(end - start);
    at = end;
  }
  return text + folded.slice(at);
}

/** A text of one block, or its lines. */
function blocks(text: string): [number, number][] {
  if (text.length <= maxBlockChars) return [[0, text.length]];
  const lines: [number, number][] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end + 1;
    lines.push([start, next]);
    start = next;
  }
  return lines;
}

const chineseDigits = '零〇○一二三四五六七八九十壹贰貳叁叄肆伍陆陸柒捌玖幺两兩';
const minNumberDigits = 7;

/** Digits, numerals and mask glyphs of a text, counted up to what a number needs. */
function countDigits(folded: string): number {
  let count = 0;
  for (let i = 0; i < folded.length && count < minNumberDigits; i++) {
    const unit = folded.charCodeAt(i);
    if ((unit >= 0x30 && unit <= 0x39) || isGlyph(folded[i])) count++;
    else if (unit > 0x2fff && chineseDigits.includes(folded[i] as string)) count++;
  }
  return count;
}

const minRunDigits = 15;

/** Everything that is found in one block, by priority: what a rule is surer of comes first. */
function findInBlock(block: string, region: CountryCode): TextFinding[] {
  const digits = countDigits(block);
  const hasNumber = digits >= minNumberDigits;
  const runs = hasNumber ? findDigitRuns(block, minRunDigits) : [];
  const phones = hasNumber ? findTextPhones(block, region) : [];
  const found: TextFinding[] = [
    ...findEmails(block),
    ...findResidentNumbers(block, runs),
    ...(hasNumber ? findDocuments(block) : []),
    ...findBankCards(block, runs),
    ...phones,
    ...findAccounts(block),
    ...findPlates(block),
  ];
  const waybill = block.length <= maxBlockChars ? findWaybillName(block, phones) : [];
  found.push(...waybill, ...findCuedNames(block));
  for (const phone of phones) found.push(...findNamesBeside(block, phone));
  found.push(...findMentionedNames(block));
  const flats = digits > 0 ? findFlats(block) : [];
  const isContact = block.length <= maxBlockChars && (flats.length > 0 || found.some(({ kind }) => kind !== 'name'));
  found.push(...(isContact ? findNameSegments(block) : findNameAlone(block)), ...flats);
  return found;
}

/** Earlier findings of the list win over later ones that touch them: an identity number is not a phone. */
function resolveOverlaps(byPriority: readonly TextFinding[], length: number): TextFinding[] {
  if (byPriority.length < 2) return [...byPriority];
  const taken = new Uint8Array(length);
  const kept: TextFinding[] = [];
  for (const finding of byPriority) {
    if (taken.subarray(finding.start, finding.end).includes(1)) continue;
    taken.fill(1, finding.start, finding.end);
    kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
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
