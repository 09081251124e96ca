// A program of apart.ts: the contenders of one comparison.
import { addressComparisons } from './addressPeers.ts';
import { indexComparisons } from './indexPeers.ts';
import { maskComparisons } from './maskPeers.ts';
import type { Comparison } from './rounds.ts';
import { serve } from './serve.ts';
import { textComparisons } from './textPeers.ts';

const suites: Readonly<Record<string, () => readonly Comparison[]>> = {
  address: addressComparisons,
  index: indexComparisons,
  mask: maskComparisons,
  text: textComparisons,
};

const [, , suite, title] = process.argv;
const comparison = suites[suite as string]?.().find((each) => each.title === title);
serve(new Map(comparison?.contenders.map(({ name, run }) => [name, run])));
