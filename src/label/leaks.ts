import { unpack } from '../guard/decode/decode.ts';
import { unnamedCharsets } from './charset.ts';
import { findValue, type LabelText, labelText, type Match, viewsOf } from './find.ts';
import type { Label, LabelRun, LabelRunKind } from './label.ts';
import type { SoughtValue } from './original.ts';
import { readingAt, readingsOf } from './reading.ts';

/** Part of a label in which something stands. `packed` is Base64, percent or hexadecimal in any of the others. */
export type LabelPlace = LabelRunKind | 'parameter' | 'packed';

/** A value of the original that is left. */
export interface Leak {
  readonly offset: number;
  readonly where: LabelPlace;
  readonly value: SoughtValue;
}

/** Printed texts as one, comments as one: what is split over fields is found, and no comment comes between. */
export function* masked(label: Label): Generator<{ readonly where: LabelRunKind; readonly text: LabelText }> {
  for (const where of ['text', 'comment'] as const) {
    const runs = label.runs.filter(({ kind }) => kind === where);
    for (let view = 0; view < viewsOf(runs); view++) yield { where, text: labelText(runs, view) };
  }
}

/** Everything of the original that is readable anywhere in a label. */
export function leaksOf(label: Label, sought: readonly SoughtValue[]): Leak[] {
  const leaks: Leak[] = [];
  const add = (text: LabelText, where: LabelPlace, isWhole: boolean): void => {
    for (const value of sought) {
      for (const match of findValue(text, value)) {
        if (!isWhole || match.end - match.start === value.text.length) leaks.push(leakOf(text, where, match));
      }
    }
  };
  for (const { where, text } of masked(label)) add(text, where, false);
  for (const run of label.runs) {
    if (run.kind === 'payload' || run.kind === 'barcode') {
      // A barcode counts: only a whole value in it is more than chance.
      for (const text of viewsOfRun(run)) add(text, run.kind, run.kind === 'barcode');
    }
    for (const text of packedIn(run)) add(text, 'packed', false);
  }
  for (const run of parametersOf(label)) {
    for (const text of viewsOfRun(run)) add(text, 'parameter', true);
    for (const text of packedIn(run)) add(text, 'packed', false);
  }
  const places = new Map(leaks.map((leak) => [`${leak.offset} ${leak.where} ${leak.value.kind}`, leak]));
  return [...places.values()].sort((a, b) => a.offset - b.offset);
}

function leakOf(text: LabelText, where: LabelPlace, { start, value }: Match): Leak {
  return { offset: text.startOf(start), where, value };
}

const viewsOfRun = (run: LabelRun): LabelText[] => run.readings.map((_, view) => labelText([run], view));

/** Whatever is neither text nor pixels: names of files, prompts of numbered fields, what stands between commands. */
export function* parametersOf(label: Label): Generator<LabelRun> {
  for (const { offset, end } of label.parameters) {
    // No charset is said to hold for them.
    const readings = readingsOf(label.source.slice(offset, end), offset, label.isBytes, undefined, unnamedCharsets());
    yield { ...noRun, offset, end, text: readings[0]?.text ?? '', readings };
  }
}

const noRun: Omit<LabelRun, 'offset' | 'end' | 'text' | 'readings'> = {
  kind: 'text',
  line: 1,
  column: 1,
  position: undefined,
  symbol: undefined,
  encoding: undefined,
  write: () => undefined,
};

const maxDepth = 3;
// Eleven digits in Base64.
const minPackedChars = 14;
const hexEscape = /[_\\]([0-9a-f]{2})/giu;

/** What is packed in a run, each as a text that stands where the run does. */
function* packedIn(run: LabelRun): Generator<LabelText> {
  for (const text of packedTexts(run.text)) {
    yield labelText([{ ...run, text, readings: [readingAt(text, run.offset, run.offset)] }], 0);
  }
}

/** Texts in Base64, hexadecimal, percent, JSON or `^FH` escapes that no `^FH` reads. */
export function packedTexts(text: string, depth = 0): string[] {
  if (depth === maxDepth || text.length < minPackedChars) return [];
  const found: string[] = [];
  const sources = [text, text.replace(hexEscape, '%$1')];
  for (const source of text === sources[1] ? [text] : sources) {
    for (const { value } of unpack(source).packed) {
      for (const inner of stringsIn(value)) found.push(inner, ...packedTexts(inner, depth + 1));
    }
  }
  return found;
}

function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null || depth > 8) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner, depth + 1)]);
}
