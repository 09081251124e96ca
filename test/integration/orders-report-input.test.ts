import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseLine } from '../../examples/orders-report/input.ts';
import { root } from '../../scripts/entries.mjs';

const folder = mkdtempSync(join(tmpdir(), 'orders-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  tid: '1',
  receiver_name: '楚云岚',
  receiver_mobile: '13812345678',
  receiver_address: '听澜路8号3栋2单元501室',
};

function run(lines: readonly string[], ...args: string[]): { status: number | null; out: string; report: string } {
  const input = join(folder, 'orders.jsonl');
  const output = join(folder, 'out');
  writeFileSync(input, `${lines.join('\n')}\n`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'examples/orders-report/main.ts', '--input', input, '--output', output, ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'examples/tsconfig.json' } },
  );
  return { status, out: stdout + stderr, report: readFileSync(join(output, 'report.md'), 'utf8') };
}

describe('npm start on a file of the user', () => {
  it('exits with 0 when all is well', () => {
    const { status, out } = run([JSON.stringify(good)], '--preset', 'taobao.trade');
    expect(out).toContain('1 orders: 0 leaks, 1 of 1 round trips equal');
    expect(status).toBe(0);
  });

  it('names file, line and field of what is wrong, goes on with the rest and exits with 1', () => {
    const lines = [
      JSON.stringify(good),
      '{"tid":"2","receiver_name":"楚云岚"',
      JSON.stringify({ ...good, tid: '3', receiver_address: 501 }),
      JSON.stringify({ ...good, tid: undefined }),
      JSON.stringify({ tid: '5', receiver_name: '楚云岚', receiver_address: '听澜路8号' }),
      '["楚云岚"]',
      JSON.stringify({ ...good, tid: '7' }),
    ];
    const { status, out, report } = run(lines, '--preset', 'taobao.trade');
    expect(status).toBe(1);
    expect(out).toContain('7 orders: 0 leaks, 2 of 7 round trips equal');
    for (const text of [out, report]) {
      expect(text).toMatch(/orders\.jsonl:2: not JSON/u);
      expect(text).toContain('orders.jsonl:3: receiver_address expected string, got number (ERR_FIELD_TYPE)');
      expect(text).toContain('orders.jsonl:4: tid is missing (ERR_FIELD_TYPE)');
      expect(text).toContain(
        'orders.jsonl:5: receiver_mobile is missing: not an order of taobao.trade (ERR_FIELD_TYPE)',
      );
      expect(text).toContain('orders.jsonl:6: not a JSON object');
      expect(text).not.toMatch(/楚云岚|13812345678|听澜路/u);
    }
  });

  it('says which preset an order looks like when it is not the one that was named', () => {
    const { status, out } = run([JSON.stringify(good)], '--preset', 'jd.order');
    expect(status).toBe(1);
    expect(out).toContain('orders.jsonl:1: orderId is missing (ERR_FIELD_TYPE)');
    expect(out).toContain('orders.jsonl: the first order looks like taobao.trade');
  });

  it('reads whole waybill strings', () => {
    const { status, out } = run(
      [JSON.stringify({ id: 'w1', text: '楚云岚13812345678浙江省杭州市听澜路8号' })],
      '--preset',
      'text',
    );
    expect(out).toContain('1 orders: 0 leaks');
    expect(status).toBe(0);
  });
});

describe('usage', () => {
  it.each([
    [['--preset', 'taobao.trade'], '--input and --preset go together'],
    [['--input', 'missing.jsonl', '--preset', 'taobao.trade'], 'no such file'],
    [['--input', 'package.json', '--preset', 'nothing'], 'no such preset'],
    [['--unknown'], "Unknown option '--unknown'"],
  ])('%j exits with 2', (args, message) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'examples/orders-report/main.ts', ...args],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, TSX_TSCONFIG_PATH: 'examples/tsconfig.json' },
      },
    );
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});

it('never quotes a broken line', () => {
  for (const text of [
    '{"a":"楚云岚13812345678}',
    '楚云岚13812345678',
    '"楚云岚13812345678"',
    '{"楚云岚":13812345678,}',
  ]) {
    expect(JSON.stringify(parseLine(text, 1))).not.toMatch(/楚|138/u);
  }
});
