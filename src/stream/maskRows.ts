import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { createMasker, type Masker } from '../mask/masker.ts';
import type { MaskOptions } from '../mask/plan.ts';
import type { MaskSchema } from '../mask/schema.ts';
import { type Path, textOf } from '../paths.ts';
import type { Preset } from '../platform/preset.ts';
import { protectOrder } from '../platform/protect.ts';
import { valueTypes } from '../typedText.ts';
import type { FieldKind } from '../types.ts';
import { type FlatColumns, flatTable } from './flatTable.ts';
import { assertOrderRow } from './orderRow.ts';
import type { Row, RowProcessor } from './rows.ts';

/** What is private in a row, by exactly one of `columns`, `schema` and `preset`; and how it is masked. */
export interface MaskRowsOptions extends MaskOptions {
  /** Kind of each private column of a table; every row must have all of them. Other columns stay as they are. */
  readonly columns?: Readonly<Record<string, FieldKind>>;
  /** Rows are orders of this schema. */
  readonly schema?: MaskSchema;
  /** Rows are orders of a platform: what it encrypted or masked already, and declared virtual numbers, stay as they are. */
  readonly preset?: Preset;
  /** With `schema` and `preset`: rows are rows of a flat table. Default: orders as JSON gives them. */
  readonly flat?: FlatColumns;
  /** With `preset`: the time at which virtual numbers must still be valid. Default: now, row by row. */
  readonly now?: Date;
}

const optionKeys = ['columns', 'schema', 'preset', 'flat', 'now', 'policy', 'region', 'glyph', 'tagger'];

/**
 * Makes a processor that replaces the private fields of rows by their masks.
 *
 * A row is refused where something private could stay readable: it lacks a column that was named, none of the private fields
 * is in it, or one is of a type or in a place that its rule does not take. Empty and null fields stay as they are.
 *
 * @throws {PrivacyError} `ERR_POLICY`, `ERR_SCHEMA`. @throws {TypeError} for wrong options.
 * @example
 * const process = maskRows({ columns: { 收件人: 'name', 手机: 'phone' }, policy: 'label' });
 * process({ 订单号: 'A1', 收件人: '张三丰', 手机: '13812345678' }, 1); // { 订单号: 'A1', 收件人: '张**', 手机: '138******78' }
 * process({ 订单号: 'A2', 收件人: '张三丰' }, 2); // throws ERR_FIELD_TYPE
 * const trades = maskRows({ preset: presets['taobao.trade'] });
 * trades({ tid: '1', receiver_name: '张三', receiver_mobile: '138******78', receiver_address: '' }, 1);
 * // => { tid: '1', receiver_name: '张**', receiver_mobile: '138******78', receiver_address: '' }
 */
export function maskRows(options: MaskRowsOptions): RowProcessor {
  assertObject(options, 'options');
  assertKnownKeys(options, optionKeys, 'options');
  const { columns, schema, preset, flat, now, ...maskOptions } = options;
  const { policy, ...rest } = maskOptions;
  const masker = createMasker(policy, rest);
  if ([columns, schema, preset].filter((given) => given !== undefined).length !== 1) {
    throw new TypeError('"options" expected one of columns, schema and preset');
  }
  if (now !== undefined && preset === undefined) throw new TypeError('"now" is given without a preset');
  if (columns !== undefined) {
    if (flat !== undefined) throw new TypeError('"flat" is given, but columns are those of a flat table anyway');
    return maskColumns(columns, masker);
  }
  const rules = preset?.schema ?? (schema as MaskSchema);
  const table = flatTable(flat, rules, preset);
  const mask = (order: Row): object => {
    if (preset !== undefined) return protectOrder(order, preset, masker, now === undefined ? {} : { now }).order;
    assertOrderRow(order, rules);
    return masker.record(order, rules);
  };
  return (row) => (table === undefined ? (mask(row) as Row) : table.writeOrder(row, mask(table.readOrder(row))));
}

function maskColumns(columns: Readonly<Record<string, FieldKind>>, masker: Masker): RowProcessor {
  assertObject(columns, 'columns');
  const kinds = Object.entries(columns).map(([column, kind]) => {
    // Checks the kind: an unknown one must not wait for the first row.
    masker.value(kind, '');
    if (column === '__proto__') throw new TypeError('"columns" has a name that reaches into prototypes');
    const path: Path = { text: column, steps: [column] };
    return { column, kind, path };
  });
  if (kinds.length === 0) throw new TypeError('"columns" expected at least one column');
  return (row) => {
    const masked: Record<string, unknown> = { ...row };
    for (const { column, kind, path } of kinds) {
      if (!Object.hasOwn(row, column)) {
        throw new PrivacyError('ERR_FIELD_TYPE', `the row has no column ${column}`, { path: column });
      }
      const text = textOf(row[column], [], path, valueTypes);
      if (text !== undefined) masked[column] = masker.value(kind, text);
    }
    return masked;
  };
}
