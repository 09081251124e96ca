import { decodeBase64url, decodeBase64urlInto, encodeBase64url } from '../bytes/base64url.ts';
import { encodeHex } from '../bytes/buffer.ts';
import { macBytes } from '../crypto/suite.ts';
import { assertString, PrivacyError } from '../errors.ts';
import type { FieldToken, KeyId, RecordToken } from '../types.ts';

export const fieldTokenPrefix = 'wpf1.';
export const recordTokenPrefix = 'wpr1.';

/** Flag bits of a token's header. Every other bit must be zero. */
export const flags = {
  /** A record token with one AEAD over all fields. */
  sealed: 0x01,
  /** The plaintext is not padded, so the ciphertext tells its length. */
  unpadded: 0x02,
  /** A field token that carries a key commitment; record tokens always do. */
  committed: 0x04,
} as const;

export const keyIdBytes = 4;

/** Bytes before the salt: suite 1 ‖ kid 4 ‖ flags 1 ‖ (field id or n) 1. */
export const headerBytes = 7;

export const commitmentBytes: number = macBytes;

/** Largest padded field: its length is a `u16`. */
export const maxFieldBytes = 0xffff;

/** Most fields in one record token. */
export const maxRecordFields = 32;

/** What anyone may read of a token, without a key and without any guarantee: it is not authenticated yet. */
export interface TokenInfo {
  /** One value, or a whole record. */
  readonly kind: 'field' | 'record';
  /** Version of the format. */
  readonly version: 1;
  /** Cipher suite it names. */
  readonly suite: number;
  /** The key that is needed to open it. */
  readonly keyId: KeyId;
  /** Whether all fields of a record are in one piece. */
  readonly isSealed: boolean;
  /** Whether the plaintext was padded. */
  readonly isPadded: boolean;
}

/** The token does not open. One message for a wrong key, a wrong context and any changed byte: no oracle. */
export const decryptFailed = (): PrivacyError =>
  new PrivacyError('ERR_DECRYPT_FAILED', 'cannot decrypt: wrong key, wrong context or changed token');

/**
 * The bytes of a token with this prefix.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_TOKEN` for anything without the prefix, `ERR_UNSUPPORTED_VERSION` for another version
 * of it, `ERR_DECRYPT_FAILED` for anything wrong behind it.
 */
export function tokenBytes(token: string, prefix: string): Uint8Array {
  if (!token.startsWith(prefix)) throw notThisToken(token, prefix);
  const bytes = decodeBase64url(token, prefix.length);
  if (bytes === undefined || bytes.length < headerBytes) throw decryptFailed();
  return bytes;
}

/** The same `into` memory that has room for as many bytes as the token has letters. @returns their number. @throws as {@link tokenBytes}. */
export function tokenBytesInto(token: string, prefix: string, into: Uint8Array): number {
  if (!token.startsWith(prefix)) throw notThisToken(token, prefix);
  const length = decodeBase64urlInto(token, prefix.length, into);
  if (length < headerBytes) throw decryptFailed();
  return length;
}

const otherVersion = /^(wp[fr])\d+\./u;

function notThisToken(token: string, prefix: string): PrivacyError {
  const version = otherVersion.exec(token);
  return version?.[1] === prefix.slice(0, 3) && version[0] !== prefix
    ? new PrivacyError('ERR_UNSUPPORTED_VERSION', 'the token has a version that this release does not know')
    : new PrivacyError('ERR_MALFORMED_TOKEN', `not a token that begins with ${prefix}`);
}

export const encodeFieldToken = (bytes: Uint8Array): FieldToken =>
  (fieldTokenPrefix + encodeBase64url(bytes)) as FieldToken;

export const encodeRecordToken = (bytes: Uint8Array, length: number = bytes.length): RecordToken =>
  (recordTokenPrefix + encodeBase64url(bytes, length)) as RecordToken;

export const keyIdOf = (bytes: Uint8Array): KeyId => encodeHex(bytes, 1, 1 + keyIdBytes) as KeyId;

/**
 * Reads the public header of a token: for choosing keys and for finding out why one does not open. Needs no key and
 * proves nothing.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_TOKEN`, `ERR_UNSUPPORTED_VERSION`, or `ERR_DECRYPT_FAILED` for a cut token.
 * @example
 * const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
 * const token = cipher.encrypt('张三', { recordId: '1', field: 'recipient.name' });
 * parseToken(token).kind; // 'field'
 */
export function parseToken(token: string): TokenInfo {
  assertString(token, 'token');
  const isRecord = token.startsWith('wpr');
  const bytes = tokenBytes(token, isRecord ? recordTokenPrefix : fieldTokenPrefix);
  const bits = bytes[5] as number;
  return {
    kind: isRecord ? 'record' : 'field',
    version: 1,
    suite: bytes[0] as number,
    keyId: keyIdOf(bytes),
    isSealed: (bits & flags.sealed) !== 0,
    isPadded: (bits & flags.unpadded) === 0,
  };
}
