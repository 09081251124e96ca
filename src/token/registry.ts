import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { valueTypes } from '../typedText.ts';
import { type FieldKind, fieldKinds, type ValueType } from '../types.ts';

/** A field that can be encrypted: its number in tokens and what it holds. */
export interface RegisteredField {
  /**
   * 1 to 255, unique in the registry, never given to another field again: tokens carry the number, not the name.
   */
  readonly id: number;
  /** Decides the padding and how a value is checked. */
  readonly kind: FieldKind;
  /** Types of its values in a record, where they are not texts only. Field tokens hold texts. */
  readonly types?: readonly ValueType[];
}

/** The fields of a schema by their paths. Append-only. */
export interface FieldRegistry {
  /** Enters the encryption context: tokens of one schema do not open under another. */
  readonly name: string;
  /** Registered fields by their paths. */
  readonly fields: ReadonlyMap<string, RegisteredField>;
}

/**
 * Checks fields and freezes them into a registry.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for an empty name, an id that is out of range or used twice, an unknown kind or type.
 */
export function createRegistry(name: string, fields: Readonly<Record<string, RegisteredField>>): FieldRegistry {
  assertObject(fields, 'fields');
  if (typeof name !== 'string' || name === '') throw schemaError('a schema needs a name');
  const map = new Map<string, RegisteredField>();
  const ids = new Set<number>();
  for (const [path, field] of Object.entries(fields)) {
    assertObject(field, `fields[${path}]`);
    assertKnownKeys(field, ['id', 'kind', 'types'], `fields[${path}]`);
    if (!Number.isInteger(field.id) || field.id < 1 || field.id > 255)
      throw schemaError('an id must be 1 to 255', path);
    if (ids.has(field.id)) throw schemaError('an id is used twice', path);
    if (!fieldKinds.includes(field.kind)) throw schemaError(`a kind must be one of ${fieldKinds.join(', ')}`, path);
    ids.add(field.id);
    map.set(path, Object.freeze({ id: field.id, kind: field.kind, ...typesOf(field.types, path) }));
  }
  return Object.freeze({ name, fields: map });
}

/**
 * Types of a field, checked, in one order; nothing where they are texts only, which is what a rule without types says.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for an empty list, an unknown type or one that is named twice.
 */
export function typesOf(types: readonly ValueType[] | undefined, path: string): Pick<RegisteredField, 'types'> {
  if (types === undefined) return {};
  // Rules may come from a file: their types are a promise.
  const given: unknown = types;
  const known = Array.isArray(given) ? valueTypes.filter((type) => given.includes(type)) : [];
  if (known.length === 0 || known.length !== types.length) {
    throw schemaError(`types must be a list of ${valueTypes.join(', ')}, each once`, path);
  }
  return known.length === 1 && known[0] === 'string' ? {} : { types: Object.freeze(known) };
}

/** The registered field of a path. @throws {PrivacyError} `ERR_SCHEMA`. */
export function fieldOf(registry: FieldRegistry, path: string): RegisteredField {
  const field = registry.fields.get(path);
  if (field === undefined) throw schemaError('the schema has no such field');
  return field;
}

export const schemaError = (message: string, path?: string): PrivacyError =>
  new PrivacyError(
    'ERR_SCHEMA',
    path === undefined ? message : `${message}: ${path}`,
    path === undefined ? {} : { path },
  );

/** The private fields of a plain order, for users without a platform's shape. */
export const orderFields: Readonly<Record<string, RegisteredField>> = /* @__PURE__ */ Object.freeze({
  'recipient.name': { id: 1, kind: 'name' },
  'recipient.phone': { id: 2, kind: 'phone' },
  'recipient.address': { id: 3, kind: 'address' },
  'sender.name': { id: 4, kind: 'name' },
  'sender.phone': { id: 5, kind: 'phone' },
  'sender.address': { id: 6, kind: 'address' },
  remark: { id: 7, kind: 'text' },
} as const);
