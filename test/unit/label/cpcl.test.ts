import { describe, expect, it } from 'vitest';
import { type Label, lintLabel, maskLabel, parseLabel, writeLabel } from 'waybill-privacy/label';
import { gbk, original, utf8, ways } from '../../support/labels.ts';
import { thrownBy } from '../../support/thrown.ts';

const runs = (label: Label) => label.runs.map(({ kind, text, symbol }) => [kind, text, symbol]);
const begin = '! 0 200 200 600 1\r\n';
const end = 'FORM\r\nPRINT\r\n';
const draw = (...lines: string[]): string => `${begin}PAGE-WIDTH 608\r\n${lines.join('\r\n')}\r\n${end}`;

describe('a field of CPCL', () => {
  it.each([
    ['a text', draw('T 4 0 30 40 A')],
    ['a comment', draw('; A')],
    ['a barcode', draw('B 128 1 1 50 1 1 A')],
    ['a payload', draw('B QR 1 1', 'MA,A', 'ENDQR')],
  ])('takes no line break: what follows in %s would be a command', (_, label) => {
    const [run] = parseLabel(label).runs;
    for (const text of ['A\rPRINT', 'A\nPRINT', '\r\n', 'A\n']) expect(run?.write(text)).toBeUndefined();
    expect(run?.write('A PRINT')).toMatch(/A PRINT$/u);
  });
});

describe('a label in CPCL that ends anywhere', () => {
  const label = draw(
    'B QR 1 1',
    'MA,A',
    'ENDQR',
    'ML 9',
    'T 4 0 1 2',
    'A',
    'ENDML',
    'EG 1 1 0 0 F0',
    '; A',
    'B 128 1 1 5 1 1 A',
  );

  it.each(['\r\n', '\n', '\r'])('is read, with lines that end in %j', (lineEnd) => {
    const source = label.replaceAll('\r\n', lineEnd);
    for (let length = begin.length; length <= source.length; length++) {
      const cut = source.slice(0, length);
      const parsed = parseLabel(cut);
      expect(writeLabel(parsed)).toBe(cut);
      expect(parsed.runs.every((run) => run.offset <= run.end && run.end <= length)).toBe(true);
    }
  });
});

