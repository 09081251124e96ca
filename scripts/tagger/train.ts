import { taggedRoles } from '../../src/detect/address/tagger.ts';
import { exponential } from '../../src/tagger/exponential.ts';
import { bucketCount, createFeatureReader, featureCount } from '../../src/tagger/features.ts';
import { type Model, maxWeight, weightsPerBucket } from '../../src/tagger/model.ts';
import { at, createRandom } from '../orders/random.ts';
import type { Example } from './marked.ts';

/** An example and how much it counts. */
export interface Weighted {
  readonly example: Example;
  readonly weight: number;
}

const roleNames: readonly string[] = taggedRoles;

/** Numbers of all examples, one after the other. */
interface Samples {
  readonly count: number;
  /** `featureCount` buckets for each. */
  readonly buckets: Int32Array;
  /** Index into {@link taggedRoles}. */
  readonly truth: Uint8Array;
  readonly weight: Float64Array;
}

function gather(examples: readonly Weighted[]): Samples {
  const total = examples.reduce(
    (sum, { example }) => sum + example.truth.filter((role) => role !== 'unsure').length,
    0,
  );
  const samples = {
    count: total,
    buckets: new Int32Array(total * featureCount),
    truth: new Uint8Array(total),
    weight: new Float64Array(total),
  };
  const reader = createFeatureReader();
  let next = 0;
  for (const { example, weight } of examples) {
    reader.open(example.text, example.tokens);
    for (let i = 0; i < example.tokens.length; i++) {
      const buckets = reader.read(i);
      const truth = at(example.truth, i);
      if (truth === 'unsure') continue;
      samples.buckets.set(buckets, next * featureCount);
      samples.truth[next] = roleNames.indexOf(truth);
      samples.weight[next] = weight;
      next++;
    }
  }
  return samples;
}

export interface Settings {
  readonly seed: number;
  readonly rounds: number;
  readonly rate: number;
  /** Share of a weight that is taken off it per update of its bucket. */
  readonly decay: number;
}

export const settings: Settings = { seed: 20, rounds: 4, rate: 0.05, decay: 2e-4 };

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's step sizes. The same examples give the same
 * bytes on every machine: IEEE 754 fixes + - * / and the square root, and nothing else is used.
 */
export function train(examples: readonly Weighted[], { seed, rounds, rate, decay }: Settings): Model {
  const samples = gather(examples);
  const random = createRandom(seed);
  const weights = new Float64Array(bucketCount * weightsPerBucket);
  const squares = new Float64Array(weights.length).fill(0.1);
  const order = Int32Array.from({ length: samples.count }, (_, i) => i);
  const gradient = new Float64Array(weightsPerBucket);
  const mean = new Float64Array(weights.length);
  for (let round = 0; round < rounds; round++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = random.int(0, last);
      const held = order[last] as number;
      order[last] = order[other] as number;
      order[other] = held;
    }
    for (const sample of order) {
      const from = sample * featureCount;
      writeGradient(samples, sample, weights, gradient);
      for (let f = from; f < from + featureCount; f++) {
        const bucket = (samples.buckets[f] as number) * weightsPerBucket;
        for (let k = 0; k < weightsPerBucket; k++) {
          const slope = (gradient[k] as number) + decay * (weights[bucket + k] as number);
          const square = (squares[bucket + k] as number) + slope * slope;
          squares[bucket + k] = square;
          weights[bucket + k] = (weights[bucket + k] as number) - (rate * slope) / Math.sqrt(square);
        }
      }
    }
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (weights[i] as number);
  }
  return quantize(mean.map((sum) => sum / rounds));
}

/** How the loss of one sample grows with the score of each role but `other`. */
function writeGradient(samples: Samples, sample: number, weights: Float64Array, gradient: Float64Array): void {
  gradient.fill(0);
  for (let f = sample * featureCount; f < (sample + 1) * featureCount; f++) {
    const bucket = (samples.buckets[f] as number) * weightsPerBucket;
    for (let k = 0; k < weightsPerBucket; k++) {
      gradient[k] = (gradient[k] as number) + (weights[bucket + k] as number);
    }
  }
  let total = 1;
  for (let k = 0; k < weightsPerBucket; k++) {
    const odds = exponential(gradient[k] as number);
    gradient[k] = odds;
    total += odds;
  }
  const truth = samples.truth[sample] as number;
  const weight = samples.weight[sample] as number;
  for (let k = 0; k < weightsPerBucket; k++) {
    gradient[k] = weight * ((gradient[k] as number) / total - (truth === k + 1 ? 1 : 0));
  }
}

/** Largest weight that is kept apart from larger ones. */
const ceiling = 2.7;

function quantize(weights: Float64Array): Model {
  const step = ceiling / maxWeight;
  return {
    step,
    weights: Int8Array.from(weights, (weight) => {
      const steps = Math.max(-maxWeight, Math.min(maxWeight, weight / step));
      return steps < 0 ? -Math.floor(0.5 - steps) : Math.floor(steps + 0.5);
    }),
  };
}
