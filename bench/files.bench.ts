// Files of orders through the built command: on one core and two, by one thread and two, beside copying the same file.
// A million rows take half an hour; `--rows N` and `--columns N` make other files.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from 'mitata';
import { exportKeyring, generateKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { buildCommand } from '../test/support/builtCommand.ts';

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}
const rows = option('--rows', 1_000_000);
const columns = option('--columns', 5);
/** A file for the growth of memory alone. */
const fewRows = Math.ceil(rows / 10);
const repeats = 3;

const names = ['张三丰', '李小龙', '欧阳娜', '王五', '阿卜杜拉·买买提', '赵敏'];
const roads = ['文三路', '中山北路', '建国门外大街', '人民南路'];

/** What else an export has of an order: numbers, texts, nothing. Of short texts that differ V8 keeps a table, where they come as JSON. */
const restAt = (i: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: columns - 5 }, (_, k) => {
      const cells = [String(i * (k + 1)), `说明 ${i % 1000} 颜色 ${k}`, ''];
      return [`x${k + 1}`, cells[k % cells.length] as string];
    }),
  );

/** An invented order, as a table has it, with an id of 18 digits as platforms give it. */
const orderAt = (i: number): Record<string, string> => ({
  orderId: `2026${String(i).padStart(14, '0')}`,
  name: names[i % names.length] as string,
  phone: `13${8 + (i % 2)}${String((i * 7919) % 1e8).padStart(8, '0')}`,
  address: `浙江省杭州市西湖区${roads[i % roads.length]}${(i % 700) + 1}号${(i % 30) + 1}幢${(i % 4) + 1}单元${(i % 28) + 1}0${(i % 4) + 1}室`,
  goods: `棉袜 ${i % 9} 双`,
  ...restAt(i),
});

export default function register(): void {
  const text = JSON.stringify(orderAt(1));
  bench('JSON.parse and JSON.stringify of an order', () => JSON.stringify(JSON.parse(text))).baseline(true);
}

interface Measured {
  readonly what: string;
  /** In s. */
  readonly wall: number;
  /** In s, all threads. */
  readonly cpu?: number;
  /** In s, of the main thread; known on Linux. */
  readonly main?: number;
  /** In MB. */
  readonly rss?: number;
  /** In MB: the most of several runs. */
  readonly mostRss?: number;
}

/** How a file is processed. */
interface Way {
  readonly what: string;
  readonly jobs: number;
  /** `taskset(1)` and what it is given, where cores are named. */
  readonly on: readonly string[];
}

/** The first cores that this process may use, as taskset(1) names them; nothing where there are fewer, or no taskset. */
function coresOf(count: number): string | undefined {
  if (spawnSync('taskset', ['--version']).status !== 0) return undefined;
  const [, list = ''] = /Cpus_allowed_list:\s*(\S+)/u.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const cores = list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return cores.length < count ? undefined : cores.slice(0, count).join(',');
}

const twoCores = coresOf(2);
const oneCore = twoCores && coresOf(1);
const pinned = (cores: string): readonly string[] => ['taskset', '-c', cores];
/** Beside one thread, V8 compiles and collects garbage on a second core. */
const ways: readonly Way[] =
  twoCores === undefined || oneCore === undefined
    ? [
        { what: 'one thread', jobs: 1, on: [] },
        { what: 'two threads', jobs: 2, on: [] },
      ]
    : [
        { what: 'one core', jobs: 1, on: pinned(oneCore) },
        { what: 'two cores, one thread', jobs: 1, on: pinned(twoCores) },
        { what: 'two cores, two threads', jobs: 2, on: pinned(twoCores) },
      ];

// Says on its way out what the process took.
const meter = `import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
function mainTicks() {
  try {
    // proc(5): user and system time of the thread are fields 14 and 15, in ticks of 10 ms.
    const stat = readFileSync('/proc/self/task/' + process.pid + '/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return '';
  }
}
function peakKiB(maxRSS) {
  try {
    // proc(5): of this program alone, where getrusage(2) counts what the process was before exec as well.
    return /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return maxRSS;
  }
}
if (isMainThread) process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\nused ' + peakKiB(maxRSS) + ' ' + (userCPUTime + systemCPUTime) + ' ' + mainTicks());
})`;

