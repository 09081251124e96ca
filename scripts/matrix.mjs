// Runs something under several Node versions, fetched by npx:
//   node scripts/matrix.mjs [20 22 24]                  the test suite
//   node scripts/matrix.mjs --bench encrypt [20 22 24]  one suite of benchmarks
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { bench: { type: 'string' } }, allowPositionals: true });
const versions = positionals.length > 0 ? positionals : ['20', '22', '24'];
const work =
  values.bench === undefined
    ? 'node node_modules/vitest/vitest.mjs run --reporter=dot'
    : `node node_modules/tsx/dist/cli.mjs bench/all.ts '${values.bench}'`;

// Benchmarks import the built package.
if (values.bench !== undefined) spawnSync('npm', ['run', 'build', '--', '--silent'], { stdio: 'inherit' });

let failed = false;
for (const version of versions) {
  console.log(`\nNode ${version}`);
  const { status } = spawnSync('npx', ['-y', '-p', `node@${version}`, '-c', `node --version && ${work}`], {
    stdio: 'inherit',
  });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
