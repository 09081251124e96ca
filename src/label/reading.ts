import type { Charset } from './charset.ts';

/** Data of a field as text; unit `i` of it stands at `starts[i]` to `ends[i]` of the label. */
export interface Reading {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Every reading of a field's data: one for each charset that all its bytes are of, without repeats. None: it is in no charset.
 *
 * @param data - As it stands in the label; of bytes one character each.
 * @param at - Its offset in the label.
 * @param hex - Indicator of `^FH`.
 */
export function readingsOf(
  data: string,
  at: number,
  isBytes: boolean,
  hex: string | undefined,
  charsets: readonly Charset[],
): Reading[] {
  const isPlain = !notAscii.test(data) && (hex === undefined || !data.includes(hex));
  if (isPlain) return [identity(data, at)];
  const units = unitsOf(data, at, isBytes, hex);
  // A number of ^CI that is not read: ASCII would be a guess where any byte of another kind stands.
  if (charsets.length === 0) return [];
  const readings: Reading[] = [];
  for (const charset of charsets) {
    const reading = decode(units, charset);
    if (reading !== undefined && !readings.some(({ text }) => text === reading.text)) readings.push(reading);
  }
  return readings;
}

const notAscii = /[^\0-\u007f]/u;

function identity(text: string, at: number): Reading {
  const starts = Array.from({ length: text.length }, (_, i) => at + i);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

/** A byte, or a character that was decoded before. */
interface Unit {
  readonly byte: number | undefined;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const hexPair = /^[0-9a-f]{2}$/iu;

function unitsOf(data: string, at: number, isBytes: boolean, hex: string | undefined): Unit[] {
  const units: Unit[] = [];
  for (let i = 0; i < data.length; ) {
    const text = data[i] as string;
    const pair = text === hex ? data.slice(i + 1, i + 3) : '';
    const isEscape = hexPair.test(pair);
    const length = isEscape ? 3 : 1;
    const code = isEscape ? Number.parseInt(pair, 16) : text.charCodeAt(0);
    const byte = isEscape || isBytes || code < 0x80 ? code : undefined;
    units.push({ byte, text, start: at + i, end: at + i + length });
    i += length;
  }
  return units;
}

function decode(units: readonly Unit[], charset: Charset): Reading | undefined {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < units.length; ) {
    const unit = units[i] as Unit;
    const length = unit.byte === undefined || unit.byte < 0x80 ? 1 : charset.length(unit.byte, units[i + 1]?.byte);
    const character = unit.byte === undefined ? unit.text : decodeBytes(units, i, length, charset);
    if (character === undefined) return undefined;
    const end = units[i + length - 1]?.end ?? unit.end;
    for (let k = 0; k < character.length; k++) {
      starts.push(unit.start);
      ends.push(end);
    }
    text += character;
    i += length;
  }
  return { text, starts, ends };
}

function decodeBytes(units: readonly Unit[], at: number, length: number, charset: Charset): string | undefined {
  const bytes = new Uint8Array(length);
  for (let k = 0; k < length; k++) {
    const byte = units[at + k]?.byte;
    if (byte === undefined) return undefined;
    bytes[k] = byte;
  }
  return length === 1 && (bytes[0] ?? 0) < 0x80 ? String.fromCharCode(bytes[0] ?? 0) : charset.decode(bytes);
}
