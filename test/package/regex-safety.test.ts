// Every regular expression of src is a literal, so that it can be listed here and checked for ReDoS.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse, readSrc, type SourceText, walk, where } from '../support/source.ts';

// recheck reads these when it is loaded: the JavaScript backend gives the same verdicts on every machine.
process.env['RECHECK_BACKEND'] = 'pure';
process.env['RECHECK_SYNC_BACKEND'] = 'pure';
const { checkSync } = await import('recheck');

/** Longest search for an attack on one expression. Lookarounds take about 1.5 s, all others milliseconds. */
const timeoutMs = 20_000;

interface RegexLiteral {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

function literalsOf(text: SourceText): RegexLiteral[] {
  const found: RegexLiteral[] = [];
  walk(parse(text), (node) => {
    if (!ts.isRegularExpressionLiteral(node)) return;
    const slash = node.text.lastIndexOf('/');
    found.push({ at: where(node), source: node.text.slice(1, slash), flags: node.text.slice(slash + 1) });
  });
  return found;
}

/** `new RegExp(…)`, `RegExp(…)` and `globalThis.RegExp(…)`. */
function constructedIn(text: SourceText): string[] {
  const found: string[] = [];
  walk(parse(text), (node) => {
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (ts.isIdentifier(callee) && callee.text === 'RegExp') found.push(where(node));
  });
  return found;
}

function problemOf({ source, flags }: RegexLiteral): string | undefined {
  // `v` needs ES2024, which is past our target, and recheck does not know it.
  if (!flags.includes('u')) return 'needs the u flag';
  const result = checkSync(source, flags.replace('d', ''), { timeout: timeoutMs });
  if (result.status === 'safe') return undefined;
  if (result.status === 'unknown') return `unknown: ${result.error.kind}`;
  return `${result.complexity.summary} time, by ${result.attack.pattern}`;
}

const synthetic = (source: string): SourceText => ({ file: 'src/a.ts', source });

describe('regular expressions', () => {
  const src = readSrc();

  it('are never built at run time', () => {
    expect(src.flatMap(constructedIn)).toEqual([]);
  });

  it.each(src.flatMap(literalsOf))('$at is safe', (literal) => {
    expect(problemOf(literal), `/${literal.source}/${literal.flags}`).toBeUndefined();
  });
});

describe('the checker', () => {
  it.each(["new RegExp('a')", 'RegExp(input)', "new globalThis.RegExp('a', 'u')"])('finds %s', (code) => {
    expect(constructedIn(synthetic(`const x = 1;\nconst r = ${code};`))).toEqual(['src/a.ts:2']);
  });

  it('finds literals wherever they are', () => {
    const found = literalsOf(synthetic("const a = [/a\\/[/]b/u];\nf('x'.replace(/c/gu, '')); // /no/"));
    expect(found).toEqual([
      { at: 'src/a.ts:1', source: 'a\\/[/]b', flags: 'u' },
      { at: 'src/a.ts:2', source: 'c', flags: 'gu' },
    ]);
  });

  it.each([
    ['^\\p{Script=Han}{2,4}$', 'u', undefined],
    ['(?<=\\d)[^\\d]', 'dgu', undefined],
    ['^\\d{3}$', 'g', 'needs the u flag'],
    ['^(a+)+$', 'u', expect.stringContaining('exponential time')],
    ['([\\u4e00-\\u9fa5]+(省|市|区))+', 'u', expect.stringContaining('polynomial time')],
    ['[', 'u', 'unknown: invalid'],
  ])('judges /%s/%s', (source, flags, problem) => {
    expect(problemOf({ at: '', source, flags })).toEqual(problem);
  });
});
