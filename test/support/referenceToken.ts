// A second implementation of the version 1 tokens, written from the wire format alone and with Node's OpenSSL instead of
// @noble. It shares no code with src: what both agree on is the format, not a common mistake.
// It checks nothing that a writer could get wrong on purpose, so that tests can make bad tokens with good keys.
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';

export interface ReferenceKey {
  /** 8 hexadecimal digits. */
  readonly id: string;
  /** 64 hexadecimal digits. */
  readonly secret: string;
}

export interface ReferenceContext {
  readonly tenant: string;
  readonly recordId: string;
  readonly schema: string;
  readonly recordVersion?: number;
}

export interface ReferenceKeys {
  readonly recordKey: Buffer;
  readonly commitment: Buffer;
}

export interface ReferenceField {
  readonly id: number;
  /** Text is padded by `bucket`; bytes are taken as the whole plaintext. */
  readonly value: string | Uint8Array;
  /** Bytes; needed for a padded text. */
  readonly bucket?: number;
}

interface ReferenceToken {
  readonly key: ReferenceKey;
  readonly context: ReferenceContext;
  /** 32 hexadecimal digits. */
  readonly salt: string;
  readonly isPadded: boolean;
  /** Default 2. */
  readonly suite?: number;
  /** Suite in the KDF, where it is not the one of the header. */
  readonly kdfSuite?: number;
  /** Suite of the cipher, where it is not the one of the header. */
  readonly cipher?: number;
  /** Flag bits on top of those that follow from the rest. */
  readonly extraFlags?: number;
}

export interface ReferenceFieldToken extends ReferenceToken {
  readonly field: ReferenceField;
  readonly isCommitted: boolean;
}

export interface ReferenceRecordToken extends ReferenceToken {
  readonly fields: readonly ReferenceField[];
  readonly isSealed: boolean;
}

export const sealedFlag = 1;
export const unpaddedFlag = 2;
export const committedFlag = 4;

const saltBytes = 16;
const commitmentBytes = 32;
const tagBytes = 16;
const byte = (...values: number[]): Buffer => Buffer.from(values);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** Suite 3 has SM3 where the others have SHA-256. */
const hashOf = (suite: number): string => (suite === 3 ? 'sm3' : 'sha256');

/** KC and RK: counter-mode KDF over suite ‖ kid ‖ salt ‖ hash of the context. */
export function deriveKeys(key: ReferenceKey, salt: Uint8Array, context: ReferenceContext, suite = 2): ReferenceKeys {
  const { tenant, recordId, schema, recordVersion = 0 } = context;
  const parts = ['wp1', tenant, recordId, schema, 'data', `${recordVersion}`].flatMap((part) => {
    const utf8 = Buffer.from(part, 'utf8');
    return [u16(utf8.length), utf8];
  });
  const hash = createHash(hashOf(suite)).update(Buffer.concat(parts)).digest();
  const input = Buffer.concat([byte(suite), Buffer.from(key.id, 'hex'), salt, hash]);
  const mac = (counter: number): Buffer =>
    createHmac(hashOf(suite), Buffer.from(key.secret, 'hex')).update(byte(counter)).update(input).digest();
  return { recordKey: mac(1), commitment: mac(2) };
}

export const nonceOf = (fieldId: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(fieldId, 8);
  return nonce;
};

// Suite 1 is AES-256-GCM; any other number is sealed like suite 2, so that tokens of unknown suites can be forged.
// Both take the same calls, but Node's types know that only name by name.
const cipherOf = (suite: number): 'chacha20-poly1305' =>
  (suite === 1 ? 'aes-256-gcm' : 'chacha20-poly1305') as 'chacha20-poly1305';

