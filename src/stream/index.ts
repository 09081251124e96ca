/**
 * Web streams: text of any length and exports of any number of rows, in bounded memory.
 *
 * @module
 */
export type { CountryCode } from '../detect/phone/index.ts';
export type { TextKind } from '../detect/text/index.ts';
export type { MaskTextOptions } from '../mask/text.ts';
export { type DecryptRowsOptions, decryptRows, type EncryptRowsOptions, encryptRows } from './encryptRows.ts';
export type { FlatColumns } from './flatTable.ts';
export { type MaskRowsOptions, maskRows } from './maskRows.ts';
export { maskTextStream } from './maskText.ts';
export type { RowValue } from './place.ts';
export { decryptStream, encryptStream, maskStream } from './rowStreams.ts';
export {
  type ProcessedRow,
  processRows,
  type RejectedRow,
  type Row,
  type RowProcessor,
  type RowResult,
} from './rows.ts';
