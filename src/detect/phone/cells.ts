import { fold, ignorable } from '../../text/fold.ts';
import { chineseDigit } from '../../text/numerals.ts';
import { glyphs, isGlyph } from '../glyph.ts';
import { isDigit, isDigitUnit, unitAt } from '../span.ts';

/** One digit of a number, or a mask glyph in its place. */
export interface PhoneCell {
  /** Offset in the text. */
  readonly at: number;
  /** Offset after it and whatever invisible belongs to it. */
  readonly end: number;
  /** `0`–`9`, or `*` where a mask already hides it. */
  readonly digit: string;
}

/** Digits with nothing between them, and what stands before them. */
export interface Chunk {
  readonly cells: readonly PhoneCell[];
  /** Text between the chunk before and this one, folded; empty for the first. */
  readonly gap: string;
}

/** How freely digits are read: in a phone field everything is one, in free text only what is surely a number. */
export type PhoneReading = 'field' | 'text';

const maxGapChars = 3;
const gapPattern = /^[ \-./()\u200b]*$/u;

/** Whether a character of folded text is a digit or stands for a hidden one. */
export const isCell = (character: string | undefined): boolean => isDigit(character) || isGlyph(character);

/** What a UTF-16 unit of folded text is to a number, as bits. */
const cell = 1;
const numeral = 2;
const lookAlike = 4;
const gapSign = 8;
const readOutNumerals = '零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩';

// Asking a table costs a tenth of comparing characters.
let table: Uint8Array | undefined;

function makeTable(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  const set = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  };
  set(`0123456789${glyphs}`, cell);
  set(readOutNumerals, numeral);
  set('OolI', lookAlike);
  set(` -./()${ignorable}`, gapSign);
  return kinds;
}

/** Offset of the first cell from `at` on, or the length of the text. */
export function nextCell(folded: string, at: number): number {
  table ??= makeTable();
  const units = table;
  let i = at;
  while (i < folded.length && units[folded.charCodeAt(i)] !== cell) i++;
  return i;
}

/** Whether a UTF-16 unit is one, as {@link isCell} says of a character. */
export function isCellUnit(unit: number): boolean {
  table ??= makeTable();
  return table[unit] === cell;
}

/** Whether a UTF-16 unit may stand between two cells. */
export function isGapUnit(unit: number): boolean {
  table ??= makeTable();
  return table[unit] === gapSign;
}

/** The digits of the cells between two offsets, and `*` for each glyph. */
export function digitsBetween(folded: string, start: number, end: number): string {
  table ??= makeTable();
  const units = table;
  let digits = '';
  let from = start;
  for (let at = start; at < end; at++) {
    const unit = folded.charCodeAt(at);
    if ((unit >= 0x30 && unit <= 0x39) || unit === asterisk) continue;
    digits += folded.slice(from, at) + (units[unit] === cell ? '*' : '');
    from = at + 1;
  }
  return from === start ? folded.slice(start, end) : digits + folded.slice(from, end);
}

const asterisk = 0x2a;

/** Cells with only gaps between them that a number can have. */
export interface CellGroup {
  /** How many. */
  readonly count: number;
  /** How many of them are glyphs. */
  readonly glyphs: number;
  /** Offset after the last one. */
  readonly end: number;
  /** Whether it may begin with a country code: a plus sign in front, or two zeros where digits begin. */
  readonly mayBeForeign: boolean;
}

/** What {@link readChunks} would read from a cell on, without reading it. */
export function measureGroup(folded: string, start: number): CellGroup {
  table ??= makeTable();
  const units = table;
  let count = 0;
  let glyphCount = 0;
  let end = start;
  let mayBeForeign = unitAt(folded, start - 1) === 0x2b;
  let isHead = true;
  let isZeroHead = false;
  for (let at = start; at < folded.length; ) {
    const unit = folded.charCodeAt(at);
    if (units[unit] === cell) {
      if (isZeroHead && unit === 0x30) mayBeForeign = true;
      isZeroHead = isHead && unit === 0x30;
      isHead = false;
      count++;
      if (!isDigitUnit(unit)) glyphCount++;
      at++;
      while (unitAt(folded, at) === ignorableUnit) at++;
      end = at;
      continue;
    }
    if (units[unit] !== gapSign || at - end > maxGapChars) break;
    isHead = true;
    at++;
  }
  return { count, glyphs: glyphCount, end, mayBeForeign };
}

