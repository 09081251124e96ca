import { type Path, valuesAt } from '../../paths.ts';
import { presets, recognize } from '../../platform/index.ts';
import type { Platform, RecognizedKind, RecognizeHint } from '../../platform/types.ts';
import { orderSchema } from '../../record/schema.ts';
import { flatTable } from '../../stream/flatTable.ts';
import { assertOrderRow } from '../../stream/orderRow.ts';
import type { Row } from '../../stream/rows.ts';
import type { FieldKind } from '../../types.ts';
import type { RowShape } from './plan.ts';

/** What a value is; `empty` holds nothing. */
export type TalliedKind = RecognizedKind | 'empty';

/** How many values of a column are of a kind. Holds no value. */
export interface ColumnCount {
  /** As it was named, or the path of a field. */
  readonly column: string;
  readonly kind: TalliedKind;
  /** Whose form it is, where the form tells. */
  readonly platform?: Platform;
  readonly count: number;
}

/** Counts what the private columns of rows hold. */
export interface Tally {
  add(row: Row): void;
  /** By column in the order of the call, the most readable kind first. */
  counts(): readonly ColumnCount[];
}

/** Most readable first. */
const kinds: readonly TalliedKind[] = [
  'plain',
  'unknown',
  'masked',
  'virtual-number',
  'ciphertext',
  'reference',
  'own-token',
  'empty',
];

/** Where to look in a row. */
interface Places {
  /** The row as an order, where paths are those of one. @throws {PrivacyError} `ERR_FIELD_TYPE` for a row that is none. */
  orderOf(row: Row): Row;
  readonly places: readonly Place[];
}

/** A place, and what `recognize` is told of it. */
interface Place {
  readonly column: string;
  readonly hint: RecognizeHint;
  valuesIn(order: Row): readonly unknown[];
}

/** @param platform - Whose the values are, where no preset says so. */
export function createTally(shape: RowShape, platform?: Platform): Tally {
  const { orderOf, places } = 'columns' in shape ? columnsOf(shape.columns, platform) : fieldsOf(shape, platform);
  const counted = new Map<string, Map<string, ColumnCount>>(places.map(({ column }) => [column, new Map()]));

  return {
    add(row) {
      const order = orderOf(row);
      for (const { column, hint, valuesIn } of places) {
        const counts = counted.get(column) as Map<string, ColumnCount>;
        for (const value of valuesIn(order)) {
          const found = recognized(value, hint);
          const key = `${found.kind} ${found.platform ?? ''}`;
          counts.set(key, { column, ...found, count: (counts.get(key)?.count ?? 0) + 1 });
        }
      }
    },
    counts: () =>
      [...counted.values()].flatMap((counts) =>
        [...counts.values()].sort(
          (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || ((a.platform ?? '') < (b.platform ?? '') ? -1 : 1),
        ),
      ),
  };
}

function recognized(value: unknown, hint: RecognizeHint): Pick<ColumnCount, 'kind' | 'platform'> {
  if (value === null || value === undefined) return { kind: 'empty' };
  // What it holds is readable.
  if (typeof value === 'object') return { kind: 'plain' };
  const text = String(value).trim();
  if (text === '') return { kind: 'empty' };
  const { kind, platform } = recognize(text, hint);
  return { kind, ...(platform && { platform }) };
}

function columnsOf(columns: Readonly<Record<string, FieldKind>>, platform: Platform | undefined): Places {
  const places = Object.entries(columns).map(([column, kind]) => ({
    column,
    hint: hintOf(kind, column, platform),
    valuesIn: (row: Row) => [Object.hasOwn(row, column) ? row[column] : undefined],
  }));
  return { orderOf: (row) => row, places };
}

/** The private fields of an order, and the ids that stand for a person. */
function fieldsOf(
  { preset: presetName, flat }: Exclude<RowShape, { columns: unknown }>,
  platform: Platform | undefined,
): Places {
  const preset = presetName === undefined ? undefined : presets[presetName];
  const schema = preset?.schema ?? orderSchema;
  const table = flatTable(flat, schema, preset);
  const names = new Map(typeof flat === 'object' ? Object.entries(flat).map(([name, path]) => [path, name]) : []);
  const ids = [...(preset?.mergeIds ?? []), ...(preset?.pseudonyms ?? [])];
  const fields: readonly (readonly [Path | undefined, FieldKind])[] = [
    ...schema.rules.flatMap(({ path, rule }) => (rule.action === 'encrypt' ? [[path, rule.kind] as const] : [])),
    ...ids.map((path) => [preset?.paths.get(path), 'opaque'] as const),
  ];
  const places = fields.flatMap(([path, kind]) =>
    path === undefined
      ? []
      : {
          column: names.get(path.text) ?? path.text,
          hint: hintOf(kind, path.text, platform ?? preset?.platform),
          valuesIn: (order: Row) => valuesAt(order, path).map(({ value }) => value),
        },
  );
  return {
    orderOf(row) {
      if (table !== undefined) return table.readOrder(row);
      assertOrderRow(row, schema);
      return row;
    },
    places,
  };
}

const fieldOf: Partial<Record<FieldKind, NonNullable<RecognizeHint['field']>>> = {
  name: 'name',
  phone: 'phone',
  address: 'address',
  text: 'text',
  idNumber: 'id-number',
  opaque: 'other',
};

function hintOf(kind: FieldKind, path: string, platform: Platform | undefined): RecognizeHint {
  const field = fieldOf[kind];
  return { path, ...(field && { field }), ...(platform && { platform }) };
}
