import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  generateKeyring,
  maskAddress,
  maskName,
  maskPhone,
  recognize,
} from 'waybill-privacy';
import { firstAndLast, firstOnly, phoneMask } from '../../../scripts/orders/masks.ts';

const bytes = (count: number, first: readonly number[] = [0x41]): string => {
  const values = Uint8Array.from({ length: count }, (_, i) => first[i] ?? (i * 37 + 11) & 0xff);
  return btoa(String.fromCharCode(...values));
};
const block = bytes(16);
const pddBody = (type: number): string => bytes(32, [2, 0, 0, 0, 1, 2, 3, 4, type]);
const envelope = bytes(74, [0x0a, 0x06, 8, 1, 0x20, 7, 0x28, 1, 0x12, 0x3e, 0x0a, 0x3c]).replace(/.{4}$/u, 'GgA=');
const otherEnvelope = bytes(66, [0x0a, 2, 8, 1, 0x12, 0x38, ...Array<number>(56).fill(0xb7), 0x1a, 2]);
const kuaishouBody = 'Ci1tZXJjaGFudC5vcGVuLnNlY3JldC5rZXkua3M3MDAwMDAwMDAwMDAwMDAwMDA=';

describe('recognize: ciphertexts', () => {
  it.each<[string, string, object]>([
    ['TOP text', `~${block}~1~`, { platform: 'taobao', indexed: false, version: 1 }],
    ['TOP text, public key', `~${block}~-1~`, { platform: 'taobao', indexed: false, version: -1 }],
    ['TOP text, indexed', `~${block}~AbCd~2~~`, { platform: 'taobao', indexed: true, version: 2 }],
    ['TOP phone', `$138$${block}$1$`, { platform: 'taobao', field: 'phone', indexed: false, version: 1 }],
    ['TOP phone, indexed', `$${block}$${block}$1$$`, { platform: 'taobao', field: 'phone', indexed: true }],
    ['PDD name', `~${pddBody(5)}~2~`, { platform: 'pdd', field: 'name', indexed: false, version: 2 }],
    ['PDD name, indexed', `~${pddBody(5)}~AbCd~3~~`, { platform: 'pdd', field: 'name', indexed: true, version: 3 }],
    ['PDD phone', `$${pddBody(6)}$2$`, { platform: 'pdd', field: 'phone', indexed: false }],
    ['PDD phone, indexed', `$AbCdEfGhIjKl$${pddBody(6)}$10$$`, { platform: 'pdd', field: 'phone', version: 10 }],
    ['PDD address', `~${pddBody(7)}~2~`, { platform: 'pdd', field: 'address' }],
    ['PDD address, detail', `~${pddBody(8)}~2~`, { platform: 'pdd', field: 'address' }],
    ['PDD identity', `#AbCdEfGhIjKl#${pddBody(10)}#2##`, { platform: 'pdd', field: 'id-number', indexed: true }],
    ['PDD old phone', `$138$${bytes(32, [0, 0, 0, 0, 0])}$2$`, { platform: 'pdd', field: 'phone', indexed: false }],
    ['Douyin name', `##${bytes(60)}*${envelope}#1##`, { platform: 'douyin', indexed: false, version: 1 }],
    ['Douyin name, rewritten', `##${bytes(60)}_${envelope}#1##`, { platform: 'douyin', indexed: false }],
    ['Douyin name, indexed', `#AbCd#${bytes(60)}*${envelope}#1##`, { platform: 'douyin', indexed: true }],
    ['Douyin phone', `$$${bytes(81)}*${envelope}$1$$`, { platform: 'douyin', field: 'phone', indexed: false }],
    ['Douyin name, another envelope', `##${bytes(60)}*${otherEnvelope}#1##`, { platform: 'douyin', indexed: false }],
    ['JD', bytes(18 + 32, [0, 4]), { platform: 'jd', indexed: false }],
    ['Kuaishou name', `#AbCd#${kuaishouBody}&${kuaishouBody}#1##`, { platform: 'kuaishou', field: 'name' }],
    ['Kuaishou phone', `$AbCd$${kuaishouBody}&${kuaishouBody}$1$$`, { platform: 'kuaishou', field: 'phone' }],
    ['Kuaishou address', `~AbCd~${kuaishouBody}&${kuaishouBody}~1~~`, { platform: 'kuaishou', field: 'address' }],
    ['print blob', `AES:${bytes(48)}`, { field: 'print-data' }],
    ['signature of a print blob', `MD:${bytes(16)}`, { field: 'print-signature' }],
    ['Youzan', `$${block}$1$`, { platform: 'youzan', indexed: false, version: 1 }],
    ['Douyin, local life', `Enc.${bytes(60)}`, { platform: 'douyin' }],
    ['unknown platform', `#${'Ab1'.repeat(9)}#7#`, { version: 7 }],
  ])('%s', (_, value, expected) => {
    expect(recognize(value)).toMatchObject({ kind: 'ciphertext', ...expected });
    expect(recognize(`\t${value} `)).toEqual(recognize(value));
  });
});

