// Every script of this folder, run against the source; `vitest -u` writes what the commands print now.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replay } from '../support/transcript.ts';

const scripts = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'));

describe('scripts', () => {
  it.each(scripts)('%s', async (file) => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-cli-'));
    try {
      const path = join(import.meta.dirname, file);
      await expect(await replay(readFileSync(path, 'utf8'), folder)).toMatchFileSnapshot(path);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
