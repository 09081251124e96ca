// Runs the code in READMEs and docstrings and compares what it gives with the comments beside it (see CONTRIBUTING.md).
import { existsSync, readFileSync } from 'node:fs';
import { format } from 'node:util';
import ts from 'typescript';
import { expect } from 'vitest';
import { entries, root } from '../../scripts/entries.mjs';

export interface Example {
  readonly file: string;
  /** Line of the first statement, from 1. */
  readonly line: number;
  /** The file with all other lines blank, so that line numbers agree. */
  readonly code: string;
}

const toExample = (file: string, lines: readonly string[]): Example => ({
  file,
  line: lines.findIndex((line) => line.trim() !== '') + 1,
  code: lines.join('\n'),
});

const fence = /^\s*```(\w*)\s*$/u;

/** Line numbers, from 0, of each ```ts block. */
function tsBlocks(lines: readonly string[]): number[][] {
  const blocks: number[][] = [];
  let language: string | undefined;
  for (const [n, line] of lines.entries()) {
    const mark = fence.exec(line);
    if (mark) {
      language = language === undefined ? mark[1] : undefined;
      if (language === 'ts') blocks.push([]);
    } else if (language === 'ts') blocks.at(-1)?.push(n);
  }
  return blocks;
}

/** ```ts blocks; one without imports goes on where the block before it stopped. */
export function markdownExamples(file: string, markdown: string): Example[] {
  const lines = markdown.split('\n');
  const groups: number[][] = [];
  for (const block of tsBlocks(lines)) {
    const last = groups.at(-1);
    if (last && !block.some((n) => /^import\b/u.test(lines[n] ?? ''))) last.push(...block);
    else groups.push(block);
  }
  return groups.map((group) => {
    const kept = new Set(group);
    return toExample(
      file,
      lines.map((line, n) => (kept.has(n) ? line : '')),
    );
  });
}

