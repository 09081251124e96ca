import { type DecryptRowsOptions, decryptRows, type EncryptRowsOptions, encryptRows } from './encryptRows.ts';
import { type MaskRowsOptions, maskRows } from './maskRows.ts';
import { processRow, type Row, type RowProcessor, type RowResult } from './rows.ts';

function rowStream(processor: RowProcessor): TransformStream<Row, RowResult> {
  let row = 0;
  return new TransformStream<Row, RowResult>({
    transform(value, controller) {
      row++;
      controller.enqueue(processRow(processor, value, row));
    },
  });
}

/**
 * Masks the rows of an export one by one: rows in, one result for each out, in their order. A row that is refused is a rejected
 * result and stops no other. Holds one row at a time and takes the next when a reader asks for it.
 *
 * @param options - As for {@link maskRows}.
 * @throws what {@link maskRows} throws.
 * @example
 * const stream = maskStream({ columns: { 收件人: 'name', 手机: 'phone' } });
 * const writer = stream.writable.getWriter();
 * void writer.write({ 订单号: 'A1', 收件人: '张三丰', 手机: '13812345678' });
 * const { value } = await stream.readable.getReader().read();
 * value; // { status: 'done', row: 1, value: { 订单号: 'A1', 收件人: '张**', 手机: '138******78' } }
 */
export function maskStream(options: MaskRowsOptions): TransformStream<Row, RowResult> {
  return rowStream(maskRows(options));
}

/**
 * Encrypts the rows of an export one by one, as {@link maskStream} masks them.
 *
 * @param options - As for {@link encryptRows}.
 * @throws what {@link encryptRows} throws.
 */
export function encryptStream(options: EncryptRowsOptions): TransformStream<Row, RowResult> {
  return rowStream(encryptRows(options));
}

/**
 * Decrypts the rows of an export one by one, as {@link maskStream} masks them.
 *
 * @param options - As for {@link decryptRows}.
 * @throws what {@link decryptRows} throws.
 */
export function decryptStream(options: DecryptRowsOptions): TransformStream<Row, RowResult> {
  return rowStream(decryptRows(options));
}
