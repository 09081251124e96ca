// Runs the test suite under several Node versions, fetched by npx: node scripts/matrix.mjs [20 22 24]
import { spawnSync } from 'node:child_process';

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];
const suite = 'node --version && node node_modules/vitest/vitest.mjs run --reporter=dot';

let failed = false;
for (const version of versions) {
  console.log(`\nNode ${version}`);
  const { status } = spawnSync('npx', ['-y', '-p', `node@${version}`, '-c', suite], { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
