import type { Engine } from '../crypto/suite.ts';
import { ciphertextKind, isMasked, isPlainlyReadable } from '../detect/protection.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { contextEncoder, type RecordContext } from '../keys/derive.ts';
import type { Keyring } from '../keys/keyring.ts';
import { openFieldToken, readFieldToken, writeFieldToken } from '../token/fieldToken.ts';
import { decryptFailed, fieldTokenPrefix, tokenBytes } from '../token/header.ts';
import { decodePlaintext, encodePlaintext } from '../token/plaintext.ts';
import { createRegistry, type FieldRegistry, fieldOf, orderFields, type RegisteredField } from '../token/registry.ts';
import type { FieldKind, FieldToken } from '../types.ts';
import { type ReencryptResult, reencryptEach } from './bulk.ts';
import { createRecordKeySource } from './keySource.ts';

/** Options of a field cipher. */
export interface FieldCipherOptions {
  /** Its enabled key encrypts; all but destroyed ones decrypt. */
  readonly keyring: Keyring;
  /** Computes the cipher. Default: @noble. All engines give the same bytes. */
  readonly engine?: Engine;
  /** Gives field names their ids and kinds. Default: a plain order (`recipient.name` …, `sender.phone` …, `remark`). */
  readonly schema?: FieldRegistry;
  /**
   * Whether a token carries 32 bytes that fix its key and context before the cipher runs. Default `true`. Without it a
   * token is 43 characters shorter and still bound to its context, but who knows two keys can make one that opens under
   * both. With it, tokens without it are refused; without it, both kinds open.
   */
  readonly commitment?: boolean;
  /** `none` shows the length of the value. Default: padded to the bucket of its kind. */
  readonly pad?: 'bucket' | 'none';
}

/** Where a value belongs. Decrypting needs exactly the same. */
export interface FieldContext extends RecordContext {
  /** Name of the field in the schema, such as `recipient.phone`. */
  readonly field: string;
}

/** Encrypts and decrypts single values. Holds no state between calls but its keyring. */
export interface FieldCipher {
  /**
   * Encrypts one value for one place.
   *
   * Twice the same value gives two tokens. What shows: the length of the value in steps of its bucket, the key id, the
   * field id.
   *
   * @throws {PrivacyError} `ERR_ALREADY_PROTECTED` for a masked value, a token or a platform's ciphertext; `ERR_UNICODE`;
   * `ERR_LIMIT_EXCEEDED`; `ERR_SCHEMA` for an unknown field; `ERR_KEY_DISABLED` when no key may write.
   */
  encrypt(value: string, context: FieldContext): FieldToken;
  /**
   * Decrypts a token in the place where it belongs.
   *
   * @throws {PrivacyError} `ERR_DECRYPT_FAILED` for a wrong key, a wrong place or a changed token, without saying which;
   * `ERR_MALFORMED_TOKEN` for anything that is no field token; `ERR_UNSUPPORTED_VERSION`.
   */
  decrypt(token: string, context: FieldContext): string;
  /**
   * Whether a token is under another key than the one that writes now. Reads the header only, so it proves nothing: a token
   * that does not open may be current.
   *
   * @throws {PrivacyError} `ERR_MALFORMED_TOKEN`, `ERR_UNSUPPORTED_VERSION`, `ERR_DECRYPT_FAILED` for a cut token,
   * `ERR_KEY_DISABLED` when no key may write.
   */
  needsReencrypt(token: string): boolean;
  /**
   * The same value in a new token: under the key that writes now, with a fresh salt and the padding of this cipher.
   *
   * @throws {PrivacyError} as `decrypt`, and `ERR_KEY_DISABLED` when no key may write.
   */
  reencrypt(token: string, context: FieldContext): FieldToken;
  /**
   * Re-encrypts what {@link FieldCipher.needsReencrypt} names, one result for each item and in their order. Never throws for
   * an item. A run that was cut off is repeated: what is done already is `current`.
   *
   * @throws {TypeError} when `items` is no array.
   */
  reencryptAll(items: readonly FieldItem[]): readonly ReencryptResult<string>[];
}

/** A stored token and where it belongs. */
export interface FieldItem {
  /** The field token. */
  readonly token: string;
  /** As for `decrypt`. */
  readonly context: FieldContext;
}

