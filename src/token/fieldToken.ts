import { concatBytes, equalBytes } from '../bytes/buffer.ts';
import { nonceBytes, type Suite, tagBytes } from '../crypto/suite.ts';
import { type RecordKeys, saltBytes } from '../keys/derive.ts';
import type { FieldToken } from '../types.ts';
import {
  commitmentBytes,
  decryptFailed,
  encodeFieldToken,
  fieldTokenPrefix,
  flags,
  headerBytes,
  maxFieldBytes,
  tokenBytes,
} from './header.ts';

// Nothing secret, and each id has its own that never changes: one allocation for all fields of that id, where native engines
// pay for each.
const nonces: Uint8Array[] = [];

/** 00…00 ‖ u32(field id): unique under a record key, which is used for one record only. */
export function fieldNonce(fieldId: number): Uint8Array {
  const known = nonces[fieldId];
  if (known !== undefined) return known;
  const nonce = new Uint8Array(nonceBytes);
  nonce[nonceBytes - 1] = fieldId;
  nonces[fieldId] = nonce;
  return nonce;
}

/** What a field token is made of, besides its keys. */
export interface FieldTokenParts {
  readonly suite: Suite;
  readonly keyId: Uint8Array;
  readonly fieldId: number;
  readonly salt: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly isPadded: boolean;
  readonly isCommitted: boolean;
}

/** `wpf1.` b64u( suite 1 ‖ kid 4 ‖ flags 1 ‖ field id 1 ‖ salt 16 ‖ [KC 32] ‖ ct ‖ tag 16 ); AAD = the first 7 bytes. */
export function writeFieldToken(parts: FieldTokenParts, keys: RecordKeys): FieldToken {
  const bits = (parts.isPadded ? 0 : flags.unpadded) | (parts.isCommitted ? flags.committed : 0);
  const header = concatBytes(Uint8Array.of(parts.suite.id), parts.keyId, Uint8Array.of(bits, parts.fieldId));
  const sealed = parts.suite.seal(keys.recordKey, fieldNonce(parts.fieldId), header, parts.plaintext);
  const commitment = parts.isCommitted ? keys.commitment : new Uint8Array(0);
  return encodeFieldToken(concatBytes(header, parts.salt, commitment, sealed));
}

/** A field token taken apart, not yet authenticated. */
export interface ParsedFieldToken {
  readonly bytes: Uint8Array;
  readonly fieldId: number;
  readonly isPadded: boolean;
  readonly isCommitted: boolean;
}

/** Checks the structure: exact lengths and known flags, before any cipher runs. */
export function readFieldToken(token: string): ParsedFieldToken {
  const bytes = tokenBytes(token, fieldTokenPrefix);
  const bits = bytes[5] as number;
  const isCommitted = (bits & flags.committed) !== 0;
  const minLength = headerBytes + saltBytes + (isCommitted ? commitmentBytes : 0) + tagBytes;
  const maxLength = minLength + maxFieldBytes;
  if ((bits & ~(flags.unpadded | flags.committed)) !== 0) throw decryptFailed();
  if (bytes.length < minLength || bytes.length > maxLength) throw decryptFailed();
  return {
    bytes,
    fieldId: bytes[6] as number,
    isPadded: (bits & flags.unpadded) === 0,
    isCommitted,
  };
}

/** Checks the commitment, then the tag; the padded plaintext. @throws {PrivacyError} `ERR_DECRYPT_FAILED`. */
export function openFieldToken(token: ParsedFieldToken, suite: Suite, keys: RecordKeys): Uint8Array {
  let at = headerBytes + saltBytes;
  if (token.isCommitted) {
    if (!equalBytes(token.bytes.subarray(at, at + commitmentBytes), keys.commitment)) throw decryptFailed();
    at += commitmentBytes;
  }
  const aad = token.bytes.subarray(0, headerBytes);
  const plaintext = suite.open(keys.recordKey, fieldNonce(token.fieldId), aad, token.bytes.subarray(at));
  if (plaintext === undefined) throw decryptFailed();
  return plaintext;
}
