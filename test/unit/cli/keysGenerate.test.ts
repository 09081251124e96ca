import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openOutput } from '../../../src/cli/files/outputFile.ts';
import { runInProcess } from '../../support/transcript.ts';

const cwd = mkdtempSync(join(tmpdir(), 'waybill-privacy-keys-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

it('lets one of two runs that make the same keyring have the name', async () => {
  const env = { WAYBILL_PRIVACY_PASSPHRASE: 'correct horse battery' };
  const argv = ['keys', 'generate', '--tenant', 'shop-1', '-o', 'ring.json'];
  const results = await Promise.all([runInProcess(argv, { cwd, env }), runInProcess(argv, { cwd, env })]);
  expect(results.map(({ code }) => code).sort()).toEqual([0, 1]);
  const [won, lost] = [...results].sort((a, b) => a.code - b.code);
  expect(lost?.stderr).toMatch(/^ring\.json: exists already: .* \((?:EEXIST|ERR_FILE_EXISTS)\)\n$/u);
  const id = won?.stdout.slice(0, 8) ?? 'none';
  expect(readFileSync(join(cwd, 'ring.json'), 'utf8')).toContain(id);
  expect(readdirSync(cwd)).toEqual(['ring.json']);
});

it('gives a new file no name that another has taken meanwhile', async () => {
  const path = join(cwd, 'taken.json');
  const output = await openOutput(path, undefined, { isNew: true });
  const writer = output.writable.getWriter();
  await writer.write(Buffer.from('second'));
  await writer.close();
  writeFileSync(path, 'first');
  await expect(output.commit()).rejects.toMatchObject({ code: 'EEXIST' });
  await output.discard();
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(cwd).filter((file) => file.includes('taken'))).toEqual(['taken.json']);
});
