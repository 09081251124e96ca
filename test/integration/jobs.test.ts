// The built command on one thread and on two, and with threads that are lost.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildCommand } from '../support/builtCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-jobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// One thread alone is not through with them before the other has loaded.
const rows = 80_000;
const columns = ['-c', '姓名=name,手机=phone,地址=address'];
let command = '';
let workerFile = '';

interface Order {
  readonly [column: string]: string;
}

const orderAt = (i: number): Order => ({
  单号: `W${i}`,
  姓名: '张三丰',
  手机: `138${String(i).padStart(8, '0')}`,
  地址: `杭州市文三路${i}号${i % 7 === 0 ? ',\n"东门"' : ''}2幢3单元${i % 900}室`,
});

const orders = Array.from({ length: rows }, (_, i) => orderAt(i));
const quoted = (cell: string): string => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** @param isBad - Whether some rows have a cell too many, some lines are empty, and the last has no line break. */
function tableOf(lineBreak: string, isBad: boolean): string {
  const lines = orders.map((order, i) => {
    const cells = Object.values(order).map(quoted).join(',');
    if (!isBad) return cells;
    return `${i % 997 === 5 ? `${cells},x` : cells}${i % 500 === 1 ? lineBreak : ''}`;
  });
  return [Object.keys(orderAt(0)).join(','), ...lines].join(lineBreak);
}

const linesOf = (): string =>
  orders
    .map((order, i) =>
      i % 997 === 5 ? '{"手机":138}' : i % 991 === 7 ? '{"手机"' : i % 500 === 1 ? '' : JSON.stringify(order),
    )
    .join('\n');

beforeAll(async () => {
  command = await buildCommand(join(folder, 'built'));
  workerFile = join(folder, 'built/dist/cli/jobs/rowWorker.js');
  copyFileSync(workerFile, workerFile.replace('rowWorker', 'realWorker'));
  writeFileSync(
    workerFile.replace('rowWorker', 'countingWorker'),
    `import { appendFileSync } from 'node:fs';
     import real from './realWorker.js';
     export default (given) => { if (given) appendFileSync('out.parts', '+'); return real(given); };`,
  );
  const good = tableOf('\n', false);
  writeFileSync(join(folder, 'good.csv'), good);
  // Not done before a signal comes.
  writeFileSync(join(folder, 'long.csv'), good + good.slice(good.indexOf('\n')).repeat(3));
  writeFileSync(join(folder, 'bad.csv'), tableOf('\n', true));
  writeFileSync(join(folder, 'marked.csv'), `\ufeff${tableOf('\r\n', true)}`);
  writeFileSync(join(folder, 'gbk.csv'), iconv.encode(tableOf('\r\n', true), 'gb18030'));
  writeFileSync(join(folder, 'wide.csv'), Buffer.from(`\ufeff${tableOf('\r\n', true)}`, 'utf16le'));
  writeFileSync(join(folder, 'mac.csv'), tableOf('\r', true));
  writeFileSync(join(folder, 'open.csv'), `${tableOf('\n', true)}\n"W`);
  writeFileSync(join(folder, 'bad.jsonl'), linesOf());
}, 60_000);

beforeEach(() => {
  copyFileSync(workerFile.replace('rowWorker', 'realWorker'), workerFile);
  for (const name of readdirSync(folder)) if (/^\.?out/u.test(name)) rmSync(join(folder, name));
});

interface Ended {
  readonly stderr: string;
  readonly status: number | null;
}

const run = (...args: readonly string[]): Ended => runIn({}, ...args);

function runIn(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Ended {
  const { PATH = '' } = process.env;
  const { stderr, status } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH, LC_ALL: 'C', ...environment },
    encoding: 'utf8',
  });
  return { stderr, status };
}

const contentOf = (file: string): string | undefined =>
  existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'latin1') : undefined;

