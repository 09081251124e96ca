import { assertObject } from '../errors.ts';
import { type FieldRegistry, schemaError } from '../token/registry.ts';
import { textOnly } from '../typedText.ts';
import type { FieldKind, ValueType } from '../types.ts';

/** The field ids of a schema, to keep in a file beside it. Plain JSON. */
export interface SchemaLock {
  /** Name of the schema. */
  readonly name: string;
  /** What each id stands for, by the id in decimal. */
  readonly ids: Readonly<Record<string, LockedField>>;
}

/** What an id stands for. */
export interface LockedField {
  /** Path of the field. */
  readonly path: string;
  /** Kind of the field. */
  readonly kind: FieldKind;
  /** Types of its values, where they are not texts only. */
  readonly types?: readonly ValueType[];
}

/**
 * The ids of a schema, checked against those that were locked before: ids may be added, never taken away, moved to another path
 * or given another kind or other types, because stored tokens carry ids and no paths, and programs of an older schema still read.
 * Store what it gives, and compare it in a test.
 *
 * A schema that must change otherwise gets another name; the old one stays to read old tokens with, because the name is part of
 * the encryption context.
 *
 * @param schema - The schema as it is now.
 * @param previous - What was stored. Without it nothing is checked.
 * @throws {PrivacyError} `ERR_SCHEMA`, with the path that was locked, when the schema is no extension of the lock, and for a
 * lock that is none.
 * @example
 * const lock = lockSchema(orderSchema);
 * lock.ids['2']; // { path: 'recipient.phone', kind: 'phone' }
 * const changed = defineSchema({ name: 'order', fields: { note: { action: 'encrypt', id: 2, kind: 'text' } } });
 * lockSchema(changed, lock); // throws ERR_SCHEMA
 */
export function lockSchema(schema: FieldRegistry, previous?: SchemaLock): SchemaLock {
  assertObject(schema, 'schema');
  const ids: Record<string, LockedField> = {};
  const byId = [...schema.fields].sort(([, a], [, b]) => a.id - b.id);
  for (const [path, { id, kind, types }] of byId) ids[String(id)] = { path, kind, ...(types && { types }) };
  const lock: SchemaLock = { name: schema.name, ids };
  if (previous !== undefined) checkExtension(lock, previous);
  return lock;
}

function checkExtension(lock: SchemaLock, previous: SchemaLock): void {
  // Read from a file: its types are a promise.
  const before = previous as { readonly name?: unknown; readonly ids?: unknown } | null;
  if (typeof before?.ids !== 'object' || before.ids === null) throw schemaError('a lock needs a name and ids');
  if (before.name !== lock.name) throw schemaError('the lock belongs to a schema of another name');
  for (const [id, field] of Object.entries(before.ids as Record<string, Partial<LockedField> | null>)) {
    if (typeof field?.path !== 'string') throw schemaError('a lock needs a path for each id');
    const now = Object.hasOwn(lock.ids, id) ? lock.ids[id] : undefined;
    if (now === undefined) throw schemaError('the schema has lost the id of', field.path);
    if (now.path !== field.path) throw schemaError('the schema gives another path to the id of', field.path);
    if (now.kind !== field.kind) throw schemaError('the schema gives another kind to', field.path);
    if (typesText(now) !== typesText(field)) throw schemaError('the schema gives other types to', field.path);
  }
}

const typesText = ({ types = textOnly }: Partial<LockedField>): string =>
  Array.isArray(types) ? [...types].sort().join() : 'none';
