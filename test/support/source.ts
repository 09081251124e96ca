// Reads TypeScript source for the tests that check how it is written.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from '../../scripts/entries.mjs';

export interface SourceText {
  /** Path from the repository, with forward slashes: 'src/mask/index.ts'. */
  readonly file: string;
  readonly source: string;
}

/** Every TypeScript file below src. */
export function readSrc(): SourceText[] {
  return readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ file, source: readFileSync(root + file, 'utf8') }));
}

export function parse({ file, source }: SourceText): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** 'src/mask/index.ts:12' */
export function where(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
