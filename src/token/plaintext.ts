import { decodeUtf8, utf8Length, writeUtf8 } from '../bytes/utf8.ts';
import { PrivacyError } from '../errors.ts';
import type { FieldKind } from '../types.ts';
import { maxFieldBytes } from './header.ts';

// Padding hides the length inside a kind: a name of two or of four hanzi, a short or a long street. Sizes in bytes.
const buckets: Readonly<Record<FieldKind, number>> = {
  name: 24,
  phone: 16,
  address: 48,
  text: 48,
  idNumber: 24,
  email: 48,
  account: 24,
  bankCard: 24,
  plate: 16,
  opaque: 16,
};

/**
 * UTF-8 ‖ 80 ‖ 00… to the next multiple of the kind's bucket (ISO/IEC 7816-4 padding); without padding just UTF-8.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate, `ERR_LIMIT_EXCEEDED` over 65,535 bytes.
 */
export function encodePlaintext(value: string, kind: FieldKind, isPadded: boolean): Uint8Array {
  if (value.length > maxFieldBytes) throw tooLong();
  const bytes = utf8Length(value);
  const bucket = buckets[kind];
  const length = isPadded ? Math.ceil((bytes + 1) / bucket) * bucket : bytes;
  if (length > maxFieldBytes) throw tooLong();
  const padded = new Uint8Array(length);
  writeUtf8(value, padded, 0);
  if (isPadded) padded[bytes] = 0x80;
  return padded;
}

/** The text, or `undefined` when padding or UTF-8 is wrong. */
export function decodePlaintext(bytes: Uint8Array, isPadded: boolean): string | undefined {
  if (!isPadded) return decodeUtf8(bytes);
  let end = bytes.length - 1;
  while (end >= 0 && bytes[end] === 0) end--;
  return end >= 0 && bytes[end] === 0x80 ? decodeUtf8(bytes.subarray(0, end)) : undefined;
}

const tooLong = (): PrivacyError =>
  new PrivacyError('ERR_LIMIT_EXCEEDED', `a field is longer than ${maxFieldBytes} bytes`);
