import { type CsvError, Parser } from 'csv-parse';
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

function delimited(name: FormatName, extensions: readonly string[], ownDelimiter: string): Codec {
  const parts: PartFormat = {
    read: readRecords,
    write: (rows, options) => writeRecords(rows, { delimiter: ownDelimiter, ...options }),
  };
  return {
    name,
    extensions,
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
export const csv: Codec = delimited('csv', ['csv'], ',');

/** Tab-separated values, else as {@link csv}: Excel's "Unicode text" is one, in UTF-16. */
export const tsv: Codec = delimited('tsv', ['tsv', 'tab'], '\t');

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
  readonly found: TableRecord[] = [];

  override push(cells: string[] | null): boolean {
    if (cells !== null) this.found.push({ cells, line: this.info.lines });
    return true;
  }

  /** Parses a text, with `isWhole` to its end. @returns the mistake in it. */
  parse(text: Uint8Array, isWhole: boolean): CsvError | undefined {
    let failure: CsvError | undefined;
    const settle = (error?: Error | null): void => {
      failure ??= (error ?? undefined) as CsvError | undefined;
    };
    this._transform(text, 'utf8', settle);
    if (isWhole && failure === undefined) this._flush(settle);
    return failure;
  }
}

/** What the parser makes of a text without quotes, in a fraction of its time: there each line is a row, and each delimiter ends a cell. */
function splitRecords(text: string, delimiter: string): { records: readonly TableRecord[]; lines: number } {
  const rows = text.includes('\r') ? text.split(/\r\n|\n|\r/u) : text.split('\n');
  const lines = rows.length - 1;
  if (rows.at(-1) === '') rows.pop();
  return { records: rows.map((row, i) => ({ cells: row.split(delimiter), line: i + 1 })), lines };
}

function parseRecords(
  { bytes, isTooLong = false }: FilePart,
  { encoding, delimiter, maxRowBytes }: PartReading,
): { records: readonly TableRecord[]; lines: number; failure?: FileError } {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isTooLong });
  } catch {
    return { records: [], lines: 0, failure: notText(encoding) };
  }
  // A character of UTF-16 has at most three bytes in UTF-8, by which the parser measures a row.
  const isPlain = !isTooLong && !text.includes('"') && 3 * text.length <= maxRowBytes;
  if (isPlain && delimiter !== undefined && /^[^"\r\n]$/u.test(delimiter)) return splitRecords(text, delimiter);
  const parser = new RecordParser({
    ...(delimiter !== undefined && { delimiter }),
    // Not found out from the first line: files that were pasted together have both.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowBytes,
  });
  const mistake = parser.parse(Buffer.from(text), !isTooLong);
  const records = parser.found;
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

function writeRecords(rows: readonly Row[], options: TableOptions<WriteOptions>): Uint8Array {
  const { lineBreak, delimiter, columns, isContinued = false, ...style } = options;
  const table = tableWriter(columns, isContinued);
  const lineOf = (cells: readonly string[]): string => lineOfCells(cells, delimiter, lineBreak);
  const lines = rows.map((row) => lineOf(table.cells(row)));
  const header = isContinued ? [] : table.header();
  return encodePart((header.length > 0 ? lineOf(header) : '') + lines.join(''), style);
}

/** RFC 4180 §2: a cell with a delimiter, a quote or a line break stands between quotes, and quotes in it are doubled. */
function lineOfCells(cells: readonly string[], delimiter: string, lineBreak = '\n'): string {
  const written = cells.map((cell) => {
    const text = escapeFormula(cell);
    return text.includes(delimiter) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return written.join(delimiter) + lineBreak;
}

function writeTable(options: TableOptions<WriteOptions>): TransformStream<Row, Uint8Array> {
  const { encoding, hasMark, lineBreak, delimiter, columns, isContinued = false } = options;
  const table = tableWriter(columns, isContinued);
  const lineOf = (cells: readonly string[]): string => lineOfCells(cells, delimiter, lineBreak);
  let hasHeader = isContinued;
  function write(row: Row): string {
    const header = hasHeader ? '' : lineOf(table.header(row));
    hasHeader = true;
    return header + lineOf(table.cells(row));
  }
  function end(): string {
    const header = table.header();
    return hasHeader || header.length === 0 ? '' : lineOf(header);
  }
  return textWriter(textEncoder(encoding, hasMark), write, end);
}
