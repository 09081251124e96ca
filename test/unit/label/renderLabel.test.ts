import { Resvg } from '@resvg/resvg-js';
import bwipjs, * as bwipjsNames from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { createFieldCipher, generateKeyring, isPrivacyError } from 'waybill-privacy';
import {
  type LabelOriginal,
  labelTemplates,
  lintLabel,
  type RenderOrder,
  renderLabel,
  renderZpl,
} from 'waybill-privacy/label';
import { code128Bars, code128MaxModules, qrMaxModules, qrModules } from '../../../src/label/render/symbols.ts';
import { cleanText, fitText, textWidth, wrapText } from '../../../src/label/render/text.ts';
import { parcel, svgTexts, zplTexts } from '../../support/renderedLabel.ts';
import { thrownBy } from '../../support/thrown.ts';

const options = { bwipjs };
const original: LabelOriginal = { recipient: parcel.recipient, sender: parcel.sender };
const now = new Date('2026-11-11T12:00:00+08:00');
const virtualNumber = { number: '18499990000', extension: '1234', validUntil: new Date('2026-12-01T00:00:00+08:00') };
/** Code and data of the symbols of a label. */
const symbolsOf = (zpl: string): string[] =>
  [...zpl.matchAll(/\^(B[CQ])N[^^]*\^FD([^^]*)\^FS/gu)].map(([, code, data]) => `${code} ${data}`);
const refusal = (order: RenderOrder, template = labelTemplates[0]!): string => {
  const error = thrownBy(() => renderLabel(order, template, options));
  return isPrivacyError(error) ? `${error.code} ${error.path ?? ''}`.trim() : String(error);
};

describe.each(labelTemplates)('%s', (template) => {
  const { svg, zpl, missingGlyphs } = renderLabel(parcel, template, options);

  it('shows the masks, the codes and the captions, the same in both forms', () => {
    const texts = svgTexts(svg);
    expect([...texts].sort()).toEqual(zplTexts(zpl).sort());
    expect(texts.join('')).toContain('海德三道199号天利名城3栋**单元**室');
    for (const text of [
      ...['SF3054296718850', '342-081-00 052', '集 杭州转运中心', '某某速运', '标准快递', '陶瓷茶具 ×1'],
      ...['张**', '138******78', '李**', '0571-******66', '收', '寄', '内件', '签收人', '签收时间'],
    ]) {
      expect(texts).toContain(text);
    }
    expect(missingGlyphs).toEqual([]);
  });

  it('has nothing left for the linter', () => {
    expect(lintLabel(zpl, original).findings).toEqual([]);
    expect(lintLabel(new TextEncoder().encode(zpl), original).findings).toEqual([]);
  });

  it('has its size in millimetres', () => {
    const [width, height] = template.split('x');
    expect(svg).toContain(`width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}"`);
    expect(zpl).toContain(`^PW${Number(width) * 8}^LL${Number(height) * 8}`);
  });

  it('is well-formed XML', () => {
    const escaped = { ...parcel, carrier: '<&>"\'', items: [']]>', '<!--', '\u0000\u0008&amp;', '\ud800'] };
    expect(() => new Resvg(renderLabel(escaped, template, options).svg)).not.toThrow();
    // The parser is strict.
    expect(() => new Resvg(svg.replace('</g>', ''))).toThrow();
  });

  it('gives the symbols as commands', () => {
    expect(symbolsOf(zpl)).toEqual(['BC SF3054296718850', 'BQ MA,K7Q2M9XD4T']);
  });

  it('keeps every line inside the label', () => {
    const long = { ...parcel, items: ['长'.repeat(60), 'W'.repeat(40)] };
    const [width = 0, height = 0] = template.split('x').map(Number);
    const lines = renderLabel(long, template, options).svg.matchAll(
      /<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"([^>]*)>([^<]*)/gu,
    );
    for (const [, x, y, size, rest, text] of lines) {
      const wide = textWidth(text ?? '') * Number(size);
      const end = rest?.includes('middle') ? Number(x) + wide / 2 : Number(x) + wide;
      expect(end, text).toBeLessThan(width - 1);
      expect(Number(y), text).toBeLessThan(height - 1);
    }
  });
});

