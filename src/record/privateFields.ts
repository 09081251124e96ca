import { protectionOf } from '../detect/protectedValue.ts';
import { refuseProtected } from '../field/cipher.ts';
import type { Masker } from '../mask/masker.ts';
import { concretePath, editCopy, type Path, privateValuesAt, textOf } from '../paths.ts';
import { typeOfValue } from '../typedText.ts';
import type { FieldKind, PrivateValue, ValueType } from '../types.ts';
import type { EncryptedField, Schema } from './schema.ts';
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

/**
 * Takes the private fields out of a copy of an order.
 *
 * @param keep - Paths that stay as they are this time.
 * @throws {PrivacyError} `ERR_FIELD_TYPE`, `ERR_ALREADY_PROTECTED`.
 */
export function takePrivateFields<T extends object>(
  order: T,
  schema: Schema,
  masker: Masker,
  keep: readonly string[] = [],
): TakenOrder<T> {
  const editor = editCopy(order);
  const fields: TakenField[] = [];
  for (const { path, rule } of schema.rules) {
    if (rule.action === 'keep' || keep.includes(path.text)) continue;
    const values: FieldValue[] = [];
    for (const found of privateValuesAt(order, path)) {
      if (rule.action === 'drop') {
        editor.set(path, found.indices, undefined);
        continue;
      }
      const text = textOf(found, path, rule.types);
      if (text === undefined) continue;
      const value = found.value as PrivateValue;
      const type = typeOfValue(value) as ValueType;
      // Only a text can be a mask, a token or a ciphertext.
      if (type === 'string' && staysProtected(schema, text, rule.kind, path, found.indices)) continue;
      editor.set(path, found.indices, rule.action === 'mask' ? masker.value(rule.kind, text) : undefined);
      values.push({ type, text, value, indices: found.indices });
    }
    if (rule.action === 'encrypt' && values.length > 0) fields.push({ path, rule, values });
  }
  return { rest: editor.root, fields };
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
