import { fold, ignorable } from '../text/fold.ts';
import { chineseDigit } from '../text/numerals.ts';
import { isGlyph } from './glyph.ts';
import { isDigit, type Span } from './span.ts';

/** What kind of number it is. `unknown` covers foreign, too short and unparseable ones: hidden whole. */
export type PhoneForm = 'mobile' | 'landline' | 'local' | 'hotline' | 'unknown';

/** One digit of a number, or a mask glyph in its place. */
export interface PhoneCell {
  /** Offset in the text. */
  readonly at: number;
  /** `0`–`9`, or `*` where a mask already hides it. */
  readonly digit: string;
}

/** One number with everything that belongs to it. Offsets are UTF-16 units of the text as written. */
export interface PhoneMatch extends Span<'phone'> {
  readonly form: PhoneForm;
  /** Whether it was written with the mainland's country code. */
  readonly hasCountryCode: boolean;
  /** Area code of a landline, with its leading 0. */
  readonly area: readonly PhoneCell[];
  /** The subscriber's own digits. */
  readonly subscriber: readonly PhoneCell[];
  /** Extension, or the second half of a virtual number. */
  readonly extension: readonly PhoneCell[];
}

/** A chunk of digits with nothing between them, and what stands before it. */
interface Chunk {
  readonly cells: readonly PhoneCell[];
  /** Text between the chunk before and this one, folded; empty for the first. */
  readonly gap: string;
}

