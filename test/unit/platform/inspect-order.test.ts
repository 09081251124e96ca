import { describe, expect, it } from 'vitest';
import { definePreset, inspectOrder, type Preset, presets, recordIdOf } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const ciphertext = '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~';
const trade = (changes: object = {}): object => ({
  tid: '4000000000000000001',
  receiver_name: '喻晓刚',
  receiver_mobile: '13812345678',
  receiver_address: '栖柏花园3栋2单元501室',
  ...changes,
});
const states = (order: object, preset: Preset, now?: Date): Record<string, string> =>
  Object.fromEntries(
    inspectOrder(order, preset, now === undefined ? {} : { now }).map(({ path, state }) => [path, state]),
  );

describe('inspectOrder', () => {
  it('says how each private field is protected', () => {
    const order = trade({
      receiver_name: '喻**',
      receiver_mobile: ciphertext,
      receiver_phone: null,
      receiver_address: 'wpf1.AAAA',
      buyer_message: '2*3 包',
      buyer_memo: '',
      buyer_alipay_no: 'a*b',
      receiver_city: '杭州市',
    });
    expect(states(order, presets['taobao.trade'])).toEqual({
      receiver_name: 'masked',
      receiver_mobile: 'ciphertext',
      receiver_phone: 'empty',
      receiver_address: 'token',
      buyer_message: 'plain',
      buyer_memo: 'empty',
      buyer_alipay_no: 'plain',
    });
  });

  it('looks into nested objects and arrays', () => {
    const order = {
      order_id: '1',
      post_receiver: '喻晓刚',
      post_tel: '138******78',
      post_addr: { detail: '栖柏花园3栋501室', encrypt_detail: '' },
      sku_order_list: [{ post_receiver: '喻**' }, {}, { post_tel: '13812345678', post_addr: { detail: '' } }],
    };
    expect(states(order, presets['douyin.order'])).toEqual({
      post_receiver: 'plain',
      post_tel: 'masked',
      'post_addr.detail': 'plain',
      'post_addr.encrypt_detail': 'empty',
      'sku_order_list[0].post_receiver': 'masked',
      'sku_order_list[2].post_tel': 'plain',
      'sku_order_list[2].post_addr.detail': 'empty',
    });
  });

  it('gives no values and leaves the order alone', () => {
    const order = Object.freeze(trade());
    expect(JSON.stringify(inspectOrder(order, presets['taobao.trade']))).not.toMatch(/喻|1381234|栖柏/u);
  });

  it.each([
    ['an object', { receiver_name: { text: '喻晓刚' } }, 'receiver_name', 'object'],
    ['an array', { receiver_address: ['栖柏花园'] }, 'receiver_address', 'array'],
    ['a boolean', { buyer_memo: false }, 'buyer_memo', 'boolean'],
  ])('ERR_FIELD_TYPE for %s where a string should be', (_, changes, path, type) => {
    const error = thrownBy(() => inspectOrder(trade(changes), presets['taobao.trade']));
    expect(error).toMatchObject({ code: 'ERR_FIELD_TYPE', path, message: `${path} expected string, got ${type}` });
    expect(shownBy(error)).not.toMatch(/喻|1381234|栖柏/u);
  });

  it('reads a JSON number as the text of its digits', () => {
    expect(states(trade({ receiver_mobile: 13812345678 }), presets['taobao.trade'])['receiver_mobile']).toBe('plain');
  });

  it.each([undefined, null, '', 0.5, 2 ** 53, Number.NaN, true, {}, []])('ERR_FIELD_TYPE for the id %j', (tid) => {
    const error = thrownBy(() => inspectOrder(trade({ tid }), presets['taobao.trade']));
    expect(error).toMatchObject({ code: 'ERR_FIELD_TYPE', path: 'tid' });
    expect(shownBy(error)).not.toMatch(/喻|1381234|栖柏/u);
  });

  it.each(Object.values(presets).filter(({ name }) => name !== 'taobao.trade'))(
    'ERR_FIELD_TYPE for the preset $name on a trade of Taobao',
    (preset) => {
      expect(codeOf(() => inspectOrder(trade(), preset))).toBe('ERR_FIELD_TYPE');
    },
  );

  it.each(['receiver_name', 'receiver_address'])('ERR_FIELD_TYPE without %s', (path) => {
    const order = trade() as Record<string, unknown>;
    delete order[path];
    expect(thrownBy(() => inspectOrder(order, presets['taobao.trade']))).toMatchObject({
      code: 'ERR_FIELD_TYPE',
      path,
    });
  });

  it('does with one of two phones', () => {
    const order = trade({ receiver_phone: '0571-88886666' }) as Record<string, unknown>;
    delete order['receiver_mobile'];
    expect(states(order, presets['taobao.trade'])['receiver_phone']).toBe('plain');
  });

  it.each([null, undefined, 'order', 7, []])('TypeError for %j instead of an order', (value) => {
    expect(() => inspectOrder(value as unknown as object, presets['taobao.trade'])).toThrow(TypeError);
  });

  it('does not read inherited fields', () => {
    const order = Object.create(trade()) as object;
    expect(codeOf(() => inspectOrder(order, presets['taobao.trade']))).toBe('ERR_FIELD_TYPE');
  });
});

describe('recordIdOf', () => {
  it.each([
    ['A1', 'A1'],
    [42, '42'],
    [0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('%j', (tid, id) => {
    expect(recordIdOf({ tid }, presets['taobao.trade'])).toBe(id);
  });
});

describe('definePreset', () => {
  const field = { path: 'to.mobile', id: 1, role: 'recipient', kind: 'phone', form: 'value' } as const;

  it('describes an order of the caller', () => {
    const preset = definePreset({ name: 'erp.order', recordId: 'no', fields: [field] });
    expect(states({ no: 1, to: { mobile: '13812345678' } }, preset)).toEqual({ 'to.mobile': 'plain' });
    expect(codeOf(() => inspectOrder({ no: 1 }, preset))).toBe('ERR_FIELD_TYPE');
  });

  it.each([
    ['two fields with one id', { fields: [field, { ...field, path: 'b' }] }],
    ['the id 0', { fields: [{ ...field, id: 0 }] }],
    ['the id 256', { fields: [{ ...field, id: 256 }] }],
    ['an empty path', { fields: [{ ...field, path: '' }] }],
    ['a path into prototypes', { fields: [{ ...field, path: '__proto__.x' }] }],
    ['a bad path of the id', { recordId: 'a..b' }],
  ])('ERR_SCHEMA for %s', (_, changes) => {
    expect(codeOf(() => definePreset({ name: 'x', recordId: 'no', fields: [field], ...changes }))).toBe('ERR_SCHEMA');
  });

  it('refuses unknown keys', () => {
    expect(() => definePreset({ name: 'x', recordId: 'no', fields: [field], extra: 1 } as never)).toThrow(TypeError);
  });
});
