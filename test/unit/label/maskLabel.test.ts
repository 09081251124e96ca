import { describe, expect, it } from 'vitest';
import { isPrivacyError } from 'waybill-privacy/errors';
import { type LabelOriginal, type LabelParty, lintLabel, maskLabel, parseLabel } from 'waybill-privacy/label';
import { carrierLabels, gbk, noCarrierLabels } from '../../support/labels.ts';
import { thrownBy } from '../../support/thrown.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const gbkHex = (text: string): string => [...gbk(text)].map((byte) => `_${byte.toString(16).toUpperCase()}`).join('');
const utf8Hex = (text: string): string => [...utf8(text)].map((byte) => `_${byte.toString(16)}`).join('');

const original: LabelOriginal = {
  recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
  sender: { name: '李雷', phone: '0571-88886666', address: '深圳市南山区海德三道3栋2单元301室' },
};

/** Invented labels, and what they are when masked. */
const labels: readonly [string, string | Uint8Array, string | Uint8Array][] = [
  [
    'UTF-8',
    utf8('^XA^CI28^FO1,2^FD收件人：张三丰 13812345678^FS^FO1,9^BCN^FDSF1234567890123^FS^XZ'),
    utf8('^XA^CI28^FO1,2^FD收件人：张** 138******78^FS^FO1,9^BCN^FDSF1234567890123^FS^XZ'),
  ],
  [
    'GBK',
    gbk('^XA^CI26^FD收件人：张三丰 13812345678^FS^FD海德三道199号天利名城3-2-501^FS^FD重量 5^FS^XZ'),
    gbk('^XA^CI26^FD收件人：张** 138******78^FS^FD海德三道199号天利名城3-**-**^FS^FD重量 5^FS^XZ'),
  ],
  ['GBK without a charset', gbk('^XA^FD张三丰^FS^XZ'), gbk('^XA^FD张**^FS^XZ')],
  ['GBK under a Latin charset', gbk('^XA^CI27^FD张三丰^FS^XZ'), gbk('^XA^CI27^FD张**^FS^XZ')],
  ['UTF-8 in hexadecimal', `^XA^CI28^FH^FD${utf8Hex('张三丰')}^FS^XZ`, `^XA^CI28^FH^FD${utf8Hex('张')}**^FS^XZ`],
  ['GBK in hexadecimal', `^XA^CI26^FH^FD${gbkHex('张三丰')}^FS^XZ`, `^XA^CI26^FH^FD${gbkHex('张')}**^FS^XZ`],
  ['digits in hexadecimal', '^XA^FH\\^FD138\\31\\3234 5678^FS^XZ', '^XA^FH\\^FD138******78^FS^XZ'],
  ['a phone with other spaces', '^XA^FD138 1234-5678^FS^XZ', '^XA^FD138 ******78^FS^XZ'],
  ['a phone after its country', '^XA^FD+8613812345678^FS^XZ', '^XA^FD+86138******78^FS^XZ'],
  ['a part of a phone', '^XA^FD(12345678)^FS^XZ', '^XA^FD(******78)^FS^XZ'],
  ['five digits of a phone', '^XA^FD45678^FS^XZ', '^XA^FD******78^FS^XZ'],
  ['full-width digits', utf8('^XA^CI28^FD１３８１２３４５６７８^FS^XZ'), utf8('^XA^CI28^FD１３８******７８^FS^XZ')],
  ['a landline', '^XA^FD(0571)88886666^FS^XZ', '^XA^FD(0571)******66^FS^XZ'],
  ['a name over two fields', '^XA^FD张^FS^FO9,9^FD三丰^FS^XZ', '^XA^FD张^FS^FO9,9^FD**^FS^XZ'],
  ['a phone over two lines', '^XA^FB9,2^FD13812\\&345678^FS^XZ', '^XA^FB9,2^FD138******\\&******78^FS^XZ'],
  [
    'an address over fields',
    '^XA^FD海德三道199号天利名^FS^FD城3-2-501^FS^XZ',
    '^XA^FD海德三道199号天利名^FS^FD城3-**-**^FS^XZ',
  ],
  ['a part of an address', '^XA^FD3栋2单元301室 李雷^FS^XZ', '^XA^FD3栋**单元**室 李**^FS^XZ'],
  ['a comment', '^XA^FX 张三丰 13812345678^FS^FD1^FS^XZ', '^XA^FX 张** 138******78^FS^FD1^FS^XZ'],
  [
    'a template',
    '^XA^DFR:A.ZPL^FS^FN1^FS^XZ^XA^XFR:A.ZPL^FN1^FD张三丰^FS^XZ',
    '^XA^DFR:A.ZPL^FS^FN1^FS^XZ^XA^XFR:A.ZPL^FN1^FD张**^FS^XZ',
  ],
  ['changed prefixes', '^XA^CC-~CT+-FD张三丰-FS-XZ', '^XA^CC-~CT+-FD张**-FS-XZ'],
  ['an indicator that the mask has', '^XA^FH*^FD张三丰 12^FS^XZ', '^XA^FH*^FD张*2A*2A 12^FS^XZ'],
  [
    'an indicator that the mask has before a digit',
    '^XA^FH*^FD三丰12 张三丰12^FS^XZ',
    '^XA^FH*^FD三丰12 张*2A*2A12^FS^XZ',
  ],
  ['a prefix that the mask has', '^XA^CC**FH*FD张三丰*FS*XZ', '^XA^CC**FH*FD张_2A_2A*FS*XZ'],
  ['a barcode that ends as a phone does', '^XA^BCN^FD12345678^FS^XZ', '^XA^BCN^FD12345678^FS^XZ'],
  [
    'what only looks like it',
    '^XA^FD213812345^FS^FD5678^FS^FD张三路^FS^FD12单元301^FS^BQN^FDQA,SF1^FS^FD301^FS^FD101 kg^FS^FD2单^FS^A0N,45678,9^XZ',
    '^XA^FD213812345^FS^FD5678^FS^FD张三路^FS^FD12单元301^FS^BQN^FDQA,SF1^FS^FD301^FS^FD101 kg^FS^FD2单^FS^A0N,45678,9^XZ',
  ],
];

