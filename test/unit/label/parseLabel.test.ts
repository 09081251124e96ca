import { describe, expect, it } from 'vitest';
import { type LabelLanguage, lintLabel, maskLabel, parseLabel } from 'waybill-privacy/label';
import { gbk, original, utf8 } from '../../support/labels.ts';
import { thrownBy } from '../../support/thrown.ts';

describe('the language of a label', () => {
  it.each<[LabelLanguage, string]>([
    ['zpl', '^XA^FDA^FS^XZ'],
    ['zpl', '~DYR:A,B,G,1,1,!\n^xa^xz'],
    ['zpl', '12 ^XA^XZ'],
    ['tspl', 'SIZE 76 mm,130 mm\r\nCLS\r\n'],
    ['tspl', '\r\n\r\ncls\r\nTEXT 1,2,"3",0,1,1,"^XA"\r\nPRINT 1\r\n'],
    ['tspl', 'CLS'],
    ['cpcl', '! 0 200 200 210 1\r\nT 4 0 1 1 ^XA\r\nPRINT\r\n'],
    ['cpcl', '! U1 setvar "a" "b"\r\n'],
    ['cpcl', '! UTILITIES\r\nPRINT\r\n'],
    ['print-json', '{"data":{"zpl":"^XA^XZ"}}'],
    ['print-json', '\r\n {"data":{}}'],
  ])('is %s for %j', (language, source) => {
    expect(parseLabel(source).language).toBe(language);
    expect(parseLabel(utf8(source)).language).toBe(language);
    expect(parseLabel(utf8(`\ufeff${source}`)).language).toBe(language);
  });

  it.each([
    ['nothing', ''],
    ['a text', '张三丰 13812345678'],
    ['a word of a command', 'CLSX\r\n'],
    ['EPL', 'N\r\nA50,0,0,1,1,1,N,"张三丰"\r\nP1\r\n'],
    ['ESC/POS', '\u001b@张三丰\n'],
    ['a list', '[{"data":{}}]'],
    ['markup', '<page>张三丰</page>'],
  ])('is unknown of %s', (_, text) => {
    for (const source of [text, utf8(text), gbk(text)]) {
      const runs = [() => parseLabel(source), () => maskLabel(source), () => lintLabel(source, original).findings];
      for (const run of runs) {
        const error = thrownBy(run);
        expect(error).toMatchObject({ code: 'ERR_MALFORMED_LABEL', offset: 0 });
        expect(String(error)).not.toMatch(/张|1234/u);
      }
    }
  });

  it('may be given', () => {
    expect(parseLabel('^FDA^FS', { language: 'zpl' }).runs[0]?.text).toBe('A');
    expect(() => parseLabel('^XA', { language: 'epl' as 'zpl' })).toThrow(RangeError);
    expect(() => parseLabel('^XA', { lang: 'zpl' } as object)).toThrow(TypeError);
  });
});

describe('a graphic of 50 MB', () => {
  const head = (text: string): Uint8Array => utf8(text);
  const size = 50_000_000;
  /** All bytes, among them line ends, prefixes and quotation marks. */
  const pixels = Uint8Array.from({ length: 256 }, (_, i) => i);
  const digits = utf8('F0'.repeat(128));

  it.each<[LabelLanguage, string, Uint8Array, string]>([
    ['zpl', `^XA^CI28^FD张三丰^FS^GFB,${size},${size},1,`, pixels, '^FS^XZ'],
    [
      'tspl',
      'CODEPAGE UTF-8\r\nCLS\r\nTEXT 1,2,"3",0,1,1,"张三丰"\r\nBITMAP 0,0,1000,50000,0,',
      pixels,
      '\r\nPRINT 1\r\n',
    ],
    ['cpcl', '! 0 200 200 9 1\r\nENCODING UTF-8\r\nT 4 0 1 1 张三丰\r\nCG 1000 50000 0 0 ', pixels, '\r\nPRINT\r\n'],
    ['cpcl', '! 0 200 200 9 1\r\nENCODING UTF-8\r\nT 4 0 1 1 张三丰\r\nEG 1000 25000 0 0 ', digits, '\r\nPRINT\r\n'],
  ])(
    'is passed over in %s',
    (language, before, pattern, after) => {
      const start = head(before);
      const end = head(after);
      const source = new Uint8Array(start.length + size + end.length);
      source.set(start);
      for (let at = 0; at < size; at += pattern.length) {
        source.set(pattern.subarray(0, Math.min(pattern.length, size - at)), start.length + at);
      }
      source.set(end, start.length + size);
      const label = parseLabel(source);
      expect([label.language, label.problems, label.runs.map(({ text }) => text)]).toEqual([language, [], ['张三丰']]);
    },
    60_000,
  );
});
