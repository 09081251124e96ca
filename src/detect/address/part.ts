import type { Span } from '../span.ts';

/**
 * What a part of an address is. `village-door` is the number of a house that stands on no road: it leads to one household.
 * `name`, `phone` and `note` are things that do not belong there but are found in real ones.
 */
export type AddressRole = 'door' | 'village-door' | 'building' | 'unit' | 'floor' | 'room' | 'name' | 'phone' | 'note';

/** A part of an address: the number itself, without its suffix word. */
export interface AddressPart extends Span<AddressRole> {
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** What it is. */
  readonly role: AddressRole;
}
