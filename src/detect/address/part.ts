import type { Span } from '../span.ts';

/**
 * What a part of an address is. `village-door` is the number of a house that stands on no road: it leads to one household.
 * `name`, `phone` and `note` are things that do not belong there but are found in real ones.
 */
export type AddressRole = 'door' | 'village-door' | 'building' | 'unit' | 'floor' | 'room' | 'name' | 'phone' | 'note';

/** Roles that lead to a house, not to a flat or a person: a label shows them. */
export const houseRoles: readonly string[] = ['door', 'village-door', 'building'];

/** A part of an address: the number itself, without its suffix word. */
export interface AddressPart extends Span<AddressRole> {
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** What it is. */
  readonly role: AddressRole;
}

/** The text with `filler`, one UTF-16 unit, for every unit of the spans, which are ordered and disjoint. */
export function cutOut(text: string, spans: readonly Span[], filler: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + filler.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}

/** In order; of two that overlap the first and longer one. */
export function ordered(parts: readonly AddressPart[]): AddressPart[] {
  const all = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: AddressPart[] = [];
  for (const part of all) if (part.start >= (merged.at(-1)?.end ?? 0)) merged.push(part);
  return merged;
}
