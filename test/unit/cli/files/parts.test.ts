import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Codec, Encoding, FilePart, OpenedFile } from '../../../../src/cli/files/codec.ts';
import { csv } from '../../../../src/cli/files/delimited.ts';
import { jsonLines } from '../../../../src/cli/files/jsonLines.ts';
import { cutParts, findLineEnds, findTableRowEnds } from '../../../../src/cli/files/parts.ts';
import { streamOf } from '../../../support/files.ts';

async function* piecesOf(text: string, bytes: number): AsyncGenerator<Uint8Array, void> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

async function cut(text: string, bytes: number, find = findTableRowEnds(), limit = 1e6): Promise<FilePart[]> {
  const parts: FilePart[] = [];
  for await (const part of cutParts(piecesOf(text, bytes), find, limit)) parts.push(part);
  return parts;
}

const textOf = (part: FilePart): string => Buffer.from(part.bytes).toString();

/** All that a reader of a file can see. */
async function seen(codec: Codec, text: string, bytes: number): Promise<unknown> {
  const rows: unknown[] = [];
  try {
    const opened: OpenedFile = await codec.read(streamOf(text, bytes), { encoding: 'utf-8' });
    for await (const row of opened.rows) rows.push(row);
    return { rows, columns: opened.columns };
  } catch (error) {
    const { code, message, line } = error as { code: string; message: string; line?: number };
    return { rows, error: { code, message, line } };
  }
}

/** Texts in which anything may be a row end or none. */
const table = fc.string({ unit: fc.constantFrom('"', '"', ',', '\n', '\n', '\r', 'a', '张'), maxLength: 40 });

const quoted = (cell: string): string => (/["\r\n,]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('cutParts', () => {
  it('gives every byte once, in memory of its own, and the first row alone', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (text, bytes) => {
        const parts = await cut(text, bytes);
        expect(parts.map(textOf).join('')).toBe(text);
        for (const part of parts) expect(part.bytes.buffer.byteLength).toBe(part.bytes.length);
        const whole = await cut(text, 1000);
        expect(parts[0] && textOf(parts[0])).toBe(whole[0] && textOf(whole[0]));
      }),
    );
  });

  it('cuts where a parser of the whole ends a row', async () => {
    const cells = fc.array(
      fc.array(fc.constantFrom('a', 'a', '', '"', 'x\n', '\r\n', '张,'), { minLength: 2, maxLength: 2 }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        cells,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        async (all, end, bytes) => {
          const text = all.map((row) => row.map(quoted).join(',') + end).join('');
          const options = { record_delimiter: ['\r\n', '\n', '\r'] };
          const parts = await cut(text, bytes);
          expect(parts.flatMap((part) => parse(textOf(part), options) as string[][])).toEqual(parse(text, options));
          // Small pieces are cut about once in each.
          if (bytes === 1) expect(parts.length).toBe(all.length);
        },
      ),
    );
  });

  it('hands on the beginning of a row over the limit, and goes on behind it', async () => {
    const text = `a\n${'b'.repeat(50)}\nc\n`;
    const parts = await cut(text, 10, findLineEnds, 20);
    expect(parts.map(({ isTooLong = false }) => isTooLong)).toEqual([false, true, false]);
    expect(parts.filter(({ isTooLong }) => !isTooLong).map(textOf)).toEqual(['a\n', 'c\n']);
    expect(Math.max(...parts.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(10);
    const last = await cut('a\nbbbbbbbbbbbbbbb', 5, findLineEnds, 8);
    expect(last.map(({ isTooLong = false }) => isTooLong)).toEqual([false, true]);
  });
});

describe.each<[string, Codec, fc.Arbitrary<string>]>([
  ['csv', csv, table],
  [
    'jsonl',
    jsonLines,
    fc
      .array(fc.constantFrom('{"a":1}', '', ' ', '{"a"', '\r', '\u3000', '\ufeff{}', '{"b":"张"}'))
      .map((all) => all.join('\n')),
  ],
])('%s', (_, codec, texts) => {
  it('reads the same rows, lines and mistakes from pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 30 }), async (text, bytes) => {
        expect(await seen(codec, text, bytes)).toEqual(await seen(codec, text, 1000));
      }),
    );
  });
});

describe('ends of parts', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `{"id":${i},"收件人":"张三丰"}`).join('\r\n');
  const records = `id,收件人\r\n${Array.from({ length: 30 }, (_, i) => `${i},"张\r\n三丰"`).join('\r\n')}`;
  it.each<[string, Codec, Encoding, Buffer]>([
    ['JSON Lines', jsonLines, 'utf-8', Buffer.from(lines)],
    ['JSON Lines with a mark', jsonLines, 'utf-8', Buffer.from(`\ufeff${lines}`)],
    ['CSV', csv, 'utf-8', Buffer.from(records)],
    ['CSV with a mark', csv, 'utf-8', Buffer.from(`\ufeff${records}\n`)],
    ['CSV in GB 18030', csv, 'gb18030', iconv.encode(records, 'gb18030')],
  ])('are offsets from which a file is read on: %s', async (_, codec, encoding, file) => {
    for (const bytes of [1, 7, 64, 10_000]) {
      const { cut } = await codec.read(streamOf(file, bytes), { encoding });
      const parts: FilePart[] = [];
      for await (const part of cut?.parts ?? []) parts.push(part);
      expect(parts.at(-1)?.end).toBe(file.length);
      for (const [i, { end = -1 }] of parts.entries()) {
        const rest: FilePart[] = [];
        for await (const part of cut?.partsFrom?.(streamOf(file.subarray(end), 50), end) ?? []) rest.push(part);
        expect(rest.map(textOf).join('')).toBe(
          parts
            .slice(i + 1)
            .map(textOf)
            .join(''),
        );
        expect(rest.at(-1)?.end ?? end).toBe(file.length);
      }
    }
  });

  it('are unknown in UTF-16, which is read as another encoding', async () => {
    const { cut } = await csv.read(streamOf(Buffer.from('\ufeffid,a\n1,2\n', 'utf16le')));
    expect(cut?.partsFrom).toBeUndefined();
    for await (const part of cut?.parts ?? []) expect(part.end).toBeUndefined();
  });
});
