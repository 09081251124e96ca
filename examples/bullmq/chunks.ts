// What goes through Redis: chunks of rows and of results, in tokens. BullMQ stores what it is given in the clear.
import { readFileSync } from 'node:fs';
import { createFieldCipher, type FieldCipher, type FieldToken, importKeyring } from 'waybill-privacy/field';
import { environmentKeyProvider, nodeEngine } from 'waybill-privacy/node';
import { defineSchema } from 'waybill-privacy/record';
import type { Row, RowResult } from 'waybill-privacy/stream';

export const chunkQueue = 'chunks';
export const exportQueue = 'exports';

/** A chunk as Redis holds it. Its number is no secret; it is the id of its job too, so that none is there twice. */
export interface ChunkJob {
  readonly id: string;
  readonly firstRow: number;
  readonly rows: readonly FieldToken[];
}

/** How the chunks of an export are sealed and opened. A token is bound to its chunk: it cannot stand in for another. */
export interface ChunkCipher {
  sealRows(id: string, firstRow: number, rows: readonly Row[]): ChunkJob;
  openRows(job: ChunkJob): readonly Row[];
  sealResults(id: string, results: readonly RowResult[]): readonly FieldToken[];
  openResults(id: string, tokens: readonly FieldToken[]): readonly RowResult[];
}

const schema = defineSchema({
  name: 'export-chunk',
  fields: {
    rows: { action: 'encrypt', id: 1, kind: 'opaque', mask: false },
    results: { action: 'encrypt', id: 2, kind: 'opaque', mask: false },
  },
});

/** Opens the keyring of this process: its file is wrapped, and the key to it is in the environment, not in Redis. */
export async function openChunkCipher(keyringFile: string): Promise<ChunkCipher> {
  const keyring = await importKeyring(readFileSync(keyringFile, 'utf8'), environmentKeyProvider('EXPORT_KEY'));
  return chunkCipher(createFieldCipher({ keyring, schema, engine: nodeEngine }));
}

/** Rows in a token, which holds up to 64 KiB. */
const tokenRows = 100;

function chunkCipher(cipher: FieldCipher): ChunkCipher {
  // Each token is bound to its place: none can be left out in the middle, or stand in for another.
  const context = (id: string, index: number, field: string) => ({ recordId: `${id}/${index}`, field });
  const seal = (id: string, field: string, items: readonly unknown[]): FieldToken[] =>
    Array.from({ length: Math.ceil(items.length / tokenRows) }, (_, i) => {
      const part = items.slice(i * tokenRows, (i + 1) * tokenRows);
      return cipher.encrypt(JSON.stringify(part), context(id, i, field));
    });
  const open = <T>(id: string, field: string, tokens: readonly FieldToken[]): T[] =>
    tokens.flatMap((token, i) => JSON.parse(cipher.decrypt(token, context(id, i, field))) as T[]);
  return {
    sealRows: (id, firstRow, rows) => ({ id, firstRow, rows: seal(id, 'rows', rows) }),
    openRows: ({ id, rows }) => open<Row>(id, 'rows', rows),
    sealResults: (id, results) => seal(id, 'results', results),
    openResults: (id, tokens) => open<RowResult>(id, 'results', tokens),
  };
}
