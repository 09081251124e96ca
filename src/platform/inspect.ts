import { protectionOf } from '../detect/protectedValue.ts';
import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { concretePath, type Path, type PathValue, privateValuesAt, textOf, valuesAt } from '../paths.ts';
import { assertOrderData, childrenOf } from './orderData.ts';
import { type Preset, type PresetField, presetValue, recordIdOf } from './preset.ts';
import { readTime } from './times.ts';

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

/**
 * Looks at every private field of an order and says how it is protected. Reads only.
 *
 * A virtual number counts as one only while the order declares it with an expiry in the future; a number that merely looks
 * virtual is a person's number. A JSON number is readable like the text of its digits.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` when the order's id or its whole recipient is missing, when a private field is no
 * string or number or stands in another shape than its path says, and for accessors and `__proto__` keys;
 * `ERR_LIMIT_EXCEEDED` for more than 64 levels or 1,000,000 values. `path` names the field; the value is in no error.
 * @example
 * const fields = inspectOrder({ tid: '1', receiver_name: '张三', receiver_mobile: '138******78', receiver_address: '' }, presets['taobao.trade']);
 * fields.map(({ path, state }) => `${path}: ${state}`); // ['receiver_name: plain', 'receiver_mobile: masked', 'receiver_address: empty']
 */
export function inspectOrder(order: object, preset: Preset, options: InspectOrderOptions = {}): FieldReport[] {
  assertObject(options, 'options');
  assertKnownKeys(options, ['now'], 'options');
  assertObject(order, 'order');
  assertOrderData(order);
  if (preset.recordIdPath !== undefined) recordIdOf(order, preset);
  return inspectFields(order, preset, options.now).map(({ report }) => report);
}

/** A private field with its value, for those who change it. */
export interface FoundField {
  readonly report: FieldReport;
  readonly path: Path;
  readonly found: PathValue;
}

/** As {@link inspectOrder}, without the order's id, for an order that is known to be data. */
export function inspectFields(order: object, preset: Preset, now: Date = new Date()): FoundField[] {
  const virtual = declaredVirtual(order, preset, now);
  const fields = preset.fields.flatMap((field) => inspectField(order, preset, field, virtual));
  checkRecipient(
    preset,
    fields.map(({ report }) => report.field),
  );
  return fields;
}

/** Every value at the path of one field. @throws {PrivacyError} `ERR_FIELD_TYPE`. */
export function inspectField(
  order: object,
  preset: Preset,
  field: PresetField,
  virtual: readonly string[],
): FoundField[] {
  const path = preset.paths.get(field.path) as Path;
  return privateValuesAt(order, path).map((found) => {
    const isVirtual = virtual.includes(field.path);
    const state = stateOf(found, path, field, isVirtual);
    return { report: { path: concretePath(path, found.indices), field, state }, path, found };
  });
}

function stateOf(found: PathValue, path: Path, field: PresetField, isVirtual: boolean): FieldState {
  const { value } = found;
  if (field.form === 'object' && typeof value === 'object') return hasContent(value) ? 'plain' : 'empty';
  const text = typeof value === 'number' ? String(value) : textOf(found.value, found.indices, path, field.types);
  if (text === undefined) return 'empty';
  return protectionOf(text, field.kind) ?? (isVirtual ? 'virtual-number' : 'plain');
}

/** Whether anything but null and empty strings stands in a value. */
function hasContent(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (typeof value !== 'object') return true;
  return childrenOf(value, depth, { values: 0 }).some(([, child]) => hasContent(child, depth + 1));
}

const recipientKinds = ['name', 'phone', 'address'] as const;

/** The first path of a recipient's name, phone or address that the preset has and the order has not. */
export function missingRecipient(preset: Preset, isPresent: (field: PresetField) => boolean): string | undefined {
  for (const kind of recipientKinds) {
    const wanted = preset.fields.filter((field) => field.role === 'recipient' && field.kind === kind);
    if (wanted.length > 0 && !wanted.some(isPresent)) return wanted[0]?.path;
  }
  return undefined;
}

/** An order without any field for a recipient's name, phone or address is one of another shape. */
export function checkRecipient(preset: Preset, present: readonly PresetField[]): void {
  const path = present.length === 0 ? preset.fields[0]?.path : missingRecipient(preset, (f) => present.includes(f));
  if (path === undefined) return;
  throw new PrivacyError('ERR_FIELD_TYPE', `${path} is missing: not an order of ${preset.name}`, { path });
}

/** Paths of phones that the order declares virtual and unexpired. */
export function declaredVirtual(order: object, preset: Preset, now: Date): readonly string[] {
  if (preset.virtualNumber === undefined) return [];
  const until = readTime(presetValue(order, preset, preset.virtualNumber.until));
  return until !== undefined && until > now.getTime() ? preset.virtualNumber.phones : [];
}

/** Whether an order has the shape of a preset: its id, and a place for a recipient's name, phone and address. */
export function hasShape(order: object, preset: Preset): boolean {
  const isThere = (path: string): boolean => valuesAt(order, preset.paths.get(path) as Path).length > 0;
  if (preset.recordId !== undefined && !isThere(preset.recordId)) return false;
  if (missingRecipient(preset, ({ path }) => isThere(path)) !== undefined) return false;
  return preset.fields.some(({ path }) => isThere(path));
}
