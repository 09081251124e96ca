import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { concatBytes, encodeHex } from '../bytes/buffer.ts';
import { saltBytes } from '../keys/derive.ts';
import type { RecordToken } from '../types.ts';
import {
  commitmentBytes,
  decryptFailed,
  encodeRecordToken,
  headerBytes,
  recordTokenPrefix,
  tokenBytes,
} from './header.ts';

// Begins like a token, so that it is never masked or encrypted again; the dot is not base64url, so no reader takes it for one.
const detachedPrefix = `${recordTokenPrefix}d.`;
const saltIdBytes = 8;

/** A record token taken apart into what is stored in the row and what is stored elsewhere. */
export interface DetachedToken {
  /** `wpr1.d.` b64u( header 7 ‖ KC 32 ‖ the rest ): the record token without its salt. */
  readonly token: RecordToken;
  /** 16 bytes; without them nobody opens the token, the holder of the keys included. */
  readonly salt: Uint8Array;
}

/** Takes the salt out of a record token. */
export function detachSalt(token: RecordToken): DetachedToken {
  const bytes = tokenBytes(token, recordTokenPrefix);
  const saltEnd = headerBytes + saltBytes;
  const rest = concatBytes(bytes.subarray(0, headerBytes), bytes.subarray(saltEnd));
  return { token: (detachedPrefix + encodeBase64url(rest)) as RecordToken, salt: bytes.slice(headerBytes, saltEnd) };
}

/** The bytes of a detached token. @throws {PrivacyError} as for a record token. */
function detachedBytes(token: string): Uint8Array {
  // For anything else the error of a record token; a whole one is no detached one.
  if (!token.startsWith(detachedPrefix)) tokenBytes(token, recordTokenPrefix);
  const bytes = token.startsWith(detachedPrefix) ? decodeBase64url(token, detachedPrefix.length) : undefined;
  if (bytes === undefined || bytes.length < headerBytes + commitmentBytes) throw decryptFailed();
  return bytes;
}

/** Name of the salt of a detached token: the first 8 bytes of its commitment, as 16 hexadecimal digits. */
export const saltIdOf = (token: string): string =>
  encodeHex(detachedBytes(token).subarray(headerBytes, headerBytes + saltIdBytes));

/** The record token again. A wrong salt gives a token that does not open. */
export function attachSalt(token: string, salt: Uint8Array): RecordToken {
  const bytes = detachedBytes(token);
  if (salt.length !== saltBytes) throw decryptFailed();
  return encodeRecordToken(concatBytes(bytes.subarray(0, headerBytes), salt, bytes.subarray(headerBytes)));
}
