import { assertKnownKeys, assertObject, isPrivacyError, PrivacyError, type PrivacyErrorCode } from '../errors.ts';
import type { Masker } from '../mask/masker.ts';
import { type Editor, editCopy } from '../paths.ts';
import type { EncryptedOrder, RecordCipher } from '../record/cipher.ts';
import { ordersIn } from './find.ts';
import { type FieldReport, type FoundField, type InspectOrderOptions, inspectFields } from './inspect.ts';
import { assertOrderData } from './orderData.ts';
import { type Preset, recordIdOf } from './preset.ts';

/** What became of one private field of one order. Its value is not in it. */
export interface ProtectedField extends FieldReport {
  /** `kept`: byte for byte as it was, because it is protected already or empty. */
  readonly outcome: 'encrypted' | 'masked' | 'kept';
}

/** An order whose readable private fields are encrypted. */
export interface ProtectedOrder<T extends object> {
  /** The order, its readable private fields moved into `privacy`. */
  readonly order: EncryptedOrder<T>;
  /** How each private field was found, and what became of it. */
  readonly fields: readonly ProtectedField[];
}

/** An order whose readable private fields are masked. */
export interface MaskedOrder<T extends object> {
  /** The order, each readable private field replaced by its mask. */
  readonly order: { readonly [K in keyof T]?: unknown };
  /** How each private field was found, and what became of it. */
  readonly fields: readonly ProtectedField[];
}

/** Options of {@link protectOrder}. */
export interface ProtectOrderOptions extends InspectOrderOptions {
  /** The record id to encrypt under. Default: what stands at the preset's path. Needed for a preset without one. */
  readonly recordId?: string;
  /**
   * Masks free text with this masker instead of encrypting it: remarks stay readable but for what it finds in them. Without
   * it they are encrypted whole. Only with a cipher.
   */
  readonly textMasker?: Masker;
  /** As for `RecordCipher.encrypt`: where the cipher has an indexer with a partitioned index. */
  readonly partition?: string;
}

/**
 * Protects what is readable and leaves alone what the platform protects already: ciphertext, masks, declared virtual
 * numbers, tokens stay byte for byte. Empty and null stay as they are; region and merge ids stay readable.
 *
 * With a cipher, readable fields move into one token; with a masker, each becomes its mask and cannot come back. Free text is
 * encrypted whole, or masked where something private is found in it. Phones and opaque values
 * may be JSON numbers and come back as such; masks turn them into text. An object that is
 * private as a whole is encrypted as its JSON text, and decrypting gives that text; a masker hides it whole.
 *
 * @param order - An order in the shape of the preset; not changed. {@link protectOrders} finds orders inside an answer.
 * @param preset - One of {@link presets}, or your own.
 * @param protector - A record cipher with the schema of the preset, or a masker.
 * @throws {PrivacyError} as {@link inspectOrder} and `RecordCipher.encrypt`; `ERR_SCHEMA` for a cipher of another schema.
 * @example
 * const preset = presets['taobao.trade'];
 * const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), schema: preset.schema });
 * const trade = { tid: '1', receiver_name: '张三', receiver_mobile: '138******78', receiver_address: '海德三道199号' };
 * const { order } = protectOrder(trade, preset, cipher);
 * order.receiver_mobile; // '138******78'
 * order.privacy.masks; // { receiver_name: '张**', receiver_address: '海德三道199号' }
 * protectOrder(trade, preset, createMasker('label')).order.receiver_name; // '张**'
 */
export function protectOrder<T extends object>(
  order: T,
  preset: Preset,
  protector: RecordCipher,
  options?: ProtectOrderOptions,
): ProtectedOrder<T>;
export function protectOrder<T extends object>(
  order: T,
  preset: Preset,
  protector: Masker,
  options?: InspectOrderOptions,
): MaskedOrder<T>;
export function protectOrder<T extends object>(
  order: T,
  preset: Preset,
  protector: RecordCipher | Masker,
  options: ProtectOrderOptions = {},
): ProtectedOrder<T> | MaskedOrder<T> {
  assertObject(order, 'order');
  assertObject(options, 'options');
  assertOrderData(order);
  const isCipher = isRecordCipher(protector);
  assertKnownKeys(options, isCipher ? ['now', 'recordId', 'textMasker', 'partition'] : ['now'], 'options');
  return isCipher
    ? encryptReadable(order, preset, protector, options)
    : maskReadable(order, preset, protector, options.now);
}

function isRecordCipher(protector: RecordCipher | Masker): protector is RecordCipher {
  assertObject(protector, 'protector');
  return 'encrypt' in protector;
}

function encryptReadable<T extends object>(
  order: T,
  preset: Preset,
  cipher: RecordCipher,
  { now, recordId, textMasker, partition }: ProtectOrderOptions,
): ProtectedOrder<T> {
  if (cipher.schema !== preset.schema) {
    throw new PrivacyError('ERR_SCHEMA', `the cipher needs the schema of ${preset.name}`);
  }
  const id = recordId ?? recordIdOf(order, preset);
  const found = inspectFields(order, preset, now);
  const isMasked = ({ report }: FoundField): boolean =>
    textMasker !== undefined && report.field.kind === 'text' && report.state === 'plain';
  const isKept = (item: FoundField): boolean => {
    const { state, field } = item.report;
    // The cipher refuses an object even where it holds nothing.
    return state === 'virtual-number' || (field.form === 'object' && state !== 'plain') || isMasked(item);
  };
  const keep = new Set(found.filter(isKept).map(({ report }) => report.field.path));
  const place = { recordId: id, keep: [...keep], ...(partition !== undefined && { partition }) };
  const encrypted = cipher.encrypt(withObjectsAsText(order, found), place);
  const editor = editCopy<object>(encrypted);
  if (textMasker !== undefined) for (const field of found.filter(isMasked)) setMask(editor, textMasker, field);
  return {
    order: editor.root as EncryptedOrder<T>,
    fields: found.map((field) => {
      const outcome = isMasked(field) ? 'masked' : field.report.state === 'plain' ? 'encrypted' : 'kept';
      return { ...field.report, outcome };
    }),
  };
}

