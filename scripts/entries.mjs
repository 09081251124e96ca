// The public entry points, read from the one table that users see: `exports` in package.json.
// dist mirrors src, so './dist/mask/index.js' is built from 'src/mask/index.ts'.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ subpath: string, specifier: string, name: string, src: string, esm: string, cjs: string }} Entry */

export const root = fileURLToPath(new URL('..', import.meta.url));

export const pkg = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/**
 * @param {{ name: string, exports: Record<string, unknown> }} manifest
 * @returns {Entry[]} paths are relative to the repository
 */
export function readEntries(manifest) {
  const entries = [];
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue; // ./package.json
    const { import: esm, require: cjs } = /** @type {any} */ (target);
    const name = esm.default.replace('./dist/', '').replace('.js', ''); // 'mask/index'
    entries.push({
      subpath, // './mask'
      specifier: subpath.replace('.', manifest.name), // 'waybill-privacy/mask'
      name,
      src: `src/${name}.ts`,
      esm: esm.default.slice(2),
      cjs: cjs.default.slice(2),
    });
  }
  return entries;
}

export const entries = readEntries(pkg);

/** The command: ESM only, nobody imports it. */
export const bin = { name: 'cli/bin', src: 'src/cli/bin.ts', esm: pkg.bin[pkg.name].slice(2) };

/** Threads of the command: files of their own, because a thread is started from one. The entry imports the module. */
export const worker = {
  name: 'cli/jobs/rowWorker',
  src: 'src/cli/jobs/rowWorker.ts',
  entry: { name: 'cli/jobs/workerEntry', src: 'src/cli/jobs/workerEntry.cts' },
};
