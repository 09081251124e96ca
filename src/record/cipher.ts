import type { BlindIndexer, IndexTags } from '../blind-index/indexer.ts';
import type { Engine } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { type ReencryptResult, reencryptEach } from '../field/bulk.ts';
import { createRecordKeySource, type RecordKeySource } from '../field/keySource.ts';
import { type ContextEncoder, contextEncoder, type RecordContext } from '../keys/derive.ts';
import type { Keyring } from '../keys/keyring.ts';
import { createMasker, type Masker } from '../mask/masker.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import { concretePath, editCopy, editOwn, type Path, withKey, withoutKey } from '../paths.ts';
import { decryptFailed, recordTokenPrefix, tokenBytes } from '../token/header.ts';
import type { TypedText } from '../token/plaintext.ts';
import { type OpenedText, openRecord, type RecordText, writeRecordToken } from '../token/recordToken.ts';
import { fieldOf, schemaError } from '../token/registry.ts';
import { textOnly } from '../typedText.ts';
import type { Masked, PrivateValue, RecordToken } from '../types.ts';
import { checkIndexer, type IndexedPlace, indexTags, type MovedValues } from './indexes.ts';
import { createFieldTaker, type FieldTaker, type TakenField } from './privateFields.ts';
import { type EncryptedField, hasMask, orderSchema, type Schema } from './schema.ts';
import { type FieldValue, packValues, unpackValues } from './values.ts';

/** What stands in place of the private fields of an order. */
export interface Privacy {
  /** The encrypted fields; `null` when the order had nothing to encrypt. */
  readonly token: RecordToken | null;
  /** Masks for display, by path. For people: carriers reject them. */
  readonly masks: Readonly<Record<string, Masked>>;
  /** Tags that find the order, by name of index, where the cipher has an `indexer`. Not authentic: decrypt what they find. */
  readonly indexes?: IndexTags;
}

/** An order without its private fields, and `privacy` in their place. */
export type EncryptedOrder<T extends object = Record<string, unknown>> = {
  readonly [K in keyof T]?: unknown;
} & {
  /** The encrypted fields, their masks and index tags. */
  readonly privacy: Privacy;
};

/** Options of a record cipher. */
export interface RecordCipherOptions {
  /** Its enabled key encrypts; all but destroyed ones decrypt. */
  readonly keyring: Keyring;
  /** Rules for the fields. Default {@link orderSchema}. */
  readonly schema?: Schema;
  /** Computes the cipher. Default: @noble. All engines give the same bytes. */
  readonly engine?: Engine;
  /** Policy of the masks beside the token. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /** `fields` (default): each field opens alone. `sealed`: one piece, shorter and faster. */
  readonly form?: 'fields' | 'sealed';
  /** `none` shows the length of each value. Default: padded to the bucket of its kind. */
  readonly pad?: 'bucket' | 'none';
  /**
   * Writes index tags of the values it encrypts into `privacy.indexes`. Default: none.
   *
   * **What leaks** to who reads the row without keys: whether it has the field; rows with different tags hold different values,
   * rows with the same tag one of a group of values, with `exact` the same value; with a list, how many different values. See
   * `createBlindIndexer`; `planBlindIndex` counts.
   */
  readonly indexer?: BlindIndexer;
}

/** Options of one re-encryption. */
export interface ReencryptOptions extends RecordContext, IndexedPlace {}

/** Options of one encryption. */
export interface EncryptOptions extends ReencryptOptions {
  /** Paths that stay as they are this time, such as a declared virtual number. They have no index tag. */
  readonly keep?: readonly string[];
}

