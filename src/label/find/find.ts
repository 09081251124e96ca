import type { LabelRun } from '../parse/label.ts';
import type { Reading } from '../parse/reading.ts';
import { compact, isJoined } from './compact.ts';
import type { SoughtValue } from './original.ts';
import { eachSeed, seedDigits } from './seeds.ts';

/** Letters and digits of several runs in one line, and where each stands. */
export interface LabelText {
  readonly text: string;
  readonly runs: readonly LabelRun[];
  /** The run that a unit is of. */
  runOf(unit: number): LabelRun;
  /** Offsets in the label. */
  startOf(unit: number): number;
  endOf(unit: number): number;
  /** Whether something stands between the unit and the one before it: a space, a sign, the end of a field. */
  isApart(unit: number): boolean;
  /** Whether a line ends before the unit: a new field, `\&` or a line feed. */
  isNewLine(unit: number): boolean;
  /** Every unit before which a line ends, in order. */
  readonly lineStarts: readonly number[];
  /** Where five or more digits stand side by side, in order. */
  readonly numbers: readonly Stretch[];
}

/** From one unit up to another. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A value, or a part of it, in a {@link LabelText}. */
export interface Match {
  readonly value: SoughtValue;
  readonly start: number;
  readonly end: number;
  /** Where in the value the part begins. */
  readonly from: number;
}

/**
 * Runs as one text, so that a value is found that is split over fields and lines.
 *
 * @param view - Which reading of each run; the last one where it has fewer.
 */
export function labelText(runs: readonly LabelRun[], view: number): LabelText {
  const segments: Segment[] = [];
  const texts: string[] = [];
  let from = 0;
  for (const run of runs) {
    const reading = run.readings[Math.min(view, run.readings.length - 1)];
    if (reading === undefined) continue;
    const { text, origin } = compact(reading.text);
    if (text === '') continue;
    segments.push({ run, reading, origin, from });
    texts.push(text);
    from += text.length;
  }
  return new SegmentedText(texts.join(''), runs, segments);
}

/** The letters and digits of one run. */
interface Segment {
  readonly run: LabelRun;
  readonly reading: Reading;
  /** Where each stands in the reading. */
  readonly origin: Uint32Array;
  /** Index of the first one in the whole text. */
  readonly from: number;
}

const lineEnd = /\n|\\&/u;
const lineEnds = /\n|\\&/gu;
const longNumber = /[0-9]{5,}/gu;

function addLineStarts(starts: number[], { reading, origin, from }: Segment): void {
  starts.push(from);
  if (!lineEnd.test(reading.text)) return;
  let last = 0;
  for (const { index } of reading.text.matchAll(lineEnds)) {
    let next = last;
    for (let high = origin.length; next < high; ) {
      const middle = (next + high) >> 1;
      if ((origin[middle] as number) > index) high = middle;
      else next = middle + 1;
    }
    if (next > last && next < origin.length) starts.push(from + next);
    last = next;
  }
}

/** Where a unit stands is worked out when it is asked: it is for the few that are found. */
class SegmentedText implements LabelText {
  readonly text: string;
  readonly runs: readonly LabelRun[];
  private readonly segments: readonly Segment[];
  private last = 0;
  private starts: readonly number[] | undefined;
  private digits: readonly Stretch[] | undefined;

  constructor(text: string, runs: readonly LabelRun[], segments: readonly Segment[]) {
    this.text = text;
    this.runs = runs;
    this.segments = segments;
  }

  runOf(unit: number): LabelRun {
    return this.segmentOf(unit).run;
  }

  startOf(unit: number): number {
    const { reading, origin, from } = this.segmentOf(unit);
    return reading.startOf(origin[unit - from] as number);
  }

  endOf(unit: number): number {
    const { reading, origin, from } = this.segmentOf(unit);
    return reading.endOf(origin[unit - from] as number);
  }

  isApart(unit: number): boolean {
    const { origin, from } = this.segmentOf(unit);
    return unit === from || (origin[unit - from] as number) > (origin[unit - from - 1] as number) + 1;
  }

  isNewLine(unit: number): boolean {
    if (!this.isApart(unit)) return false;
    const { reading, origin, from } = this.segmentOf(unit);
    if (unit === from) return true;
    const between = reading.text.slice((origin[unit - from - 1] as number) + 1, origin[unit - from]);
    return between.includes('\n') || between.includes('\\&');
  }

  get lineStarts(): readonly number[] {
    if (this.starts === undefined) {
      const starts: number[] = [];
      for (const segment of this.segments) addLineStarts(starts, segment);
      this.starts = starts;
    }
    return this.starts;
  }

  get numbers(): readonly Stretch[] {
    this.digits ??= Array.from(this.text.matchAll(longNumber), ({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }));
    return this.digits;
  }

  /** Units are mostly asked in order, so that the one before is the first guess. */
  private segmentOf(unit: number): Segment {
    const { segments } = this;
    if (!this.isIn(this.last, unit) && !this.isIn(++this.last, unit)) {
      let low = 0;
      for (let high = segments.length; high - low > 1; ) {
        const middle = (low + high) >> 1;
        if ((segments[middle] as Segment).from <= unit) low = middle;
        else high = middle;
      }
      this.last = low;
    }
    return segments[this.last] as Segment;
  }

