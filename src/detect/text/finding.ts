import type { FieldKind } from '../../types.ts';
import type { AddressRole } from '../address/part.ts';
import type { PhoneMatch } from '../phone/index.ts';
import type { Span } from '../span.ts';

/** Kinds of private values that are looked for in free text. */
export type TextKind = Exclude<FieldKind, 'text' | 'opaque'>;

/** All of them. */
export const textKinds: readonly TextKind[] = [
  'name',
  'phone',
  'address',
  'idNumber',
  'email',
  'account',
  'bankCard',
  'plate',
];

/** What every finding says besides its place. */
interface Evidence<Kind extends TextKind> {
  readonly kind: Kind;
  /** How sure the rule is, 0 to 1. An order of the rules, not a frequency. */
  readonly confidence: number;
  /** The rule that found it. */
  readonly rule: string;
}

/** A person's name. */
export interface NameFinding extends Span<'name'>, Evidence<'name'> {
  /** Whether the family name is surely the first of it. */
  readonly isWhole: boolean;
}

/** A phone number. */
export interface PhoneFinding extends Span<'phone'>, Evidence<'phone'> {
  readonly phone: PhoneMatch;
}

/** Parts of an address: the roles of `AddressPart` but the people and phones in it, which are kinds of their own. */
export type AddressTextRole = Exclude<AddressRole, 'name' | 'phone'>;

/** A part of an address. */
export interface AddressFinding extends Span<AddressTextRole>, Evidence<'address'> {}

/** Kinds that identify a person by themselves. */
export type IdentityTextKind = Exclude<TextKind, 'name' | 'phone' | 'address'>;

/** Identity data: a document, an e-mail, an account, a bank card, a plate. */
export interface IdentityFinding extends Span<'identity'>, Evidence<IdentityTextKind> {}

/** Something private in free text. */
export type TextFinding = NameFinding | PhoneFinding | AddressFinding | IdentityFinding;

export const identityFinding = (
  kind: IdentityTextKind,
  start: number,
  end: number,
  confidence: number,
  rule: string,
): IdentityFinding => ({ role: 'identity', kind, start, end, confidence, rule });