/** Encrypts and decrypts the private fields of orders. Never changes the order it is given. */
export interface RecordCipher {
  /** The rules in force. */
  readonly schema: Schema;
  /**
   * Moves the private fields of an order into one record token.
   *
   * Empty and missing fields stay as they are. What shows: which fields are there and their lengths in steps of their
   * buckets, whatever the masks show, and with an `indexer` what its tags leak. Fields that stay have no tag.
   *
   * @throws {PrivacyError} `ERR_FIELD_TYPE` for a private field of a type that its rule does not take (texts only, unless it
   * has `types`) or that stands in another shape than its path; `ERR_ALREADY_PROTECTED`; `ERR_UNICODE`; `ERR_LIMIT_EXCEEDED`;
   * `ERR_KEY_DISABLED`, with an `indexer` also where no index key is enabled.
   */
  encrypt<T extends object>(order: T, options: EncryptOptions): EncryptedOrder<T>;
  /**
   * The order as it was. Fields that a schema drops or only masks do not come back.
   *
   * @throws {PrivacyError} `ERR_DECRYPT_FAILED`, `ERR_MALFORMED_TOKEN`, `ERR_UNSUPPORTED_VERSION`; `ERR_SCHEMA` for an authentic
   * field or type that the schema does not have.
   */
  decrypt<T extends object>(encrypted: EncryptedOrder<T>, context: RecordContext): T;
  /**
   * One field of an order; nothing else is opened unless the record is sealed in one piece.
   *
   * @param path - Its path, with the position in each list: `items[0].remark`.
   * @returns its value, or `undefined` when the order had none there. A text, unless the rule has `types`: then say which in `V`.
   * @throws {PrivacyError} as `decrypt`, and `ERR_SCHEMA` for a path the schema does not encrypt or without positions.
   */
  decryptField<V extends PrivateValue = string>(
    encrypted: EncryptedOrder,
    path: string,
    context: RecordContext,
  ): V | undefined;
  /**
   * The same order with a new token: under the key that writes now, with a fresh salt. Masks and all other fields, kept ones
   * included, stay as they are.
   *
   * With an `indexer`, index tags are made anew from the opened values: after a new index, or a new index key, call this for every
   * row, because no token tells that its tags are old. Without one, tags that are there stay.
   */
  reencrypt<T extends object>(encrypted: EncryptedOrder<T>, context: ReencryptOptions): EncryptedOrder<T>;
  /**
   * Whether a record token is under another key than the one that writes now; `false` for `null`. Reads the header only, so
   * it proves nothing: a token that does not open may be current.
   *
   * @throws {PrivacyError} `ERR_MALFORMED_TOKEN`, `ERR_UNSUPPORTED_VERSION`, `ERR_DECRYPT_FAILED` for a cut token,
   * `ERR_KEY_DISABLED` when no key may write.
   */
  needsReencrypt(token: string | null): boolean;
  /**
   * Re-encrypts the orders whose tokens {@link RecordCipher.needsReencrypt} names, one result for each item and in their
   * order. Never throws for an item. A run that was cut off is repeated: what is done already is `current`.
   *
   * @throws {TypeError} when `items` is no array.
   * @example
   * const keyring = generateKeyring({ tenant: 'shop-1' });
   * const cipher = createRecordCipher({ keyring });
   * const encrypted = cipher.encrypt({ recipient: { name: '张三丰' } }, { recordId: 'A1' });
   * keyring.promote(keyring.add().id);
   * const items = [
   *   { encrypted, context: { recordId: 'A1' } },
   *   { encrypted, context: { recordId: 'A2' } },
   * ];
   * cipher.reencryptAll(items).map((result) => (result.status === 'failed' ? result.code : result.status));
   * // => ['reencrypted', 'ERR_DECRYPT_FAILED']
   */
  reencryptAll<T extends object>(items: readonly RecordItem<T>[]): readonly ReencryptResult<EncryptedOrder<T>>[];
}

/** A stored order and where it belongs. */
export interface RecordItem<T extends object = Record<string, unknown>> {
  /** The order with its token. */
  readonly encrypted: EncryptedOrder<T>;
  /** As for `reencrypt`. */
  readonly context: ReencryptOptions;
}

/**
 * Makes a cipher for whole orders.
 *
 * One token per order holds all private fields: `wpr1.` and base64url of suite 1 ‖ key id 4 ‖ flags 1 ‖ n 1 ‖ salt 16 ‖
 * commitment 32 ‖ n × ( field id 1 ‖ length 2 ‖ ciphertext ‖ tag 16 ). It is bound to tenant, record id, schema and record
 * version; a changed, moved, swapped or missing field is refused. At most 32 fields of 65,535 bytes.
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE`, `ERR_ENGINE`, `ERR_POLICY`; `ERR_SCHEMA` for an `indexer` of a field that the
 * schema does not encrypt or of whose types the index does not take all, `ERR_INDEX` for one of another tenant.
 * @throws {TypeError} for wrong options.
 * @example
 * const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
 * const order = { id: 'A1', recipient: { name: '张三丰', phone: '13812345678' }, amount: '9.90' };
 * const encrypted = cipher.encrypt(order, { recordId: order.id });
 * encrypted.privacy.masks; // { 'recipient.name': '张**', 'recipient.phone': '138******78' }
 * cipher.decryptField(encrypted, 'recipient.phone', { recordId: 'A1' }); // '13812345678'
 * cipher.decrypt(encrypted, { recordId: 'A1' }); // { id: 'A1', recipient: { name: '张三丰', phone: '13812345678' }, amount: '9.90' }
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('index').id);
 * const indexer = createBlindIndexer({
 *   keyring,
 *   indexes: { phone: { fields: [{ path: 'recipient.phone', normaliser: 'phone' }], bits: 15 } },
 * });
 * const cipher = createRecordCipher({ keyring, indexer });
 * const row = cipher.encrypt({ recipient: { phone: '138 1234 5678' } }, { recordId: 'A1' });
 * const query = { 'recipient.phone': '13812345678' };
 * const tags = indexer.search('phone', query); // in SQL: WHERE phone_tag IN (…)
 * const found = [row].filter(({ privacy }) => tags.some((tag) => tag === privacy.indexes?.['phone']));
 * found.length; // 1
 * indexer.matches('phone', query, cipher.decrypt(row, { recordId: 'A1' })); // true
 */
