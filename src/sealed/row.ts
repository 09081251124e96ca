import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { concatBytes, equalBytes } from '../bytes/buffer.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { KeyedMac, Suite } from '../crypto/suite.ts';
import { PrivacyError } from '../errors.ts';

/** One order in a batch: its readable rest, and for each part a token or `null`. */
export interface Row {
  readonly row: number;
  readonly tokens: readonly (string | null)[];
  readonly order: object;
}

/** Longest row in UTF-16 units, 4 Mi. */
export const maxRowChars = 4_194_304;

// ,"mac":"<43 letters>"}
const macMember = /,"mac":"([A-Za-z0-9_-]{43})"\}$/u;
const macMemberChars = 53;

export const changedBatch = (): PrivacyError =>
  new PrivacyError('ERR_BATCH_CHANGED', 'the batch is not what its sender sealed: changed, reordered or cut');

/**
 * Authenticates rows one after the other: each MAC covers the one before, the first one the manifest, so that the last one
 * stands for the whole batch in its order.
 */
export interface RowChain {
  /** MAC of the last row. */
  readonly mac: string;
  /** Adds `mac` to a row. */
  write(row: Row): string;
  /** The row of a line. @throws {PrivacyError} `ERR_BATCH_CHANGED`. Nothing of the line is parsed before its MAC was checked. */
  read(line: string): Row;
}

/** Starts where a batch starts, or behind a row whose MAC is known. */
export function createRowChain(suite: Suite, rowKey: Uint8Array, start: { row: number; mac: Uint8Array }): RowChain {
  const keyed: KeyedMac = suite.keyedMac(rowKey);
  let { row: next, mac: last } = start;
  const advance = (body: string): Uint8Array => keyed.mac(concatBytes(last, encodeUtf8(body)));
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
      last = advance(body);
      next++;
      return `${body},"mac":"${encodeBase64url(last)}"}`;
    },
    read(line) {
      const match = line.length > maxRowChars ? null : macMember.exec(line);
      const mac = match?.[1] === undefined ? undefined : decodeBase64url(match[1]);
      if (match === null || mac === undefined) throw changedBatch();
      const expected = safely(() => advance(line.slice(0, match.index)));
      if (expected === undefined || !equalBytes(mac, expected)) throw changedBatch();
      const row = safely(() => JSON.parse(line) as Row);
      if (row?.row !== next) throw changedBatch();
      last = expected;
      next++;
      return row;
    },
  };
}

function jsonOf(order: object): string {
  const text = safely(() => JSON.stringify(order) as string | undefined);
  if (text?.startsWith('{') !== true) {
    throw new PrivacyError('ERR_FIELD_TYPE', 'the order has a value that JSON cannot carry, or goes round in a circle');
  }
  return text;
}

/** A lone surrogate has no bytes, and text of a sender that breaks its own format is no JSON. */
function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
