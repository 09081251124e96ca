import { describe, expect, it } from 'vitest';
import { type LabelOriginal, lintLabel, maskLabel } from 'waybill-privacy/label';
import { carrierMessage, GS, hexEscaped, mh10 } from '../../support/payloads.ts';
import { thrownBy } from '../../support/thrown.ts';

const sscc = '395011100000010009';
const original: LabelOriginal = {
  recipient: { name: 'Yunlan Zhang', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
};
const ref = 'ref-3Fh9';
const symbol = (code: string, payload: string): string => `^XA^CI28^${code}^FH^FD${hexEscaped(payload)}^FS^XZ`;
const city = { street: '12 ELM ST', city: 'HALLBERG', state: 'S' };
const emptied = { street: '', city: '', state: 'S' };
const fedex = (name: string, further: string): string =>
  mh10(
    [
      '01',
      '02310012',
      '156',
      '001',
      '271053820000',
      'FDEG',
      '2000',
      '047',
      '',
      '1/1',
      '0.2KG',
      'N',
      '',
      '',
      'ZJ',
      name,
    ].join(GS),
    `06${GS}${further}9KA1`,
  );

/** Payloads, what is left of them, and whether that needs a reference. */
const payloads: readonly [name: string, code: string, before: string, after: string, needsRef: boolean][] = [
  [
    'GS1: the first that has room holds the reference',
    'BXN',
    `]d200${sscc}420310012${GS}4301Yunlan Zhang${GS}4308+8613812345678`,
    `]d200${sscc}420310012${GS}4301${ref}`,
    true,
  ],
  [
    'GS1 in QR',
    'BQN',
    `QA,(00)${sscc}(4302)Elm Street 12(4308)13812345678(420)310012`,
    `QA,(00)${sscc}(4302)${ref}(420)310012`,
    true,
  ],
  [
    'GS1 of somebody else',
    'BXN',
    `]d200${sscc}4311Brisa Corwin${GS}420310012`,
    `]d200${sscc}4311${ref}${GS}420310012`,
    true,
  ],
  [
    'GS1 between fields that stay',
    'BXN',
    `]d200${sscc}4301Yunlan Zhang${GS}4305Hangzhou${GS}4308+8613812345678${GS}420310012`,
    `]d200${sscc}4301${ref}${GS}4305Hangzhou${GS}420310012`,
    true,
  ],
  [
    'GS1 with brackets in a value',
    'BQN',
    `QA,(00)${sscc}(4301)Yunlan (2000) Zhang(420)310012`,
    `QA,(00)${sscc}(4301)${ref}(420)310012`,
    true,
  ],
  ['GS1 where nothing has room', 'BXN', `]d200${sscc}4304Xi${GS}420310012`, `]d200${sscc}420310012`, true],
  ['a place on earth', 'BXN', `]d200${sscc}430902345678900987654321`, `]d200${sscc}`, true],
  [
    'a Digital Link',
    'BQN',
    `QA,https://example.com/00/${sscc}?4301=Yunlan%20Zhang&420=1`,
    `QA,https://example.com/00/${sscc}?4301=${ref}&420=1`,
    true,
  ],
  ['a MaxiCode', 'BD3', `403040A1000 ${carrierMessage(city)}`, `403040A1000 ${carrierMessage(emptied)}`, false],
  ['a name after the city', 'B7N', fedex('Yunlan Zhang', ''), fedex('', ''), false],
  [
    'a phone by its data identifier',
    'B7N',
    fedex('Yunlan Zhang', `12Z13812345678${GS}`),
    fedex('', `12Z${ref}${GS}`),
    true,
  ],
  [
    'free text of UPS',
    'BD3',
    `403040A1000 ${mh10(`01${GS}961Z09920044${GS}UPSN`, '07JGZ&S1')}`,
    `403040A1000 ${mh10(`01${GS}961Z09920044${GS}UPSN`, '07')}`,
    false,
  ],
  [
    'SF with a remark',
    'BQN',
    "QA,MMM={'k1':'755W','k5':'SF3054296718850','r':'Yunlan Zhang'}",
    `QA,MMM={'k1':'755W','k5':'SF3054296718850','r':'${ref}'}`,
    true,
  ],
  [
    'JSON',
    'BQN',
    '{"no":"SF1","to":{"name":"Yunlan Zhang","tel":"13812345678"}}',
    `{"no":"SF1","to":{"name":"${ref}","tel":"${ref}"}}`,
    true,
  ],
  ['JSON with a number', 'BQN', '{"no":"SF1","tel":13812345678}', ref, true],
  ['a URL whose bytes are counted', 'BQN', 'HM,B0046https://example.com/t?no=SF1&name=Yunlan+Zhang', `HA,${ref}`, true],
  [
    'the query of a URL',
    'BQN',
    'LA,https://example.com/t?no=SF1&name=Yunlan+Zhang',
    `LA,https://example.com/t?no=SF1&name=${ref}`,
    true,
  ],
  ['a name too short', 'BQN', 'LA,no=SF1;contact_name=Xi', 'LA,no=SF1;contact_name=', true],
  ['fields between bars', 'B7N', '1Z77X4E10399200447|Yunlan Zhang|89193', `1Z77X4E10399200447|${ref}|89193`, true],
  ['a contact', 'BQN', 'MECARD:N:Yunlan;TEL:1;;', ref, true],
  ['Base64', 'BXN', btoa('{"tel":"13812345678"}'), ref, true],
  ['percent', 'BXN', encodeURIComponent('收件人 13812345678'), ref, true],
];

describe('a 2-D payload', () => {
  it.each(payloads)('%s', (_, code, before, after, needsRef) => {
    const label = symbol(code, before);
    const options = needsRef ? { original, opaqueRef: ref } : { original };
    if (needsRef) expect(thrownBy(() => maskLabel(label, { original }))).toMatchObject({ code: 'ERR_PLAINTEXT' });
    const masked = maskLabel(label, options);
    expect(masked).toBe(symbol(code, after));
    expect(masked.length <= label.length).toBe(true);
    expect(maskLabel(masked, options)).toBe(masked);
    expect(lintLabel(masked, original, { unmasked: label }).findings).toEqual([]);
  });

  it.each([
    ['GS1', 'BXN', `]d200${sscc}420310012${GS}4305Hangzhou${GS}4324260101`],
    ['SF', 'BQN', "QA,MMM={'k1':'755W','k2':'755LF','k4':'T4','k5':'SF3054296718850','k7':'ab12'}"],
    ['a MaxiCode', 'BD3', `403040A1000 ${carrierMessage(emptied)}`],
    ['a waybill number', 'BXN', 'SF3054296718850'],
    ['JSON', 'BQN', '{"no":"SF1","phone":"138******78"}'],
  ])('stays as it is: %s', (_, code, payload) => {
    const label = symbol(code, payload);
    expect(maskLabel(label, { original, opaqueRef: ref })).toBe(label);
    expect(maskLabel(label)).toBe(label);
  });

  it.each([
    ['GS1', 'BXN', `]d200${sscc}4301Brisa Corwin`, `]d200${sscc}4301${ref}`],
    ['a key that says what it is', 'BQN', '{"receiver_name":"Brisa Corwin"}', `{"receiver_name":"${ref}"}`],
    ['a phone', 'BQN', 'QA,no=SF1&m=13912345678', `QA,no=SF1&m=${ref}`],
    ['an address in letters', 'BQN', 'no=SF1&address=12 Elm Street', `no=SF1&address=${ref}`],
    ['an EDI message', 'B7N', mh10(`02${GS}NAD+CN+BRISA`), ref],
  ])('is replaced or refused without an original too: %s', (_, code, before, after) => {
    expect(thrownBy(() => maskLabel(symbol(code, before)))).toMatchObject({
      code: 'ERR_PLAINTEXT',
      findings: [{ rule: 'C6 payload' }],
    });
    expect(maskLabel(symbol(code, before), { opaqueRef: ref })).toBe(symbol(code, after));
  });
});

describe('a 2-D payload in another language', () => {
  const tspl = (data: string): string => `SIZE 76 mm,130 mm\r\nCLS\r\nQRCODE 10,10,M,4,A,0,"${data}"\r\nPRINT 1\r\n`;
  const counted = (data: string): string => `SIZE 76 mm,130 mm\r\nCLS\r\nQRCODE 10,10,M,4,M,0,"${data}"\r\nPRINT 1\r\n`;
  const cpcl = (data: string): string => `! 0 200 200 400 1\r\nB QR 10 100 M 2 U 6\r\n${data}\r\nENDQR\r\nPRINT\r\n`;
  const json = (data: string): string => JSON.stringify({ cmd: 'print', contents: [{ data: { qrcode: data } }] });
  it.each<[string, string, string]>([
    ['TSPL', tspl('no=SF1&name=Yunlan Zhang'), tspl(`no=SF1&name=${ref}`)],
    ['TSPL', tspl(`(00)${sscc}(4301)Yunlan Zhang(420)310012`), tspl(`(00)${sscc}(4301)${ref}(420)310012`)],
    ['TSPL that counts bytes', counted('B0025no=SF1&name=Yunlan Zhang&'), counted(`B0008${ref}`)],
    ['CPCL', cpcl('MA,no=SF1&name=Yunlan Zhang'), cpcl(`MA,no=SF1&name=${ref}`)],
    ['CPCL with a mask of modules', cpcl('M0A,no=SF1&name=Yunlan Zhang'), cpcl(`M0A,no=SF1&name=${ref}`)],
  ])('%s', (_, before, after) => {
    expect(maskLabel(before, { original, opaqueRef: ref })).toBe(after);
    expect(new Set(lintLabel(before, original).findings.map(({ rule }) => rule))).toEqual(new Set(['C4']));
    expect(lintLabel(after, original, { unmasked: before }).findings).toEqual([]);
  });

  it('is a text like any other in print JSON', () => {
    expect(lintLabel(json('no=SF1&name=Yunlan Zhang'), original).findings.map(({ rule }) => rule)).toContain('C4');
  });
});
