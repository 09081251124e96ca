import { copyBytes, hasBytesAt } from '../bytes/buffer.ts';
import { withScratch } from '../bytes/scratch.ts';
import { type Suite, tagBytes } from '../crypto/suite.ts';
import { PrivacyError } from '../errors.ts';
import { type RecordKeys, saltBytes } from '../keys/derive.ts';
import type { FieldKind, RecordToken } from '../types.ts';
import { fieldNonce } from './fieldToken.ts';
import {
  commitmentBytes,
  decryptFailed,
  encodeRecordToken,
  flags,
  headerBytes,
  maxRecordFields,
  recordTokenPrefix,
  tokenBytesInto,
} from './header.ts';
import { decodeTyped, plaintextRoom, type TypedText, writePlaintext } from './plaintext.ts';

/** A field to be encrypted. */
export interface RecordText extends TypedText {
  readonly id: number;
  readonly kind: FieldKind;
}

/** A field's number and where its bytes are: ciphertext with tag. Offsets, because a view costs as much as a block of cipher. */
export interface RecordField {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A field's number and where its padded plaintext is. */
export interface OpenedField extends RecordField {
  readonly bytes: Uint8Array;
}

/** What a record token is made of, besides its keys. */
export interface RecordTokenParts {
  readonly suite: Suite;
  readonly keyId: Uint8Array;
  readonly salt: Uint8Array;
  /** Ids ascend strictly. */
  readonly fields: readonly RecordText[];
  readonly isPadded: boolean;
  /** One AEAD over all fields: shorter and faster, but a field cannot be opened alone. */
  readonly isSealed: boolean;
}

/** Field id of the AEAD over a whole record; real fields begin at 1. */
const wholeRecord = 0;

/**
 * `wpr1.` b64u( suite 1 ‖ kid 4 ‖ flags 1 ‖ n 1 ‖ salt 16 ‖ KC 32 ‖ n × ( field id 1 ‖ len 2 ‖ ct ‖ tag 16 ) ), where len is
 * the length of ct. AAD = the first 7 bytes ‖ field id, so `n` binds the number of fields.
 *
 * Sealed: after KC one AEAD (nonce and AAD with field id 0) over n × ( field id 1 ‖ len 2 ‖ plaintext ).
 */
export function writeRecordToken(parts: RecordTokenParts, keys: RecordKeys): RecordToken {
  const { fields } = parts;
  if (fields.length > maxRecordFields) {
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a record has at most ${maxRecordFields} encrypted fields`);
  }
  let room = bodyStart + tagBytes;
  for (const { text, kind } of fields) room += fieldHeadBytes + plaintextRoom(text, kind) + tagBytes;
  return withScratch(room, (token) => encodeRecordToken(token, writeRecord(token, parts, keys)));
}

/** @returns the length of the token. */
function writeRecord(
  token: Uint8Array,
  { suite, keyId, salt, fields, isPadded, isSealed }: RecordTokenParts,
  keys: RecordKeys,
): number {
  token[0] = suite.id;
  copyBytes(keyId, token, 1);
  token[5] = (isSealed ? flags.sealed : 0) | (isPadded ? 0 : flags.unpadded);
  token[6] = fields.length;
  copyBytes(salt, token, headerBytes);
  copyBytes(keys.commitment, token, headerBytes + saltBytes);
  let at = bodyStart;
  for (const field of fields) {
    const start = at + fieldHeadBytes;
    const end = writePlaintext(field, field.kind, isPadded, token, start);
    token[at] = field.id;
    token[at + 1] = (end - start) >> 8;
    token[at + 2] = (end - start) & 0xff;
    at = isSealed ? end : end + tagBytes;
    if (!isSealed) seal(suite, keys, token, field.id, start, at);
  }
  if (!isSealed) return at;
  const end = at + tagBytes;
  seal(suite, keys, token, wholeRecord, bodyStart, end);
  return end;
}

/** Field id 1 ‖ length 2. */
const fieldHeadBytes = 3;

/** Where the fields begin. */
const bodyStart: number = headerBytes + saltBytes + commitmentBytes;

// As the nonce: public, and the same memory for every call.
const aad = /* @__PURE__ */ new Uint8Array(headerBytes + 1);

/** The first 7 bytes of a token ‖ field id, until the next call. */
function aadOf(token: Uint8Array, fieldId: number): Uint8Array {
  for (let i = 0; i < headerBytes; i++) aad[i] = token[i] as number;
  aad[headerBytes] = fieldId;
  return aad;
}

/** Turns plaintext ‖ 16 free bytes, a part of the token, into ciphertext ‖ tag. */
function seal(suite: Suite, keys: RecordKeys, token: Uint8Array, id: number, start: number, end: number): void {
  if (suite.sealInPlace !== undefined) {
    suite.sealInPlace(keys.recordKey, fieldNonce(id), aadOf(token, id), token, start, end);
    return;
  }
  const plaintext = token.subarray(start, end - tagBytes);
  const sealed = suite.seal(keys.recordKey, fieldNonce(id), aadOf(token, id), plaintext);
  // A shorter one would leave plaintext in the token.
  if (sealed.length !== end - start)
    throw new PrivacyError('ERR_ENGINE', 'the engine gave a ciphertext of another length');
  token.set(sealed, start);
}

/** A record token taken apart, not yet authenticated. */
export interface ParsedRecordToken {
  readonly bytes: Uint8Array;
  readonly isPadded: boolean;
  readonly isSealed: boolean;
  readonly fieldCount: number;
  /** Ciphertext and tag of each field; of a sealed record one entry with id 0. */
  readonly fields: readonly RecordField[];
}

/**
 * Checks the structure: exact lengths, known flags, ids that ascend strictly. One canonical form per record.
 *
 * @param bytes - Takes the token: as long as its text.
 */
export function readRecordToken(token: string, bytes: Uint8Array = new Uint8Array(token.length)): ParsedRecordToken {
  const length = tokenBytesInto(token, recordTokenPrefix, bytes);
  const bits = bytes[5] as number;
  const fieldCount = bytes[6] as number;
  if ((bits & ~(flags.sealed | flags.unpadded)) !== 0 || length < bodyStart) throw decryptFailed();
  if (fieldCount === 0 || fieldCount > maxRecordFields) throw decryptFailed();
  const isSealed = (bits & flags.sealed) !== 0;
  return {
    bytes,
    isPadded: (bits & flags.unpadded) === 0,
    isSealed,
    fieldCount,
    fields: isSealed ? readWhole(length) : readFields(bytes, bodyStart, length, fieldCount, tagBytes),
  };
}

function readWhole(end: number): RecordField[] {
  if (end < bodyStart + tagBytes) throw decryptFailed();
  return [{ id: wholeRecord, start: bodyStart, end }];
}

/** n × ( field id 1 ‖ len 2 ‖ len + extra bytes ) from `from` to `end`, nothing behind. */
function readFields(bytes: Uint8Array, from: number, end: number, count: number, extraBytes: number): RecordField[] {
  const fields: RecordField[] = [];
  let at = from;
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const start = at + fieldHeadBytes;
    if (start > end) throw decryptFailed();
    const id = bytes[at] as number;
    at = start + (((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)) + extraBytes;
    if (id <= previous || at > end) throw decryptFailed();
    fields.push({ id, start, end: at });
    previous = id;
  }
  if (at !== end) throw decryptFailed();
  return fields;
}

/** A field that was decrypted. */
export interface OpenedText extends TypedText {
  readonly id: number;
}

/** The keys of a token that exists, by its bytes. @throws {PrivacyError} `ERR_DECRYPT_FAILED`. */
export type KeysOfToken = (bytes: Uint8Array) => RecordKeys;

/**
 * Opens all fields of a record token, or only the one asked for.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_TOKEN`, `ERR_UNSUPPORTED_VERSION`, `ERR_DECRYPT_FAILED`. Nothing is released unless
 * everything that was asked for is authentic.
 */
export function openRecord(token: string, suite: Suite, keysOf: KeysOfToken, onlyId?: number): OpenedText[] {
  return withScratch(token.length, (memory) => {
    const parsed = readRecordToken(token, memory);
    const opened = openRecordToken(parsed, suite, keysOf(parsed.bytes), onlyId);
    return opened.map(({ id, bytes, start, end }) => {
      const plaintext = decodeTyped(bytes, parsed.isPadded, start, end);
      if (plaintext === undefined) throw decryptFailed();
      return { id, type: plaintext.type, text: plaintext.text };
    });
  });
}

/**
 * Checks the commitment, then opens all fields, or only the one asked for; where the engine can, in the memory of the token.
 *
 * @returns where the padded plaintexts are.
 * @throws {PrivacyError} `ERR_DECRYPT_FAILED`. Nothing is released unless everything that was asked for is authentic.
 */
export function openRecordToken(
  token: ParsedRecordToken,
  suite: Suite,
  keys: RecordKeys,
  onlyId?: number,
): OpenedField[] {
  const { commitment } = keys;
  if (commitment.length !== commitmentBytes || !hasBytesAt(token.bytes, headerBytes + saltBytes, commitment)) {
    throw decryptFailed();
  }
  const opened: OpenedField[] = [];
  if (token.isSealed) {
    const { bytes, start, end } = openField(token, suite, keys, token.fields[0] as RecordField);
    for (const field of readFields(bytes, start, end, token.fieldCount, 0)) {
      // Not by spread, to which V8 adds a key in a microsecond.
      const place: OpenedField = { id: field.id, bytes, start: field.start, end: field.end };
      if (onlyId === undefined || field.id === onlyId) opened.push(place);
    }
    return opened;
  }

  for (const field of token.fields) {
    if (onlyId === undefined || field.id === onlyId) opened.push(openField(token, suite, keys, field));
  }
  if (opened.length > 0) return opened;
  // That a field is not there must be authentic too: only all fields together prove it, one may have been renumbered.
  for (const field of token.fields) openField(token, suite, keys, field);
  return [];
}

function openField({ bytes }: ParsedRecordToken, suite: Suite, keys: RecordKeys, field: RecordField): OpenedField {
  const { id, start, end } = field;
  const nonce = fieldNonce(id);
  const associated = aadOf(bytes, id);
  if (suite.openInPlace !== undefined) {
    if (!suite.openInPlace(keys.recordKey, nonce, associated, bytes, start, end)) throw decryptFailed();
    return { id, bytes, start, end: end - tagBytes };
  }
  const plaintext = suite.open(keys.recordKey, nonce, associated, bytes.subarray(start, end));
  if (plaintext === undefined) throw decryptFailed();
  return { id, bytes: plaintext, start: 0, end: plaintext.length };
}
