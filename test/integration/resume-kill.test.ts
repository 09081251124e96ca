// A run over a file of orders is killed at random moments and taken up each time.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportKeyring, generateKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { encodeBase64url } from '../../src/bytes/base64url.ts';
import { buildCommand } from '../support/builtCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-resume-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = 30_000;
const fewerRows = 8000;
const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', RAW_KEY: encodeBase64url(key) };
const columns = ['-c', '姓名=name,手机=phone,地址=address'];
const keys = ['-k', 'ring.json', '--key-env', 'RAW_KEY', '--id', '单号'];
let command = '';

beforeAll(async () => {
  command = await buildCommand(join(folder, 'built'));
  const lines = ['单号,姓名,手机,地址'];
  for (let i = 0; i < rows; i++) {
    const cells = [`W${i}`, '张三丰', `138${String(i).padStart(8, '0')}`, `杭州市文三路${i}号2幢3单元${i % 900}室`];
    // Some have a cell too many.
    lines.push([...cells, ...(i % 997 === 5 ? ['x'] : [])].join(','));
  }
  writeFileSync(join(folder, 'orders.csv'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'fewer.csv'), `${lines.slice(0, fewerRows + 1).join('\n')}\n`);
  const keyring = generateKeyring({ tenant: 'shop-1' });
  writeFileSync(join(folder, 'ring.json'), await exportKeyring(keyring, rawKeyProvider({ key })), { mode: 0o600 });
}, 60_000);

const args = (verb: string, from: string, to: string, more: readonly string[]): string[] => [
  command,
  verb,
  from,
  ...columns,
  ...more,
  '-o',
  to,
  '--rejects',
  `${to}.rejects`,
];

const runWhole = (...given: Parameters<typeof args>): void => {
  const { stderr, status } = spawnSync(process.execPath, args(...given), { cwd: folder, env, encoding: 'utf8' });
  expect([stderr.includes('ERR_INTERNAL'), status === 0 || status === 1]).toEqual([false, true]);
};

/**
 * Kills so many runs, each at a random moment, and lets the last one end.
 *
 * @param most - How long a run may be left alone, in ms.
 * @returns how often a run began in the middle.
 */
async function killed(kills: number, most: number, ...given: Parameters<typeof args>): Promise<number> {
  const journal = join(folder, `.${given[2]}.journal`);
  let takenUp = 0;
  // Some more where chance has let none of them come to a line of the journal.
  for (let count = 0; count < kills || (takenUp === 0 && count < 4 * kills); ) {
    const size = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length : 0;
    const child = spawn(process.execPath, args(...given), { cwd: folder, env, stdio: 'ignore' });
    const exited = once(child, 'exit');
    // Most moments are those in which rows are written: the first of them is not before there is a draft of this run.
    while (child.exitCode === null && !existsSync(journal)) await wait(5);
    await wait(Math.random() * most);
    child.kill('SIGKILL');
    const [, signal] = await exited;
    if (signal === 'SIGKILL') count++;
    if (size > 2) takenUp++;
  }
  runWhole(...given);
  return takenUp;
}

const sorted = (file: string): string[] => readFileSync(join(folder, file), 'utf8').split('\n').sort();

describe('a run that is killed', () => {
  it('ends, when it is taken up, with the file of one that was not', async () => {
    const start = performance.now();
    runWhole('mask', 'orders.csv', 'whole.csv', ['-j', '2']);
    const most = performance.now() - start;
    const takenUp = await killed(10, most, 'mask', 'orders.csv', 'killed.csv', ['--resume', '-j', '2']);
    expect(takenUp).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'killed.csv'), 'utf8')).toBe(readFileSync(join(folder, 'whole.csv'), 'utf8'));
    expect(sorted('killed.csv.rejects')).toEqual(sorted('whole.csv.rejects'));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 120_000);

  it('encrypts every row once', async () => {
    await killed(2, 2000, 'encrypt', 'fewer.csv', 'sealed.csv', ['--resume', '-j', '2', ...keys]);
    runWhole('encrypt', 'fewer.csv', 'once.csv', keys);
    runWhole('decrypt', 'sealed.csv', 'opened.csv', keys);
    runWhole('decrypt', 'once.csv', 'opened-once.csv', keys);
    expect(sorted('opened.csv')).toEqual(sorted('opened-once.csv'));
    expect(sorted('opened.csv').length).toBeGreaterThan(fewerRows - 100);
  }, 120_000);

  it('is not taken up for a changed input or another task', async () => {
    const given = ['mask', 'orders.csv', 'refused.csv', ['--resume']] as const;
    const start = spawn(process.execPath, args(...given), { cwd: folder, env, stdio: 'ignore' });
    while (!existsSync(join(folder, '.refused.csv.journal'))) await wait(5);
    await wait(100);
    start.kill('SIGKILL');
    await once(start, 'exit');
    const refused = (more: readonly string[]): string =>
      spawnSync(process.execPath, [...args('mask', 'orders.csv', 'refused.csv', ['--resume', ...more])], {
        cwd: folder,
        env,
        encoding: 'utf8',
      }).stderr;
    expect(refused(['--policy', 'public'])).toContain('ERR_JOURNAL_TASK');
    appendFileSync(join(folder, 'orders.csv'), 'W9,张三,13800000000,\n');
    expect(refused([])).toContain('ERR_JOURNAL_INPUT');
    expect(existsSync(join(folder, 'refused.csv'))).toBe(false);
  }, 60_000);
});
