// DESIGN: a file imports only from its own folder and from the layers before it. One direction, no cycles.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { pkg } from '../../scripts/entries.mjs';
import { parse, readSrc, type SourceText, walk, where } from '../support/source.ts';

/** Files and folders directly below src; each may import itself and those before it. */
const layers = [
  'errors.ts',
  'types.ts',
  'typedText.ts',
  'paths.ts',
  'bytes',
  'text',
  'crypto',
  'engine-fast',
  'sm',
  'detect',
  'tagger',
  'mask',
  'lint',
  'keys',
  'token',
  'field',
  'blind-index',
  'record',
  'platform',
  'pseudonym',
  'guard',
  'sealed',
  'label',
  'audit',
  'stream',
  'index.ts',
  'testing',
  'node',
  'cli',
];
/** Folders of a layer that has layers of its own, in the same order. */
const innerLayers: Readonly<Record<string, readonly string[]>> = {
  label: ['parse', 'payload', 'find', 'mask', 'lint', 'render', 'risk', 'index.ts'],
};
const nobleLayers = ['crypto'];
const nodeLayers = ['node', 'cli'];

const layerOf = (file: string): string => file.split('/')[1] ?? '';
const innerLayerOf = (file: string): string => file.split('/')[2] ?? '';

/** Static and dynamic imports, re-exports and `import('…')` types, with the place of each. */
function importsOf(text: SourceText): { specifier: string; at: string }[] {
  const found: { specifier: string; at: string }[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, at: where(node) });
  };
  walk(parse(text), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
  });
  return found;
}

function checkPackageImport(file: string, specifier: string): string | undefined {
  const layer = layerOf(file);
  if (specifier.startsWith('@noble/')) {
    return nobleLayers.includes(layer) ? undefined : `only ${nobleLayers} may import @noble`;
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return nodeLayers.includes(layer) ? undefined : `only ${nodeLayers.join(' and ')} may import Node's modules`;
  }
  return specifier === pkg.name || specifier.startsWith(`${pkg.name}/`)
    ? 'import the file, not the package'
    : undefined;
}

function checkRelativeImport(file: string, target: string, files: ReadonlySet<string>): string | undefined {
  if (!files.has(target)) return `${target} does not exist`;
  const from = layers.indexOf(layerOf(file));
  const to = layers.indexOf(layerOf(target));
  if (from >= 0 && to > from) return `${layerOf(target)} is a later layer than ${layerOf(file)}`;
  const inner = from === to ? innerLayers[layerOf(file)] : undefined;
  if (inner === undefined || inner.indexOf(innerLayerOf(target)) <= inner.indexOf(innerLayerOf(file))) return undefined;
  return `${innerLayerOf(target)} is a later folder than ${innerLayerOf(file)}`;
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' -> ');
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** What breaks the rules, one line each. */
function checkLayers(texts: readonly SourceText[]): string[] {
  const problems: string[] = [];
  const files = new Set(texts.map(({ file }) => file));
  const graph = new Map<string, string[]>();
  for (const text of texts) {
    const { file } = text;
    const inner = innerLayers[layerOf(file)];
    if (!layers.includes(layerOf(file)) || inner?.includes(innerLayerOf(file)) === false) {
      problems.push(`${file}: not in the table of layers`);
    }
    const targets: string[] = [];
    for (const { specifier, at } of importsOf(text)) {
      const relative = specifier.startsWith('.');
      const target = relative ? posix.join(posix.dirname(file), specifier) : specifier;
      if (relative) targets.push(target);
      const problem = relative ? checkRelativeImport(file, target, files) : checkPackageImport(file, target);
      if (problem) problems.push(`${at}: ${problem}`);
    }
    graph.set(file, targets);
  }
  const cycle = findCycle(graph);
  return cycle ? [...problems, `cycle: ${cycle}`] : problems;
}

/** Sources by path below src. */
const tree = (sources: Record<string, string>): SourceText[] =>
  Object.entries(sources).map(([path, source]) => ({ file: `src/${path}`, source }));

describe('layers', () => {
  it('src follows them', () => {
    expect(checkLayers(readSrc())).toEqual([]);
  });

  it('accepts imports of the same folder and of earlier layers', () => {
    const texts = tree({
      'errors.ts': '',
      'crypto/aead.ts': "import { chacha20poly1305 } from '@noble/ciphers/chacha.js'; export {} from '../errors.ts';",
      'mask/phone.ts': "import { find } from './find.ts'; import { PrivacyError } from '../errors.ts';",
      'mask/find.ts': '',
      'index.ts': "export { maskPhone } from './mask/phone.ts';",
      'node/files.ts': "import { open } from 'node:fs/promises'; export * from '../index.ts';",
    });
    expect(checkLayers(texts)).toEqual([]);
  });

  it.each([
    [
      'an upward import',
      { 'errors.ts': '', 'bytes/a.ts': "import '../mask/b.ts';", 'mask/b.ts': '' },
      /src\/bytes\/a.ts:1: mask is a later/,
    ],
    ['an upward re-export', { 'errors.ts': "export * from './types.ts';", 'types.ts': '' }, /types.ts is a later/],
    ['an upward type', { 'types.ts': "export type A = import('./mask/b.ts').B;", 'mask/b.ts': '' }, /mask is a later/],
    ['an upward dynamic import', { 'text/a.ts': "await import('../cli/b.ts');", 'cli/b.ts': '' }, /cli is a later/],
    ['noble outside crypto', { 'keys/a.ts': "import { hmac } from '@noble/hashes/hmac.js';" }, /only crypto may/],
    ['node:* in the core', { 'bytes/a.ts': "import { Buffer } from 'node:buffer';" }, /only node and cli may/],
    ['a bare Node module', { 'bytes/a.ts': "import fs from 'fs';" }, /only node and cli may/],
    ['the package itself', { 'record/a.ts': "import 'waybill-privacy/cli';" }, /not the package/],
    ['a file that is not there', { 'mask/a.ts': "import './b.js';" }, /src\/mask\/b.js does not exist/],
    ['a folder without a layer', { 'utils/a.ts': '' }, /not in the table/],
    [
      'an upward import within a layer',
      { 'label/find/a.ts': "import '../mask/b.ts';", 'label/mask/b.ts': '' },
      /src\/label\/find\/a.ts:1: mask is a later folder/,
    ],
    ['a folder of a layer that is not in its table', { 'label/utils/a.ts': '' }, /not in the table/],
    [
      'a cycle',
      { 'mask/a.ts': "import './b.ts';", 'mask/b.ts': "import './c.ts';", 'mask/c.ts': "import './a.ts';" },
      /^cycle: src\/mask\/a.ts -> src\/mask\/b.ts -> src\/mask\/c.ts -> src\/mask\/a.ts$/,
    ],
  ])('refuses %s', (_, sources, problem) => {
    expect(checkLayers(tree(sources as Record<string, string>))).toEqual([expect.stringMatching(problem)]);
  });
});
