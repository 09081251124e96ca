import { describe, expect, it } from 'vitest';
import { createRecordCipher, generateKeyring, orderSchema, presets, protectOrder } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const keyring = generateKeyring({ tenant: 'test' });
const preset = presets['taobao.trade'];
const cipher = createRecordCipher({ keyring, schema: preset.schema });
const ciphertext = '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~';
const order = {
  tid: '1',
  receiver_name: '喻晓刚',
  receiver_mobile: '13812345678',
  receiver_phone: ciphertext,
  receiver_address: '栖柏花园3栋2单元501室',
  buyer_message: '请打13912345679',
  seller_memo: '',
  receiver_city: '杭州市',
};

describe('protectOrder', () => {
  it('encrypts what is readable and leaves alone what is protected', () => {
    const { order: encrypted, fields } = protectOrder(Object.freeze({ ...order }), preset, cipher);
    expect(JSON.stringify(encrypted)).not.toMatch(/晓刚|1381234|1391234|501/u);
    expect(encrypted).toMatchObject({ tid: '1', receiver_phone: ciphertext, receiver_city: '杭州市', seller_memo: '' });
    expect(encrypted.privacy.masks).toMatchObject({
      receiver_name: '喻**',
      receiver_mobile: '138******78',
      receiver_address: '栖柏花园3栋**单元**室',
    });
    expect(fields.map(({ path, state }) => `${path} ${state}`)).toEqual([
      'receiver_name plain',
      'receiver_mobile plain',
      'receiver_phone ciphertext',
      'receiver_address plain',
      'buyer_message plain',
      'seller_memo empty',
    ]);
    expect(cipher.decrypt(encrypted, { recordId: '1' })).toEqual(order);
  });

  it('leaves a virtual number readable only while it is valid', () => {
    const virtual = { ...order, receiver_mobile: '18412345678-1234', secret_no_expire_time: '2026-11-11 12:00:00' };
    const at = (now: string): unknown =>
      protectOrder(virtual, preset, cipher, { now: new Date(now) }).order.receiver_mobile;
    expect(at('2026-11-11T11:59:59+08:00')).toBe('18412345678-1234');
    expect(at('2026-11-11T12:00:00+08:00')).toBeUndefined();
  });

  // One star does not make a value a mask: with `keep` the rest of it would stay readable.
  it.each([
    { receiver_address: '栖柏花园3栋2单元501室*请放门口' },
    { receiver_address: '*栖柏花园3栋2单元501室' },
    { receiver_mobile: '13812345678*' },
    { receiver_mobile: '13812345678/139****5679' },
    { receiver_name: '喻晓刚*' },
    { receiver_name: '*喻晓刚' },
    { receiver_name: '晓刚*' },
    { receiver_mobile: '138XXXX5678 13812345678' },
    { receiver_mobile: '(^_^)13812345678' },
    { receiver_mobile: '喻晓刚 138****5678' },
    { receiver_address: '栖柏村501号*' },
    { receiver_address: '栖柏花园3栋**室（密码501）' },
    { receiver_address: '栖柏花园3栋**室（晓刚收）' },
  ])('does not take %j for a mask', (changes) => {
    const { order: encrypted } = protectOrder({ ...order, ...changes }, preset, cipher);
    expect(JSON.stringify({ ...encrypted, privacy: null })).not.toMatch(/晓刚|1381234|501/u);
  });

  it.each([
    { receiver_name: '喻**' },
    { receiver_name: '喻*刚' },
    { receiver_name: '欧阳*' },
    { receiver_name: '**有限公司' },
    { receiver_mobile: '138****5678' },
    { receiver_mobile: '138XXXX5678' },
    { receiver_mobile: '138******78-**' },
    { receiver_mobile: '138(^_^)5678' },
    { receiver_address: '栖柏花园3栋**单元**室' },
    { receiver_address: '栖柏路*号' },
    { receiver_address: '****' },
    { receiver_address: '栖柏家园*栋**（放快递柜）' },
    { receiver_address: '栖柏五******' },
    { receiver_name: '栖*****部' },
  ])('leaves the mask of %j alone', (changes) => {
    const { order: encrypted } = protectOrder({ ...order, ...changes }, preset, cipher);
    expect(encrypted).toMatchObject(changes);
  });

  it('refuses a cipher of another schema', () => {
    const other = createRecordCipher({ keyring, schema: orderSchema });
    expect(codeOf(() => protectOrder(order, preset, other))).toBe('ERR_SCHEMA');
  });

  it.each([{ tid: undefined }, { receiver_address: 501 }, { receiver_name: ['喻晓刚'] }])(
    'ERR_FIELD_TYPE without values for %j',
    (changes) => {
      const error = thrownBy(() => protectOrder({ ...order, ...changes }, preset, cipher));
      expect(codeOf(() => protectOrder({ ...order, ...changes }, preset, cipher))).toBe('ERR_FIELD_TYPE');
      expect(shownBy(error)).not.toMatch(/喻|1381234|栖柏/u);
    },
  );
});
