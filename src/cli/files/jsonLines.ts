import type { Row } from '../../stream/rows.ts';
import { joined, piecesOf } from './bytes.ts';
import {
  type Codec,
  defaultMaxRowBytes,
  type OpenedFile,
  type ReadOptions,
  type ReadRow,
  type UnreadableRow,
} from './codec.ts';
import { InexactNumberError, parseExactly, stringifyExactly } from './exactJson.ts';
import { FileError } from './fileError.ts';
import { textEncoder, textWriter } from './text.ts';

const newline = 0x0a;
const mark = '\ufeff';

/**
 * JSON Lines: one object a line. A line that cannot be read is an unreadable row, and the rest goes on. Empty lines count for
 * the lines only. UTF-8 unless told otherwise; a byte order mark and `\r\n` are kept.
 *
 * @see https://jsonlines.org
 */
export const jsonLines: Codec = {
  name: 'jsonl',
  extensions: ['jsonl', 'ndjson'],
  read: readJsonLines,
  write({ encoding, hasMark, lineBreak = '\n' } = {}) {
    return textWriter(textEncoder(encoding, hasMark), (row) => stringifyExactly(row) + lineBreak);
  },
};

async function readJsonLines(input: ReadableStream<Uint8Array>, options: ReadOptions = {}): Promise<OpenedFile> {
  const { encoding = 'utf-8', maxRowBytes = defaultMaxRowBytes } = options;
  // A line break of UTF-16 is no single byte.
  if (encoding === 'utf-16le') throw new FileError('ERR_FILE_ENCODING', 'JSON Lines cannot be read in UTF-16');
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const lines = linesOf(input, decoder, maxRowBytes);
  const first = await lines.next();
  const head = first.done === true ? '' : (first.value.text ?? '');
  const hasMark = head.startsWith(mark);
  return {
    style: { encoding, hasMark, lineBreak: head.endsWith('\r') ? '\r\n' : '\n' },
    rows: first.done === true ? noRows() : rowsOf({ ...first.value, ...(hasMark && { text: head.slice(1) }) }, lines),
    close: async () => void (await lines.return()),
  };
}

async function* noRows(): AsyncGenerator<ReadRow | UnreadableRow> {}

interface Line {
  /** From 1. */
  readonly line: number;
  /** Without its line feed; none where it cannot be read. */
  readonly text?: string;
  readonly problem?: 'ERR_ROW_ENCODING' | 'ERR_ROW_TOO_LONG';
}

async function* linesOf(
  input: ReadableStream<Uint8Array>,
  decoder: TextDecoder,
  maxRowBytes: number,
): AsyncGenerator<Line, void> {
  let line = 1;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  for await (const piece of piecesOf(input)) {
    const end = piece.lastIndexOf(newline);
    let start = 0;
    if (end >= 0 && (held.length > 0 || isTooLong)) {
      start = piece.indexOf(newline) + 1;
      const problem = isTooLong || heldBytes + start > maxRowBytes ? 'ERR_ROW_TOO_LONG' : undefined;
      yield problem ? { line, problem } : decodeLine(joined([...held, piece.subarray(0, start - 1)]), decoder, line);
      line++;
      held = [];
      heldBytes = 0;
      isTooLong = false;
    }
    if (start <= end) {
      for (const read of decodeLines(piece.subarray(start, end), decoder, line)) {
        yield read;
        line++;
      }
    }
    const rest = piece.subarray(Math.max(end + 1, start));
    heldBytes += rest.length;
    isTooLong ||= heldBytes > maxRowBytes;
    if (isTooLong) held = [];
    else if (rest.length > 0) held.push(rest);
  }
  if (isTooLong) yield { line, problem: 'ERR_ROW_TOO_LONG' };
  else if (held.length > 0) yield decodeLine(joined(held), decoder, line);
}

/** Whole lines at once, and one by one only where one of them is no text. */
function* decodeLines(bytes: Uint8Array, decoder: TextDecoder, firstLine: number): Generator<Line> {
  let line = firstLine;
  const { text } = decodeLine(bytes, decoder, line);
  if (text !== undefined) {
    for (const part of text.split('\n')) yield { line: line++, text: part };
    return;
  }
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    yield decodeLine(bytes.subarray(start, end < 0 ? undefined : end), decoder, line++);
    if (end < 0) return;
    start = end + 1;
  }
}

function decodeLine(bytes: Uint8Array, decoder: TextDecoder, line: number): Line {
  try {
    return { line, text: decoder.decode(bytes) };
  } catch {
    return { line, problem: 'ERR_ROW_ENCODING' };
  }
}

const reasons = {
  ERR_ROW_ENCODING: 'the line is no text of the encoding',
  ERR_ROW_TOO_LONG: 'the line is longer than the limit',
  ERR_ROW_JSON: 'the line is no JSON object',
  ERR_ROW_NUMBER: 'a number has more digits or a larger exponent than can be kept',
} as const;

async function* rowsOf(first: Line, rest: AsyncGenerator<Line, void>): AsyncGenerator<ReadRow | UnreadableRow, void> {
  let row = 0;
  try {
    for (let line: Line | undefined = first; line !== undefined; ) {
      if (line.text === undefined || line.text.trim() !== '') yield readLine(line, ++row);
      const next: IteratorResult<Line, void> = await rest.next();
      line = next.done === true ? undefined : next.value;
    }
  } finally {
    await rest.return();
  }
}

function readLine({ line, text = '', problem }: Line, row: number): ReadRow | UnreadableRow {
  const unreadable = (code: keyof typeof reasons): UnreadableRow => ({
    status: 'rejected',
    row,
    line,
    code,
    reason: reasons[code],
  });
  if (problem !== undefined) return unreadable(problem);
  try {
    const value = parseExactly(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable('ERR_ROW_JSON');
    return { status: 'read', row, value: value as Row };
  } catch (error) {
    return unreadable(error instanceof InexactNumberError ? 'ERR_ROW_NUMBER' : 'ERR_ROW_JSON');
  }
}
