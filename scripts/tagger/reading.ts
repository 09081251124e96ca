import { survey } from '../../src/detect/address/characters.ts';
import { readAddress } from '../../src/detect/address/index.ts';
import type { NumberToken } from '../../src/detect/address/tokens.ts';

/** What a tagger gets to see of an address; of one in another language, no numbers. */
export interface Reading {
  readonly text: string;
  readonly numbers: readonly NumberToken[];
}

export const readNumbers = (address: string): Reading =>
  readAddress(address, survey(address)) ?? { text: address, numbers: [] };
