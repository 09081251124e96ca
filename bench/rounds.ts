import { do_not_optimize } from 'mitata';

/** One way of doing a piece of work. */
export interface Contender {
  readonly name: string;
  /** Does the whole batch once; a promise of it is awaited. */
  run(): unknown;
}

/** Median figures of one contender. */
export interface Measured {
  readonly name: string;
  readonly itemsPerSecond: number;
  /** Items per second as a multiple of each base, paired round by round. */
  readonly ratios: readonly number[];
}

// Fewer, and V8 still compiles in the rounds that count.
const warmUpRounds = 10;

/**
 * Runs all contenders in turn, round by round, and takes medians of process CPU time: on a shared machine wall time
 * measures the neighbours, and a ratio taken inside a round is what survives drift. CPU time is that of all threads, so work
 * that WebCrypto does in the thread pool counts, and waiting for it does not.
 */
export async function measure(
  contenders: readonly Contender[],
  bases: readonly string[],
  itemsPerRun: number,
  rounds = 9,
): Promise<Measured[]> {
  const seconds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const { name, run } of contenders) {
      const before = process.cpuUsage();
      do_not_optimize(await run());
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) seconds.get(name)?.push((user + system) / 1e6);
    }
  }
  return contenders.map(({ name }) => {
    const own = seconds.get(name) ?? [];
    const ratios = bases.map((base) =>
      median((seconds.get(base) ?? []).map((time, i) => time / (own[i] ?? Number.NaN))),
    );
    return { name, itemsPerSecond: itemsPerRun / median(own), ratios };
  });
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Prints the figures of one batch. */
export function printMeasured(
  title: string,
  unit: string,
  bases: readonly string[],
  measured: readonly Measured[],
): void {
  console.log(`\n${title}: ${unit}/s by CPU time, medians`);
  for (const { name, itemsPerSecond, ratios } of measured) {
    const against = bases.map((base, i) => `${(ratios[i] as number).toFixed(2)} × ${base}`).join(', ');
    console.log(`${name.padEnd(36)} ${Math.round(itemsPerSecond).toLocaleString('en').padStart(12)}   ${against}`);
  }
}
