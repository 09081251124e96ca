import type { Row } from '../../stream/rows.ts';
import { joined, piecesOf } from './bytes.ts';
import {
  type CellWarning,
  type Codec,
  defaultMaxRowBytes,
  type OpenedFile,
  type ReadOptions,
  type ReadRow,
  type UnreadableRow,
  type WriteOptions,
} from './codec.ts';
import { FileError } from './fileError.ts';
import { checkHeader, raggedRow, rowOfCells, tableWriter } from './tableRow.ts';
import { checkUnpackedSize } from './zipSizes.ts';

const defaultMaxPackedBytes = 128 * 1024 * 1024;
const defaultMaxUnpackedBytes = 1024 * 1024 * 1024;
/** ECMA-376: a sheet ends there; the header is one of them. */
const maxSheetRows = 1_048_576;

/**
 * One sheet of an Excel workbook with a header, by `hucre`. Cells are read and written as texts, so that no tracking number
 * becomes a rounded number; one that was stored as a number is read with a warning. Times are read as `YYYY-MM-DD HH:mm:ss`
 * without a zone, as they stand in the sheet. The packed file is held in memory; empty rows are left out.
 */
export const xlsx: Codec = { name: 'xlsx', read: readWorkbook, write: writeWorkbook };

/** The parts of hucre that are used: another library fits in here. */
interface Hucre {
  streamXlsxRows(input: Uint8Array, options: { readonly sheet?: string | number }): LibraryRows;
  readXlsx(
    input: Uint8Array,
    options: { readonly sheets: (sheet: unknown, index: number) => boolean },
  ): Promise<unknown>;
  writeXlsxStream(rows: AsyncIterable<string[]>, options: { readonly name: string }): ReadableStream<Uint8Array>;
}

type LibraryRows = AsyncGenerator<{ readonly index: number; readonly values: readonly Cell[] }, void, undefined>;
type Cell = string | number | boolean | Date | null;

/** An optional peer dependency: loaded when a workbook is met. */
async function loadHucre(): Promise<Hucre> {
  try {
    return await import('hucre/xlsx');
  } catch {
    throw new FileError('ERR_FILE_LIBRARY', 'workbooks need the package hucre: npm install hucre@1');
  }
}

async function readWorkbook(input: ReadableStream<Uint8Array>, options: ReadOptions = {}): Promise<OpenedFile> {
  const { maxRowBytes = defaultMaxRowBytes, onWarning, sheet } = options;
  const zip = await zipOf(input, options);
  const { streamXlsxRows } = await loadHucre();
  const sheetRows = cellsOf(streamXlsxRows(zip, sheet === undefined ? {} : { sheet }), maxRowBytes);
  const first = await sheetRows.next();
  if (first.done === true) throw new FileError('ERR_FILE_COLUMNS', 'there is no such sheet, or it has no header');
  const columns = checkHeader(withoutEmptyEnd(first.value.values.map(textOf)));
  return {
    columns,
    style: {},
    rows: rowsOf(columns, sheetRows, onWarning),
    close: async () => void (await sheetRows.return()),
  };
}

/** A row of any sheet, the header as any other. */
export interface SheetRow {
  /** Number of the sheet, from 1, hidden ones included. */
  readonly sheet: number;
  /** Number that the spreadsheet shows beside the row, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * The rows of all sheets of a workbook, for whoever must miss none: cells only, no notes, headers of pages or hidden names.
 *
 * @throws {FileError} as the codec.
 */
export async function* readSheets(
  input: ReadableStream<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<SheetRow, void> {
  const { maxRowBytes = defaultMaxRowBytes } = options;
  const zip = await zipOf(input, options);
  const { streamXlsxRows, readXlsx } = await loadHucre();
  let sheets = 0;
  // Is asked of each sheet, and reads none.
  const countSheet = (): boolean => {
    sheets++;
    return false;
  };
  await orDamaged(readXlsx(zip, { sheets: countSheet }));
  let failure: unknown;
  for (let sheet = 0; sheet < sheets; sheet++) {
    const rows = cellsOf(streamXlsxRows(zip, { sheet }), maxRowBytes);
    // A sheet that cannot be read, such as a chart, must not hide the others.
    for (;;) {
      const next = await rows.next().catch((error: unknown) => {
        failure ??= error;
        return { done: true } as const;
      });
      if (next.done === true) break;
      const { index, values } = next.value;
      yield { sheet: sheet + 1, row: index + 1, cells: values.map(textOf) };
    }
  }
  if (failure !== undefined) throw failure;
}

/** The packed file, when it is one and unpacks to no more than the limits. */
async function zipOf(
  input: ReadableStream<Uint8Array>,
  { maxPackedBytes = defaultMaxPackedBytes, maxUnpackedBytes = defaultMaxUnpackedBytes }: ReadOptions,
): Promise<Uint8Array> {
  const zip = await wholeOf(input, maxPackedBytes);
  await checkUnpackedSize(zip, maxUnpackedBytes);
  return zip;
}

async function wholeOf(input: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of piecesOf(input)) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new FileError('ERR_FILE_TOO_LARGE', 'the workbook is larger than the limit');
    pieces.push(piece);
  }
  return pieces.length === 0 ? new Uint8Array(0) : joined(pieces);
}

