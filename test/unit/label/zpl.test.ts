import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Label, parseLabel, writeLabel } from 'waybill-privacy/label';
import { carrierLabels, gbk, noCarrierLabels } from '../../support/labels.ts';
import '../../support/fast-check.ts';

const utf8 = new TextEncoder();
const bytes = (before: string, hex: string, after: string): Uint8Array =>
  Uint8Array.from(Buffer.concat([Buffer.from(before), Buffer.from(hex, 'hex'), Buffer.from(after)]));
const runs = (label: Label) => label.runs.map(({ kind, text, symbol }) => [kind, text, symbol]);

describe('what a label says', () => {
  it.each<[string, string | Uint8Array, unknown]>([
    ['text', '^XA^FO1,2^FDA-1^FS^XZ', [['text', 'A-1', undefined]]],
    ['text in a variable field', '^XA^FVA-1^FS^XZ', [['text', 'A-1', undefined]]],
    ['lower-case commands', '^xa^fdA-1^fs^xz', [['text', 'A-1', undefined]]],
    ['a comment', '^XA^FX for 张三丰^XZ', [['comment', ' for 张三丰', undefined]]],
    ['an empty format that feeds', '^XA^FDA-1^FS^XZ^XA', [['text', 'A-1', undefined]]],
    ['UTF-8', utf8.encode('^XA^CI28^FD张三丰^FS^XZ'), [['text', '张三丰', undefined]]],
    ['UTF-8 in hexadecimal', '^XA^CI28^FH^FD_E5_BC_a0三^FS^XZ', [['text', '张三', undefined]]],
    ['another indicator', '^XA^CI28^FH\\^FD\\E5\\BC\\A0_41\\&^FS^XZ', [['text', '张_41\\&', undefined]]],
    [
      'an indicator of one field alone',
      '^XA^FH^FD_41^FS^FD_41^FS^XZ',
      [
        ['text', 'A', undefined],
        ['text', '_41', undefined],
      ],
    ],
    ['GBK', gbk('^XA^CI26^FD张三丰^FS^XZ'), [['text', '张三丰', undefined]]],
    ['GBK in hexadecimal', '^XA^CI26^FH^FD_D5_C5^FS^XZ', [['text', '张', undefined]]],
    ['GBK under a single-byte charset', gbk('^XA^CI13^FD张三丰^FS^XZ'), [['text', '张三丰', undefined]]],
    ['GBK without a charset', gbk('^XA^FD张三丰^FS^XZ'), [['text', '张三丰', undefined]]],
    ['four bytes of GB 18030', bytes('^XA^CI26^FD', '8139ee39', 'A^FS^XZ'), [['text', '㐀A', undefined]]],
    ['three bytes of EUC-JP', bytes('^XA^CI16^FD', '8fb0a1', '^FS^XZ'), [['text', '丂', undefined]]],
    ['one byte of Shift-JIS', bytes('^XA^CI15^FD', 'b1', 'A^FS^XZ'), [['text', 'ｱA', undefined]]],
    ['a letter beside hexadecimal', '^XA^CI28^FH^FDé_41^FS^XZ', [['text', 'éA', undefined]]],
    ['code page 850', Uint8Array.of(0x5e, 0x46, 0x44, 0x82, 0x5e, 0x46, 0x53), [['text', 'é', undefined]]],
    ['a charset without a number', '^XA^CI17^CI^FD张三丰^FS^XZ', [['text', '张三丰', undefined]]],
    ['a blank in place of an indicator', '^XA^FH ^FD_41^FS^XZ', [['text', 'A', undefined]]],
    [
      'a comment in a field of another kind',
      '^XA^BCN^FH^FX_41^FD_41^FS^XZ',
      [
        ['comment', '_41', undefined],
        ['barcode', 'A', 'BC'],
      ],
    ],
    ['Code 128', '^XA^BCN,9^FD>;1234^FS^XZ', [['barcode', '>;1234', 'BC']]],
    [
      'Code 39',
      '^XA^B3N^FD12^FS^FDno^FS^XZ',
      [
        ['barcode', '12', 'B3'],
        ['text', 'no', undefined],
      ],
    ],
    ['defaults of barcodes', '^XA^BY3^FD12^FS^XZ', [['text', '12', undefined]]],
    ...['BQ', 'BX', 'B7', 'BD', 'BO', 'BF'].map((code): [string, string, unknown] => [
      `2-D ${code}`,
      `^XA^${code}N^FDQA,1^FS^XZ`,
      [['payload', 'QA,1', code]],
    ]),
    [
      'changed prefixes',
      '^XA^CC-~CT+-FDA^1-FS+CC^^FDB-2^FS^XZ',
      [
        ['text', 'A^1', undefined],
        ['text', 'B-2', undefined],
      ],
    ],
    [
      'a template',
      '^XA^DFE:A.ZPL^FS^B3N^FN4^FS^FN1^FS^XZ^XA^XFE:A.ZPL^FN4^FD12^FS^FN1^FDA^FS^XZ',
      [
        ['barcode', '12', 'B3'],
        ['text', 'A', undefined],
      ],
    ],
    [
      'graphics',
      '^XA^GFA,2,2,1,^FDA^FS^GFB,9,9,1,^FDno^FS!^FDB^FS^XZ',
      [
        ['text', 'A', undefined],
        ['text', 'B', undefined],
      ],
    ],
    ['a graphic after another delimiter', '^XA^CD;^GFB;9;9;1;^FDno^FS!^FDA^FS^XZ', [['text', 'A', undefined]]],
    ['a graphic in Base64', '^XA^GFB,99,99,1,:B64:AAAA:1234^FDA^FS^XZ', [['text', 'A', undefined]]],
    ['a stored picture', '~DYR:A,P,P,9,1,^FDno^FS!^XA^FDA^FS^XZ', [['text', 'A', undefined]]],
    ['a stored graphic', '~DYR:A,B,G,9,1,^FDno^FS!~DGR:B,1,1,FF^XA^FDA^FS^XZ', [['text', 'A', undefined]]],
  ])('%s', (_, source, expected) => {
    const label = parseLabel(source, { language: 'zpl' });
    expect(runs(label)).toEqual(expected);
    expect(label.problems).toEqual([]);
    expect(writeLabel(label)).toEqual(source);
  });

  it('says where it stands', () => {
    const { runs } = parseLabel('^XA\r\n^CI28^FO20,40^FB300,2\n  ^FN7^FH!^FDA^FS^XZ');
    expect(runs[0]).toMatchObject({ offset: 40, line: 3, column: 14, position: 'FO20,40', encoding: 'CI28' });
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a format without an end', '12^XA^FDA^FS', 2],
    ['a field without an end', '^XA^FDA', 3],
    ['a field that its format ends', '^XA^FDA^XZ', 3],
    ['a prefix without a command', '^XA^XZ^', 6],
    ['half a command', '^XA^XZ^F', 6],
    ['a prefix change without a character', '^XA^XZ^CC', 6],
    ['a graphic of more bytes than there are', '^XA^XZ~DYR:A,B,G,900,1,abc', 6],
    ['GBK as UTF-8', gbk('^XA^CI28^FD张三丰^FS^XZ'), 11],
    ['half a GBK character', '^XA^CI26^FH^FD_FF^FS^XZ', 14],
    ['half a character beside hexadecimal', '^XA^CI28^FH^FD张_E5_BC^FS^XZ', 14],
    ['half a character of EUC-JP beside hexadecimal', '^XA^CI16^FH^FD张_81^FS^XZ', 14],
    ['a decoded text of a charset that is not read', '^XA^CI17^FD张^FS^XZ', 11],
    ['a charset that is not read', '^XA^CI17^FH^FD_5F_20^FS^XZ', 14],
  ])('%s is a problem', (_, source, offset) => {
    const label = parseLabel(source, { language: 'zpl' });
    expect(label.problems.map((problem) => problem.offset)).toEqual([offset]);
    expect(writeLabel(label)).toEqual(source);
  });

  it.each([[1], [null], [undefined], [{}]])('refuses %j', (source) => {
    expect(() => parseLabel(source as unknown as string)).toThrow(TypeError);
  });
});

