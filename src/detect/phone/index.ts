import { isGlyph } from '../glyph.ts';
import { isDigit, isDigitUnit, type Span, unitAt } from '../span.ts';
import {
  type CellGroup,
  type Chunk,
  digitsBetween,
  isCellUnit,
  isGapUnit,
  measureGroup,
  nextCell,
  type PhoneCell,
  type PhoneReading,
  readChunks,
  readDigits,
} from './cells.ts';
import type { CountryCode } from './foreign.ts';
import { maxMainlandDigits, type PhoneForm, type ReadNumber, readNumber } from './numbers.ts';

export { type CellGroup, type PhoneCell, type PhoneReading, readWrittenOut } from './cells.ts';
export { assertCountry, type CountryCode } from './foreign.ts';
export type { PhoneForm } from './numbers.ts';

/** One number with everything that belongs to it. Offsets are UTF-16 units of the text as written. */
export interface PhoneMatch extends Span<'phone'> {
  readonly form: PhoneForm;
  /** Country code it was written with, without `+`; empty if none. */
  readonly countryCode: string;
  /** Area code of a mainland landline. */
  readonly area: readonly PhoneCell[];
  /** The subscriber's own digits. */
  readonly subscriber: readonly PhoneCell[];
  /** Extension, or the second half of a virtual number. */
  readonly extension: readonly PhoneCell[];
  /** The subscriber's digits, a `*` for each that is hidden, where `subscriber` need not be asked for them. */
  readonly digits?: string;
  /** What {@link isLoneNumber} and a mask ask of it without asking for its digits, in the same case. */
  readonly group?: CellGroup;
}

/** How to read a text. */
export interface FindPhonesOptions {
  readonly reading: PhoneReading;
  /** Country of numbers without a country code. */
  readonly region: CountryCode;
}

// In free text a shorter run is a quantity or a door number.
const minTextDigits = 7;

/** Finds every number of a text, left to right, without overlaps. */
export const findPhones = (text: string, { reading, region }: FindPhonesOptions): PhoneMatch[] =>
  findNumbers(readDigits(text, reading), reading, region);

/** The numbers of free text in which what is written out is written as digits. */
export const findNumbersOfText = (folded: string, region: CountryCode): PhoneMatch[] =>
  findNumbers(folded, 'text', region);

function findNumbers(folded: string, reading: PhoneReading, region: CountryCode): PhoneMatch[] {
  const phones: PhoneMatch[] = [];
  let at = 0;
  for (at = nextCell(folded, at); at < folded.length; at = nextCell(folded, at)) {
    if (reading === 'text' && isNameMask(folded, at)) {
      at += 2;
      continue;
    }
    if (reading === 'text' && region === 'CN') {
      const group = measureGroup(folded, at);
      if (group.count < minTextDigits && !group.mayBeForeign) {
        at = group.end;
        continue;
      }
      const form = plainForm(folded, at, group);
      if (form !== undefined) {
        const phone = new PlainNumber(folded, at, group, form);
        phones.push(phone);
        at = phone.end;
        continue;
      }
    }
    const chunks = readChunks(folded, at);
    const found = splitNumbers(folded, chunks, region);
    const lastChunk = chunks[chunks.length - 1] as Chunk;
    at = Math.max((lastChunk.cells.at(-1) as PhoneCell).end, found.at(-1)?.end ?? 0);
    for (const phone of found) {
      if (reading === 'field' || phone.area.length + phone.subscriber.length >= minTextDigits) phones.push(phone);
    }
  }
  return phones;
}

const asterisk = 0x2a;
const plus = 0x2b;

/**
 * The form of the number that all cells of a group are, where a look at the first two tells it: eleven cells of a mobile,
 * however they are grouped, since without a country code no shorter number begins with 1; and one run that is too long for
 * any form. `undefined` for all others.
 */
