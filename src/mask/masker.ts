import { assertNever, assertObject, assertString } from '../errors.ts';
import { editCopy, type Path, privateValuesAt, textOf } from '../paths.ts';
import type { FieldKind, Masked, ValueType } from '../types.ts';
import { inspectAddress, quickMaskAddress } from './address.ts';
import { hideWhole, type MaskInspection, nothingToHide } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectName, quickMaskName } from './name.ts';
import { inspectPhone, quickMaskPhone } from './phone.ts';
import { type MaskOptions, type MaskPlan, planOf } from './plan.ts';
import type { Policy, PolicyName } from './policy.ts';
import { inspectText, maskWholeText } from './text.ts';

/** One value of a kind, masked and explained. */
export function inspectKind(kind: FieldKind, input: string, plan: MaskPlan): MaskInspection {
  switch (kind) {
    case 'name':
      return inspectName(input, plan);
    case 'phone':
      return inspectPhone(input, plan);
    case 'address':
      return inspectAddress(input, plan);
    case 'text':
      return inspectText(input, plan);
    case 'idNumber':
    case 'email':
    case 'account':
    case 'bankCard':
    case 'plate':
      return inspectIdentity(kind, input, plan);
    case 'opaque':
      return inspectOpaque(input, plan);
    default:
      return assertNever(kind);
  }
}

function inspectOpaque(input: string, plan: MaskPlan): MaskInspection {
  if (input === '' || plan.policy.identity === 'all') return nothingToHide(input);
  return hideWhole(input, plan.hidden, 'a value without parts worth showing');
}

/** The mask without an account of it: everyday values take a short way. */
export function maskKind(kind: FieldKind, input: string, plan: MaskPlan): Masked {
  return quickMask(kind, input, plan) ?? inspectKind(kind, input, plan).masked;
}

function quickMask(kind: FieldKind, input: string, plan: MaskPlan): Masked | undefined {
  if (kind === 'name') return quickMaskName(input, plan);
  if (kind === 'phone') return quickMaskPhone(input, plan);
  if (kind === 'address') return quickMaskAddress(input, plan);
  return kind === 'text' ? maskWholeText(input, plan) : undefined;
}

/** Which fields of an order are private, and of which kind: any schema of `waybill-privacy/record` is one. */
export interface MaskSchema {
  /** Rules by path. */
  readonly rules: readonly MaskSchemaField[];
}

/** A rule and where it applies. */
export interface MaskSchemaField {
  /** Path into the order. */
  readonly path: Path;
  /** What to do there. */
  readonly rule: MaskRule;
}

/** The part of a schema's rule that a masker needs. */
export type MaskRule = EncryptableField | MaskedField | DroppedField | KeptField;

/** A field that a cipher encrypts. A masker masks it by its kind. */
export interface EncryptableField {
  /** Encrypted by a cipher. */
  readonly action: 'encrypt';
  /** Decides mask and padding. */
  readonly kind: FieldKind;
  /**
   * Types of its values; others are refused. Default: texts only. What is no text is masked by its text: `113.26`, a date in ISO
   * 8601, `1` for `true`. Kind `opaque` hides all of it.
   */
  readonly types?: readonly ValueType[];
}

/** A field that is replaced by its mask, by a cipher too; the value is gone. */
export interface MaskedField {
  /** Replaced. */
  readonly action: 'mask';
  /** Decides the mask. */
  readonly kind: FieldKind;
  /** As for {@link EncryptableField}. */
  readonly types?: readonly ValueType[];
}

/** A field that is removed. */
export interface DroppedField {
  /** Removed. */
  readonly action: 'drop';
}

/** A field that stays: to say so where a reader would ask. */
export interface KeptField {
  /** Stays. */
  readonly action: 'keep';
}

/** Masks values under one policy that was checked once. */
export interface Masker {
  /** The policy in force. */
  readonly policy: Policy;
  /** See `maskName`. */
  name(name: string): Masked;
  /** See `maskPhone`. */
  phone(phone: string): Masked;
  /** See `maskAddress`. */
  address(address: string): Masked;
  /** See `maskText`. */
  text(text: string): Masked;
  /** A value by the kind of its field. */
  value(kind: FieldKind, input: string): Masked;
  /** The same with an account of what was hidden. */
  inspect(kind: FieldKind, input: string): MaskInspection;
  /**
   * A copy of an order with every private field masked, for display. Ciphertext becomes `**`, a platform's mask is masked
   * on until it hides enough.
   *
   * @param keep - Paths that stay as they are, such as a declared virtual number.
   * @throws {PrivacyError} `ERR_FIELD_TYPE` for a private field of a type that its rule does not take, or that stands in another
   * shape than the schema says.
   */
  record<T extends object>(order: T, schema: MaskSchema, keep?: readonly string[]): T;
}

/**
 * Checks a policy once and gives functions that mask under it.
 *
 * @param policy - Name of a policy of this library, or your own. Default `label`.
 * @param options - Region and glyph.
 * @throws {PrivacyError} `ERR_POLICY` for a policy that is unknown or shows too much.
 * @example
 * const masker = createMasker('label');
 * masker.name('欧阳小明'); // '欧阳**'
 * masker.phone('138 0013 8000'); // '138******00'
 * masker.address('海德三道199号3栋2单元501室'); // '海德三道199号3栋**单元**室'
 */
export function createMasker(policy: PolicyName | Policy = 'label', options: Omit<MaskOptions, 'policy'> = {}): Masker {
  const plan = planOf({ ...options, policy });
  const mask = (kind: FieldKind, input: string): Masked => {
    assertString(input, kind);
    return maskKind(kind, input, plan);
  };
  return Object.freeze({
    policy: plan.policy,
    name: (name: string) => mask('name', name),
    phone: (phone: string) => mask('phone', phone),
    address: (address: string) => mask('address', address),
    text: (text: string) => mask('text', text),
    value: mask,
    inspect(kind: FieldKind, input: string) {
      assertString(input, kind);
      return inspectKind(kind, input, plan);
    },
    record: <T extends object>(order: T, schema: MaskSchema, keep: readonly string[] = []) =>
      maskRecord(order, schema, keep, mask),
  });
}

function maskRecord<T extends object>(
  order: T,
  schema: MaskSchema,
  keep: readonly string[],
  mask: (kind: FieldKind, input: string) => Masked,
): T {
  assertObject(order, 'order');
  const editor = editCopy(order);
  for (const { path, rule } of schema.rules) {
    if (rule.action === 'keep' || (keep.length > 0 && keep.includes(path.text))) continue;
    if (rule.action !== 'drop' && rule.types === undefined) {
      const text = ownTextAt(order, path);
      if (text !== undefined) {
        if (text !== '') editor.set(path, noIndices, mask(rule.kind, text));
        continue;
      }
    }
    for (const found of privateValuesAt(order, path)) {
      if (rule.action === 'drop') {
        editor.set(path, found.indices, undefined);
        continue;
      }
      const text = textOf(found.value, found.indices, path, rule.types);
      if (text !== undefined) editor.set(path, found.indices, mask(rule.kind, text));
    }
  }
  return editor.root;
}

const noIndices: readonly number[] = [];

/** The text of a field of the order itself, where that is all there is to ask: no list, no deeper path, no other type. */
function ownTextAt(order: object, { steps }: Path): string | undefined {
  if (steps.length !== 1 || Array.isArray(order)) return undefined;
  const key = steps[0] as string;
  const value: unknown = Object.hasOwn(order, key) ? (order as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
