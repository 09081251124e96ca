import { type CsvError, Parser } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Row } from '../../stream/rows.ts';
import { piecesOf } from './bytes.ts';
import {
  type Codec,
  type CutFile,
  defaultMaxRowBytes,
  type FilePart,
  type FormatName,
  type OpenedFile,
  type PartFormat,
  type PartReading,
  type ReadOptions,
  type ReadPart,
  type ReadRow,
  type UnreadableRow,
  type WriteOptions,
} from './codec.ts';
import { FileError } from './fileError.ts';
import { escapeFormula, unescapeFormula } from './formulas.ts';
import { cutParts, findTableRowEnds, rowsOfParts } from './parts.ts';
import { checkHeader, raggedRow, rowOfCells, tableWriter } from './tableRow.ts';
import { decoded, encodePart, notText, openText, textEncoder, textWriter } from './text.ts';

function delimited(name: FormatName, ownDelimiter: string): Codec {
  const parts: PartFormat = {
    read: readRecords,
    write: (rows, options) => writeRecords(rows, { delimiter: ownDelimiter, ...options }),
  };
  return {
    name,
    read: (input, options) => readTable(input, parts, { delimiter: ownDelimiter, ...options }),
    write: (options) => writeTable({ delimiter: ownDelimiter, ...options }),
    parts,
  };
}

/**
 * Comma-separated values with a header: RFC 4180, with any line break, in UTF-8, GB18030 (as Excel in China saves) or UTF-16
 * with a mark. Cells are texts: no number loses a digit. A row with more or fewer cells is unreadable and the rest goes on; a
 * quote in a wrong place ends the file, because cells behind it may stand in wrong columns. Formulas are escaped on the way
 * out and unescaped on the way in. Empty lines are left out of tables with two columns or more.
 */
export const csv: Codec = delimited('csv', ',');

/** Tab-separated values, else as {@link csv}: Excel's "Unicode text" is one, in UTF-16. */
export const tsv: Codec = delimited('tsv', '\t');

type TableOptions<T> = T & { readonly delimiter: string };

async function readTable(
  input: ReadableStream<Uint8Array>,
  format: PartFormat,
  { encoding: named, delimiter, maxRowBytes = defaultMaxRowBytes }: TableOptions<ReadOptions>,
): Promise<OpenedFile> {
  const text = await openText(input, named);
  // A line break of UTF-16 is no single byte.
  const isWide = text.encoding === 'utf-16le';
  const encoding = isWide ? 'utf-8' : text.encoding;
  const pieces = isWide ? utf8Of(decoded(text.pieces, 'utf-16le')) : text.pieces;
  const parts = cutParts(pieces, findTableRowEnds(), maxRowBytes, isWide ? undefined : text.markBytes);
  try {
    const first = await parts.next();
    if (first.done === true) throw new FileError('ERR_FILE_COLUMNS', 'the file has no header');
    const head = parseRecords(first.value, { encoding, delimiter, maxRowBytes });
    const [header] = head.records;
    if (head.failure !== undefined) throw head.failure;
    if (header === undefined) throw new FileError('ERR_FILE_COLUMNS', 'the file has no header');
    const columns = checkHeader(header.cells.map(unescapeFormula));
    const cut: CutFile = {
      reading: { encoding, delimiter, maxRowBytes, columns },
      linesBefore: head.lines,
      parts,
      ...(!isWide && {
        partsFrom: (rest, offset) => cutParts(piecesOf(rest), findTableRowEnds(), maxRowBytes, offset, false),
      }),
    };
    const rows = rowsOfParts(cut, format);
    return {
      columns,
      style: { encoding: text.encoding, hasMark: text.hasMark, lineBreak: lineBreakOf(first.value.bytes), delimiter },
      cut,
      rows,
      async close() {
        await rows.return();
        await parts.return();
      },
    };
  } catch (error) {
    await parts.return();
    throw error;
  }
}

async function* utf8Of(texts: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  for await (const text of texts) yield Buffer.from(text);
}

function lineBreakOf(header: Uint8Array): '\n' | '\r\n' {
  const at = header.indexOf(0x0a);
  return header[at - 1] === 0x0d ? '\r\n' : '\n';
}

interface TableRecord {
  readonly cells: string[];
  /** Line of the part on which it ends, from 1. */
  readonly line: number;
}

/** The parser without its stream: a part is parsed at once. */
class RecordParser extends Parser {
  private records: TableRecord[] = [];

  override push(cells: string[] | null): boolean {
    if (cells !== null) this.records.push({ cells, line: this.info.lines });
    return true;
  }

