import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { bin, entries, worker } from './scripts/entries.mjs';

const entry = Object.fromEntries(entries.map(({ name, src }) => [name, src]));

const shared: Options = {
  entry,
  target: 'es2022',
  platform: 'neutral',
  treeshake: true,
  // src/node only. Deno and edge runtimes know Node's modules by their full names alone.
  external: [/^node:/],
  removeNodeProtocol: false,
};

/** Packages that are copied into a build. What they import themselves is copied only when it is named too. */
const copied = {
  // ESM only: Jest and older Node cannot require() them.
  cjs: ['@noble/ciphers', '@noble/hashes', '@scure/base', 'hpke'],
  // Some ninety files, which take each thread 50 ms to find. Programs keep it as a package, which they may share and update.
  command: ['libphonenumber-js'],
};

export const builds: Options[] = [
  { ...shared, format: 'esm', splitting: true, sourcemap: true },
  // Splitting keeps one error class for all CJS entries.
  { ...shared, format: 'cjs', splitting: true, noExternal: copied.cjs },
];

/** The command has a copy of the library for itself, because it holds another package. */
export const command: Options[] = [
  {
    ...shared,
    entry: { [bin.name]: bin.src, [worker.name]: worker.src },
    format: 'esm',
    platform: 'node',
    splitting: true,
    noExternal: copied.command,
  },
  {
    ...shared,
    entry: { [worker.entry.name]: worker.entry.src },
    format: 'cjs',
    platform: 'node',
    // Of the build above.
    external: ['./rowWorker.js'],
  },
];

// src/node needs Node's types; that nothing else uses them is what tsconfig.json checks.
const types: Options = { ...shared, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { types: ['node'] } } };

/** Their licenses ask to go with each copy. */
function copyLicenses(): void {
  for (const name of new Set(Object.values(copied).flat())) {
    const folder = `dist/licenses/${name}`;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(`node_modules/${name}`)) {
      if (file.startsWith('LICENSE')) copyFileSync(`node_modules/${name}/${file}`, `${folder}/${file}`);
    }
  }
}

export default defineConfig(() => {
  // Not tsup's `clean`: the builds run side by side in one folder and would delete each other's files.
  rmSync('dist', { recursive: true, force: true });
  copyLicenses();
  return [...builds, ...command, types];
});