describe('a label masked by its original', () => {
  it.each(labels)('%s', (_, label, masked) => {
    const result = maskLabel(label, { original });
    expect(result).toEqual(masked);
    expect(lintLabel(result, original, { unmasked: label }).findings).toEqual([]);
    expect(maskLabel(result, { original })).toEqual(result);
  });

  it('keeps what a policy shows', () => {
    const label = '^XA^FD张三丰 13812345678^FS^XZ';
    const result = maskLabel(label, { original, policy: 'jp-tokumei' });
    expect(result).toBe('^XA^FD** ******^FS^XZ');
    expect(lintLabel(result, original, { profile: 'jp-tokumei', unmasked: label }).findings).toEqual([]);
  });
});

it.each<[string, LabelParty, string, string]>([
  ['two letters that are a word of anything', { name: 'Bo' }, '^XA^FDBO 12^FS^XZ', '^XA^FDBO 12^FS^XZ'],
  ['two letters on a line of their own', { name: 'Bo' }, '^XA^FDBo^FS^XZ', '^XA^FDB**^FS^XZ'],
  ['a phone of two digits', { phone: '13111111111' }, '^XA^FD0131111111119^FS^XZ', '^XA^FD0131111111119^FS^XZ'],
  ['a house of two digits', { address: '幸福小区18-2-501' }, '^XA^FD18-2-501 A^FS^XZ', '^XA^FD18-**-** A^FS^XZ'],
])('judges %s', (_, recipient, label, masked) => {
  expect(maskLabel(label, { original: { recipient } })).toBe(masked);
});

it('hides values that overlap as one', () => {
  const original = { recipient: { name: '张三丰' }, sender: { name: '三丰子' } };
  expect(maskLabel('^XA^FD张三丰子^FS^XZ', { original })).toBe('^XA^FD张**^FS^XZ');
});

