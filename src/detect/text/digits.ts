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
  let digits = '';
  const offsets: number[] = [];
  const isGroupStart: boolean[] = [];
  let end = start;
  let isFirst = true;
  for (let at = start; at < folded.length; at++) {
    const character = folded[at] as string;
    if (isDigit(character)) {
      digits += character;
      offsets.push(at);
      isGroupStart.push(isFirst);
      isFirst = false;
      end = at + 1;
    } else if (character !== ignorable) {
      if (isFirst || !isSeparator(character)) break;
      isFirst = true;
    }
  }
  return { start, end, digits, offsets, isGroupStart };
}

/** Whether a letter or another word character is glued to the front: a code, not a number. */
export const isGluedToLetters = (folded: string, start: number): boolean =>
  isAsciiLetter(folded[start - 1]) || folded[start - 1] === '_';
