// A writer of an audit log is killed in the middle, again and again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createAuditLog, verifyAuditLog } from 'waybill-privacy/audit';
import { exportKeyring, generateKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { auditFile } from 'waybill-privacy/node';
import { root } from '../../scripts/entries.mjs';
import { auditKek } from '../support/sealed.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-crash-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a writer, kills it once it has acknowledged so many events, and gives the last count that it had said. */
async function killedAfter(count: number, file: string, keyringFile: string): Promise<number> {
  const script = join(root, 'test/support/auditWriter.ts');
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, file, keyringFile], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TSX_TSCONFIG_PATH: join(root, 'examples/tsconfig.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const exited = once(child, 'exit');
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await exited;
  return Number(said.trimEnd().split('\n').at(-1));
}

it('loses no event that was acknowledged, and goes on', async () => {
  const keyring = generateKeyring({ tenant: 'shop-1' });
  keyring.promote(keyring.add('audit').id);
  const keyringFile = join(folder, 'keyring.json');
  writeFileSync(keyringFile, await exportKeyring(keyring, rawKeyProvider({ key: auditKek })));
  const file = join(folder, 'audit.jsonl');
  let acknowledged = 0;
  for (const count of [1, 7, 23]) acknowledged += await killedAfter(count, file, keyringFile);
  const log = createAuditLog({ keyring, sink: auditFile(file) });
  await log.append({ outcome: 'denied', actor: 'u', purpose: 'unknown', field: '', record: '', reason: 'purpose' });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect((await verifyAuditLog(lines, { keyring })).problems).toEqual([]);
  // Each kill may have caught one event that was stored and not yet acknowledged.
  expect(lines.length).toBeGreaterThanOrEqual(acknowledged + 1);
  expect(lines.length).toBeLessThanOrEqual(acknowledged + 1 + 3);
}, 120_000);