export function createRecordCipher(options: RecordCipherOptions): RecordCipher {
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'schema', 'engine', 'policy', 'form', 'pad', 'indexer'], 'options');
  const schema = options.schema ?? orderSchema;
  const source = createRecordKeySource(options.keyring, options.engine);
  const masker = createMasker(options.policy ?? 'label');
  const plan: Plan = {
    schema,
    source,
    contextOf: contextEncoder(source.tenant, schema.name, 'data'),
    masker,
    take: createFieldTaker(schema, masker),
    isSealed: options.form === 'sealed',
    isPadded: options.pad !== 'none',
    indexer: options.indexer,
  };
  if (plan.indexer !== undefined) checkIndexer(plan.indexer, plan.schema, plan.source.tenant);
  return Object.freeze({
    schema: plan.schema,
    encrypt: <T extends object>(order: T, context: EncryptOptions) => encryptOrder(plan, order, context),
    decrypt: <T extends object>(encrypted: EncryptedOrder<T>, context: RecordContext) =>
      decryptOrder(plan, encrypted, context),
    decryptField: <V extends PrivateValue>(encrypted: EncryptedOrder, path: string, context: RecordContext) =>
      decryptOneField(plan, encrypted, path, context) as V | undefined,
    reencrypt: <T extends object>(encrypted: EncryptedOrder<T>, context: ReencryptOptions) =>
      reencryptOrder(plan, encrypted, context),
    needsReencrypt: (token: string | null) => needsReencrypt(plan, token),
    reencryptAll: <T extends object>(items: readonly RecordItem<T>[]) =>
      reencryptEach<RecordItem<T>, EncryptedOrder<T>>(items, ({ encrypted, context }) =>
        needsReencrypt(plan, tokenOf(encrypted))
          ? { status: 'reencrypted', value: reencryptOrder(plan, encrypted, context) }
          : { status: 'current', value: encrypted },
      ),
  });
}

interface Plan {
  readonly schema: Schema;
  readonly source: RecordKeySource;
  readonly contextOf: ContextEncoder;
  readonly masker: Masker;
  readonly take: FieldTaker;
  readonly isSealed: boolean;
  readonly isPadded: boolean;
  readonly indexer: BlindIndexer | undefined;
}

function encryptOrder<T extends object>(plan: Plan, order: T, options: EncryptOptions): EncryptedOrder<T> {
  assertObject(order, 'order');
  const context = plan.contextOf(options);
  if (Object.hasOwn(order, 'privacy')) {
    throw new PrivacyError('ERR_ALREADY_PROTECTED', 'the order has a privacy part already', { path: 'privacy' });
  }
  const { rest, fields } = plan.take<object>(order, options.keep);
  const token = fields.length === 0 ? null : writeToken(plan, context, fields.map(recordText));
  const masks = masksOf(plan, fields);
  const indexes = indexesOf(plan, () => movedValues(fields), options);
  const privacy: Privacy = indexes === undefined ? { token, masks } : { token, masks, indexes };
  return withKey(rest, 'privacy', privacy) as EncryptedOrder<T>;
}

function recordText({ path, rule, values }: TakenField): RecordText {
  const { type, text } = packValues(path, values);
  return { id: rule.id, kind: rule.kind, type, text };
}

function masksOf({ masker }: Plan, fields: readonly TakenField[]): Record<string, Masked> {
  const masks: Record<string, Masked> = {};
  for (const { path, rule, values } of fields) {
    if (!hasMask(rule)) continue;
    for (const { text, indices } of values) masks[concretePath(path, indices)] = masker.value(rule.kind, text);
  }
  return masks;
}

/** What moved into the token, for the indexer. */
const movedValues = (fields: readonly TakenField[]): MovedValues =>
  new Map(fields.map(({ path, values }) => [path.text, values]));

/** The tags beside a token; `undefined` where the cipher has no indexer. */
function indexesOf({ indexer }: Plan, moved: () => MovedValues, place: IndexedPlace): IndexTags | undefined {
  if (indexer !== undefined) return indexTags(indexer, moved(), place);
  if (place.partition !== undefined) throw new TypeError('"partition" is given, but the cipher has no indexer');
  return undefined;
}