describe('a label masked without an original', () => {
  it.each<[string, string | Uint8Array, string | Uint8Array]>([
    ['a text', '^XA^FD收件人：李雷 13812345678^FS^XZ', '^XA^FD收件人：李** 138******78^FS^XZ'],
    ['a cue in another field', '^XA^FD收件人：^FS^FD李雷^FS^XZ', '^XA^FD收件人：^FS^FD李**^FS^XZ'],
    ['GBK', gbk('^XA^CI26^FD收件人：李雷^FS^XZ'), gbk('^XA^CI26^FD收件人：李**^FS^XZ')],
    ['a comment', '^XA^FX 13812345678^FS^XZ', '^XA^FX 138******78^FS^XZ'],
    ['a comment in its second charset', gbk('^XA^CI27^FX 收件人：李雷^FS^XZ'), gbk('^XA^CI27^FX 收件人：李**^FS^XZ')],
    [
      'fields in their second charset',
      gbk('^XA^CI27^FD收件人：^FS^FD李雷^FS^XZ'),
      gbk('^XA^CI27^FD收件人：^FS^FD李**^FS^XZ'),
    ],
    [
      'a barcode',
      '^XA^BCN^FD13812345678^FS^FDSF1234567890123^FS^XZ',
      '^XA^BCN^FD13812345678^FS^FDSF1234567890123^FS^XZ',
    ],
  ])('%s', (_, label, masked) => {
    expect(maskLabel(label)).toEqual(masked);
    expect(maskLabel(masked)).toEqual(masked);
  });

  it.each([
    ['a 2-D payload', '^XA^BQN^FDQA,13812345678^FS^XZ'],
    ['Base64', `^XA^FX ${btoa('tel=13812345678')}^FS^XZ`],
    ['a file name', '^XA^DFR:13812345678.ZPL^FS^XZ'],
    ['a number that counts up', '^XA^SN13812345678^FS^XZ'],
  ])('is refused with private data in %s', (_, label) => {
    expect(thrownBy(() => maskLabel(label))).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });
});

describe('a label that cannot be masked', () => {
  it.each([
    ['a QR code', '^XA^FDA^FS^BQN^FDQA,tel:13812345678^FS^XZ', 'payload'],
    ['a DataMatrix', `^XA^CI28^BXN^FH^FD${utf8Hex('张三丰')}^FS^XZ`, 'payload'],
    ['a barcode', '^XA^BCN^FD13812345678^FS^XZ', 'barcode'],
    ['a file name', '^XA^DFR:张三丰.ZPL^FS^XZ', 'parameter'],
    ['the name of a graphic', '~DYR:13812345678,A,G,2,1,FFFF^XA^XZ', 'parameter'],
    ['a number that counts up', '^XA^SN13812345678^FS^XZ', 'parameter'],
    ['a prompt', '^XA^FN1"张三丰"^FS^XZ', 'parameter'],
    ['Base64', `^XA^FX ${btoa('tel=13812345678')}^FS^XZ`, 'packed'],
    ['Base64 in a payload', `^XA^BXN^FD${btoa('tel=13812345678')}^FS^XZ`, 'packed'],
    ['a short name in Base64', '^XA^FX 5p2O6Zu3^FS^XZ', 'packed'],
    ['a short name in hexadecimal', '^XA^FX E69D8EE99BB7^FS^XZ', 'packed'],
    ['an escaped key in Base64', `^XA^FX ${btoa('{"\\u5f20\\u4e09\\u4e30":1}')}^FS^XZ`, 'packed'],
    ['an escaped inner text in Base64', `^XA^FX ${btoa('{"a":{"b":{"c":"\\u5f20\\u4e09\\u4e30"}}}')}^FS^XZ`, 'packed'],
    ['Base64 three times', `^XA^FX ${btoa(btoa(btoa('tel=13812345678')))}^FS^XZ`, 'packed'],
    ['hexadecimal in a comment', '^XA^FX _E5_BC_A0_E4_B8_89_E4_B8_B0^FS^XZ', 'packed'],
  ])('has private data in %s', (_, label, where) => {
    const error = thrownBy(() => maskLabel(label, { original }));
    expect(error).toMatchObject({ code: 'ERR_PLAINTEXT', findings: [{ rule: `C4 ${where}` }] });
    expect(String(error)).not.toMatch(/张|三丰|1234/u);
    expect(lintLabel(label, original).findings.map((finding) => finding.where)).toEqual([where]);
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a field without an end', '^XA^FD张三丰', 3],
    ['half a command', '^XA^FD张三丰^FS^XZ^F', 15],
    ['GBK as UTF-8', gbk('^XA^CI28^FD张三丰^FS^XZ'), 11],
  ])('is malformed: %s', (_, label, offset) => {
    for (const run of [
      () => maskLabel(label, { original }),
      () => maskLabel(label),
      () => lintLabel(label, original).findings,
    ]) {
      expect(thrownBy(run)).toMatchObject({ code: 'ERR_MALFORMED_LABEL', offset });
    }
  });

  it('is refused with arguments of another kind', () => {
    expect(() => maskLabel(1 as unknown as string)).toThrow(TypeError);
    expect(() => maskLabel('^XA^XZ', { orignal: original } as object)).toThrow(TypeError);
    expect(() => maskLabel('^XA^XZ', { original: { recipient: { nme: 'A' } } as LabelOriginal })).toThrow(TypeError);
    expect(() => maskLabel('^XA^XZ', { opaqueRef: '张三' })).toThrow(RangeError);
    expect(() => maskLabel('^XA^XZ', { opaqueRef: 'a'.repeat(513) })).toThrow(RangeError);
    const long = { recipient: { name: '张'.repeat(513) } };
    expect(thrownBy(() => maskLabel('^XA^XZ', { original: long }))).toMatchObject({ code: 'ERR_LIMIT_EXCEEDED' });
    expect(isPrivacyError(thrownBy(() => maskLabel('^XA^XZ', { policy: 'none' as 'label' })))).toBe(true);
  });
});