const maxGapChars = 3;
const gapPattern = /^[ \-.()\u200b]*$/u;
const extensionGap = /^ {0,3}(?:转|轉|分机号?|分機號?|内线|ext\.?|x|-|\$?#|,|_|~) {0,3}:? {0,3}$/iu;
const maxExtensionDigits = 8;

const isCell = (character: string | undefined): boolean => isDigit(character) || isGlyph(character);

/**
 * Finds every number in a text: mainland mobiles and landlines by form, anything else that is a run of digits as
 * `unknown`. Never validates ranges: 154, 194 and whatever comes next must be hidden too.
 *
 * @param minDigits - Runs with fewer digits are left out; a phone field asks for all of them (1), free text does not.
 */
export function findPhones(text: string, minDigits = 1): PhoneMatch[] {
  const folded = readOut(fold(text));
  const phones: PhoneMatch[] = [];
  let at = 0;
  while (at < folded.length) {
    if (!isCell(folded[at])) {
      at++;
      continue;
    }
    const chunks = readChunks(folded, at);
    const last = chunks.at(-1) as Chunk;
    const before = phones.length;
    splitNumbers(folded, chunks, phones);
    at = Math.max((last.cells.at(-1) as PhoneCell).at + 1, phones.at(-1)?.end ?? 0);
    if (minDigits > 1) {
      const kept = phones.splice(before).filter((phone) => phone.subscriber.length + phone.area.length >= minDigits);
      phones.push(...kept);
    }
  }
  return phones;
}

const readOutRun = /[零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]{7,}/gu;

/** 一三八… and 幺三八…: numerals read out one by one become digits, offset for offset. */
function readOut(folded: string): string {
  return folded.replace(readOutRun, (run) => [...run].map(chineseDigit).join(''));
}

function readChunks(folded: string, start: number): Chunk[] {
  const chunks: Chunk[] = [];
  let at = start;
  let gap = '';
  for (;;) {
    const cells: PhoneCell[] = [];
    while (isCell(folded[at]) || folded[at] === ignorable) {
      const character = folded[at] as string;
      if (character !== ignorable) cells.push({ at, digit: isDigit(character) ? character : '*' });
      at++;
    }
    chunks.push({ cells, gap });
    let next = at;
    while (next < folded.length && next - at <= maxGapChars && !isCell(folded[next])) next++;
    gap = folded.slice(at, next);
    if (!isCell(folded[next]) || !gapPattern.test(gap)) return chunks;
    at = next;
  }
}

/** Cuts a list of chunks into numbers, left to right. */
function splitNumbers(folded: string, chunks: readonly Chunk[], phones: PhoneMatch[]): void {
  let index = 0;
  while (index < chunks.length) {
    const number = readNumber(folded, chunks, index);
    const rest = readExtension(folded, chunks, number.next, number);
    const cells = [...number.area, ...number.subscriber, ...rest.extension];
    const start = countryCodeStart(folded, number.start);
    phones.push({
      role: 'phone',
      start,
      end: (cells.at(-1) as PhoneCell).at + 1,
      form: number.form,
      hasCountryCode: number.hasCountryCode,
      area: number.area,
      subscriber: number.subscriber,
      extension: rest.extension,
    });
    index = rest.next;
  }
}

interface ReadNumber {
  readonly form: PhoneForm;
  readonly hasCountryCode: boolean;
  readonly start: number;
  readonly area: readonly PhoneCell[];
  readonly subscriber: readonly PhoneCell[];
  /** Index of the first chunk that is not part of it. */
  readonly next: number;
}

const mobileDigits = 11;
// 0086 and an 11-digit number.
const maxNumberDigits = 15;

function readNumber(folded: string, chunks: readonly Chunk[], index: number): ReadNumber {
  if (isForeign(folded, chunks, index)) {
    const cells = chunks.slice(index).flatMap((chunk) => chunk.cells);
    const start = (cells[0] as PhoneCell).at;
    return { form: 'unknown', hasCountryCode: false, start, area: [], subscriber: cells, next: chunks.length };
  }
  // Numbers are written in one to eleven chunks (138 1234 5678, +86 (571) 8888-6666): the longest reading that fits wins.
  const cells: PhoneCell[] = [];
  let best: ReadNumber | undefined;
  for (let i = index; i < chunks.length; i++) {
    cells.push(...(chunks[i] as Chunk).cells);
    const number = parseDigits(folded, cells, chunks[index] as Chunk, i + 1);
    if (number !== undefined) best = number;
    if (cells.length > maxNumberDigits) break;
  }
  if (best !== undefined) return best;
  const single = (chunks[index] as Chunk).cells;
  const start = (single[0] as PhoneCell).at;
  return { form: 'unknown', hasCountryCode: false, start, area: [], subscriber: single, next: index + 1 };
}

/** A country code other than the mainland's: + or 00 and no 86. */
function isForeign(folded: string, chunks: readonly Chunk[], index: number): boolean {
  const cells = (chunks[index] as Chunk).cells;
  const digits = [...cells, ...(chunks[index + 1]?.cells ?? [])]
    .slice(0, 4)
    .map((cell) => cell.digit)
    .join('');
  if (folded[(cells[0] as PhoneCell).at - 1] === '+') return !digits.startsWith('86');
  return digits.startsWith('00') && digits !== '0086';
}

const matches = (cells: readonly PhoneCell[], from: number, length: number, first: string): boolean =>
  cells.length - from === length && [...first].every((c, i) => ['*', c, undefined].includes(cells[from + i]?.digit));

function parseDigits(
  folded: string,
  cells: readonly PhoneCell[],
  firstChunk: Chunk,
  next: number,
): ReadNumber | undefined {
  const start = (cells[0] as PhoneCell).at;
  const skip = countryCodeLength(folded, cells);
  const digitAt = (i: number): string => cells[skip + i]?.digit ?? '';
  const rest = cells.slice(skip);
  const base = { hasCountryCode: skip > 0, start, next };
  if (rest.length === mobileDigits && matches(rest, 0, mobileDigits, '1') && /[3-9*]/u.test(digitAt(1))) {
    // Eleven glyphs and nothing else say nothing about a mobile.
    if (rest.some((cell) => cell.digit !== '*')) return { ...base, form: 'mobile', area: [], subscriber: rest };
  }
  if (/^(?:400|800|\*\*\*)$/u.test(digitAt(0) + digitAt(1) + digitAt(2)) && rest.length === 10) {
    return { ...base, form: 'hotline', area: [], subscriber: rest };
  }
  const areaDigits = areaCodeLength(rest, skip > 0);
  const subscriberDigits = rest.length - areaDigits;
  if (areaDigits > 0 && (subscriberDigits === 7 || subscriberDigits === 8) && /[1-9*]/u.test(digitAt(areaDigits))) {
    return { ...base, form: 'landline', area: rest.slice(0, areaDigits), subscriber: rest.slice(areaDigits) };
  }
  if (skip === 0 && firstChunk.gap === '' && (rest.length === 7 || rest.length === 8) && /[2-9*]/u.test(digitAt(0))) {
    return { ...base, form: 'local', area: [], subscriber: rest };
  }
  return undefined;
}

/** Number of leading cells that are the mainland's country code: `+86`, `0086`, or `86` before a mobile or area code. */
function countryCodeLength(folded: string, cells: readonly PhoneCell[]): number {
  const head = cells
    .slice(0, 4)
    .map((cell) => cell.digit)
    .join('');
  if (head.startsWith('0086')) return 4;
  if (!head.startsWith('86')) return 0;
  const before = folded[(cells[0] as PhoneCell).at - 1];
  return before === '+' || cells.length >= 2 + 9 ? 2 : 0;
}

/** Beijing and 02x have three digits, all others four; without the 0 after a country code one less. */
function areaCodeLength(cells: readonly PhoneCell[], hasCountryCode: boolean): number {
  const first = cells[0]?.digit;
  const second = cells[1]?.digit;
  if (first === '0') return second === '1' || second === '2' ? 3 : second === '0' ? 0 : 4;
  if (!hasCountryCode) return 0;
  return first === '1' || first === '2' ? 2 : 3;
}

function countryCodeStart(folded: string, start: number): number {
  return folded[start - 1] === '+' ? start - 1 : start;
}

function readExtension(
  folded: string,
  chunks: readonly Chunk[],
  next: number,
  number: ReadNumber,
): { readonly extension: readonly PhoneCell[]; readonly next: number } {
  if (number.form === 'unknown') return { extension: [], next };
  const chunk = chunks[next];
  if (chunk !== undefined) {
    const isExtension = extensionGap.test(chunk.gap) && chunk.gap.trim() !== '';
    if (isExtension && chunk.cells.length <= maxExtensionDigits) return { extension: chunk.cells, next: next + 1 };
    return { extension: [], next };
  }
  const end = ((number.subscriber.at(-1) ?? number.area.at(-1)) as PhoneCell).at + 1;
  const window = folded.slice(end, end + 12);
  const digits = window.search(/[\d*]/u);
  if (digits <= 0 || !extensionGap.test(window.slice(0, digits))) return { extension: [], next };
  const extension: PhoneCell[] = [];
  for (let at = end + digits; isCell(folded[at]); at++) {
    extension.push({ at, digit: isDigit(folded[at]) ? (folded[at] as string) : '*' });
  }
  return extension.length <= maxExtensionDigits ? { extension, next } : { extension: [], next };
}

const gluedRun = /\d{12,16}/gu;

/**
 * A mobile with the house number of an address glued to its front (…附1 and 138…): the last eleven digits of a longer run.
 * Only for text that is known to hold an address; elsewhere such runs are tracking numbers.
 */
export function findGluedMobile(folded: string): PhoneMatch | undefined {
  for (const run of folded.matchAll(gluedRun)) {
    const start = run.index + run[0].length - mobileDigits;
    const digits = folded.slice(start, start + mobileDigits);
    if (!/^1[3-9]/u.test(digits)) continue;
    const subscriber = [...digits].map((digit, i) => ({ at: start + i, digit }));
    const end = start + mobileDigits;
    return { role: 'phone', start, end, form: 'mobile', hasCountryCode: false, area: [], subscriber, extension: [] };
  }
  return undefined;
}
