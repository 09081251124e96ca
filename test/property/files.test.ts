// What is written comes back as it was, in every format.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Codec } from '../../src/cli/files/codec.ts';
import { csv, tsv } from '../../src/cli/files/delimited.ts';
import { escapeFormula, unescapeFormula } from '../../src/cli/files/formulas.ts';
import { jsonArray } from '../../src/cli/files/jsonArray.ts';
import { jsonLines } from '../../src/cli/files/jsonLines.ts';
import { xlsx } from '../../src/cli/files/workbook.ts';
import { readAll, rowsIn, written } from '../support/files.ts';

const hardTexts = [
  '',
  '𠮷田',
  '👨‍👩‍👧 谢谢',
  '773012345678901234',
  '+8613812345678',
  '+86 138-1234-5678',
  '-5.00',
  '=1+1',
  "'=1+1",
  "''+86",
  '@name',
  '＝SUM(A1)',
  '"',
  'a"b',
  'a,b\tc',
  'line\nbreak\r\nbreak\rend',
  ' padded ',
  '\ufeffmark',
  '\u2028',
  'none',
  '00123',
  '1e5',
];
const text = fc.oneof(
  fc.constantFrom(...hardTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '1', '"', ',', '\t', '\r', '\n', '中', '𠮷'),
    maxLength: 8,
  }),
);
const name = text.filter((column) => column !== '__proto__' && !column.startsWith('\ufeff'));

const columns = fc.uniqueArray(name, { minLength: 1, maxLength: 5 });
const table = (cell: fc.Arbitrary<string>) =>
  columns.chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc.array(
        fc.tuple(...names.map(() => cell)).map((cells) => Object.fromEntries(names.map((n, i) => [n, cells[i]]))),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  );

describe.each<[string, Codec]>([
  ['csv', csv],
  ['tsv', tsv],
])('%s', (_, codec) => {
  it.each(['\n', '\r\n'] as const)('gives rows back, with the line break %j', async (lineBreak) => {
    await fc.assert(
      fc.asyncProperty(
        table(text),
        fc.boolean(),
        fc.integer({ min: 1, max: 70 }),
        async (data, hasMark, chunkBytes) => {
          const { names, rows } = data;
          const file = await written(codec, rows, { columns: names, lineBreak, hasMark });
          const read = await readAll(codec, file, {}, chunkBytes);
          expect(read).toEqual(rows.map((value, i) => ({ status: 'read', row: i + 1, value })));
        },
      ),
    );
  });
});

it('csv in GB18030 gives rows back', async () => {
  // Private use: tables of GB18030 differ there, and such text is refused.
  const inTables = text.filter((value) => !/\p{Co}/u.test(value));
  await fc.assert(
    fc.asyncProperty(table(inTables), async ({ rows, names }) => {
      fc.pre(!names.some((column) => /\p{Co}/u.test(column)));
      const file = await written(csv, rows, { columns: names, encoding: 'gb18030' });
      expect(await rowsIn(csv, file, { encoding: 'gb18030' })).toEqual(rows);
    }),
  );
});

describe.each<[string, Codec]>([
  ['jsonl', jsonLines],
  ['json', jsonArray],
])('%s', (_, codec) => {
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 5 }),
      fc.integer(),
      fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0)),
      // What a double holds comes back as a number, which is written the same.
      fc.bigInt({ min: 10n ** 17n, max: 10n ** 30n }).filter((value) => String(Number(value)) !== String(value)),
      fc.constant(2 ** 53),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;
  const orders = fc.array(fc.dictionary(name, json, { maxKeys: 4, noNullPrototype: true }), { maxLength: 5 });

  it('gives rows back, however the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 70 }), async (rows, chunkBytes) => {
        const file = await written(codec, rows);
        const read = await readAll(codec, file, {}, chunkBytes);
        expect(read).toEqual(rows.map((value, i) => ({ status: 'read', row: i + 1, value })));
      }),
    );
  });
});

it('formulas come back, and none is left', () => {
  fc.assert(
    fc.property(text, (value) => {
      const cell = escapeFormula(value);
      expect(unescapeFormula(cell)).toBe(value);
      if (/^[=@\t\r\n＝＋－＠]/u.test(cell) || /^[+-].*[^\d ().,-]/u.test(cell)) throw new Error('a formula is left');
    }),
  );
});

it('xlsx gives rows back', async () => {
  // Empty rows are left out of a sheet, and what XML cannot hold is refused.
  const cell = text.filter((value) => !/[\p{Cc}\p{Surrogate}\ufffe\uffff]/u.test(value));
  await fc.assert(
    fc.asyncProperty(table(cell), async ({ rows, names }) => {
      fc.pre(names.every((column) => column !== '' && !/[\p{Cc}\p{Surrogate}\ufffe\uffff]/u.test(column)));
      const full = rows.filter((row) => Object.values(row).some((value) => value !== ''));
      expect(await rowsIn(xlsx, await written(xlsx, full, { columns: names }))).toEqual(full);
    }),
    { numRuns: 30 },
  );
});
