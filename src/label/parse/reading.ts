import { type Charset, charsetNamed } from './charset.ts';

/** Data of a label as text; unit `i` of it stands at `startOf(i)` to `endOf(i)` of the label. */
export interface Reading {
  readonly text: string;
  startOf(unit: number): number;
  endOf(unit: number): number;
}

/** Text that stands in the label as it is: one place for each unit. */
export const plainReading = (text: string, at: number): Reading => ({
  text,
  startOf: (unit) => at + unit,
  endOf: (unit) => at + unit + 1,
});

/** Text that stands nowhere by itself, such as what is packed in something else: all of it is at one place. */
export const readingAt = (text: string, start: number, end: number): Reading => ({
  text,
  startOf: () => start,
  endOf: () => end,
});

/** Text, and for each unit of it where it stands. */
export const mappedReading = (text: string, starts: ArrayLike<number>, ends: ArrayLike<number>): Reading => ({
  text,
  startOf: (unit) => starts[unit] as number,
  endOf: (unit) => ends[unit] as number,
});

/**
 * A reading with its escapes read.
 *
 * @param pattern - What an escape is, with one group, global.
 * @param textOf - What it stands for.
 */
export function unescapedReading(reading: Reading, pattern: RegExp, textOf: (group: string) => string): Reading {
  if (!reading.text.includes('\\')) return reading;
  const parts: string[] = [];
  const starts = new Uint32Array(reading.text.length);
  const ends = new Uint32Array(reading.text.length);
  let length = 0;
  const add = (text: string, placeOf: (unit: number) => readonly [number, number]): void => {
    parts.push(text);
    for (let i = 0; i < text.length; i++) {
      [starts[length], ends[length]] = placeOf(i);
      length++;
    }
  };
  let at = 0;
  for (const { 0: whole, 1: group = '', index } of reading.text.matchAll(pattern)) {
    const from = at;
    add(reading.text.slice(at, index), (i) => [reading.startOf(from + i), reading.endOf(from + i)]);
    at = index + whole.length;
    const place = [reading.startOf(index), reading.endOf(at - 1)] as const;
    add(textOf(group), () => place);
  }
  const rest = at;
  add(reading.text.slice(at), (i) => [reading.startOf(rest + i), reading.endOf(rest + i)]);
  return mappedReading(parts.join(''), starts, ends);
}

/** How a language writes what cannot stand in its data as it is. */
export interface Escape {
  /** What begins an escape: one character. */
  readonly sign: string;
  /** The length of the escape at `at` and the byte it stands for; `undefined` where it is none. */
  read(data: string, at: number): { readonly length: number; readonly byte: number } | undefined;
}

/**
 * Every reading of data: one for each charset that all its bytes are of, without repeats. None: it is in no charset.
 *
 * @param data - As it stands in the label; of bytes one character each.
 * @param at - Its offset in the label.
 */
export function readingsOf(
  data: string,
  at: number,
  isBytes: boolean,
  escapes: Escape | undefined,
  charsets: readonly Charset[],
): Reading[] {
  const hasEscape = escapes !== undefined && data.includes(escapes.sign);
  if (!hasEscape && !notAscii.test(data)) return [plainReading(data, at)];
  // A charset that is not read: ASCII would be a guess where any byte of another kind stands.
  if (charsets.length === 0) return [];
  if (!hasEscape && !isBytes) return [plainReading(data, at)];
  const units = unitsOf(data, at, isBytes, hasEscape ? escapes : undefined);
  const readings: Reading[] = [];
  // Where only one charset is read there is nothing to be certain about.
  const isOpen = units.isBytes && charsets.length > 1;
  const utf8 = isOpen ? charsets.find((charset) => charset === charsetNamed('utf-8')) : undefined;
  const certain = utf8 === undefined ? undefined : decodeBytes(units, utf8, certainCharacters);
  if (certain !== undefined) return [certain];
  for (const charset of charsets) {
    const reading = units.isBytes ? decodeBytes(units, charset) : decodeMixed(units, data, charset);
    if (reading !== undefined && !readings.some(({ text }) => text === reading.text)) readings.push(reading);
  }
  return readings;
}

const notAscii = /[^\0-\u007f]/u;

/** Data without its escapes: bytes, or of a string that was decoded before bytes and characters. */
interface Units {
  /** Bytes or characters, one each. */
  readonly codes: Uint16Array;
  /** Where each stands; the last is where the data ends. */
  readonly starts: Uint32Array;
  /** Whether all are bytes. */
  readonly isBytes: boolean;
}