describe('what a label in CPCL says', () => {
  it.each<[string, string | Uint8Array, unknown]>([
    ['text', draw('TEXT 4 0 30 40 A-1 b'), [['text', 'A-1 b', undefined]]],
    ['text without data', draw('T 4 0 30 40', 'T 4 0 30 40 '), [['text', '', undefined]]],
    ['lower-case commands and line feeds', '! 0 200 200 210 1\ntext 4 0 30 40 A\nprint\n', [['text', 'A', undefined]]],
    ...['T', 'VTEXT', 'VT', 'TEXT90', 'T90', 'TEXT180', 'T180', 'TEXT270', 'T270'].map(
      (code): [string, string, unknown] => [code, draw(`${code} 4 0 30 40 A`), [['text', 'A', undefined]]],
    ),
    ['text in a scaled font', draw('ST PLL.CSF 12 12 30 40 A'), [['text', 'A', undefined]]],
    [
      'parts of a text',
      draw('CONCAT 75 75', '4 2 5 $', 'ST PLL.CSF 12 12 0 A b', 'ENDCONCAT'),
      [
        ['text', '$', undefined],
        ['text', 'A b', undefined],
      ],
    ],
    [
      'lines of a text',
      draw('ML 47', 'TEXT 4 0 10 20', '1st line', '', 'ENDM', 'ENDML'),
      [
        ['text', '1st line', undefined],
        ['text', 'ENDM', undefined],
      ],
    ],
    ['lines that end by their long name', draw('ML 47', 'T 4 0 1 1', 'A', 'ENDMULTILINE'), [['text', 'A', undefined]]],
    ['lines that end by their short name', draw('MULTILINE 47', 'T 4 0 1 1', 'A', 'ENDML'), [['text', 'A', undefined]]],
    ['Code 128', draw('BARCODE 128 1 1 50 150 10 SF1'), [['barcode', 'SF1', '128']]],
    ['a vertical barcode', draw('VB 39 1 1 50 150 10 SF1'), [['barcode', 'SF1', '39']]],
    ['a QR code', draw('B QR 10 100 M 2 U 10', 'MA,SF1', 'ENDQR'), [['payload', 'MA,SF1', 'QR']]],
    ['a QR code of two lines', draw('B QR 1 1', 'MA,1', '2', 'ENDQR'), [['payload', 'MA,1\r\n2', 'QR']]],
    ['PDF417', draw('B PDF-417 10 20 XD 3', '1', 'ENDPDF'), [['payload', '1', 'PDF-417']]],
    ['MaxiCode', draw('B MAXICODE 20 20', 'MSG A', 'ENDMAXICODE'), [['payload', 'MSG A', 'MAXICODE']]],
    ['DataMatrix', draw('B DATAMATRIX 1 1', '1', 'ENDDATAMATRIX'), [['payload', '1', 'DATAMATRIX']]],
    ['Aztec', draw('B AZTEC 1 1', '1', 'ENDAZTEC'), [['payload', '1', 'AZTEC']]],
    ['a comment', draw('; for A'), [['comment', ' for A', undefined]]],
    ['a graphic', draw('CG 2 3 90 45 T\r\nT 4', 'T 4 0 1 1 A'), [['text', 'A', undefined]]],
    ['a graphic in hexadecimal', draw('EG 2 2 90 45 F0F0', '0F0F', 'T 4 0 1 1 A'), [['text', 'A', undefined]]],
    ['utilities', '! UTILITIES\r\nIN-MILLIMETERS\r\nSETFF 10 2\r\nPRINT\r\n', []],
    ['one utility', `! U1 setvar "media.type" "label"\r\n${draw('T 4 0 1 1 A')}`, [['text', 'A', undefined]]],
    [
      'lines outside of a label',
      `A b\r\n${draw()}C`,
      [
        ['text', 'A b', undefined],
        ['text', 'C', undefined],
      ],
    ],
    ...['POPRINT', 'END', 'ABORT'].map((code): [string, string, unknown] => [
      `a line behind ${code}`,
      `${begin}${code}\r\nT 4 0 1 1 A`,
      [['text', 'T 4 0 1 1 A', undefined]],
    ]),
    ['UTF-8', utf8(draw('ENCODING UTF-8', 'T 4 0 1 1 张三丰')), [['text', '张三丰', undefined]]],
    ['GBK', gbk(draw('ENCODING GB18030', 'T 4 0 1 1 张三丰')), [['text', '张三丰', undefined]]],
    ['GBK by country', gbk(draw('COUNTRY CHINA', 'T 4 0 1 1 张三丰')), [['text', '张三丰', undefined]]],
    ['GBK that nothing names', gbk(draw('T 4 0 1 1 张三丰')), [['text', '张三丰', undefined]]],
  ])('%s', (_, source, expected) => {
    const label = parseLabel(source, { language: 'cpcl' });
    expect(runs(label)).toEqual(expected);
    expect(label.problems).toEqual([]);
    expect(writeLabel(label)).toEqual(source);
  });

  it('says where it stands', () => {
    const label = parseLabel(draw('ENCODING UTF-8', 'T 4 0 30 40 A'));
    expect(label.language).toBe('cpcl');
    expect(label.runs[0]).toMatchObject({ offset: 63, line: 4, column: 13, position: '30 40', encoding: 'UTF-8' });
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a label without an end', `${begin}T 4 0 1 1 A\r\n`, 0],
    ['half a text', `${begin}T 4 0 1\r\n${end}`, 19],
    ['half a barcode', `${begin}B 128 1 1 50\r\n${end}`, 19],
    ['a QR code without an end', `${begin}B QR 1 1\r\nMA,1\r\n${end}`, 19],
    ['lines without an end', `${begin}ML 47\r\nT 4 0 1 1\r\nA\r\n${end}`, 19],
    ['half a header', '! 0 200 200\r\nT 4 0 1 1 A\r\nPRINT\r\n', 0],
    ['a label in another', `${begin}T 4 0 1 1 A\r\n${begin}${end}`, 0],
    ['a stored format', '! UF A.FMT\r\nA\r\nPRINT\r\n', 0],
    ['a graphic of more bytes than there are', `${begin}CG 9 9 1 1 abc`, 19],
    ['a graphic of more digits than there are', `${begin}EG 9 9 1 1 F0\r\n${end}`, 19],
    ['a graphic without its size', `${begin}CG 9\r\n${end}`, 19],
    ['a PCX graphic without its size', `${begin}PCX 0 30 abc\r\n${end}`, 19],
    ['a graphic that was decoded', `${begin}CG 1 2 0 0 张三\r\n${end}`, 19],
    ['GBK as UTF-8', gbk(`${begin}ENCODING UTF-8\r\nT 4 0 1 1 张三丰\r\n${end}`), 45],
    ['a set that is not read', gbk(`${begin}COUNTRY THAI\r\nT 4 0 1 1 张三丰\r\n${end}`), 43],
    ['half a GBK character', Uint8Array.of(...gbk(`${begin}ENCODING GB18030\r\n;`), 0xd5), 38],
    ['ZPL in the middle', `${begin}^XA^FD张三丰^FS^XZ\r\n${end}`, 19],
  ])('%s is a problem', (_, source, offset) => {
    const label = parseLabel(source);
    expect(label.problems.map((problem) => problem.offset)).toContain(offset);
    expect(writeLabel(label)).toEqual(source);
    for (const run of [
      () => maskLabel(source, { original }),
      () => maskLabel(source),
      () => lintLabel(source, original).findings,
    ]) {
      expect(thrownBy(run)).toMatchObject({ code: 'ERR_MALFORMED_LABEL', offset: label.problems[0]?.offset });
    }
  });
});

