import { unitAt } from '../span.ts';
import type { Chunk, PhoneCell } from './cells.ts';
import { type CountryCode, parseForeign } from './foreign.ts';

/** What kind of number it is. `unknown` covers too short and unparseable ones: hidden whole. */
export type PhoneForm = 'mobile' | 'landline' | 'local' | 'hotline' | 'foreign' | 'unknown';

/** One number without its extension. */
export interface ReadNumber {
  readonly form: PhoneForm;
  /** Country code it was written with, without `+`; empty if none. */
  readonly countryCode: string;
  /** Offset of its first digit. */
  readonly start: number;
  /** Area code of a mainland landline, with its leading 0 if it was written. */
  readonly area: readonly PhoneCell[];
  /** The subscriber's own digits; of a foreign number the national digits without a trunk prefix. */
  readonly subscriber: readonly PhoneCell[];
  /** Index of the first chunk that is not part of it. */
  readonly next: number;
}

const mobileDigits = 11;
const plus = 0x2b;
// 0086 and an 11-digit number; E.164 allows 15 digits.
const maxNumberDigits = 15;

/**
 * The number that begins at a chunk. Numbers are written in one to eleven chunks (138 1234 5678, +86 (571) 8888-6666): the
 * longest reading that fits wins.
 *
 * Mainland forms are told by structure alone, without a list of ranges: 154, 194 and whatever comes next must be hidden
 * too. Only numbers of other countries go through libphonenumber.
 */
export function readNumber(folded: string, chunks: readonly Chunk[], index: number, region: CountryCode): ReadNumber {
  const plain = region === 'CN' ? plainMobile(folded, chunks, index) : undefined;
  if (plain !== undefined) return plain;
  const prefix = foreignPrefix(folded, chunks, index);
  const isOurs = prefix === undefined && region === 'CN';
  if (!isOurs && hasGlyphCell(chunks, index)) {
    return maskedForeign(chunks, index, prefix) ?? unknownNumber(chunks, index, true);
  }
  if (prefix !== undefined && !hasShortTail(chunks, index)) return longestForeign(chunks, index, prefix);
  const cells: PhoneCell[] = [];
  let best: ReadNumber | undefined;
  for (let i = index; i < chunks.length && cells.length <= maxNumberDigits; i++) {
    const chunk = chunks[i] as Chunk;
    // What follows a whole number after a dash is its extension.
    if (best !== undefined && best.form !== 'local' && chunk.gap.trim() === '-' && chunk.cells.length < 4) break;
    pushCells(cells, chunk);
    const number =
      prefix === undefined
        ? (regional(cells, region, i + 1) ?? mainland(folded, cells, chunks[index] as Chunk, i + 1))
        : foreign(cells, prefix, i + 1);
    if (number !== undefined) best = number;
  }
  return best ?? unknownNumber(chunks, index, prefix !== undefined);
}

/** Adds the cells of a chunk, but no more than tell that it is too long. */
function pushCells(cells: PhoneCell[], chunk: Chunk): void {
  const count = Math.min(chunk.cells.length, maxNumberDigits + 1);
  for (let i = 0; i < count; i++) cells.push(chunk.cells[i] as PhoneCell);
}

function hasGlyphCell(chunks: readonly Chunk[], index: number): boolean {
  const end = Math.min(chunks.length, index + maxNumberDigits);
  for (let i = index; i < end; i++) for (const { digit } of (chunks[i] as Chunk).cells) if (digit === '*') return true;
  return false;
}

/** Whether a chunk may be an extension behind a dash. */
function hasShortTail(chunks: readonly Chunk[], index: number): boolean {
  for (let i = index + 1; i < chunks.length; i++) {
    const { cells, gap } = chunks[i] as Chunk;
    if (cells.length < 4 && gap.trim() === '-') return true;
  }
  return false;
}

/** The longest reading that fits, from the longest down: libphonenumber is asked as seldom as can be. */
function longestForeign(chunks: readonly Chunk[], index: number, prefix: number): ReadNumber {
  const cells: PhoneCell[] = [];
  const lengths: number[] = [];
  for (let i = index; i < chunks.length && cells.length <= maxNumberDigits; i++) {
    pushCells(cells, chunks[i] as Chunk);
    lengths.push(cells.length);
  }
  for (let count = lengths.length; count > 0; count--) {
    const number = foreign(cells.slice(0, lengths[count - 1]), prefix, index + count);
    if (number !== undefined) return number;
  }
  return unknownNumber(chunks, index, true);
}