function unitsOf(data: string, at: number, isBytes: boolean, escapes: Escape | undefined): Units {
  const codes = new Uint16Array(data.length);
  const starts = new Uint32Array(data.length + 1);
  let length = 0;
  let onlyBytes = true;
  for (let i = 0; i < data.length; length++) {
    const escaped = data[i] === escapes?.sign ? escapes?.read(data, i) : undefined;
    starts[length] = at + i;
    codes[length] = escaped?.byte ?? data.charCodeAt(i);
    if (!isBytes && escaped === undefined && (codes[length] as number) > 0x7f) {
      onlyBytes = false;
      codes[length] = decoded;
    }
    i += escaped?.length ?? 1;
  }
  starts[length] = at + data.length;
  return { codes: codes.subarray(0, length), starts: starts.subarray(0, length + 1), isBytes: onlyBytes };
}

// Stands for a character that is no byte; which one is looked up in the data.
const decoded = 0xffff;

// So many characters are not of UTF-8 by chance: of two hanzi in GBK less than one in fifty are.
const certainCharacters = 8;

/**
 * All at once; where each unit stands is only worked out when asked.
 *
 * @param minCharacters - How many characters have to be other than ASCII.
 */
function decodeBytes({ codes, starts }: Units, charset: Charset, minCharacters = 0): Reading | undefined {
  const bytes = new Uint8Array(codes);
  // A decoder may pass over half a character at the end, and where it does not it throws, which takes many times as long.
  if (!endsWithCharacter(bytes, charset)) return undefined;
  const text = charset.decode(bytes);
  if (text === undefined || !isWhole(text, bytes, charset, minCharacters)) return undefined;
  let places: Places | undefined;
  const map = (): Places => {
    places ??= placesOf(text, bytes, starts, charset);
    return places;
  };
  return { text, startOf: (unit) => map().starts[unit] as number, endOf: (unit) => map().ends[unit] as number };
}

function endsWithCharacter(bytes: Uint8Array, charset: Charset): boolean {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    at += lead < 0x80 ? 1 : charset.length(lead, bytes[at + 1]);
  }
  return at === bytes.length;
}

/**
 * Where each character begins in the bytes and in the text, and how long it is there.
 *
 * @returns where the last one ends in the text.
 */
function eachCharacter(
  text: string,
  bytes: Uint8Array,
  charset: Charset,
  use: (at: number, length: number, unit: number, units: number) => void,
): number {
  let unit = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : charset.length(lead, bytes[at + 1]);
    const units = lead < 0x80 ? 1 : charset.units(text, unit, lead, bytes[at + 1]);
    use(at, length, unit, units);
    at += length;
    unit += units;
  }
  return unit;
}

function isWhole(text: string, bytes: Uint8Array, charset: Charset, minCharacters: number): boolean {
  let characters = 0;
  const end = eachCharacter(text, bytes, charset, (_, length) => {
    if (length > 1) characters++;
  });
  return end === text.length && characters >= minCharacters;
}

interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

function placesOf(text: string, bytes: Uint8Array, starts: Uint32Array, charset: Charset): Places {
  const places = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  eachCharacter(text, bytes, charset, (at, length, unit, units) => {
    places.starts.fill(starts[at] as number, unit, unit + units);
    places.ends.fill(starts[at + length] as number, unit, unit + units);
  });
  return places;
}

/** Characters stay, bytes between them are decoded one character after the other. */
function decodeMixed({ codes, starts }: Units, data: string, charset: Charset): Reading | undefined {
  const at = starts[0] as number;
  const ownStarts: number[] = [];
  const ownEnds: number[] = [];
  const parts: string[] = [];
  for (let i = 0; i < codes.length; ) {
    const lead = codes[i] as number;
    const length = lead < 0x80 || lead === decoded ? 1 : charset.length(lead, codes[i + 1]);
    const bytes = codes.subarray(i, i + length);
    const start = starts[i] as number;
    const character =
      lead === decoded
        ? (data[start - at] as string)
        : bytes.length < length || bytes.includes(decoded)
          ? undefined
          : charset.decode(Uint8Array.from(bytes));
    if (character === undefined) return undefined;
    for (let k = 0; k < character.length; k++) {
      ownStarts.push(start);
      ownEnds.push(starts[i + length] as number);
    }
    parts.push(character);
    i += length;
  }
  return mappedReading(parts.join(''), ownStarts, ownEnds);
}
