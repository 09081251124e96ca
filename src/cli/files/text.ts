import { createRequire } from 'node:module';
import type { Row } from '../../stream/rows.ts';
import { joined, piecesOf } from './bytes.ts';
import type { Encoding, FileStyle } from './codec.ts';
import { FileError } from './fileError.ts';

const mark = '\ufeff';

/** What was found out of a text file. */
interface FoundText {
  readonly encoding: Encoding;
  /** Whether a byte order mark stood before the text; it is not part of it. */
  readonly hasMark: boolean;
}

/** A text file as bytes. */
export interface TextBytes extends FoundText {
  /** Length of the mark. */
  readonly markBytes: number;
  /** The bytes behind the mark, in pieces. */
  readonly pieces: AsyncGenerator<Uint8Array, void>;
}

/** A text file as text. */
export interface DecodedText extends FoundText {
  /** The text, in pieces. @throws {FileError} `ERR_FILE_ENCODING`. */
  readonly pieces: AsyncGenerator<string, void>;
}

/** How far is read before the encoding is settled: this much behind the first byte that is no ASCII, and in all. */
const judgedBytes = 64 * 1024;
const maxHeadBytes = 1024 * 1024;

/**
 * Finds out the encoding of a text file. Without an `encoding`: what a byte order mark says, else UTF-8 where the first bytes beyond ASCII
 * can be read so, else GB18030. A short text of GBK can by chance be UTF-8 too; then the encoding has to be named.
 *
 * @throws {FileError} `ERR_FILE_ENCODING` for a mark of another encoding than the one named.
 */
export async function openText(input: ReadableStream<Uint8Array>, encoding?: Encoding): Promise<TextBytes> {
  const pieces = piecesOf(input);
  const head: Uint8Array[] = [];
  let bytes = 0;
  let firstBeyond = -1;
  let isWhole = false;
  while (bytes < 3 || (encoding === undefined && !isJudged(bytes, firstBeyond))) {
    const next = await pieces.next();
    if (next.done === true) {
      isWhole = true;
      break;
    }
    if (firstBeyond < 0) {
      const at = next.value.findIndex((byte) => byte > 0x7f);
      if (at >= 0) firstBeyond = bytes + at;
    }
    head.push(next.value);
    bytes += next.value.length;
  }
  const start = head.length === 0 ? new Uint8Array(0) : joined(head);
  const marked = markOf(start);
  if (marked !== undefined && encoding !== undefined && marked !== encoding) {
    await pieces.return();
    throw new FileError('ERR_FILE_ENCODING', `the file begins with the byte order mark of ${marked}`);
  }
  const found = encoding ?? marked ?? (isUtf8(start, isWhole) ? 'utf-8' : 'gb18030');
  const hasMark = marked !== undefined;
  const skipped = hasMark ? markBytes[marked] : 0;
  return { encoding: found, hasMark, markBytes: skipped, pieces: behind(start.subarray(skipped), pieces) };
}

const markBytes: Readonly<Record<Encoding, number>> = { 'utf-8': 3, 'utf-16le': 2, gb18030: 4 };

/** Decodes a text file. @throws {FileError} `ERR_FILE_ENCODING` where the text cannot be read, now or later. */
export async function decodeText(input: ReadableStream<Uint8Array>, encoding?: Encoding): Promise<DecodedText> {
  const { pieces, ...found } = await openText(input, encoding);
  return { ...found, pieces: decoded(pieces, found.encoding) };
}

const isJudged = (bytes: number, firstBeyond: number): boolean =>
  bytes >= maxHeadBytes || (firstBeyond >= 0 && bytes >= firstBeyond + judgedBytes);

function markOf([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  return a === 0xff && b === 0xfe ? 'utf-16le' : undefined;
}

function isUtf8(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

async function* behind(head: Uint8Array, rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    for (let start = 0; start < head.length; start += judgedBytes) yield head.subarray(start, start + judgedBytes);
    yield* rest;
  } finally {
    await rest.return();
  }
}

/** The text of bytes without a mark. */
export async function* decoded(
  pieces: AsyncGenerator<Uint8Array, void>,
  encoding: Encoding,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw notText(encoding);
    }
  };
  for await (const piece of pieces) yield decode(piece);
  yield decode();
}

/** Says that a file is in another encoding. */
export const notText = (encoding: Encoding): FileError =>
  new FileError('ERR_FILE_ENCODING', `the file is no text in ${encoding}: name its encoding with --encoding`);

/**
 * Makes a function that encodes the parts of a text, a byte order mark before the first of them where there is to be one.
 *
 * The function throws `ERR_FILE_ENCODING` for what the encoding does not have: nothing may come back as another text.
 */
export function textEncoder(encoding: Encoding = 'utf-8', hasMark = false): (text: string) => Uint8Array {
  const encode = encoding === 'gb18030' ? encodeGb18030 : encodeUtf8;
  // UTF-16 and marks of it are not written.
  let before = (hasMark && encoding !== 'gb18030') || encoding === 'utf-16le' ? mark : '';
  return (text) => {
    const bytes = encode(before + text);
    before = '';
    return bytes;
  };
}

/** The text of a part as bytes, by the rules of {@link textEncoder}; nothing where there is no text. */
export function encodePart(text: string, { encoding, hasMark }: Pick<FileStyle, 'encoding' | 'hasMark'>): Uint8Array {
  return text === '' ? new Uint8Array(0) : textEncoder(encoding, hasMark)(text);
}

const utf8 = new TextEncoder();

function encodeUtf8(text: string): Uint8Array {
  // A lone surrogate would become U+FFFD. A text without one holds as many bytes as its UTF-8 has.
  if (!isWellFormed(text)) throw notInEncoding('UTF-8');
  return utf8.encode(text);
}

/** Of Node from 20 on; the types of the library are those of ES2022. */
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

const require = createRequire(import.meta.url);
/** Loaded by the first text that asks for it: it takes 10 ms, and most files are UTF-8. */
const loadIconv = (): typeof import('iconv-lite') => require('iconv-lite');

function encodeGb18030(text: string): Uint8Array {
  const bytes = loadIconv().encode(text, 'gb18030');
  // Tables of GB18030 differ between its editions; what the reader of this tool would not read back is not written.
  if (new TextDecoder('gb18030', { ignoreBOM: true }).decode(bytes) !== text) throw notInEncoding('GB18030');
  return bytes;
}

const notInEncoding = (encoding: string): FileError =>
  new FileError('ERR_FILE_ENCODING', `a text that ${encoding} does not have`);

/** Text that is handed on at once: a chunk for each row would cost more than the row. */
const writtenChars = 64 * 1024;

/** A stream of rows to bytes, whose text is encoded in parts of about 64 Ki characters. */
export function textWriter(
  encode: (text: string) => Uint8Array,
  write: (row: Row) => string,
  end: () => string = () => '',
): TransformStream<Row, Uint8Array> {
  let held = '';
  return new TransformStream<Row, Uint8Array>({
    transform(row, controller) {
      held += write(row);
      if (held.length < writtenChars) return;
      controller.enqueue(encode(held));
      held = '';
    },
    flush(controller) {
      held += end();
      if (held !== '') controller.enqueue(encode(held));
    },
  });
}
