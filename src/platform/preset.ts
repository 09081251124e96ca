import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { type Path, parsePath, valuesAt } from '../paths.ts';
import { defineSchema, type FieldRule, type Schema } from '../record/schema.ts';
import type { FieldKind, ValueType } from '../types.ts';
import type { Platform } from './types.ts';

/** Whose data a field holds. */
export type PresetRole = 'recipient' | 'sender' | 'buyer';

/**
 * What a platform puts there: `value` may be plain, masked or encrypted in place; `ciphertext` and `mask` are twins of a
 * value. All are checked alike, because platforms put plain text where it should not be (one-character names on Douyin).
 */
export type PresetForm = 'value' | 'ciphertext' | 'mask';

/** One private field of a platform's order. */
export interface PresetField {
  /** Path in the order: `receiver_name`, `items[].remark`. */
  readonly path: string;
  /** Number in our tokens: 1 to 255, append-only. */
  readonly id: number;
  /** Whose data it is. */
  readonly role: PresetRole;
  /** What it holds. */
  readonly kind: FieldKind;
  /** What the platform puts there. */
  readonly form: PresetForm;
  /** Types of its values, where they are not texts only. */
  readonly types?: readonly ValueType[];
}

/** Where an order declares a virtual number. */
export interface VirtualNumberRule {
  /** Paths of the phones that are virtual then. */
  readonly phones: readonly string[];
  /** Path of the expiry: Unix time in seconds or milliseconds, ISO 8601, or `YYYY-MM-DD HH:mm:ss` in China's time. */
  readonly until: string;
}

/** What a preset is made from. */
export interface PresetDefinition {
  /** Name of the preset, part of the encryption context. */
  readonly name: string;
  /** Whose shape it is. */
  readonly platform?: Platform;
  /** Path of the order's identity: a string or an integer. */
  readonly recordId: string;
  /** The private fields. */
  readonly fields: readonly PresetField[];
  /** Coarse region, kept readable for routing. */
  readonly region?: readonly string[];
  /** Ids that say which orders go to one person; kept. */
  readonly mergeIds?: readonly string[];
  /** Search indexes of the platform, kept. They leak equality and some can be reversed. */
  readonly indexes?: readonly string[];
  /** Where an order declares that its phone is a virtual number, and until when. */
  readonly virtualNumber?: VirtualNumberRule;
}

/** The shape of an order: which fields are private and what else matters. */
export interface Preset extends PresetDefinition {
  /** The same as rules for a record cipher: private fields are encrypted, protected ones left alone. */
  readonly schema: Schema;
  /** Path of the order's identity, read. */
  readonly recordIdPath: Path;
}

/**
 * Checks and freezes a preset: for an order shape of your own.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for bad paths or ids.
 * @example
 * const erp = definePreset({
 *   name: 'erp.order',
 *   recordId: 'no',
 *   fields: [{ path: 'to.mobile', id: 1, role: 'recipient', kind: 'phone', form: 'value' }],
 * });
 * erp.schema.fields.get('to.mobile')?.kind; // 'phone'
 */
export function definePreset(definition: PresetDefinition): Preset {
  assertObject(definition, 'definition');
  assertKnownKeys(
    definition,
    ['name', 'platform', 'recordId', 'fields', 'region', 'mergeIds', 'indexes', 'virtualNumber'],
    'definition',
  );
  const rules: Record<string, FieldRule> = Object.create(null) as Record<string, FieldRule>;
  for (const { path, id, kind, types } of definition.fields) {
    rules[path] = { action: 'encrypt', id, kind, ...(types && { types }) };
  }
  for (const path of definition.indexes ?? []) rules[path] = { action: 'keep' };
  return Object.freeze({
    ...definition,
    recordIdPath: parsePath(definition.recordId),
    schema: defineSchema({ name: definition.name, fields: rules, ifProtected: 'keep' }),
  });
}

/** Short form of a list of fields: the ids count up from `firstId`. */
export function fieldsOf(
  firstId: number,
  list: readonly (readonly [
    path: string,
    role: PresetRole,
    kind: FieldKind,
    form: PresetForm,
    types?: readonly ValueType[],
  ])[],
): PresetField[] {
  return list.map(([path, role, kind, form, types], i) => ({
    path,
    id: firstId + i,
    role,
    kind,
    form,
    ...(types && { types }),
  }));
}

/**
 * The identity of an order.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` when it is missing or neither a string nor an integer.
 */
export function recordIdOf(order: object, preset: Preset): string {
  const value = valuesAt(order, preset.recordIdPath)[0]?.value;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const what = value === undefined ? 'is missing' : `expected string or safe integer, got ${typeof value}`;
  throw new PrivacyError('ERR_FIELD_TYPE', `${preset.recordId} ${what}`, { path: preset.recordId });
}