  /** Parses a text, with `isWhole` to its end. @returns what stands before the first mistake in it, and the mistake. */
  parse(text: Uint8Array, isWhole: boolean): { records: readonly TableRecord[]; mistake: CsvError | undefined } {
    let mistake: CsvError | undefined;
    const settle = (error?: Error | null): void => {
      mistake ??= (error ?? undefined) as CsvError | undefined;
    };
    this._transform(text, 'utf8', settle);
    if (isWhole && mistake === undefined) this._flush(settle);
    const { records } = this;
    // Node 24 clears a stream away, and what hangs on it, in a full collection alone.
    this.records = [];
    return { records, mistake };
  }
}

function parseRecords(
  { bytes, isTooLong = false }: FilePart,
  { encoding, delimiter, maxRowBytes }: PartReading,
): { records: readonly TableRecord[]; lines: number; failure?: FileError } {
  let text: Uint8Array;
  try {
    // Also where it is UTF-8 already: what is none is refused.
    text = Buffer.from(
      new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isTooLong }),
    );
  } catch {
    return { records: [], lines: 0, failure: notText(encoding) };
  }
  const parser = new RecordParser({
    ...(delimiter !== undefined && { delimiter }),
    // Not found out from the first line: files that were pasted together have both.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowBytes,
  });
  const { records, mistake } = parser.parse(text, !isTooLong);
  const line = (records.at(-1)?.line ?? 0) + 1;
  if (mistake !== undefined) return { records, lines: 0, failure: syntaxError(mistake, line) };
  if (isTooLong) return { records, lines: 0, failure: tooLong(line) };
  return { records, lines: parser.info.lines - 1 };
}

const tooLong = (line: number): FileError =>
  new FileError('ERR_FILE_TOO_LARGE', 'a row is longer than the limit, which an unclosed quote brings about too', {
    line,
  });

/** The error of the parser quotes the text, so nothing of it is kept. */
function syntaxError({ code }: CsvError, line: number): FileError {
  if (code === 'CSV_MAX_RECORD_SIZE') return tooLong(line);
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is not closed' : 'a quote stands in a wrong place';
  return new FileError('ERR_FILE_SYNTAX', `${what} in the row that begins here`, { line });
}

function readRecords(part: FilePart, reading: PartReading): ReadPart {
  const { columns = [] } = reading;
  const { records, ...end } = parseRecords(part, reading);
  const rows: (ReadRow | UnreadableRow)[] = [];
  for (const { cells, line } of records) {
    const row = rows.length + 1;
    if (cells.length === columns.length) {
      rows.push({ status: 'read', row, value: rowOfCells(columns, cells.map(unescapeFormula)) });
    } else if (cells.length > 1 || cells[0] !== '') rows.push(raggedRow(row, line));
  }
  return { rows, ...end };
}

/** Rows that are turned into text at once: one by one the library checks its options anew for each. */
const rowsAtOnce = 128;

function writeRecords(rows: readonly Row[], options: TableOptions<WriteOptions>): Uint8Array {
  const { lineBreak, delimiter, columns, isContinued = false, ...style } = options;
  const table = tableWriter(columns, isContinued);
  const records = rows.map((row) => table.cells(row));
  const header = isContinued ? [] : table.header();
  if (header.length > 0) records.unshift([...header]);
  return encodePart(textOf(records, delimiter, lineBreak), style);
}

function textOf(records: readonly (readonly string[])[], delimiter: string, lineBreak = '\n'): string {
  return stringify(
    records.map((cells) => cells.map(escapeFormula)),
    { delimiter, record_delimiter: lineBreak, quote_record_delimiter: true },
  );
}

function writeTable(options: TableOptions<WriteOptions>): TransformStream<Row, Uint8Array> {
  const { encoding, hasMark, lineBreak, delimiter, columns, isContinued = false } = options;
  const table = tableWriter(columns, isContinued);
  let held: (readonly string[])[] = [];
  let hasHeader = isContinued;
  function take(): string {
    const text = textOf(held, delimiter, lineBreak);
    held = [];
    return text;
  }
  function write(row: Row): string {
    if (!hasHeader) held.push(table.header(row));
    hasHeader = true;
    held.push(table.cells(row));
    return held.length < rowsAtOnce ? '' : take();
  }
  function end(): string {
    const header = table.header();
    if (!hasHeader && header.length > 0) held.push(header);
    return take();
  }
  return textWriter(textEncoder(encoding, hasMark), write, end);
}
