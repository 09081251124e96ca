import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { equalBytes } from '../bytes/buffer.ts';
import { isWellFormed } from '../bytes/utf8.ts';
import type { KeyedMac } from '../crypto/suite.ts';

/**
 * Lines of JSON that vouch for their place: each ends with the member `mac`, over the line before and the bytes before the
 * member. The last MAC stands for all lines in their order.
 */

/** A line taken apart; not checked. */
export interface MacLine {
  /** Everything before `,"mac":"…"}`. */
  readonly body: string;
  /** 32 bytes. */
  readonly mac: Uint8Array;
}

const macMember = /,"mac":"([A-Za-z0-9_-]{43})"\}$/u;

/** Characters that a MAC adds to a line. */
export const macMemberChars = 53;

const encoder = /* @__PURE__ */ new TextEncoder();

/** The MAC of a line under the one before. The body is well-formed, as all that `JSON.stringify` gives. */
export function lineMac(keyed: KeyedMac, previous: Uint8Array, body: string): Uint8Array {
  // UTF-8 has at most three bytes for a UTF-16 unit. One piece of memory, written once: rows are many.
  const bytes = new Uint8Array(previous.length + 3 * body.length);
  bytes.set(previous);
  const { written } = encoder.encodeInto(body, bytes.subarray(previous.length));
  return keyed.mac(bytes.subarray(0, previous.length + written));
}

/** The line of a JSON object text without its closing brace. */
export const writeMacLine = (body: string, mac: Uint8Array): string => `${body},"mac":"${encodeBase64url(mac)}"}`;

/** The parts of a line, or `undefined` when it has no MAC at its end. */
export function readMacLine(line: string): MacLine | undefined {
  const match = macMember.exec(line);
  const mac = match?.[1] === undefined ? undefined : decodeBase64url(match[1]);
  return match === null || mac === undefined ? undefined : { body: line.slice(0, match.index), mac };
}

/** Whether a line is authentic behind the one before. */
export function isAuthentic({ body, mac }: MacLine, keyed: KeyedMac, previous: Uint8Array): boolean {
  // A lone surrogate has no bytes; the encoder would read it as U+FFFD.
  return isWellFormed(body) && equalBytes(mac, lineMac(keyed, previous, body));
}