describe('two threads', () => {
  it.each([
    ['good.csv', 'out.csv', []],
    ['bad.csv', 'out.csv', ['--rejects', 'out.rejects']],
    ['bad.csv', 'out.csv', ['--rejects', 'out.rejects', '--resume']],
    ['marked.csv', 'out.csv', ['--rejects', 'out.rejects']],
    ['gbk.csv', 'out.csv', ['--rejects', 'out.rejects']],
    ['wide.csv', 'out.csv', ['--rejects', 'out.rejects']],
    ['mac.csv', 'out.tsv', ['--rejects', 'out.rejects']],
    ['bad.csv', 'out.json', ['--rejects', 'out.rejects']],
    ['bad.jsonl', 'out.jsonl', ['--rejects', 'out.rejects']],
    ['bad.jsonl', 'out.csv', ['--rejects', 'out.rejects']],
    ['bad.csv', 'out.csv', []],
    ['open.csv', 'out.csv', ['--rejects', 'out.rejects']],
    ['bad.jsonl', 'out.jsonl', []],
  ])(
    'make of %s what one makes: %s %j',
    (from, to, more) => {
      copyFileSync(workerFile.replace('rowWorker', 'countingWorker'), workerFile);
      const isEnded = from === 'open.csv' || (from !== 'good.csv' && more.length === 0);
      const [one, two] = ['1', '2'].map((jobs) => {
        const ended = run('mask', from, ...columns, '-o', to, '-j', jobs, ...more);
        const files = ['out.rejects', to].map(contentOf);
        // Else it is the first thread that made all of it.
        if (jobs === '2' && !isEnded) expect(contentOf('out.parts')).toMatch(/\+{5}/u);
        for (const name of readdirSync(folder)) if (/^\.?out/u.test(name)) rmSync(join(folder, name));
        return { ...ended, files };
      });
      expect(two).toEqual(one);
      expect(one?.stderr).not.toContain('ERR_INTERNAL');
      expect((one?.files[1]?.length ?? 0) > rows * 20).toBe(!isEnded);
    },
    60_000,
  );

  it('require() no ES module: a thread that is ended meanwhile would end the process with it', () => {
    const traced = runIn(
      { NODE_OPTIONS: '--trace-require-module=all' },
      ...['mask', 'good.csv', ...columns, '-o', 'out.csv', '-j', '2'],
    );
    expect(traced).toEqual({ stderr: `rows ${rows}, done ${rows}, refused 0\n`, status: 0 });
  }, 60_000);

  it('name the row that they refuse', () => {
    expect(run('mask', 'bad.jsonl', ...columns, '-o', 'out.jsonl', '-j', '2').stderr).toMatch(
      /^bad\.jsonl:\d+ .*ERR_/u,
    );
    const rejects = ['--rejects', 'out.rejects'];
    run('mask', 'bad.csv', ...columns, '-o', 'out.csv', '-j', '2', ...rejects);
    const listed = (contentOf('out.rejects') ?? '')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { row: number }).row);
    expect(listed).toEqual(orders.flatMap((_, i) => (i % 997 === 5 ? [i + 1] : [])));
    expect(contentOf('out.csv')?.match(/138\*{6}\d\d/gu)?.length).toBe(rows - listed.length);
  }, 60_000);
});

describe('a signal', () => {
  it.each<[string, number, string]>([
    ['are at work', 5, ''],
    ['wait for one', 1, ' Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50_000);'],
  ])(
    'ends the run while threads %s, and leaves no output',
    async (_, parts, statement) => {
      writeFileSync(
        workerFile,
        `import { appendFileSync } from 'node:fs';
         import real from './realWorker.js';
         export default (given) => { if (given) { appendFileSync('out.parts', '+');${statement} } return real(given); };`,
      );
      const args = [command, 'mask', 'long.csv', ...columns, '-o', 'out.csv', '-j', '2'];
      const { PATH = '' } = process.env;
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { PATH, LC_ALL: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      const ended = once(child, 'close');
      while (child.exitCode === null && (contentOf('out.parts')?.length ?? 0) < parts) await wait(2);
      child.kill('SIGINT');
      const [code] = await ended;
      expect([code, stderr]).toEqual([130, '']);
      expect(readdirSync(folder).filter((name) => /^\.?out/u.test(name))).toEqual(['out.parts']);
    },
    40_000,
  );
});

describe('a thread that is lost', () => {
  it.each([
    ['ends', 'process.exit(1)'],
    ['fails', "throw new Error('张三丰 13812345678')"],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all))'],
  ])(
    'ends the run when it %s, and leaves no output',
    (what, statement) => {
      writeFileSync(
        workerFile,
        `import real from './realWorker.js'; let parts = 0;
       export default (part) => { if (++parts === 2) { ${statement}; } return real(part); };`,
      );
      const before = readdirSync(folder);
      // Memory that ends soon.
      const { stderr, status } = spawnSync(
        process.execPath,
        [
          ...(what.includes('memory') ? ['--max-old-space-size=64'] : []),
          command,
          'mask',
          'long.csv',
          ...columns,
          '-o',
          'out.csv',
          '-j',
          '2',
        ],
        { cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }, encoding: 'utf8' },
      );
      // One line, without what the worker said.
      expect(stderr).toMatch(/^waybill-privacy: a worker thread ended [^\n]*\(ERR_WORKER\)\n$/u);
      expect(stderr).not.toContain('138');
      expect(status).toBe(1);
      expect(readdirSync(folder)).toEqual(before);
    },
    60_000,
  );

  it('loses nothing that a journal tells of', () => {
    const args = ['mask', 'bad.csv', ...columns, '-o', 'out.csv', '--rejects', 'out.rejects', '-j', '2'];
    run(...args);
    const whole = ['out.csv', 'out.rejects'].map(contentOf);
    for (const name of ['out.csv', 'out.rejects']) rmSync(join(folder, name));
    writeFileSync(
      workerFile,
      `import real from './realWorker.js'; let parts = 0;
       export default (part) => { if (++parts === 20) process.exit(1); return real(part); };`,
    );
    expect(run(...args, '--resume').stderr).toContain('ERR_WORKER');
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
    expect((contentOf('.out.csv.journal') ?? '').split('\n').length).toBeGreaterThan(2);
    copyFileSync(workerFile.replace('rowWorker', 'realWorker'), workerFile);
    expect(run(...args, '--resume').status).toBe(1);
    expect(['out.csv', 'out.rejects'].map(contentOf)).toEqual(whole);
  }, 60_000);
});
