// Files of rows in memory, for the codecs of the command line.
import type { Codec, ReadOptions, ReadRow, UnreadableRow, WriteOptions } from '../../src/cli/files/codec.ts';
import type { Row } from '../../src/stream/rows.ts';

/** A stream of bytes in chunks of a size. */
export function streamOf(content: string | Uint8Array, chunkBytes = 64 * 1024): ReadableStream<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
}

export async function readAll(
  codec: Codec,
  content: string | Uint8Array,
  options: ReadOptions = {},
  chunkBytes?: number,
): Promise<(ReadRow | UnreadableRow)[]> {
  const { rows } = await codec.read(streamOf(content, chunkBytes), options);
  const all: (ReadRow | UnreadableRow)[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** The rows of a file, all of which must be readable. */
export async function rowsIn(codec: Codec, content: string | Uint8Array, options?: ReadOptions): Promise<Row[]> {
  return (await readAll(codec, content, options)).map((row) => {
    if (row.status === 'rejected') throw new Error(`row ${row.row}: ${row.reason}`);
    return row.value;
  });
}

export async function written(codec: Codec, rows: readonly Row[], options?: WriteOptions): Promise<Buffer> {
  const source = new ReadableStream<Row>({
    start(controller) {
      for (const row of rows) controller.enqueue(row);
      controller.close();
    },
  });
  const chunks: Uint8Array[] = [];
  const bytes = source.pipeThrough(codec.write(options));
  for await (const chunk of bytes as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
