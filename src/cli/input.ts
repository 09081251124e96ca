import { createReadStream, readSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { FileError } from './files/fileError.ts';
import { at, Problem, problemOf } from './problem.ts';
import type { Session } from './session.ts';

/** Encodings that are read. `gb18030` holds GBK and GB 2312, what Excel in China writes. */
export const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const;
export type Encoding = (typeof encodings)[number];

const stdinName = '-';
// Far over any order or log line; without a limit a file without line breaks would fill the memory.
const maxLineBytes = 16 * 1024 * 1024;
const maxFileBytes = 256 * 1024 * 1024;

/** The bytes of a file, from an offset where one is given, or of stdin for `-`. */
export async function* readChunks(session: Session, file: string, start = 0): AsyncGenerator<Uint8Array> {
  try {
    const path = session.path(file);
    if (file === stdinName) yield* streamChunks(session, session.stdin);
    else if ((await stat(path)).isFile()) yield* fileChunks(session, path, start);
    // A pipe has no places, not even the first.
    else yield* streamChunks(session, createReadStream(path, start === 0 ? {} : { start }));
  } catch (error) {
    await at({ file }, () => Promise.reject(error));
  }
}

async function* streamChunks(session: Session, source: Readable): AsyncGenerator<Uint8Array> {
  // A terminal or a pipe may stay silent for ever.
  for await (const chunk of addAbortSignal(session.signal, source)) {
    session.signal.throwIfAborted();
    yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
  }
}

const chunkBytes = 64 * 1024;

/**
 * Reads on this thread. A file that is read in order is in the memory of the system already: to copy a chunk takes less time than
 * to have it done by another thread, which first needs a core where all of them are at work.
 */
async function* fileChunks(session: Session, path: string, start: number): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  try {
    for (let position = start; ; ) {
      session.signal.throwIfAborted();
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const bytes = readSync(handle.fd, chunk, 0, chunkBytes, position);
      if (bytes === 0) return;
      position += bytes;
      yield chunk.subarray(0, bytes);
      // Signals, and what other threads have done, would wait for ever.
      await turn();
    }
  } finally {
    await handle.close();
  }
}

/** A whole file: keys, labels, JSON documents. */
export const readBytes = (session: Session, file: string): Promise<Uint8Array> =>
  whole(readChunks(session, file), file);

async function whole(input: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > maxFileBytes) {
      throw problemOf(new FileError('ERR_FILE_TOO_LARGE', `larger than ${maxFileBytes / 1024 / 1024} MB`), { file });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A whole text file. */
export async function readText(session: Session, file: string, encoding?: Encoding): Promise<string> {
  return decode(await readBytes(session, file), encoding, { file });
}

/** A file of one JSON value. */
export async function readJson(session: Session, file: string, encoding?: Encoding): Promise<unknown> {
  return parseJson(await readText(session, file, encoding), file);
}

/** JSON, with the place of a mistake and without the runtime's message, which quotes the text. */
export function parseJson(text: string, file: string, row?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const offset = /at position (\d{1,12})/u.exec((error as Error).message)?.[1];
    const before = text.slice(0, offset === undefined ? text.length : Number(offset));
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    throw new Problem('ERR_JSON', {}, { file, row: row ?? line, column });
  }
}

/**
 * Text of bytes: as asked, else UTF-16 after its mark, else UTF-8, else GB 18030; refused when it is neither, or has a zero byte
 * as UTF-16 without a mark has: it would be read with a sign between any two digits.
 */
export function decode(
  bytes: Uint8Array,
  encoding: Encoding | undefined,
  place: { file: string; row?: number },
): string {
  const candidates: readonly Encoding[] =
    encoding !== undefined
      ? [encoding]
      : hasUtf16Mark(bytes)
        ? ['utf-16le']
        : bytes.includes(0)
          ? []
          : ['utf-8', 'gb18030'];
  for (const candidate of candidates) {
    try {
      return new TextDecoder(candidate, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  throw new Problem('ERR_ENCODING', { encodings: encodings.join(', ') }, place);
}

const hasUtf16Mark = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** A line of a text file. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly row: number;
}

const newline = 0x0a;

/**
 * The lines of a file, one at a time, without their ends. Logs mix encodings, so each line is decoded by itself.
 *
 * @param onUnreadable - Takes a line that is no text, and the file goes on; without it that ends the file.
 */
export async function* readLines(
  session: Session,
  file: string,
  encoding?: Encoding,
  onUnreadable?: (problem: Problem) => void,
): AsyncGenerator<Line> {
  const chunks = withWholeMark(readChunks(session, file));
  const first = await chunks.next();
  if (first.done === true) return;
  const input = chain(first.value, chunks);
  if (encoding === 'utf-16le' || (encoding === undefined && hasUtf16Mark(first.value))) {
    // Its line ends are no single bytes.
    const lines = decode(await whole(input, file), 'utf-16le', { file }).split('\n');
    for (const [i, line] of lines.entries()) {
      if (line !== '' || i < lines.length - 1) yield { text: line.replace(/\r$/u, ''), row: i + 1 };
    }
    return;
  }
  let row = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const lineOf = (end: Uint8Array): Line[] => {
    row++;
    const bytes = held.length === 0 ? end : Buffer.concat([...held, end]);
    held = [];
    heldBytes = 0;
    try {
      return [{ text: decode(bytes, encoding, { file, row }).replace(/\r$/u, ''), row }];
    } catch (error) {
      if (onUnreadable === undefined || !(error instanceof Problem)) throw error;
      onUnreadable(error);
      return [];
    }
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      yield* lineOf(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) continue;
    held.push(chunk.subarray(start));
    heldBytes += chunk.length - start;
    if (heldBytes > maxLineBytes) {
      throw new Problem('ERR_LINE_TOO_LONG', { limit: maxLineBytes / 1024 / 1024 }, { file, row: row + 1 });
    }
  }
  if (held.length > 0) yield* lineOf(new Uint8Array(0));
}

const markBytes = 2;

/** Chunks of which the first, where the input is not shorter, has room for a byte order mark of UTF-16. */
async function* withWholeMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < markBytes) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

async function* chain(first: Uint8Array, rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    yield first;
    yield* rest;
  } finally {
    // Also where nobody asks for the rest.
    await rest.return();
  }
}

const skippedFolders: readonly string[] = ['.git', 'node_modules'];

/** The files that were named, and those in the folders that were named; stdin when nothing was. */
export async function* inputFiles(session: Session, files: readonly string[]): AsyncGenerator<string> {
  if (files.length === 0) yield stdinName;
  for (const file of files) {
    if (file === stdinName || !(await at({ file }, () => stat(session.path(file)))).isDirectory()) yield file;
    else yield* filesIn(session, file);
  }
}

async function* filesIn(session: Session, folder: string): AsyncGenerator<string> {
  const entries = await at({ file: folder }, () => readdir(session.path(folder), { withFileTypes: true }));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !skippedFolders.includes(entry.name)) yield* filesIn(session, path);
  }
}
