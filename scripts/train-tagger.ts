/**
 * Trains the address tagger and writes `src/tagger/weights.ts`: `npm run tagger:train`. With `--check` it writes nothing and
 * exits with 1 where the file is not what the training gives.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { gatherMaterial, labelledLines, shares } from './tagger/material.ts';
import { toModule } from './tagger/module.ts';
import { settings, train } from './tagger/train.ts';

const labelledFile = new URL('./tagger/labelled.txt', import.meta.url);
const unlabelledFile = new URL('../../shared/data/addresses.unlabelled.txt', import.meta.url);
const weightsFile = new URL('../src/tagger/weights.ts', import.meta.url);

if (existsSync(unlabelledFile)) run();
else {
  console.error('not trained: ../shared/data/addresses.unlabelled.txt is not there');
  process.exitCode = 2;
}

function run(): void {
  const unlabelled = readFileSync(unlabelledFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const labelled = labelledLines(readFileSync(labelledFile, 'utf8'));
  const started = process.cpuUsage();
  const examples = gatherMaterial(unlabelled, labelled, shares);
  const source = toModule(train(examples, settings));
  const { user, system } = process.cpuUsage(started);
  console.log(
    `${examples.length} examples (${labelled.length} addresses labelled by hand), ${Math.round((user + system) / 1e6)} s`,
  );
  console.log(`weights: ${gzipSync(source, { level: 9 }).length} bytes gzip`);
  if (!process.argv.includes('--check')) {
    writeFileSync(weightsFile, source);
  } else if (readFileSync(weightsFile, 'utf8') === source) {
    console.log('src/tagger/weights.ts is what the training gives');
  } else {
    console.error('src/tagger/weights.ts is not what the training gives: run npm run tagger:train');
    process.exitCode = 1;
  }
}