/** The order with its readable private objects as JSON text: a token holds texts. */
function withObjectsAsText<T extends object>(order: T, found: readonly FoundField[]): T {
  const objects = found.filter((field) => field.report.state === 'plain' && typeof field.found.value === 'object');
  if (objects.length === 0) return order;
  const editor = editCopy(order);
  for (const { report, path, found: at } of objects) editor.set(path, at.indices, jsonOf(at.value, report.path));
  return editor.root;
}

function jsonOf(value: unknown, path: string): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A bigint. The error of the engine may quote what it met.
    throw new PrivacyError('ERR_FIELD_TYPE', `${path} cannot be written as JSON`, { path });
  }
}

function maskReadable<T extends object>(
  order: T,
  preset: Preset,
  masker: Masker,
  now: Date | undefined,
): MaskedOrder<T> {
  if (preset.recordIdPath !== undefined) recordIdOf(order, preset);
  const found = inspectFields(order, preset, now);
  const editor = editCopy<object>(order);
  const fields = found.map((field): ProtectedField => {
    if (field.report.state !== 'plain') return { ...field.report, outcome: 'kept' };
    setMask(editor, masker, field);
    return { ...field.report, outcome: 'masked' };
  });
  return { order: editor.root as MaskedOrder<T>['order'], fields };
}

/** What an object that is private as a whole is masked like: nothing of it shows. */
const anyPrivateText = '?';

function setMask(editor: Editor<object>, masker: Masker, { report, path, found }: FoundField): void {
  const { value, indices } = found;
  const text = typeof value === 'object' ? anyPrivateText : String(value);
  editor.set(path, indices, masker.value(report.field.kind, text));
}

/** Options of {@link protectOrders}. */
export interface ProtectOrdersOptions extends Omit<ProtectOrderOptions, 'recordId'> {
  /** The record id of an order. Default: what stands at the preset's path. Needed for a preset without one. */
  readonly recordIdOf?: (order: object) => string;
}

/** What became of one order of an answer. */
export type ProtectOrdersResult<P> = ProtectedItem<P> | UnprotectedItem;

/** The order is protected. */
export interface ProtectedItem<P> {
  /** Tells the results apart. */
  readonly status: 'protected';
  /** Where the order is in the answer, as {@link ordersIn} says it. */
  readonly path: string;
  /** What {@link protectOrder} gives for it. */
  readonly value: P;
}

/** The order could not be protected: keep it out of what goes on. */
export interface UnprotectedItem {
  /** Tells the results apart. */
  readonly status: 'failed';
  /** Where the order is in the answer. */
  readonly path: string;
  /** Why, as the single call would have thrown it. */
  readonly code: PrivacyErrorCode;
  /** The error itself. It holds no data. */
  readonly error: PrivacyError;
}

/**
 * Protects every order inside an API's answer, one result for each and in their order; one that fails stops no other.
 *
 * @param answer - Parsed JSON in any wrapper, as for {@link ordersIn}; not changed, and what stands beside the orders in it is
 * not given back.
 * @throws {PrivacyError} as {@link ordersIn}, `ERR_NO_ORDER` among them: nothing found is never nothing to protect.
 * @example
 * const trade = { tid: '1', receiver_name: '张三', receiver_mobile: '13812345678', receiver_address: '' };
 * const answer = { trade_fullinfo_get_response: { trade } };
 * const results = protectOrders(answer, presets['taobao.trade'], createMasker('label'));
 * results.map((result) => (result.status === 'protected' ? result.value.order.receiver_mobile : result.code)); // ['138******78']
 */
export function protectOrders(
  answer: unknown,
  preset: Preset,
  protector: RecordCipher,
  options?: ProtectOrdersOptions,
): ProtectOrdersResult<ProtectedOrder<Record<string, unknown>>>[];
export function protectOrders(
  answer: unknown,
  preset: Preset,
  protector: Masker,
  options?: InspectOrderOptions,
): ProtectOrdersResult<MaskedOrder<Record<string, unknown>>>[];
export function protectOrders(
  answer: unknown,
  preset: Preset,
  protector: RecordCipher | Masker,
  options: ProtectOrdersOptions = {},
): ProtectOrdersResult<ProtectedOrder<Record<string, unknown>> | MaskedOrder<Record<string, unknown>>>[] {
  assertObject(options, 'options');
  const { recordIdOf: idOf, ...rest } = options;
  assertKnownKeys(rest, ['now', 'textMasker', 'partition'], 'options');
  return ordersIn(answer, preset).map(({ path, order }) => {
    try {
      const own: ProtectOrderOptions = idOf === undefined ? rest : { ...rest, recordId: idOf(order) };
      return { status: 'protected', path, value: protectOrder(order, preset, protector as RecordCipher, own) };
    } catch (error) {
      if (!isPrivacyError(error)) throw error;
      return { status: 'failed', path, code: error.code, error };
    }
  });
}
