import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'tsup';
import { root } from './root.ts';
import { type Comparison, type Contender, measureTimed, printMeasured, type Timed } from './rounds.ts';

// Contenders in processes of their own, as a program has one way to do a thing: in one process each pays for the garbage of the
// others and slows down the code that they share. In plain Node, as users run: a loader of TypeScript beside it cost a tenth.

/** Where programs are built: inside the package, so that they import it by its name. */
const folder = join(root, 'out/bench');

/** Builds programs of this folder. */
export const buildPrograms = (...names: readonly string[]): Promise<void> =>
  build({
    config: false,
    silent: true,
    entry: names.map((name) => join(root, 'bench', `${name}.ts`)),
    outDir: folder,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    skipNodeModulesBundle: true,
  });

export const programFile = (name: string): string => join(folder, `${name}.js`);

/** A process that runs the contenders of a program, which ends with `serve`. */
export interface Apart {
  /** One of its contenders. */
  timed(name: string): Timed;
}

/** Starts a program, with words for it, so many times, and ends all of them. */
export async function withApart<T>(
  [program, ...words]: readonly [string, ...string[]],
  count: number,
  work: (processes: readonly Apart[]) => Promise<T>,
): Promise<T> {
  const processes = Array.from({ length: count }, () =>
    fork(programFile(program), words, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  try {
    return await work(processes.map((each) => ({ timed: (name) => ({ name, seconds: () => ask(each, name) }) })));
  } finally {
    for (const each of processes) each.kill();
  }
}

async function ask(process: ChildProcess, name: string): Promise<number> {
  const isAnswered = new AbortController();
  const { signal } = isAnswered;
  const ended = async (): Promise<never> => {
    const [code] = await once(process, 'exit', { signal });
    throw new Error(`${name} ended with ${code}`);
  };
  process.send(name);
  try {
    const [seconds] = await Promise.race([once(process, 'message', { signal }), ended()]);
    return seconds as number;
  } finally {
    isAnswered.abort();
  }
}

/** Measures comparisons of `comparisons.ts`, each contender in a process of its own, and prints them. */
export async function printApart(suite: string, comparisons: readonly Comparison[]): Promise<void> {
  for (const { title, unit, itemsPerRun, bases, contenders } of comparisons) {
    const measured = await withApart(['contender', suite, title], contenders.length, (processes) =>
      measureTimed(
        processes.map((each, i) => each.timed((contenders[i] as Contender).name)),
        bases,
        itemsPerRun,
      ),
    );
    printMeasured(title, unit, bases, measured);
  }
}
