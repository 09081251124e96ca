// The vectors of the index tags, through the public API and through the reference implementation.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BlindIndexField, createBlindIndexer, mergeKey } from 'waybill-privacy';
import { type IndexVector, makeIndexVectors } from '../scripts/make-index-vectors.ts';
import { knownKeyring } from './support/keyrings.ts';

const folder = new URL('vectors/index-v1/', import.meta.url);
const files = readdirSync(folder);
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const vectors = files.map((file) => JSON.parse(textOf(file)) as IndexVector);

describe('index vectors v1', () => {
  it('are what the reference implementation writes, one file each, under its name', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(15);
    expect(Object.fromEntries(files.map((file) => [file, textOf(file)]))).toEqual(
      Object.fromEntries(makeIndexVectors()),
    );
    expect(vectors.map(({ name }) => `${name}.json`)).toEqual(files);
  });

  it('have tags that differ', () => {
    expect(new Set(vectors.map(({ tag }) => tag)).size).toBe(vectors.length);
  });

  it.each(vectors)('$name: $comment', async ({ tenant, key, form, index, fields, bits, partition, record, tag }) => {
    const keyring = await knownKeyring({ tenant, keys: [{ ...key, purpose: 'index', status: 'enabled' }] });
    if (form === 'merge') {
      expect(mergeKey(record, { keyring, window: partition })).toBe(tag);
      return;
    }
    const definition = { fields: fields as readonly BlindIndexField[], bits, isPartitioned: partition !== '' };
    const indexer = createBlindIndexer({ keyring, indexes: { [index]: definition } });
    expect(indexer.tags(record, partition === '' ? {} : { partition })).toEqual({
      [index]: fields[0]?.path.includes('[]') ? [tag] : tag,
    });
  });
});
