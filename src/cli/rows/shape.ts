import type { PresetName } from '../../platform/index.ts';
import { orderFields } from '../../token/registry.ts';
import type { FieldKind } from '../../types.ts';
import { usage } from '../problem.ts';
import type { RowPlan, RowShape } from './plan.ts';

/** What `--columns` may say of a column, besides a path of the order. */
export const columnKinds = [
  'name',
  'phone',
  'address',
  'text',
  'idNumber',
  'email',
  'account',
  'bankCard',
  'plate',
  'opaque',
] as const satisfies readonly FieldKind[];

/** Where a column of a kind belongs in an order, when nobody says more. */
const recipientPaths: Readonly<Partial<Record<string, string>>> = {
  name: 'recipient.name',
  phone: 'recipient.phone',
  address: 'recipient.address',
  text: 'remark',
};

/** What is known of a file when its shape is settled. */
export interface ShapeQuestion {
  readonly verb: RowPlan['verb'];
  readonly file: string;
  /** The header of a table; JSON has none. */
  readonly header: readonly string[] | undefined;
  /** Kind or path by column, as typed. */
  readonly columns: Readonly<Record<string, string>> | undefined;
  readonly preset: PresetName | undefined;
}

const isKind = (word: string): word is FieldKind => (columnKinds as readonly string[]).includes(word);

/** Settles what is private in the rows of a file; `undefined` for a table of which nothing is said. */
export function shapeOf(question: ShapeQuestion): RowShape | undefined {
  const { header, columns, preset } = question;
  if (columns !== undefined) return columnShape(question, columns);
  if (header === undefined) return { ...(preset && { preset }) };
  if (preset !== undefined) return { preset, flat: true };
  return header.some((name) => Object.hasOwn(orderFields, name)) ? { flat: true } : undefined;
}

function columnShape(question: ShapeQuestion, columns: Readonly<Record<string, string>>): RowShape {
  const { verb, file, header, preset } = question;
  const missing = Object.keys(columns).find((name) => header !== undefined && !header.includes(name));
  if (missing !== undefined) throw usage('ERR_COLUMN', { column: missing }, { file });
  const words = Object.entries(columns);
  if (preset === undefined && verb === 'mask' && words.every(([, word]) => isKind(word))) {
    return { columns: columns as Record<string, FieldKind> };
  }
  const flat: Record<string, string> = {};
  for (const [name, word] of words) {
    const path = preset === undefined ? (recipientPaths[word] ?? word) : word;
    const isKnown = preset !== undefined || Object.hasOwn(orderFields, path);
    if (!isKnown || Object.values(flat).includes(path)) {
      throw usage('ERR_COLUMN_PATH', { column: name, paths: Object.keys(orderFields).join(', ') }, { file });
    }
    flat[name] = path;
  }
  return { ...(preset && { preset }), flat };
}