/**
 * Makes a cipher for single values, such as the columns of a table.
 *
 * Token: `wpf1.` and base64url of suite 1 ‖ key id 4 ‖ flags 1 ‖ field id 1 ‖ salt 16 ‖ commitment 32 ‖ ciphertext ‖ tag 16.
 * The key of each token is derived from a fresh salt and from tenant, record id, schema and record version, so there is no
 * budget of messages per key to watch, and a token that was moved to another place does not open.
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE`, `ERR_ENGINE`. @throws {TypeError} for wrong options.
 * @example
 * const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
 * const place = { recordId: 'order-1', field: 'recipient.phone' };
 * const token = cipher.encrypt('13812345678', place);
 * cipher.decrypt(token, place); // '13812345678'
 * cipher.decrypt(token, { ...place, recordId: 'order-2' }); // throws ERR_DECRYPT_FAILED
 */
export function createFieldCipher(options: FieldCipherOptions): FieldCipher {
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'engine', 'schema', 'commitment', 'pad'], 'options');
  const source = createRecordKeySource(options.keyring, options.engine);
  const registry = options.schema ?? createRegistry('order', orderFields);
  const isCommitted = options.commitment ?? true;
  const isPadded = options.pad !== 'none';
  const contextOf = contextEncoder(source.tenant, registry.name, 'data');
  const write = (value: string, { id, kind }: RegisteredField, context: FieldContext): FieldToken => {
    const plaintext = encodePlaintext(value, kind, isPadded);
    const { keys, keyId, salt } = source.forWriting(contextOf(context));
    return writeFieldToken({ suite: source.suite, keyId, fieldId: id, salt, plaintext, isPadded, isCommitted }, keys);
  };
  const read = (token: string, { id }: RegisteredField, context: FieldContext): string => {
    const parsed = readFieldToken(token);
    // Whoever writes a token sets its flag, so only the reader can insist on the commitment.
    if (isCommitted && !parsed.isCommitted) throw decryptFailed();
    const keys = source.forReading(parsed.bytes, contextOf(context));
    const plaintext = openFieldToken(parsed, source.suite, keys);
    // Checked after the tag, so that a swap of fields says no more than any other failure.
    const value = parsed.fieldId === id ? decodePlaintext(plaintext, parsed.isPadded) : undefined;
    if (value === undefined) throw decryptFailed();
    return value;
  };
  const registered = (context: FieldContext): RegisteredField => {
    assertString(context?.field, 'field');
    return fieldOf(registry, context.field);
  };
  const needsReencrypt = (token: string): boolean => {
    assertString(token, 'token');
    return !source.isCurrent(tokenBytes(token, fieldTokenPrefix));
  };
  const reencrypt = (token: string, context: FieldContext): FieldToken => {
    assertString(token, 'token');
    const field = registered(context);
    return write(read(token, field, context), field, context);
  };
  return Object.freeze({
    encrypt(value: string, context: FieldContext): FieldToken {
      assertString(value, 'value');
      const field = registered(context);
      refuseProtected(value, field.kind, context.field);
      return write(value, field, context);
    },
    decrypt(token: string, context: FieldContext): string {
      assertString(token, 'token');
      return read(token, registered(context), context);
    },
    needsReencrypt,
    reencrypt,
    reencryptAll: (items: readonly FieldItem[]) =>
      reencryptEach<FieldItem, string>(items, ({ token, context }) =>
        needsReencrypt(token)
          ? { status: 'reencrypted', value: reencrypt(token, context) }
          : { status: 'current', value: token },
      ),
  });
}

/** Encrypting a mask loses the data, encrypting a ciphertext hides it from its owner: both are refused. */
export function refuseProtected(value: string, kind: FieldKind, path: string): void {
  if (isPlainlyReadable(value)) return;
  // A glyph is enough here: a mistake in either direction costs only an error. In free text it means nothing.
  const isLikelyMask = kind !== 'text' && kind !== 'opaque' && isMasked(value);
  const protection = ciphertextKind(value) ?? (isLikelyMask ? 'masked' : undefined);
  if (protection === undefined) return;
  throw new PrivacyError('ERR_ALREADY_PROTECTED', `${path} is protected already (${protection})`, { path });
}
