import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** What stands for stdin and stdout in place of a file. */
export const standardStream = '-';

/** The bytes of a file, or of stdin for `-`. A file that cannot be opened is an error of the stream. */
export function inputStream(path: string, stdin: Readable = process.stdin): ReadableStream<Uint8Array> {
  const source = path === standardStream ? stdin : createReadStream(path);
  return Readable.toWeb(source) as ReadableStream<Uint8Array>;
}