describe('masked places', () => {
  it('keep the masks of the policy and mask those that show more', () => {
    const masked = { name: '张**', phone: '138******78', address: '海德三道199号3栋**单元**室' };
    const loose = { name: '张*丰', phone: '138****5678', address: '海德三道199号3栋2单元**室' };
    const texts = (recipient: RenderOrder['recipient']): string =>
      svgTexts(renderLabel({ ...parcel, recipient }, '100x150', options).svg).join('|');
    for (const value of Object.values(masked)) expect(texts(masked)).toContain(value);
    expect(texts(loose)).not.toMatch(/丰|5678|2单元/u);
  });

  it('hide the order in free text, also where no masker looks for it', () => {
    const items = ['张三丰定制茶杯', '请打13812345678', '给501室'];
    const texts = svgTexts(renderLabel({ ...parcel, items, service: '李雷' }, '100x150', options).svg).join('|');
    expect(texts).toContain('张**定制茶杯|请打138******78|给**室');
    expect(texts).not.toMatch(/三丰|李雷|501|345/u);
  });

  it('follow another policy', () => {
    const { zpl } = renderZpl(parcel, '100x150', { policy: 'public' });
    expect(zplTexts(zpl)).toContain('*********78');
    expect(lintLabel(zpl, original).findings).toEqual([]);
  });
});

describe('a virtual number', () => {
  const order = { ...parcel, recipient: { ...parcel.recipient, virtualNumber } };

  it('is printed with its memo while it is valid', () => {
    const { zpl } = renderZpl(order, '76x130', { now });
    expect(zplTexts(zpl)).toEqual(expect.arrayContaining(['18499990000转1234', '号码保护中']));
    expect(lintLabel(zpl, original).findings).toEqual([]);
  });

  it('is gone with its memo after its time', () => {
    const texts = zplTexts(renderZpl(order, '76x130', { now: virtualNumber.validUntil }).zpl);
    expect(texts).toContain('138******78');
    expect(texts).not.toContain('号码保护中');
    expect(texts.join('')).not.toContain('1849999');
  });

  it('is masked after its time where there is no other', () => {
    const recipient = { name: '张三丰', address: '海德三道199号', virtualNumber };
    const texts = zplTexts(renderZpl({ ...parcel, recipient }, '76x130', { now: virtualNumber.validUntil }).zpl);
    expect(texts).toContain('184******00');
  });

  it('is refused when it is the person’s own', () => {
    const own = { ...virtualNumber, number: '13812345678' };
    const error = thrownBy(() =>
      renderZpl({ ...parcel, recipient: { ...parcel.recipient, virtualNumber: own } }, '76x130', { now }),
    );
    expect(error).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });
});

