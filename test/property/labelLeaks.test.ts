// Leaks put into clean labels, of twelve kinds and of invented people: all are found, and nothing on the clean ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelOriginal, lintLabel, maskLabel } from 'waybill-privacy/label';
import { carrierMessage, GS, hexEscaped } from '../support/payloads.ts';
import '../support/fast-check.ts';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly flat: string;
}

const chars = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text);
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));
const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: chars('0123456789'), minLength: count, maxLength: count });

const person: fc.Arbitrary<Person> = fc.record({
  name: fc.oneof(
    joined(
      chars('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'),
      fc.string({ unit: chars('岚澜禾汀屿澄舟麓渚衡苑芜竹芷'), minLength: 1, maxLength: 2 }),
    ),
    joined(fc.constantFrom('欧阳', '司马', '诸葛', '慕容'), chars('岚澜禾汀屿澄舟麓')),
    joined(
      fc.constantFrom('Arlen', 'Brisa', 'Corwin', 'Delyth'),
      fc.constant(' '),
      fc.constantFrom('Mossgrove', 'Varrick', 'Linde'),
    ),
  ),
  phone: joined(fc.constant('1'), chars('3456789'), digits(9)),
  flat: fc
    .tuple(fc.integer({ min: 1, max: 38 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 101, max: 3204 }))
    .map(([building, unit, room]) => `${building}栋${unit}单元${room}室`),
});

const road = '浙江省杭州市西湖区澜汀路199号禾屿苑';
const owner = ({ name, phone, flat }: Person): LabelOriginal => ({ recipient: { name, phone, address: road + flat } });

const sscc = '395011100000010009';
const unmasked = ({ name, phone, flat }: Person): string =>
  [
    '^XA^CI28^FX order 2026-11-26^FS',
    '^FO20,20^FD342-081-00 052^FS^FO20,60^FD集包地 杭州^FS',
    `^FO20,90^FD收件人：${name} ${phone}^FS`,
    `^FO20,120^FB400,2^FD${road}${flat}^FS`,
    '^FO20,200^BCN,80^FDSF3054296718850^FS^FO20,300^FD1.25 kg^FS',
    `^FO20,400^BQN,2,4^FDQA,MMM={'k1':'755W','k5':'SF3054296718850'}^FS`,
    `^FO20,500^BXN,4,200^FH^FD${hexEscaped(`]d200${sscc}420310012`)}^FS`,
  ].join('\n');
const end = '^XZ';
const clean = (who: Person): string => maskLabel(unmasked(who) + end, { original: owner(who) }).slice(0, -end.length);

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const hex = (sign: string, text: string): string =>
  utf8(text)
    .map((byte) => sign + byte.toString(16).toUpperCase().padStart(2, '0'))
    .join('');
const base64 = (text: string): string => btoa(String.fromCharCode(...utf8(text)));
const wide = (text: string): string =>
  [...text]
    .map((unit) => (unit > ' ' && unit <= '~' ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit))
    .join('');
const spaced = (text: string): string =>
  /^\d+$/u.test(text) ? text.replace(/(\d{3})(\d{4})/u, '$1 $2-') : [...text].join('\u00a0');

