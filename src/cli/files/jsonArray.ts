import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
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

/** Tells an empty list from none: follows the keys of the path through the tokens, holding one key. */
function listWatch(listPath: readonly string[]): {
  see(token: { readonly token: TokenType; readonly value: unknown }): void;
  isFound(): boolean;
} {
  let depth = 0;
  /** How many of the open objects and lists lie on the path, from the outermost. */
  let onPath = 0;
  let text: unknown;
  let key: unknown;
  let isFound = false;
  return {
    see({ token, value }) {
      switch (token) {
        case TokenType.LEFT_BRACE:
        case TokenType.LEFT_BRACKET:
          if (onPath === depth && (depth === 0 || key === listPath[depth - 1])) {
            onPath++;
            isFound ||= depth === listPath.length && token === TokenType.LEFT_BRACKET;
          }
          depth++;
          break;
        case TokenType.RIGHT_BRACE:
        case TokenType.RIGHT_BRACKET:
          depth--;
          onPath = Math.min(onPath, depth);
          break;
        case TokenType.STRING:
          text = value;
          break;
        case TokenType.COLON:
          if (depth === onPath) key = text;
          break;
        case TokenType.COMMA:
          if (depth === onPath) key = undefined;
          break;
      }
    },
    isFound: () => isFound,
  };
}

async function* rowsOf(
  pieces: AsyncGenerator<string, void>,
  listPath: readonly string[],
  maxRowBytes: number,
): AsyncGenerator<ReadRow | UnreadableRow, void> {
  const tokenizer = new ExactTokenizer();
  const list = listWatch(listPath);
  // Only the elements: while a list itself is selected, the parser keeps all of it.
  const parser = new TokenParser({ paths: [['$', ...listPath, '*'].join('.')], keepStack: false });
  let found: (ReadRow | UnreadableRow)[] = [];
  let row = 0;
  let isOther = false;
  tokenizer.onToken = (token) => {
    list.see(token);
    parser.write(token);
  };
  tokenizer.onEnd = () => {
    if (!parser.isEnded) parser.end();
  };
  parser.onEnd = () => undefined;
  parser.onValue = ({ value, parent }) => {
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
      let isWrong = false;
      try {
        if (next.done !== true) tokenizer.write(next.value);
        else if (!tokenizer.isEnded) tokenizer.end();
      } catch {
        // The error of the parser quotes the text.
        isWrong = true;
      }
      if (isOther) throw noList();
      // Also those before a mistake.
      yield* found;
      found = [];
      if (isWrong) throw new FileError('ERR_FILE_SYNTAX', 'the file breaks the rules of JSON here', { row: row + 1 });
      if (next.done === true) break;
      charsSinceRow = row > before ? 0 : charsSinceRow + next.value.length;
      if (charsSinceRow > maxRowBytes) {
        throw new FileError('ERR_FILE_TOO_LARGE', 'a row is longer than the limit', { row: row + 1 });
      }
    }
    if (!list.isFound()) throw noList();
  } finally {
    await pieces.return();
  }
}

const noList = (): FileError =>
  new FileError('ERR_FILE_FORMAT', 'there is no list of rows: name the keys that lead to it with --list');

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
