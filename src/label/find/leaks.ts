import { unpack } from '../../guard/decode/decode.ts';
import { unnamedCharsets } from '../parse/charset.ts';
import type { Label, LabelRun, LabelRunKind } from '../parse/label.ts';
import { plainReading, type Reading, readingAt, readingsOf } from '../parse/reading.ts';
import { findValue, type LabelText, labelText, type Match, viewsOf } from './find.ts';
import type { SoughtValue } from './original.ts';

/** Part of a label in which something stands. `packed` is Base64, percent or hexadecimal in any of the others. */
export type LabelPlace = LabelRunKind | 'parameter' | 'packed';

/** A value of the original that is left. */
export interface Leak {
  readonly offset: number;
  readonly where: LabelPlace;
  readonly value: SoughtValue;
}

export const offsetOfLeak = ({ offset }: Leak): number => offset;

/** Printed texts as one, comments as one: what is split over fields is found, and no comment comes between. */
export function* masked(label: Label): Generator<{ readonly where: LabelRunKind; readonly text: LabelText }> {
  for (const where of ['text', 'comment'] as const) {
    const runs = label.runs.filter(({ kind }) => kind === where);
    for (let view = 0; view < viewsOf(runs); view++) yield { where, text: labelText(runs, view) };
  }
}

/** A place of a value in printed text or a comment. */
export interface PrintedMatch {
  readonly where: LabelRunKind;
  readonly text: LabelText;
  readonly match: Match;
}

/** Every place of the original in what is printed and in comments. */
export function printedMatches(label: Label, sought: readonly SoughtValue[]): PrintedMatch[] {
  const found: PrintedMatch[] = [];
  for (const { where, text } of masked(label)) {
    for (const value of sought) for (const match of findValue(text, value)) found.push({ where, text, match });
  }
  return found;
}

/**
 * Everything of the original that is readable anywhere in a label.
 *
 * @param printed - What {@link printedMatches} finds in it, where that is known.
 */
export function leaksOf(
  label: Label,
  sought: readonly SoughtValue[],
  printed: readonly PrintedMatch[] = printedMatches(label, sought),
): Leak[] {
  if (sought.length === 0) return [];
  const leaks = printed.map(({ text, where, match }) => leakOf(text, where, match));
  const add = (text: LabelText, where: LabelPlace, isEnough: (match: Match) => boolean = () => true): void => {
    for (const value of sought) {
      for (const match of findValue(text, value)) if (isEnough(match)) leaks.push(leakOf(text, where, match));
    }
  };
  for (const run of label.runs) {
    if (run.kind === 'payload' || run.kind === 'barcode') {
      // A barcode counts: only a whole value in it is more than chance.
      for (const text of viewsOfRun(run)) add(text, run.kind, run.kind === 'barcode' ? isWhole : undefined);
    }
    for (const text of packedIn(run)) add(text, 'packed');
  }
  const parameters = parametersOf(label);
  for (const run of parameters) {
    for (const text of viewsOfRun(run)) add(text, 'parameter', isTellingPart);
    for (const text of packedIn(run)) add(text, 'packed');
  }
  for (const leak of encodedLeaks(label, parameters, sought)) leaks.push(leak);
  const places = new Map(leaks.map((leak) => [`${leak.offset} ${leak.where} ${leak.value.kind}`, leak]));
  return [...places.values()].sort((a, b) => a.offset - b.offset);
}

const isWhole = ({ value, start, end }: Match): boolean => end - start === value.text.length;

// Sizes and positions have fewer digits.
const minParameterDigits = 7;

/** A part of an address has words in it, and a part of a number is long enough to be no size. */
const isTellingPart = (match: Match): boolean =>
  isWhole(match) || match.value.kind === 'address' || match.end - match.start >= minParameterDigits;

function leakOf(text: LabelText, where: LabelPlace, { start, value }: Match): Leak {
  return { offset: text.startOf(start), where, value };
}

const viewsOfRun = (run: LabelRun): LabelText[] => run.readings.map((_, view) => labelText([run], view));

/** Whatever is neither text nor pixels: names of files, prompts of numbered fields, what stands between commands. */
export function parametersOf({ source, isBytes, parameters }: Label): LabelRun[] {
  // No charset is said to hold for them.
  const charsets = unnamedCharsets();
  return parameters.map(({ offset, end }) =>
    unplacedRun(offset, end, readingsOf(source.slice(offset, end), offset, isBytes, undefined, charsets)),
  );
}

/** A run by which nothing is printed and nothing written. Field by field: a spread costs more than all the rest. */
const unplacedRun = (offset: number, end: number, readings: readonly Reading[]): LabelRun => ({
  kind: 'text',
  offset,
  end,
  text: readings[0]?.text ?? '',
  line: 1,
  column: 1,
  position: undefined,
  symbol: undefined,
  encoding: undefined,
  readings,
  write: unwritten,
});

const unwritten = (): undefined => undefined;

/** A name alone in Base64 or hexadecimal: the decoders pass over what is as short. */
function encodedLeaks(label: Label, parameters: readonly LabelRun[], sought: readonly SoughtValue[]): Leak[] {
  const runs = [...label.runs.filter(({ kind }) => kind !== 'barcode'), ...parameters];
  return sought.flatMap((value) => {
    return runs
      .filter(({ text }) => value.encodings.some((encoded) => text.includes(encoded)))
      .map(({ offset }): Leak => ({ offset, where: 'packed', value }));
  });
}

// One character is a word of everything.
const minTellingChars = 2;

/** Whether a text by itself, such as a field of a payload, says something of the original. */
export function isLeaking(text: string, sought: readonly SoughtValue[]): boolean {
  if (text.length < minTellingChars) return false;
  const run = unplacedRun(0, text.length, [plainReading(text, 0)]);
  const texts = [...viewsOfRun(run), ...packedIn(run)];
  return sought.some(
    (value) =>
      texts.some((one) => findValue(one, value).length > 0) ||
      value.encodings.some((encoded) => text.includes(encoded)),
  );
}

const maxDepth = 3;
// Eleven digits in Base64.
const minPackedChars = 14;
const hexEscape = /[_\\]([0-9a-f]{2})/giu;

/** What is packed in a run, each in a line, as a text that stands where the run does. */
function* packedIn(run: LabelRun): Generator<LabelText> {
  const text = packedTexts(run.text).join('\n');
  if (text !== '') {
    yield labelText([unplacedRun(run.offset, run.offset, [readingAt(text, run.offset, run.offset)])], 0);
  }
}

/** Texts in Base64, hexadecimal, percent, JSON or `^FH` escapes that no `^FH` reads. */
export function packedTexts(text: string, depth = 0): string[] {
  if (depth === maxDepth || text.length < minPackedChars) return [];
  const found: string[] = [];
  const sources = [text, text.replace(hexEscape, '%$1')];
  for (const source of text === sources[1] ? [text] : sources) {
    const strings: string[] = [];
    for (const { value } of unpack(source).packed) addStrings(strings, value);
    for (const inner of strings) {
      found.push(inner);
      for (const text of packedTexts(inner, depth + 1)) found.push(text);
    }
  }
  return found;
}

/** Strings, numbers and keys, in order. */
function addStrings(strings: string[], value: unknown, depth = 0): void {
  if (typeof value === 'string' || typeof value === 'number') strings.push(String(value));
  if (typeof value !== 'object' || value === null || depth > 8) return;
  for (const [key, inner] of Object.entries(value)) {
    strings.push(key);
    addStrings(strings, inner, depth + 1);
  }
}
