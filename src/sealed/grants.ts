import { assertObject, assertString } from '../errors.ts';
import { parsePath } from '../paths.ts';
import type { Schema } from '../record/schema.ts';
import { fieldOf, schemaError } from '../token/registry.ts';
import type { FieldKind } from '../types.ts';

/** What of a field somebody may read: the value, its mask, or of an address the region alone (down to the district). */
export type View = 'value' | 'mask' | 'region';

/** Which fields a recipient opens, by their paths in the schema; each path in one list only. */
export interface Grants {
  /** Fields in full. */
  readonly fields?: readonly string[];
  /** Fields as masked text, for example for a printer. */
  readonly masks?: readonly string[];
  /** Addresses cut down to province, city and district, for example for a sorting centre. */
  readonly regions?: readonly string[];
}

/** A field of a part, in one view. */
export interface PartField {
  readonly path: string;
  readonly id: number;
  readonly kind: FieldKind;
  readonly view: View;
}

/** Fields that the same recipients open: one key, one record token in each row. */
export interface Part {
  /** By ascending id. */
  readonly fields: readonly PartField[];
}

/** The parts of a batch, and which of them each recipient opens. */
export interface Partition {
  readonly parts: readonly Part[];
  /** For each recipient, in order, the positions of its parts. */
  readonly granted: readonly (readonly number[])[];
}

const views: readonly (readonly [keyof Grants, View])[] = [
  ['fields', 'value'],
  ['masks', 'mask'],
  ['regions', 'region'],
];

/**
 * Puts together what the same recipients may read. With three recipients of different fields that is two to four parts, not
 * one for each field: a part costs a row a salt, a commitment and two MACs.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for a path that the schema does not encrypt, a region of something that is no address.
 * @throws {TypeError} for a recipient without grants, or with one path in two lists.
 */
export function partition(schema: Schema, recipients: readonly Grants[]): Partition {
  const parts = new Map<string, { fields: PartField[]; audience: readonly number[] }>();
  const wanted = new Map<string, { field: PartField; audience: number[] }>();
  for (const [index, recipient] of recipients.entries()) {
    for (const { view, path } of grantsOf(recipient)) {
      const { id, kind } = fieldOf(schema, path);
      if (view === 'region' && kind !== 'address') throw schemaError('only an address has a region', path);
      const known = wanted.get(`${view} ${path}`) ?? { field: { path, id, kind, view }, audience: [] };
      known.audience.push(index);
      wanted.set(`${view} ${path}`, known);
    }
  }
  for (const { field, audience } of [...wanted.values()].sort((a, b) => a.field.id - b.field.id)) {
    // Each of them has a path in one view, so an id is in a part once.
    const part = parts.get(audience.join()) ?? { fields: [], audience };
    part.fields.push(field);
    parts.set(audience.join(), part);
  }
  const all = [...parts.values()];
  return {
    parts: all.map(({ fields }) => ({ fields })),
    granted: recipients.map((_, index) => all.flatMap(({ audience }, i) => (audience.includes(index) ? [i] : []))),
  };
}

function grantsOf(recipient: Grants): { view: View; path: string }[] {
  const grants = views.flatMap(([key, view]) => pathsOf(recipient, key).map((path) => ({ view, path })));
  if (grants.length === 0) throw new TypeError('a recipient expected at least one field, mask or region');
  if (new Set(grants.map(({ path }) => path)).size !== grants.length) {
    throw new TypeError('a recipient expected each path once: in full, as a mask or as a region');
  }
  return grants;
}

function pathsOf(recipient: Grants, key: keyof Grants): readonly string[] {
  const paths = recipient[key] ?? [];
  if (!Array.isArray(paths)) throw new TypeError(`"${key}" expected an array of paths`);
  for (const path of paths as readonly unknown[]) assertString(path, key);
  return paths;
}

/** Checks the parts of a manifest, which somebody else has written. */
export function isPart(value: unknown): value is Part {
  if (typeof value !== 'object' || value === null) return false;
  const { fields } = value as Partial<Part>;
  return Array.isArray(fields) && fields.length > 0 && fields.every(isField);
}

function isField(value: unknown): boolean {
  try {
    assertObject(value, 'field');
    const { path, id, kind, view } = value as PartField;
    parsePath(path);
    return (
      Number.isInteger(id) &&
      id >= 1 &&
      id <= 255 &&
      typeof kind === 'string' &&
      views.some(([, known]) => known === view)
    );
  } catch {
    return false;
  }
}
