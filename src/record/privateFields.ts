import { protectionOf } from '../detect/protectedValue.ts';
import { refuseProtected } from '../field/cipher.ts';
import type { Masker } from '../mask/masker.ts';
import type { Path } from '../paths.ts';
import { concretePath, editCopy, privateValuesAt, textOf } from '../paths.ts';
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
export interface TakenOrder {
  /** A copy: masked, dropped and taken as the schema says. */
  readonly rest: object;
  /** By ascending id. */
  readonly fields: readonly TakenField[];
}

/**
 * Takes the private fields out of a copy of an order.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE`, `ERR_ALREADY_PROTECTED`.
 */
export function takePrivateFields(
  order: object,
  schema: Schema,
  masker: Masker,
  keep: ReadonlySet<string> = new Set(),
): TakenOrder {
  const editor = editCopy(order);
  const fields: TakenField[] = [];
  for (const { path, rule } of schema.rules) {
    if (rule.action === 'keep' || keep.has(path.text)) continue;
    const values: FieldValue[] = [];
    for (const found of privateValuesAt(order, path)) {
      if (rule.action === 'drop') {
        editor.set(path, found.indices, undefined);
        continue;
      }
      const text = textOf(found, path);
      if (text === undefined) continue;
      if (schema.ifProtected === 'refuse') refuseProtected(text, rule.kind, concretePath(path, found.indices));
      else if (protectionOf(text, rule.kind) !== undefined) continue;
      editor.set(path, found.indices, rule.action === 'mask' ? masker.value(rule.kind, text) : undefined);
      values.push({ text, indices: found.indices });
    }
    if (rule.action === 'encrypt' && values.length > 0) fields.push({ path, rule, values });
  }
  return { rest: editor.root, fields };
}
