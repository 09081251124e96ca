// What the outside refuses: files and folders without permission, a disk without room, packages that are not installed. Each is
// one line that says what to do, and leaves no file.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, root } from '../../scripts/entries.mjs';

const tsx = createRequire(import.meta.url).resolve('tsx');
const command = `'${process.execPath}' --import '${tsx}' '${join(root, bin.src)}'`;
const withoutPackages = command.replace(
  ' --import',
  ` --import '${join(root, 'test/support/withoutPackages.mjs')}' --import`,
);

// Root may read and write everything: another user has to try.
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: nobody, gid: nobody } : {};

let folder: string;

/** A line of the shell in the folder of the test, with `$W` for the program and `$O` for it without optional packages. */
function sh(line: string, who: { uid?: number; gid?: number } = {}): { stderr: string; status: number | null } {
  const text = line.replaceAll('$W', command).replaceAll('$O', withoutPackages);
  const env = { ...process.env, LC_ALL: 'C', WAYBILL_PRIVACY_PASSPHRASE: 'correct horse battery' };
  return spawnSync('bash', ['-c', text], { cwd: folder, env, encoding: 'utf8', ...who });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-outside-'));
  for (const name of ['ring.json', 'shop.key', 'carrier.key']) {
    copyFileSync(join(root, 'test/cli/fixtures', name), join(folder, name));
    chmodSync(join(folder, name), 0o600);
    if (isRoot) chownSync(join(folder, name), nobody, nobody);
  }
  writeFileSync(join(folder, 'orders.csv'), 'id,phone\nA-1,13812345678\n');
  writeFileSync(join(folder, 'many.csv'), `phone\n${'13812345678\n'.repeat(100_000)}`);
  writeFileSync(
    join(folder, 'orders.jsonl'),
    '{"id":"A-1","recipient":{"name":"张三丰","phone":"13800138000","address":""}}\n',
  );
  writeFileSync(
    join(folder, 'trades.jsonl'),
    '{"tid":"1","receiver_name":"张三丰","receiver_mobile":"138****8000","receiver_address":""}\n',
  );
  writeFileSync(join(folder, 'label.zpl'), '^XA^FD13812345678^FS^XZ');
  writeFileSync(join(folder, 'label.json'), JSON.stringify(label));
  for (const name of ['secret.csv', 'secret.jsonl', 'secret.key', 'secret.json', 'secret.zpl']) {
    writeFileSync(join(folder, name), 'x');
    chmodSync(join(folder, name), 0o000);
  }
  mkdirSync(join(folder, 'locked'), { mode: 0o555 });
  mkdirSync(join(folder, 'closed'), { mode: 0o000 });
  if (isRoot) chownSync(folder, nobody, nobody);
});
afterAll(() => {
  for (const name of ['locked', 'closed']) chmodSync(join(folder, name), 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const label = {
  trackingNumber: 'SF3054296718850',
  routing: { code: '342-081-00 052', hub: '杭州' },
  recipient: { name: '张三丰', phone: '13800138000', address: '浙江省杭州市西湖区幸福小区12幢3单元1502室' },
  sender: { name: '李雷', phone: '13800138001', address: '浙江省杭州市西湖区幸福小区1幢101室' },
};

/** Whether the program starts for that user: a checkout may be its owner's alone. */
const canTry = spawnSync('bash', ['-c', `${command} --version`], user).status === 0;
if (!canTry) process.stderr.write('no permission: not tested, for no user but root can start the program here\n');

describe.runIf(canTry)('without permission', () => {
  const to = '--to carrier=carrier.key -o out.wpb';
  it.each<[string, string]>([
    ['secret.csv', '$W mask secret.csv -c phone=phone -o out.csv'],
    ['secret.csv', '$W encrypt secret.csv --id id -c phone=phone -k ring.json -o out.csv'],
    ['secret.csv', '$W recognize secret.csv -c phone=phone'],
    ['secret.json', '$W mask orders.csv --mapping secret.json -o out.csv'],
    ['secret.json', '$W encrypt orders.csv -k secret.json --id id -c phone=phone -o out.csv'],
    ['secret.zpl', '$W label mask secret.zpl -o out.zpl'],
    ['secret.json', '$W label mask label.zpl --original secret.json -o out.zpl'],
    ['secret.json', '$W label render secret.json --template 76x130 -o out.zpl'],
    ['secret.jsonl', `$W seal secret.jsonl --sender shop.key ${to}`],
    ['secret.key', `$W seal orders.jsonl --sender secret.key ${to}`],
    ['secret.key', '$W open secret.jsonl --key secret.key --from shop.key'],
    ['secret.json', '$W keys list -k secret.json'],
    ['secret.key', '$W audit verify orders.jsonl -k ring.json --passphrase-file secret.key'],
    ['closed', '$W scan closed'],
    ['locked/out.csv', '$W mask orders.csv -c phone=phone -o locked/out.csv'],
    ['locked/rejects', '$W mask orders.csv -c phone=phone -o out.csv --rejects locked/rejects'],
    ['locked/out.csv', '$W mask orders.csv -c phone=phone -o locked/out.csv --resume'],
    ['locked/out.zpl', '$W label mask label.zpl -o locked/out.zpl'],
    ['locked/out.wpb', '$W seal orders.jsonl --sender shop.key --to carrier=carrier.key -o locked/out.wpb'],
    ['locked/new.json', '$W keys generate --tenant t -o locked/new.json'],
    ['locked/report', '$W coverage trades.jsonl --preset taobao.trade -o locked/report'],
  ])('names %s in: %s', (file, line) => {
    const { stderr, status } = sh(line, user);
    const [said = '', ...more] = stderr.split('\n').filter((text) => !text.startsWith('warning: '));
    expect(said).toBe(`${file}: no permission: check the owner and mode of the file and its folder (EACCES)`);
    expect(more).toEqual(['']);
    expect(status).toBe(1);
    expect(left()).toEqual([]);
  });
});

/** Files that a failed command should not have left. */
const left = (): string[] => [
  ...readdirSync(folder).filter((name) => /^\.?(?:out|new)/u.test(name)),
  ...readdirSync(join(folder, 'locked')),
];

/** A namespace of mounts of its own, so that nothing stays mounted; with a user of its own where root is needed for that. */
const ownMounts = isRoot ? '-m' : '-rm';
const canMount = spawnSync('unshare', [ownMounts, 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0;
if (!canMount) process.stderr.write('a full disk: tested as a device only, for nothing can be mounted here\n');

describe('without room', () => {
  const calls = [
    'mask many.csv -c phone=phone -o full/out.csv',
    'mask many.csv -c phone=phone -o full/out.csv -j 2',
    'mask many.csv -c phone=phone -o full/out.csv --resume',
    'mask many.csv -c phone=phone -o full/out.xlsx',
  ];
  it.runIf(canMount).each(calls)('leaves no half of a file on a full disk: %s', (call) => {
    mkdirSync(join(folder, 'full'), { recursive: true });
    const line = `mount -t tmpfs -o size=64k none full && echo before > full/out.csv; $W ${call}; echo $? >&2; ls -A full >&2; cat full/out.csv >&2`;
    const { stderr } = sh(`unshare ${ownMounts} bash -c "${line.replaceAll('$?', '\\$?')}"`);
    // With --resume a draft stays: the next run goes on from it.
    const kept = call.endsWith('--resume') ? ['.out.csv.journal', '.out.csv.part'] : [];
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/: the disk is full: .* \(ENOSPC\)$/u),
      '1',
      ...kept,
      'out.csv',
      'before',
      '',
    ]);
  });

  it('leaves no half of a file where files may not be as large', () => {
    const { stderr, status } = sh('ulimit -f 64; $W mask many.csv -c phone=phone -o out.csv');
    expect(stderr).toMatch(/^out\.csv: larger than a file may be here: .* \(EFBIG\)\n$/u);
    expect([status, left()]).toEqual([1, []]);
  });

  it
    .runIf(existsSync('/dev/full'))
    .each([
      'encrypt orders.csv -k ring.json --id id -c phone=phone --out-format csv -o /dev/full',
      'seal orders.jsonl --sender shop.key --to carrier=carrier.key -o /dev/full',
      'coverage trades.jsonl --preset taobao.trade -o /dev/full',
      'mask orders.csv -c phone=phone --report /dev/full',
      'recognize orders.csv -c phone=phone > /dev/full',
      'scan orders.csv > /dev/full',
    ])('says that a device is full: %s', (call) => {
    const { stderr, status } = sh(`$W ${call}`);
    expect(stderr).toMatch(/the disk is full: .* \(ENOSPC\)\n$/u);
    expect(status).toBe(1);
  });

  it('says that a name is too long', () => {
    const { stderr, status } = sh(`$W mask orders.csv -c phone=phone -o ${'x'.repeat(300)}.csv`);
    expect(stderr).toMatch(/: the name is too long: give a shorter one \(ENAMETOOLONG\)\n$/u);
    expect(status).toBe(1);
  });
});

describe('without optional packages', () => {
  it.each<[string, string, number]>([
    ['bwip-js', '$O label render label.json --template 100x150 --svg -o out.svg', 2],
    ['hucre', '$O mask orders.csv -c phone=phone -o out.xlsx', 1],
    [
      'hucre',
      '$W mask orders.csv -c phone=phone -o book.xlsx 2> /dev/null; $O mask book.xlsx -c phone=phone -o out.csv',
      1,
    ],
    ['hucre', '$O recognize book.xlsx -c phone=phone', 1],
    ['piscina', '$O mask many.csv -c phone=phone -o out.csv -j 2', 2],
  ])('says how to install %s in: %s', (name, line, code) => {
    const { stderr, status } = sh(line);
    expect(stderr).toMatch(new RegExp(`^[^\\n]*npm install ${name}(?:@\\d+)? \\(ERR_\\w+\\)\\n$`, 'u'));
    expect([status, left()]).toEqual([code, []]);
  });

  // WebCrypto has ML-KEM from there on.
  const hasMlKem = Number(process.versions.node.split('.')[0]) >= 24;
  it
    .runIf(!hasMlKem)
    .each([
      '$O keys generate --recipient --kind x-wing -o out.key',
      '$W keys generate --recipient --kind x-wing -o wing.key > /dev/null 2>&1; $O seal orders.jsonl --sender shop.key --to a=wing.key -o out.wpb',
      '$W seal orders.jsonl --sender shop.key --to a=wing.key -o wing.wpb 2> /dev/null; $O open wing.wpb --key wing.key --from shop.key -o out.jsonl',
    ])('says how to install X-Wing in: %s', (line) => {
    const { stderr, status } = sh(line);
    expect(stderr).toMatch(/^[^\n]*npm install @panva\/hpke-noble \(ERR_NO_X_WING\)\n$/u);
    expect([status, left()]).toEqual([2, []]);
  });

  it.runIf(hasMlKem)('takes X-Wing from the runtime', () => {
    const { status } = sh(
      '$O keys generate --recipient --kind x-wing -o wing.key && $O seal orders.jsonl --sender shop.key --to a=wing.key -o wing.wpb && $W open wing.wpb --key wing.key --from shop.key',
    );
    expect(status).toBe(0);
  });

  it('tells what it did not read', () => {
    const { stderr, status } = sh('$O scan book.xlsx orders.csv');
    expect(stderr).toMatch(
      /^book\.xlsx: .*npm install hucre@1 \(ERR_FILE_LIBRARY\)\nfindings 1, files 2, unreadable 1\n$/u,
    );
    expect(status).toBe(1);
  });

  it('works for everything else', () => {
    const { status } = sh('$O label render label.json --template 100x150 && $O mask orders.csv -c phone=phone -j 2');
    expect(status).toBe(0);
  });
});