export function seal(key: Uint8Array, fieldId: number, aad: Uint8Array, plaintext: Uint8Array, suite = 2): Buffer {
  if (suite === 3) return sealSm4(key, fieldId, aad, plaintext);
  const cipher = createCipheriv(cipherOf(suite), key, nonceOf(fieldId), { authTagLength: tagBytes });
  cipher.setAAD(aad, { plaintextLength: plaintext.length });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The GCM of sm-crypto-v2, which the library does not use. It wants a tag asked for, and text for an empty input. */
function sealSm4(key: Uint8Array, fieldId: number, aad: Uint8Array, plaintext: Uint8Array): Buffer {
  const options = { mode: 'gcm', iv: nonceOf(fieldId), associatedData: aad, output: 'array', outputTag: true } as const;
  const { output, tag } = sm4.encrypt(plaintext, key.subarray(0, 16), options);
  if (tag === undefined) throw new Error('no tag');
  return Buffer.concat([output, tag]);
}

/** Encrypting the ciphertext again gives the plaintext, and with it what the whole should have been. */
function openSm4(key: Uint8Array, fieldId: number, aad: Uint8Array, sealed: Uint8Array): Buffer {
  const plaintext = sealSm4(key, fieldId, aad, sealed.subarray(0, sealed.length - tagBytes)).subarray(0, -tagBytes);
  if (!sealSm4(key, fieldId, aad, plaintext).equals(sealed)) throw new Error('wrong tag');
  return plaintext;
}

export function open(key: Uint8Array, fieldId: number, aad: Uint8Array, sealed: Uint8Array, suite = 2): Buffer {
  if (suite === 3) return openSm4(key, fieldId, aad, sealed);
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv(cipherOf(suite), key, nonceOf(fieldId), { authTagLength: tagBytes });
  decipher.setAAD(aad, { plaintextLength: end });
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
}

function plaintextOf({ value, bucket }: ReferenceField, isPadded: boolean): Buffer {
  if (typeof value !== 'string') return Buffer.from(value);
  const utf8 = Buffer.from(value, 'utf8');
  if (!isPadded) return utf8;
  if (bucket === undefined) throw new Error('a padded field needs its bucket');
  const padded = Buffer.concat([utf8, byte(0x80)]);
  return Buffer.concat([padded, Buffer.alloc((bucket - (padded.length % bucket)) % bucket)]);
}

function textOf(plaintext: Buffer, isPadded: boolean): string {
  return plaintext.subarray(0, isPadded ? plaintext.lastIndexOf(0x80) : plaintext.length).toString('utf8');
}

const headerOf = (token: ReferenceToken, flags: number, last: number): Buffer =>
  Buffer.concat([
    byte(token.suite ?? 2),
    Buffer.from(token.key.id, 'hex'),
    byte(flags | (token.isPadded ? 0 : unpaddedFlag) | (token.extraFlags ?? 0), last),
  ]);

/** `wpf1.` and suite ‖ kid ‖ flags ‖ field id ‖ salt ‖ [KC] ‖ ct ‖ tag. */
export function writeField(token: ReferenceFieldToken): string {
  const salt = Buffer.from(token.salt, 'hex');
  const keys = deriveKeys(token.key, salt, token.context, token.kdfSuite ?? token.suite);
  const header = headerOf(token, token.isCommitted ? committedFlag : 0, token.field.id);
  const plaintext = plaintextOf(token.field, token.isPadded);
  const sealed = seal(keys.recordKey, token.field.id, header, plaintext, token.cipher ?? token.suite);
  return encode('wpf1.', header, salt, ...(token.isCommitted ? [keys.commitment] : []), sealed);
}

/** `wpr1.` and suite ‖ kid ‖ flags ‖ n ‖ salt ‖ KC ‖ fields, or one AEAD over all of them with field id 0. */
export function writeRecord(token: ReferenceRecordToken): string {
  const salt = Buffer.from(token.salt, 'hex');
  const keys = deriveKeys(token.key, salt, token.context, token.kdfSuite ?? token.suite);
  const header = headerOf(token, token.isSealed ? sealedFlag : 0, token.fields.length);
  const aad = (id: number): Buffer => Buffer.concat([header, byte(id)]);
  const encrypt = (id: number, plaintext: Buffer): Buffer =>
    seal(keys.recordKey, id, aad(id), plaintext, token.cipher ?? token.suite);
  const body = token.fields.map((field) => {
    const plaintext = plaintextOf(field, token.isPadded);
    const content = token.isSealed ? plaintext : encrypt(field.id, plaintext);
    return Buffer.concat([byte(field.id), u16(plaintext.length), content]);
  });
  const fields = token.isSealed ? [encrypt(0, Buffer.concat(body))] : body;
  return encode('wpr1.', header, salt, keys.commitment, ...fields);
}

/** The value of a field token; throws when it does not open. */
export function readField(token: string, key: ReferenceKey, context: ReferenceContext): string {
  const bytes = decode(token);
  const flags = bytes[5]!;
  const keys = deriveKeys(key, saltOf(token), context, bytes[0]);
  let at = 7 + saltBytes;
  if ((flags & committedFlag) !== 0) {
    checkCommitment(bytes, keys);
    at += commitmentBytes;
  }
  const plaintext = open(keys.recordKey, bytes[6]!, bytes.subarray(0, 7), bytes.subarray(at), bytes[0]);
  return textOf(plaintext, (flags & unpaddedFlag) === 0);
}

/** The values of a record token by field id; throws when it does not open. */
export function readRecord(token: string, key: ReferenceKey, context: ReferenceContext): Map<number, string> {
  const bytes = decode(token);
  const isPadded = (bytes[5]! & unpaddedFlag) === 0;
  const isSealed = (bytes[5]! & sealedFlag) !== 0;
  const keys = deriveKeys(key, saltOf(token), context, bytes[0]);
  checkCommitment(bytes, keys);
  const aad = (id: number): Buffer => Buffer.concat([bytes.subarray(0, 7), byte(id)]);
  const body = bytes.subarray(7 + saltBytes + commitmentBytes);
  const fields = splitFields(
    isSealed ? open(keys.recordKey, 0, aad(0), body, bytes[0]) : body,
    isSealed ? 0 : tagBytes,
  );
  const values = fields.map(({ id, content }) => {
    const plaintext = isSealed ? content : open(keys.recordKey, id, aad(id), content, bytes[0]);
    return [id, textOf(plaintext, isPadded)] as const;
  });
  return new Map(values);
}

/** Takes n × ( id 1 ‖ len 2 ‖ len + extra ) apart. */
export function splitFields(body: Buffer, extra: number): { id: number; content: Buffer; whole: Buffer }[] {
  const fields = [];
  for (let at = 0; at < body.length; ) {
    const end = at + 3 + body.readUInt16BE(at + 1) + extra;
    fields.push({ id: body[at]!, content: body.subarray(at + 3, end), whole: body.subarray(at, end) });
    at = end;
  }
  return fields;
}

function checkCommitment(bytes: Buffer, keys: ReferenceKeys): void {
  const at = 7 + saltBytes;
  if (!bytes.subarray(at, at + commitmentBytes).equals(keys.commitment)) throw new Error('commitment');
}

export const encode = (prefix: string, ...parts: readonly Uint8Array[]): string =>
  prefix + Buffer.concat(parts).toString('base64url');

export const decode = (token: string): Buffer => Buffer.from(token.slice(5), 'base64url');

export const saltOf = (token: string): Buffer => decode(token).subarray(7, 7 + saltBytes);

/** The token with its bytes changed by `edit`. */
export const editBytes = (token: string, edit: (bytes: Buffer) => Uint8Array): string =>
  encode(token.slice(0, 5), edit(decode(token)));