/** A row that has any cells, and its number in the sheet, from 0. */
type CellRow = { readonly index: number; readonly values: readonly Cell[] };

async function* cellsOf(rows: LibraryRows, maxRowBytes: number): AsyncGenerator<CellRow, void> {
  let row = 0;
  try {
    for await (const { index, values } of rows) {
      let chars = 0;
      for (const cell of values) chars += typeof cell === 'string' ? cell.length : 1;
      if (chars > maxRowBytes) throw new FileError('ERR_FILE_TOO_LARGE', 'a row is longer than the limit', { row });
      row++;
      if (values.some((cell) => cell !== null && cell !== '')) yield { index, values };
    }
  } catch (error) {
    throw asFileError(error);
  }
}

async function orDamaged<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw asFileError(error);
  }
}

/** The error of the library may quote the file. */
const asFileError = (error: unknown): FileError =>
  error instanceof FileError
    ? error
    : new FileError(
        'ERR_FILE_FORMAT',
        'the workbook cannot be read: damaged, locked with a password, or no such sheet',
      );

async function* rowsOf(
  columns: readonly string[],
  rows: AsyncGenerator<CellRow, void>,
  onWarning: ((warning: CellWarning) => void) | undefined,
): AsyncGenerator<ReadRow | UnreadableRow, void> {
  let row = 0;
  for await (const { index, values } of rows) {
    row++;
    for (const [i, value] of values.entries()) {
      if (isLongNumber(value)) onWarning?.({ code: 'WARN_LONG_NUMBER', row, column: i + 1 });
    }
    const cells = withoutEmptyEnd(values.map(textOf));
    if (cells.length > columns.length) yield raggedRow(row, index + 1);
    else yield { status: 'read', row, value: rowOfCells(columns, cells) };
  }
}

function withoutEmptyEnd(cells: string[]): string[] {
  while (cells.length > 0 && cells.at(-1) === '') cells.pop();
  return cells;
}

/** A spreadsheet keeps 15 digits of a number: the last ones of a longer one are gone already. */
const isLongNumber = (cell: Cell): boolean => typeof cell === 'number' && Math.abs(cell) >= 1e15;

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'object') return String(cell);
  const text = cell.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

function writeWorkbook({ columns }: WriteOptions = {}): ReadableWritablePair<Uint8Array, Row> {
  const rows = new TransformStream<Row, Row>();
  const bytes = new TransformStream<Uint8Array, Uint8Array>();
  const run = async (): Promise<void> => {
    const { writeXlsxStream } = await loadHucre();
    await writeXlsxStream(sheetRows(rows.readable, columns), { name: 'Sheet1' }).pipeTo(bytes.writable);
  };
  run().catch(async (error: unknown) => {
    // Whoever writes rows and whoever reads bytes both learn of it.
    await Promise.allSettled([rows.readable.cancel(error), bytes.writable.abort(error)]);
  });
  return { writable: rows.writable, readable: bytes.readable };
}

async function* sheetRows(rows: ReadableStream<Row>, columns: readonly string[] | undefined): AsyncGenerator<string[]> {
  const table = tableWriter(columns);
  let written = 0;
  for await (const row of rows as unknown as AsyncIterable<Row>) {
    if (written === 0) yield [...table.header(row)];
    written++;
    if (written >= maxSheetRows)
      throw new FileError('ERR_FILE_ROW', 'a sheet cannot hold that many rows: write CSV instead');
    const cells = table.cells(row);
    if (!cells.every(isCellText))
      throw new FileError('ERR_FILE_ROW', 'a text that a cell cannot hold', { row: written });
    yield cells;
  }
  if (written === 0) yield [...table.header()];
}

/** ECMA-376: a cell holds 32,767 UTF-16 units. XML has no control characters and no lone surrogates. */
const isCellText = (text: string): boolean => text.length <= 32_767 && !/\p{Surrogate}/u.test(text);
