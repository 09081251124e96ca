import { assertObject } from '../../errors.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { orderSchema, type Schema } from '../../record/schema.ts';
import { type FieldKind, fieldKinds } from '../../types.ts';
import { FileError } from './fileError.ts';

/** A column of a table that holds something private. */
export interface MappedColumn {
  /** Its name in the header. */
  readonly column: string;
  /** What it holds. */
  readonly kind: FieldKind;
  /** The field of the schema that it is; without one, the schema's first field of the kind. */
  readonly path?: string;
}

/** What a mapping file says. */
export interface Mapping {
  /** The private columns. */
  readonly columns: readonly MappedColumn[];
  /** The column that tells rows apart. */
  readonly recordId?: string;
  /** The platform whose orders the rows are. */
  readonly preset?: PresetName;
}

/**
 * Reads `收件人=name,手机=phone,寄件人=sender.name`: each column with its kind, or with the path of a field of the schema. A name
 * with a comma needs a mapping file.
 *
 * @throws {FileError} `ERR_FILE_MAPPING`; it names positions, not columns.
 */
export function parseColumns(text: string, schema: Schema = orderSchema): readonly MappedColumn[] {
  const pairs = text.split(',').map((part, i): [string, string] => {
    const at = part.lastIndexOf('=');
    if (at < 1) throw mappingError(`part ${i + 1} is no column=kind`);
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
  return mapped(pairs, schema);
}

/**
 * Reads a mapping file: `{ "columns": { "收件人": "name", "手机": "recipient.phone" }, "recordId": "订单号" }`, and `preset` with the name
 * of a preset.
 *
 * @throws {FileError} `ERR_FILE_MAPPING`.
 */
export function parseMapping(text: string, schema: Schema = orderSchema): Mapping {
  const value = jsonObject(text);
  const { columns = {}, recordId, preset, ...others } = value;
  if (Object.keys(others).length > 0)
    throw mappingError('the mapping file has another key than columns, recordId and preset');
  if (recordId !== undefined && typeof recordId !== 'string') throw mappingError('recordId is no text');
  if (preset !== undefined && (typeof preset !== 'string' || !Object.hasOwn(presets, preset))) {
    throw mappingError(`preset is none of ${Object.keys(presets).join(', ')}`);
  }
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns))
    throw mappingError('columns is no object');
  return {
    columns: mapped(Object.entries(columns), preset === undefined ? schema : presets[preset as PresetName].schema),
    ...(recordId !== undefined && { recordId }),
    ...(preset !== undefined && { preset: preset as PresetName }),
  };
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    assertObject(value, 'mapping');
    return value as Record<string, unknown>;
  } catch {
    // The error of the parser quotes the text.
    throw mappingError('the mapping file is no JSON object');
  }
}

function mapped(pairs: readonly (readonly [string, unknown])[], schema: Schema): readonly MappedColumn[] {
  const names = new Set<string>();
  return pairs.map(([column, target], i) => {
    if (column === '' || names.has(column)) throw mappingError(`column ${i + 1} has no name, or that of another`);
    names.add(column);
    const field = typeof target === 'string' ? schema.fields.get(target) : undefined;
    if (field !== undefined) return { column, kind: field.kind, path: target as string };
    if (!fieldKinds.includes(target as FieldKind)) {
      throw mappingError(`column ${i + 1} has neither a kind (${fieldKinds.join(', ')}) nor a field of ${schema.name}`);
    }
    return { column, kind: target as FieldKind };
  });
}

/** Checks that a table has the columns of a mapping. @throws {FileError} `ERR_FILE_MAPPING`; it names positions. */
export function checkColumns(columns: readonly string[], mapping: readonly MappedColumn[]): void {
  const missing = mapping.findIndex(({ column }) => !columns.includes(column));
  if (missing >= 0) throw mappingError(`column ${missing + 1} of the mapping is not in the header`);
}

/** For `maskRows({ columns })`. */
export function columnKinds(mapping: readonly MappedColumn[]): Record<string, FieldKind> {
  return Object.fromEntries(mapping.map(({ column, kind }) => [column, kind]));
}

/**
 * For `encryptRows({ flat })` and `decryptRows({ flat })`.
 *
 * @throws {FileError} `ERR_FILE_MAPPING` where the schema has no field for a column, or two columns are one field.
 */
export function columnPaths(mapping: readonly MappedColumn[], schema: Schema = orderSchema): Record<string, string> {
  const paths = new Map<string, string>();
  for (const [i, { column, kind, path = firstOfKind(schema, kind) }] of mapping.entries()) {
    if (path === undefined) throw mappingError(`${schema.name} has no field of the kind ${kind} for column ${i + 1}`);
    if (paths.has(path)) throw mappingError(`two columns are ${path}: give each its path`);
    paths.set(path, column);
  }
  return Object.fromEntries([...paths].map(([path, column]) => [column, path]));
}

/** The lowest id, which in `orderSchema` is the recipient's. */
function firstOfKind(schema: Schema, kind: FieldKind): string | undefined {
  const found = schema.rules.find(({ rule }) => rule.action === 'encrypt' && rule.kind === kind);
  return found?.path.text;
}

const mappingError = (message: string): FileError => new FileError('ERR_FILE_MAPPING', message);
