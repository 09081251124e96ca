import { describe, expect, it } from 'vitest';
import {
  type LabelOriginal,
  type LabelProfile,
  type LintLabelOptions,
  labelRules,
  lintLabel,
} from 'waybill-privacy/label';
import { carrierMessage, GS, hexEscaped } from '../../support/payloads.ts';

const original: LabelOriginal = {
  recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号3栋2单元501室' },
  sender: { name: '阿依古丽·买买提', phone: '0571-88886666' },
};
const sscc = '395011100000010009';
const barcode = '^FS^BCN^FDSF3054296718850';
const format = (text: string): string => `^XA^CI28^FD${text}^FS^XZ`;
const symbol = (code: string, payload: string): string => `^XA^${code}^FH^FD${hexEscaped(payload)}^FS^XZ`;
const rules = (label: string, of?: LabelOriginal, profile?: LabelProfile | LintLabelOptions): string[] =>
  lintLabel(label, of, profile).findings.map(({ rule }) => rule);

describe('a mask on a label', () => {
  it.each<[string, string[], LabelProfile?]>([
    ['张** 138******78', []],
    ['张三丰', ['C4']],
    ['张三*', ['C9']],
    ['阿依古丽·**', ['C1']],
    ['阿**', []],
    ['张*丰', ['C9']],
    ['张*丰', [], 'kr-pipc'],
    ['张**', ['C1'], 'jp-tokumei'],
    ['** ******', [], 'jp-tokumei'],
    ['收：138****5678', ['C2']],
    ['+86 138 **** 5678', ['C2']],
    ['１３８＊＊＊＊５６７８', ['C2']],
    ['138●●●●5678', ['C2']],
    ['1381234****', ['C4', 'C2']],
    ['138******78', ['C2'], 'jp-tokumei'],
    ['138****5678', ['C2'], 'kr-pipc'],
    ['138******78', [], 'gs1-min'],
    ['0571-88****66', ['C4', 'C2']],
    ['0571-******66', []],
    ['1381234****', [], 'kr-pipc'],
    ['*******5678', ['C2'], 'kr-pipc'],
    ['88****66', ['C2']],
    ['139****5678', []],
    ['海德三道199号3栋**单元**室', []],
    ['海德三道199号3栋2单元**室', ['C3', 'C4']],
    ['海德三道199号3栋2**元**室', ['C3']],
    ['张** 阿*', ['C10']],
    ['3栋**单元***室', ['C10']],
    ['5*3 cm ** 1* kg', []],
  ])('%s', (text, expected, profile) => {
    expect(rules(format(text), original, profile)).toEqual(expected);
  });

  it.each<[string, string, LintLabelOptions, string[]]>([
    ['behind a mask', '**5678', {}, ['C11']],
    ['behind a word', '尾号5678', {}, ['C11']],
    ['alone in a field', '5678', {}, ['C11']],
    ['six of them', '后六位 345678', {}, ['C4', 'C11']],
    ['of another phone', '尾号5679', {}, []],
    ['in a number', '2-5678-1', {}, []],
    ['that a station may see', '尾号5678', { allowLast4ForStation: true }, []],
  ])('C11: the last digits %s', (_, text, options, expected) => {
    expect(rules(format(text + barcode), original, options)).toEqual(expected);
    expect(rules(format(text), original, options)).toEqual(expected.filter((rule) => rule !== 'C11'));
  });
});

it('stands where its mask begins, without the blanks before it', () => {
  expect(lintLabel('^XA^FD收 138****5678^FS^XZ', original).findings).toMatchObject([{ rule: 'C2', offset: 8 }]);
});

it('of JD has a smile for glyphs', () => {
  expect(rules(format('^FH^FD138(_5E_5F_5E)5678'), original)).toEqual(['C2']);
});

it('C11 takes a printed waybill number for one too', () => {
  expect(rules(format('SF3054296718850^FS^FD尾号5678'), original)).toEqual(['C11']);
  expect(rules(format('order 30542967^FS^FD尾号5678'), original)).toEqual([]);
  expect(rules(format('1^FS^BCN^FDA1^FS^FD尾号5678'), original)).toEqual([]);
});

describe('a label without an original', () => {
  it.each([
    ['收件人：李雷', ['C1']],
    ['收件人：^FS^FD李雷', ['C1']],
    ['收件人：李雷^FS^FDA', ['C1']],
    ['收件人：李**', []],
    ['13812345678', ['C2']],
    ['138****5678', ['C2']],
    ['138******78', []],
    ['深圳市南山区海德三道3栋2单元301室', ['C3', 'C3']],
    ['1^FS^FX 13812345678', ['C4']],
    ['1^FS^FX MTM4MTIzNDU2Nzg=', ['C4']],
    ['1^FS^DFR:13812345678.ZPL^FS', ['C4']],
    ['1^FS^BQN^FDQA,13812345678', ['C6']],
    ['1^FS^BQN^FDQA,https://example.com/13812345678/01/09506000134352', ['C6']],
    ['1^FS^BQN^FDQA,{"13812345678":1}', ['C6']],
    ['1^FS^BCN^FD13812345678', []],
    ['身份证 11010519491231002X', ['C13']],
    ['1^FS^FX yunlan@example.com', ['C13']],
    ['1^FS^BQN^FDQA,mail=yunlan@example.com', ['C13', 'C6']],
  ])('%s', (text, expected) => {
    expect(rules(format(text))).toEqual(expected);
  });
});

