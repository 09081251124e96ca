import type { Row } from '../../stream/rows.ts';
import type { UnreadableRow } from './codec.ts';
import { stringifyExactly } from './exactJson.ts';
import { FileError } from './fileError.ts';

/** The columns of a table by its header. @throws {FileError} `ERR_FILE_COLUMNS`: the names of none are in it, they may be data. */
export function checkHeader(columns: readonly string[]): readonly string[] {
  const places = new Map<string, number>();
  for (const [i, name] of columns.entries()) {
    const first = places.get(name);
    if (first !== undefined) {
      throw new FileError('ERR_FILE_COLUMNS', `columns ${first} and ${i + 1} have the same name`, { line: 1 });
    }
    places.set(name, i + 1);
  }
  if (places.has('__proto__')) throw new FileError('ERR_FILE_COLUMNS', 'a column has a name that no object can have');
  return columns;
}

/** A row by its columns. */
export function rowOfCells(columns: readonly string[], cells: readonly string[]): Row {
  const row: Record<string, string> = {};
  for (let i = 0; i < columns.length; i++) row[columns[i] as string] = cells[i] ?? '';
  return row;
}

/** A row with more or fewer cells than the header: which of them is private cannot be told. */
export function raggedRow(row: number, line?: number): UnreadableRow {
  const reason = 'the row has another number of cells than the header';
  return { status: 'rejected', row, code: 'ERR_ROW_CELLS', reason, ...(line !== undefined && { line }) };
}

/** Turns rows into the cells of one table, whose columns the first row settles. */
export interface TableWriter {
  /** The header, once it is settled: by the first row, or by the columns that were read where there is no row. */
  header(first?: Row): readonly string[];
  /** @throws {FileError} `ERR_FILE_ROW` for a row with a column that the table has not: it would be lost. */
  cells(row: Row): string[];
}

/** See `WriteOptions`. */
export function tableWriter(read: readonly string[] = [], isContinued = false): TableWriter {
  let columns = isContinued ? read : undefined;
  function header(first?: Row): readonly string[] {
    if (columns !== undefined) return columns;
    if (first === undefined) return read;
    const kept = read.filter((name) => Object.hasOwn(first, name));
    columns = [...kept, ...Object.keys(first).filter((name) => !read.includes(name))];
    return columns;
  }
  return {
    header,
    cells(row) {
      const names = header(row);
      let found = 0;
      // Not a literal that grows: in half of the runs V8 put those of a thread among what lives long (--trace-pretenuring), which
      // made masks of CSV a tenth slower.
      const cells = names.map((name) => {
        if (!Object.hasOwn(row, name)) return '';
        found++;
        return cellText(row[name]);
      });
      if (Object.keys(row).length > found)
        throw new FileError('ERR_FILE_ROW', 'a row has a column that the first has not');
      return cells;
    },
  };
}

/** Lists and objects as JSON text. */
function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? stringifyExactly(value) : String(value);
}
