import { Tokenizer, TokenParser } from '@streamparser/json';
import type { Row } from '../../stream/rows.ts';
import {
  type Codec,
  defaultMaxRowBytes,
  type OpenedFile,
  type ReadOptions,
  type ReadRow,
  type UnreadableRow,
} from './codec.ts';
import { exactNumber, stringifyExactly } from './exactJson.ts';
import { FileError } from './fileError.ts';
import { decodeText, textEncoder, textWriter } from './text.ts';

/**
 * One JSON list of objects, or a list inside a document by `listPath`; what stands beside the list is not kept. An element that
 * is no object is an unreadable row and the rest goes on; a mistake in the JSON ends the file. UTF-8 unless told otherwise.
 */
export const jsonArray: Codec = {
  name: 'json',
  extensions: ['json'],
  read: readJsonArray,
  write({ encoding, hasMark, lineBreak = '\n' } = {}) {
    let before = `[${lineBreak}`;
    const write = (row: Row): string => {
      const text = before + stringifyExactly(row);
      before = `,${lineBreak}`;
      return text;
    };
    // Without any row only the bracket is open.
    const end = (): string => `${before.startsWith('[') ? '[' : lineBreak}]${lineBreak}`;
    return textWriter(textEncoder(encoding, hasMark), write, end);
  },
};

async function readJsonArray(input: ReadableStream<Uint8Array>, options: ReadOptions = {}): Promise<OpenedFile> {
  const { encoding = 'utf-8', listPath = [], maxRowBytes = defaultMaxRowBytes } = options;
  // The selectors of the parser know no escapes; a key with such a sign cannot be named.
  if (listPath.some((key) => !/^[\p{L}\p{N}_-]+$/u.test(key))) {
    throw new FileError('ERR_FILE_FORMAT', 'a key on the way to the list has a sign that cannot be named');
  }
  const { hasMark, pieces } = await decodeText(input, encoding);
  const rows = rowsOf(pieces, listPath, maxRowBytes);
  return {
    style: { encoding, hasMark, lineBreak: '\n' },
    rows,
    close: async () => {
      await rows.return();
      await pieces.return();
    },
  };
}

/** Keeps what a double cannot hold, and says where that is not possible; keeps byte order marks inside of texts. */
class ExactTokenizer extends Tokenizer {
  hasInexact = false;

  constructor() {
    super();
    // Its decoder drops a mark at the start of each part of a text, and there is no option. test/property/files.test.ts notices
    // should a new version keep it elsewhere.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    Reflect.set(Reflect.get(this, 'bufferedString') as object, 'decoder', decoder);
  }

  protected override parseNumber(token: string): number {
    const value = exactNumber(token);
    if (value === undefined) this.hasInexact = true;
    // The parser hands the value on as it is.
    return value as number;
  }
}

async function* rowsOf(
  pieces: AsyncGenerator<string, void>,
  listPath: readonly string[],
  maxRowBytes: number,
): AsyncGenerator<ReadRow | UnreadableRow, void> {
  const tokenizer = new ExactTokenizer();
  const list = ['$', ...listPath].join('.');
  // Also the list itself, emptied of what was handed on: it tells an empty list from none.
  const parser = new TokenParser({ paths: [list, `${list}.*`], keepStack: false });
  let found: (ReadRow | UnreadableRow)[] = [];
  let row = 0;
  let hasList = false;
  let isOther = false;
  tokenizer.onToken = (token) => parser.write(token);
  tokenizer.onEnd = () => {
    if (!parser.isEnded) parser.end();
  };
  parser.onEnd = () => undefined;
  parser.onValue = ({ value, parent, stack }) => {
    if (stack.length === listPath.length) {
      hasList = Array.isArray(value);
      return;
    }
    isOther ||= !Array.isArray(parent);
    row++;
    found.push(readElement(value, row, tokenizer.hasInexact));
    tokenizer.hasInexact = false;
  };
  let charsSinceRow = 0;
  try {
    for (;;) {
      const next = await pieces.next();
      const before = row;
      try {
        if (next.done !== true) tokenizer.write(next.value);
        else if (!tokenizer.isEnded) tokenizer.end();
      } catch {
        // The error of the parser quotes the text.
        throw new FileError('ERR_FILE_SYNTAX', 'the file breaks the rules of JSON here', { row: row + 1 });
      }
      if (isOther) throw noList();
      yield* found;
      found = [];
      if (next.done === true) break;
      charsSinceRow = row > before ? 0 : charsSinceRow + next.value.length;
      if (charsSinceRow > maxRowBytes) {
        throw new FileError('ERR_FILE_TOO_LARGE', 'a row is longer than the limit', { row: row + 1 });
      }
    }
    if (!hasList) throw noList();
  } finally {
    await pieces.return();
  }
}

const noList = (): FileError =>
  new FileError('ERR_FILE_FORMAT', 'there is no list of rows: name the keys that lead to it');

function readElement(value: unknown, row: number, isInexact: boolean): ReadRow | UnreadableRow {
  if (isInexact) {
    const reason = 'a number has more digits or a larger exponent than can be kept';
    return { status: 'rejected', row, code: 'ERR_ROW_NUMBER', reason };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { status: 'rejected', row, code: 'ERR_ROW_JSON', reason: 'the element is no JSON object' };
  }
  return { status: 'read', row, value: value as Row };
}
