// The command as users run it: built, without a compiler between. Not dist: that may be of another day, or not there.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsup';
import { bin, pkg, root } from '../../scripts/entries.mjs';
import { command } from '../../tsup.config.ts';

/** Builds the command into a folder. @returns the file to run with Node. */
export async function buildCommand(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { name, version, type } = pkg;
  const manifest = { name, version, type, exports: { './package.json': './package.json' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const options of command) await build({ ...options, config: false, silent: true, outDir: join(folder, 'dist') });
  return join(folder, 'dist', `${bin.name}.js`);
}
