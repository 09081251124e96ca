// The program as a process: what a reader that goes away, a full disk, a signal and a terminal do to it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bin, root } from '../../scripts/entries.mjs';
import { runInProcess } from '../support/transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tsx = createRequire(import.meta.url).resolve('tsx');
const command = `'${process.execPath}' --import '${tsx}' '${join(root, bin.src)}'`;
const env = { ...process.env, LC_ALL: 'C' };

/** A line of the shell, with `$W` for the program. */
const sh = (line: string, input = ''): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } =>
  spawnSync('bash', ['-c', `set -o pipefail; ${line.replaceAll('$W', command)}`], {
    cwd: folder,
    env,
    input,
    encoding: 'utf8',
  });

const many = join(folder, 'many.txt');
writeFileSync(many, '13812345678\n'.repeat(50_000));
writeFileSync(join(folder, 'label.zpl'), '^XA^FD13812345678^FS^XZ');

describe('the process', () => {
  it('says its version', () => {
    const { stdout, stderr, status } = sh('$W --version');
    expect([stdout.trim(), stderr, status]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+/u), '', 0]);
  });

  it('reads stdin and writes stdout', () => {
    const { stdout, status } = sh('$W recognize -', '138****5678\n');
    expect([stdout, status]).toEqual(['-:1\tmasked\t-\tphone\t0.9\n', 0]);
  });

  it('is quiet when its reader goes away', () => {
    const { stdout, stderr, status } = sh('$W recognize many.txt | head -1');
    expect([stdout, stderr, status]).toEqual(['many.txt:1\tplain\t-\t-\t0.8\n', '', 0]);
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full, on stdout and in a file', () => {
    const calls = [
      'label mask label.zpl > /dev/full',
      'label mask label.zpl -o /dev/full',
      'mask --format csv -c a=phone --out-format csv -o /dev/full',
    ];
    for (const call of calls) {
      const { stderr, status } = sh(`$W ${call}`, 'a\n13800138000\n');
      expect(stderr).toMatch(/the disk is full.* \(ENOSPC\)\n$/u);
      expect([stderr.split('\n').length, status]).toEqual([2, 1]);
    }
  });

  it('takes a signal without leaving anything behind', async () => {
    const child = spawn(
      'bash',
      ['-c', `exec ${command} seal - -o sealed.wpb --sender ${key('shop')} --to a=${key('carrier')}`],
      {
        cwd: folder,
        env: { ...env, WAYBILL_PRIVACY_PASSPHRASE: 'correct horse battery' },
      },
    );
    child.stdin.write('{"recipient":{"name":"张三丰","phone":"13800138000","address":""}}\n');
    const before = new Set(readdirSync(folder));
    while (!readdirSync(folder).some((file) => file.startsWith('.sealed.wpb'))) {
      await new Promise((next) => setTimeout(next, 20));
    }
    expect(before.has('sealed.wpb')).toBe(false);
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(130);
    expect(readdirSync(folder).filter((file) => file.includes('sealed'))).toEqual([]);
  });

  it.runIf(existsSync('/usr/bin/script'))('asks for a passphrase on a terminal, unseen', async () => {
    const words = `${command} keys list --check -k '${join(root, 'test/cli/fixtures/ring.json')}'`;
    const child = spawn('script', ['-qec', words, '/dev/null'], { cwd: folder, env });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const wasAsked = shown.includes('ring.json: ');
      shown += chunk.toString();
      if (!wasAsked && shown.includes('ring.json: ')) child.stdin.write('correct horse battery\r');
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(shown).toMatch(/40597d8d\tdata\tenabled/u);
    expect(shown).not.toContain('correct');
    expect(code).toBe(0);
  });

  it('never shows a stack trace, and the text of no unknown error', async () => {
    const stdoutError = Object.assign(new Error('13812345678'), { code: 'EWEIRD' });
    const { stderr, code } = await runInProcess(['recognize', '-'], { stdin: Buffer.from('x\n'), stdoutError });
    expect(stderr).toMatch(/^waybill-privacy: unexpected Error: this is a bug; .* \(ERR_INTERNAL\)\n$/u);
    expect(code).toBe(1);
  });
});

const key = (name: string): string => join(root, 'test/cli/fixtures', `${name}.key`);
