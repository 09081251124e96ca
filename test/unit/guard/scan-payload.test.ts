import { describe, expect, it } from 'vitest';
import { createFieldCipher, type Finding, generateKeyring, scanPayload } from 'waybill-privacy';
import { scanPayload as fromSubpath } from 'waybill-privacy/guard';
import { codeOf } from '../../support/thrown.ts';

/** `path: kind` of every finding. */
const read = (payload: unknown): string[] => scanPayload(payload).map(({ path, kind }) => `${path}: ${kind}`);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const url = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

describe('scanPayload: where', () => {
  it.each<[string, unknown, string[]]>([
    ['a string', '请打13812345678', [': phone']],
    ['a number', 13_812_345_678, [': phone']],
    ['a bigint', 13_812_345_678n, [': phone']],
    ['nothing', null, []],
    ['an object', { id: 'A-1', remark: '请打13812345678，王姐' }, ['remark: phone', 'remark: name']],
    ['arrays', { orders: [{}, { remark: '电话13812345678' }] }, ['orders[1].remark: phone']],
    ['an array as root', ['13812345678'], ['[0]: phone']],
    ['a key that is a phone', { '13812345678': 1 }, ['{0}(key): phone']],
    ['a key that holds a phone', { u13812345678: '13812345678' }, ['{0}(key): phone', '{0}: phone']],
    ['a value below a key that is a name', { 张三丰: { tel: '13812345678' } }, ['{0}.tel: phone']],
    ['a key of a form', { 备注: '放3栋2单元501门口' }, ['备注: address', '备注: address']],
    ['a Map and a Set', new Map([['tel', new Set(['13812345678'])]]), ['tel[0]: phone']],
    ['bytes', { body: new TextEncoder().encode('{"tel":"13812345678"}') }, ['body(json).tel: phone']],
    ['bytes that are no text', { body: new Uint8Array([0xff, 0xd8, 0xff]) }, []],
    ['functions and the rest', { f: () => '13812345678', s: Symbol('a'), b: true, u: undefined }, []],
  ])('%s', (_, payload, findings) => {
    expect(read(payload)).toEqual(findings);
  });

  it('gives the place in the string and the rule', () => {
    expect(scanPayload({ a: ['请打13812345678'] })).toEqual<Finding[]>([
      { path: 'a[0]', kind: 'phone', start: 2, end: 13, confidence: 0.99, rule: 'phone-cue' },
    ]);
  });

  it('is the same function at both addresses', () => {
    expect(fromSubpath).toBe(scanPayload);
  });
});

describe('scanPayload: packed', () => {
  it.each<[string, unknown, string]>([
    ['JSON in JSON', { body: JSON.stringify({ list: [{ tel: '13812345678' }] }) }, 'body(json).list[0].tel: phone'],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify({ tel: '13812345678' })), '(json)(json).tel: phone'],
    ['URL escapes', { q: `name=${encodeURIComponent('收件人：张三')}` }, 'q(form).name: name'],
    ['JSON in URL escapes', url({ tel: '13812345678' }), '(url)(json).tel: phone'],
    ['escapes of JSON in a log line', 'body={"remark":"\\u8054\\u7cfb\\u738b\\u59d0"}', '(json).remark: name'],
    ['base64', { d: base64('13812345678') }, 'd(base64): phone'],
    ['base64 in a sentence', `data: ${base64('请打13812345678')} end`, '(base64): phone'],
    ['base64url without padding', Buffer.from('联系王姐13812345678>>>?').toString('base64url'), '(base64): phone'],
    ['hex', { d: hex('请打13812345678') }, 'd(hex): phone'],
    ['hex in base64 in JSON', JSON.stringify({ d: base64(hex('13812345678')) }), '(json).d(base64)(hex): phone'],
  ])('%s', (_, payload, finding) => {
    expect(read(payload)).toContain(finding);
  });

  it.each([
    ['a picture', base64(String.fromCharCode(...Array.from({ length: 300 }, (_, i) => (i * 7) % 256)))],
    ['a digest', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000'],
    ['a broken escape', '100%的棉%E5%BC'],
    ['something like JSON', '{"tel": 138'],
  ])('%s holds nothing', (_, text) => {
    expect(scanPayload(text)).toEqual([]);
  });
});