  private isIn(index: number, unit: number): boolean {
    const { [index]: segment, [index + 1]: next } = this.segments;
    return segment !== undefined && unit >= segment.from && (next === undefined || unit < next.from);
  }
}

/** How many readings the run with the most has. */
export const viewsOf = (runs: readonly LabelRun[]): number =>
  runs.reduce((most, { readings }) => Math.max(most, readings.length), 1);

/** Every place of a value and of its telling parts. */
export function findValue(label: LabelText, value: SoughtValue): Match[] {
  if (label.text === '') return [];
  const matches: Match[] = [];
  addWholes(matches, label, value);
  addLines(matches, label, value);
  if (value.kind === 'phone') addDigitParts(matches, label, value);
  if (value.kind === 'address') addAddressParts(matches, label, value);
  return withoutInner(matches);
}

/** Without those that are a part of another, at the same place of the value. */
function withoutInner(matches: Match[]): Match[] {
  if (matches.length < 2) return matches;
  const ends = new Map<number, number>();
  return matches
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end, from }) => {
      const isInner = end <= (ends.get(start - from) ?? 0);
      if (!isInner) ends.set(start - from, end);
      return !isInner;
    });
}

/** Whether a place is within a word or number, not before or after one. */
const isWithin = (label: LabelText, at: number): boolean =>
  at > 0 && at < label.text.length && !label.isApart(at) && isJoined(label.text[at - 1], label.text[at]);

const isBounded = (label: LabelText, start: number, end: number): boolean =>
  !isWithin(label, start) && !isWithin(label, end);

function* places(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

/** Two letters may be a word of anything when they are no hanzi, and one hanzi is a word of everything. */
const isTelling = (text: string): boolean => text.length > 2 || (text.length === 2 && text > '\u2e80');

function addWholes(matches: Match[], label: LabelText, value: SoughtValue): void {
  if (!isTelling(value.text)) return;
  for (const start of places(label.text, value.text)) {
    const end = start + value.text.length;
    if (isBounded(label, start, end)) matches.push({ value, start, end, from: 0 });
  }
}

/** A line that is a part of the value and nothing else. */
function addLines(matches: Match[], label: LabelText, value: SoughtValue): void {
  const { text, lineStarts } = label;
  for (let i = 0; i < lineStarts.length; i++) {
    const start = lineStarts[i] as number;
    const end = lineStarts[i + 1] ?? text.length;
    const length = end - start;
    // Most lines are told from a part by their first unit, before they are cut out.
    if (length > value.text.length || !value.units.has(text.charCodeAt(start))) continue;
    const line = text.slice(start, end);
    const from = value.text.indexOf(line);
    if (from >= 0 && isTellingLine(line, value) && hides(value, from, from + length)) {
      matches.push({ value, start, end, from });
    }
  }
}

function isTellingLine(line: string, value: SoughtValue): boolean {
  if (line === value.text) return true;
  // 301 alone may count anything.
  if (value.kind === 'address') return line.length > 2 && /[^0-9]/u.test(line);
  return value.kind === 'name' && isTelling(line);
}

const hides = ({ hidden }: SoughtValue, start: number, end: number): boolean =>
  hidden.some((range) => range.start < end && start < range.end);

// Five digits side by side are told from a tracking number by their ends, which have as many in common with a phone by chance;
// a whole number is found within a longer one too, as after its country code.
const minJoinedDigits = 7;
const minDistinct = 3;

function addDigitParts(matches: Match[], label: LabelText, value: SoughtValue): void {
  const { text, units, seeds } = value;
  const mayBeJoined = text.length >= minJoinedDigits && units.size >= minDistinct;
  for (const { start, from } of seedsIn(label, seeds)) {
    if (!(mayBeJoined && from === 0) && isWithin(label, start)) continue;
    let length = seedDigits;
    while (from + length < text.length && label.text[start + length] === text[from + length]) length++;
    const end = start + length;
    if (!hides(value, from, from + length)) continue;
    if ((mayBeJoined && length === text.length) || isBounded(label, start, end)) {
      matches.push({ value, start, end, from });
    }
  }
}

/** Where five digits of a phone stand, in the order of the phone, found in one pass over the numbers of a label. */
function seedsIn(
  { numbers, text }: LabelText,
  seeds: SoughtValue['seeds'],
): { readonly start: number; readonly from: number }[] {
  const found: { start: number; from: number }[] = [];
  for (const { start, end } of numbers) {
    eachSeed(text, start, end, (seed, at) => {
      for (const from of seeds.get(seed) ?? []) found.push({ start: at, from });
    });
  }
  return found.sort((a, b) => a.from - b.from);
}

// Enough to tell 3栋2单元 of one address from that of another.
const contextChars = 2;
const minAddressPart = 4;

function addAddressParts(matches: Match[], label: LabelText, value: SoughtValue): void {
  for (const range of value.hidden) {
    const from = Math.max(0, range.start - contextChars);
    const to = Math.min(value.text.length, range.end + contextChars);
    if (to - from < minAddressPart) continue;
    for (const start of places(label.text, value.text.slice(from, to))) {
      if (!isWithin(label, start) || isJoined(value.text[from - 1], value.text[from])) {
        matches.push({ value, start, end: start + to - from, from });
      }
    }
  }
}