type Seed = (value: string, at: number) => string;
/** Each makes a part of a label that says a value. */
const kinds: Readonly<Record<string, readonly Seed[]>> = {
  'a comment': [(value) => `^FX ${value}^FS`, (value) => `^FX to ${value} today^FS`],
  'a hex field': [
    (value) => `^FH^FD${hex('_', value)}^FS`,
    (value) => `^FH\\^FD: ${hex('\\', value)}^FS`,
    (value) => `^FX ${hex('_', value)}^FS`,
  ],
  'split fields': [
    (value, at) => {
      const units = [...value];
      const cut = 1 + (at % (units.length - 1));
      return `^FO1,1^FD${units.slice(0, cut).join('')}^FS^FO1,30^FD${units.slice(cut).join('')}^FS`;
    },
    (value, at) => {
      const units = [...value];
      const cut = 1 + (at % (units.length - 1));
      return `^FO1,1^FB90,2^FD${units.slice(0, cut).join('')}\\&${units.slice(cut).join('')}^FS`;
    },
  ],
  Base64: [
    (value) => `^FX ${base64(value)}^FS`,
    (value) => `^FD${base64(JSON.stringify({ no: 'SF1', to: value }))}^FS`,
    (value) => `^FX ${base64(base64(`no=SF1&to=${value}`))}^FS`,
  ],
  percent: [(value) => `^FX ${hex('%', value)}^FS`, (value) => `^FX https://a.example/?to=${hex('%', value)}&no=1^FS`],
  'a QR code': [
    (value) => `^BQN,2,4^FDQA,${value}^FS`,
    (value) => `^BQN,2,4^FDHM,A${JSON.stringify({ no: 'SF1', to: { v: value } })}^FS`,
    (value) => `^BQN,2,4^FDQA,MMM={'k1':'755W','r':'${value}'}^FS`,
    (value) => `^BQN,2,4^FDQA,1Z77X4E10399200447|${value}|89193^FS`,
  ],
  'a DataMatrix': [(value) => `^BXN,4,200^FD${value}^FS`, (value) => `^BXN,4,200^FD${base64(`to=${value}&no=SF1`)}^FS`],
  'a PDF417': [
    (value) =>
      `^B7N,4^FH^FD${hexEscaped(`[)>\u001e01${GS}02310012${GS}156${GS}001${GS}2710${GS}FDEG${GS}${GS}${GS}${GS}1/1${GS}1KG${GS}N${GS}${GS}${GS}ZJ${GS}${value}\u001e\u0004`)}^FS`,
    (value) => `^B7N,4^FH^FD${hexEscaped(`[)>\u001e06${GS}9KA1${GS}12Z${value}\u001e\u0004`)}^FS`,
  ],
  'a MaxiCode': [
    (value) => `^BD3^FH^FD${hexEscaped(`403156310012${carrierMessage({ street: value, city: '', state: 'ZJ' })}`)}^FS`,
    (value) => `^BD4^FD${value}^FS`,
  ],
  'a GS1 identifier': [
    (value) => `^BXN,4,200^FH^FD${hexEscaped(`]d200${sscc}4301${encodeURIComponent(value)}${GS}420310012`)}^FS`,
    (value) => `^BXN,4,200,,,,_^FD_100${sscc}4302${value}^FS`,
    (value) => `^BQN,2,4^FDQA,https://id.example/00/${sscc}?4308=${encodeURIComponent(value)}^FS`,
    (value) => `^BXN,4,200^FD(00)${sscc}(4311)${value}^FS`,
  ],
  'a file name': [
    (value) => `^XGR:${value}.GRF,1,1^FS`,
    (value) => `^IMR:${value}.GRF^FS`,
    (value) => `^FN7"${value}"^FS`,
  ],
  'full width and other spacing': [
    (value) => `^FD${wide(value)}^FS`,
    (value) => `^FD: ${spaced(value)}^FS`,
    (value) => `^FD${[...value].join('\u200b')}^FS`,
  ],
};

describe('a leak is found', () => {
  it.each(Object.keys(kinds))('in %s', (kind) => {
    const seeds = kinds[kind] as readonly Seed[];
    fc.assert(
      fc.property(
        person,
        fc.constantFrom('name', 'phone', 'flat'),
        fc.nat(seeds.length - 1),
        fc.nat(20),
        fc.boolean(),
        (who, part, which, at, isBytes) => {
          const value = who[part as keyof Person];
          const start = clean(who);
          const leak = (seeds[which] as Seed)(value, at);
          const label = start + leak + end;
          const findings = lintLabel(isBytes ? Uint8Array.from(utf8(label)) : label, owner(who)).findings;
          const from = isBytes ? utf8(start).length : start.length;
          expect(findings.map(({ rule, offset }) => [rule, offset >= from])).toContainEqual([
            expect.stringMatching(/^C[46]$/u),
            true,
          ]);
          expect(findings.every(({ offset }) => offset >= from)).toBe(true);
        },
      ),
    );
  });
});

describe('a clean label', () => {
  const profiles = ['cn-gbt41833', 'gs1-min', 'ups-maxicode-min'] as const;
  it('has no finding once it is masked, of any kind', () => {
    fc.assert(
      fc.property(person, fc.constantFrom(...profiles), (who, profile) => {
        const masked = clean(who) + end;
        expect(lintLabel(masked, owner(who), { profile, unmasked: unmasked(who) + end }).findings).toEqual([]);
        expect(maskLabel(masked, { original: owner(who) })).toBe(masked);
      }),
    );
  });

  it('has findings before', () => {
    fc.assert(
      fc.property(person, (who) => {
        const found = new Set(lintLabel(unmasked(who) + end, owner(who)).findings.map(({ rule }) => rule));
        expect(found).toEqual(new Set(['C4']));
      }),
    );
  });
});
