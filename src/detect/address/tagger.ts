import type { NumberToken } from './tokens.ts';

/**
 * A second opinion on the numbers of an address, above all on those that the grammar can only guess. One is ready-made in
 * `waybill-privacy/tagger`; it is an option everywhere, so that nobody loads its weights who does not use it.
 */
export interface AddressTagger {
  /**
   * How likely each role is for each number.
   *
   * @param text - The address, folded and simplified.
   * @param tokens - Its numbers in order, with the roles that the grammar gave them.
   * @returns probabilities in the order of {@link taggedRoles}, six for each token; token `i` begins at `6 * i`. The six add
   * up to 1. The array may be longer than that, and the next call may write over it.
   */
  probabilities(text: string, tokens: readonly NumberToken[]): Float64Array;
}

/** The order of the probabilities of an {@link AddressTagger}. A village door counts as a door. */
export const taggedRoles = ['other', 'door', 'building', 'unit', 'floor', 'room'] as const;
