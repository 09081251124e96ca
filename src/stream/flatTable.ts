import { assertObject, assertString, PrivacyError } from '../errors.ts';
import type { MaskSchema } from '../mask/schema.ts';
import { type Path, valuesAt } from '../paths.ts';
import type { Preset } from '../platform/preset.ts';
import type { FieldRule } from '../record/schema.ts';
import { schemaError } from '../token/registry.ts';
import type { Masked } from '../types.ts';
import type { Row } from './rows.ts';

/**
 * Says that rows are rows of a flat table (CSV, Excel): `true` where its columns are named by path (`recipient.phone`), or the
 * path of each column that has another name. Lists cannot stand in one.
 */
export type FlatColumns = boolean | Readonly<Record<string, string>>;

/** Reads an order out of a row of a table, and writes it back into the same columns. */
export interface FlatTable {
  /** Path of a column that belongs to the order. */
  pathOf(column: string): string | undefined;
  /** @throws {PrivacyError} `ERR_FIELD_TYPE` for a row without any private column, and for one that holds private data elsewhere. */
  readOrder(row: Row): Record<string, unknown>;
  /** The order of an encrypted row, with room for everything that its token may hold. */
  readEncrypted(row: Row): Record<string, unknown>;
  /** A copy of the row with the order's private fields in their columns; `masks` where they moved into a token. */
  writeOrder(row: Row, order: object, masks?: Readonly<Record<string, Masked>>): Record<string, unknown>;
}

interface Column {
  readonly name: string;
  readonly path: Path;
  /** What is done with it; none for what is only read, such as an order id. */
  readonly action: FieldRule['action'] | undefined;
}

/** Checks once which column holds what. `undefined` for rows that are orders already. */
export function flatTable(flat: FlatColumns | undefined, schema: MaskSchema, preset?: Preset): FlatTable | undefined {
  if (flat === undefined || flat === false) return undefined;
  const columns = columnsOf(flat === true ? {} : flat, schema, preset);
  const misplaced = misplacedColumns(columns, schema);
  const hasLists = schema.rules.some(({ path }) => path.text.includes('[]'));
  const isPrivate = ({ action }: Column): boolean => action !== undefined && action !== 'keep';

  function checkColumns(row: Row): void {
    for (const key of Object.keys(row)) {
      const path = misplaced.get(hasLists ? key.replace(/\[\d*\]/gu, '[]') : key);
      if (path === undefined || row[key] === '' || row[key] === null) continue;
      throw new PrivacyError('ERR_FIELD_TYPE', `${path} stands where a flat table cannot hold it`, { path });
    }
    if (columns.some((column) => isPrivate(column) && Object.hasOwn(row, column.name))) return;
    throw new PrivacyError('ERR_FIELD_TYPE', 'the row has none of the private columns');
  }

  function readOrder(row: Row): Record<string, unknown> {
    const order: Record<string, unknown> = {};
    for (const { name, path } of columns) if (Object.hasOwn(row, name)) parentOf(order, path)[keyOf(path)] = row[name];
    return order;
  }

  return {
    pathOf: (column) => columns.find(({ name }) => name === column)?.path.text,
    readOrder(row) {
      checkColumns(row);
      return readOrder(row);
    },
    readEncrypted(row) {
      const order = readOrder(row);
      for (const { path } of columns) parentOf(order, path);
      return order;
    },
    writeOrder(row, order, masks) {
      // Spread and set in place: columns keep their order, and an own `__proto__` stays a property.
      const written: Record<string, unknown> = { ...row };
      for (const column of columns) {
        if (!isPrivate(column)) continue;
        const { name, path, action } = column;
        const [found] = valuesAt(order, path);
        if (found !== undefined) written[name] = found.value;
        else if (!Object.hasOwn(row, name)) continue;
        else if (action === 'encrypt' && masks !== undefined) written[name] = masks[path.text] ?? '';
        else delete written[name];
      }
      return written;
    },
  };
}

function columnsOf(
  named: Readonly<Record<string, string>>,
  schema: MaskSchema,
  preset: Preset | undefined,
): readonly Column[] {
  assertObject(named, 'flat');
  const paths = new Map<string, Path>(preset?.paths);
  const actions = new Map<string, FieldRule['action']>();
  for (const { path, rule } of schema.rules) {
    paths.set(path.text, path);
    actions.set(path.text, rule.action);
  }
  const names = new Map<string, string>();
  for (const [name, path] of Object.entries(named)) {
    assertString(path, 'flat');
    if (path.includes('[]') || !paths.has(path))
      throw schemaError('a column needs a path of the schema without a list');
    if (name === '__proto__' || names.has(path))
      throw schemaError('a path has two columns, or a column no usable name');
    names.set(path, name);
  }
  const columns: Column[] = [];
  for (const path of paths.values()) {
    const text = path.text;
    if (!text.includes('[]')) columns.push({ name: names.get(text) ?? text, path, action: actions.get(text) });
  }
  if (new Set(columns.map(({ name }) => name)).size < columns.length) {
    throw schemaError('a column has the name of another path');
  }
  return columns;
}

/**
 * Names under which private data would stay readable, with the field that would: a column that holds a whole part of the order, a
 * field of a list, and the path of a field that has another column.
 */
function misplacedColumns(columns: readonly Column[], schema: MaskSchema): ReadonlyMap<string, string> {
  const misplaced = new Map<string, string>();
  for (const { path, rule } of schema.rules) {
    if (rule.action === 'keep') continue;
    for (let end = path.text.length; end > 0; end = lastStep(path.text.slice(0, end))) {
      misplaced.set(path.text.slice(0, end), path.text);
    }
  }
  for (const { name } of columns) misplaced.delete(name);
  return misplaced;
}

const lastStep = (text: string): number => Math.max(text.lastIndexOf('.'), text.lastIndexOf('['));

const keyOf = (path: Path): string => path.steps.at(-1) as string;

/** The object that holds a path's last step, made where it is missing. */
function parentOf(order: Record<string, unknown>, path: Path): Record<string, unknown> {
  let node = order;
  for (const step of path.steps.slice(0, -1)) {
    const child = node[step] ?? {};
    if (typeof child !== 'object') {
      throw new PrivacyError('ERR_FIELD_TYPE', `${path.text} leads through a value of another type`, {
        path: path.text,
      });
    }
    node[step] = child;
    node = child as Record<string, unknown>;
  }
  return node;
}

/** Refuses a path that a schema changes, where its value has to stay: a record id. */
export function assertStays(path: string | undefined, schema: MaskSchema): void {
  if (path === undefined) return;
  const isPrivate = schema.rules.some(({ path: { text }, rule }) => rule.action !== 'keep' && text === path);
  if (isPrivate) throw schemaError('the record id has to stay readable, but the schema has a rule for', path);
}
