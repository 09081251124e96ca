import type { CutFile, FilePart, PartFormat, ReadRow, UnreadableRow } from './codec.ts';
import { FileError } from './fileError.ts';

/** Where rows end in the next piece of a file: offsets behind the first and the last of them; nothing where none ends. */
export type FindRowEnds = (piece: Uint8Array) => { readonly first: number; readonly last: number } | undefined;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Rows that are lines. No byte of UTF-8 or GB18030 beyond ASCII looks like a line feed. */
export const findLineEnds: FindRowEnds = (piece) => {
  const last = piece.lastIndexOf(lineFeed);
  return last < 0 ? undefined : { first: piece.indexOf(lineFeed) + 1, last: last + 1 };
};

/**
 * Rows of RFC 4180: a line break between quotes ends none. A doubled quote closes and opens at once, so counting is enough. A quote
 * in a wrong place is not noticed: until there, ends are right, and whoever reads the row goes no further.
 */
export function findTableRowEnds(): FindRowEnds {
  let isQuoted = false;
  let isAfterReturn = false;
  return (piece) => {
    // Most pieces have neither, and are searched in native code.
    const isPlain = !isQuoted && !isAfterReturn && !piece.includes(quote) && !piece.includes(carriageReturn);
    if (isPlain) return findLineEnds(piece);
    let first = -1;
    let last = -1;
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i];
      let end = -1;
      if (isAfterReturn && byte !== lineFeed) end = i;
      isAfterReturn = false;
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === lineFeed && !isQuoted) end = i + 1;
      else if (byte === carriageReturn && !isQuoted) isAfterReturn = true;
      if (end < 0) continue;
      if (first < 0) first = end;
      last = end;
    }
    return last < 0 ? undefined : { first, last };
  };
}

/**
 * Cuts a file between rows, about once in each piece. The first part is the first row alone: it is a header, or shows the style.
 * Of a row over the limit only the beginning is kept.
 *
 * @param offset - Of the first piece in the file; `undefined` where pieces are not the bytes of the file.
 * @param isFirst - Whether the pieces begin with the first row.
 */
export async function* cutParts(
  pieces: AsyncGenerator<Uint8Array, void>,
  findRowEnds: FindRowEnds,
  maxRowBytes: number,
  offset: number | undefined = undefined,
  isFirst = true,
): AsyncGenerator<FilePart, void> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let isFirstRow = isFirst;
  let next = offset;
  for await (const piece of pieces) {
    const at = next;
    if (next !== undefined) next += piece.length;
    const endOf = (bytes: number): number | undefined => (at === undefined ? undefined : at + bytes);
    const ends = findRowEnds(piece);
    let start = 0;
    if (ends !== undefined) {
      if (heldBytes + ends.first > maxRowBytes || isFirstRow) {
        held.push(piece.subarray(0, ends.first));
        yield partOf(held, heldBytes + ends.first > maxRowBytes, endOf(ends.first));
        held = [];
        start = ends.first;
      }
      held.push(piece.subarray(start, ends.last));
      if (held.some(({ length }) => length > 0)) yield partOf(held, false, endOf(ends.last));
      held = [];
      heldBytes = 0;
      isFirstRow = false;
      start = ends.last;
    }
    if (start === piece.length) continue;
    heldBytes += piece.length - start;
    if (heldBytes <= maxRowBytes || held.length === 0) held.push(piece.subarray(start));
    // Enough to see whether a quote in a wrong place made the row so long.
    else held = held.slice(0, 1);
  }
  if (heldBytes > 0) yield partOf(held, heldBytes > maxRowBytes, next);
}

function partOf(pieces: readonly Uint8Array[], isTooLong: boolean, end: number | undefined): FilePart {
  const kept = isTooLong ? pieces.slice(0, 1) : pieces;
  const bytes = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of kept) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes, ...(isTooLong && { isTooLong }), ...(end !== undefined && { end }) };
}

/** The rows of a file, numbered through. */
export async function* rowsOfParts(
  { parts, reading, linesBefore }: CutFile,
  format: PartFormat,
): AsyncGenerator<ReadRow | UnreadableRow, void> {
  let place: RowPlace = { row: 0, line: linesBefore };
  for await (const part of parts) {
    const { rows, lines, failure } = format.read(part, reading);
    for (const row of rows) yield placed(row, place);
    if (failure !== undefined) throw placedFailure(failure, place);
    place = { row: place.row + rows.length, line: place.line + lines };
  }
}

/** What stands in a file before a part of it. */
export interface RowPlace {
  readonly row: number;
  readonly line: number;
}

/** A row of a part by its numbers in the file. */
export function placed<T extends { readonly row: number; readonly line?: number }>(row: T, place: RowPlace): T {
  return { ...row, row: place.row + row.row, ...(row.line !== undefined && { line: place.line + row.line }) };
}

/** A failure of a part by its numbers in the file. */
export function placedFailure(
  { code, message, row, line }: Pick<FileError, 'code' | 'message' | 'row' | 'line'>,
  place: RowPlace,
): FileError {
  return new FileError(code, message, {
    ...(row !== undefined && { row: place.row + row }),
    ...(line !== undefined && { line: place.line + line }),
  });
}
