// Processes are killed while they decrypt; the platform's books and the ledger must agree afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { root } from '../../scripts/entries.mjs';

const items = 40;

it('nothing is asked twice and nothing is lost when processes are killed', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-kill-'));
  const read = async (file: string): Promise<string[]> =>
    (await readFile(join(folder, file), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  try {
    // Each dies somewhere else: between two calls, inside one, before or after the platform counted.
    for (const killAfterMs of [7, 31, 62, undefined]) {
      const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/decryptChild.ts', folder, `${items}`], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      if (killAfterMs !== undefined) {
        await wait(killAfterMs);
        child.kill('SIGKILL');
      }
      const [code] = await exit;
      if (killAfterMs === undefined) expect(code).toBe(0);
    }
    const asked = await read('platform');
    const results = await read('results');
    expect(new Set(asked).size).toBe(asked.length);
    const used = Number(results.pop()?.split(' ')[1]);
    expect(used).toBeGreaterThanOrEqual(asked.length);
    for (let n = 0; n < items; n++) {
      const said = results.filter((line) => line.startsWith(`A${n} `)).map((line) => line.split(' ')[1]);
      // The last process gave a result for each, and plaintext is released at most once.
      expect(said.length).toBeGreaterThan(0);
      expect(said.filter((status) => status === 'decrypted').length).toBeLessThanOrEqual(1);
      if (!asked.includes(`A${n}`)) expect(said).toContain('uncertain');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
