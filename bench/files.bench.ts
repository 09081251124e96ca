// Files of orders through the built command: on one thread and two, beside copying the same file.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from 'mitata';
import { exportKeyring, generateKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { buildCommand } from '../test/support/builtCommand.ts';

const given = process.argv.indexOf('--rows');
const rows = given < 0 ? 100_000 : Number(process.argv[given + 1]);
const repeats = 3;

const names = ['张三丰', '李小龙', '欧阳娜', '王五', '阿卜杜拉·买买提', '赵敏'];
const roads = ['文三路', '中山北路', '建国门外大街', '人民南路'];

/** An invented order, as a table has it, with an id of 18 digits as platforms give it. */
const orderAt = (i: number): Record<string, string> => ({
  orderId: `2026${String(i).padStart(14, '0')}`,
  name: names[i % names.length] as string,
  phone: `13${8 + (i % 2)}${String((i * 7919) % 1e8).padStart(8, '0')}`,
  address: `浙江省杭州市西湖区${roads[i % roads.length]}${(i % 700) + 1}号${(i % 30) + 1}幢${(i % 4) + 1}单元${(i % 28) + 1}0${(i % 4) + 1}室`,
  goods: `棉袜 ${i % 9} 双`,
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
}

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
  for (const format of ['jsonl', 'csv'] as const) {
    const file = join(folder, `orders.${format}`);
    writeOrders(file, format);
    const node = (what: string, args: readonly string[]): Measured =>
      timed(what, process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(meter)}`, ...args], {
        cwd: folder,
        env,
      });
    const copy = `await require("fs/promises").copyFile(${JSON.stringify(file)}, ${JSON.stringify(`${file}.copy`)})`;
    const floors = [node('copy by Node', ['-e', `(async()=>{${copy}})()`])];
    if (format === 'jsonl' && spawnSync('jq', ['--version']).status === 0) {
      const out = openSync(`${file}.jq`, 'w');
      floors.push(timed('jq -c .', 'jq', ['-c', '.', file], { stdio: ['ignore', out, 'pipe'] }));
      closeSync(out);
    }
    const columns = ['-c', 'name=name,phone=phone,address=address'];
    const keys = ['-k', 'ring.json', '--key-env', 'RAW_KEY', '--id', 'orderId'];
    console.log(
      `\n${rows} orders, ${format}, ${(statSync(file).size / 1e6).toFixed(1)} MB, medians of ${repeats} runs`,
    );
    for (const verb of ['mask', 'encrypt'] as const) {
      const out = `${file}.${verb}`;
      const run = (jobs: string): Measured => {
        // To remove what was there takes the system 0.07 s, which the first run would not have.
        rmSync(out, { force: true });
        return node(`${verb} --jobs ${jobs}`, [
          ...[command, verb, file, ...columns, ...(verb === 'mask' ? [] : keys)],
          ...['-o', out, '--out-format', format, '-j', jobs],
        ]);
      };
      const rounds = Array.from({ length: repeats }, () => [run('1'), run('2')] as const);
      const [one, two] = [median(rounds.map(([first]) => first)), median(rounds.map(([, second]) => second))];
      print([...(verb === 'mask' ? floors : []), one, two], floors.at(-1) as Measured);
      console.log(`  two threads: ${(one.wall / two.wall).toFixed(2)} × one${bound(one, two)}, load ${loads()}`);
    }
  }
}

/** The run of the middle, by the clock, with the most memory of all. */
function median(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.wall - b.wall);
  const { rss: _, ...middle } = sorted[Math.floor(sorted.length / 2)] as Measured;
  const most = runs.flatMap(({ rss }) => rss ?? []);
  return { ...middle, ...(most.length > 0 && { rss: Math.max(...most) }) };
}

/** What two cores that do nothing else would give: bound by the main thread, or by half of all the work. */
function bound(one: Measured, { cpu, main }: Measured): string {
  if (one.cpu === undefined || cpu === undefined || main === undefined) return '';
  const path = Math.max(main, cpu / 2);
  return `, by CPU time ${(one.cpu / path).toFixed(2)} ×; main thread ${((main / cpu) * 100).toFixed(0)} % of it`;
}

const loads = (): string => (loadavg()[0] ?? 0).toFixed(1);

function print(measured: readonly Measured[], floor: Measured): void {
  for (const { what, wall, cpu, rss } of measured) {
    const used = cpu === undefined ? '' : `, CPU ${cpu.toFixed(2)} s, peak RSS ${rss?.toFixed(0)} MB`;
    const speed = Math.round(rows / wall).toLocaleString('en');
    console.log(
      `  ${what}: ${wall.toFixed(2)} s, ${speed} orders/s, ${(wall / floor.wall).toFixed(1)} × ${floor.what}${used}`,
    );
  }
}

function writeOrders(file: string, format: 'jsonl' | 'csv'): void {
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
