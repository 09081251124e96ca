import { assertString, PrivacyError } from '../errors.ts';
import { parsePath, valuesAt } from '../paths.ts';
import type { Row } from './rows.ts';

/** Where something about a row comes from: a path in it, of a flat table a column, or a function. */
export type RowValue<T> = string | ((row: Row, rowNumber: number) => T);

/** Reads what stands in a row, or `undefined`; and names it for errors. */
export interface RowReader {
  readonly field: string;
  read(row: Row, rowNumber: number): unknown;
}

/** Checks once where a value comes from. */
export function rowReader(value: RowValue<unknown>, name: string, isFlat: boolean): RowReader {
  if (typeof value === 'function') return { field: name, read: value };
  assertString(value, name);
  if (isFlat) return { field: value, read: (row) => (Object.hasOwn(row, value) ? row[value] : undefined) };
  const path = parsePath(value);
  return { field: value, read: (row) => valuesAt(row, path)[0]?.value };
}

/** A text that tells rows apart: a string or an integer of a row. @throws {PrivacyError} `ERR_FIELD_TYPE`. */
export function textIn({ field, read }: RowReader, row: Row, rowNumber: number): string {
  const value = read(row, rowNumber);
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const what = value === undefined || value === '' ? 'is missing' : 'is neither a string nor a safe integer';
  throw new PrivacyError('ERR_FIELD_TYPE', `${field} ${what}`, { path: field });
}

/** A count of a row, in a table as digits. @throws {PrivacyError} `ERR_FIELD_TYPE`. */
export function countIn({ field, read }: RowReader, row: Row, rowNumber: number): number {
  const value = read(row, rowNumber);
  const count = typeof value === 'string' && /^\d{1,16}$/u.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
  throw new PrivacyError('ERR_FIELD_TYPE', `${field} is no safe integer from 0`, { path: field });
}