describe('refuses', () => {
  const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
  const token = cipher.encrypt('13812345678', { recordId: 'A-1', field: 'recipient.phone' });

  it.each<[string, Partial<RenderOrder>, string]>([
    ['a phone as reference', { reference: '13812345678' }, 'ERR_PLAINTEXT reference'],
    ['a name as reference', { reference: '张三丰张三丰张三' }, 'ERR_FIELD_TYPE reference'],
    ['a word as reference', { reference: 'zhangsanfeng' }, 'ERR_PLAINTEXT reference'],
    ['a phone in a reference', { reference: 'tel-13812345678' }, 'ERR_PLAINTEXT reference'],
    ['a packed phone as reference', { reference: 'MTM4MTIzNDU2Nzg' }, 'ERR_PLAINTEXT reference'],
    ['a token that is none', { reference: `wpf1.${'MTM4MTIzNDU2Nzg'.repeat(5)}` }, 'ERR_FIELD_TYPE reference'],
    ['a phone as tracking number', { trackingNumber: '13812345678' }, 'ERR_PLAINTEXT'],
    ['a phone as routing code', { routing: { code: '138-1234-5678' } }, 'ERR_PLAINTEXT'],
    ['a name as routing code', { routing: { code: '张三丰' } }, 'ERR_FIELD_TYPE routing.code'],
    ['no tracking number', { trackingNumber: '' }, 'ERR_FIELD_TYPE trackingNumber'],
    ['a tracking number with a command', { trackingNumber: 'SF1^XA^FD12' }, 'ERR_FIELD_TYPE trackingNumber'],
    [
      'neither phone nor virtual number',
      { recipient: { name: '张三', address: '海德三道' } },
      'ERR_FIELD_TYPE recipient.phone',
    ],
    [
      'a long name',
      { recipient: { ...parcel.recipient, name: '张'.repeat(513) } },
      'ERR_LIMIT_EXCEEDED recipient.name',
    ],
    ['items that do not fit', { items: Array.from({ length: 20 }, () => '长'.repeat(60)) }, 'ERR_LIMIT_EXCEEDED items'],
    [
      'a virtual number of another form',
      { recipient: { ...parcel.recipient, virtualNumber: { ...virtualNumber, extension: '张三丰' } } },
      'ERR_FIELD_TYPE recipient.virtualNumber.extension',
    ],
    ['too many items', { items: Array.from({ length: 21 }, () => 'x') }, 'ERR_LIMIT_EXCEEDED items'],
    ['a carrier that does not fit', { carrier: '长'.repeat(60) }, 'ERR_LIMIT_EXCEEDED carrier'],
  ])('%s', (_, change, expected) => {
    expect(refusal({ ...parcel, ...change })).toBe(expected);
  });

  it('a tracking number whose bars would be too narrow', () => {
    const order = { ...parcel, trackingNumber: 'A1B2C3D4E5F6G7H8J9K0L1M2N3P4Q5' };
    expect(refusal(order, '76x130')).toBe('ERR_LIMIT_EXCEEDED trackingNumber');
    expect(
      refusal({
        ...parcel,
        reference: cipher.encrypt('长'.repeat(150), { recordId: 'A-1', field: 'recipient.address' }),
      }),
    ).toBe('ERR_LIMIT_EXCEEDED reference');
  });

  it('options that do not exist or are no options', () => {
    const render = (changed: object) => thrownBy(() => renderLabel(parcel, '100x150', { bwipjs, ...changed }));
    expect(render({ Policy: 'label' })).toBeInstanceOf(TypeError);
    expect(render({ bwipjs: {} })).toBeInstanceOf(TypeError);
    expect(render({ bwipjs: undefined })).toBeInstanceOf(TypeError);
    expect(render({ hasGlyph: 1 })).toBeInstanceOf(TypeError);
    expect(render({ now: new Date(Number.NaN) })).toBeInstanceOf(TypeError);
    expect(render({ dpi: 96 })).toBeInstanceOf(RangeError);
    expect(render({ printerFont: 'E:A.TTF^XZ' })).toBeInstanceOf(RangeError);
    expect(render({ fontFamily: 'a"/><script>' })).toBeInstanceOf(RangeError);
    expect(render({ policy: 'none' })).toMatchObject({ code: 'ERR_POLICY' });
    expect(thrownBy(() => renderZpl(parcel, '10x15' as '100x150'))).toBeInstanceOf(RangeError);
    expect(thrownBy(() => renderZpl({ ...parcel, Items: [] } as RenderOrder, '100x150'))).toBeInstanceOf(TypeError);
  });

  it('nothing that it should print: a token, a reference, the other import', () => {
    expect(zplTexts(renderZpl({ ...parcel, reference: token }, '76x130').zpl).length).toBeGreaterThan(10);
    expect(symbolsOf(renderZpl({ ...parcel, reference: token }, '76x130').zpl)[1]).toBe(`BQ MA,${token}`);
    expect(renderLabel(parcel, '76x130', { bwipjs: bwipjsNames as never }).svg).toBe(
      renderLabel(parcel, '76x130', options).svg,
    );
    const { reference: _, sender: __, items: ___, ...least } = parcel;
    expect(symbolsOf(renderZpl(least, '76x130').zpl)).toEqual(['BC SF3054296718850']);
  });
});

