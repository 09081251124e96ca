import { existsSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { do_not_optimize } from 'mitata';

const warmUpCalls = 20_000;
const calls = 100_000;
/** Between two samples, µs. */
const interval = 200;
const rows = 14;

/** Takes items in turn, for ever. */
export function inTurn<T>(items: readonly T[]): () => T {
  let next = 0;
  return () => items[next++ % items.length] as T;
}

/**
 * Where the time of a call goes, by file of the library, as V8's sampling profiler sees it: what one call is made of in the
 * whole, with all that is inlined counted where it was written.
 */
export async function printProfile(title: string, work: () => unknown): Promise<void> {
  for (let i = 0; i < warmUpCalls; i++) do_not_optimize(work());
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval });
  await session.post('Profiler.start');
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) do_not_optimize(work());
  const { user, system } = process.cpuUsage(before);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const samples = new Map<string, number>();
  const files = new Map(profile.nodes.map(({ id, callFrame }) => [id, fileOf(callFrame)] as const));
  for (const id of profile.samples ?? []) {
    const file = files.get(id) ?? unknown;
    samples.set(file, (samples.get(file) ?? 0) + 1);
  }
  printShares(title, samples, (user + system) / calls);
}

function printShares(title: string, samples: ReadonlyMap<string, number>, whole: number): void {
  const all = [...samples.values()].reduce((sum, count) => sum + count, 0);
  const print = (name: string, count: number): void => {
    const share = count / all;
    console.log(
      `  ${name.padEnd(36)} ${(share * whole).toFixed(2).padStart(6)} µs ${(100 * share).toFixed(0).padStart(4)} %`,
    );
  };
  console.log(`\n${title}: µs a call by CPU time, and the share of each file`);
  const sorted = [...samples].sort((a, b) => b[1] - a[1]);
  for (const [file, count] of sorted.slice(0, rows)) print(file, count);
  const rest = sorted.slice(rows).reduce((sum, [, count]) => sum + count, 0);
  if (rest > 0) print('all others', rest);
  print('all', all);
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

const unknown = 'V8 and Node';
const maps = new Map<string, SourceMap | undefined>();

/** The file of the source that a function was built from. */
function fileOf({ functionName, url, lineNumber, columnNumber }: CallFrame): string {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (!url.startsWith('file:')) return unknown;
  const origin = mapOf(url)?.findEntry(lineNumber, columnNumber);
  const source = origin !== undefined && 'originalSource' in origin ? origin.originalSource : url;
  return source.replace(/^.*?\/(?=src\/|node_modules\/|bench\/)/u, '');
}

function mapOf(url: string): SourceMap | undefined {
  if (maps.has(url)) return maps.get(url);
  const path = `${fileURLToPath(url)}.map`;
  const map = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  maps.set(url, map);
  return map;
}
