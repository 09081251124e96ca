import { encodeWeights, type Model } from '../../src/tagger/model.ts';

/** The source of `src/tagger/weights.ts`. */
export function toModule({ step, weights }: Model): string {
  return `// Written by \`npm run tagger:train\`; do not edit.

/** What a step of a weight is worth. */
export const step: number = ${step};

/** Five weights for each bucket, one character each: see \`decodeModel\`. */
export const weights: string =
  '${encodeWeights(weights)}';
`;
}
