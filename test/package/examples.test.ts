// Every example that a user can read is run. How to write one is in CONTRIBUTING.md.
import { describe, expect, it } from 'vitest';
import {
  docstringExamples,
  markdownExamples,
  readMarkdown,
  runExample,
  scopeOf,
  typeErrors,
} from '../support/examples.ts';
import { readSrc } from '../support/source.ts';

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const examples = markdownExamples(file, readMarkdown(file));

  it('has examples', () => {
    expect(examples, `${file} is missing or has no \`\`\`ts block`).not.toEqual([]);
  });

  it('has no type errors', () => {
    expect(typeErrors(examples)).toEqual([]);
  });

  it.each(examples)('line $line', (example) => runExample(example));
});

describe('docstrings', () => {
  const examples = readSrc().flatMap(({ file, source }) => docstringExamples(file, source));

  it.each(examples)('$file:$line', async (example) => runExample(example, await scopeOf(example.file)));
});

describe('the runner', () => {
  const run = async (...lines: string[]): Promise<void> => {
    for (const example of markdownExamples('a.md', ['', '```ts', ...lines, '```'].join('\n')))
      await runExample(example);
  };
  const fail = "throw Object.assign(new TypeError('no'), { code: 'ERR_NO' });";

  it.each([
    ["'a' + 'b'; // 'ab'"],
    ['1 + 1; // => 2'],
    ['({ a: [1], b: undefined }); // { a: [1] }'],
    ["'wpf1.xyz'; // 'wpf1.…'"],
    ["({ token: 'wpf1.xyz' }); // { token: 'wpf1.…' }"],
    ["const a: string = 'x'; // 'x'", 'a; // => a'],
    ["await Promise.resolve('x'); // 'x'"],
    ["Promise.resolve('x'); // 'x'"],
    ['console.log("a", 1); // a 1', 'console.log({ a: 1 }); // { a: 1 }', 'console.log([1]); // => "[ 1 ]"'],
    ['({', '  a: 1,', '});', '// => {', '//   a: 1,', '// }'],
    ['[1, 2]; // [', '//   1,', '//   2,', '// ]'],
    [`(() => { ${fail} })(); // throws ERR_NO: prose`, `(async () => { ${fail} })(); // throws TypeError`],
    ["const b = 1; // 3 digits stay, and 'this' is prose", 'b; // all hidden'],
    ["for (const c of ['x', 'y']) {", '  c.length; // 1', '}'],
    ["import { basename } from 'node:path';", "import type { Stats } from 'node:fs';", "basename('/a/b'); // 'b'"],
    ["const { basename: d } = await import('node:path');", "d('/a/b'); // 'b'"],
    ['const e = 1;', '```', 'prose', '```js', 'not run', '```', '```ts', 'e; // 1'],
    ["import 'node:path';", 'const f = 1;', '```', '```ts', "import 'node:path';", 'const f = 2;', 'f; // 2'],
  ])('accepts %s', (...lines) => run(...lines));

  it.each([
    [/^a.md:4: expected 'ab' to deeply equal 'ac'/, ['', "'a' + 'b'; // 'ac'"]],
    [/^a.md:3: .*to deeply equal/, ["'wpr1.xyz'; // 'wpf1.…'"]],
    [/^a.md:3: .*to deeply equal/, ["const a = 'x'; // 'y'"]],
    [/^a.md:3: .*to deeply equal/, ['console.log(1); // prints one']],
    [/^a.md:4: .*to deeply equal/, ['for (const c of [1]) {', '  c; // 2', '}']],
    [/^a.md:4: .*to deeply equal/, ['if (false) throw 1;', "else if (true) 'x'; // 'y'", 'else 1;']],
    [/^a.md:6: .*to deeply equal/, ['try {', '  throw 1;', '} catch (error) {', '  if (error) error; // 2', '}']],
    [/^a.md:8: .*to deeply equal/, ['const e = 1;', '```', 'prose', '```ts', '', 'e; // 2']],
    [/^a.md:3: nothing was thrown, not even ERR_NO/, ["'a'; // throws ERR_NO"]],
    [/^a.md:3: .*to include 'ERR_OTHER'/, [`(() => { ${fail} })(); // throws ERR_OTHER`]],
    [/^a.md:3: not an expression: 'a' and more/, ["'a'; // 'a' and more"]],
    [/^a.md:4: missing is not defined/, ['const a = 1;', 'missing(a);']],
    [/^a.md:3: .*nowhere/, ["import { a } from 'waybill-privacy/nowhere';"]],
  ])('fails with %s', async (message, lines) => {
    await expect(run(...lines)).rejects.toThrow(message);
  });

  it('finds type errors', () => {
    const code = ['', "const a: string = 'x';", 'export const b: number = a;'].join('\n');
    expect(typeErrors([{ file: 'a.md', line: 2, code }])).toEqual([
      expect.stringMatching(/^a.md:3: Type 'string' is not/),
    ]);
  });

  it('finds the examples of docstrings', async () => {
    const source = [
      'const a = 1;',
      '/**',
      ' * Adds.',
      ' *',
      ' * @example',
      " * add(1, 2); // '3'",
      ' * @see elsewhere',
      ' * @example',
      ' * ```ts',
      ' * add(1, 1); // 2',
      ' * ```',
      ' */',
      '/** @internal */',
    ].join('\n');
    const examples = docstringExamples('src/a.ts', source);
    expect(examples.map(({ line }) => line)).toEqual([6, 10]);
    const scope = { add: (a: number, b: number) => a + b };
    await expect(runExample(examples[0]!, scope)).rejects.toThrow(/^src\/a.ts:6: expected 3 to deeply equal '3'/);
    await runExample(examples[1]!, scope);
  });
});
