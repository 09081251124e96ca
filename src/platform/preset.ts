import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { type Path, parsePath, valuesAt } from '../paths.ts';
import { defineSchema, type FieldRule, type Schema } from '../record/schema.ts';
import { schemaError } from '../token/registry.ts';
import type { FieldKind, ValueType } from '../types.ts';
import type { Platform } from './types.ts';

/** Whose data a field holds. */
export type PresetRole = 'recipient' | 'sender' | 'buyer';

/**
 * What a platform puts there: `value` may be plain, masked or encrypted in place; `ciphertext` and `mask` are twins of a
 * value. All are checked alike, because platforms put plain text where it should not be (one-character names on Douyin).
 *
 * `object` is private as a whole, whatever it holds: the platform's documents do not name its members. It is encrypted as JSON
 * text, and comes back as text.
 */
export type PresetForm = 'value' | 'ciphertext' | 'mask' | 'object';

/** One private field of a platform's order. */
export interface PresetField {
  /** Path in the order: `receiver_name`, `items[].remark`. */
  readonly path: string;
  /** Number in our tokens: 1 to 255, append-only. Presets of this library use 1 to 127, {@link extendPreset} the rest. */
  readonly id: number;
  /** Whose data it is. */
  readonly role: PresetRole;
  /** What it holds. */
  readonly kind: FieldKind;
  /** What the platform puts there. */
  readonly form: PresetForm;
  /** Types of its values. Default texts, and for phones and opaque values numbers too. */
  readonly types?: readonly ValueType[];
}

/** Where an order declares a virtual number. */
export interface VirtualNumberRule {
  /** Paths of the phones that are virtual then. */
  readonly phones: readonly string[];
  /** Path of the expiry: Unix time in seconds or milliseconds, ISO 8601, or `YYYY-MM-DD HH:mm:ss` in China's time. */
  readonly until: string;
  /** Path of the platform's own word for it: `true`, `1` or `"1"`. A number without an expiry is not exempt by it. */
  readonly flag?: string;
}

/** How far two merge ids of a platform can be compared. Shop and application are always compared. */
export interface MergeRule {
  /** Ids of orders of two natural weeks cannot be compared: Monday 00:00 to Sunday 24:00 in China. */
  readonly period?: 'natural-week';
  /** Two ids of orders of one day are surely two recipients. Without it two ids prove nothing. */
  readonly distinctWithin?: 'day';
  /** Orders with a virtual number go only with orders that have one too. */
  readonly virtualNumbers?: 'all-or-none';
}

/** What a preset is made from. */
export interface PresetDefinition {
  /** Name of the preset, part of the encryption context. */
  readonly name: string;
  /** Whose shape it is. */
  readonly platform?: Platform;
  /** Path of the order's identity: a string or an integer. Without it the caller gives the record id. */
  readonly recordId?: string;
  /** Path of the time at which the order was created, in one of the spellings of {@link VirtualNumberRule}. */
  readonly created?: string;
  /** The private fields. */
  readonly fields: readonly PresetField[];
  /** Coarse region, kept readable for routing. */
  readonly region?: readonly string[];
  /** Ids that say which orders go to one person; kept. The first that an order has counts. */
  readonly mergeIds?: readonly string[];
  /** How far the merge ids can be compared. */
  readonly merge?: MergeRule;
  /** Ids that the platform gives a buyer in place of an account; kept. They tell who bought twice. */
  readonly pseudonyms?: readonly string[];
  /** Search indexes of the platform, kept. They leak equality and some can be reversed. */
  readonly indexes?: readonly string[];
  /** Where an order declares that its phone is a virtual number, and until when. */
  readonly virtualNumber?: VirtualNumberRule;
}

/** The shape of an order: which fields are private and what else matters. */
export interface Preset extends PresetDefinition {
  /** The same as rules for a record cipher: private fields are encrypted, protected ones left alone. */
  readonly schema: Schema;
  /** Path of the order's identity, read; `undefined` where the caller gives the record id. */
  readonly recordIdPath: Path | undefined;
  /** Every path of the definition, read. */
  readonly paths: ReadonlyMap<string, Path>;
}

// Some ERPs and platforms write phones, accounts and coordinates as JSON numbers.
const maybeNumbers: readonly FieldKind[] = ['phone', 'opaque'];

const defaultTypes = ({ kind }: PresetField): readonly ValueType[] | undefined =>
  maybeNumbers.includes(kind) ? ['string', 'number'] : undefined;

const definitionKeys = [
  'name',
  'platform',
  'recordId',
  'created',
  'fields',
  'region',
  'mergeIds',
  'merge',
  'pseudonyms',
  'indexes',
  'virtualNumber',
] as const satisfies readonly (keyof PresetDefinition)[];

