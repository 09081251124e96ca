import { do_not_optimize } from 'mitata';

/** One way of doing a piece of work. */
export interface Contender {
  readonly name: string;
  /** Does the whole batch once; a promise of it is awaited. */
  run(): unknown;
}

/** Ways of doing the same. */
export interface Comparison {
  readonly title: string;
  /** What is counted. */
  readonly unit: string;
  readonly itemsPerRun: number;
  /** Names of the contenders that the others are a multiple of. */
  readonly bases: readonly string[];
  readonly contenders: readonly Contender[];
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

/** A way of doing a piece of work that can tell what it took. */
export interface Timed {
  readonly name: string;
  /** Does the whole batch once. @returns the CPU time of all threads in seconds. */
  seconds(): Promise<number>;
}

/**
 * CPU time of a process: on a shared machine wall time measures the neighbours. That of all threads, so work that WebCrypto
 * does in the thread pool counts, and waiting for it does not.
 */
export async function cpuSeconds(run: Contender['run']): Promise<number> {
  const before = process.cpuUsage();
  do_not_optimize(await run());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Measures contenders in this process. */
export const measure = (
  contenders: readonly Contender[],
  bases: readonly string[],
  itemsPerRun: number,
  rounds?: number,
): Promise<Measured[]> =>
  measureTimed(
    contenders.map(({ name, run }) => ({ name, seconds: () => cpuSeconds(run) })),
    bases,
    itemsPerRun,
    rounds,
  );

/** Runs all in turn, round by round, and takes medians: a ratio taken inside a round is what survives drift. */
export async function measureTimed(
  contenders: readonly Timed[],
  bases: readonly string[],
  itemsPerRun: number,
  rounds = 9,
): Promise<Measured[]> {
  const seconds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const contender of contenders) {
      const taken = await contender.seconds();
      if (round >= 0) seconds.get(contender.name)?.push(taken);
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
