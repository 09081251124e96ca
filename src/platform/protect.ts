import { protectionOf } from '../detect/protectedValue.ts';
import { assertObject, PrivacyError } from '../errors.ts';
import { concretePath, parsePath, textOf, valuesAt } from '../paths.ts';
import type { EncryptedOrder, RecordCipher } from '../record/cipher.ts';
import { type Preset, type PresetField, recordIdOf } from './preset.ts';

/** How a private field of an order was found. */
export type FieldState = 'plain' | 'ciphertext' | 'masked' | 'virtual-number' | 'token' | 'empty';

/** One private field of one order, without its value. */
export interface FieldReport {
  /** Path with array positions. */
  readonly path: string;
  /** The field of the preset. */
  readonly field: PresetField;
  /** How it was found. */
  readonly state: FieldState;
}

/** Options that a clock or a policy of the caller decides. */
export interface InspectOrderOptions {
  /** The time at which virtual numbers must still be valid. Default: now. */
  readonly now?: Date;
}

/** Options of {@link protectOrder}. */
export interface ProtectOrderOptions extends InspectOrderOptions {
  /** As for `RecordCipher.encrypt`: where the cipher has an indexer with a partitioned index. */
  readonly partition?: string;
}

/**
 * Looks at every private field of an order and says how it is protected. Reads only.
 *
 * A virtual number counts as one only while the order declares it with an expiry in the future; a number that merely looks
 * virtual is a person's number.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` when the order's id or its whole recipient is missing, or when a private field is
 * of a type that the preset does not name. `path` names the field; the value is in no error.
 * @example
 * const fields = inspectOrder({ tid: '1', receiver_name: '张三', receiver_mobile: '138******78', receiver_address: '' }, presets['taobao.trade']);
 * fields.map(({ path, state }) => `${path}: ${state}`); // ['receiver_name: plain', 'receiver_mobile: masked', 'receiver_address: empty']
 */
export function inspectOrder(order: object, preset: Preset, options: InspectOrderOptions = {}): FieldReport[] {
  assertObject(order, 'order');
  recordIdOf(order, preset);
  const virtual = new Set(declaredVirtual(order, preset, options.now ?? new Date()));
  const reports: FieldReport[] = [];
  for (const field of preset.fields) {
    const path = parsePath(field.path);
    for (const found of valuesAt(order, path)) {
      const text = textOf(found, path, field.types);
      const state =
        text === undefined
          ? 'empty'
          : (protectionOf(text, field.kind) ?? (virtual.has(field.path) ? 'virtual-number' : 'plain'));
      reports.push({ path: concretePath(path, found.indices), field, state });
    }
  }
  checkRecipient(preset, reports);
  return reports;
}

/** An order without any field for a recipient's name, phone or address is one of another shape. */
function checkRecipient(preset: Preset, reports: readonly FieldReport[]): void {
  if (reports.length === 0) throw missing(preset, preset.fields[0]?.path ?? '');
  for (const kind of ['name', 'phone', 'address'] as const) {
    const wanted = preset.fields.filter((field) => field.role === 'recipient' && field.kind === kind);
    if (wanted.length === 0 || reports.some(({ field }) => wanted.includes(field))) continue;
    throw missing(preset, (wanted[0] as PresetField).path);
  }
}

const missing = (preset: Preset, path: string): PrivacyError =>
  new PrivacyError('ERR_FIELD_TYPE', `${path} is missing: not an order of ${preset.name}`, { path });

/** Paths of phones that the order declares virtual and unexpired. */
function declaredVirtual(order: object, preset: Preset, now: Date): readonly string[] {
  if (preset.virtualNumber === undefined) return [];
  const until = expiryOf(valuesAt(order, parsePath(preset.virtualNumber.until))[0]?.value);
  return until !== undefined && until > now.getTime() ? preset.virtualNumber.phones : [];
}

// 2000 and 2200: anything else is no expiry but another number in the wrong field.
const earliest = 946_684_800_000;
const latest = 7_258_118_400_000;
const chinaTime = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/u;
const zonedTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Milliseconds since 1970, or `undefined` for anything that is not surely a time: then the number is not virtual. */
function expiryOf(value: unknown): number | undefined {
  const time =
    typeof value === 'number' ? unixTime(value) : typeof value === 'string' ? writtenTime(value) : Number.NaN;
  return time >= earliest && time <= latest ? time : undefined;
}

/** Seconds or milliseconds: between 2000 and 2200 they cannot be mistaken for each other. */
const unixTime = (value: number): number => (value * 1000 <= latest ? value * 1000 : value);

function writtenTime(value: string): number {
  if (/^\d{10}(?:\d{3})?$/u.test(value)) return unixTime(Number(value));
  const local = chinaTime.exec(value);
  if (local !== null) return Date.parse(`${local[1]}T${local[2]}+08:00`);
  return zonedTime.test(value) ? Date.parse(value) : Number.NaN;
}

/** An order whose readable private fields are encrypted. */
export interface ProtectedOrder<T extends object> {
  /** The order, its readable private fields moved into `privacy`. */
  readonly order: EncryptedOrder<T>;
  /** How each private field was found. `plain` ones are encrypted now, all others were left alone. */
  readonly fields: readonly FieldReport[];
}

/**
 * Encrypts what is readable and leaves alone what the platform protects already: ciphertext, masks, declared virtual
 * numbers, tokens. Empty and null stay as they are.
 *
 * @param order - An order in the shape of the preset; not changed.
 * @param preset - One of {@link presets}, or your own.
 * @param cipher - A record cipher with the schema of the preset.
 * @throws {PrivacyError} as {@link inspectOrder} and `RecordCipher.encrypt`; `ERR_SCHEMA` for a cipher of another schema.
 * @example
 * const preset = presets['taobao.trade'];
 * const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), schema: preset.schema });
 * const trade = { tid: '1', receiver_name: '张三', receiver_mobile: '138******78', receiver_address: '海德三道199号' };
 * const { order } = protectOrder(trade, preset, cipher);
 * order.receiver_mobile; // '138******78'
 * order.privacy.masks; // { receiver_name: '张**', receiver_address: '海德三道199号' }
 */
export function protectOrder<T extends object>(
  order: T,
  preset: Preset,
  cipher: RecordCipher,
  options: ProtectOrderOptions = {},
): ProtectedOrder<T> {
  if (cipher.schema !== preset.schema) {
    throw new PrivacyError('ERR_SCHEMA', `the cipher needs the schema of ${preset.name}`);
  }
  const fields = inspectOrder(order, preset, options);
  const keep = [...new Set(fields.filter(({ state }) => state === 'virtual-number').map(({ field }) => field.path))];
  const { partition } = options;
  const place = { recordId: recordIdOf(order, preset), keep, ...(partition !== undefined && { partition }) };
  return { order: cipher.encrypt(order, place), fields };
}
