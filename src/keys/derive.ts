import { copyBytes } from '../bytes/buffer.ts';
import { canonicalLength, encodeCanonical, writeCanonical } from '../bytes/canonical.ts';
import { type KeyedMac, macBytes, type Suite } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { KeyPurpose } from './keyring.ts';
import { scheduleOf } from './schedule.ts';

/**
 * What a ciphertext is bound to. Never read from the token: whoever decrypts must know where the record belongs, so a
 * ciphertext that was moved, swapped or rolled back does not open.
 */
export interface EncryptionContext {
  readonly tenant: string;
  /** Identity of the order, such as its number with the platform. */
  readonly recordId: string;
  /** Name of the schema that gives the fields their ids. */
  readonly schema: string;
  readonly purpose: KeyPurpose;
  /** Version of the record, against rollback; 0 where the caller keeps none. */
  readonly recordVersion: number;
}

/** Where a record belongs, as a caller says it. */
export interface RecordContext {
  /** Identity of the order, unique within tenant and schema; not empty. */
  readonly recordId: string;
  /**
   * Counts the changes of a record, against a stale ciphertext that is put back. Default 0: then a rollback to an older
   * token of the same record is not noticed.
   */
  readonly recordVersion?: number;
}

const contextKeys: readonly string[] = ['recordId', 'recordVersion', 'field', 'keep', 'partition'];

/** Checks what the caller gave. */
export function checkRecordContext(context: RecordContext): { recordId: string; recordVersion: number } {
  assertObject(context, 'context');
  // A misspelt recordVersion must not mean 0.
  assertKnownKeys(context, contextKeys, 'context');
  assertString(context.recordId, 'recordId');
  if (context.recordId === '') throw new RangeError('"recordId" expected at least one character');
  const recordVersion = context.recordVersion ?? 0;
  if (!Number.isSafeInteger(recordVersion) || recordVersion < 0) {
    throw new RangeError('"recordVersion" expected a safe integer of at least 0');
  }
  return { recordId: context.recordId, recordVersion };
}

/** Encodes where a record belongs, after checking it. */
export type ContextEncoder = (record: RecordContext) => Uint8Array;

/**
 * The context of the records of one tenant, schema and purpose: "wp1" ‖ tenant ‖ recordId ‖ schema ‖ purpose ‖ recordVersion,
 * each length-prefixed. What is the same for all of them is encoded once.
 */
export function contextEncoder(tenant: string, schema: string, purpose: EncryptionContext['purpose']): ContextEncoder {
  let fixed: { readonly head: Uint8Array; readonly middle: Uint8Array } | undefined;
  return (record) => {
    const { recordId, recordVersion } = checkRecordContext(record);
    const version = String(recordVersion);
    // Not before the first record: a tenant that cannot be encoded is refused where it is used.
    fixed ??= { head: encodeCanonical(['wp1', tenant]), middle: encodeCanonical([schema, purpose]) };
    const { head, middle } = fixed;
    const idEnd = head.length + canonicalLength(recordId);
    const encoded = new Uint8Array(idEnd + middle.length + canonicalLength(version));
    copyBytes(head, encoded, 0);
    writeCanonical(recordId, encoded, head.length);
    copyBytes(middle, encoded, idEnd);
    writeCanonical(version, encoded, idEnd + middle.length);
    return encoded;
  };
}

const encodeContext = ({ tenant, schema, purpose, ...record }: EncryptionContext): Uint8Array =>
  contextEncoder(tenant, schema, purpose)(record);

/** Keys of one record: derived, used once, never stored. */
export interface RecordKeys {
  /** 32-byte AEAD key. */
  readonly recordKey: Uint8Array;
  /** 32-byte commitment to key and context; public, stands in the token. */
  readonly commitment: Uint8Array;
}

/** Memory for the keys of a record. */
export const createRecordKeys = (): RecordKeys => ({
  recordKey: new Uint8Array(macBytes),
  commitment: new Uint8Array(macBytes),
});

export const saltBytes = 16;

// What goes into the KDF, nothing of it secret: the same memory for every call.
const keyIdStart = 2;
const saltStart = 6;
const hashStart = saltStart + saltBytes;
const input = /* @__PURE__ */ new Uint8Array(hashStart + macBytes);

/**
 * Counter-mode KDF with HMAC (SP 800-108r1): RK = HMAC(TDK, 01 ‖ X), KC = HMAC(TDK, 02 ‖ X) with
 * X = suite 1 ‖ kid 4 ‖ salt 16 ‖ hash(context); HMAC and hash are those of the suite. No extract step: the tenant's key is
 * uniform already. The context is hashed into the key, so the commitment covers both and a moved token fails before any
 * plaintext exists.
 */
export function deriveRecordKeys(
  suite: Suite,
  tenantKey: Uint8Array,
  keyId: Uint8Array,
  salt: Uint8Array,
  context: EncryptionContext,
): RecordKeys {
  const keys = createRecordKeys();
  deriveInto(keys, suite, tenantKey, keyId, salt, 0, encodeContext(context));
  return keys;
}

/**
 * {@link deriveRecordKeys} with a context that a {@link ContextEncoder} has encoded.
 *
 * @param salted - Holds the salt, from `saltAt` on.
 */
export function deriveInto(
  keys: RecordKeys,
  suite: Suite,
  tenantKey: Uint8Array,
  keyId: Uint8Array,
  salted: Uint8Array,
  saltAt: number,
  context: Uint8Array,
): void {
  input[1] = suite.id;
  copyBytes(keyId, input, keyIdStart);
  for (let i = 0; i < saltBytes; i++) input[saltStart + i] = salted[saltAt + i] as number;
  if (suite.hashInto === undefined) copyOutput(suite.hash(context), input, hashStart);
  else suite.hashInto(context, input, hashStart);
  const schedule = scheduleOf(suite, tenantKey);
  input[0] = 1;
  writeMac(schedule, keys.recordKey);
  input[0] = 2;
  writeMac(schedule, keys.commitment);
}

function writeMac(schedule: KeyedMac, into: Uint8Array): void {
  if (schedule.macInto === undefined) copyOutput(schedule.mac(input), into, 0);
  else schedule.macInto(input, into);
}

function copyOutput(output: Uint8Array, into: Uint8Array, at: number): void {
  // A shorter one would leave bytes of another record.
  if (output.length !== macBytes) throw new PrivacyError('ERR_ENGINE', 'the engine gave a hash of another length');
  copyBytes(output, into, at);
}
