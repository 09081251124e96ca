// npm run bench [-- mask encrypt]: times the suites named, or all of them. `--rows 100000` and `--columns 60` are for `files`, `--row NAME` for `encrypt`.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { run } from 'mitata';

/**
 * Each registers its benchmarks with mitata: what one call costs; those marked as baseline are what the others are compared
 * with. `peers` times whole batches beside other libraries, by CPU time.
 */
const suites: Record<string, () => Promise<{ default: () => void; peers?: () => void | Promise<void> }>> = {
  mask: () => import('./mask.bench.ts'),
  encrypt: () => import('./encrypt.bench.ts'),
  seal: () => import('./seal.bench.ts'),
  guard: () => import('./guard.bench.ts'),
  label: () => import('./label.bench.ts'),
  files: () => import('./files.bench.ts'),
};

type Trial = Awaited<ReturnType<typeof run>>['benchmarks'][number];
const medianNs = (trial: Trial): number => trial.runs[0]?.stats?.p50 ?? Number.NaN;

function printRatios(trials: readonly Trial[]): void {
  const baselines = trials.filter(({ baseline }) => baseline);
  for (const trial of trials.filter(({ baseline }) => !baseline)) {
    const ratios = baselines.map((base) => `${(medianNs(trial) / medianNs(base)).toFixed(2)} × ${base.alias}`);
    console.log(`${trial.alias}: ${ratios.join(', ')}`);
  }
}

const { positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, row: { type: 'string' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(suites);
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString()}`);

for (const name of names) {
  const suite = suites[name];
  if (!suite) throw new Error(`no suite "${name}", only ${Object.keys(suites).join(', ')}`);
  const { default: register, peers } = await suite();
  register();
  console.log(`\n${name} (load ${load()})`);
  const { benchmarks } = await run({ throw: true, colors: process.stdout.isTTY });
  console.log('\nmedian time as a multiple of each baseline (below 1 is faster):');
  printRatios(benchmarks);
  await peers?.();
}
