import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import type { DroppedField, EncryptableField, KeptField, MaskedField } from '../mask/schema.ts';
import { type Path, parsePath } from '../paths.ts';
import {
  createRegistry,
  type FieldRegistry,
  orderFields,
  type RegisteredField,
  schemaError,
  typesOf,
} from '../token/registry.ts';

/** What happens to one field of an order. Fields that a schema does not name are kept as they are. */
export type FieldRule = EncryptedField | MaskedField | DroppedField | KeptField;

/** A field that moves into the record token. */
export interface EncryptedField extends EncryptableField, RegisteredField {
  /**
   * Whether a mask of it stays beside the token: by default for names, phones and addresses, not for free text (where a
   * mask hides only what was recognised) and opaque values.
   */
  readonly mask?: boolean;
}

/** What a schema is made from. */
export interface SchemaDefinition {
  /** Name, part of the encryption context: do not change it while tokens exist. */
  readonly name: string;
  /** Rules by path: `recipient.phone`, `items[].remark`. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /**
   * What to do with a value that is masked, a token or a platform's ciphertext already: `refuse` (default) throws
   * `ERR_ALREADY_PROTECTED`, `keep` leaves it where it is.
   */
  readonly ifProtected?: 'refuse' | 'keep';
}

/** A rule with its path read. */
export interface SchemaField {
  /** Where. */
  readonly path: Path;
  /** What. */
  readonly rule: FieldRule;
}

/** Rules for the fields of an order, checked. Also serves as the registry of a field cipher. */
export interface Schema extends FieldRegistry {
  /** Every field that has a rule, by ascending id where it has one. */
  readonly rules: readonly SchemaField[];
  /** See {@link SchemaDefinition}. */
  readonly ifProtected: 'refuse' | 'keep';
}

const actions: Readonly<Record<FieldRule['action'], readonly string[]>> = {
  encrypt: ['action', 'id', 'kind', 'mask', 'types'],
  mask: ['action', 'kind', 'types'],
  drop: ['action'],
  keep: ['action'],
};

/**
 * Checks and freezes a schema.
 *
 * Field ids are what tokens carry: append new ones, never give an old one to another field. `lockSchema` checks it.
 *
 * A rule takes texts only, unless `types` says more: a birthday that is a `Date`, a coordinate that is a number. Each value comes
 * back with its own type, so a text `12` is never the number 12. The type of a value does not show in the token; without padding
 * its length may hint at it.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for a bad path, an unknown action, kind or type, an id that is used twice.
 * @example
 * const schema = defineSchema({
 *   name: 'my-order',
 *   fields: {
 *     'buyer.name': { action: 'encrypt', id: 1, kind: 'name' },
 *     'buyer.phone': { action: 'encrypt', id: 2, kind: 'phone' },
 *     'items[].note': { action: 'encrypt', id: 3, kind: 'text', mask: false },
 *     'buyer.birthday': { action: 'encrypt', id: 4, kind: 'opaque', types: ['string', 'date'] },
 *     'buyer.ip': { action: 'drop' },
 *   },
 * });
 * schema.fields.get('buyer.phone')?.id; // 2
 */
export function defineSchema(definition: SchemaDefinition): Schema {
  assertObject(definition, 'definition');
  assertKnownKeys(definition, ['name', 'fields', 'ifProtected'], 'definition');
  assertObject(definition.fields, 'fields');
  const ifProtected = definition.ifProtected ?? 'refuse';
  if (ifProtected !== 'refuse' && ifProtected !== 'keep') throw schemaError('ifProtected must be refuse or keep');
  const encrypted: Record<string, RegisteredField> = {};
  const rules: SchemaField[] = [];
  for (const [text, given] of Object.entries(definition.fields)) {
    const path = parsePath(text);
    const rule = checkRule(given, text);
    if (rule.action === 'encrypt')
      encrypted[text] = { id: rule.id, kind: rule.kind, ...(rule.types && { types: rule.types }) };
    rules.push(Object.freeze({ path, rule }));
  }
  const registry = createRegistry(definition.name, encrypted);
  rules.sort((a, b) => idOf(a.rule) - idOf(b.rule));
  return Object.freeze({ ...registry, rules: Object.freeze(rules), ifProtected });
}

/** Whether a mask of an encrypted field is kept for display. */
export const hasMask = (rule: EncryptedField): boolean =>
  rule.mask ?? (rule.kind === 'name' || rule.kind === 'phone' || rule.kind === 'address');

const idOf = (rule: FieldRule): number => (rule.action === 'encrypt' ? rule.id : 256);

/** The rule, frozen; its types in one order, and none where it takes texts only. */
function checkRule(rule: FieldRule, path: string): FieldRule {
  assertObject(rule, `fields[${path}]`);
  if (!Object.hasOwn(actions, rule.action)) {
    throw new PrivacyError('ERR_SCHEMA', `an action must be one of ${Object.keys(actions).join(', ')}: ${path}`, {
      path,
    });
  }
  assertKnownKeys(rule, actions[rule.action], `fields[${path}]`);
  if (rule.action === 'drop' || rule.action === 'keep') return Object.freeze({ ...rule });
  const { types, ...rest } = rule;
  return Object.freeze({ ...rest, ...typesOf(types, path) });
}

/**
 * A plain order: `recipient` and `sender` with name, phone and address, and a `remark`, all encrypted with masks beside.
 */
export const orderSchema: Schema = /* @__PURE__ */ defineSchema({
  name: 'order',
  fields: Object.fromEntries(
    Object.entries(orderFields).map(([path, field]) => [path, { action: 'encrypt', ...field } as const]),
  ),
});