/** Invented labels, and what they are when masked. */
const labels: readonly [string, readonly string[], readonly string[]][] = [
  ['recipient and phone on one line', ['T 3 0 6 42.5 收 张三丰 138-1234-5678'], ['T 3 0 6 42.5 收 张** 138-******78']],
  ['sender and phone on one line', ['T 3 0 6 60 寄 李雷 0571-88886666'], ['T 3 0 6 60 寄 李** 0571-******66']],
  ['a name over two texts', ['T 3 0 6 9 张', 'T 3 0 9 9 三丰'], ['T 3 0 6 9 张', 'T 3 0 9 9 **']],
  ['an address', ['T 3 0 6 9 海德三道199号天利名城3-2-501'], ['T 3 0 6 9 海德三道199号天利名城3-**-**']],
  [
    'an address of several lines',
    ['ML 24', 'T 3 0 6 9', '海德三道199号天利名', '城3-2-501', 'ENDML'],
    ['ML 24', 'T 3 0 6 9', '海德三道199号天利名', '城3-**-**', 'ENDML'],
  ],
  [
    'a phone of several parts',
    ['CONCAT 9 9', '4 0 0 138', '4 0 0 12345678', 'ENDCONCAT'],
    ['CONCAT 9 9', '4 0 0 138', '4 0 0 ******78', 'ENDCONCAT'],
  ],
  ['a comment', ['; 张三丰 13812345678'], ['; 张** 138******78']],
  ['turned text', ['T90 3 0 6 9 张三丰', 'VT 3 0 6 9 13812345678'], ['T90 3 0 6 9 张**', 'VT 3 0 6 9 138******78']],
  ['full-width digits', ['T 3 0 6 9 １３８１２３４５６７８'], ['T 3 0 6 9 １３８******７８']],
  [
    'lines outside of a label',
    ['FORM', 'PRINT', '张三丰 13812345678', '! 0 200 200 600 1'],
    ['FORM', 'PRINT', '张** 138******78', '! 0 200 200 600 1'],
  ],
  [
    'a route, a weight and codes',
    [
      'T 4 0 0 29.5 342-081-00 052',
      'T 4 0 0 9 重量 3 kg 张三丰',
      'B 128 0.4 2 9 0 14 73144233224145',
      'B QR 1 1',
      'MA,SF1',
      'ENDQR',
    ],
    [
      'T 4 0 0 29.5 342-081-00 052',
      'T 4 0 0 9 重量 3 kg 张**',
      'B 128 0.4 2 9 0 14 73144233224145',
      'B QR 1 1',
      'MA,SF1',
      'ENDQR',
    ],
  ],
  ['what only looks like it', ['T 3 0 6 9 213812345', 'T 3 0 6 9 张三路'], ['T 3 0 6 9 213812345', 'T 3 0 6 9 张三路']],
];

describe('a label in CPCL masked by its original', () => {
  it.each(labels)('%s', (_, lines, maskedLines) => {
    for (const [way, encode, header] of ways({ gbk: 'ENCODING GB18030', utf8: 'ENCODING UTF-8' })) {
      const label = encode(draw(header, ...lines));
      const masked = maskLabel(label, { original });
      expect([way, masked]).toEqual([way, encode(draw(header, ...maskedLines))]);
      expect([way, lintLabel(masked, original, { unmasked: label }).findings]).toEqual([way, []]);
      expect([way, maskLabel(masked, { original })]).toEqual([way, masked]);
    }
  });

  it.each([
    [
      ['B QR 1 1', 'MA,tel:13812345678', 'ENDQR'],
      ['B QR 1 1', 'MA,ref-1', 'ENDQR'],
    ],
    [
      ['B QR 1 1', 'H4M,N13812345678', 'ENDQR'],
      ['B QR 1 1', 'HA,ref-1', 'ENDQR'],
    ],
    [
      ['B PDF-417 1 1', '张三丰', '13812345678', 'ENDPDF'],
      ['B PDF-417 1 1', 'ref-1', 'ENDPDF'],
    ],
  ])('has the payload of %j replaced', (lines, masked) => {
    const label = draw(...lines);
    expect(maskLabel(label, { original, opaqueRef: 'ref-1' })).toBe(draw(...masked));
    expect(lintLabel(draw(...masked), original, { unmasked: label }).findings).toEqual([]);
    expect(thrownBy(() => maskLabel(label, { original }))).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });

  it.each([
    ['a barcode', ['B 128 1 1 50 1 1 13812345678'], 'barcode'],
    ['a file name', ['PCX 0 30 !<张三丰.PCX'], 'parameter'],
    ['an unknown command', ['张三丰'], 'parameter'],
    ['MaxiCode', ['B MAXICODE 20 20', 'MSG 张三丰', 'ENDMAXICODE'], 'payload'],
    ['Base64', [`; ${btoa('tel=13812345678')}`], 'packed'],
  ])('is refused with private data in %s', (_, lines, where) => {
    const error = thrownBy(() => maskLabel(draw(...lines), { original, opaqueRef: 'r' }));
    expect(error).toMatchObject({ code: 'ERR_PLAINTEXT' });
    expect(String(error)).not.toMatch(/张|三丰|1234/u);
    expect(lintLabel(draw(...lines), original).findings.map((finding) => finding.where)).toEqual([where]);
  });
});