describe('C6', () => {
  const clean = { street: '', city: '', state: 'S' };
  it.each<[string, string, string[], LabelProfile?]>([
    ...['4300', '4301', '4302', '4303', '4304', '4308', '4309', '4310', '4311', '4312', '4313', '4314', '4319'].map(
      (ai): [string, string, string[]] => ['BXN', `]d200${sscc}${ai}Brisa`, ['C6']],
    ),
    ['BXN', `]d200${sscc}4305Hangzhou${GS}4307CN${GS}420310012`, []],
    ['BXN', `]d200${sscc}4305Hangzhou${GS}420310012`, ['C6'], 'gs1-min'],
    ['BXN', `]d200${sscc}420310012`, [], 'gs1-min'],
    ['BXN', `]d200${sscc}4301ref-3Fh9`, []],
    ['BXN', `]d200${sscc}4301Brisa31001`, ['C6']],
    ['BD3', `403040A1000 ${carrierMessage({ ...clean, street: '12 ELM' })}`, ['C6']],
    ['BD3', `403040A1000 ${carrierMessage({ ...clean, city: 'HALLBERG' })}`, []],
    ['BD3', `403040A1000 ${carrierMessage({ ...clean, city: 'HALLBERG' })}`, ['C6'], 'ups-maxicode-min'],
    ['BD3', `403040A1000 ${carrierMessage({ ...clean, city: 'HALLBERG' })}`, ['C6'], 'jp-tokumei'],
    ['BD3', `403040A1000 ${carrierMessage(clean)}`, [], 'ups-maxicode-min'],
    ['BQN', "QA,MMM={'k1':'755W','k5':'SF3054296718850'}", []],
    ['BQN', 'QA,{"receiver_name":"Brisa"}', ['C6']],
    ['BQN', 'QA,{"receiver_name":"B**"}', []],
    ['B7N', 'MECARD:N:Brisa;;', ['C6']],
    ['B7N', btoa('{"address":"12 Elm Street"}'), ['C6']],
  ])('%s %s %s', (code, payload, expected, profile) => {
    expect(rules(symbol(code, payload), {}, profile)).toEqual(expected);
    expect(rules(symbol(code, payload), undefined, profile)).toEqual(expected);
  });

  it('stands where the field stands, and not beside what is left of the original', () => {
    expect(lintLabel('^XA\n^BXN^FD(00)1(4301)Brisa^FS^XZ', {}).findings).toEqual([
      { rule: 'C6', line: 2, column: 19, offset: 22, where: 'payload' },
    ]);
    expect(rules('^XA^CI28^BXN^FD(00)1(4301)张三丰(4302)Elm^FS^XZ', original)).toEqual(['C4', 'C6']);
  });

  it.each([
    ['a waybill number', "MMM={'k5':'SF1','n':'张三丰'}", "MMM={'k5':'SF2','n':'ref-1'}"],
    ['a form', '{"no":"SF1","n":"张三丰"}', 'no=SF1'],
    ['a postal code', `]d2420310012${GS}4301Brisa`, ']d2420310013'],
  ])('C5 finds that masking changed %s', (_, before, after) => {
    const [unmasked, label] = [symbol('BQN', before), symbol('BQN', after)];
    expect(
      rules(label.replace('^XA', '^XA^CI28'), original, { unmasked: unmasked.replace('^XA', '^XA^CI28') }),
    ).toEqual(['C5']);
  });
});

describe('the arguments of lintLabel', () => {
  it('are a profile, or options with it', () => {
    const label = format('张**');
    expect(rules(label, original, 'jp-tokumei')).toEqual(rules(label, original, { profile: 'jp-tokumei' }));
  });

  it.each([
    [{ profile: 'eu' }, RangeError],
    ['toString', RangeError],
    [{ profil: 'kr-pipc' }, TypeError],
    [{ allowLast4ForStation: 1 }, TypeError],
    [null, TypeError],
  ])('are refused: %j', (options, error) => {
    expect(() => lintLabel(format('A'), original, options as LintLabelOptions).findings).toThrow(error);
  });

  it('have a text for each rule', () => {
    for (const { name, problem, help } of Object.values(labelRules))
      expect([name, problem, help].every(Boolean)).toBe(true);
  });
});
