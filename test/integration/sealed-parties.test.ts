// Platform → ERP → relay → carrier, sorting centre, printer, each a process of its own with its own keys.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskAddress, maskName, maskPhone } from 'waybill-privacy/mask';
import { presets } from 'waybill-privacy/platform';
import { generateRecipientKey, generateSenderKey, secretText } from 'waybill-privacy/sealed';
import { root } from '../../scripts/entries.mjs';
import { partyOrder, partyPresets, privatePaths, valueAt } from '../support/sealed.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
const ordersPerPreset = 2000;

async function party(role: string, environment: Record<string, string> = {}): Promise<string> {
  const script = join(root, 'test/support/sealedParty.ts');
  const args = ['--import', 'tsx', script, role, folder];
  const { stdout } = await run(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TSX_TSCONFIG_PATH: join(root, 'examples/tsconfig.json'), ...environment },
    maxBuffer: 1 << 26,
  });
  return stdout;
}

beforeAll(async () => {
  const [carrier, centre, printer] = await Promise.all([1, 2, 3].map(() => generateRecipientKey()));
  const sender = await generateSenderKey();
  if (carrier === undefined || centre === undefined || printer === undefined) throw new Error('no keys');
  await party('erp', {
    SENDER_SECRET: secretText(sender),
    CARRIER: carrier.publicKey,
    CENTRE: centre.publicKey,
    PRINTER: printer.publicKey,
    ORDERS: String(ordersPerPreset),
  });
  for (const [role, key] of Object.entries({ carrier, centre, printer })) {
    await party(role, { OWN_SECRET: secretText(key), SENDER: sender.publicKey });
  }
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true }));

const opened = (preset: string, role: string): unknown[] =>
  readFileSync(join(folder, `${preset}.${role}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe.each(partyPresets)('%s', (name) => {
  const preset = presets[name];
  const { names, phones, addresses } = privatePaths(preset);
  const expectEach = (role: string, expected: (path: string, text: string) => string | undefined) => {
    const orders = opened(name, role);
    expect(orders).toHaveLength(ordersPerPreset);
    for (const [n, order] of orders.entries()) {
      const seen = new Map<string, unknown>();
      const wanted = new Map<string, unknown>();
      for (const [path, text] of partyOrder(preset, n).texts) {
        seen.set(path, valueAt(order, path));
        wanted.set(path, expected(path, text));
      }
      expect(seen).toEqual(wanted);
    }
  };

  it('the carrier opens phones and addresses, and no name', () => {
    expectEach('carrier', (path, text) => (names.includes(path) ? undefined : text));
  });

  it('the sorting centre opens the region alone', () => {
    expectEach('centre', (path) => (addresses.includes(path) ? '浙江省杭州市西湖区**' : undefined));
  });

  it('the printer opens masks alone', () => {
    expectEach('printer', (path, text) => {
      if (names.includes(path)) return maskName(text);
      return phones.includes(path) ? maskPhone(text) : maskAddress(text);
    });
  });
});

describe('a relay that sees everything', () => {
  it('finds nothing readable with the guard', async () => {
    expect(JSON.parse(await party('relay'))).toEqual([]);
  }, 120_000);

  it('has no hanzi and none of the phones in its bytes', () => {
    for (const name of partyPresets) {
      const bytes = readFileSync(join(folder, `${name}.wpb`), 'utf8');
      expect(bytes).not.toMatch(/\p{Script=Han}/u);
      const digits = new Set(bytes.match(/\d{11}/gu) ?? []);
      for (let n = 0; n < ordersPerPreset; n++) {
        for (const [path, text] of partyOrder(presets[name], n).texts) expect(digits.has(text), path).toBe(false);
      }
    }
  });
});