describe('a 2-D payload', () => {
  it.each([
    ['^XA^BQN^FDQA,tel:13812345678^FS^XZ', '^XA^BQN^FDQA,ref-1^FS^XZ'],
    ['^XA^BQN^FDHM,N13812345678^FS^XZ', '^XA^BQN^FDHA,ref-1^FS^XZ'],
    ['^XA^B7N^FD张三丰 13812345678^FS^XZ', '^XA^B7N^FDref-1^FS^XZ'],
    ['^XA^BXN^FDSF1234567890123^FS^XZ', '^XA^BXN^FDSF1234567890123^FS^XZ'],
  ])('of %s is replaced where it is private', (label, masked) => {
    expect(maskLabel(label, { original, opaqueRef: 'ref-1' })).toBe(masked);
    expect(lintLabel(masked, original, { unmasked: label }).findings).toEqual([]);
  });

  it.each([
    ['MaxiCode', '^XA^BD3^FD13812345678^FS^XZ'],
    ['one that is shorter', '^XA^BXN^FD张三丰^FS^XZ'],
    ['one with an escape', '^XA^BXN^FD13812345678^FS^XZ', 'ref_1'],
  ])('is not replaced: %s', (_, label, opaqueRef = 'ref-1') => {
    expect(thrownBy(() => maskLabel(label, { original, opaqueRef }))).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });
});

