import { ignorable } from '../../text/fold.ts';
import { isAsciiLetter, isDigit } from '../span.ts';

/** A run of digits, with at most one separator between two of them. */
export interface DigitRun {
  readonly start: number;
  readonly end: number;
  /** The digits alone. */
  readonly digits: string;
  /** Offset of each digit. */
  readonly offsets: readonly number[];
  /** Whether the digit is the first of a group: no digit stands directly before it. */
  readonly isGroupStart: readonly boolean[];
}

/** The shortest run that an identity number or a bank card can be. */
export const minRunDigits = 15;

const isSeparator = (character: string | undefined): boolean => character === ' ' || character === '-';

/** Every run of at least `minDigits` digits of folded text. */
export function findDigitRuns(folded: string, minDigits: number): DigitRun[] {
  const runs: DigitRun[] = [];
  for (let at = 0; at < folded.length; ) {
    if (!isDigit(folded[at])) {
      at++;
      continue;
    }
    const run = readRun(folded, at);
    if (run.digits.length >= minDigits) runs.push(run);
    at = run.end;
  }
  return runs;
}

function readRun(folded: string, start: number): DigitRun {
  const offsets: number[] = [];
  const isGroupStart: boolean[] = [];
  let end = start;
  let isFirst = true;
  for (let at = start; at < folded.length; at++) {
    const character = folded[at] as string;
    if (isDigit(character)) {
      offsets.push(at);
      isGroupStart.push(isFirst);
      isFirst = false;
      end = at + 1;
    } else if (character !== ignorable) {
      if (isFirst || !isSeparator(character)) break;
      isFirst = true;
    }
  }
  return { start, end, digits: digitsAt(folded, offsets), offsets, isGroupStart };
}

/** The characters at some offsets, joined a stretch at a time: a string that grows by characters has to be flattened. */
function digitsAt(folded: string, offsets: readonly number[]): string {
  let digits = '';
  for (let i = 0; i < offsets.length; ) {
    const from = i++;
    while (i < offsets.length && offsets[i] === (offsets[i - 1] as number) + 1) i++;
    digits += folded.slice(offsets[from], (offsets[i - 1] as number) + 1);
  }
  return digits;
}

/** Whether a letter or another word character is glued to the front: a code, not a number. */
export const isGluedToLetters = (folded: string, start: number): boolean =>
  isAsciiLetter(folded[start - 1]) || folded[start - 1] === '_';
