import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { csv } from '../../../../src/cli/files/delimited.ts';
import { parseJournal } from '../../../../src/cli/jobs/journal.ts';
import { type JournaledOutputOptions, openJournaledOutput } from '../../../../src/cli/jobs/journaledOutput.ts';
import type { Row } from '../../../../src/stream/rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

const output = join(folder, 'out.csv');
const rejects = join(folder, 'rejects.jsonl');
const journal = join(folder, '.out.csv.journal');
const drafts = [join(folder, '.out.csv.part'), join(folder, '.rejects.jsonl.part')] as const;

const options: JournaledOutputOptions = {
  output,
  rejects,
  input: { size: 1, mtimeMs: 2, head: 'a' },
  task: 'mask',
  file: 'in.csv',
  checkpointRows: 3,
};

/** Every fifth row is rejected; the first is, so that the table begins late. Some lack a cell. */
const rowAt = (row: number): Row | undefined =>
  row % 5 === 1 ? undefined : { id: `A${row}`, 备注: `第\n${row}`, ...(row % 4 !== 0 && { more: row }) };
const rows = 23;

const writeCsv = csv.parts?.write ?? expect.fail();

/** Goes on to a row, and is killed behind it: nothing is closed that is not on the disk. */
async function run(last: number, isWhole: boolean): Promise<void> {
  const opened = await openJournaledOutput(options);
  if (opened.from.isWhole !== true) {
    let { columns } = opened.from;
    for (let row = opened.from.rows + 1; row <= last; row++) {
      const value = rowAt(row);
      if (value === undefined) {
        const rejected = [{ status: 'rejected', row, code: 'ERR_X', reason: 'x' }] as const;
        await opened.write({ rows: 1, lines: 1, done: 0, rejected, output: new Uint8Array(0) });
        continue;
      }
      const begun = columns;
      columns ??= Object.keys(value);
      const bytes = writeCsv([value], { columns, isContinued: begun !== undefined });
      await opened.write({ rows: 1, lines: 1, done: 1, rejected: [], output: bytes, columns });
    }
  }
  if (isWhole) await opened.commit();
  await opened.close();
}

const result = (): string[] => [readFileSync(output, 'utf8'), readFileSync(rejects, 'utf8')];

async function expected(): Promise<string[]> {
  await run(rows, true);
  const files = result();
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  return files;
}

describe('an output with a journal', () => {
  it('writes what one without would', async () => {
    const { readable, writable } = csv.write();
    const text = new Response(readable as ReadableStream<Uint8Array>).text();
    const writer = writable.getWriter();
    for (let row = 1; row <= rows; row++) {
      const value = rowAt(row);
      if (value !== undefined) await writer.write(value);
    }
    await writer.close();
    expect((await expected())[0]).toBe(await text);
  });

  it('leaves its files alone, for their owner only, and no journal', async () => {
    await run(10, false);
    expect(readdirSync(folder).sort()).toEqual(['.out.csv.journal', '.out.csv.part', '.rejects.jsonl.part']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    await run(rows, true);
    expect(readdirSync(folder).sort()).toEqual(['out.csv', 'rejects.jsonl']);
  });

  it('goes on from any beginning of a journal, cut at every byte', async () => {
    const whole = await expected();
    await run(rows, false);
    const written = readFileSync(journal);
    const parts = drafts.map((draft) => readFileSync(draft));
    const all = parseJournal(written);
    // What is read of a journal, and kept of it, is all that a run knows of the one before.
    const middles: number[] = [];
    for (let length = 0; length <= written.length; length++) {
      const { head, checkpoints, ends } = parseJournal(written.subarray(0, length));
      const lines = all.ends.filter((end) => end <= length).length;
      expect(head).toEqual(lines === 0 ? undefined : all.head);
      expect(checkpoints).toEqual(all.checkpoints.slice(0, Math.max(lines - 1, 0)));
      expect(ends).toEqual(all.ends.slice(0, lines));
      if (middles.length === lines) middles.push(length + 20);
    }
    for (const length of [0, ...middles, ...all.ends, ...all.ends.map((end) => end - 1)]) {
      writeFileSync(journal, written.subarray(0, length));
      for (const [i, draft] of drafts.entries()) writeFileSync(draft, parts[i] as Buffer);
      await run(rows, true);
      expect(result()).toEqual(whole);
    }
  });

  it('goes on wherever it is ended, again and again, with drafts of any length', async () => {
    const whole = await expected();
    const stop = fc.record({
      last: fc.nat({ max: rows }),
      cut: fc.nat({ max: 300 }),
      draft: fc.constantFrom(...drafts),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stop, { maxLength: 4 }), async (stops) => {
        for (const { last, cut, draft } of stops) {
          await run(last, false);
          truncateSync(draft, Math.min(cut, statSync(draft).size));
        }
        await run(rows, true);
        expect(result()).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the files their names where it was ended between the two', async () => {
    const whole = await expected();
    await run(rows, false);
    const { ends, checkpoints } = parseJournal(readFileSync(journal));
    expect(checkpoints.length).toBe(ends.length - 1);
    // As `commit` leaves them before the first rename.
    await run(rows, true);
    const head = JSON.stringify({ format: 'waybill-privacy-journal', version: 1, input: options.input, task: 'mask' });
    const last = { rows, done: 18, codes: { ERR_X: 5 }, output: 1, rejects: 1, isWhole: true };
    writeFileSync(journal, `${head}\n${JSON.stringify(last)}\n`);
    writeFileSync(drafts[0], whole[0] as string);
    rmSync(output);
    await run(rows, true);
    expect(result()).toEqual(whole);
    expect(readdirSync(folder).sort()).toEqual(['out.csv', 'rejects.jsonl']);
  });

  it.each<[string, Partial<JournaledOutputOptions>]>([
    ['ERR_JOURNAL_INPUT', { input: { ...options.input, size: 3 } }],
    ['ERR_JOURNAL_INPUT', { input: { ...options.input, mtimeMs: 3 } }],
    ['ERR_JOURNAL_INPUT', { input: { ...options.input, head: 'b' } }],
    ['ERR_JOURNAL_TASK', { task: 'encrypt' }],
  ])('refuses with %s to go on for %j, and changes nothing', async (code, other) => {
    await run(10, false);
    const before = [journal, ...drafts].map((file) => readFileSync(file, 'utf8'));
    await expect(openJournaledOutput({ ...options, ...other })).rejects.toMatchObject({ code });
    expect([journal, ...drafts].map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });

  it('keeps a journal of whole lines, in which counts and lengths are those of the drafts', async () => {
    await run(10, false);
    const cut = readFileSync(journal);
    // As if it had been killed within its last line.
    writeFileSync(journal, cut.subarray(0, cut.length - 5));
    await run(21, false);
    const written = readFileSync(journal);
    const { checkpoints, ends } = parseJournal(written);
    expect(ends.at(-1)).toBe(written.length);
    expect(checkpoints.map((point) => point.rows)).toEqual([3, 6, 9, 12, 15, 18, 21]);
    for (const { rows: count, done, codes } of checkpoints) {
      expect([done, codes['ERR_X']]).toEqual([count - Math.ceil(count / 5), Math.ceil(count / 5)]);
    }
    const { output: bytes, rejects: listed } = checkpoints.at(-1) ?? {};
    expect(drafts.map((draft) => statSync(draft).size)).toEqual([bytes, listed]);
  });

  it('tells the journal no value of a row', async () => {
    await run(rows, false);
    expect(readFileSync(journal, 'utf8')).not.toMatch(/A\d|第/u);
  });
});
