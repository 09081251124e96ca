import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { CellWarning } from '../../../../src/cli/files/codec.ts';
import { csv, tsv } from '../../../../src/cli/files/delimited.ts';
import { parseExactly, stringifyExactly } from '../../../../src/cli/files/exactJson.ts';
import { formatNames, formatOf, loadCodec } from '../../../../src/cli/files/formats.ts';
import { escapeFormula, unescapeFormula } from '../../../../src/cli/files/formulas.ts';
import { jsonArray } from '../../../../src/cli/files/jsonArray.ts';
import { jsonLines } from '../../../../src/cli/files/jsonLines.ts';
import { xlsx } from '../../../../src/cli/files/workbook.ts';
import { checkUnpackedSize } from '../../../../src/cli/files/zipSizes.ts';
import { readAll, rowsIn, streamOf, written } from '../../../support/files.ts';

const codesOf = (rows: Awaited<ReturnType<typeof readAll>>): unknown[] =>
  rows.map((row) => (row.status === 'read' ? row.value : [row.row, row.code]));

const codecs = await Promise.all(formatNames.map(loadCodec));

describe('formats', () => {
  it.each([
    ['orders.csv', 'csv'],
    ['a/b.c/ORDERS.JSONL', 'jsonl'],
    ['orders.2026.xlsx', 'xlsx'],
    ['orders.ndjson', 'jsonl'],
    ['csv', undefined],
    ['orders.csv.gz', undefined],
    ['orders.csv/x', undefined],
  ])('%s is %s', (file, name) => expect(formatOf(file)).toBe(name));

  it('have names', () => expect(codecs.map(({ name }) => name)).toEqual(formatNames));
});

describe('jsonl', () => {
  it('goes on behind what it cannot read', async () => {
    const lines = ['{"a":1}', '', '{"a":', '[1]', 'null', '"13812345678"', '{"n":1e400}', ' {"a":2} ', '{"a":3}'];
    expect(codesOf(await readAll(jsonLines, lines.join('\n')))).toEqual([
      { a: 1 },
      [2, 'ERR_ROW_JSON'],
      [3, 'ERR_ROW_JSON'],
      [4, 'ERR_ROW_JSON'],
      [5, 'ERR_ROW_JSON'],
      [6, 'ERR_ROW_NUMBER'],
      { a: 2 },
      { a: 3 },
    ]);
    const [, second] = await readAll(jsonLines, lines.join('\n'));
    expect(second).toEqual({
      status: 'rejected',
      row: 2,
      line: 3,
      code: 'ERR_ROW_JSON',
      reason: 'the line is no JSON object',
    });
  });

  it.each([1, 7, 65536])('rejects a line that is no text, in chunks of %i', async (chunkBytes) => {
    const file = Buffer.concat([Buffer.from('{"a":1}\n{"a":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}\n{"a":2}\n')]);
    expect(codesOf(await readAll(jsonLines, file, {}, chunkBytes))).toEqual([
      { a: 1 },
      [2, 'ERR_ROW_ENCODING'],
      { a: 2 },
    ]);
  });

  it('rejects a line over the limit without holding it', async () => {
    const long = `{"a":"${'x'.repeat(300_000)}"}`;
    const options = { maxRowBytes: 100_000 };
    for (const file of [`{"a":1}\n${long}\n{"a":2}`, `{"a":1}\n${long}\n{"a":2}\n${long}`]) {
      const rows = codesOf(await readAll(jsonLines, file, options, 10_000));
      expect(rows.slice(0, 3)).toEqual([{ a: 1 }, [2, 'ERR_ROW_TOO_LONG'], { a: 2 }]);
      expect(rows.length).toBe(file.endsWith('}') && file.length > 600_000 ? 4 : 3);
    }
  });

  it('keeps marks and line breaks, and reads GB18030 when told', async () => {
    const { style } = await jsonLines.read(streamOf('\ufeff{"a":1}\r\n{"a":2}\r\n'));
    expect(style).toEqual({ encoding: 'utf-8', hasMark: true, lineBreak: '\r\n' });
    const file = await written(jsonLines, [{ a: '张三' }, { a: 2 }], style);
    expect(file.toString()).toBe('\ufeff{"a":"张三"}\r\n{"a":2}\r\n');
    expect(await rowsIn(jsonLines, file)).toEqual([{ a: '张三' }, { a: 2 }]);
    expect(await rowsIn(jsonLines, iconv.encode('{"a":"张三"}\n', 'gb18030'), { encoding: 'gb18030' })).toEqual([
      { a: '张三' },
    ]);
  });

  it.each(['', '\n\n', '\ufeff'])('reads no rows from %j', async (file) => {
    expect(await readAll(jsonLines, file)).toEqual([]);
  });
});

