// The scripts of `completion` in the shells themselves, where they are installed; all of them in `npm run test:shells`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shell, shells } from '../../src/cli/completion.ts';
import { runInProcess } from '../support/transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const driver = (shell: Shell): string => join(import.meta.dirname, `../support/complete.${shell}`);
const script = (shell: Shell): string => join(folder, `script.${shell}`);

beforeAll(async () => {
  for (const shell of shells) {
    const { stdout } = await runInProcess(['completion', shell]);
    writeFileSync(script(shell), stdout);
  }
  writeFileSync(join(folder, 'orders.csv'), '');
});

const run = (shell: string, ...args: string[]): string => {
  const env = { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8' };
  const { stdout, stderr, error } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8', timeout: 20_000 });
  if (error) throw error;
  return `${stdout}${stderr}`;
};

/** What the shell offers behind a line, one on each line. */
const offers: Readonly<Record<Shell, (line: string) => readonly string[]>> = {
  bash: (line) => run('bash', driver('bash'), script('bash'), line).split('\n'),
  zsh: (line) => run('zsh', '-f', driver('zsh'), script('zsh'), line, join(folder, `offers-${calls++}`)).split('\n'),
  fish: (line) =>
    run('fish', '--no-config', '-c', `source '${script('fish')}'; complete -C ${quoted(line)}`)
      .split('\n')
      .map((offer) => offer.split('\t')[0] as string),
};

let calls = 0;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;
const isRequired = process.env['SHELLS'] === 'required';

describe.each(shells)('%s', (shell) => {
  if (!isRequired && !isInstalled(shell)) {
    process.stderr.write(`completion in ${shell}: not tested, it is not installed\n`);
    it.skip('is not installed', () => undefined);
    return;
  }

  it('reads the script', () => expect(run(shell, '-n', script(shell))).toBe(''));

  it.each<[string, readonly string[], readonly string[]]>([
    ['waybill-privacy ', ['mask', 'label', 'completion'], ['generate']],
    ['waybill-privacy la', ['label'], ['mask']],
    ['waybill-privacy label ', ['mask', 'render', 'risk'], ['decrypt', 'seal']],
    ['waybill-privacy keys ge', ['generate'], ['list']],
    ['waybill-privacy label lint --', ['--sarif', '--unmasked', '--profile'], ['--policies', '--jobs']],
    ['waybill-privacy lint --', ['--policies', '--profile'], ['--sarif', '--unmasked']],
    ['waybill-privacy label lint --profile ', ['cn-gbt41833', 'gs1-min', 'ups-maxicode-min'], ['orders.csv']],
    ['waybill-privacy lint --profile ', ['cn-gbt41833', 'jp-tokumei'], ['gs1-min']],
    ['waybill-privacy mask orders.csv --preset tao', ['taobao.trade', 'taobao.waybill'], ['pdd.order']],
    ['waybill-privacy keys generate --kind ', ['x25519', 'x-wing'], ['orders.csv']],
    ['waybill-privacy mask --out ', ['orders.csv'], ['--json', 'taobao.trade']],
    ['waybill-privacy mask -m ', ['orders.csv'], ['--json']],
  ])('offers behind "%s"', (line, wanted, others) => {
    const offered = offers[shell](line);
    expect(offered).toEqual(expect.arrayContaining([...wanted]));
    expect(offered.filter((offer) => others.includes(offer))).toEqual([]);
  });
});
