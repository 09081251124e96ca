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
  if (
    !isOurs &&
    chunks.slice(index, index + maxNumberDigits).some(({ cells }) => cells.some(({ digit }) => digit === '*'))
  ) {
    return maskedForeign(chunks, index, prefix) ?? unknownNumber(chunks, index, true);
  }
  const cells: PhoneCell[] = [];
  let best: ReadNumber | undefined;
  for (let i = index; i < chunks.length && cells.length <= maxNumberDigits; i++) {
    const chunk = chunks[i] as Chunk;
    // What follows a whole number after a dash is its extension.
    if (best !== undefined && best.form !== 'local' && chunk.gap.trim() === '-' && chunk.cells.length < 4) break;
    for (const cell of chunk.cells.slice(0, maxNumberDigits + 1)) cells.push(cell);
    const number =
      prefix === undefined
        ? (regional(cells, region, i + 1) ?? mainland(folded, cells, chunks[index] as Chunk, i + 1))
        : foreign(cells, prefix, i + 1);
    if (number !== undefined) best = number;
  }
  return best ?? unknownNumber(chunks, index, prefix !== undefined);
}

/** 13812345678 and nothing beside it: what most numbers are, without the work that the other spellings need. */
function plainMobile(folded: string, chunks: readonly Chunk[], index: number): ReadNumber | undefined {
  const { cells } = chunks[index] as Chunk;
  if (index + 1 !== chunks.length || cells.length !== mobileDigits || folded[at0(cells) - 1] === '+') return undefined;
  if (cells[0]?.digit !== '1' || (cells[1] as PhoneCell).digit < '3') return undefined;
  for (const { digit } of cells) if (digit === '*') return undefined;
  return { form: 'mobile', countryCode: '', start: at0(cells), area: [], subscriber: cells, next: index + 1 };
}

/** What no form fits: one chunk, or everything behind a foreign prefix. */
function unknownNumber(chunks: readonly Chunk[], index: number, isForeign: boolean): ReadNumber {
  const next = isForeign ? chunks.length : index + 1;
  const cells = chunks.slice(index, next).flatMap((chunk) => chunk.cells);
  return { form: 'unknown', countryCode: '', start: at0(cells), area: [], subscriber: cells, next };
}

const at0 = (cells: readonly PhoneCell[]): number => (cells[0] as PhoneCell).at;

/** Number of cells of an international prefix (00) other than the mainland's, 0 after a plus sign, else `undefined`. */
function foreignPrefix(folded: string, chunks: readonly Chunk[], index: number): number | undefined {
  const cells = (chunks[index] as Chunk).cells;
  const start = digitsOf([...cells.slice(0, 4), ...(chunks[index + 1]?.cells.slice(0, 4) ?? [])]).slice(0, 4);
  if (folded[at0(cells) - 1] === '+') return start.startsWith('86') ? undefined : 0;
  return start.startsWith('00') && start !== '0086' ? 2 : undefined;
}

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

function mainland(folded: string, cells: readonly PhoneCell[], first: Chunk, next: number): ReadNumber | undefined {
  const skip = countryCodeLength(folded, cells);
  const rest = cells.slice(skip);
  const digits = digitsOf(rest);
  const base = { countryCode: skip > 0 ? '86' : '', start: at0(cells), next };
  // Eleven glyphs and nothing else say nothing about a mobile.
  if (rest.length === mobileDigits && /^[1*][3-9*]/u.test(digits) && /\d/u.test(digits)) {
    return { ...base, form: 'mobile', area: [], subscriber: rest };
  }
  // ********67 is our mask of one: a single chunk.
  const isHotline = /^[48]00/u.test(digits) || (/^\*{8}/u.test(digits) && (skip > 0 || first.cells.length === 10));
  if (rest.length === 10 && isHotline) {
    return { ...base, form: 'hotline', area: [], subscriber: rest };
  }
  const areaDigits = areaCodeLength(digits, skip > 0);
  const subscriber = rest.slice(areaDigits);
  const isSubscriber = subscriber.length === 7 || subscriber.length === 8;
  if (areaDigits > 0 && isSubscriber && /^[1-9*]/u.test(digits.slice(areaDigits))) {
    return { ...base, form: 'landline', area: rest.slice(0, areaDigits), subscriber };
  }
  if (skip === 0 && first.gap.trim() === '' && isSubscriber && /^[2-9*]/u.test(digits)) {
    return { ...base, form: 'local', area: [], subscriber: rest };
  }
  return undefined;
}

/** Number of leading cells that are the mainland's country code: `+86`, `0086`, or `86` before a mobile or area code. */
function countryCodeLength(folded: string, cells: readonly PhoneCell[]): number {
  const head = digitsOf(cells.slice(0, 4));
  if (head.startsWith('0086')) return 4;
  if (!head.startsWith('86')) return 0;
  return folded[at0(cells) - 1] === '+' || cells.length >= 2 + 9 ? 2 : 0;
}

/** Beijing and 02x have three digits, all others four; without the 0 after a country code one less. */
function areaCodeLength(digits: string, hasCountryCode: boolean): number {
  if (/^0[12]/u.test(digits)) return 3;
  if (/^0[3-9]/u.test(digits)) return 4;
  if (!hasCountryCode) return 0;
  return /^[12]/u.test(digits) ? 2 : 3;
}
