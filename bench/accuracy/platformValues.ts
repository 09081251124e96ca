/**
 * Values of every form that platforms write, and what only looks like them: written from the map of the formats (their SDKs, public
 * documents, descriptions of samples), not from the recogniser. Bytes are random, people are invented.
 */
import type { Recognition } from 'waybill-privacy';
import { base64, type Random } from '../../scripts/orders/random.ts';

/** A form with what must be said of each of its values. */
export interface ValueForm {
  readonly name: string;
  readonly make: (random: Random) => string;
  readonly kind: Recognition['kind'];
  readonly platform?: Recognition['platform'];
  /** Where the value tells it. */
  readonly field?: Recognition['field'];
  readonly indexed?: boolean;
  readonly boundTo?: Recognition['boundTo'];
}

type Make = (random: Random) => string;

const unpadded = (text: string): string => text.replaceAll('=', '');
const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const join = (...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
/** base64 as written by most, sometimes without padding. */
const text64 = (random: Random, bytes: Uint8Array): string =>
  random.chance(0.15) ? unpadded(base64(bytes)) : base64(bytes);
const windows = (random: Random, count: number): string =>
  Array.from({ length: count }, () => base64(random.bytes(3))).join('');
const version = (random: Random): string => random.pick(['0', '1', '2', '3', '4', '10', '27', '128', '1042', '20231']);
const publicVersion = (random: Random): string => `-${random.pick(['1', '2', '12', '1024'])}`;

// TOP security SDK: AES blocks; the index is second for text and first for phones.
const topBody: Make = (random) => text64(random, random.bytes(16 * random.int(1, 9)));
const top = { kind: 'ciphertext', platform: 'taobao', boundTo: 'session' } as const;
const topForms: readonly ValueForm[] = [
  { ...top, name: 'TOP text', indexed: false, make: (r) => `~${topBody(r)}~${version(r)}~` },
  { ...top, name: 'TOP text, public key', indexed: false, make: (r) => `~${topBody(r)}~${publicVersion(r)}~` },
  {
    ...top,
    name: 'TOP text, indexed',
    indexed: true,
    make: (r) => `~${topBody(r)}~${windows(r, r.int(1, 40))}~${version(r)}~~`,
  },
  {
    ...top,
    name: 'TOP phone',
    field: 'phone',
    indexed: false,
    make: (r) => `$${r.pick(['138', '1', '0571', '+86138', '010'])}$${text64(r, r.bytes(16))}$${version(r)}$`,
  },
  {
    ...top,
    name: 'TOP phone, public key',
    field: 'phone',
    indexed: false,
    make: (r) => `$1${r.digits(2)}$${text64(r, r.bytes(16))}$${publicVersion(r)}$`,
  },
  {
    ...top,
    name: 'TOP phone, indexed',
    field: 'phone',
    indexed: true,
    make: (r) => `$${base64(r.bytes(16))}$${text64(r, r.bytes(16))}$${version(r)}$$`,
  },
  {
    ...top,
    name: 'TOP normal',
    indexed: false,
    make: (r) => `\u0001${topBody(r)}\u0001${version(r)}\u0001`,
  },
];

// Pinduoduo: format, shop of 7 bytes, type, order.
const shop = (r: Random): number[] => {
  const id = r.int(1, r.pick([0xffff, 0xffffff, 0x3fffffff]));
  return [0, 0, 0, id >>> 24, (id >>> 16) & 0xff, (id >>> 8) & 0xff, id & 0xff];
};
const pddBody =
  (type: number, sizes: readonly number[]): Make =>
  (r) => {
    const size = r.pick(sizes);
    const head = [2, ...shop(r), type, ...r.bytes(4), r.int(0, 1)];
    return text64(r, join(head, r.bytes(size - head.length)));
  };
// The old layout has the shop and no type, and four or five zero bytes before it.
const pddOldBody: Make = (r) => text64(r, join([0, ...shop(r)], r.bytes(r.pick([16, 20, 24, 40, 56]))));
const pdd = { kind: 'ciphertext', platform: 'pdd', boundTo: 'shop' } as const;
const pddText = (name: string, type: number, sizes: readonly number[], field: ValueForm['field']): ValueForm[] => {
  const body = pddBody(type, sizes);
  return [
    { ...pdd, name: `PDD ${name}`, field, indexed: false, make: (r) => `~${body(r)}~${version(r)}~` },
    {
      ...pdd,
      name: `PDD ${name}, indexed`,
      field,
      indexed: true,
      make: (r) => `~${body(r)}~${windows(r, r.int(1, 60))}~${version(r)}~~`,
    },
  ];
};
const pddPhone = pddBody(6, [28, 30, 32, 48]);
const pddIdNumber = pddBody(10, [32, 34, 48]);
const pddForms: readonly ValueForm[] = [
  ...pddText('name', 5, [26, 29, 32, 48], 'name'),
  ...pddText('full address', 7, [64, 96, 128, 100], 'address'),
  ...pddText('detail address', 8, [48, 64, 96, 77], 'address'),
  ...pddText('declaration', 3, [32, 48], 'other'),
  { ...pdd, name: 'PDD phone', field: 'phone', indexed: false, make: (r) => `$${pddPhone(r)}$${version(r)}$` },
  {
    ...pdd,
    name: 'PDD phone, indexed',
    field: 'phone',
    indexed: true,
    make: (r) => `$${base64(r.bytes(9))}$${pddPhone(r)}$${version(r)}$$`,
  },
  {
    ...pdd,
    name: 'PDD identity, indexed',
    field: 'id-number',
    indexed: true,
    make: (r) => `#${base64(r.bytes(9))}#${pddIdNumber(r)}#${version(r)}##`,
  },
  {
    ...pdd,
    name: 'PDD identity',
    field: 'id-number',
    indexed: false,
    make: (r) => `#${pddIdNumber(r)}#${version(r)}#`,
  },
  {
    ...pdd,
    name: 'PDD old text',
    field: 'text',
    indexed: false,
    make: (r) => `~${pddOldBody(r)}~${version(r)}~`,
  },
  {
    ...pdd,
    name: 'PDD old text, indexed',
    field: 'text',
    indexed: true,
    make: (r) => `~${pddOldBody(r)}~${windows(r, r.int(1, 30))}~${version(r)}~~`,
  },
  {
    ...pdd,
    name: 'PDD old phone',
    field: 'phone',
    indexed: false,
    make: (r) => `$1${r.digits(2)}$${pddOldBody(r)}$${version(r)}$`,
  },
  {
    ...pdd,
    name: 'PDD old phone, indexed',
    field: 'phone',
    indexed: true,
    make: (r) => `$${base64(r.bytes(9))}$${pddOldBody(r)}$${version(r)}$$`,
  },
];

// Douyin: data, mark, envelope of three known headers and of invented further ones.
const varint = (r: Random, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => (i < bytes - 1 ? r.int(0x80, 0xff) : r.int(1, 0x7f)));
const douyinHeaders: readonly Make[] = [
  () => '\x08\x01\x20\x07\x28\x01',
  () => '\x08\x01\x10\xad\x1c\x20\x01\x28\x01',
  () => '\x08\x01\x10\xad\x1c\x18\x98\x25\x20\x01\x28\x01',
  (r) => String.fromCharCode(8, r.int(1, 9), 0x10, ...varint(r, r.int(1, 3)), 0x18, ...varint(r, r.int(1, 3)), 0x28, 1),
];
const envelope: Make = (r) => {
  const header = Buffer.from(r.pick(douyinHeaders)(r), 'latin1');
  return base64(join([0x0a, header.length], header, [0x12, 0x3e, 0x0a, 0x3c], r.bytes(60), [0x1a, 0]));
};
const douyinData: Readonly<Record<string, Make>> = {
  name: (r) => base64(r.bytes(r.pick([64, 72, 79, 80, 87, 94]))),
  phone: (r) => base64(r.bytes(r.int(82, 83))),
  address: (r) => base64(r.bytes(r.int(90, 240))),
};
const douyin = { kind: 'ciphertext', platform: 'douyin' } as const;
const douyinOf = (field: 'name' | 'phone' | 'address'): ValueForm[] => {
  const mark = field === 'phone' ? '$' : '#';
  const told = field === 'phone' ? ({ field } as const) : {};
  const data = douyinData[field] as Make;
  const native: Make = (r) => `${data(r)}*${envelope(r)}`;
  // Intermediaries rewrite only the mark, or the alphabet too.
  const rewritten: Make = (r) =>
    r.chance(0.5) ? `${data(r)}_${envelope(r)}` : unpadded(urlSafe(`${data(r)}_${envelope(r)}`));
  const index: Make = (r) => (field === 'phone' ? base64(r.bytes(32)) : windows(r, r.int(1, 30)));
  return [native, rewritten].flatMap((body, i) => {
    const spelled = i === 0 ? '' : ', URL-safe';
    return [
      {
        ...douyin,
        ...told,
        name: `Douyin ${field}${spelled}`,
        indexed: false,
        make: (r: Random) => `${mark}${mark}${body(r)}${mark}1${mark}${mark}`,
      },
      {
        ...douyin,
        ...told,
        name: `Douyin ${field}${spelled}, indexed`,
        indexed: true,
        make: (r: Random) => `${mark}${index(r)}${mark}${body(r)}${mark}1${mark}${mark}`,
      },
    ];
  });
};

// JD: 00, 04, key id 16, IV 16, blocks.
const jdForms: readonly ValueForm[] = [
  {
    name: 'JD TDE',
    kind: 'ciphertext',
    platform: 'jd',
    boundTo: 'shop',
    indexed: false,
    make: (r) => text64(r, join([0, 4], r.bytes(16 + 16 + 16 * r.int(1, 12)))),
  },
];

// Kuaishou: protobuf with the name of the app's key.
const kuaishouBody = (r: Random, bytes: number): string => {
  const key = `merchant.open.secret.key.ks${r.digits(r.int(16, 20))}`;
  const tail = [[0x12, bytes], r.bytes(bytes), [0x1a, 18], r.bytes(18), [0x22, 32], r.bytes(32), [0x28, 5, 0x30, 1]];
  return text64(r, join([0x0a, key.length], key, ...tail));
};
const kuaishouBodies: Make = (r) => `${kuaishouBody(r, 32)}&${kuaishouBody(r, 48)}`;
const kuaishouForms: readonly ValueForm[] = (
  [
    ['name', '#'],
    ['phone', '$'],
    ['address', '~'],
  ] as const
).flatMap(([field, mark]) => {
  const common = { kind: 'ciphertext', platform: 'kuaishou', field, boundTo: 'app' } as const;
  const index: Make = (r) => (field === 'phone' ? base64(r.bytes(32)) : windows(r, r.int(1, 40)));
  return [
    {
      ...common,
      name: `Kuaishou ${field}, indexed`,
      indexed: true,
      make: (r: Random) => `${mark}${index(r)}${mark}${kuaishouBodies(r)}${mark}1${mark}${mark}`,
    },
    {
      ...common,
      name: `Kuaishou ${field}`,
      indexed: false,
      make: (r: Random) => `${mark}${kuaishouBodies(r)}${mark}1${mark}`,
    },
  ];
});

const youzanForms: readonly ValueForm[] = [
  {
    name: 'Youzan',
    kind: 'ciphertext',
    platform: 'youzan',
    indexed: false,
    make: (r) => `$${base64(r.bytes(16 * r.int(1, 6)))}$1$`,
  },
];

const printForms: readonly ValueForm[] = [
  {
    name: 'print block',
    kind: 'ciphertext',
    field: 'print-data',
    make: (r) => `AES:${base64(r.bytes(16 * r.int(4, 60)))}`,
  },
  {
    name: 'print signature',
    kind: 'ciphertext',
    field: 'print-signature',
    make: (r) => `MD:${base64(r.bytes(r.pick([16, 20, 32])))}`,
  },
];

/** Ciphertexts of every platform. */
export const ciphertextForms: readonly ValueForm[] = [
  ...topForms,
  ...pddForms,
  ...douyinOf('name'),
  ...douyinOf('phone'),
  ...douyinOf('address'),
  ...jdForms,
  ...kuaishouForms,
  ...youzanForms,
  ...printForms,
];

const mobile: Make = (r) => `1${r.int(3, 9)}${r.digits(1)}${r.digits(8)}`;
const family = ['喻', '栖', '海', '林', '花', '欧阳', '司徒', '王', '锦', '张', '李', '诸葛'];
const given = ['晓刚', '柏', '德明', '云', '子轩', '美', '婷婷', '国庆', '小满'];
const name: Make = (r) => r.pick(family) + r.pick(given);
const stars = (count: number): string => '*'.repeat(count);

/** Masks of every platform. */
export const maskForms: readonly ValueForm[] = [
  ...(
    [
      ['Taobao phone', (r: Random) => `${mobile(r).slice(0, 3)}****${r.digits(2)}`],
      ['Taobao phone, end', (r: Random) => `******_${r.digits(4)}`],
      ['WeChat phone', (r: Random) => `${mobile(r).slice(0, 3)}****${r.digits(4)}`],
      ['Taobao name', (r: Random) => `${r.pick(family)}*_`],
      ['Douyin name', (r: Random) => `${r.pick(family)}**`],
      ['PDD name', (r: Random) => `${r.pick(family).slice(0, 1)}*${r.pick(['坤', '柏', '云', '刚'])}`],
      [
        'Taobao address',
        (r: Random) => `${r.pick(['北太', '海德', '栖柏'])}**街道${r.pick(['…', '****', '**路**号'])}`,
      ],
      [
        'PDD address',
        (r: Random) => `${r.pick(['栖柏', '云锦', '海德'])}路*号${r.pick(['', '*栋*单元*室', '**小区*幢'])}`,
      ],
      [
        'Douyin address',
        (r: Random) => `${r.pick(['栖柏', '云锦', '海德'])}路${stars(r.int(4, 20))}${r.pick(['栋', '室', '号'])}`,
      ],
      [
        'Kuaishou address',
        (r: Random) => `****路与${r.pick(['海德', '云锦'])}**路交叉口西南侧**期地下室${r.pick(['快**', '**'])}`,
      ],
      ['WeChat address', (r: Random) => stars(r.int(4, 8))],
    ] as const
  ).map(([form, make]): ValueForm => ({ name: `mask: ${form}`, kind: 'masked', make })),
  { name: 'mask: PDD phone', kind: 'masked', platform: 'pdd', field: 'phone', make: (r) => `1*********${r.digits(1)}` },
  {
    name: 'mask: Douyin phone',
    kind: 'masked',
    platform: 'douyin',
    field: 'phone',
    make: (r) => r.pick([`1********${r.digits(2)}`, `1${r.int(3, 9)}*******${r.digits(2)}`]),
  },
  {
    name: 'mask: JD phone',
    kind: 'masked',
    platform: 'jd',
    field: 'phone',
    make: (r) => `${mobile(r).slice(0, 3)}*******${r.digits(1)}`,
  },
];

const virtual = { kind: 'virtual-number', field: 'phone' } as const;
/** Virtual numbers of every platform. */
export const virtualForms: readonly ValueForm[] = [
  { ...virtual, name: 'virtual: Taobao', make: (r) => `${mobile(r)}-${r.digits(3)}` },
  { ...virtual, name: 'virtual: Douyin, WeChat', make: (r) => `${mobile(r)}-${r.digits(4)}` },
  { ...virtual, name: 'virtual: with 转', make: (r) => `${mobile(r)}转${r.digits(r.int(3, 4))}` },
  { ...virtual, name: 'virtual: PDD', platform: 'pdd', make: (r) => `$${mobile(r)}$#${r.digits(4)}#` },
  { ...virtual, name: 'virtual: PDD 95', platform: 'pdd', make: (r) => `$95${r.digits(5)}$#${r.digits(8)}#` },
  { ...virtual, name: 'virtual: PDD offline', platform: 'pdd', make: (r) => `${mobile(r)}#${r.digits(4)}#` },
  { ...virtual, name: 'virtual: PDD offline 95', platform: 'pdd', make: (r) => `95${r.digits(5)}#${r.digits(8)}#` },
  {
    ...virtual,
    name: 'virtual: WeChat name',
    platform: 'weixin',
    field: 'name',
    make: (r) => `店小二(转${r.digits(4)})`,
  },
  { ...virtual, name: 'virtual: memo', field: 'text', make: (r) => `[配送请拨打${mobile(r)}转${r.digits(4)}]` },
  {
    ...virtual,
    name: 'virtual: notice',
    field: 'text',
    make: (r) => `【号码保护中,配送请拨打${mobile(r)}转${r.digits(4)}】`,
  },
];

/** References that have a form of their own; the others are told by their path. */
export const referenceForms: readonly ValueForm[] = [
  {
    name: 'Douyin open_address_id',
    kind: 'reference',
    platform: 'douyin',
    make: (r) => `#${base64(r.bytes(r.int(24, 66)))}`,
  },
  {
    name: 'Douyin doudian_open_id',
    kind: 'reference',
    platform: 'douyin',
    make: (r) => `1@#${base64(r.bytes(r.int(24, 66)))}`,
  },
];

const road = ['栖柏路', '云锦街', '海德三道', '枫桥北路', '银杏大道'];
const place = ['栖柏花园', '云锦苑', '海德大厦', '枫林小区'];
const plainAddress: Make = (r) =>
  `${r.pick(['浙江省杭州市西湖区', '', '上海市浦东新区'])}${r.pick(road)}${r.int(1, 300)}号${r.pick(place)}${r.int(1, 20)}栋${r.int(1, 4)}单元${r.int(101, 2804)}室`;
const latin = [
  'John Smith',
  'Mary-Ann O’Neil',
  'VANESSA LEE',
  'li xiaoming',
  'Müller',
  'Иван Петров',
  'さくら',
  '김민준',
];
/** Readable values, some with the delimiters of ciphertexts in them. Bar: none is called ciphertext. */
export const plainForms: readonly ValueForm[] = (
  [
    ['name', name],
    ['name between delimiters', (r) => r.pick([`~${name(r)}~`, `#${name(r)}#`, `$${name(r)}$1$`, `~~${name(r)}~~1~`])],
    ['foreign name', (r) => r.pick(latin)],
    ['phone', mobile],
    [
      'phone with signs',
      (r) =>
        r.pick([`+86 ${mobile(r)}`, `0571-${r.digits(8)}`, `~${mobile(r)}~1~`, `#${mobile(r)}#`, `$${mobile(r)}$`]),
    ],
    ['address', plainAddress],
    ['address with #', (r) => `${r.pick(place)}${r.int(1, 20)}号楼#${r.int(101, 2804)}`],
    [
      'address with * and ~',
      (r) => r.pick([`${plainAddress(r)}~${name(r)}~`, `${r.int(1, 9)}*${r.int(1, 9)} ${plainAddress(r)}`]),
    ],
    ['Latin address', (r) => `Flat ${r.int(1, 40)}#${r.int(1, 9)}, ${r.int(1, 300)} Nathan Road, Kowloon`],
    [
      'words without spaces between delimiters',
      (r) => {
        const words = r.pick(['JohnSmithNathanRoadKowloon', 'pleaseleaveatthedoorthanks', 'FlatFiveBroadwayHouse']);
        const mark = r.pick(['~', '$', '#']);
        return `${mark}${words}${r.pick(['', mobile(r)])}${mark}${r.int(1, 9)}${mark}`;
      },
    ],
    [
      'remark',
      (r) => r.pick(['发顺丰，谢谢老板', '不要发中通~~谢谢~1~', '放门口#1201#', '尽快发货$$$', '周末*不在*家']),
    ],
  ] as readonly (readonly [string, Make])[]
).map(([form, make]): ValueForm => ({ name: `plain: ${form}`, kind: 'plain', make }));

const hex = (r: Random, bytes: number): string => Buffer.from(r.bytes(bytes)).toString('hex');
/** What looks like a ciphertext and is none: anything but `ciphertext` is right, `unknown` and `plain` alike. */
export const decoyForms: readonly ValueForm[] = (
  [
    ['~~strike~~', (r) => `~~${r.pick(['strike', '划线', 'old price', 'NoLongerAvailableToday'])} ${r.int(1, 99)}~~`],
    ['$12$34$5$', (r) => `$${r.digits(r.int(1, 12))}$${r.digits(r.int(1, 30))}$${r.int(1, 9)}$`],
    ['#a#b#1##', (r) => `#${r.pick(['a', 'tag', 'ABC'])}#${r.pick(['b', 'topic', 'Long'])}${r.int(1, 999)}#1##`],
    ['open_address_id', (r) => `#${base64(r.bytes(r.int(24, 66)))}`],
    ['PDD virtual number', (r) => `$${mobile(r)}$#${r.digits(4)}#`],
    ['JD desen_*', (r) => hex(r, 35)],
    ['plain base64', (r) => base64(r.bytes(r.int(12, 200)))],
    ['base64 of text', (r) => Buffer.from(`${name(r)},${mobile(r)},${plainAddress(r)}`).toString('base64')],
    [
      'JWT',
      (r) => `eyJhbGciOiJIUzI1NiJ9.${urlSafe(unpadded(base64(r.bytes(60))))}.${urlSafe(unpadded(base64(r.bytes(32))))}`,
    ],
    [
      'order id',
      (r) => r.pick([r.digits(19), `${r.digits(6)}-${r.digits(15)}`, `P${r.digits(18)}`, `${r.digits(10)}`]),
    ],
    ['tracking number', (r) => r.pick([`SF${r.digits(13)}`, `YT${r.digits(13)}`, `JDVA${r.digits(11)}`, r.digits(12)])],
    ['UUID', (r) => hex(r, 16).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/u, '$1-$2-$3-$4-$5')],
    ['hash', (r) => hex(r, r.pick([16, 20, 32]))],
    ['hash between delimiters', (r) => `~${hex(r, r.pick([16, 20, 32]))}~1~`],
    [
      'crypt',
      (r) => r.pick([`$2b$10$${base64(r.bytes(39))}`, `$1$${base64(r.bytes(6))}$${unpadded(base64(r.bytes(16)))}`]),
    ],
    ['URL', (r) => `https://example.com/o/${r.digits(12)}?t=${urlSafe(unpadded(base64(r.bytes(24))))}#a~1~`],
    [
      'price',
      (r) =>
        r.pick([`$${r.int(1, 999)}.${r.digits(2)}`, `$${r.int(1, 99)}$`, `¥${r.digits(3)}`, `$1,${r.digits(3)}.00$`]),
    ],
    [
      'Markdown',
      (r) => r.pick(['**bold**', '~~~\ncode\n~~~', '# Title #', '## Title ##', `#${r.digits(4)} *note* #1##`]),
    ],
    ['LaTeX', (r) => r.pick([`$x_${r.int(1, 9)}$`, '$$\\frac{a}{b}$$', `$a^2+b^2=c^{${r.int(2, 9)}}$`, '$\\alpha$1$'])],
    ['e-mail', (r) => `someone.${r.digits(5)}@mail.example.com`],
    ['path', (r) => `~/data/orders/2026/11/${r.digits(14)}/file~1~`],
  ] as readonly (readonly [string, Make])[]
).map(([form, make]): ValueForm => ({ name: `decoy: ${form}`, kind: 'unknown', make }));
