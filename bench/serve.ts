import { cpuSeconds } from './rounds.ts';

/** What a program of `apart.ts` does: runs the contender that it is asked for by name, and answers what that took. */
export function serve(runs: ReadonlyMap<string, () => unknown>): void {
  process.on('message', async (name: string) => {
    const run = runs.get(name);
    if (run === undefined) throw new Error(`no contender "${name}"`);
    process.send?.(await cpuSeconds(run));
  });
}
