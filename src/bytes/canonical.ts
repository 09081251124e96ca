import { PrivacyError } from '../errors.ts';
import { concatBytes } from './buffer.ts';
import { encodeUtf8 } from './utf8.ts';

const maxPartBytes = 0xffff;

/**
 * Length-prefixed encoding: for each part `u16` big-endian length ‖ UTF-8. Two different lists never encode alike
 * ("ab","c" against "a","bc"), which is all that associated data needs; JSON has no such canonical form.
 *
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a part over 65,535 bytes, `ERR_UNICODE` for a lone surrogate.
 */
export function encodeCanonical(parts: readonly string[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (const part of parts) {
    const bytes = encodeUtf8(part);
    if (bytes.length > maxPartBytes) {
      throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a context part is longer than ${maxPartBytes} bytes`);
    }
    chunks.push(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes);
  }
  return concatBytes(...chunks);
}
