import type { Engine } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { createRecordKeySource } from '../field/keySource.ts';
import { type Keyring, type KeyWithSecret, readingKeys, writingKey } from '../keys/keyring.ts';
import { type Path, parsePath, textOf, valuesAt } from '../paths.ts';
import { typesOf } from '../token/registry.ts';
import type { IndexTag, ValueType } from '../types.ts';
import { type Normaliser, normalisers } from './normalise.ts';
import { createTagWriter, exactBits, prepareValue, type TagWriter } from './tag.ts';

/** One field of an index. */
export interface BlindIndexField {
  /**
   * Path in the record, such as `recipient.phone`. A field of a list (`items[].serial`) is indexed alone, each of its values
   * with a tag of its own.
   */
  readonly path: string;
  /** How its spellings are brought together. */
  readonly normaliser: Normaliser;
  /** Types of its values, as in the schema of the record; others are refused. Default: texts only. A number counts as its text. */
  readonly types?: readonly ValueType[];
}

/** One index, by one field or by several together. */
export interface BlindIndexDefinition {
  /**
   * Its fields, 1 to 8. Several make a compound index: it finds rows in which all of them agree and cannot be searched by
   * one of them. The order is part of the key. Do not change fields while tags exist: take a new name.
   */
  readonly fields: readonly BlindIndexField[];
  /**
   * Width of a tag: 4 to 32 bits, so that several values share one ({@link planBlindIndex} proposes it), or `exact`, 128 bits.
   *
   * An exact tag is an **equality leak**: who reads the tags knows which rows hold the same value, how often each value
   * occurs, and follows one person through all rows.
   */
  readonly bits: number | 'exact';
  /**
   * Whether rows are divided, for example by month: then each call names the partition, which enters the key, and tags of
   * two partitions cannot be compared, by a thief or by a search. Default `false`.
   */
  readonly isPartitioned?: boolean;
}

/** Options of {@link createBlindIndexer}. */
export interface BlindIndexerOptions {
  /** Needs an enabled key of purpose `index`: `keyring.promote(keyring.add('index').id)`. */
  readonly keyring: Keyring;
  /** Definitions by name: lower-case letters, digits and `-`, 1 to 32 characters, beginning with a letter; not `merge`. */
  readonly indexes: Readonly<Record<string, BlindIndexDefinition>>;
  /** Computes the MACs. Default: @noble. */
  readonly engine?: Engine;
}

/** Where the rows are that a call is about. */
export interface BlindIndexScope {
  /** Name of the partition, such as `2026-03`: 1 to 255 characters. Needed where an index is partitioned. */
  readonly partition?: string;
}

/** Values to search for, by the path of their field. */
export type BlindIndexQuery = Readonly<Record<string, string>>;

/**
 * Tags of a record by name of index. An index of a list has a list of tags: of different values, sorted, so that neither the
 * order nor the repetition of values shows.
 */
export type IndexTags = Readonly<Record<string, IndexTag | readonly IndexTag[]>>;

