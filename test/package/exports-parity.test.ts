// Both module formats export the same names from every entry point. Built here, so that no stale dist is judged.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entries, root } from '../../scripts/entries.mjs';
import { builds } from '../../tsup.config.ts';

// Inside the repository, so that the ESM build finds its dependencies; one per process, because runs may overlap.
const outDir = join(root, 'out', `exports-parity-${process.pid}`);

/** Prints { file: exported names } for the files given, loaded by plain Node. */
const lister = `
  import { createRequire } from 'node:module';
  import { pathToFileURL } from 'node:url';
  const require = createRequire(import.meta.url);
  const names = {};
  for (const file of process.argv.slice(1)) {
    const exported = file.endsWith('.cjs') ? require(file) : await import(pathToFileURL(file).href);
    names[file] = Object.keys(exported).sort();
  }
  console.log(JSON.stringify(names));
`;

const built = (distFile: string): string => join(outDir, distFile.replace('dist/', ''));
let names: Record<string, string[]> = {};

beforeAll(async () => {
  for (const options of builds) await build({ ...options, config: false, silent: true, sourcemap: false, outDir });
  const files = entries.flatMap(({ esm, cjs }) => [built(esm), built(cjs)]);
  names = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', lister, ...files], { encoding: 'utf8' }),
  );
});

afterAll(() => rmSync(outDir, { recursive: true, force: true }));

describe.each(entries)('$specifier', ({ subpath, src, esm, cjs }) => {
  it('has a source file', () => {
    expect(existsSync(root + src), src).toBe(true);
  });

  it('exports the same names as ESM and as CJS', () => {
    expect(names[built(esm)]).not.toEqual([]);
    expect(names[built(cjs)]).toEqual(names[built(esm)]);
  });

  it('is named after its file or folder', () => {
    expect(src).toMatch(subpath === '.' ? /^src\/index\.ts$/ : new RegExp(`^src/${subpath.slice(2)}(/index)?\\.ts$`));
  });
});

describe('dependencies', () => {
  const sourceOf = (extension: string): string =>
    readdirSync(outDir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(extension))
      .map((file) => readFileSync(join(outDir, file), 'utf8'))
      .join('\n');

  it('@noble is inlined in CJS only', () => {
    expect(sourceOf('.cjs')).not.toMatch(/require\(['"]@noble/);
    expect(sourceOf('.js')).toMatch(/from ['"]@noble/);
  });
});
