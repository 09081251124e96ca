import { describe, expect, it } from 'vitest';
import { type PayloadForm, parsePayload } from 'waybill-privacy/label';
import { carrierMessage, GS, mh10 } from '../../support/payloads.ts';

const sscc = '395011100000010009';

type Row = readonly [
  name: string,
  text: string,
  form: PayloadForm,
  fields: readonly (readonly [string, string, string])[],
];

const rows: readonly Row[] = [
  [
    'GS1 after a symbology identifier, in percent',
    `]d200${sscc}420310012${GS}4301Yunlan%20Zhang${GS}4308+8613812345678`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['420', '310012', 'routing'],
      ['4301', 'Yunlan Zhang', 'personal'],
      ['4308', '+8613812345678', 'personal'],
    ],
  ],
  [
    'GS1 with the FNC1 of ^BX',
    `_100${sscc}_14302Elm%20St%2012`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['4302', 'Elm St 12', 'personal'],
    ],
  ],
  ['GS1 with a separator in front', `${GS}4309023456789009876543`, 'gs1', [['4309', '023456789009876543', 'personal']]],
  [
    'GS1 in QR',
    `]Q300${sscc}43117%2C`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['4311', '7,', 'personal'],
    ],
  ],
  [
    'GS1 in brackets',
    `(00)${sscc}(4305)Hangzhou(4319)057188886666(421)156310012`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['4305', 'Hangzhou', 'routing'],
      ['4319', '057188886666', 'personal'],
      ['421', '156310012', 'routing'],
    ],
  ],
  [
    'bare GS1',
    `00${sscc}4304Xihu`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['4304', 'Xihu', 'personal'],
    ],
  ],
  [
    'GS1 with brackets in a value',
    `(00)${sscc}(4301)Yunlan (2000) Zhang`,
    'gs1',
    [
      ['00', sscc, 'routing'],
      ['4301', 'Yunlan (2000) Zhang', 'personal'],
    ],
  ],
  ['brackets that begin like GS1', `(2000)1(00)${sscc}`, 'text', [['', `(2000)1(00)${sscc}`, 'other']]],
  [
    'GS1 with a measure, which needs no separator',
    ']C13600000123420310012',
    'gs1',
    [
      ['3600', '000123', 'routing'],
      ['420', '310012', 'routing'],
    ],
  ],
  [
    'GS1 with the FNC1 of ^BC',
    '>;>84301Yunlan>8420310012',
    'gs1',
    [
      ['4301', 'Yunlan', 'personal'],
      ['420', '310012', 'routing'],
    ],
  ],
  ['bare GS1 with a value that is too long', `00${sscc}4307CHN`, 'text', [['', `00${sscc}4307CHN`, 'other']]],
  ['an identifier for transport of tomorrow', `]d24399Yunlan`, 'gs1', [['4399', 'Yunlan', 'personal']]],
  ['digits that only begin like GS1', '00395011100000010004', 'text', [['', '00395011100000010004', 'other']]],
  ['a waybill number', 'SF3054296718850', 'text', [['', 'SF3054296718850', 'other']]],
  [
    'a Digital Link',
    `https://id.example.com/p/00/${sscc}?4300=Yun%20Co&420=310012`,
    'gs1-digital-link',
    [
      ['00', sscc, 'routing'],
      ['4300', 'Yun Co', 'personal'],
      ['420', '310012', 'routing'],
    ],
  ],
  [
    'a Digital Link behind a number',
    `https://id.example.com/12/00/${sscc}`,
    'gs1-digital-link',
    [['00', sscc, 'routing']],
  ],
  [
    'a MaxiCode in mode 3',
    `403040A1000 ${carrierMessage({ street: '12 ELM ST', city: 'HALLBERG', state: 'S' })}`,
    'maxicode',
    [
      ['serviceClass', '403', 'routing'],
      ['country', '040', 'routing'],
      ['postalCode', 'A1000 ', 'routing'],
      ['trackingNumber', '1Z09920044', 'routing'],
      ['scac', 'UPSN', 'routing'],
      ['shipperNumber', '77X4E1', 'routing'],
      ['julianDay', '089', 'routing'],
      ['shipmentId', '', 'routing'],
      ['packageOfTotal', '1/1', 'routing'],
      ['weight', '10', 'routing'],
      ['addressValidated', 'N', 'routing'],
      ['street', '12 ELM ST', 'personal'],
      ['city', 'HALLBERG', 'city'],
      ['state', 'S', 'routing'],
    ],
  ],
  [
    'an envelope with formats 01, 05, 06 and 07',
    mh10(
      `01${GS}02310012${GS}156${GS}001${GS}271053820000${GS}FDEG`,
      `05${GS}00${sscc}${GS}4301Yun`,
      `06${GS}12Z13812345678${GS}9KA1`,
      '07JGZ&S',
    ),
    'mh10',
    [
      ['postalCode', '310012', 'routing'],
      ['country', '156', 'routing'],
      ['serviceClass', '001', 'routing'],
      ['trackingNumber', '271053820000', 'routing'],
      ['scac', 'FDEG', 'routing'],
      ['00', sscc, 'routing'],
      ['4301', 'Yun', 'personal'],
      ['12Z', '13812345678', 'personal'],
      ['9K', 'A1', 'other'],
      ['format 07', 'JGZ&S', 'personal'],
    ],
  ],
  ['an EDI message', mh10(`02${GS}NAD+CN`), 'mh10', [['format 02', 'NAD+CN', 'personal']]],
  [
    'SF',
    "MMM={'k1':'755W','k2':'','k5':'SF3054296718850','n':'张三'}",
    'mmm',
    [
      ['k1', '755W', 'routing'],
      ['k2', '', 'routing'],
      ['k5', 'SF3054296718850', 'routing'],
      ['n', '张三', 'other'],
    ],
  ],
  [
    'JSON',
    '{"receiver":{"name":"\\u5f20三","tel":13812345678},"tags":["a \\"b\\""],"no":"SF1"}',
    'json',
    [
      ['receiver.name', '张三', 'other'],
      ['receiver.tel', '13812345678', 'other'],
      ['tags', 'a "b"', 'other'],
      ['no', 'SF1', 'other'],
    ],
  ],
  [
    'a JSON list with an object in it',
    '{"names":["a",{"b":"c"},"d"]}',
    'json',
    [
      ['names', 'a', 'other'],
      ['names.b', 'c', 'other'],
      ['names', 'd', 'other'],
    ],
  ],
  [
    'a URL',
    'https://example.com/t/SF1?no=SF1&name=%E5%BC%A0+%E4%B8%89#tel=138',
    'query',
    [
      ['url', 'https://example.com/t/SF1', 'other'],
      ['no', 'SF1', 'other'],
      ['name', '张 三', 'other'],
      ['tel', '138', 'other'],
    ],
  ],
  [
    'pairs',
    '收件人：张三；电话：138',
    'pairs',
    [
      ['收件人', '张三', 'other'],
      ['电话', '138', 'other'],
    ],
  ],
  [
    'fields between bars',
    '1Z12345E0205271688|Yunlan Zhang||310012',
    'delimited',
    [
      ['1', '1Z12345E0205271688', 'other'],
      ['2', 'Yunlan Zhang', 'personal'],
      ['4', '310012', 'other'],
    ],
  ],
  [
    'a vCard',
    'BEGIN:VCARD\nFN:Yunlan\nEND:VCARD',
    'contact',
    [['begin:vcard', 'BEGIN:VCARD\nFN:Yunlan\nEND:VCARD', 'personal']],
  ],
  ['a MECARD', 'MECARD:N:Yunlan;;', 'contact', [['mecard:', 'MECARD:N:Yunlan;;', 'personal']]],
  ['a telephone', 'tel:13812345678', 'contact', [['tel:', 'tel:13812345678', 'personal']]],
];