/** Makes the tags that find encrypted rows. */
export interface BlindIndexer {
  /** Whose keyring makes the tags. */
  readonly tenant: string;
  /** The definitions in force. */
  readonly indexes: Readonly<Record<string, BlindIndexDefinition>>;
  /**
   * Tags of a record, to be stored beside its token and deleted with it.
   *
   * @param record - The record in the clear; not changed. Null, missing and empty fields, and values of which the
   * normaliser leaves nothing, have no tag; a compound index needs all its fields.
   * @returns tags by name of index, made with the enabled index key. What they leak: see {@link createBlindIndexer}.
   * @throws {PrivacyError} `ERR_ALREADY_PROTECTED`, `ERR_UNICODE`, `ERR_FIELD_TYPE` for a value of a type that the field does
   * not take, `ERR_LIMIT_EXCEEDED` over 65,535 bytes, `ERR_KEY_DISABLED` when no index key is enabled.
   */
  tags(record: object, scope?: BlindIndexScope): IndexTags;
  /**
   * The same tags from values at hand: texts by the path of their field, several for a field of a list. A record cipher with an
   * `indexer` calls it, and leaks as {@link BlindIndexer.tags} does.
   *
   * @throws {PrivacyError} as {@link BlindIndexer.tags}.
   */
  tagsOf(texts: ReadonlyMap<string, readonly string[]>, scope?: BlindIndexScope): IndexTags;
  /**
   * Tags to look for: one for each index key that is not destroyed, the enabled one first, so that rows are found while a
   * rotation rebuilds tags. A database that sees the query learns the tags, and which searches repeat.
   *
   * @returns an empty list where a value has nothing to find by.
   * @throws {PrivacyError} as {@link BlindIndexer.tags}; `ERR_INDEX` for an unknown index or a field without a value.
   */
  search(name: string, query: BlindIndexQuery, scope?: BlindIndexScope): readonly IndexTag[];
  /**
   * Whether a decrypted candidate is what was searched for: every field of the index agrees after normalising, of a list one value.
   * Needed,
   * because a truncated tag finds the rows of other values too. Leaks nothing: it compares in memory.
   *
   * @throws {PrivacyError} as {@link BlindIndexer.search}.
   */
  matches(name: string, query: BlindIndexQuery, candidate: object): boolean;
  /**
   * Whether stored tags are those that {@link BlindIndexer.tags} gives now. `false` after a rotation, a new index or a
   * changed width: store new ones. A row whose tags are `false` for no such reason was changed by somebody.
   */
  isCurrent(
    stored: Readonly<Record<string, string | readonly string[]>>,
    record: object,
    scope?: BlindIndexScope,
  ): boolean;
}

interface IndexField {
  readonly path: Path;
  readonly normaliser: Normaliser;
  readonly types?: readonly ValueType[];
}

interface Index {
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly bits: number;
  readonly isPartitioned: boolean;
  readonly isList: boolean;
}

/**
 * Makes an indexer: it turns values into keyed tags by which a database finds encrypted rows without reading them.
 *
 * Off by default: nothing is indexed that `indexes` does not name. Tag: `wpi1.` name `.` and the first `bits` bits of
 * HMAC(IK, u16 length ‖ normalised value) in hexadecimal. IK belongs to tenant, index key, index name, fields and partition, so
 * tags of two of any of these say nothing about each other.
 *
 * **What leaks** to who reads the tags without the key: whether a row has the field at all; rows with different tags hold
 * different values; rows with the same tag hold values of one group of 2^-bits of all values, and with `exact` the same
 * value; how large each group is, so that a very frequent value shows. Several indexes of one field, and compound indexes that
 * share one, add up: {@link planBlindIndex} counts. An index of a list shows how many different values a row has. Who can
 * also write rows can compare a value of their choice.
 *
 * Index keys have a life of their own. To rotate: add and promote a key of purpose `index`, write with it, search with both,
 * rebuild the tags of old rows, destroy the old key. Erasing a record means deleting its tags too.
 *
 * @throws {PrivacyError} `ERR_INDEX` for a definition that contradicts itself or an index by only a region or the last four
 * digits; `ERR_SCHEMA` for a bad path; `ERR_UNSUPPORTED_SUITE`. @throws {TypeError} for wrong options.
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('index').id);
 * const indexer = createBlindIndexer({
 *   keyring,
 *   indexes: { phone: { fields: [{ path: 'recipient.phone', normaliser: 'phone' }], bits: 15 } },
 * });
 * const tags = indexer.tags({ recipient: { phone: '138 0013 8000' } });
 * const query = { 'recipient.phone': '+86 13800138000' };
 * indexer.search('phone', query)[0] === tags['phone']; // true
 * indexer.matches('phone', query, { recipient: { phone: '13800138000' } }); // true
 * indexer.matches('phone', query, { recipient: { phone: '13900139000' } }); // false
 */
