// Workbooks that no command writes: several sheets, and what is no sheet of cells.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { readSheets } from '../../../src/cli/files/workbook.ts';
import { streamOf } from '../../support/files.ts';
import { runInProcess } from '../../support/transcript.ts';

const cwd = mkdtempSync(join(tmpdir(), 'waybill-privacy-scan-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

type Cells = readonly (readonly (string | number | null)[])[];

async function scan(sheets: readonly Cells[], ...options: string[]): Promise<string[]> {
  const file = await writeXlsx({
    sheets: sheets.map((rows, i) => ({ name: `s${i}`, rows: rows.map((row) => [...row]) })),
  });
  writeFileSync(join(cwd, 'book.xlsx'), file);
  const { stdout } = await runInProcess(['scan', 'book.xlsx', ...options], { cwd });
  return stdout.split('\n').slice(0, -1);
}

describe('scan of workbooks', () => {
  it('reads every sheet, and numbers rows as the spreadsheet does', async () => {
    const found = await scan([[['编码'], ['A-1']], [], [['姓名', '电话'], [], ['张三丰', 13_812_345_678]]]);
    expect(found).toEqual([
      'book.xlsx[3]:3:1\tname\t-\tname-label\t0.92',
      'book.xlsx[3]:3:2\tphone\t-\tphone-cue\t0.99',
    ]);
  });

  it('reads a sheet without a header', async () => {
    expect(
      await scan([
        [
          ['13812345678', 'A-1'],
          ['A-2', '13912345678'],
        ],
      ]),
    ).toEqual(['book.xlsx:1:1\tphone\t-\tphone-mobile\t0.95', 'book.xlsx:2:2\tphone\t-\tphone-mobile\t0.95']);
  });

  it.each<[string, readonly string[]]>([
    ['twice', ['电话', '电话']],
    ['as unnamed ones are', ['column_2', '']],
    ['as unnamed ones are, behind', ['', 'column_1']],
    ['with points', ['a', 'a.b']],
    ['that look like positions', ['{1}', '0']],
    ['that reach into prototypes', ['__proto__', 'constructor']],
  ])('loses no cell under columns named %s', async (_, header) => {
    const places = (await scan([[header, ['13812345678', '13912345678']]])).map((line) => line.split('\t')[0]);
    expect(places).toEqual(['book.xlsx:2:1', 'book.xlsx:2:2']);
  });

  it('tells the sheet as a number to programs', async () => {
    const [line = ''] = await scan([[], [['电话13812345678']]], '--json');
    expect(JSON.parse(line)).toMatchObject({ file: 'book.xlsx', sheet: 2, row: 1, column: 1, start: 2, end: 13 });
  });

  it('keeps the limits of the codec', async () => {
    const file = await writeXlsx({ sheets: [{ name: 'a', rows: Array.from({ length: 5_000 }, () => ['A-1']) }] });
    for (const limits of [{ maxPackedBytes: 100 }, { maxUnpackedBytes: 10_000 }]) {
      await expect(readSheets(streamOf(file), limits).next()).rejects.toMatchObject({ code: 'ERR_FILE_TOO_LARGE' });
    }
  });
});