/** 13812345678 and nothing beside it: what most numbers are, without the work that the other spellings need. */
function plainMobile(folded: string, chunks: readonly Chunk[], index: number): ReadNumber | undefined {
  const { cells } = chunks[index] as Chunk;
  if (index + 1 !== chunks.length || cells.length !== mobileDigits || unitAt(folded, at0(cells) - 1) === plus)
    return undefined;
  if (cells[0]?.digit !== '1' || (cells[1] as PhoneCell).digit < '3') return undefined;
  for (const { digit } of cells) if (digit === '*') return undefined;
  return { form: 'mobile', countryCode: '', start: at0(cells), area: [], subscriber: cells, next: index + 1 };
}

/** What no form fits: one chunk, or everything behind a foreign prefix. */
function unknownNumber(chunks: readonly Chunk[], index: number, isForeign: boolean): ReadNumber {
  const next = isForeign ? chunks.length : index + 1;
  const { cells: first } = chunks[index] as Chunk;
  const cells = next === index + 1 ? first : chunks.slice(index, next).flatMap((chunk) => chunk.cells);
  return { form: 'unknown', countryCode: '', start: at0(cells), area: [], subscriber: cells, next };
}

const at0 = (cells: readonly PhoneCell[]): number => (cells[0] as PhoneCell).at;

/** Number of cells of an international prefix (00) other than the mainland's, 0 after a plus sign, else `undefined`. */
function foreignPrefix(folded: string, chunks: readonly Chunk[], index: number): number | undefined {
  const { cells } = chunks[index] as Chunk;
  const more = chunks[index + 1]?.cells ?? noCells;
  const digit = (at: number): string => (at < cells.length ? digitAt(cells, at) : digitAt(more, at - cells.length));
  const isAt = (at: number): boolean => digit(at) === '8' && digit(at + 1) === '6';
  if (unitAt(folded, at0(cells) - 1) === plus) return isAt(0) ? undefined : 0;
  return digit(0) === '0' && digit(1) === '0' && !isAt(2) ? 2 : undefined;
}

const noCells: readonly PhoneCell[] = [];

const digitsOf = (cells: readonly PhoneCell[]): string => {
  let digits = '';
  for (const { digit } of cells) digits += digit;
  return digits;
};

/**
 * A number of another country that a mask hides already. Its digits cannot be looked up, but our masks keep the country
 * code apart (+852 ******67).
 */
function maskedForeign(chunks: readonly Chunk[], index: number, prefix: number | undefined): ReadNumber | undefined {
  const first = (chunks[index] as Chunk).cells;
  const countryCode = prefix === undefined ? '' : digitsOf(first.slice(prefix));
  if (countryCode.includes('*') || countryCode.length > 3) return undefined;
  const from = prefix === undefined ? index : index + 1;
  // The glyphs are the end of the number; what follows is an extension or another number.
  const last = chunks.findIndex((chunk, i) => i >= from && digitsOf(chunk.cells).includes('*'));
  if (last < 0) return undefined;
  const next = last + 1;
  const subscriber = chunks.slice(from, next).flatMap(({ cells }) => cells);
  if (subscriber.length === 0 || subscriber.length > maxNumberDigits) return undefined;
  return { form: 'foreign', countryCode, start: at0(first), area: [], subscriber, next };
}

function foreign(cells: readonly PhoneCell[], prefix: number, next: number): ReadNumber | undefined {
  const number = parseForeign(`+${digitsOf(cells.slice(prefix))}`);
  if (number === undefined) return undefined;
  const subscriber = cells.slice(cells.length - number.nationalDigits);
  return { form: 'foreign', countryCode: number.countryCode, start: at0(cells), area: [], subscriber, next };
}

/** A number without a country code, where the caller says that the field is another country's. */
function regional(cells: readonly PhoneCell[], region: CountryCode, next: number): ReadNumber | undefined {
  if (region === 'CN') return undefined;
  const number = parseForeign(digitsOf(cells), region);
  if (number === undefined) return undefined;
  const subscriber = cells.slice(Math.max(0, cells.length - number.nationalDigits));
  return { form: 'foreign', countryCode: '', start: at0(cells), area: [], subscriber, next };
}

