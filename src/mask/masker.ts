import { assertNever, assertString } from '../errors.ts';
import type { FieldKind, Masked } from '../types.ts';
import { inspectAddress, maskAddress } from './address.ts';
import { hideWhole, type MaskInspection, nothingToHide } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectName, quickMaskName } from './name.ts';
import { inspectPhone, quickMaskPhone } from './phone.ts';
import { type MaskOptions, type MaskPlan, planOf } from './plan.ts';
import type { Policy, PolicyName } from './policy.ts';
import { createRecordMasker } from './record.ts';
import type { MaskSchema } from './schema.ts';
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
  return kind === 'address'
    ? maskAddress(input, plan)
    : (quickMask(kind, input, plan) ?? inspectKind(kind, input, plan).masked);
}

function quickMask(kind: FieldKind, input: string, plan: MaskPlan): Masked | undefined {
  if (kind === 'name') return quickMaskName(input, plan);
  if (kind === 'phone') return quickMaskPhone(input, plan);
  return kind === 'text' ? maskWholeText(input, plan) : undefined;
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
    record: createRecordMasker((kind, text) => maskKind(kind, text, plan)),
  });
}
