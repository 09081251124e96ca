import { isPrivacyError, type PrivacyErrorCode } from '../errors.ts';

/** A row of an export: a row of a table by column, or an order as JSON gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** A row that went through. */
export interface ProcessedRow {
  /** Tells the results apart. */
  readonly status: 'done';
  /** Its number in the export, from 1. */
  readonly row: number;
  /** What became of it. */
  readonly value: Row;
}

/** A row that was refused: keep it out of what goes on. Never holds a value of the row. */
export interface RejectedRow {
  /** Tells the results apart. */
  readonly status: 'rejected';
  /** Its number in the export, from 1. */
  readonly row: number;
  /** Why: a `PrivacyErrorCode`, a code of the file's format, or `ERR_UNEXPECTED` for an error of no code. */
  readonly code: string;
  /** The field at fault, where there is one: its path or column. */
  readonly field?: string;
  /** The code in words, the same for every row of that code. */
  readonly reason: string;
}

/** What became of one row. */
export type RowResult = ProcessedRow | RejectedRow;

/** One row in, one row out; throws for a row that it refuses; keeps no state between rows. */
export type RowProcessor = (row: Row, rowNumber: number) => Row;

/** Codes that the processors of this module reject rows with. */
const reasons: Readonly<Partial<Record<PrivacyErrorCode, string>>> = {
  ERR_ALREADY_PROTECTED: 'a private field is masked or encrypted already',
  ERR_DECRYPT_FAILED: 'wrong key, wrong record id or a changed token',
  ERR_ERASED: 'no salt is stored for the record: it was erased',
  ERR_FIELD_TYPE: 'a field is missing, of a wrong type or in another place than expected',
  ERR_INDEX: 'no index tag can be made',
  ERR_KEY_DISABLED: 'the status of the key forbids this use',
  ERR_KEY_NOT_FOUND: 'the keyring has no such key',
  ERR_LIMIT_EXCEEDED: 'larger than a documented limit',
  ERR_MALFORMED_TOKEN: 'no record token where one should be',
  ERR_SCHEMA: 'the token has a field that the schema does not have',
  ERR_UNICODE: 'a text has a lone surrogate',
  ERR_UNSUPPORTED_VERSION: 'a token of a newer version',
};

function rejected(row: number, error: unknown): RejectedRow {
  // Whatever else is thrown may quote the row in its message.
  if (!isPrivacyError(error)) {
    return { status: 'rejected', row, code: 'ERR_UNEXPECTED', reason: 'an error of no known code' };
  }
  const { code, path } = error;
  const reason = reasons[code] ?? 'the row was refused';
  return { status: 'rejected', row, code, ...(path !== undefined && { field: path }), reason };
}

/** One row of {@link processRows}. */
export function processRow(processor: RowProcessor, row: Row, rowNumber: number): RowResult {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { status: 'rejected', row: rowNumber, code: 'ERR_FIELD_TYPE', reason: 'a row is no object' };
  }
  try {
    return { status: 'done', row: rowNumber, value: processor(row, rowNumber) };
  } catch (error) {
    return rejected(rowNumber, error);
  }
}

/**
 * Processes a chunk of an export, one result for each row and in their order: for workers, queues and loops of your own.
 * Never stops half way: a row that fails is a rejected one, and stops no other.
 *
 * @param firstRow - Number of the first row of the chunk in the export, from 1.
 * @throws {TypeError} `rows` is no array. @throws {RangeError} `firstRow` is no integer of at least 1.
 * @example
 * const rows = [{ 手机: '13812345678' }, { 手机: ['13812345678'] }];
 * const results = processRows(maskRows({ columns: { 手机: 'phone' } }), rows, 1);
 * results[0]; // { status: 'done', row: 1, value: { 手机: '138******78' } }
 * results[1]?.status === 'rejected' && [results[1].row, results[1].code, results[1].field]; // [2, 'ERR_FIELD_TYPE', '手机']
 */
export function processRows(processor: RowProcessor, rows: readonly Row[], firstRow: number): readonly RowResult[] {
  if (!Array.isArray(rows)) throw new TypeError('"rows" expected array');
  if (!Number.isSafeInteger(firstRow) || firstRow < 1) throw new RangeError('"firstRow" expected an integer from 1');
  // Not map: it would leave the holes of a sparse list without a result.
  return Array.from(rows, (row: Row, i) => processRow(processor, row, firstRow + i));
}