describe('parsePayload', () => {
  it.each(rows)('reads %s', (_, text, form, fields) => {
    const payload = parsePayload(text);
    expect(payload.form).toBe(form);
    expect(payload.fields.map(({ key, value, role }) => [key, value, role])).toEqual(fields);
  });

  it.each([
    ['percent', encodeURIComponent('MMM={"k1":"755W"}'), 'mmm'],
    ['percent', '%7B%22name%22%3A%22A%22%7D', 'json'],
    ['base64', btoa('no=SF1&tel=13812345678'), 'pairs'],
    ['base64', btoa(btoa('{"tel":13812345678}')), 'base64'],
  ])('reads what is in %s: %s', (form, text, inner) => {
    expect(parsePayload(text)).toMatchObject({ form, fields: [], inner: { form: inner } });
  });

  it.each([
    ['the first element', `]d24301Yun${GS}00${sscc}`, '4301', `]d200${sscc}`],
    ['an inner element', `]d200${sscc}4301Yun${GS}420310012${GS}21A`, '4301', `]d200${sscc}420310012${GS}21A`],
    ['the last element', `]d2420310012${GS}4301Yun`, '4301', ']d2420310012'],
    ['an element in brackets', `(00)${sscc}(4301)Yun(420)310012`, '4301', `(00)${sscc}(420)310012`],
    ['the first data', mh10(`06${GS}12Z138${GS}9KA1`), '12Z', mh10(`06${GS}9KA1`)],
    ['further data', mh10(`06${GS}9KA1${GS}12Z138`), '12Z', mh10(`06${GS}9KA1`)],
    [
      'a street',
      `840123456789012${carrierMessage({ street: 'A', city: 'B', state: 'C' })}`,
      'street',
      `840123456789012${carrierMessage({ street: '', city: 'B', state: 'C' })}`,
    ],
    [
      'the first parameter',
      `https://example.com/00/${sscc}?4301=Yun&420=1`,
      '4301',
      `https://example.com/00/${sscc}?420=1`,
    ],
    [
      'a further parameter',
      `https://example.com/00/${sscc}?420=1&4301=Yun`,
      '4301',
      `https://example.com/00/${sscc}?420=1`,
    ],
  ])('leaves a well-formed rest without %s', (_, text, key, rest) => {
    const cut = parsePayload(text).fields.find((field) => field.key === key)?.cut;
    expect(cut).toBeDefined();
    if (cut !== undefined) expect(text.slice(0, cut.start) + text.slice(cut.end)).toBe(rest);
  });
});