describe('numbers in JSON', () => {
  it.each([
    '{"no":773012345678901234}',
    '{"no":1000000000000000000000}',
    '{"no":-773012345678901234,"s":"773012345678901234","e":1e+21}',
    '[1.5,0.1,123456789012345678901234567890,{"a":[9007199254740993]}]',
    '{"12345678901234567":"1234567890123456\\"7","x":1}',
    '{"a":"e5 9e9 12345678901234567890 \\\\","b":9007199254740993}',
    '{"a":"x","b":[{"c":null},{"c":9007199254740993}]}',
    `${'['.repeat(20)}9007199254740993${']'.repeat(20)}`,
  ])('%s stays', (text) => expect(stringifyExactly(parseExactly(text))).toBe(text));

  it('are looked for in JSON of any depth', () => {
    const depth = 100_000;
    expect(() => parseExactly('['.repeat(depth) + ']'.repeat(depth))).not.toThrow();
  });

  it.each(['{"a":1e400}', '{"a":0.12345678901234567890}', '[1e-400]'])('%s is refused', (text) => {
    expect(() => parseExactly(text)).toThrow('');
    expect(() => parseExactly(text)).not.toThrow(SyntaxError);
  });

  it.each(['{"a":1.50}', '{"a":100e1}', '{"a":0.000e-10}'])('%s keeps its value', (text) => {
    expect(parseExactly(text)).toEqual(JSON.parse(text));
  });
});

describe('json', () => {
  it('reads a list, and one inside a document', async () => {
    expect(await rowsIn(jsonArray, ' [ {"a":1}, {"no":773012345678901234} ] ')).toEqual([
      { a: 1 },
      { no: 773_012_345_678_901_234n },
    ]);
    const answer = '{"code":0,"data":{"orders":[{"a":1},5,{"n":1e400},{"a":2}],"total":3}}';
    const rows = await readAll(jsonArray, answer, { listPath: ['data', 'orders'] });
    expect(codesOf(rows)).toEqual([{ a: 1 }, [2, 'ERR_ROW_JSON'], [3, 'ERR_ROW_NUMBER'], { a: 2 }]);
    expect(await rowsIn(jsonArray, '{"orders":[]}', { listPath: ['orders'] })).toEqual([]);
    expect(await rowsIn(jsonArray, '[]')).toEqual([]);
    const deep = '{"x":{"orders":[{"a":1}]},"orders":{"list":[]},"y":[{"list":5}]}';
    expect(await rowsIn(jsonArray, deep, { listPath: ['orders', 'list'] })).toEqual([]);
    await expect(readAll(jsonArray, deep, { listPath: ['x', 'list'] })).rejects.toMatchObject({
      code: 'ERR_FILE_FORMAT',
    });
    await expect(readAll(jsonArray, deep, { listPath: ['y', 'list'] })).rejects.toMatchObject({
      code: 'ERR_FILE_FORMAT',
    });
  });

  it.each(['', '5', '{}', '{"a":{"b":1}}', '{"orders":{"a":{"b":1}}}'])('finds no list in %s', async (file) => {
    await expect(readAll(jsonArray, file)).rejects.toMatchObject({ code: 'ERR_FILE_FORMAT' });
    await expect(readAll(jsonArray, file, { listPath: ['orders'] })).rejects.toMatchObject({ code: 'ERR_FILE_FORMAT' });
  });

  it.each(
    ['[{"a":1},{"a":2', '[{"a":1}] 13812345678', '[{"a":1},]', '[{"a":1} {"a":2}]'].flatMap((file) => [
      [file, 1] as const,
      [file, file.length] as const,
    ]),
  )('gives the rows before a mistake: %s, in chunks of %i', async (file, chunkBytes) => {
    const { rows } = await jsonArray.read(streamOf(file, chunkBytes));
    const read: unknown[] = [];
    const all = async (): Promise<void> => {
      for await (const row of rows) read.push(row);
    };
    const error = await all().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ERR_FILE_SYNTAX', row: 2 });
    expect(String(error)).not.toContain('138');
    expect(read).toEqual([{ status: 'read', row: 1, value: { a: 1 } }]);
  });

  it('caps a row', async () => {
    const file = `[{"a":1},{"a":"${'x'.repeat(300_000)}"}]`;
    await expect(readAll(jsonArray, file, { maxRowBytes: 100_000 })).rejects.toMatchObject({
      code: 'ERR_FILE_TOO_LARGE',
    });
  });

  it('writes a list', async () => {
    expect((await written(jsonArray, [{ a: 1 }, { a: 2 }])).toString()).toBe('[\n{"a":1},\n{"a":2}\n]\n');
    expect((await written(jsonArray, [])).toString()).toBe('[]\n');
  });
});

