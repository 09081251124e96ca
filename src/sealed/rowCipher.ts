import type { Engine } from '../crypto/suite.ts';
import { createRecordKeySource, type RecordKeySource } from '../field/keySource.ts';
import { contextEncoder } from '../keys/derive.ts';
import { keyringOf } from '../keys/keyring.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import { editCopy, parsePath } from '../paths.ts';
import { createFieldTaker, type TakenField } from '../record/privateFields.ts';
import type { Schema } from '../record/schema.ts';
import { type FieldValue, packValues, unpackValues } from '../record/values.ts';
import { decryptFailed } from '../token/header.ts';
import { openRecord, type RecordText, writeRecordToken } from '../token/recordToken.ts';
import type { BatchKeys } from './batchKeys.ts';
import type { KeyedPart, Manifest } from './manifest.ts';
import { changedBatch, type Row } from './row.ts';
import { createViews, type Viewer } from './views.ts';

/** Keys of one part as a keyring of one key, so that its tokens are record tokens like all others. */
const sourceOf = (manifest: Manifest, part: KeyedPart, secret: Uint8Array, engine?: Engine): RecordKeySource =>
  createRecordKeySource(
    keyringOf(manifest.sender, manifest.suite, [
      { id: part.key, purpose: 'data', status: 'enabled', createdAt: manifest.createdAt, secret },
    ]),
    engine,
  );

/** A token opens only in its batch and its row; that it is of its part is what its key says. */
function contextsOf({ sender, schema, batchId }: Manifest): (row: number) => Uint8Array {
  const encode = contextEncoder(sender, schema, 'data');
  return (row) => encode({ recordId: `${batchId}/${row}` });
}

/** What a row sealer needs. */
export interface RowSealerOptions {
  readonly manifest: Manifest;
  readonly keys: BatchKeys;
  readonly schema: Schema;
  readonly engine: Engine | undefined;
  readonly policy: PolicyName | Policy | undefined;
}

/** Writes the tokens of an order, one for each part that it has fields of. */
export function createRowSealer(options: RowSealerOptions): (order: object, row: number) => Omit<Row, 'row'> {
  const { manifest, keys, schema, engine } = options;
  const { masker, views } = createViews(options.policy);
  const parts = manifest.parts.map((part, i) => ({
    viewOf: new Map(part.fields.map(({ id, view }) => [id, views[view]])),
    source: sourceOf(manifest, part, keys.partKeys[i] as Uint8Array, engine),
  }));
  const contextOf = contextsOf(manifest);
  const take = createFieldTaker(schema, masker);
  return (order, row) => {
    const { rest, fields } = take(order);
    const context = contextOf(row);
    const tokens = parts.map(({ viewOf, source }) => {
      const own: RecordText[] = [];
      for (const field of fields) {
        const view = viewOf.get(field.rule.id);
        if (view !== undefined) own.push(recordText(field, view));
      }
      if (own.length === 0) return null;
      const { keys: recordKeys, keyId, salt } = source.forWriting(context);
      return writeRecordToken(
        { suite: source.suite, keyId, salt, fields: own, isPadded: true, isSealed: false },
        recordKeys,
      );
    });
    return { tokens, order: rest };
  };
}

function recordText({ path, rule, values }: TakenField, view: Viewer): RecordText {
  const { type, text } = packValues(
    path,
    values.map((value) => view(rule.kind, value)),
  );
  return { id: rule.id, kind: rule.kind, type, text };
}

/** Puts what a recipient may read back into the order of a row. */
export type RowOpener = (row: Row) => object;

/** Opens the parts at `positions` of the manifest. */
export function createRowOpener(
  manifest: Manifest,
  positions: readonly number[],
  keys: BatchKeys,
  engine: Engine | undefined,
): RowOpener {
  const parts = positions.map((position, i) => {
    const part = manifest.parts[position] as KeyedPart;
    return {
      position,
      paths: new Map(part.fields.map(({ id, path }) => [id, parsePath(path)])),
      source: sourceOf(manifest, part, keys.partKeys[i] as Uint8Array, engine),
    };
  });
  const contextOf = contextsOf(manifest);
  return ({ row, tokens, order }) => {
    const context = contextOf(row);
    if (!Array.isArray(tokens) || tokens.length !== manifest.parts.length) throw changedBatch();
    const editor = editCopy(order);
    for (const { position, paths, source } of parts) {
      const token: unknown = tokens[position];
      if (token === null) continue;
      if (typeof token !== 'string') throw changedBatch();
      const keysOf = (bytes: Uint8Array) => source.forReading(bytes, context);
      for (const opened of openRecord(token, source.suite, keysOf)) {
        const path = paths.get(opened.id);
        const values: FieldValue[] | undefined = path === undefined ? undefined : unpackValues(path, opened);
        if (path === undefined || values === undefined) throw decryptFailed();
        for (const { value, indices } of values) editor.set(path, indices, value);
      }
    }
    return editor.root;
  };
}
