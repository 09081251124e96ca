import { describe, expect, it } from 'vitest';
import { presets, recognize } from 'waybill-privacy';
import {
  douyin,
  jd,
  jdIndex,
  kuaishou,
  type PddType,
  pdd,
  pddLegacyPhone,
  topPhone,
  topText,
} from '../../../scripts/orders/ciphertexts.ts';
import { base64, createRandom, type Random } from '../../../scripts/orders/random.ts';
import {
  type FormCase,
  type FormsCase,
  formsContract,
  type PlatformCase,
  platformContract,
  presetContract,
} from '../../contract/platform.ts';

const random: Random = createRandom(20_261_101);
const length = (): number => random.int(1, 30);

/** Values of a form with or without index: drawn until one fits. */
const until = (make: () => string, fits: (value: string) => boolean) => (): string => {
  for (;;) {
    const value = make();
    if (fits(value)) return value;
  }
};
const doubled = (value: string): boolean => /(.)\1$/u.test(value);
const single = (value: string): boolean => !doubled(value);
const kind = 'ciphertext' as const;

const pddOf = (type: PddType) => (): string =>
  pdd(random, type, { shopId: random.int(1, 0x7fffffff), order: random.bytes(4), characters: length() });
const pddForm = (type: PddType, field: 'name' | 'phone' | 'address' | 'id-number'): FormCase[] => [
  { name: `${type}, indexed`, make: until(pddOf(type), doubled), expected: { kind, field, indexed: true } },
  ...(type === 'idNumber'
    ? []
    : [{ name: type, make: until(pddOf(type), single), expected: { kind, field, indexed: false } }]),
];

const douyinForm = (field: 'name' | 'phone' | 'address', mark: string): FormCase[] => {
  const make = (): string => douyin(random, field, length()).replace('*', mark);
  const bare = (value: string): boolean => value[0] === value[1];
  const common = { kind, version: 1, ...(field === 'phone' && { field }) };
  return [
    { name: `${field} with ${mark}`, make: until(make, bare), expected: { ...common, indexed: false } },
    {
      name: `${field} with ${mark}, indexed`,
      make: until(make, (value) => !bare(value)),
      expected: { ...common, indexed: true },
    },
  ];
};

const digits = (count: number): string => random.digits(count);
const cases: readonly PlatformCase[] = [
  {
    preset: presets['taobao.trade'],
    forms: [
      {
        name: 'text',
        make: until(() => topText(random, length()), single),
        expected: { kind, indexed: false },
      },
      {
        name: 'text, indexed',
        make: until(() => topText(random, length()), doubled),
        expected: { kind, indexed: true },
      },
      {
        name: 'phone $138$…$v$',
        make: until(() => topPhone(random), single),
        expected: { kind, field: 'phone', indexed: false },
      },
      {
        name: 'phone $index$…$v$$',
        make: until(() => topPhone(random), doubled),
        expected: { kind, field: 'phone', indexed: true, version: 1 },
      },
    ],
    decoys: ['~~strike~~', '~ok~1~', '$12$34$5$', '$1$abc$2$', '~~划线~~', '$100$', '~'.repeat(40), '$138$1234$1$'],
  },
  {
    preset: presets['pdd.order'],
    forms: [
      ...pddForm('name', 'name'),
      ...pddForm('phone', 'phone'),
      ...pddForm('fullAddress', 'address'),
      ...pddForm('detailAddress', 'address'),
      ...pddForm('idNumber', 'id-number'),
      {
        name: 'phone of the old layout',
        make: () => pddLegacyPhone(random),
        expected: { kind, field: 'phone', indexed: false, version: 2 },
      },
      {
        name: 'virtual number',
        make: () => `$1${random.int(3, 9)}${digits(9)}$#${digits(4)}#`,
        expected: { kind: 'virtual-number', field: 'phone' },
      },
      {
        name: 'virtual number of 95',
        make: () => `$95${digits(5)}$#${digits(8)}#`,
        expected: { kind: 'virtual-number', field: 'phone' },
      },
    ],
    decoys: ['#a#b#1##', '$18412345678$', '#1234#', '$18412345678$#12#', '~abc~2~', 'x$18412345678$#1234#'],
  },
  {
    preset: presets['douyin.order'],
    forms: (['name', 'phone', 'address'] as const).flatMap((field) => [
      ...douyinForm(field, '*'),
      ...douyinForm(field, '_'),
    ]),
    decoys: ['##标题##', '#话题#', '##', '#a#b#1##', '$$100$$', '##Cg*Cg#1##', '#栖柏花园3栋#501#'],
  },
  {
    preset: presets['jd.order'],
    forms: [
      {
        name: 'TDE',
        make: () => jd(random, random.bytes(16), length()),
        expected: { kind, indexed: false },
      },
    ],
    decoys: ['AAQ', `AAR${'A'.repeat(61)}`, 'AAQAAAAAAAA=', jdIndex(random), `AAQ${'-'.repeat(85)}`],
  },
  {
    preset: presets['kuaishou.order'],
    forms: (['name', 'phone', 'address'] as const).map((field) => ({
      name: field,
      make: () => kuaishou(random, field, { appKey: `ks${digits(18)}`, characters: length() }),
      expected: { kind, field, indexed: true, version: 1 },
    })),
    decoys: ['Ci1tZXJjaGFudC5vcGVuLnNlY3JldC5rZXkua3M', 'merchant.open.secret.key.ks1', '#a#b&c#1##', '~a~b&c~1~~'],
  },
];

/** Platforms whose forms are known and that have no order shape here, or one without forms of its own. */
const formCases: readonly FormsCase[] = [
  {
    platform: 'youzan',
    forms: [
      {
        name: '$BODY$v$',
        make: () => `$${base64(random.bytes(16 * random.int(1, 6)))}$${random.int(0, 12)}$`,
        expected: { kind, indexed: false },
      },
    ],
    decoys: ['$100$', '$YOUZANYOUZANYOUZANYOUZAN$', '$12$34$5$'],
  },
  {
    platform: 'weixin',
    forms: [
      {
        name: 'name with the extension',
        make: () => `店小二(转${digits(4)})`,
        expected: { kind: 'virtual-number', field: 'name' },
      },
      {
        name: 'note behind an address',
        make: () => `如需联系用户，请转${digits(4)}`,
        expected: { kind: 'virtual-number', field: 'text' },
      },
    ],
    decoys: ['店小二', '店小二(转)', '店小二旗舰店', '请转交门卫', '海德三道199号，如需联系用户，请转3639'],
  },
];

describe.each(formCases.map((forms) => [forms.platform as string, forms] as const))('%s', (_, forms) => {
  formsContract(forms);
});

describe.each(cases.map((platform) => [platform.preset.platform as string, platform] as const))('%s', (_, platform) => {
  platformContract(platform);
});

/** Presets of platforms whose forms are tried above or in a file of their own, and of an integrator. */
const others = [
  presets['taobao.fenxiao'],
  presets['taobao.waybill'],
  presets['douyin.after-sale'],
  presets['jd.unpaid'],
  presets['xhs.receiver'],
  presets['weixin.order'],
  presets['kuaidi100.print'],
];
for (const preset of others) presetContract(preset);

describe('all platforms', () => {
  it('stand under the contract', () => {
    expect(Object.values(presets)).toEqual([...cases.map(({ preset }) => preset), ...others]);
    for (const [name, preset] of Object.entries(presets)) expect(preset.name).toBe(name);
  });

  it('never claim a JD wildcard index, which is no ciphertext', () => {
    for (let i = 0; i < 200; i++) expect(recognize(jdIndex(random)).kind).toBe('unknown');
  });
});