function timed(what: string, file: string, args: readonly string[], options: object = {}): Measured {
  const start = performance.now();
  const { status, stderr } = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 2 ** 24, ...options });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${what}: ${stderr}`);
  const [, rss, cpu, ticks] = /used (\d+) (\d+) (\d*)$/u.exec(stderr) ?? [];
  return {
    what,
    wall,
    ...(rss && cpu && { rss: Number(rss) / 1024, cpu: Number(cpu) / 1e6 }),
    ...(ticks && { main: Number(ticks) / 100 }),
  };
}

/** Commands side by side. @returns until the last of them has ended, in s. */
async function timedTogether(commands: readonly (readonly string[])[], options: object): Promise<number> {
  const start = performance.now();
  const children = commands.map(([file = '', ...args]) => spawn(file, args, { ...options, stdio: 'ignore' }));
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0] as number | null));
  if (codes.some((code) => code !== 0)) throw new Error('a command failed');
  return (performance.now() - start) / 1000;
}

export async function peers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-bench-'));
  try {
    await measureFiles(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureFiles(folder: string): Promise<void> {
  const command = await buildCommand(join(folder, 'built'));
  const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
  const ring = await exportKeyring(generateKeyring({ tenant: 'shop-1' }), rawKeyProvider({ key }));
  writeFileSync(join(folder, 'ring.json'), ring, { mode: 0o600 });
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', RAW_KEY: Buffer.from(key).toString('base64url') };
  if (twoCores === undefined) console.log('\nno taskset(1) or no second core: cores are not named');
  const options = { cwd: folder, env };
  const node = (what: string, args: readonly string[], on: readonly string[] = []): Measured => {
    const [program = '', ...before] = [...on, process.execPath];
    const imported = ['--import', `data:text/javascript,${encodeURIComponent(meter)}`];
    return timed(what, program, [...before, ...imported, ...args], options);
  };
  for (const format of ['jsonl', 'csv'] as const) {
    const [file, fewFile] = [join(folder, `orders.${format}`), join(folder, `few.${format}`)];
    writeOrders(file, format, rows);
    writeOrders(fewFile, format, fewRows);
    const copy = `await require("fs/promises").copyFile(${JSON.stringify(file)}, ${JSON.stringify(`${file}.copy`)})`;
    const floors = [node('copy by Node', ['-e', `(async()=>{${copy}})()`])];
    if (format === 'jsonl' && spawnSync('jq', ['--version']).status === 0) {
      const out = openSync(`${file}.jq`, 'w');
      floors.push(timed('jq -c .', 'jq', ['-c', '.', file], { stdio: ['ignore', out, 'pipe'] }));
      closeSync(out);
    }
    const named = ['-c', 'name=name,phone=phone,address=address'];
    const keys = ['-k', 'ring.json', '--key-env', 'RAW_KEY', '--id', 'orderId'];
    console.log(
      `\n${rows} orders of ${columns} columns, ${format}, ${(statSync(file).size / 1e6).toFixed(1)} MB, medians of ${repeats} runs`,
    );
    const floor = floors.at(-1) as Measured;
    for (const what of floors) print(what, floor);
    for (const verb of ['mask', 'encrypt'] as const) {
      const argsOf = (from: string, jobs: number, out = `${from}.${verb}`): readonly string[] => {
        // To remove what was there takes the system 0.07 s, which the first run would not have.
        rmSync(out, { force: true });
        const args = [command, verb, from, ...named, ...(verb === 'mask' ? [] : keys)];
        return [...args, '-o', out, '--out-format', format, '-j', String(jobs)];
      };
      await compare({ verb, file, fewFile, floor, argsOf, node, options });
    }
  }
}

interface Work {
  readonly verb: string;
  readonly file: string;
  readonly fewFile: string;
  readonly floor: Measured;
  /** Arguments of Node for a run that writes to a new file. */
  argsOf(from: string, jobs: number, out?: string): readonly string[];
  node(what: string, args: readonly string[], on: readonly string[]): Measured;
  readonly options: object;
}

async function compare({ verb, file, fewFile, floor, argsOf, node, options }: Work): Promise<void> {
  const run = (from: string, { what, jobs, on }: Way): Measured => node(`${verb}, ${what}`, argsOf(from, jobs), on);
  const fileOnEach = (cores: string): readonly (readonly string[])[] =>
    cores.split(',').map((core) => [...pinned(core), process.execPath, ...argsOf(file, 1, `${file}.${core}`)]);
  const few: Measured[][] = [];
  const all: Measured[][] = [];
  const together: number[] = [];
  // By turns, so that what else the machine does meets all of them.
  for (let round = 0; round < repeats; round++) {
    few.push(ways.map((way) => run(fewFile, way)));
    all.push(ways.map((way) => run(file, way)));
    if (twoCores !== undefined) together.push(await timedTogether(fileOnEach(twoCores), options));
  }
  const fewMedians = mediansOf(few);
  const medians = mediansOf(all);
  for (const [i, measured] of medians.entries()) print(measured, floor, fewMedians[i]?.rss);
  const [one, two] = medians.slice(-2) as [Measured, Measured];
  const others = medians.slice(0, -1).map(({ what, wall }) => `${(wall / two.wall).toFixed(2)} × ${what}`);
  console.log(`  ${two.what}: ${others.join('; ')}${bound(one, two)}, load ${loads()}`);
  if (twoCores === undefined) return;
  const most = (2 * (medians[0] as Measured).wall) / middle([...together].sort((a, b) => a - b));
  console.log(
    `  the most this machine gives, two processes with a file and a core each: ${most.toFixed(2)} × one core`,
  );
}

/** Of each way. */
const mediansOf = (rounds: readonly (readonly Measured[])[]): readonly Measured[] =>
  ways.map((_, i) => median(rounds.map((round) => round[i] as Measured)));

const middle = <T>(sorted: readonly T[]): T => sorted[Math.floor(sorted.length / 2)] as T;

/** The run of the middle, by the clock, with the memory of the middle and the most of all. */
function median(runs: readonly Measured[]): Measured {
  const memory = runs.flatMap(({ rss }) => rss ?? []).sort((a, b) => a - b);
  return {
    ...middle([...runs].sort((a, b) => a.wall - b.wall)),
    ...(memory.length > 0 && { rss: middle(memory), mostRss: Math.max(...memory) }),
  };
}

/** What two cores that do nothing else would give: bound by the main thread, or by half of all the work. */
function bound(one: Measured, { cpu, main }: Measured): string {
  if (one.cpu === undefined || cpu === undefined || main === undefined) return '';
  const path = Math.max(main, cpu / 2);
  return `; by CPU time ${(one.cpu / path).toFixed(2)} × one thread; main thread ${((main / cpu) * 100).toFixed(0)} % of it`;
}

const loads = (): string => (loadavg()[0] ?? 0).toFixed(1);

function print({ what, wall, cpu, rss, mostRss }: Measured, floor: Measured, fewRss?: number): void {
  const used = cpu === undefined ? '' : `, CPU ${cpu.toFixed(2)} s`;
  const most = mostRss === undefined ? '' : ` (most ${mostRss.toFixed(0)})`;
  const grown = fewRss === undefined ? '' : `, ${fewRss.toFixed(0)} for ${fewRows} rows`;
  const memory = rss === undefined ? '' : `, peak RSS ${rss.toFixed(0)} MB${most}${grown}`;
  const speed = Math.round(rows / wall).toLocaleString('en');
  const times = (wall / floor.wall).toFixed(1);
  console.log(`  ${what}: ${wall.toFixed(2)} s, ${speed} orders/s, ${times} × ${floor.what}${used}${memory}`);
}

function writeOrders(file: string, format: 'jsonl' | 'csv', rows: number): void {
  const handle = openSync(file, 'w');
  if (format === 'csv') writeSync(handle, `${Object.keys(orderAt(0)).join(',')}\n`);
  for (let start = 0; start < rows; start += 1000) {
    const part = Array.from({ length: Math.min(1000, rows - start) }, (_, i) => orderAt(start + i));
    writeSync(
      handle,
      part.map((row) => `${format === 'csv' ? Object.values(row).join(',') : JSON.stringify(row)}\n`).join(''),
    );
  }
  closeSync(handle);
}
