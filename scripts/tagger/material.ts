import { createRandom, type Random } from '../orders/random.ts';
import { drawForm, withDoubt } from './forms.ts';
import { generate } from './generate.ts';
import { labelByGrammar } from './grammarLabels.ts';
import { type Piece, parseMarked, toExample } from './marked.ts';
import type { Weighted } from './train.ts';

/** How much of each source is used. */
export interface Shares {
  /** Forms of each address that the grammar labelled. */
  readonly unlabelledForms: number;
  /** Forms of each address labelled by hand, beside itself. */
  readonly labelledForms: number;
  /** What one of those counts. */
  readonly labelledWeight: number;
  readonly generated: number;
}

export const shares: Shares = { unlabelledForms: 2, labelledForms: 6, labelledWeight: 2, generated: 40_000 };

/** Addresses of `labelled.txt`: lines without comments. */
export const labelledLines = (file: string): string[] =>
  file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/**
 * What the tagger learns from: unlabelled addresses as far as the grammar can prove what their numbers are, addresses
 * labelled by hand, and generated ones; each in several forms, so that the words that prove it are missing in some.
 */
export function gatherMaterial(
  unlabelled: readonly string[],
  labelled: readonly string[],
  { unlabelledForms, labelledForms, labelledWeight, generated }: Shares,
): Weighted[] {
  const random = createRandom(7);
  const examples: Weighted[] = [];
  const add = (pieces: readonly Piece[], weight: number): void => {
    examples.push({ example: toExample(pieces), weight });
  };
  const addForms = (pieces: (random: Random) => readonly Piece[], count: number, weight: number): void => {
    for (let i = 0; i < count; i++) add(drawForm(random)(pieces(random), random), weight);
  };
  // The same address many times would be learned by heart.
  for (const address of new Set(unlabelled)) {
    const pieces = labelByGrammar(address);
    addForms(() => pieces, unlabelledForms, 1);
  }
  for (const line of labelled) {
    const pieces = parseMarked(line);
    add(withDoubt(pieces, random), labelledWeight);
    addForms((own) => withDoubt(pieces, own), labelledForms, labelledWeight);
  }
  addForms((own) => withDoubt(generate(own), own), generated, 1);
  return examples;
}