export function createBlindIndexer(options: BlindIndexerOptions): BlindIndexer {
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'indexes', 'engine'], 'options');
  const { keyring } = options;
  const { suite, tenant } = createRecordKeySource(keyring, options.engine);
  const indexes = readIndexes(options.indexes);
  const all = [...indexes.values()];

  const writers = new Map<Index, TagWriter>();
  for (const index of all) {
    const fields = index.fields.map(({ path }) => path.text);
    writers.set(index, createTagWriter(suite, { tenant, name: index.name, fields }, index.bits));
  }

  const tagOf = (index: Index, key: KeyWithSecret, values: readonly string[], scope: BlindIndexScope): IndexTag =>
    (writers.get(index) as TagWriter)(key, values, index.isPartitioned ? (scope.partition as string) : '');
  const indexOf = (name: string): Index => {
    assertString(name, 'name');
    const index = indexes.get(name);
    if (index === undefined) throw indexError('no index has this name');
    return index;
  };
  const tagsBy = (textsAt: (field: IndexField) => readonly string[], scope: BlindIndexScope): IndexTags => {
    checkScope(scope, all);
    const key = writingKey(keyring, 'index');
    const found: Record<string, IndexTag | readonly IndexTag[]> = {};
    for (const index of all) {
      const prepared = preparedValues(index, textsAt);
      const [first] = prepared;
      if (first === undefined) continue;
      // Positions and repetitions of values are nobody's business.
      found[index.name] = index.isList
        ? [...new Set(prepared.map((values) => tagOf(index, key, values, scope)))].sort()
        : tagOf(index, key, first, scope);
    }
    return found;
  };
  const tags = (record: object, scope: BlindIndexScope = {}): IndexTags => {
    assertObject(record, 'record');
    return tagsBy((field) => recordTexts(record, field), scope);
  };

  return Object.freeze({
    tenant,
    indexes: Object.freeze({ ...options.indexes }),
    tags,
    tagsOf: (texts: ReadonlyMap<string, readonly string[]>, scope: BlindIndexScope = {}): IndexTags =>
      tagsBy(({ path }) => texts.get(path.text) ?? [], scope),
    search(name: string, query: BlindIndexQuery, scope: BlindIndexScope = {}): readonly IndexTag[] {
      const index = indexOf(name);
      checkScope(scope, [index]);
      const [values] = queryValues(index, query);
      if (values === undefined) return [];
      const keys = readingKeys(keyring, 'index');
      if (keys.length === 0) throw new PrivacyError('ERR_KEY_DISABLED', 'the keyring has no key to search with');
      const enabledFirst = [...keys].sort((a, b) => Number(b.status === 'enabled') - Number(a.status === 'enabled'));
      return [...new Set(enabledFirst.map((key) => tagOf(index, key, values, scope)))];
    },
    matches(name: string, query: BlindIndexQuery, candidate: object): boolean {
      const index = indexOf(name);
      assertObject(candidate, 'candidate');
      const [wanted] = queryValues(index, query);
      const candidates = preparedValues(index, (field) => recordTexts(candidate, field));
      return wanted !== undefined && candidates.some((values) => wanted.every((value, i) => value === values[i]));
    },
    isCurrent(
      stored: Readonly<Record<string, string | readonly string[]>>,
      record: object,
      scope?: BlindIndexScope,
    ): boolean {
      assertObject(stored, 'stored');
      const current = Object.entries(tags(record, scope));
      const isSame = ([name, tag]: [string, string | readonly string[]]): boolean =>
        Object.hasOwn(stored, name) && JSON.stringify(stored[name]) === JSON.stringify(tag);
      return current.length === Object.keys(stored).length && current.every(isSame);
    },
  });
}

const indexName = /^[a-z][a-z0-9-]{0,31}$/u;
/** Name in the tags of `mergeKey`. */
export const mergeName = 'merge';

function readIndexes(definitions: Readonly<Record<string, BlindIndexDefinition>>): ReadonlyMap<string, Index> {
  assertObject(definitions, 'indexes');
  return new Map(Object.entries(definitions).map(([name, definition]) => [name, readIndex(name, definition)]));
}

const maxFields = 8;
const minBits = 4;
/** A truncated tag is no wider: beyond, two of 10⁹ rows hardly ever share one, and it is exact in all but name. */
export const maxTruncatedBits = 32;
const onlyCompound: readonly Normaliser[] = ['region', 'phone-last4'];

