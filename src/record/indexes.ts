import type { BlindIndexer, BlindIndexScope, IndexTags } from '../blind-index/indexer.ts';
import { isMasked } from '../detect/protection.ts';
import { assertObject, PrivacyError } from '../errors.ts';
import { fieldOf, schemaError } from '../token/registry.ts';
import { textOnly } from '../typedText.ts';
import type { Schema } from './schema.ts';
import type { FieldValue } from './values.ts';

/** Where the tags of an order belong. */
export interface IndexedPlace {
  /** Partition of its index tags, such as `2026-03`; needed where the cipher has an indexer with a partitioned index. */
  readonly partition?: string;
}

/** Values that moved into a token, by the path of their field. */
export type MovedValues = ReadonlyMap<string, readonly FieldValue[]>;

/**
 * Checks that an indexer fits a cipher: one tenant, and every field of its indexes encrypted by the schema, with no more types than
 * the index takes.
 *
 * @throws {PrivacyError} `ERR_SCHEMA`, `ERR_INDEX`.
 */
export function checkIndexer(indexer: BlindIndexer, schema: Schema, tenant: string): void {
  assertObject(indexer, 'indexer');
  if (indexer.tenant !== tenant) throw new PrivacyError('ERR_INDEX', 'the indexer has the keyring of another tenant');
  for (const { path, types = textOnly } of Object.values(indexer.indexes).flatMap(({ fields }) => fields)) {
    const { types: stored = textOnly } = fieldOf(schema, path);
    if (!stored.every((type) => types.includes(type))) {
      throw schemaError('an index must take the types that the schema takes', path);
    }
  }
}

/**
 * Tags of the values of an order. A value that looks masked has none, because nobody can search for it.
 *
 * @throws {PrivacyError} as `BlindIndexer.tags`.
 */
export function indexTags(indexer: BlindIndexer, moved: MovedValues, { partition }: IndexedPlace): IndexTags {
  const scope: BlindIndexScope = partition === undefined ? {} : { partition };
  const texts = [...moved].map(
    ([path, values]) => [path, values.map(({ text }) => text).filter((text) => !isMasked(text))] as const,
  );
  return indexer.tagsOf(new Map(texts), scope);
}