describe('recognize: everything else', () => {
  const keyring = generateKeyring({ tenant: 'test' });
  const field = createFieldCipher({ keyring }).encrypt('张三', { recordId: '1', field: 'recipient.name' });
  const record = createRecordCipher({ keyring }).encrypt({ recipient: { name: '张三' } }, { recordId: '1' });
  const people = ['张三', '张三丰', '欧阳娜娜', '李'];
  const phones = ['13812345678', '+86 139 8765 4321', '057188886666'];

  it.each([field, record.privacy.token as string, 'wpf1.AAAA', 'wpr9.A_-'])('own token %s', (token) => {
    expect(recognize(token)).toEqual({ kind: 'own-token', confidence: 1 });
  });

  it.each([
    ...people.flatMap((name) => [firstOnly(name), firstOnly(name, '*'), firstAndLast(name), maskName(name)]),
    ...phones.flatMap((phone) => [
      phoneMask(phone, 3, 4),
      phoneMask(phone, 3, 2),
      phoneMask(phone, 0, 0),
      maskPhone(phone),
    ]),
    maskAddress('栖柏花园3栋2单元501室'),
    '浙江省杭州市西湖区****',
    '138(^_^)5678',
    '138xxxx5678',
    '****',
  ])('mask %s', (mask) => {
    expect(recognize(mask).kind).toBe('masked');
  });

  it.each<[string, string | undefined]>([
    ['$18412345678$#1234#', 'pdd'],
    ['18412345678#1234#', 'pdd'],
    ['$9521312$#12345678#', 'pdd'],
    ['18412345678-1234', undefined],
    ['18412345678转1234', undefined],
    ['18412345678,1234', undefined],
    ['132123457749-1234', undefined],
  ])('virtual number %s', (value, platform) => {
    expect(recognize(value)).toMatchObject({ kind: 'virtual-number', field: 'phone' });
    expect(recognize(value).platform).toBe(platform);
  });

  it.each([`1@#${'Ab1'.repeat(10)}=`, `#${'Ab1/'.repeat(10)}`])('reference %s', (value) => {
    expect(recognize(value)).toMatchObject({ kind: 'reference', platform: 'douyin' });
  });

  it.each([
    bytes(40),
    bytes(48, [0, 4]),
    `${'eyJhbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiIxIn0'}.${'Ab1_'.repeat(10)}`,
    '550e8400-e29b-41d4-a716-446655440000',
    'f'.repeat(70),
    '~'.repeat(65_537),
    '$2y$10$abcdefghijklmnopqrstuv',
  ])('unknown %#', (value) => {
    expect(recognize(value).kind).toBe('unknown');
  });

  it.each([
    '',
    ' ',
    '张三',
    '13812345678',
    '0571-88886666',
    '栖柏花园3栋2单元501室',
    '#栖柏花园3栋#501#',
    '~~strike~~',
    '~~划线~~',
    '~ok~1~',
    '$12$34$5$',
    '$100$',
    '#a#b#1##',
    '#话题#',
    '##',
    'AES:abc',
    '2345678901234567890',
    '230915-123456789012345',
    'SF1234567890123',
    '2026-11-11 12:30:45',
    'somebody@example.com',
    'John Smith',
    'wpf1.',
    '发顺丰，谢谢老板',
    '~请放在门口的快递柜里面谢谢你了~1~',
    '1️⃣',
    '\ud800',
  ])('plain %j', (value) => {
    expect(recognize(value).kind).toBe('plain');
    expect(recognize(value).platform).toBeUndefined();
  });

  it('refuses what is no string and shows its type only', () => {
    expect(() => recognize(13812345678 as unknown as string)).toThrow('"value" expected string, got number');
  });
});