/**
 * Checks and freezes a preset: for an order shape of your own. Masks, ciphers, the guard and coverage all read it.
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
  assertKnownKeys(definition, definitionKeys, 'definition');
  const rules: Record<string, FieldRule> = Object.create(null) as Record<string, FieldRule>;
  for (const field of definition.fields) {
    assertObject(field, 'field');
    if (Object.hasOwn(rules, field.path)) throw schemaError('a preset has two fields at', field.path);
    const { path, id, kind, types = defaultTypes(field) } = field;
    rules[path] = { action: 'encrypt', id, kind, ...(types && { types }) };
  }
  const kept = keptPaths(definition);
  for (const path of kept) {
    if (Object.hasOwn(rules, path)) throw schemaError('a preset keeps a path and calls it private', path);
  }
  for (const path of definition.indexes ?? []) rules[path] = { action: 'keep' };
  const { recordId, virtualNumber } = definition;
  const used = [...Object.keys(rules), ...kept, ...(virtualNumber?.phones ?? [])];
  const paths = new Map(used.map((path) => [path, parsePath(path)]));
  return Object.freeze({
    ...definition,
    recordIdPath: recordId === undefined ? undefined : paths.get(recordId),
    paths,
    schema: defineSchema({ name: definition.name, fields: rules, ifProtected: 'keep' }),
  });
}

function keptPaths(definition: PresetDefinition): string[] {
  const { recordId, created, region, mergeIds, pseudonyms, indexes, virtualNumber } = definition;
  const single = [recordId, created, virtualNumber?.until, virtualNumber?.flag];
  const lists = [region, mergeIds, pseudonyms, indexes].flatMap((list) => list ?? []);
  return [...single.filter((path) => path !== undefined), ...lists];
}

/** What a shop adds to a preset. */
export interface PresetExtension {
  /** Private fields that the preset does not name, with ids from 128 to 255. */
  readonly fields?: readonly PresetField[];
  /** Further parts of the region. */
  readonly region?: readonly string[];
  /** Further merge ids; those of the preset come first. */
  readonly mergeIds?: readonly string[];
  /** Further ids of buyers. */
  readonly pseudonyms?: readonly string[];
  /** Further search indexes. */
  readonly indexes?: readonly string[];
}

const firstOwnId = 128;

/**
 * A preset with fields of your own: what an ERP adds to a platform's orders, or a path that a platform has added since.
 *
 * Ids of your own run from 128 to 255, so that later versions of this library can add fields below. The name stays, and with
 * it every token: those of the preset open under the extension. Fields of the preset cannot be taken away or changed.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for an id outside 128 to 255 or used twice, and for a path that the preset has.
 * @example
 * const own = extendPreset(presets['taobao.trade'], {
 *   fields: [{ path: 'erp_note', id: 128, role: 'sender', kind: 'text', form: 'value' }],
 * });
 * own.schema.fields.get('erp_note')?.id; // 128
 */
export function extendPreset(preset: Preset, extension: PresetExtension): Preset {
  assertObject(preset, 'preset');
  assertObject(extension, 'extension');
  assertKnownKeys(extension, ['fields', 'region', 'mergeIds', 'pseudonyms', 'indexes'], 'extension');
  const { fields = [] } = extension;
  const ids = new Set(preset.fields.map(({ id }) => id));
  for (const field of fields) {
    assertObject(field, 'field');
    if (!(Number.isInteger(field.id) && field.id >= firstOwnId) || ids.has(field.id)) {
      throw schemaError('a field of your own needs an id of its own from 128 to 255', field.path);
    }
  }
  const definition: Record<string, unknown> = { fields: [...preset.fields, ...fields] };
  for (const key of definitionKeys) {
    if (key === 'fields' || preset[key] === undefined) continue;
    definition[key] = preset[key];
  }
  for (const key of ['region', 'mergeIds', 'pseudonyms', 'indexes'] as const) {
    if (extension[key] !== undefined) definition[key] = [...(preset[key] ?? []), ...extension[key]];
  }
  return definePreset(definition as unknown as PresetDefinition);
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
 * @throws {PrivacyError} `ERR_FIELD_TYPE` when it is missing or neither a string nor an integer, or when the preset knows no
 * path of it.
 */
export function recordIdOf(order: object, preset: Preset): string {
  const { recordIdPath } = preset;
  if (recordIdPath === undefined) {
    throw new PrivacyError('ERR_FIELD_TYPE', `${preset.name} has no record id of its own: give one`);
  }
  const value = valuesAt(order, recordIdPath)[0]?.value;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const what = value === undefined ? 'is missing' : `expected string or safe integer, got ${typeof value}`;
  throw new PrivacyError('ERR_FIELD_TYPE', `${recordIdPath.text} ${what}`, { path: recordIdPath.text });
}

/** The first value at a path of the preset. */
export function presetValue(order: object, preset: Preset, path: string | undefined): unknown {
  const read = path === undefined ? undefined : preset.paths.get(path);
  return read === undefined ? undefined : valuesAt(order, read)[0]?.value;
}