const minMainlandDigits = 7;
// An area code and eight digits.
export const maxMainlandDigits = 12;

function mainland(folded: string, cells: readonly PhoneCell[], first: Chunk, next: number): ReadNumber | undefined {
  if (cells.length < minMainlandDigits) return undefined;
  const skip = countryCodeLength(folded, cells);
  const length = cells.length - skip;
  if (length < minMainlandDigits || length > maxMainlandDigits) return undefined;
  const countryCode = skip > 0 ? '86' : '';
  const start = at0(cells);
  if (length === mobileDigits && isMobile(cells, skip)) {
    return { form: 'mobile', countryCode, start, area: [], subscriber: cells.slice(skip), next };
  }
  // ********67 is our mask of one: a single chunk.
  if (
    length === 10 &&
    (isHotline(cells, skip) || (isMaskedHotline(cells, skip) && (skip > 0 || first.cells.length === 10)))
  )
    return { form: 'hotline', countryCode, start, area: [], subscriber: cells.slice(skip), next };
  const areaDigits = areaCodeLength(cells, skip);
  if (length - areaDigits !== 7 && length - areaDigits !== 8) return undefined;
  const subscriberStart = digitAt(cells, skip + areaDigits);
  if (areaDigits > 0) {
    if (subscriberStart === '0') return undefined;
    const area = cells.slice(skip, skip + areaDigits);
    return { form: 'landline', countryCode, start, area, subscriber: cells.slice(skip + areaDigits), next };
  }
  if (skip === 0 && subscriberStart !== '0' && subscriberStart !== '1' && first.gap.trim() === '') {
    return { form: 'local', countryCode, start, area: [], subscriber: cells.slice(), next };
  }
  return undefined;
}

// Cells are compared one by one: a string of them would have to be built, and flattened for every pattern.
const digitAt = (cells: readonly PhoneCell[], at: number): string => cells[at]?.digit ?? '';

/** 1 and 3 to 9. Eleven glyphs and nothing else say nothing about a mobile. */
function isMobile(cells: readonly PhoneCell[], from: number): boolean {
  const first = digitAt(cells, from);
  const second = digitAt(cells, from + 1);
  if ((first !== '1' && first !== '*') || second === '0' || second === '1' || second === '2') return false;
  for (let i = from; i < cells.length; i++) if (digitAt(cells, i) !== '*') return true;
  return false;
}

/** 400… and 800… */
const isHotline = (cells: readonly PhoneCell[], from: number): boolean =>
  (digitAt(cells, from) === '4' || digitAt(cells, from) === '8') &&
  digitAt(cells, from + 1) === '0' &&
  digitAt(cells, from + 2) === '0';

function isMaskedHotline(cells: readonly PhoneCell[], from: number): boolean {
  for (let i = from; i < from + 8; i++) if (digitAt(cells, i) !== '*') return false;
  return true;
}

/** Number of leading cells that are the mainland's country code: `+86`, `0086`, or `86` before a mobile or area code. */
function countryCodeLength(folded: string, cells: readonly PhoneCell[]): number {
  const first = digitAt(cells, 0);
  if (first === '0') return isCountryCode(cells, 2) && digitAt(cells, 1) === '0' ? 4 : 0;
  if (!isCountryCode(cells, 0)) return 0;
  return unitAt(folded, at0(cells) - 1) === plus || cells.length >= 2 + 9 ? 2 : 0;
}

const isCountryCode = (cells: readonly PhoneCell[], at: number): boolean =>
  digitAt(cells, at) === '8' && digitAt(cells, at + 1) === '6';

/** Beijing and 02x have three digits, all others four; without the 0 after a country code one less. */
function areaCodeLength(cells: readonly PhoneCell[], from: number): number {
  const first = digitAt(cells, from);
  const second = digitAt(cells, from + 1);
  if (first === '0' && (second === '1' || second === '2')) return 3;
  if (first === '0' && second >= '3') return 4;
  if (from === 0) return 0;
  return first === '1' || first === '2' ? 2 : 3;
}
