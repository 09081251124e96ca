import { compact, isJoined } from './compact.ts';
import type { LabelRun } from './label.ts';
import type { SoughtValue } from './original.ts';
import type { Reading } from './reading.ts';

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

const lineEnd = /\n|\\&/gu;

function* lineStartsIn({ reading, origin, from }: Segment): Generator<number> {
  yield from;
  let last = 0;
  for (const { index } of reading.text.matchAll(lineEnd)) {
    let next = last;
    for (let high = origin.length; next < high; ) {
      const middle = (next + high) >> 1;
      if ((origin[middle] as number) > index) high = middle;
      else next = middle + 1;
    }
    if (next > last && next < origin.length) yield from + next;
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
    this.starts ??= this.segments.flatMap((segment) => [...lineStartsIn(segment)]);
    return this.starts;
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
  const matches = [...wholes(label, value), ...lines(label, value)];
  if (value.kind === 'phone') matches.push(...digitParts(label, value));
  if (value.kind === 'address') matches.push(...addressParts(label, value));
  return withoutInner(matches);
}

/** Without those that are a part of another, at the same place of the value. */
function withoutInner(matches: readonly Match[]): Match[] {
  const ends = new Map<number, number>();
  return [...matches]
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

function* wholes(label: LabelText, value: SoughtValue): Generator<Match> {
  if (!isTelling(value.text)) return;
  for (const start of places(label.text, value.text)) {
    const end = start + value.text.length;
    if (isBounded(label, start, end)) yield { value, start, end, from: 0 };
  }
}

/** A line that is a part of the value and nothing else. */
function* lines(label: LabelText, value: SoughtValue): Generator<Match> {
  const { text, lineStarts } = label;
  for (const [i, start] of lineStarts.entries()) {
    const end = lineStarts[i + 1] ?? text.length;
    const length = end - start;
    if (length > value.text.length) continue;
    const line = text.slice(start, end);
    const from = value.text.indexOf(line);
    if (from >= 0 && isTellingLine(line, value) && hides(value, from, from + length)) yield { value, start, end, from };
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
const minDigits = 5;
const minJoinedDigits = 7;
const minDistinct = 3;

function* digitParts(label: LabelText, value: SoughtValue): Generator<Match> {
  const { text } = value;
  const mayBeJoined = text.length >= minJoinedDigits && new Set(text).size >= minDistinct;
  for (let from = 0; from + minDigits <= text.length; from++) {
    const seed = text.slice(from, from + minDigits);
    if (/[^0-9]/u.test(seed)) continue;
    for (const start of places(label.text, seed)) {
      if (!(mayBeJoined && from === 0) && isWithin(label, start)) continue;
      let length = minDigits;
      while (from + length < text.length && label.text[start + length] === text[from + length]) length++;
      const end = start + length;
      if (!hides(value, from, from + length)) continue;
      if ((mayBeJoined && length === text.length) || isBounded(label, start, end)) yield { value, start, end, from };
    }
  }
}

// Enough to tell 3栋2单元 of one address from that of another.
const contextChars = 2;
const minAddressPart = 4;

function* addressParts(label: LabelText, value: SoughtValue): Generator<Match> {
  for (const range of value.hidden) {
    const from = Math.max(0, range.start - contextChars);
    const to = Math.min(value.text.length, range.end + contextChars);
    if (to - from < minAddressPart) continue;
    for (const start of places(label.text, value.text.slice(from, to))) {
      if (!isWithin(label, start) || isJoined(value.text[from - 1], value.text[from])) {
        yield { value, start, end: start + to - from, from };
      }
    }
  }
}
