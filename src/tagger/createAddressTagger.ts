import type { AddressTagger } from '../detect/address/tagger.ts';
import { createTagger, decodeModel } from './model.ts';
import { step, weights } from './weights.ts';

/**
 * Creates the tagger that comes with this package: a small statistical model that knows from context what the grammar of
 * addresses can only guess, such as a bare number behind the name of a building or a stall of a market. It never looks at the
 * value of a number.
 *
 * It was trained on addresses that the grammar labelled, on invented ones labelled by hand and on generated ones
 * (`docs/adr/0009-address-tagger.md`). It weighs about 14 kB brotli (17 kB gzip) with its weights, reads an address in some 3 µs, and takes
 * time in proportion to the number of numbers. The same address gives the same probabilities on every machine.
 *
 * Create it once and keep it: creating decodes the weights (some 0.3 ms).
 *
 * @returns a tagger for mainland addresses; it never throws.
 * @example
 * typeof createAddressTagger().probabilities; // 'function'
 */
export function createAddressTagger(): AddressTagger {
  return createTagger(decodeModel(step, weights));
}