describe('recognize: hints', () => {
  const id = '1rQ2x8Zt0bK3mWc5YpLa7NdU9';
  const tde = bytes(80, [1]);

  it.each<[string, string, object | undefined, object]>([
    ['Youzan or TOP', `$${block}$1$`, undefined, { platform: 'youzan', confidence: 0.6 }],
    ['TOP by hint', `$${block}$1$`, { platform: 'taobao' }, { platform: 'taobao', field: 'phone', confidence: 0.8 }],
    [
      'a body tells more than a hint',
      `~${pddBody(5)}~2~`,
      { platform: 'taobao', field: 'phone' },
      { platform: 'pdd', field: 'name' },
    ],
    [
      'a field that the body leaves open',
      `~${block}~1~`,
      { field: 'address' },
      { platform: 'taobao', field: 'address' },
    ],
    ['regular TDE by hint', tde, { platform: 'jd' }, { kind: 'ciphertext', platform: 'jd', boundTo: 'shop' }],
    ['regular TDE without', tde, { platform: 'pdd' }, { kind: 'unknown' }],
    ['OAID', id, { platform: 'taobao', path: 'trade.oaid' }, { kind: 'reference', platform: 'taobao', boundTo: 'app' }],
    ['oaid of any', id, { path: 'oaid' }, { kind: 'reference' }],
    ['open_address_id', id, { path: 'order_list[3].open_address_id_2' }, { kind: 'reference' }],
    ['caid', 'c0ffee00c0ffee', { path: 'caid' }, { kind: 'reference' }],
    ['ocid', 'AB-CD-1234-5678', { path: 'ocid' }, { kind: 'reference' }],
    ['no other path', id, { path: 'trade.oaid_copy' }, { kind: 'unknown' }],
    ['a phone in the place of an id', '13812345678', { path: 'oaid' }, { kind: 'plain' }],
    ['an address in the place of an id', '海德三道199号', { path: 'oaid' }, { kind: 'plain' }],
    ['a ciphertext in the place of an id', `~${block}~1~`, { path: 'oaid' }, { kind: 'ciphertext' }],
    ['a mask is whose the order is', '林**', { platform: 'weixin' }, { kind: 'masked', platform: 'weixin' }],
    ['a name that shows all', '张三*', { field: 'name' }, { kind: 'plain' }],
    ['a phone that shows all', '13812345678*', { field: 'phone' }, { kind: 'plain' }],
    ['a star in a remark', '2*3 包', { field: 'text' }, { kind: 'plain' }],
    ['a virtual number is whose the order is', '18412345678-123', { platform: 'taobao' }, { platform: 'taobao' }],
  ])('%s', (_, value, hint, expected) => {
    expect(recognize(value, hint)).toMatchObject(expected);
  });

  it.each<[unknown, ErrorConstructor]>([
    [null, TypeError],
    ['taobao', TypeError],
    [{ platform: 7 }, TypeError],
    [{ platfrom: 'pdd' }, TypeError],
    [{ path: ['oaid'] }, TypeError],
    [{ platform: 'constructor' }, RangeError],
    [{ field: 'opaque' }, RangeError],
  ])('refuses %j', (hint, type) => {
    expect(() => recognize('张三', hint as object)).toThrow(type);
  });
});

describe('recognize: platforms of masks', () => {
  it.each([
    ['1*********5', 'pdd'],
    ['1********50', 'douyin'],
    ['13*******64', 'douyin'],
    ['136*******5', 'jd'],
    ['138****25', undefined],
    ['183****2807', undefined],
    ['******_5336', undefined],
    ['138******78', undefined],
  ])('%s', (mask, platform) => {
    expect(recognize(mask)).toMatchObject({ kind: 'masked', field: 'phone' });
    expect(recognize(mask).platform).toBe(platform);
  });

  it('is a guess for a glyph beside a whole name', () => {
    expect(recognize('张三*').confidence).toBeLessThan(0.5);
    expect(recognize('13812345678*').kind).toBe('plain');
    expect(recognize('138****5678-1234').kind).toBe('plain');
  });
});

describe('recognize: bad input', () => {
  it.each([
    ['a delimiter lost', `~${block}~1`],
    ['mixed delimiters', `~${block}#1~`],
    ['mixed ends', `~${block}~1$`],
    ['a version of letters', `~${block}~v1~`],
    ['a version of 11 digits', `~${block}~13812345678~`],
    ['too many segments', `~${block}~${block}~${block}~1~~`],
    ['padding in the middle', `~${block}${block}~1~`],
    ['an escaped ciphertext', encodeURIComponent(`#AbCd#${bytes(60)}*${envelope}#1##`)],
    ['base64 of text', `~${btoa('Zhang San 13812345678')}~1~`],
    ['words', '~JohnSmithNathanRoadKowloon~1~'],
    ['words and a number', '$JohnSmith13812345678Kowloon$1$'],
    ['a number beside a body', `$13812345678$${pddBody(6)}$2$$`],
    ['TDE of a length that no blocks have', bytes(18 + 41, [0, 4])],
    ['a cut TDE', bytes(18 + 32, [0, 4]).slice(0, -5)],
  ])('unknown: %s', (_, value) => {
    expect(recognize(value).kind).toBe('unknown');
  });

  it.each([`$张三$${pddBody(6)}$2$$`, `~海德三道199号~${block}~1~~`])(
    'plain: a ciphertext beside readable text',
    (value) => {
      expect(recognize(value).kind).toBe('plain');
    },
  );

  it.each(['~', '$', '#', '*', '_C', '~A', 'A', '=', '&', '1', ' ', '【', '转'])('1 MB of %j', (piece) => {
    expect(['unknown', 'plain']).toContain(recognize(piece.repeat(1_000_000 / piece.length)).kind);
  });
});
