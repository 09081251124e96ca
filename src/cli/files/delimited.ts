import { type CsvError, Parser } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Row } from '../../stream/rows.ts';
import {
  type Codec,
  defaultMaxRowBytes,
  type FormatName,
  type OpenedFile,
  type ReadOptions,
  type ReadRow,
  type UnreadableRow,
  type WriteOptions,
} from './codec.ts';
import { FileError } from './fileError.ts';
import { escapeFormula, unescapeFormula } from './formulas.ts';
import { checkHeader, raggedRow, rowOfCells, tableWriter } from './tableRow.ts';
import { decodeText, textEncoder, textWriter } from './text.ts';

function delimited(name: FormatName, extensions: readonly string[], ownDelimiter: string): Codec {
  return {
    name,
    extensions,
    read: (input, options) => readTable(input, { delimiter: ownDelimiter, ...options }),
    write: (options) => writeTable({ delimiter: ownDelimiter, ...options }),
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
  { encoding, delimiter, maxRowBytes = defaultMaxRowBytes }: TableOptions<ReadOptions>,
): Promise<OpenedFile> {
  const { encoding: found, hasMark, pieces } = await decodeText(input, encoding);
  const records = recordsOf(pieces, delimiter, maxRowBytes);
  try {
    const first = await records.next();
    if (first.done === true) throw new FileError('ERR_FILE_COLUMNS', 'the file has no header');
    const columns = checkHeader(first.value.cells.map(unescapeFormula));
    return {
      columns,
      style: { encoding: found, hasMark, lineBreak: first.value.lineBreak, delimiter },
      rows: rowsOf(columns, records),
      close: async () => void (await records.return()),
    };
  } catch (error) {
    await records.return();
    throw error;
  }
}

interface TableRecord {
  readonly cells: readonly string[];
  /** Line on which it ends. */
  readonly line: number;
  readonly lineBreak: '\n' | '\r\n';
}

/** Keeps the records of one write together: they are taken from it before the next. */
class RecordParser extends Parser {
  found: { cells: string[]; line: number }[] = [];

  override push(cells: string[] | null): boolean {
    if (cells !== null) this.found.push({ cells, line: this.info.lines });
    return true;
  }

  /** Parses a part of the text, or with `null` its end. */
  parse(text: string | null): Promise<undefined> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null): void => (error ? reject(error) : resolve(undefined));
      if (text === null) this._flush(settle);
      else this._transform(Buffer.from(text), 'utf8', settle);
    });
  }
}

async function* recordsOf(
  pieces: AsyncGenerator<string, void>,
  delimiter: string,
  maxRowBytes: number,
): AsyncGenerator<TableRecord, void> {
  const parser = new RecordParser({
    delimiter,
    // Not found out from the first line: files that were pasted together have both.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowBytes,
  });
  let lineBreak: '\n' | '\r\n' | undefined;
  let line = 0;
  try {
    for (;;) {
      const next = await pieces.next();
      const text = next.done === true ? null : next.value;
      lineBreak ??= lineBreakOf(text);
      const error = await parser.parse(text).catch((thrown: CsvError) => thrown);
      // Also those before a mistake.
      for (const record of parser.found) {
        line = record.line;
        yield { ...record, lineBreak: lineBreak ?? '\n' };
      }
      parser.found = [];
      if (error !== undefined) throw syntaxError(error, line + 1);
      if (text === null) return;
    }
  } finally {
    await pieces.return();
  }
}

function lineBreakOf(text: string | null): '\n' | '\r\n' | undefined {
  const at = text?.indexOf('\n') ?? -1;
  if (at < 0) return undefined;
  return text?.[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The error of the parser quotes the text, so nothing of it is kept. */
function syntaxError({ code }: CsvError, line: number): FileError {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const hint = 'a row is longer than the limit, which an unclosed quote brings about too';
    return new FileError('ERR_FILE_TOO_LARGE', hint, { line });
  }
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is not closed' : 'a quote stands in a wrong place';
  return new FileError('ERR_FILE_SYNTAX', `${what} in the row that begins here`, { line });
}

async function* rowsOf(
  columns: readonly string[],
  records: AsyncGenerator<TableRecord, void>,
): AsyncGenerator<ReadRow | UnreadableRow, void> {
  let row = 0;
  for await (const { cells, line } of records) {
    if (cells.length === columns.length) {
      row++;
      yield { status: 'read', row, value: rowOfCells(columns, cells.map(unescapeFormula)) };
    } else if (cells.length > 1 || cells[0] !== '') {
      row++;
      yield raggedRow(row, line);
    }
  }
}

/** Rows that are turned into text at once: one by one the library checks its options anew for each. */
const rowsAtOnce = 128;

function writeTable(options: TableOptions<WriteOptions>): TransformStream<Row, Uint8Array> {
  const { encoding, hasMark, lineBreak = '\n', delimiter, columns } = options;
  const table = tableWriter(columns);
  let held: string[][] = [];
  let hasHeader = false;
  function hold(cells: readonly string[]): void {
    held.push(cells.map(escapeFormula));
  }
  function take(): string {
    const text = stringify(held, { delimiter, record_delimiter: lineBreak, quote_record_delimiter: true });
    held = [];
    return text;
  }
  function write(row: Row): string {
    if (!hasHeader) hold(table.header(row));
    hasHeader = true;
    hold(table.cells(row));
    return held.length < rowsAtOnce ? '' : take();
  }
  function end(): string {
    const header = table.header();
    if (!hasHeader && header.length > 0) hold(header);
    return take();
  }
  return textWriter(textEncoder(encoding, hasMark), write, end);
}
