import { rmSync } from 'node:fs';
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

export const builds: Options[] = [
  {
    ...shared,
    entry: { ...entry, [bin.name]: bin.src, [worker.name]: worker.src },
    format: 'esm',
    splitting: true,
    sourcemap: true,
  },
  // CJS carries its own copy of the ESM-only packages: Jest and older Node cannot require() them.
  // Splitting keeps one error class for all CJS entries.
  { ...shared, format: 'cjs', splitting: true, noExternal: [/^@noble\//, /^@scure\//, 'hpke'] },
];

// src/node needs Node's types; that nothing else uses them is what tsconfig.json checks.
const types: Options = { ...shared, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { types: ['node'] } } };

export default defineConfig(() => {
  // Not tsup's `clean`: the three builds run side by side in one folder and would delete each other's files.
  rmSync('dist', { recursive: true, force: true });
  return [...builds, types];
});
