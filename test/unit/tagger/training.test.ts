import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/orders/random.ts';
import { forms } from '../../../scripts/tagger/forms.ts';
import { generate } from '../../../scripts/tagger/generate.ts';
import { labelByGrammar } from '../../../scripts/tagger/grammarLabels.ts';
import { parseMarked, toExample } from '../../../scripts/tagger/marked.ts';
import { gatherMaterial, labelledLines } from '../../../scripts/tagger/material.ts';
import { toModule } from '../../../scripts/tagger/module.ts';
import { settings, train } from '../../../scripts/tagger/train.ts';
import { exponential } from '../../../src/tagger/exponential.ts';
import { bucketCount } from '../../../src/tagger/features.ts';
import { decodeModel, encodeWeights, maxWeight, weightsPerBucket } from '../../../src/tagger/model.ts';

const labelled = labelledLines(readFileSync(new URL('../../../scripts/tagger/labelled.txt', import.meta.url), 'utf8'));
const unlabelled = ['栖柏路88号澜汀大厦3楼', '栖柏花园3栋2单元501室'];
const few = { unlabelledForms: 2, labelledForms: 1, labelledWeight: 2, generated: 100 };
const trainAFew = () => train(gatherMaterial(unlabelled, labelled.slice(0, 60), few), settings);

describe('training', () => {
  it('gives the same module each time', () => {
    expect(toModule(trainAFew())).toBe(toModule(trainAFew()));
  });

  it('gives another module with another seed', () => {
    const material = gatherMaterial(unlabelled, labelled.slice(0, 60), few);
    expect(toModule(train(material, { ...settings, seed: 1 }))).not.toBe(toModule(train(material, settings)));
  });
});

describe('labelled.txt', () => {
  it('can be read, and no address is there twice', () => {
    expect(labelled.length).toBeGreaterThan(1000);
    for (const line of labelled) expect(() => parseMarked(line), line).not.toThrow();
    expect(new Set(labelled).size).toBe(labelled.length);
  });

  it('holds no row of the corpus that accuracy is measured on', ({ skip }) => {
    const file = new URL('../../../../shared/data/addresses.dev.jsonl', import.meta.url);
    if (!existsSync(file)) skip('../shared/data/addresses.dev.jsonl is not there');
    const rows = readFileSync(file, 'utf8').trim().split('\n');
    const texts = new Set(rows.map((row) => (JSON.parse(row) as { text: string }).text));
    const shared = labelled.map((line) => line.replaceAll(/\{.|\}/gu, '')).filter((text) => texts.has(text));
    expect(shared).toEqual([]);
  });

  it.each(['文三路{x12}号', '文三路{d12号', '文三路d12}号', '文三路{d}号'])('refuses %s', (line) => {
    expect(() => parseMarked(line)).toThrow(SyntaxError);
  });
});

describe('material', () => {
  it('keeps the roles in every form', () => {
    const pieces = parseMarked('栖柏路{d88}号澜汀花园{b3}栋{u2}单元{r501}室');
    for (const { name, write } of forms) {
      const written = write(pieces, createRandom(1));
      expect(
        written.flatMap(({ role }) => role ?? []),
        name,
      ).toEqual(['door', 'building', 'unit', 'room']);
    }
  });

  it('gives each number the role of its mark', () => {
    expect(toExample(parseMarked('三墩路{d88}号澜汀花园{b3}-{u2}-{r501}')).truth.slice(-4)).toEqual([
      'door',
      'building',
      'unit',
      'room',
    ]);
  });

  it.each([
    ['栖柏路88号澜汀花园3栋2单元501室', ['door', 'building', 'unit', 'room']],
    ['栖柏路88号莫泰168酒店', ['door', 'unsure']],
    ['澜汀花园36号', ['unsure']],
  ])('the grammar vouches only for what words prove: %s', (address, roles) => {
    expect(labelByGrammar(address).flatMap(({ role }) => role ?? [])).toEqual(roles);
    expect(
      labelByGrammar(address)
        .map(({ text }) => text)
        .join(''),
    ).toBe(address);
  });

  it('generates the same addresses from the same seed', () => {
    const some = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 50 }, () =>
        generate(random)
          .map(({ text }) => text)
          .join(''),
      );
    };
    expect(some(3)).toEqual(some(3));
    expect(new Set(some(3)).size).toBeGreaterThan(45);
  });
});

describe('weights', () => {
  it('come back from text as they were', () => {
    const all = Array.from({ length: 2 * maxWeight + 1 }, (_, i) => i - maxWeight);
    const weights = Array.from({ length: bucketCount * weightsPerBucket }, (_, i) => all[i % all.length]!);
    const text = encodeWeights(weights);
    expect(text).toMatch(/^[\x21-\x7e]+$/u);
    expect(text).not.toMatch(/['\\]/u);
    expect([...decodeModel(1, text).weights]).toEqual(weights);
  });

  it('are refused when they are not whole', () => {
    expect(() => decodeModel(1, '!!!')).toThrow(RangeError);
  });
});

describe('exponential', () => {
  it.each([-40, -12.3, -1, -0.3, 0, 1e-9, 0.5, 1, 7.7, 40])('of %f is e to that power', (x) => {
    expect(exponential(x) / Math.exp(x)).toBeCloseTo(1, 9);
  });

  it('stays finite', () => {
    expect(exponential(1e9)).toBe(exponential(40));
    expect(exponential(-1e9)).toBe(exponential(-40));
  });
});