describe('scanPayload: keys are cues', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ receiver_name: '张三' }, ['receiver_name: name']],
    [{ receiverName: '欧阳娜娜' }, ['receiverName: name']],
    [{ consignee: '小可爱' }, ['consignee: name']],
    [{ recipient: { name: '李雷' } }, ['recipient.name: name']],
    [{ 收件人: '李雷' }, ['收件人: name']],
    [{ post_tel: '88886666' }, ['post_tel: phone']],
    [{ weixin: 'abc_12345' }, ['weixin: account']],
    [{ bank_card: '6222021234567890128' }, ['bank_card: bankCard']],
    [{ goods_name: '白云山板蓝根', sku: { name: '金色' }, city: { name: '杭州市' }, shop_name: '云禾小店' }, []],
    [{ id: '88886666', order_sn: '230915-123456789012345', mail_no: 'SF1234567890123' }, []],
  ])('%j', (payload, findings) => {
    expect(read(payload)).toEqual(findings);
  });
});

describe('scanPayload: what is no finding', () => {
  const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });

  it.each<[string, unknown]>([
    ['a mask that hides enough', { phone: '138******78', name: '张**', address: '栖柏路12号3栋**单元**室' }],
    ['a token', { phone: cipher.encrypt('13812345678', { recordId: '1', field: 'recipient.phone' }) }],
    ['a token inside a remark', { r: `见${cipher.encrypt('13812345678', { recordId: '1', field: 'remark' })}。` }],
    ['a ciphertext', { phone: '$138$AgAAAAAAAAAAAAAAAAAAAAAAAAAAAA==$1$' }],
    ['a region', { province: '浙江省', city: '杭州市', detail: '西湖区栖柏路12号' }],
  ])('%s', (_, payload) => {
    expect(scanPayload(payload)).toEqual([]);
  });

  it('counts a ciphertext whose index is the number itself', () => {
    // No ciphertext at all to the recogniser, so that it is looked at in every reading; the padding makes it a form.
    const found = read({ phone: '$13812345678$AgAAAAAAAAAAAAAAAAAAAAAAAAAAAA==$1$' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^phone.*: phone$/u);
  });

  it('counts a mask that hides too little', () => {
    expect(read({ phone: '138****5678' })).toEqual(['phone: phone']);
  });
});

describe('scanPayload: options and limits', () => {
  it('looks for the kinds and the confidence that were asked for', () => {
    const payload = { remark: '联系王姐13812345678', note: '江晚' };
    expect(scanPayload(payload, { kinds: ['name'] }).map(({ kind }) => kind)).toEqual(['name']);
    expect(scanPayload(payload, { minConfidence: 0.4 }).map(({ path }) => path)).toContain('note');
    expect(scanPayload(payload, { minConfidence: 1 })).toEqual([]);
    expect(scanPayload('9123 4567', { region: 'HK' })).toHaveLength(1);
  });

  it.each<[string, () => unknown]>([
    ['nested too deep', () => Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 'x')],
    ['nested too deep in a string', () => '['.repeat(100_000) + ']'.repeat(100_000)],
    [
      'round in a circle',
      () => {
        const circle: { self?: unknown } = {};
        circle.self = circle;
        return circle;
      },
    ],
    ['too long', () => ['x'.repeat(9_000_000), 'x'.repeat(9_000_000)]],
  ])('refuses what is %s', (_, make) => {
    const payload = make();
    expect(codeOf(() => scanPayload(payload))).toBe('ERR_LIMIT_EXCEEDED');
  });

  it('takes other limits', () => {
    const deep = Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], '13812345678');
    expect(scanPayload(deep, { maxDepth: 100 })).toHaveLength(1);
    expect(codeOf(() => scanPayload('12345', { maxChars: 4 }))).toBe('ERR_LIMIT_EXCEEDED');
  });

  it.each<[unknown, ErrorConstructor]>([
    [null, TypeError],
    [{ kind: 'phone' }, TypeError],
    [{ kinds: ['phones'] }, TypeError],
    [{ kinds: 'phone' }, TypeError],
    [{ minConfidence: 2 }, RangeError],
    [{ minConfidence: Number.NaN }, RangeError],
    [{ region: 'XX' }, RangeError],
    [{ maxDepth: 0 }, RangeError],
    [{ maxDepth: 1000 }, RangeError],
    [{ maxChars: 1.5 }, RangeError],
  ])('refuses options %j', (options, error) => {
    expect(() => scanPayload('', options as object)).toThrow(error);
  });

  it.each(['a', '1', '%', '[', '号', '一', '~', 'x1'])('takes a million of %j', (unit) => {
    expect(scanPayload(unit.repeat(1_000_000 / unit.length))).toEqual([]);
  });
});