describe('missing glyphs', () => {
  const items = ['茶杯𠮷', '\ue000', '半\ud842', 'e\u0301 \ufe0f'];

  it('are reported by field, each once', () => {
    const hasGlyph = (codePoint: number): boolean => codePoint < 0x20000 && codePoint !== 0xe000;
    expect(renderZpl({ ...parcel, items: [...items, '𠮷'] }, '100x150', { hasGlyph }).missingGlyphs).toEqual([
      { field: 'items', codePoint: 0x20bb7 },
      { field: 'items', codePoint: 0xe000 },
      { field: 'items', codePoint: 0xfffd },
    ]);
  });

  it('are, without a font, what no font is sure to have', () => {
    expect(renderZpl({ ...parcel, items }, '100x150').missingGlyphs.map(({ codePoint }) => codePoint)).toEqual([
      0xe000, 0xfffd,
    ]);
  });

  it('are looked for in captions and masks too', () => {
    const missing = renderZpl(parcel, '100x150', {
      hasGlyph: (codePoint) => codePoint !== 0x2a && codePoint !== 0x6536,
    });
    expect(missing.missingGlyphs).toEqual(
      expect.arrayContaining([
        { field: 'caption', codePoint: 0x6536 },
        { field: 'recipient.name', codePoint: 0x2a },
      ]),
    );
  });

  it('are not those that the mask hides', () => {
    const recipient = { ...parcel.recipient, name: '张𠮷' };
    expect(
      renderZpl({ ...parcel, recipient }, '100x150', { hasGlyph: (point) => point < 0x20000 }).missingGlyphs,
    ).toEqual([]);
  });
});

describe('reserved characters of ZPL', () => {
  it('are escaped and read back', () => {
    const item = '100% ~^_\\ \\& _41 ^XZ';
    const { zpl } = renderZpl({ ...parcel, items: [item] }, '100x150');
    expect(zplTexts(zpl)).toContain(item);
    // Nothing that a printer takes for a command or a byte is left in any data.
    for (const [, data] of zpl.matchAll(/\^FH\^FD(.*)\^FS/gu)) expect(data).not.toMatch(/[\^~\\]|_(?![0-9A-F]{2})/u);
    expect(zpl.match(/\^XZ/gu)).toHaveLength(1);
  });
});

describe('text', () => {
  it.each([
    ['a\u0000b\r\n\tc', 'a b c'],
    ['\u202e张三\u200b', '张三'],
    ['\ud800x\udc00', '\ufffdx\ufffd'],
    ['\ufffe\u{1ffff}', '\ufffd\ufffd'],
    ['𠮷', '𠮷'],
    ['  全角　空格  ', '全角 空格'],
  ])('%j is printed as %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('keeps words, numbers and masks whole and never cuts a grapheme', () => {
    expect(wrapText('浙江省杭州市', 3)).toEqual(['浙江省', '杭州市']);
    expect(wrapText('海德138******78', 7)).toEqual(['海德', '138******78']);
    expect(wrapText('Larkspur Road', 6)).toEqual(['Larkspur', 'Road']);
    expect(wrapText('e\u0301'.repeat(3), 0.6)).toEqual(['e\u0301', 'e\u0301', 'e\u0301']);
    expect(wrapText('', 3)).toEqual([]);
  });

  it('wraps blank text: a line has no blanks at its end, and none is carried to the next', () => {
    expect(wrapText('海德 三道', 2)).toEqual(['海德', '三道']);
    expect(wrapText('海德  ', 3)).toEqual(['海德']);
    expect(wrapText(' ', 3)).toEqual(['']);
    expect(wrapText('    ', 1)).toEqual(['', '']);
  });

  it('shrinks before it gives up', () => {
    const box = { x: 0, y: 0, width: 20, height: 6, size: 4, minSize: 2 };
    expect(fitText(['五个字长的'], box)?.size).toBe(4);
    expect(fitText(['十个字长的一行的文字'], box)?.lines).toHaveLength(2);
    expect(fitText(['字'.repeat(21)], box)).toBeUndefined();
    expect(fitText(['字'.repeat(20)], box)?.lines.join('')).toBe('字'.repeat(20));
  });
});

describe('bounds of symbols', () => {
  it('are never less than what bwip-js draws', () => {
    for (let length = 5; length <= 32; length++) {
      for (const data of [
        '1'.repeat(length),
        `SF${'1'.repeat(length - 2)}`,
        'A-'.repeat(length).slice(0, length),
        'a1'.repeat(length).slice(0, length),
      ]) {
        const modules = code128Bars(bwipjs, data).reduce((sum, bar) => sum + bar, 0);
        expect(modules, data).toBeLessThanOrEqual(code128MaxModules(data));
      }
    }
    for (let length = 1; length <= 560; length += 13) {
      const data = 'a_-B'.repeat(length).slice(0, length);
      expect(qrModules(bwipjs, data).length, String(length)).toBe(qrMaxModules(data));
    }
  });
});
