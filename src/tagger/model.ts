import { type AddressTagger, taggedRoles } from '../detect/address/tagger.ts';
import type { NumberToken } from '../detect/address/tokens.ts';
import { exponential } from './exponential.ts';
import { bucketCount, createFeatureReader } from './features.ts';

const roleCount = taggedRoles.length;

/** `other` is what the five are measured against: its weights are 0 and not stored. */
export const weightsPerBucket: number = roleCount - 1;

/** A multinomial logistic regression over hashed features: whole-numbered weights, five for each bucket. */
export interface Model {
  /** What a step of a weight is worth. */
  readonly step: number;
  readonly weights: Int8Array;
}

/** Weights as text: one printable ASCII character each, from ! for the smallest; ' and \ are left out. */
export const maxWeight = 45;
const firstCharacter = 0x21;

/** @throws RangeError when the text is not a whole model. */
export function decodeModel(step: number, text: string): Model {
  if (text.length !== bucketCount * weightsPerBucket) throw new RangeError('weights of another size');
  const weights = new Int8Array(text.length);
  for (let i = 0; i < text.length; i++) weights[i] = decodeWeight(text.charCodeAt(i));
  return { step, weights };
}

const decodeWeight = (unit: number): number =>
  unit - firstCharacter - (unit > 0x27 ? 1 : 0) - (unit > 0x5c ? 1 : 0) - maxWeight;

export function encodeWeights(weights: ArrayLike<number>): string {
  return Array.from(weights, (weight) => {
    let unit = weight + maxWeight + firstCharacter;
    if (unit >= 0x27) unit++;
    if (unit >= 0x5c) unit++;
    return String.fromCharCode(unit);
  }).join('');
}

/** Numbers that the shared array has room for; an address has up to six. */
const usualTokens = 32;

export function createTagger({ step, weights }: Model): AddressTagger {
  const shared = new Float64Array(roleCount * usualTokens);
  const sums = new Int32Array(weightsPerBucket);
  const reader = createFeatureReader();
  return {
    probabilities(text: string, tokens: readonly NumberToken[]): Float64Array {
      const probabilities = tokens.length <= usualTokens ? shared : new Float64Array(roleCount * tokens.length);
      reader.open(text, tokens);
      for (let i = 0; i < tokens.length; i++) {
        sums.fill(0);
        const buckets = reader.read(i);
        for (let f = 0; f < buckets.length; f++) {
          const from = (buckets[f] as number) * weightsPerBucket;
          for (let k = 0; k < weightsPerBucket; k++) sums[k] = (sums[k] as number) + (weights[from + k] as number);
        }
        writeSoftmax(sums, step, probabilities, i * roleCount);
      }
      return probabilities;
    },
  };
}

function writeSoftmax(sums: Int32Array, step: number, target: Float64Array, from: number): void {
  let total = 1;
  target[from] = 1;
  for (let k = 0; k < weightsPerBucket; k++) {
    const odds = exponential((sums[k] as number) * step);
    target[from + 1 + k] = odds;
    total += odds;
  }
  for (let k = 0; k < roleCount; k++) target[from + k] = (target[from + k] as number) / total;
}