describe('csv', () => {
  it('reads what Excel in China saves', async () => {
    const text = '订单号,收件人,备注\r\n773012345678901234,"欧阳,小明","放""门口""\r\n谢谢"\r\n2,㐂田,\r\n';
    const rows = [
      { 订单号: '773012345678901234', 收件人: '欧阳,小明', 备注: '放"门口"\r\n谢谢' },
      { 订单号: '2', 收件人: '㐂田', 备注: '' },
    ];
    const gb = iconv.encode(text, 'gb18030');
    const { style, columns } = await csv.read(streamOf(gb));
    expect(style).toEqual({ encoding: 'gb18030', hasMark: false, lineBreak: '\r\n', delimiter: ',' });
    expect(columns).toEqual(['订单号', '收件人', '备注']);
    for (const chunkBytes of [1, 3, 65536]) {
      const read = (await readAll(csv, gb, {}, chunkBytes)).map((row) => row.status === 'read' && row.value);
      expect(read).toEqual(rows);
    }
    expect(await written(csv, rows, { ...style, columns: columns ?? [] })).toEqual(gb);
    expect(await rowsIn(csv, `\ufeff${text}`)).toEqual(rows);
    const utf16 = Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le');
    expect((await rowsIn(tsv, utf16))[1]).toEqual(rows[1]);
  });

  it('takes another encoding only when it is told, and never guesses behind the head', async () => {
    const late = Buffer.concat([Buffer.from(`name\n${'a\n'.repeat(600_000)}`), iconv.encode('张三\n', 'gb18030')]);
    await expect(readAll(csv, late)).rejects.toMatchObject({ code: 'ERR_FILE_ENCODING' });
    expect((await readAll(csv, late, { encoding: 'gb18030' })).at(-1)).toMatchObject({ value: { name: '张三' } });
    await expect(readAll(csv, Buffer.of(0x61, 0x0a, 0xff), {})).rejects.toMatchObject({ code: 'ERR_FILE_ENCODING' });
    await expect(readAll(csv, '\ufeffa\n', { encoding: 'gb18030' })).rejects.toMatchObject({
      code: 'ERR_FILE_ENCODING',
    });
  });

  it('rejects ragged rows and leaves out empty lines', async () => {
    const file = 'a,b\n1,2\n3\n\n4,5,6\n7,8\n\n';
    const rows = await readAll(csv, file);
    expect(codesOf(rows)).toEqual([{ a: '1', b: '2' }, [2, 'ERR_ROW_CELLS'], [3, 'ERR_ROW_CELLS'], { a: '7', b: '8' }]);
    expect(rows[2]).toMatchObject({ line: 5 });
  });

  it.each([
    ['a,b,a\n', 'columns 1 and 3 have the same name'],
    ['a,,\n', 'columns 2 and 3 have the same name'],
    ['__proto__\n', 'a column has a name that no object can have'],
    ['', 'the file has no header'],
  ])('refuses the header %j', async (file, message) => {
    await expect(csv.read(streamOf(file))).rejects.toMatchObject({ code: 'ERR_FILE_COLUMNS', message });
  });

  it.each([
    ['a,b\n1,2\n"13812345678,3\n4,5\n', 3],
    ['a,b\n1,2\n"x\ny",2\n3,"13812345678"x\n', 5],
    ['a,b\n1,13812345678"x"\n', 2],
  ])('ends at a wrong quote and names the line: %j', async (file, line) => {
    const { rows } = await csv.read(streamOf(file));
    const read: unknown[] = [];
    const all = async (): Promise<void> => {
      for await (const row of rows) read.push(row);
    };
    const error = await all().catch((thrown: unknown) => thrown);
    // A record ends on the line before the one that the error names.
    expect(read.length > 0).toBe(line > 2);
    expect(error).toMatchObject({ code: 'ERR_FILE_SYNTAX', line });
    expect(String(error)).not.toContain('138');
  });

  it('caps a row that an open quote makes of the rest of the file', async () => {
    const file = `a\n1\n"${'x\n'.repeat(200_000)}`;
    await expect(readAll(csv, file, { maxRowBytes: 100_000 })).rejects.toMatchObject({
      code: 'ERR_FILE_TOO_LARGE',
      line: 3,
    });
  });

  it('takes files with both line breaks, and another delimiter', async () => {
    expect(await rowsIn(csv, 'a;b\r\n1;2\n3;4\r\n', { delimiter: ';' })).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });

  it('writes the columns that were read, without those that went and with those that came', async () => {
    const rows = [{ b: 1, c: null, 2: 'x', n: { x: 1n } }];
    expect((await written(csv, rows, { columns: ['b', 'a', '2'] })).toString()).toBe('b,2,c,n\n1,x,,"{""x"":1}"\n');
    expect((await written(csv, [], { columns: ['a', 'b'] })).toString()).toBe('a,b\n');
    expect((await written(csv, [])).toString()).toBe('');
  });

  it('refuses to lose a column or a text', async () => {
    const rows = [{ a: '1' }, { a: '1', b: '13812345678' }];
    await expect(written(csv, rows)).rejects.toMatchObject({ code: 'ERR_FILE_ROW' });
    await expect(written(csv, [{ a: '\ud800' }])).rejects.toMatchObject({ code: 'ERR_FILE_ENCODING' });
    await expect(written(csv, [{ a: '\ue5e5' }], { encoding: 'gb18030' })).rejects.toMatchObject({
      code: 'ERR_FILE_ENCODING',
    });
  });
});

