import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CutFile } from '../../../../src/cli/files/codec.ts';
import { csv } from '../../../../src/cli/files/delimited.ts';
import type { PartResult } from '../../../../src/cli/rows/processPart.ts';
import { processParts } from '../../../../src/cli/rows/processParts.ts';
import { streamOf } from '../../../support/files.ts';

/** Every third row has a cell too many, and every fourth is followed by an empty line. */
const rows = 20;
const table = [
  'id,phone',
  ...Array.from(
    { length: rows },
    (_, i) => `A${i + 1},1381234${5678 + i}${i % 3 === 0 ? ',x' : ''}${i % 4 === 0 ? '\n' : ''}`,
  ),
].join('\n');

interface Start {
  readonly offset: number;
  readonly row: number;
  readonly line: number;
}

/** @param from - Goes on behind a part, without what stands before it. */
async function run(text: string, bytes: number, rowsBefore = 0, isStrict = false, from?: Start): Promise<PartResult[]> {
  // To find out the encoding, all of it would be read and cut as one piece.
  const { cut, style, columns = [] } = await csv.read(streamOf(text, bytes), { encoding: 'utf-8' });
  if (cut === undefined) throw new TypeError('CSV is cut');
  const results: PartResult[] = [];
  const rest = from && cut.partsFrom?.(streamOf(Buffer.from(text).subarray(from.offset), bytes), from.offset);
  await processParts({
    parts: rest ?? cut.parts,
    start: from ?? { row: 0, line: cut.linesBefore },
    task: {
      plan: { verb: 'mask', shape: { columns: { phone: 'phone' } } },
      source: { format: 'csv', reading: cut.reading },
      target: { format: 'csv', style: { ...style, columns } },
      isStrict,
    },
    rowsBefore,
    ...(rowsBefore > 1 && { begun: { columns } }),
    sink: async (result) => void results.push(result),
  });
  return results;
}

const outputOf = (results: readonly PartResult[]): string =>
  results.map(({ output }) => Buffer.from(output as Uint8Array).toString()).join('');
const rejectedOf = (results: readonly PartResult[]): unknown[] =>
  results.flatMap(({ rejected }) => rejected.map((row) => [row.row, 'line' in row ? row.line : 0]));

describe('processParts', () => {
  it('goes on where a part was done, without reading what stands before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (bytes) => {
        const whole = await run(table, bytes);
        expect(whole.at(-1)?.reached?.offset).toBe(Buffer.byteLength(table));
        let row = 0;
        for (const [i, { done, rejected, reached }] of whole.entries()) {
          row += done + rejected.length;
          if (reached === undefined || row < 2) continue;
          const rest = await run(table, bytes, row, false, { offset: reached.offset, row, line: reached.lines });
          expect(outputOf(rest)).toBe(outputOf(whole.slice(i + 1)));
          expect(rejectedOf(rest)).toEqual(rejectedOf(whole.slice(i + 1)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not pass over a row that ends the run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (bytes) => {
        for (const { rejected, reached } of await run(table, bytes, 0, true)) {
          if (rejected.length > 0) expect(reached).toBeUndefined();
        }
        const broken: PartResult[] = [];
        const text = 'id,phone\nA1,13812345678\nA2,1"38"\n';
        const { cut, style, columns = [] } = await csv.read(streamOf(text, bytes), { encoding: 'utf-8' });
        const task = {
          plan: { verb: 'mask', shape: { columns: { phone: 'phone' } } },
          source: { format: 'csv', reading: (cut as CutFile).reading },
          target: { format: 'csv', style: { ...style, columns } },
          isStrict: false,
        } as const;
        const sink = async (result: PartResult): Promise<void> => void broken.push(result);
        await expect(processParts({ parts: (cut as CutFile).parts, task, sink })).rejects.toMatchObject({
          code: 'ERR_FILE_SYNTAX',
        });
        for (const { reached } of broken) expect(reached?.offset ?? 0).toBeLessThan(text.indexOf('A2') + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('gives one output and the numbers of the file, whatever the parts are', async () => {
    const whole = await run(table, 10_000);
    expect(outputOf(whole)).toMatch(/^id,phone\nA2,138\*{6}79\n/u);
    expect(rejectedOf(whole)).toEqual([
      [1, 2],
      [4, 6],
      [7, 10],
      [10, 14],
      [13, 17],
      [16, 21],
      [19, 25],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (bytes) => {
        const parts = await run(table, bytes);
        expect(outputOf(parts)).toBe(outputOf(whole));
        expect(rejectedOf(parts)).toEqual(rejectedOf(whole));
      }),
      { numRuns: 20 },
    );
  });

  it.each(Array.from({ length: rows }, (_, i) => i + 1))('goes on behind row %i', async (before) => {
    const whole = await run(table, 70);
    const rest = await run(table, 70, before);
    const lines = outputOf(whole).split('\n');
    // One row is rejected before the table has begun.
    const kept =
      before === 1 ? lines : lines.filter((line) => Number(/^A(\d+)/u.exec(line)?.[1] ?? rows + 1) > before).slice(1);
    expect(outputOf(rest)).toBe(kept.join('\n'));
    expect(rejectedOf(rest)).toEqual(rejectedOf(whole).filter((row) => ((row as number[])[0] as number) > before));
  });

  it('has nothing behind the first refused row when it is strict', async () => {
    const [first] = await run(table.replace('A1,13812345678,x', 'A1,13812345678'), 10_000, 0, true);
    expect([first?.done, first?.rejected.length]).toEqual([3, 1]);
    expect(outputOf(first === undefined ? [] : [first]).split('\n').length).toBe(5);
  });

  it('writes the header of a table without rows, once', async () => {
    expect(outputOf(await run('id,phone\n', 100))).toBe('id,phone\n');
    expect(outputOf(await run('id,phone\n1\n', 100))).toBe('id,phone\n');
  });

  it('hands on the rows before a mistake, and names its line in the file', async () => {
    await expect(run(`${table}\n"`, 50)).rejects.toMatchObject({ code: 'ERR_FILE_SYNTAX', line: 27 });
  });
});