function plainForm(folded: string, start: number, { count, end, mayBeForeign }: CellGroup): PlainForm | undefined {
  if (count < mobileDigits || mayBeForeign) return undefined;
  const first = folded.charCodeAt(start);
  if (count > mobileDigits) {
    const isCountry = first === 0x38 && folded.charCodeAt(start + 1) === 0x36;
    return end - start === count && count > maxMainlandDigits + (isCountry ? 2 : 0) ? 'unknown' : undefined;
  }
  if (first !== 0x31) return undefined;
  let second = start + 1;
  // There are ten cells more.
  while (isGapUnit(folded.charCodeAt(second))) second++;
  const unit = folded.charCodeAt(second);
  return unit < 0x30 || unit > 0x32 ? 'mobile' : undefined;
}

type PlainForm = 'mobile' | 'unknown';

/** A number that is two offsets until somebody asks for its cells or digits. */
class PlainNumber implements PhoneMatch {
  readonly role = 'phone';
  readonly countryCode = '';
  readonly area: readonly PhoneCell[] = noCells;
  readonly form: PlainForm;
  readonly start: number;
  readonly end: number;
  readonly group: CellGroup;
  readonly extension: readonly PhoneCell[];
  private readonly folded: string;

  constructor(folded: string, start: number, group: CellGroup, form: PlainForm) {
    this.folded = folded;
    this.form = form;
    this.start = start;
    this.group = group;
    this.extension = form === 'mobile' ? extensionBehind(folded, group.end) : noCells;
    this.end = this.extension.length === 0 ? group.end : (this.extension.at(-1) as PhoneCell).end;
  }

  get digits(): string {
    return digitsBetween(this.folded, this.start, this.group.end);
  }

  get subscriber(): readonly PhoneCell[] {
    const cells = readChunks(this.folded, this.start).flatMap((chunk) => chunk.cells);
    return cells.slice(0, this.group.count);
  }
}

const noCells: readonly PhoneCell[] = [];

/** The two glyphs of 张**138…: the mask of what stands before a number, and no digits of it. */
const isNameMask = (folded: string, at: number): boolean =>
  !isDigitUnit(unitAt(folded, at)) && isGlyph(folded[at]) && isGlyph(folded[at + 1]) && isDigit(folded[at + 2]);

/** Cuts a list of chunks into numbers, left to right. */
function splitNumbers(folded: string, chunks: readonly Chunk[], region: CountryCode): PhoneMatch[] {
  const phones: PhoneMatch[] = [];
  for (let index = 0; index < chunks.length; ) {
    const number = readNumber(folded, chunks, index, region);
    const { extension, next } = readExtension(folded, chunks, number);
    const { form, countryCode, area, subscriber } = number;
    const start = unitAt(folded, number.start - 1) === plus ? number.start - 1 : number.start;
    const { end } = (extension.at(-1) ?? subscriber.at(-1)) as PhoneCell;
    phones.push({ role: 'phone', start, end, form, countryCode, area, subscriber, extension });
    index = next;
  }
  return phones;
}

