import { describe, expect, it } from 'vitest';
import { type Label, lintLabel, maskLabel, parseLabel, writeLabel } from 'waybill-privacy/label';
import { gbk, original, utf8, ways } from '../../support/labels.ts';
import { thrownBy } from '../../support/thrown.ts';

const runs = (label: Label) => label.runs.map(({ kind, text, symbol }) => [kind, text, symbol]);
const print = 'PRINT 1,1\r\n';
const draw = (...commands: string[]): string => `SIZE 76 mm,130 mm\r\nCLS\r\n${commands.join('\r\n')}\r\n${print}`;
const textAt = (text: string): string => `TEXT 20,40,"TSS24.BF2",0,1,1,"${text}"`;

describe('what a label in TSPL says', () => {
  it.each<[string, string | Uint8Array, unknown]>([
    ['text', draw(textAt('A-1')), [['text', 'A-1', undefined]]],
    ['lower-case commands', 'cls\ntext 1,2,"3",0,1,1,"A"\nprint 1\n', [['text', 'A', undefined]]],
    ['text with an alignment', draw('TEXT 1,2,"3",0,1,1,2,"A"'), [['text', 'A', undefined]]],
    ['a block', draw('BLOCK 1,2,300,90,"0",0,8,8,0,1,"A,B"'), [['text', 'A,B', undefined]]],
    ['escapes', draw(textAt('a\\["]b\\[R]\\[L]c\\[X]')), [['text', 'a"b\r\nc\\[X]', undefined]]],
    [
      'texts that are joined',
      draw('TEXT 1,2,"3",0,1,1,"A"+N$+"B"'),
      [
        ['text', 'A', undefined],
        ['text', 'B', undefined],
      ],
    ],
    ['a variable', draw('N$="A"', 'TEXT 1,2,"3",0,1,1,N$'), [['text', 'A', undefined]]],
    ['a counter', draw('@1="A1"', 'TEXT 1,2,"3",0,1,1,@1'), [['text', 'A1', undefined]]],
    ['a remark', draw('REM for "A"'), [['comment', ' for "A"', undefined]]],
    ['a remark, which has no escapes', draw('REM a\\[L]b'), [['comment', ' a\\[L]b', undefined]]],
    ['Code 128', draw('BARCODE 1,2,"128",80,1,0,2,2,"SF1"'), [['barcode', 'SF1', '128']]],
    ['GS1 DataBar', draw('RSS 1,2,"RSS14",0,2,1,"1"'), [['barcode', '1', 'RSS']]],
    ...[
      'QRCODE 1,2,M,4,A,0,"1"',
      'DMATRIX 1,2,90,90,"1"',
      'PDF417 1,2,300,90,0,"1"',
      'MPDF417 1,2,0,"1"',
      'AZTEC 1,2,0,4,0,0,0,1,0,"1"',
      'CODABLOCK 1,2,0,"1"',
      'MAXICODE 1,2,4,"1"',
    ].map((command): [string, string, unknown] => [
      command,
      draw(command),
      [['payload', '1', command.slice(0, command.indexOf(' '))]],
    ]),
    ['a graphic', draw('BITMAP 1,2,2,3,0,"\nPRIN', textAt('A')), [['text', 'A', undefined]]],
    ['a file', `DOWNLOAD F,"A.BMP",6,"\nPRIN${draw(textAt('A'))}`, [['text', 'A', undefined]]],
    ['a program of so many bytes', `DOWNLOAD "A.BAS",99,${draw(textAt('A'))}`, [['text', 'A', undefined]]],
    ['a program', `DOWNLOAD "A.BAS"\r\n${textAt('A')}\r\nEOP\r\n`, [['text', 'A', undefined]]],
    ['UTF-8', utf8(draw('CODEPAGE UTF-8', textAt('张三丰'))), [['text', '张三丰', undefined]]],
    ['GBK', gbk(draw('CODEPAGE 936', textAt('张三丰'))), [['text', '张三丰', undefined]]],
    ['GBK without a page', gbk(draw(textAt('张三丰'))), [['text', '张三丰', undefined]]],
    ['GBK under a Latin page', gbk(draw('CODEPAGE 1252', textAt('张'))), [['text', 'ÕÅ', undefined]]],
  ])('%s', (_, source, expected) => {
    const label = parseLabel(source);
    expect(label.language).toBe('tspl');
    expect(runs(label)).toEqual(expected);
    expect(label.problems).toEqual([]);
    expect(writeLabel(label)).toEqual(source);
  });

  it('says where it stands', () => {
    const [run] = parseLabel(draw('CODEPAGE UTF-8', textAt('A'))).runs;
    expect(run).toMatchObject({ offset: 70, line: 4, column: 31, position: '20,40', encoding: 'UTF-8' });
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a text without an end', 'CLS\r\nTEXT 1,2,"3",0,1,1,"A\r\nPRINT 1\r\n', 5],
    ['a text that the label ends', 'CLS\r\nTEXT 1,2,"3",0,1,1,"A', 5],
    ['a drawing without data', 'CLS\r\nTEXT 1,2,"3",0,1\r\nPRINT 1\r\n', 5],
    ['a drawing with half its parameters', 'CLS\r\nQRCODE 1,2,M,4\r\nPRINT 1\r\n', 5],
    ['a barcode of a variable', 'CLS\r\nBARCODE 1,2,"128",80,1,0,2,2,N$\r\nPRINT 1\r\n', 5],
    ['a label that nothing prints', 'CLS\r\nTEXT 1,2,"3",0,1,1,"A"\r\n', 5],
    ['a graphic of more bytes than there are', 'CLS\r\nBITMAP 1,2,9,9,0,abc', 5],
    ['a graphic without its size', 'CLS\r\nBITMAP 1,2\r\nPRINT 1\r\n', 5],
    ['a graphic that is packed', 'CLS\r\nBITMAP 1,2,1,3,3,abc\r\nPRINT 1\r\n', 5],
    ['a graphic that nothing prints', 'CLS\r\nBITMAP 1,2,1,3,0,abc\r\n', 5],
    ['a text with nothing behind its last comma', 'CLS\r\nTEXT 1,2,"3",0,1,1, \r\nPRINT 1\r\n', 5],
    ['a graphic that was decoded', 'CLS\r\nBITMAP 1,2,1,2,0,张三\r\nPRINT 1\r\n', 5],
    ['a file of more bytes than there are', 'DOWNLOAD "A.BMP",900,abc', 0],
    ['GBK as UTF-8', gbk(`CODEPAGE UTF-8\r\n${textAt('张三丰')}\r\nPRINT 1\r\n`), 46],
    ['half a GBK character', Uint8Array.of(...gbk('CODEPAGE 936\r\nREM '), 0xd5), 17],
    ['a page that is not read', gbk(`CODEPAGE 857\r\n${textAt('张三丰')}\r\nPRINT 1\r\n`), 44],
    ['ZPL in the middle', `CLS\r\n^XA^FD张三丰^FS^XZ\r\n${print}`, 5],
  ])('%s is a problem', (_, source, offset) => {
    const label = parseLabel(source, { language: 'tspl' });
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
const labels: readonly [string, string, string][] = [
  ['a name and a phone in one text', textAt('收件人：张三丰 13812345678'), textAt('收件人：张** 138******78')],
  [
    'a name and a phone in two',
    `${textAt('张三丰')}\r\n${textAt('138-1234-5678')}`,
    `${textAt('张**')}\r\n${textAt('138-******78')}`,
  ],
  ['a name over two texts', `${textAt('张')}\r\n${textAt('三丰')}`, `${textAt('张')}\r\n${textAt('**')}`],
  [
    'an address in a block',
    'BLOCK 1,2,500,90,"TSS24.BF2",0,1,1,"海德三道199号天利名城3-2-501"',
    'BLOCK 1,2,500,90,"TSS24.BF2",0,1,1,"海德三道199号天利名城3-**-**"',
  ],
  ['a line feed in a phone', textAt('13812\\[L]345678'), textAt('138******\\[L]******78')],
  ['quotation marks around a name', textAt('\\["]张三丰\\["]'), textAt('\\["]张**\\["]')],
  ['a remark', 'REM 张三丰 13812345678', 'REM 张** 138******78'],
  ['a variable', `N$="张三丰"\r\nTEXT 1,2,"3",0,1,1,N$`, `N$="张**"\r\nTEXT 1,2,"3",0,1,1,N$`],
  ['full-width digits', textAt('１３８１２３４５６７８'), textAt('１３８******７８')],
  [
    'sender and recipient',
    `${textAt('寄：李雷 0571-88886666')}\r\n${textAt('收：张三丰')}`,
    `${textAt('寄：李** 0571-******66')}\r\n${textAt('收：张**')}`,
  ],
  [
    'a barcode, a route and a weight',
    `${textAt('342-081-00 052')}\r\nBARCODE 1,2,"128",80,1,0,2,2,"SF3054296718850"\r\nQRCODE 1,2,M,4,A,0,"SF3054296718850"\r\n${textAt('重量 3 kg 张三丰')}`,
    `${textAt('342-081-00 052')}\r\nBARCODE 1,2,"128",80,1,0,2,2,"SF3054296718850"\r\nQRCODE 1,2,M,4,A,0,"SF3054296718850"\r\n${textAt('重量 3 kg 张**')}`,
  ],
  ['bytes of a picture', 'DOWNLOAD F,"A.BMP",11,13812345678', 'DOWNLOAD F,"A.BMP",11,13812345678'],
  [
    'what only looks like it',
    `${textAt('213812345')}\r\n${textAt('张三路')}`,
    `${textAt('213812345')}\r\n${textAt('张三路')}`,
  ],
];

describe('a label in TSPL masked by its original', () => {
  it.each(labels)('%s', (_, commands, maskedCommands) => {
    for (const [way, encode, header] of ways({ gbk: 'CODEPAGE 936\r\n', utf8: 'CODEPAGE UTF-8\r\n' })) {
      const label = encode(header + draw(commands));
      const masked = maskLabel(label, { original });
      expect([way, masked]).toEqual([way, encode(header + draw(maskedCommands))]);
      expect([way, lintLabel(masked, original, { unmasked: label }).findings]).toEqual([way, []]);
      expect([way, maskLabel(masked, { original })]).toEqual([way, masked]);
    }
  });

  it.each([
    ['QRCODE 1,2,M,4,A,0,"tel:13812345678"', 'QRCODE 1,2,M,4,A,0,"ref-1"'],
    ['QRCODE 1,2,M,4,M,0,"N11,13812345678"', 'QRCODE 1,2,M,4,M,0,"B0005ref-1"'],
    ['DMATRIX 1,2,90,90,c126,"13812345678"', 'DMATRIX 1,2,90,90,c126,"ref-1"'],
    ['PDF417 1,2,300,90,0,"张三丰 13812345678"', 'PDF417 1,2,300,90,0,"ref-1"'],
  ])('has the payload of %s replaced', (command, masked) => {
    const label = draw(command);
    expect(maskLabel(label, { original, opaqueRef: 'ref-1' })).toBe(draw(masked));
    expect(lintLabel(draw(masked), original, { unmasked: label }).findings).toEqual([]);
    expect(thrownBy(() => maskLabel(label, { original }))).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });

  it.each([
    ['a barcode', 'BARCODE 1,2,"128",80,1,0,2,2,"13812345678"', 'barcode'],
    ['a file name', 'PUTBMP 1,2,"张三丰.BMP"', 'parameter'],
    ['a file', 'DOWNLOAD "A.DAT",13,A 13812345678', 'parameter'],
    ['an unknown command', 'SAY 张三丰', 'parameter'],
    ['a value of no variable', '="张三丰"', 'parameter'],
    ['text outside of quotation marks', 'TEXT 1,2,"3",0,1,1,"a"张三丰"b"', 'parameter'],
    ['MaxiCode', 'MAXICODE 1,2,2,300,840,06810,"张三丰"', 'payload'],
    ['Base64', `REM ${btoa('tel=13812345678')}`, 'packed'],
  ])('is refused with private data in %s', (_, command, where) => {
    const error = thrownBy(() => maskLabel(draw(command), { original, opaqueRef: 'r' }));
    expect(error).toMatchObject({ code: 'ERR_PLAINTEXT' });
    expect(String(error)).not.toMatch(/张|三丰|1234/u);
    expect(lintLabel(draw(command), original).findings.map((finding) => finding.where)).toEqual([where]);
  });

  it('writes what has a meaning of its own as escapes, and no backslash', () => {
    const [run] = parseLabel(draw(textAt('A'))).runs;
    expect(run?.write('"A"\r\n')).toBe('\\["]A\\["]\\[R]\\[L]');
    expect(run?.write('A\\')).toBeUndefined();
  });

  it('has what belongs to nobody hidden too where there is no original', () => {
    expect(maskLabel(draw(textAt('收件人：'), textAt('李雷')))).toBe(draw(textAt('收件人：'), textAt('李**')));
  });
});