const ignorableUnit = ignorable.charCodeAt(0);

/** Whether numerals in a row or look-alikes stand in a text that {@link readDigits} may have to write as digits. */
function mayBeWrittenOut(folded: string): boolean {
  table ??= makeTable();
  const units = table;
  let run = 0;
  for (let at = 0; at < folded.length; at++) {
    const kind = units[folded.charCodeAt(at)] as number;
    if (kind === lookAlike) return true;
    run = kind === numeral ? run + 1 : 0;
    if (run === minReadOutRun) return true;
  }
  return false;
}

const minReadOutRun = 3;

const readOutRun =
  /[零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]{3,}(?:[ -][零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]{3,})*/gu;
const minReadOutDigits = 7;
const hasChinese = /[零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]/u;
const lookAlikeRun = /[\dOoQlI|ZSB]{7,}/gu;
const surelyDigits = /(?<![A-Za-z\d])[\dOolI]{11}(?![A-Za-z\d])/gu;
const lookAlikes: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
};

/**
 * Folds a text and writes numerals (一三八, 幺三八) and look-alikes (l38OO138OOO) as digits, offset for offset.
 */
export function readDigits(text: string, reading: PhoneReading): string {
  const folded = fold(text);
  if (reading === 'text') return mayBeWrittenOut(folded) ? readWrittenOut(folded) : folded;
  return readNumerals(folded).replace(lookAlikeRun, asDigits);
}

/** {@link readDigits} of free text that is folded. */
export const readWrittenOut = (folded: string): string =>
  folded
    .replace(readOutRun, (run) => (run.length < minReadOutDigits ? run : toDigits(run)))
    .replace(surelyDigits, asDigits);

// In 张三138… the numeral belongs to the name; three in a row, or a field without other digits, are a number.
const shortRun = /[零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]{3,}/gu;
const anyRun = /[零〇○一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖幺两兩]+/gu;

function readNumerals(folded: string): string {
  if (!hasChinese.test(folded)) return folded;
  return folded.replace(/\d.*\d/u.test(folded) ? shortRun : anyRun, toDigits);
}

function toDigits(run: string): string {
  let digits = '';
  for (const character of run) digits += chineseDigit(character) ?? character;
  return digits;
}

const minRealDigits = 4;
const letters = /\D/u;

function asDigits(run: string): string {
  if (!letters.test(run)) return run;
  let real = 0;
  for (const character of run) if (isDigit(character)) real++;
  if (real < minRealDigits) return run;
  return Array.from(run, (character) => lookAlikes[character] ?? character).join('');
}

/** The cells from one on that have nothing visible between them. */
export function readCells(folded: string, start: number): PhoneCell[] {
  const cells: PhoneCell[] = [];
  for (let at = start; isCell(folded[at]); ) {
    const digit = isDigit(folded[at]) ? (folded[at] as string) : '*';
    let end = at + 1;
    while (folded[end] === ignorable) end++;
    cells.push({ at, end, digit });
    at = end;
  }
  return cells;
}

const minSpacedCells = 3;

/** 1 3 8 1 2 3 4 …: digits that stand one by one are one chunk, and its length counts. */
function withoutSpacing(chunks: Chunk[]): Chunk[] {
  if (chunks.length < minSpacedCells) return chunks;
  const merged: Chunk[] = [];
  for (let i = 0; i < chunks.length; ) {
    const first = chunks[i] as Chunk;
    let next = i + 1;
    while (first.cells.length === 1 && chunks[next]?.gap === ' ' && chunks[next]?.cells.length === 1) next++;
    if (next - i >= minSpacedCells) {
      merged.push({ cells: chunks.slice(i, next).flatMap(({ cells }) => cells), gap: first.gap });
      i = next;
    } else {
      merged.push(first);
      i++;
    }
  }
  return merged;
}

/** The chunks from a cell on, as long as only a few signs stand between them. */
export function readChunks(folded: string, start: number): Chunk[] {
  const chunks: Chunk[] = [];
  let at = start;
  let gap = '';
  for (;;) {
    const cells = readCells(folded, at);
    at = (cells.at(-1) as PhoneCell).end;
    chunks.push({ cells, gap });
    let next = at;
    while (next < folded.length && next - at <= maxGapChars && !isCell(folded[next])) next++;
    gap = folded.slice(at, next);
    if (!isCell(folded[next]) || !gapPattern.test(gap)) return withoutSpacing(chunks);
    at = next;
  }
}
