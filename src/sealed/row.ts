import { encodeBase64url } from '../bytes/base64url.ts';
import type { Suite } from '../crypto/suite.ts';
import { PrivacyError } from '../errors.ts';
import { isAuthentic, lineMac, macMemberChars, readMacLine, writeMacLine } from '../token/lineChain.ts';

/** One order in a batch: its readable rest, and for each part a token or `null`. */
export interface Row {
  readonly row: number;
  readonly tokens: readonly (string | null)[];
  readonly order: object;
}

/** Longest row in UTF-16 units, 4 Mi. */
export const maxRowChars = 4_194_304;

export const changedBatch = (): PrivacyError =>
  new PrivacyError('ERR_BATCH_CHANGED', 'the batch is not what its sender sealed: changed, reordered or cut');

/** The rows of a batch, each authenticated in its place; the first one continues the manifest. */
export interface RowChain {
  /** MAC of the last row. */
  readonly mac: string;
  /** The line of a row. @throws {PrivacyError} `ERR_FIELD_TYPE`, `ERR_LIMIT_EXCEEDED`. */
  write(row: Row): string;
  /** The row of a line. @throws {PrivacyError} `ERR_BATCH_CHANGED`. Nothing of the line is parsed before its MAC was checked. */
  read(line: string): Row;
}

/** Starts where a batch starts, or behind a row whose MAC is known. */
export function createRowChain(suite: Suite, rowKey: Uint8Array, start: { row: number; mac: Uint8Array }): RowChain {
  const keyed = suite.keyedMac(rowKey);
  let { row: next, mac: last } = start;
  return {
    get mac() {
      return encodeBase64url(last);
    },
    write(row) {
      // The order is last: a reader in any language finds its bytes without writing JSON anew.
      const body = `{"row":${row.row},"tokens":${JSON.stringify(row.tokens)},"order":${jsonOf(row.order)}`;
      if (body.length + macMemberChars > maxRowChars) {
        throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a row has at most ${maxRowChars} characters`);
      }
      last = lineMac(keyed, last, body);
      next++;
      return writeMacLine(body, last);
    },
    read(line) {
      const parts = line.length > maxRowChars ? undefined : readMacLine(line);
      if (parts === undefined || !isAuthentic(parts, keyed, last)) throw changedBatch();
      const row = parse(line);
      if (row?.row !== next) throw changedBatch();
      last = parts.mac;
      next++;
      return row;
    },
  };
}

function jsonOf(order: object): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(order) as string | undefined;
  } catch {
    // A BigInt, a circle; its message may quote a key of the order.
  }
  if (text?.startsWith('{') !== true) {
    throw new PrivacyError('ERR_FIELD_TYPE', 'the order has a value that JSON cannot carry, or goes round in a circle');
  }
  return text;
}

/** Authentic text that is no JSON: of a sender that breaks its own format. */
function parse(line: string): Row | undefined {
  try {
    return JSON.parse(line) as Row;
  } catch {
    return undefined;
  }
}