const extensionGap = /^ {0,3}(?:转|轉|分机号?|分機號?|内线|ext\.?|x|-|\$?#|,{1,3}|_|~) {0,3}:? {0,3}$/iu;
const maxExtensionDigits = 8;
// "  转 : " and the longest extension.
const extensionWindow = 12;

/** An extension: in the next chunk after a dash, or in the text behind the last chunk after a word or sign. */
function readExtension(
  folded: string,
  chunks: readonly Chunk[],
  number: ReadNumber,
): { readonly extension: readonly PhoneCell[]; readonly next: number } {
  const { next } = number;
  const none = { extension: [], next };
  if (number.form === 'unknown') return none;
  const chunk = chunks[next];
  if (chunk !== undefined) {
    const isExtension = chunk.gap.trim() !== '' && extensionGap.test(chunk.gap) && !isHouseNumber(folded, chunk.cells);
    return isExtension && isExtensionCells(chunk.cells) ? { extension: chunk.cells, next: next + 1 } : none;
  }
  const { end } = number.subscriber.at(-1) as PhoneCell;
  return { extension: extensionBehind(folded, end), next };
}

/** The extension in the text behind a number. */
function extensionBehind(folded: string, end: number): readonly PhoneCell[] {
  const last = Math.min(folded.length, end + extensionWindow);
  let first = end;
  while (first < last && !isDigitUnit(folded.charCodeAt(first)) && folded.charCodeAt(first) !== asterisk) first++;
  if (first === end || first === last || !extensionGap.test(folded.slice(end, first))) return noCells;
  const extension = (readChunks(folded, first)[0] as Chunk).cells;
  return isExtensionCells(extension) && !isHouseNumber(folded, extension) ? extension : noCells;
}

const houseSuffix = /^ ?[栋幢棟座号號单單楼樓室层層元件箱个]/u;

/** 13812345678，11栋: what follows is the beginning of an address or a quantity. */
const isHouseNumber = (folded: string, cells: readonly PhoneCell[]): boolean => {
  const { end } = cells.at(-1) as PhoneCell;
  return houseSuffix.test(folded.slice(end, end + 2));
};

/** Short; and where a mask hides it whole, the two glyphs of ours: six are another number. */
function isExtensionCells(cells: readonly PhoneCell[]): boolean {
  const isHidden = cells.every(({ digit }) => digit === '*');
  return isHidden ? cells.length === 2 : cells.length <= maxExtensionDigits;
}

const gluedRun = /\d{12,16}/gu;
const mobileDigits = 11;

/**
 * A mobile with the house number of an address glued to its front (…附1 and 138…): the last eleven digits of a longer run.
 * Only for text that is known to hold an address; elsewhere such runs are tracking numbers.
 */
export function findGluedMobile(folded: string): PhoneMatch | undefined {
  for (const run of folded.matchAll(gluedRun)) {
    const start = run.index + run[0].length - mobileDigits;
    const digits = folded.slice(start, start + mobileDigits);
    if (!/^1[3-9]/u.test(digits)) continue;
    const subscriber = [...digits].map((digit, i) => ({ at: start + i, end: start + i + 1, digit }));
    const end = start + mobileDigits;
    return { role: 'phone', start, end, form: 'mobile', countryCode: '', area: [], subscriber, extension: [] };
  }
  return undefined;
}

const maxGroupGapChars = 4;

/** A number as our masks write it: its digits at both ends, the country code after a plus sign. */
function keepsItsEnds(folded: string, phone: PhoneMatch): boolean {
  const { form, countryCode, start, end } = phone;
  if (!isDigitUnit(folded.charCodeAt(end - 1))) return false;
  if (countryCode !== '') return form === 'mobile' && countryCode === '86' && folded.charCodeAt(start) === plus;
  if (!isDigitUnit(folded.charCodeAt(start))) return false;
  return form === 'mobile' || (form === 'landline' && phone.subscriber.length === maxLocalDigits);
}

// A shorter local number is hidden whole.
const maxLocalDigits = 8;

/**
 * Whether a mobile or landline was written in digits with nothing near that it could be read together with: its mask, first
 * and last digit kept, is then read as the same number again.
 */
export function isLoneNumber(folded: string, phone: PhoneMatch): boolean {
  if (!keepsItsEnds(folded, phone)) return false;
  const { countryCode, area, start, end } = phone;
  const group = measureGroup(folded, countryCode === '' ? start : start + 1);
  const count = phone.group?.count ?? countryCode.length + area.length + phone.subscriber.length;
  if (group.count !== count || group.end !== end || (group.mayBeForeign && countryCode === '')) return false;
  for (let at = start - 1; at >= 0 && at >= start - 1 - maxGroupGapChars; at--) {
    if (isCellUnit(folded.charCodeAt(at))) return false;
  }
  return true;
}
