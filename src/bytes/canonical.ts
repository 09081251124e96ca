import { PrivacyError } from '../errors.ts';
import { utf8Length, writeUtf8 } from './utf8.ts';

const maxPartBytes = 0xffff;

/**
 * Length-prefixed encoding: for each part `u16` big-endian length ‖ UTF-8. Two different lists never encode alike
 * ("ab","c" against "a","bc"), which is all that associated data needs; JSON has no such canonical form.
 *
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a part over 65,535 bytes, `ERR_UNICODE` for a lone surrogate.
 */
export function encodeCanonical(parts: readonly string[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += canonicalLength(part);
  const encoded = new Uint8Array(length);
  let at = 0;
  for (const part of parts) at = writeCanonical(part, encoded, at);
  return encoded;
}

/** What a part takes, its length included. @throws {PrivacyError} as {@link encodeCanonical}. */
export function canonicalLength(part: string): number {
  const bytes = utf8Length(part);
  if (bytes > maxPartBytes) {
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a context part is longer than ${maxPartBytes} bytes`);
  }
  return 2 + bytes;
}

/** Writes a part, which {@link canonicalLength} has checked, from `at` on. @returns where the next one goes. */
export function writeCanonical(part: string, into: Uint8Array, at: number): number {
  const end = writeUtf8(part, into, at + 2);
  const bytes = end - at - 2;
  into[at] = bytes >> 8;
  into[at + 1] = bytes & 0xff;
  return end;
}
