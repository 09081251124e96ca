/** Payload values with nothing private in them, to measure what the guard lets through. */
import * as ciphertexts from '../orders/ciphertexts.ts';
import { base64, createRandom, type Random } from '../orders/random.ts';
import { pack, packingNames } from './packings.ts';

/** A value that may leave. */
export interface Clean {
  readonly kind: string;
  readonly packing: string;
  readonly value: string | number;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const stars = '*';
const time = (random: Random): number => random.int(1_262_304_000, 1_893_456_000) * 1000 + random.int(0, 999);
const two = (value: number): string => String(value).padStart(2, '0');

function eanCheck(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return body + String((10 - (sum % 10)) % 10);
}

function upsNumber(random: Random): string {
  const body = Array.from({ length: 15 }, () => random.pick([...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ'])).join('');
  let sum = 0;
  for (const [i, character] of [...body].entries()) {
    const value = /\d/u.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    sum += i % 2 === 0 ? value : value * 2;
  }
  return `1Z${body}${(10 - (sum % 10)) % 10}`;
}

function uuid(random: Random): string {
  const text = hex(random.bytes(16));
  return [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`, `a${text.slice(17, 20)}`, text.slice(20)].join(
    '-',
  );
}

function jwt(random: Random): string {
  const claims = {
    sub: uuid(random),
    iss: 'https://id.example.com',
    iat: Math.floor(time(random) / 1000),
    scope: 'orders:read',
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${base64url(random.bytes(32))}`;
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00);
const image = (random: Random): Uint8Array =>
  Uint8Array.from([...random.pick([png, jpeg]), ...random.bytes(random.int(40, 900))]);

const goods = [
  '白色连衣裙',
  '纯棉四件套',
  '农夫山楂饮用天然水',
  '无线蓝牙耳机',
  '儿童保温杯',
  '不锈钢晾衣架',
  '厨房纸巾',
  '手机壳',
];
const specs = [
  '红色 XL',
  '1.8m床 200x230cm',
  '550ml*24瓶',
  '500g装',
  '2024夏季新款',
  '175/92A',
  '3层加厚 120抽',
  '黑色;L码;2件',
];

const kinds: Readonly<Record<string, (random: Random) => string | number>> = {
  taobaoText: (random) => ciphertexts.topText(random, random.int(2, 30)),
  taobaoPhone: (random) => ciphertexts.topPhone(random),
  pdd: (random) =>
    ciphertexts.pdd(random, random.pick(['name', 'phone', 'fullAddress', 'detailAddress', 'idNumber']), {
      shopId: random.int(1, 2 ** 31),
      order: random.bytes(4),
      characters: random.int(2, 20),
    }),
  pddLegacy: (random) => ciphertexts.pddLegacyPhone(random),
  douyin: (random) => ciphertexts.douyin(random, random.pick(['name', 'phone', 'address']), random.int(2, 30)),
  jd: (random) => ciphertexts.jd(random, random.bytes(16), random.int(2, 30)),
  jdIndex: (random) => ciphertexts.jdIndex(random),
  kuaishou: (random) =>
    ciphertexts.kuaishou(random, random.pick(['name', 'phone', 'address']), {
      appKey: `ks${random.digits(18)}`,
      characters: random.int(2, 20),
    }),
  printBlob: (random) => `AES:${base64(random.bytes(96))}`,
  fieldToken: (random) => `wpf1.${base64url(random.bytes(random.int(48, 160)))}`,
  recordToken: (random) => `wpr1.${base64url(random.bytes(random.int(90, 400)))}`,
  indexTag: (random) => `wpi1.phone.${hex(random.bytes(8))}`,
  phoneMask: (random) =>
    random.pick([
      `1${random.int(30, 99)}${stars.repeat(6)}${random.int(10, 99)}`,
      `1${stars.repeat(9)}${random.int(0, 9)}`,
      `1${stars.repeat(8)}${random.int(10, 99)}`,
      `1${random.int(30, 99)}${stars.repeat(7)}${random.int(0, 9)}`,
    ]),
  nameMask: (random) => random.pick(['张**', '林*坤', '欧阳**', '**公司', '王*', '阿**']),
  addressMask: (random) => `云溪省星河市望江区栖柏路${random.int(1, 400)}号${random.int(1, 60)}栋**单元**室`,
  region: (random) => random.pick(['云溪省', '星河市', '望江区', '浙江省', '杭州市', '西湖区文新街道', '330106']),
  tracking: (random) =>
    random.pick([
      () => `SF${random.digits(13)}`,
      () => `YT${random.digits(13)}`,
      () => `JD${random.digits(13)}`,
      () => `JDVB${random.digits(11)}`,
      () => `78${random.digits(12)}`,
      () => `75${random.digits(12)}`,
      () => `43${random.digits(11)}`,
      () => `E${random.pick(['A', 'B', 'V'])}${random.digits(9)}CN`,
      () => `DPK${random.digits(12)}`,
      () => upsNumber(random),
    ])(),
  orderId: (random) =>
    random.pick([
      () => `${random.int(1, 4)}${random.digits(18)}`,
      () => random.digits(18).slice(0, 16),
      () => `${random.int(18, 27)}${two(random.int(1, 12))}${two(random.int(1, 28))}-${random.digits(15)}`,
      () => `69${random.digits(17)}`,
      () => `${random.int(1, 3)}${random.digits(11)}`,
      () => `23${random.digits(14)}`,
      () => `SO202${random.int(0, 9)}${two(random.int(1, 12))}${two(random.int(1, 28))}${random.digits(5)}`,
      () => random.int(1, 9_999_999),
    ])(),
  millis: time,
  millisText: (random) => String(time(random)),
  seconds: (random) => Math.floor(time(random) / 1000),
  micros: (random) => `${time(random)}${two(random.int(0, 99))}0`,
  isoTime: (random) => new Date(time(random)).toISOString(),
  chinaTime: (random) => new Date(time(random)).toISOString().slice(0, 19).replace('T', ' '),
  compactTime: (random) => new Date(time(random)).toISOString().replaceAll(/\D/gu, '').slice(0, 14),
  price: (random) =>
    random.pick([
      random.int(1, 9_999_999) / 100,
      (random.int(1, 9_999_999) / 100).toFixed(2),
      random.int(1, 9_999_999),
    ]),
  sku: (random) => `${random.pick(goods)} ${random.pick(specs)}`,
  skuCode: (random) => `SKU-${random.digits(8)}-${two(random.int(1, 99))}`,
  uuid,
  digest: (random) => hex(random.bytes(random.pick([16, 20, 32]))),
  jwt,
  image: (random) => `data:image/png;base64,${base64(image(random))}`,
  imageBare: (random) => base64(image(random)),
  secret: (random) => base64url(random.bytes(random.int(12, 64))),
  ean: (random) => eanCheck(`69${random.digits(10)}`),
  gs1: (random) => `(01)0${eanCheck(`69${random.digits(10)}`)}(21)${random.digits(6)}A`,
  gs1Plain: (random) => `]C1010${eanCheck(`69${random.digits(10)}`)}17${random.int(24, 30)}1231`,
  sscc: (random) => `00${eanCheck(`3${random.digits(16)}`)}`,
  userAgent: (random) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${random.int(80, 140)}.0.${random.int(1000, 9999)}.${random.int(10, 250)} Safari/537.36`,
  analytics: (random) => `GA1.2.${random.digits(9)}.${Math.floor(time(random) / 1000)}`,
  url: (random) =>
    `https://img.example.com/i${random.int(1, 4)}/${hex(random.bytes(8))}/O1CN01${base64url(random.bytes(6))}.jpg`,
  address4: (random) =>
    `${random.int(1, 223)}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}:${random.int(1024, 65535)}`,
  status: (random) => random.pick(['WAIT_SELLER_SEND_GOODS', 'TRADE_FINISHED', 'SHIPPED', '已发货', '待付款']),
  remark: (random) => random.pick(['放门口', '尽快发货', '不要放快递柜', '要白色的', '送两双袜子', '周末不在家']),
};

export const cleanKinds: readonly string[] = Object.keys(kinds);

/** Values of every kind in turn, packed one time in two. */
export function makeClean(count: number, seed: number): Clean[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = cleanKinds[i % cleanKinds.length] as string;
    const value = kinds[kind]?.(random) ?? '';
    if (random.chance(0.5)) return { kind, packing: 'plain', value };
    const packing = random.pick(packingNames);
    return { kind, packing, value: pack(String(value), [packing], random) };
  });
}
