import type { Masked } from '../types.ts';

/** What a hidden stretch was. */
export type HiddenRole =
  | 'given-name'
  | 'name'
  | 'subscriber'
  | 'extension'
  | 'building'
  | 'door'
  | 'village-door'
  | 'unit'
  | 'floor'
  | 'room'
  | 'phone'
  | 'note'
  | 'identity'
  | 'other';

/** One hidden stretch of the input and the reason. */
export interface HiddenRange {
  /** Offset of the first hidden UTF-16 unit of the input. */
  readonly start: number;
  /** Offset after the last one. */
  readonly end: number;
  /** What it was. */
  readonly role: HiddenRole;
  /** The rule that hid it, in words for people; never the value. */
  readonly why: string;
}

/** A masked value and an account of what was hidden. */
export interface MaskInspection {
  /** The mask. */
  readonly masked: Masked;
  /** What it hides, in order and without overlaps. */
  readonly hidden: readonly HiddenRange[];
}

/** Longer input is hidden whole: no name, phone or address on a waybill comes near (UTF-16 units). */
export const maxFieldChars = 512;

/** Whether there is nothing to hide. */
export const isBlank = (input: string): boolean => input === '' || /^\s*$/u.test(input);

/** The whole input hidden behind a constant-width mask. */
export function hideWhole(input: string, mask: string, why: string): MaskInspection {
  return { masked: mask as Masked, hidden: [{ start: 0, end: input.length, role: 'other', why }] };
}

/** Empty or blank input is returned as it is. */
export function nothingToHide(input: string): MaskInspection {
  return { masked: input as Masked, hidden: [] };
}

/** The policy shows everything: to the person the data is about. */
export const showWhole: (input: string) => MaskInspection = nothingToHide;