/** The code after each `@example`: all of it, or what is inside its ```ts fences. */
export function docstringExamples(file: string, source: string): Example[] {
  const examples: Example[] = [];
  for (const comment of source.matchAll(/\/\*\*[\s\S]*?\*\//gu)) {
    const before = source.slice(0, comment.index).split('\n').slice(0, -1);
    const lines = comment[0].split('\n').map((line) => line.replace(/^\s*\/?\*+( |\/|$)|\s*\*\/$/gu, ''));
    for (const [start, line] of lines.entries()) {
      if (!/^@example\b/u.test(line)) continue;
      if (line.trim() !== '@example')
        throw new Error(`${file}:${before.length + start + 1}: begin the code on a new line`);
      const length = lines.slice(start + 1).findIndex((next) => /^@\w/u.test(next));
      const body = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
      const fenced = body.some((next) => fence.test(next)) ? new Set(tsBlocks(body).flat()) : undefined;
      const code = body.map((next, n) => (fenced && !fenced.has(n) ? '' : next));
      examples.push(toExample(file, [...before.map(() => ''), ...Array(start + 1).fill(''), ...code]));
    }
  }
  return examples;
}

type Expectation = { readonly throws: string } | { readonly value: string } | { readonly raw: string };

const isExpression = (text: string): boolean =>
  ts.transpileModule(`(${text}\n)`, { reportDiagnostics: true }).diagnostics?.length === 0;

/** The expectation in the `//` comments that follow a statement, or undefined when they are prose. */
function readExpectation(code: string, end: number, printed: boolean): Expectation | undefined {
  const [sameLine = '', ...below] = code.slice(end).split('\n');
  const comments = [sameLine, ...below].map((line) => /^\s*\/\/(.*)$/u.exec(line)?.[1]?.trim());
  const first = comments[0] ?? (comments[1]?.startsWith('=>') && sameLine.trim() === '' ? comments[1] : undefined);
  if (first === undefined) return undefined;
  const thrown = /^throws (\w+)/u.exec(first)?.[1];
  if (thrown !== undefined) return { throws: thrown };
  if (printed && !first.startsWith('=>')) return { raw: first };
  if (!/^(=>|['"`[{\d-]|(true|false|null|undefined)$)/u.test(first)) return undefined;
  // A long value goes on over more comment lines.
  let text = '';
  for (const comment of comments.slice(comments.indexOf(first))) {
    if (comment === undefined) break;
    text += `${comment.replace(/^=>/u, '')}\n`;
    if (isExpression(text)) return { value: text };
  }
  if (/^[\d-]/u.test(first)) return undefined; // prose such as "3 digits stay"
  throw new Error(`not an expression: ${first}`);
}

const literal = (value: unknown): string => JSON.stringify(value);

function rewriteImport(node: ts.ImportDeclaration): string {
  const clause = node.importClause;
  const from = `await $import(${node.moduleSpecifier.getText()});`;
  if (!clause) return from;
  if (clause.isTypeOnly) return '';
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${from}`;
  const named = bindings?.elements.filter(({ isTypeOnly }) => !isTypeOnly) ?? [];
  const names = named.map(({ name, propertyName }) => `${(propertyName ?? name).getText()}: ${name.text}`);
  if (clause.name) names.push(`default: ${clause.name.text}`);
  return names.length > 0 ? `const { ${names.join(', ')} } = ${from}` : '';
}

/** The statement with its expectation as a call. Throws when there is an expectation that cannot be checked. */
function rewriteStatement(node: ts.Statement, code: string): string {
  if (ts.isImportDeclaration(node)) return rewriteImport(node);
  const text = node.getText();
  if (ts.isExpressionStatement(node)) {
    const call = ts.isCallExpression(node.expression) ? node.expression : undefined;
    const printed = call?.expression.getText() === 'console.log';
    const expectation = readExpectation(code, node.end, printed);
    if (!expectation) return text;
    const args = call?.arguments.map((argument) => argument.getText()).join(', ');
    const actual = printed && !('throws' in expectation) ? `$print(${args})` : node.expression.getText();
    if ('throws' in expectation) return `await $throws(async () => (${actual}), ${literal(expectation.throws)});`;
    const value = 'raw' in expectation ? literal(expectation.raw) : expectation.value;
    return `$equal(await (${actual}), (${value}));`;
  }
  if (ts.isVariableStatement(node)) {
    const expectation = readExpectation(code, node.end, false);
    if (!expectation) return text;
    const [declaration] = node.declarationList.declarations;
    if (!declaration || !('value' in expectation)) throw new Error('only an expression can be expected to throw');
    return `${text} $equal(${declaration.name.getText()}, (${expectation.value}));`;
  }
  return text;
}

/** Statements that run in order: those of the file and of its blocks, but not those inside functions. */
function orderedStatements(file: ts.SourceFile): ts.Statement[] {
  const found: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isStatement(node) && !ts.isBlock(node)) found.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

const isInList = ({ parent }: ts.Statement): boolean =>
  ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent);

function compile({ file, code }: Example): string {
  const parsed = ts.createSourceFile(file, code.replaceAll(/\bimport\(/gu, '$import('), ts.ScriptTarget.ES2022, true);
  let output = '';
  let position = 0;
  for (const node of orderedStatements(parsed)) {
    const start = node.getStart();
    const line = parsed.getLineAndCharacterOfPosition(start).line + 1;
    const isLeaf = ts.isImportDeclaration(node) || ts.isExpressionStatement(node) || ts.isVariableStatement(node);
    if (!isLeaf && !isInList(node)) continue; // `else if`
    output += `${parsed.text.slice(position, start)}${isInList(node) ? '' : '{ '}$at(${line}); `;
    position = start;
    if (!isLeaf) continue; // Copied up to the next statement, which may be inside it.
    try {
      output += rewriteStatement(node, parsed.text) + (isInList(node) ? '' : ' }');
    } catch (error) {
      throw new Error(`${file}:${line}: ${(error as Error).message}`);
    }
    position = node.end;
  }
  output += parsed.text.slice(position);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(`(async () => {${output}\n})`, { compilerOptions: options }).outputText;
}

/** Strings that end in `…` stand for all that begin so: tokens differ on every run. */
function loosen(expected: unknown): unknown {
  if (typeof expected === 'string' && expected.endsWith('…')) {
    return expect.toSatisfy(
      (actual: unknown) => typeof actual === 'string' && actual.startsWith(expected.slice(0, -1)),
    );
  }
  if (Array.isArray(expected)) return expected.map(loosen);
  if (expected !== null && typeof expected === 'object' && Object.getPrototypeOf(expected) === Object.prototype) {
    return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, loosen(value)]));
  }
  return expected;
}

async function importAny(specifier: string): Promise<Record<string, unknown>> {
  const entry = entries.find((candidate) => candidate.specifier === specifier);
  return await import(entry ? root + entry.src : specifier);
}

/** Runs one example; `scope` holds names that it may use without an import. Failures name file and line. */
export async function runExample(example: Example, scope: Record<string, unknown> = {}): Promise<void> {
  let line = example.line;
  const at = (): string => `${example.file}:${line}`;
  const helpers = {
    $at: (next: number) => {
      line = next;
    },
    $import: importAny,
    $print: (...values: unknown[]) => format(...values),
    $equal: (actual: unknown, expected: unknown) => expect(actual, at()).toEqual(loosen(expected)),
    $throws: async (run: () => Promise<unknown>, expected: string) => {
      const error = await run().then(
        () => expect.fail(`${at()}: nothing was thrown, not even ${expected}`),
        (thrown: unknown) => thrown as { code?: string; name?: string },
      );
      expect([error.code, error.name], at()).toContain(expected);
    },
    console: { ...console, log: () => {} },
  };
  const names = { ...scope, ...helpers };
  const run = new Function(...Object.keys(names), `return ${compile(example)}`)(...Object.values(names));
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith(example.file)) throw error;
    throw new Error(`${at()}: ${error.message}`, { cause: error });
  }
}

/** What an example in a docstring may use without an import: all public exports, and those of its own file. */
export async function scopeOf(file: string): Promise<Record<string, unknown>> {
  const scope: Record<string, unknown> = {};
  for (const { specifier } of entries) Object.assign(scope, await importAny(specifier));
  return Object.assign(scope, await importAny(root + file));
}

/** What tsc says about examples that have their own imports, under the options of the examples folder. */
export function typeErrors(examples: readonly Example[]): string[] {
  const hostOfConfig = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(`${root}examples/tsconfig.json`, {}, hostOfConfig);
  const options = { ...config?.options, noUnusedLocals: false, noUnusedParameters: false };
  const named = new Map(examples.map((example, n) => [`${root}examples/example-${n}.ts`, example]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => named.has(path) || fileExists(path);
  host.readFile = (path) => named.get(path)?.code ?? readFile(path);
  const program = ts.createProgram([...named.keys()], options, host);
  return [...named].flatMap(([path, { file }]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map(({ file: source, start, messageText }) => {
      const line = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    }),
  );
}

export const readMarkdown = (file: string): string =>
  existsSync(root + file) ? readFileSync(root + file, 'utf8') : '';