describe('formulas', () => {
  it.each([
    ['=HYPERLINK("http://x")', true],
    ['+cmd|calc', true],
    ['-2+3+cmd', true],
    ['@SUM(1)', true],
    ['\t=1', true],
    ['＝1', true],
    ['+8613812345678', false],
    ['+86 138-1234-5678', false],
    ['+852 ******67', false],
    ['+86138******78', false],
    ['+852 ******67|calc', true],
    ['+852*A1', true],
    ['*67', false],
    ['-5.00', false],
    ["it's", false],
    ["'quoted", false],
    ['a=1', false],
  ])('%j is escaped: %s', (value, isEscaped) => {
    expect(escapeFormula(value)).toBe(isEscaped ? `'${value}` : value);
  });

  it('are escaped and unescaped in the header too', async () => {
    const rows = [{ '=a': '=b' }];
    expect((await written(csv, rows)).toString()).toBe("'=a\n'=b\n");
    expect(await rowsIn(csv, "'=a\n'=b\n")).toEqual(rows);
    await expect(csv.read(streamOf("'=a,=a\n"))).rejects.toMatchObject({ code: 'ERR_FILE_COLUMNS' });
  });

  it('unescapes what other programs escape', () => expect(unescapeFormula("'+8613812345678")).toBe('+8613812345678'));
});

