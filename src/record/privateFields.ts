import { protectionOf } from '../detect/protectedValue.ts';
import { refuseProtected } from '../field/cipher.ts';
import type { Masker } from '../mask/masker.ts';
import { concretePath, editPlaces, type Path, placesOf, textOf } from '../paths.ts';
import { typeOfValue } from '../typedText.ts';
import type { FieldKind, PrivateValue, ValueType } from '../types.ts';
import type { EncryptedField, Schema, SchemaField } from './schema.ts';
import type { FieldValue } from './values.ts';

/** An encrypted field with what an order holds there. */
export interface TakenField {
  readonly path: Path;
  readonly rule: EncryptedField;
  /** At least one. */
  readonly values: readonly FieldValue[];
}

/** An order without its private fields, and those fields. */
export interface TakenOrder<T extends object = object> {
  /** A copy: masked, dropped and taken as the schema says. */
  readonly rest: T;
  /** By ascending id. */
  readonly fields: readonly TakenField[];
}

/** Takes the private fields out of a copy of an order; paths in `keep` stay as they are this time. */
export type FieldTaker = <T extends object>(order: T, keep?: readonly string[]) => TakenOrder<T>;

/**
 * Prepares {@link FieldTaker} for a schema.
 *
 * @throws {PrivacyError} the taker: `ERR_FIELD_TYPE`, `ERR_ALREADY_PROTECTED`.
 */
export function createFieldTaker(schema: Schema, masker: Masker): FieldTaker {
  const ruled = schema.rules.filter(({ rule }) => rule.action !== 'keep');
  const places = placesOf(ruled.map(({ path, rule }, position) => ({ path, item: { position, rule } })));
  return (order, keep) => {
    const taken: (FieldValue[] | undefined)[] = [];
    const rest = editPlaces(order, places, (value, { position, rule }, path, indices) => {
      if (rule.action === 'keep' || keep?.includes(path.text) === true) return value;
      if (rule.action === 'drop') return undefined;
      const text = textOf(value, indices, path, rule.types);
      if (text === undefined) return value;
      const type = typeOfValue(value) as ValueType;
      // Only a text can be a mask, a token or a ciphertext.
      if (type === 'string' && staysProtected(schema, text, rule.kind, path, indices)) return value;
      if (rule.action === 'mask') return masker.value(rule.kind, text);
      const found: FieldValue = { type, text, value: value as PrivateValue, indices };
      const values = taken[position];
      if (values === undefined) taken[position] = [found];
      else values.push(found);
      return undefined;
    });
    return { rest, fields: fieldsOf(ruled, taken) };
  };
}

/** In the order of the rules: ids ascend. */
function fieldsOf(ruled: readonly SchemaField[], taken: readonly (readonly FieldValue[] | undefined)[]): TakenField[] {
  const fields: TakenField[] = [];
  for (let i = 0; i < taken.length; i++) {
    const values = taken[i];
    if (values === undefined) continue;
    const { path, rule } = ruled[i] as SchemaField;
    fields.push({ path, rule: rule as EncryptedField, values });
  }
  return fields;
}

/** Whether a text stays where it is. @throws {PrivacyError} `ERR_ALREADY_PROTECTED` where the schema refuses instead. */
function staysProtected(
  { ifProtected }: Schema,
  text: string,
  kind: FieldKind,
  path: Path,
  indices: readonly number[],
): boolean {
  if (ifProtected === 'keep') return protectionOf(text, kind) !== undefined;
  refuseProtected(text, kind, concretePath(path, indices));
  return false;
}
