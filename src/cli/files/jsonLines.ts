import type { Row } from '../../stream/rows.ts';
import { piecesOf } from './bytes.ts';
import {
  type Codec,
  type CutFile,
  defaultMaxRowBytes,
  type FilePart,
  type OpenedFile,
  type PartFormat,
  type PartReading,
  type ReadOptions,
  type ReadPart,
  type ReadRow,
  type UnreadableRow,
} from './codec.ts';
import { InexactNumberError, parseExactly, stringifyExactly } from './exactJson.ts';
import { FileError } from './fileError.ts';
import { cutParts, findLineEnds, rowsOfParts } from './parts.ts';
import { encodePart, textEncoder, textWriter } from './text.ts';

const newline = 0x0a;
const mark = '\ufeff';

const parts: PartFormat = {
  read: readLines,
  write: (rows, { lineBreak = '\n', ...style } = {}) =>
    encodePart(rows.map((row) => stringifyExactly(row) + lineBreak).join(''), style),
};

/**
 * JSON Lines: one object a line. A line that cannot be read is an unreadable row, and the rest goes on. Empty lines count for
 * the lines only. UTF-8 unless told otherwise; a byte order mark and `\r\n` are kept.
 *
 * @see https://jsonlines.org
 */
export const jsonLines: Codec = {
  name: 'jsonl',
  read: readJsonLines,
  write({ encoding, hasMark, lineBreak = '\n' } = {}) {
    return textWriter(textEncoder(encoding, hasMark), (row) => stringifyExactly(row) + lineBreak);
  },
  parts,
};

async function readJsonLines(input: ReadableStream<Uint8Array>, options: ReadOptions = {}): Promise<OpenedFile> {
  const { encoding = 'utf-8', maxRowBytes = defaultMaxRowBytes } = options;
  // A line break of UTF-16 is no single byte.
  if (encoding === 'utf-16le') throw new FileError('ERR_FILE_ENCODING', 'JSON Lines cannot be read in UTF-16');
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const all = cutParts(piecesOf(input), findLineEnds, maxRowBytes, 0);
  const next = await all.next();
  const first = next.done === true ? undefined : next.value;
  const head = first === undefined || first.isTooLong ? '' : (decodeLine(first.bytes, decoder) ?? '');
  const hasMark = head.startsWith(mark);
  async function* withFirst(): AsyncGenerator<FilePart, void> {
    try {
      if (first !== undefined)
        yield hasMark ? { ...first, bytes: first.bytes.slice(encoding === 'utf-8' ? 3 : 4) } : first;
      yield* all;
    } finally {
      await all.return();
    }
  }
  const own = withFirst();
  const cut: CutFile = {
    reading: { encoding, maxRowBytes },
    linesBefore: 0,
    parts: own,
    partsFrom: (rest, offset) => cutParts(piecesOf(rest), findLineEnds, maxRowBytes, offset, false),
  };
  const rows = rowsOfParts(cut, parts);
  return {
    style: { encoding, hasMark, lineBreak: head.endsWith('\r\n') ? '\r\n' : '\n' },
    cut,
    rows,
    async close() {
      await rows.return();
      await own.return();
      await all.return();
    },
  };
}

function readLines({ bytes, isTooLong }: FilePart, { encoding }: PartReading): ReadPart {
  if (isTooLong) return { rows: [unreadable('ERR_ROW_TOO_LONG', 1, 1)], lines: 1 };
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const rows: (ReadRow | UnreadableRow)[] = [];
  const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  let line = 0;
  for (const text of textsOf(bytes.subarray(0, end), decoder)) {
    line++;
    if (text === undefined) rows.push(unreadable('ERR_ROW_ENCODING', rows.length + 1, line));
    else if (text.trim() !== '') rows.push(readLine(text, rows.length + 1, line));
  }
  return { rows, lines: line };
}

/** Whole lines at once, and one by one only where one of them is no text. */
function* textsOf(bytes: Uint8Array, decoder: TextDecoder): Generator<string | undefined> {
  const text = decodeLine(bytes, decoder);
  if (text !== undefined) return yield* text.split('\n');
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    yield decodeLine(bytes.subarray(start, end < 0 ? undefined : end), decoder);
    if (end < 0) return;
    start = end + 1;
  }
}

function decodeLine(bytes: Uint8Array, decoder: TextDecoder): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const reasons = {
  ERR_ROW_ENCODING: 'the line is no text of the encoding',
  ERR_ROW_TOO_LONG: 'the line is longer than the limit',
  ERR_ROW_JSON: 'the line is no JSON object',
  ERR_ROW_NUMBER: 'a number has more digits or a larger exponent than can be kept',
} as const;

const unreadable = (code: keyof typeof reasons, row: number, line: number): UnreadableRow => ({
  status: 'rejected',
  row,
  line,
  code,
  reason: reasons[code],
});

function readLine(text: string, row: number, line: number): ReadRow | UnreadableRow {
  try {
    const value = parseExactly(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return unreadable('ERR_ROW_JSON', row, line);
    return { status: 'read', row, value: value as Row };
  } catch (error) {
    return unreadable(error instanceof InexactNumberError ? 'ERR_ROW_NUMBER' : 'ERR_ROW_JSON', row, line);
  }
}