/** A zip file of one entry, whose directory may lie. */
function zipOf(content: Buffer, declaredBytes = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declaredBytes, 22);
  local.writeUInt16LE(1, 26);
  local.write('a', 30);
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(declaredBytes, 24);
  entry.writeUInt16LE(1, 28);
  entry.write('a', 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe('checkUnpackedSize', () => {
  const limit = 1_000_000;

  it('takes a zip file whose directory is right', async () => {
    await checkUnpackedSize(zipOf(Buffer.alloc(limit)), limit);
    const { writeXlsxStream } = await import('hucre/xlsx');
    for (const zip64 of [false, true]) {
      const file = await new Response(writeXlsxStream([['a'], ['1']], { name: 'a', zip64 })).arrayBuffer();
      await checkUnpackedSize(new Uint8Array(file), limit);
      await expect(checkUnpackedSize(new Uint8Array(file), 100)).rejects.toMatchObject({ code: 'ERR_FILE_TOO_LARGE' });
    }
  });

  it.each([
    ['too much', limit + 1, limit + 1, 'ERR_FILE_TOO_LARGE'],
    ['more than its directory says', 2_000_000, 10, 'ERR_FILE_FORMAT'],
    ['less than its directory says', 10, 11, 'ERR_FILE_FORMAT'],
  ])('refuses what unpacks to %s', async (_, bytes, declared, code) => {
    await expect(checkUnpackedSize(zipOf(Buffer.alloc(bytes), declared), limit)).rejects.toMatchObject({ code });
  });

  it('accepts no file that is cut or has a changed byte in its directory, and never fails otherwise', async () => {
    const zip = zipOf(Buffer.from('hello hello hello'));
    for (let end = 0; end < zip.length; end++) {
      await expect(checkUnpackedSize(zip.subarray(0, end), limit)).rejects.toMatchObject({ code: 'ERR_FILE_FORMAT' });
    }
    for (let at = 0; at < zip.length; at++) {
      const changed = Buffer.from(zip);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const error = await checkUnpackedSize(changed, limit).catch((thrown: unknown) => thrown);
      if (error !== undefined) expect(error).toMatchObject({ name: 'FileError' });
    }
  });
});

describe('xlsx', () => {
  it('gives texts back', async () => {
    const rows = [
      { 订单号: '773012345678901234', 收件人: '𠮷田 👍', 手机: '+8613812345678', 备注: '=1+1', 空: '' },
      { 订单号: '2', 收件人: '', 手机: ' 0 ', 备注: '一\n二', 空: '' },
    ];
    expect(await rowsIn(xlsx, await written(xlsx, rows))).toEqual(rows);
  });

  it('reads numbers, dates and booleans as texts, and warns of long numbers', async () => {
    const { writeXlsx } = await import('hucre/xlsx');
    const sheet = {
      name: 'a',
      rows: [
        ['no', 'phone', 'at', 'ok', 'x'],
        [773_012_345_678_901_200, 13_812_345_678, new Date(Date.UTC(2026, 2, 1, 8, 30)), true, 1.5],
        [],
        [null, 'b', null, null, null, 'ragged'],
      ],
    };
    const other = { name: 'b', rows: [['z'], ['1']] };
    const file = await writeXlsx({ sheets: [sheet, other] });
    const warnings: CellWarning[] = [];
    const rows = await readAll(xlsx, file, { onWarning: (warning) => warnings.push(warning) });
    expect(codesOf(rows)).toEqual([
      { no: '773012345678901200', phone: '13812345678', at: '2026-03-01 08:30:00', ok: 'TRUE', x: '1.5' },
      [2, 'ERR_ROW_CELLS'],
    ]);
    expect(warnings).toEqual([{ code: 'WARN_LONG_NUMBER', row: 1, column: 1 }]);
    expect(await rowsIn(xlsx, file, { sheet: 'b' })).toEqual([{ z: '1' }]);
    await expect(readAll(xlsx, file, { sheet: 'c' })).rejects.toMatchObject({ code: 'ERR_FILE_COLUMNS' });
  });

  it.each<[string, Buffer, string]>([
    ['is no zip file', Buffer.from('订单号,收件人\n'), 'ERR_FILE_FORMAT'],
    ['is empty', Buffer.alloc(0), 'ERR_FILE_FORMAT'],
    ['is a zip of something else', zipOf(Buffer.from('hello')), 'ERR_FILE_FORMAT'],
    ['unpacks to too much', zipOf(Buffer.alloc(2_000_000)), 'ERR_FILE_TOO_LARGE'],
    ['says that it unpacks to little', zipOf(Buffer.alloc(2_000_000), 10), 'ERR_FILE_FORMAT'],
    ['says that it unpacks to more', zipOf(Buffer.alloc(10), 11), 'ERR_FILE_FORMAT'],
    ['is cut', zipOf(Buffer.alloc(100_000)).subarray(5), 'ERR_FILE_FORMAT'],
  ])('refuses a file that %s', async (_, file, code) => {
    await expect(xlsx.read(streamOf(file), { maxUnpackedBytes: 1_000_000 })).rejects.toMatchObject({ code });
  });

  it('refuses a file over the limit', async () => {
    const file = await written(xlsx, [{ a: '1' }]);
    await expect(xlsx.read(streamOf(file), { maxPackedBytes: 100 })).rejects.toMatchObject({
      code: 'ERR_FILE_TOO_LARGE',
    });
  });

  it.each([['\ud800'], ['x'.repeat(32_768)]])('refuses a text that a cell cannot hold', async (text) => {
    await expect(written(xlsx, [{ a: text }])).rejects.toMatchObject({ code: 'ERR_FILE_ROW' });
  });
});

describe.each(codecs.map((codec) => [codec.name, codec] as const))(
  '%s holds no more than a part of a file',
  (name, codec) => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ no: String(i), name: '张三丰', at: '海德三道199号' }));

    it.skipIf(name === 'xlsx')('reads what a slow reader takes, and releases the rest', async () => {
      const file = await written(codec, rows);
      let pulled = 0;
      let isCancelled = false;
      const source = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (pulled >= file.length) return controller.close();
          controller.enqueue(file.subarray(pulled, pulled + 8192));
          pulled += 8192;
        },
        cancel() {
          isCancelled = true;
        },
      });
      const opened = await codec.read(source, { encoding: 'utf-8' });
      let taken = 0;
      for await (const row of opened.rows) {
        expect(row.row).toBe(++taken);
        if (taken === 200) break;
      }
      expect(pulled).toBeLessThan(100_000);
      expect(isCancelled).toBe(true);
    });

    it('releases the input of a file that is not read', async () => {
      const file = await written(codec, rows.slice(0, 2));
      const opened = await codec.read(streamOf(file));
      await opened.close();
      for await (const row of opened.rows) expect(row.row).toBeLessThan(2);
    });

    it('writes only as fast as it is read', async () => {
      let pulled = 0;
      const source = new ReadableStream({
        pull(controller) {
          pulled++;
          controller.enqueue({ no: String(pulled), name: `${Math.random()}`.repeat(4) });
        },
      });
      const reader = source.pipeThrough(codec.write()).getReader();
      await reader.read();
      // A writer that does not wait for its reader never comes to rest.
      for (let seen = -1; seen !== pulled; ) {
        expect(pulled).toBeLessThan(20_000);
        seen = pulled;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await reader.cancel();
    });

    it('passes errors of its rows on', async () => {
      const source = new ReadableStream({
        start: (controller) => controller.enqueue({ no: '1' }),
        pull: (controller) => controller.error(new Error('disk')),
      });
      const reader = source.pipeThrough(codec.write()).getReader();
      const read = async (): Promise<void> => {
        while (!(await reader.read()).done);
      };
      await expect(read()).rejects.toThrow('disk');
    });
  },
);