describe('lintLabel', () => {
  const unmasked = '^XA\n^FO1,2^FD张三丰 3 kg^FS\n^BCN^FDSF1^FS^BQN^FDQA,1^FS^XZ';
  it.each([
    ['a weight', '^XA\n^FO1,2^FD张** 4 kg^FS\n^BCN^FDSF1^FS^BQN^FDQA,1^FS^XZ', 10, 2, 'text'],
    ['a position', '^XA\n^FO1,3^FD张** 3 kg^FS\n^BCN^FDSF1^FS^BQN^FDQA,1^FS^XZ', 4, 2, 'command'],
    ['a barcode', '^XA\n^FO1,2^FD张** 3 kg^FS\n^BCN^FDSF2^FS^BQN^FDQA,1^FS^XZ', 29, 3, 'barcode'],
    ['a payload', '^XA\n^FO1,2^FD张** 3 kg^FS\n^BCN^FDSF1^FS^BQN^FDQA,2^FS^XZ', 42, 3, 'payload'],
    ['the number of commands', '^XA\n^FO1,2^FD张** 3 kg^FS\n^BCN^FDSF1^FS^XZ', 0, 1, 'command'],
  ])('finds a change of %s', (_, label, offset, line, where) => {
    const findings = lintLabel(label, original, { unmasked }).findings;
    expect(findings).toMatchObject([{ rule: 'C5', line, offset, where }]);
  });

  it.each<[string, string, string | Uint8Array]>([
    ['what is put before a text', '^XA^FDkg 张三丰^FS^XZ', '^XA^FD4 kg 张**^FS^XZ'],
    ['what two ends of a text share', '^XA^FDab 张三丰 ab^FS^XZ', '^XA^FDab ab^FS^XZ'],
    ['bytes for a text', '^XA^FDA^FS^XZ', utf8('^XA^FDA^FS^XZ')],
  ])('finds a change: %s', (_, unmasked, label) => {
    expect(lintLabel(label, original, { unmasked }).findings.map(({ rule }) => rule)).toEqual(['C5']);
  });

  it('names the place of what is left', () => {
    expect(lintLabel('^XA\n^FD张** ^FS^FX 138 1234 5678^FS^XZ', original).findings).toEqual([
      { rule: 'C4', line: 2, column: 15, offset: 18, where: 'comment' },
    ]);
  });
});

describe('labels of carriers', () => {
  type Role = 'recipient' | 'sender';
  type Place = readonly [Role, 'name' | 'phone' | 'address' | 'email', run: number, part?: RegExp];
  /** Where their people stand: the values are read off the labels. */
  const places: Readonly<Record<string, readonly Place[]>> = {
    'amazon.zpl': [
      ['sender', 'name', 2, /^(\w+ \w+)/u],
      ['recipient', 'name', 5, /, (\w+ \w+)/u],
    ],
    'dhlparceluk.zpl': [
      ['recipient', 'name', 1],
      ['recipient', 'address', 6],
    ],
    'fedex.zpl': [
      ['sender', 'phone', 6],
      ['recipient', 'name', 15],
      ['recipient', 'phone', 19],
    ],
    'glscz.zpl': [
      ['recipient', 'name', 31, /^(\p{L}+ \p{L}+)/u],
      ['recipient', 'phone', 31, /(\+\d+)/u],
    ],
    'icapaket.zpl': [
      ['recipient', 'name', 20],
      ['recipient', 'address', 25],
    ],
    'pocztex.zpl': [
      ['recipient', 'name', 103],
      ['recipient', 'phone', 105, /(\d+)/u],
      ['recipient', 'email', 107],
    ],
    'templating.zpl': [['recipient', 'name', 4]],
    'ups.zpl': [
      ['sender', 'phone', 4],
      ['recipient', 'name', 10],
      ['recipient', 'phone', 11],
    ],
    'usps.zpl': [
      ['sender', 'name', 5],
      ['recipient', 'name', 15],
    ],
  };

  function peopleOn(name: string, label: Uint8Array): LabelOriginal {
    const { runs } = parseLabel(label);
    const people: Partial<Record<Role, Record<string, string>>> = {};
    for (const [role, kind, run, part] of places[name] ?? []) {
      const text = runs[run]?.text ?? '';
      people[role] = { ...people[role], [kind]: part === undefined ? text.trim() : (part.exec(text)?.[1] ?? '') };
    }
    return people;
  }

  it.runIf(carrierLabels.length > 0)('have nothing of their own people left, and nothing else changed', () => {
    for (const [name, label] of carrierLabels) {
      const own = peopleOn(name, label);
      const isNamed = name in places;
      expect([name, lintLabel(label, own).findings.length > 0]).toEqual([name, isNamed]);
      const masked = maskLabel(label, { original: own, opaqueRef: 'ref-3Fh9' });
      expect([name, lintLabel(masked, own, { unmasked: label }).findings]).toEqual([name, []]);
      expect([name, masked.length === label.length && masked.every((byte, i) => byte === label[i])]).toEqual([
        name,
        !isNamed,
      ]);
    }
  });

  it.skipIf(carrierLabels.length > 0)(noCarrierLabels, () => {});
});