const piece = fc.constantFrom(
  ...[
    '^XA',
    '^XZ',
    '^FD',
    '^FS',
    '^FH',
    '^FH\\',
    '_41',
    '^CC',
    '~CC',
    '^CT',
    '~',
    '^',
    '^GFB,5,5,1,',
    '~DYR:A,B,G,7,1,',
    '^CI28',
    '^CI26',
  ],
  ...['^CI17', '^FX', '^FN1', '^BQ', '\n', '张', '\ud800', ','],
);
const almostZpl = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 });

describe('a label that is not changed', () => {
  it('is written as it was, whatever it is', () => {
    const sources = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      almostZpl.map((pieces) => pieces.join('')),
      almostZpl.map((pieces) => utf8.encode(pieces.join(''))),
    );
    fc.assert(
      fc.property(sources, (source) => {
        const label = parseLabel(source, { language: 'zpl' });
        expect(writeLabel(label)).toEqual(source);
        let at = 0;
        for (const { offset, dataOffset, end } of label.commands) {
          expect(offset).toBe(at);
          expect(end).toBeGreaterThan(offset);
          expect(dataOffset).toBeGreaterThanOrEqual(offset);
          at = end;
        }
        expect(at).toBe(source.length);
      }),
    );
  });

  it.runIf(carrierLabels.length > 0)('is written as it was, of every carrier', () => {
    for (const [name, bytes] of carrierLabels) {
      const label = parseLabel(bytes);
      expect([name, label.problems]).toEqual([name, []]);
      expect(writeLabel(label), name).toEqual(bytes);
      expect(label.runs.length, name).toBeGreaterThan(0);
    }
  });

  it.skipIf(carrierLabels.length > 0)(noCarrierLabels, () => {});
});