function writeToken(plan: Plan, context: Uint8Array, fields: readonly RecordText[]): RecordToken {
  const { keys, keyId, salt } = plan.source.forWriting(context);
  const { isPadded, isSealed } = plan;
  return writeRecordToken({ suite: plan.source.suite, keyId, salt, fields, isPadded, isSealed }, keys);
}

function decryptOrder<T extends object>(plan: Plan, encrypted: EncryptedOrder<T>, options: RecordContext): T {
  const context = plan.contextOf(options);
  const token = tokenOf(encrypted);
  const editor = editOwn(withoutKey(encrypted, 'privacy'));
  if (token === null) return editor.root as T;
  for (const opened of openToken(plan, context, token)) {
    const field = encryptedField(plan, opened.id);
    for (const { value, indices } of unpack(field, opened)) editor.set(field.path, indices, value);
  }
  return editor.root as T;
}

function reencryptOrder<T extends object>(
  plan: Plan,
  encrypted: EncryptedOrder<T>,
  options: ReencryptOptions,
): EncryptedOrder<T> {
  const context = plan.contextOf(options);
  const token = tokenOf(encrypted);
  const opened = token === null ? [] : openToken(plan, context, token);
  const moved = new Map<string, readonly FieldValue[]>();
  const fields = opened.map((text) => {
    const field = encryptedField(plan, text.id);
    if (plan.indexer !== undefined) moved.set(field.path.text, unpack(field, text));
    // Not by spread, to which V8 adds a key in a microsecond.
    return { id: text.id, kind: field.rule.kind, type: text.type, text: text.text };
  });
  const newToken = token === null ? null : writeToken(plan, context, fields);
  const indexes = indexesOf(plan, () => moved, options);
  const privacy: Privacy = { ...encrypted.privacy, token: newToken, ...(indexes && { indexes }) };
  return Object.assign(editCopy<object>(encrypted).root, { privacy }) as EncryptedOrder<T>;
}

function needsReencrypt(plan: Plan, token: string | null): boolean {
  if (token === null) return false;
  assertString(token, 'token');
  return !plan.source.isCurrent(tokenBytes(token, recordTokenPrefix));
}

interface TokenField {
  readonly path: Path;
  readonly rule: EncryptedField;
}

function encryptedField(plan: Plan, id: number): TokenField {
  for (const { path, rule } of plan.schema.rules) {
    if (rule.action === 'encrypt' && rule.id === id) return { path, rule };
  }
  // An authentic field that this schema does not know: the schema lost an id, and a part of the order with it.
  throw new PrivacyError('ERR_SCHEMA', 'the token has a field that the schema does not know');
}

function decryptOneField(
  plan: Plan,
  encrypted: EncryptedOrder,
  pathText: string,
  options: RecordContext,
): PrivateValue | undefined {
  assertString(pathText, 'path');
  const context = plan.contextOf(options);
  // Without positions a list would look as if it held nothing.
  if (pathText.includes('[]')) throw schemaError('one field needs its position in each list', pathText);
  const position: number[] = [];
  const general = pathText.replace(
    /\[(\d+)\]/gu,
    (_, index: string) => `[${position.push(Number(index)) > 0 ? '' : ''}]`,
  );
  const { id } = fieldOf(plan.schema, general);
  const token = tokenOf(encrypted);
  if (token === null) return undefined;
  const opened = openToken(plan, context, token, id)[0];
  if (opened === undefined) return undefined;
  const values = unpack(encryptedField(plan, id), opened);
  return values.find(({ indices }) => indices.every((index, i) => index === position[i]))?.value;
}

function tokenOf(encrypted: EncryptedOrder): RecordToken | null {
  assertObject(encrypted, 'encrypted');
  const token = (encrypted.privacy as Partial<Privacy> | undefined)?.token;
  if (token === null) return null;
  if (typeof token !== 'string') {
    throw new PrivacyError('ERR_MALFORMED_TOKEN', 'the order has no record token', { path: 'privacy.token' });
  }
  return token;
}

const openToken = ({ source }: Plan, context: Uint8Array, token: RecordToken, onlyId?: number): OpenedText[] =>
  openRecord(token, source.suite, (bytes) => source.forReading(bytes, context), onlyId);

function unpack({ path, rule }: TokenField, plaintext: TypedText): readonly FieldValue[] {
  const values = unpackValues(path, plaintext);
  if (values === undefined) throw decryptFailed();
  const types = rule.types ?? textOnly;
  // Authentic, but this schema says that no such value can be there: whoever reads the order would not expect it.
  if (!values.every(({ type }) => types.includes(type)))
    throw schemaError('the token has a type that the schema does not give', path.text);
  return values;
}
