import type { Span } from '../span.ts';

/**
 * What a part of an address is. `name`, `phone` and `note` are things that do not belong there but are found in real ones.
 */
export type AddressRole = 'door' | 'building' | 'unit' | 'floor' | 'room' | 'name' | 'phone' | 'note';

/** A part of an address: the number itself, without its suffix word. */
export interface AddressPart extends Span<AddressRole> {
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** What it is. */
  readonly role: AddressRole;
}

/** In order; of two that overlap the first and longer one. */
export function ordered(parts: readonly AddressPart[]): AddressPart[] {
  const all = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: AddressPart[] = [];
  for (const part of all) if (part.start >= (merged.at(-1)?.end ?? 0)) merged.push(part);
  return merged;
}