function readIndex(name: string, definition: BlindIndexDefinition): Index {
  if (!indexName.test(name) || name === mergeName) throw indexError('a name is not made of a to z, 0 to 9 and -');
  assertObject(definition, 'index');
  assertKnownKeys(definition, ['fields', 'bits', 'isPartitioned'], 'index');
  const { fields, bits, isPartitioned = false } = definition;
  if (!Array.isArray(fields) || fields.length < 1 || fields.length > maxFields) {
    throw indexError(`an index has 1 to ${maxFields} fields`);
  }
  if (typeof isPartitioned !== 'boolean') throw new TypeError('"isPartitioned" expected boolean');
  if (bits !== 'exact' && !(Number.isInteger(bits) && bits >= minBits && bits <= maxTruncatedBits)) {
    throw indexError(`bits must be a whole number from ${minBits} to ${maxTruncatedBits}, or exact`);
  }
  const read = fields.map(readField);
  const isList = read.some(({ path }) => path.steps.includes('[]'));
  if (isList && read.length > 1) throw indexError('a field of a list is indexed alone');
  if (read.every(({ normaliser }) => onlyCompound.includes(normaliser))) {
    throw indexError('a region or four digits alone have too few values: join them with a name or an address');
  }
  if (new Set(read.map(({ path, normaliser }) => `${path.text} ${normaliser}`)).size !== read.length) {
    throw indexError('a field appears twice in an index');
  }
  return { name, fields: read, bits: bits === 'exact' ? exactBits : bits, isPartitioned, isList };
}

export function readField(field: BlindIndexField): IndexField {
  assertObject(field, 'field');
  assertKnownKeys(field, ['path', 'normaliser', 'types'], 'field');
  assertString(field.path, 'path');
  const path = parsePath(field.path);
  if (!normalisers.includes(field.normaliser)) {
    throw indexError(`a normaliser must be one of ${normalisers.join(', ')}`);
  }
  return { path, normaliser: field.normaliser, ...typesOf(field.types, path.text) };
}

export const indexError = (message: string): PrivacyError => new PrivacyError('ERR_INDEX', message);

const maxScopeChars = 255;

/** A partition or window: a short name that is not empty. */
export function assertScopeName(value: unknown, parameter: string): asserts value is string {
  assertString(value, parameter);
  if (value === '' || value.length > maxScopeChars) {
    throw new RangeError(`"${parameter}" expected 1 to ${maxScopeChars} characters, got ${value.length}`);
  }
}

function checkScope(scope: BlindIndexScope, indexes: readonly Index[]): void {
  assertObject(scope, 'scope');
  assertKnownKeys(scope, ['partition'], 'scope');
  if (indexes.some(({ isPartitioned }) => isPartitioned)) assertScopeName(scope.partition, 'partition');
  else if (scope.partition !== undefined) throw new TypeError('"partition" is given, but no index is partitioned');
}

/** Texts of a field of a record; empty and missing ones left out. */
function recordTexts(record: object, { path, types }: IndexField): readonly string[] {
  const texts: string[] = [];
  for (const { value, indices } of valuesAt(record, path)) {
    const text = textOf(value, indices, path, types);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** Normalised values of fields that stand once in a record, or `undefined` where one is missing. */
export const recordValues = (fields: readonly IndexField[], record: object): readonly string[] | undefined =>
  preparedValues({ fields, isList: false }, (field) => recordTexts(record, field))[0];

function queryValues(index: Index, query: BlindIndexQuery): readonly (readonly string[])[] {
  assertObject(query, 'query');
  const paths = index.fields.map(({ path }) => path.text);
  assertKnownKeys(query, paths, 'query');
  return preparedValues(index, ({ path: { text } }) => {
    if (!Object.hasOwn(query, text)) throw indexError(`the query has no value for ${text}`);
    assertString(query[text], text);
    return [query[text]];
  });
}

/**
 * What the tags are made of, one normalised value for each field: of a list once for each of its values, otherwise once, or not at
 * all where a field is missing. Every value is checked before one that is missing ends the search for more: errors do not depend
 * on other fields.
 */
function preparedValues(
  { fields, isList }: Pick<Index, 'fields' | 'isList'>,
  textsAt: (field: IndexField) => readonly string[],
): readonly (readonly string[])[] {
  const ofList: (readonly string[])[] = [];
  const values: string[] = [];
  for (const field of fields) {
    let isMissing = true;
    for (const text of textsAt(field)) {
      const value = prepareValue(text, field.normaliser, field.path.text);
      if (value === undefined) continue;
      if (isList) ofList.push([value]);
      else if (isMissing) values.push(value);
      isMissing = false;
    }
  }
  if (isList) return ofList;
  return values.length === fields.length ? [values] : [];
}
