import { describe, expect, it } from 'vitest';
import { createMasker, createRecordCipher, generateKeyring, orderSchema, parseWaybillText } from 'waybill-privacy';
import { codeOf } from '../../support/thrown.ts';

const parts = {
  n: '喻晓刚',
  p: '13812345678',
  a: '浙江省杭州市西湖区栖柏路12号3栋2单元501室',
} as const;
const recipient = {
  name: '喻晓刚',
  phone: '13812345678',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  address: '栖柏路12号3栋2单元501室',
};

describe.each([
  ['comma', '，'],
  ['space', ' '],
  ['line break', '\n'],
  ['semicolon', '；'],
  ['bar', '|'],
  ['nothing', ''],
])('parseWaybillText with %s between', (_, sign) => {
  it.each(['npa', 'nap', 'pna', 'pan', 'apn', 'anp'])('%s', (order) => {
    const text = [...order].map((part) => parts[part as keyof typeof parts]).join(sign);
    expect(parseWaybillText(text)).toEqual({ recipient, remark: '' });
  });
});

describe('parseWaybillText', () => {
  it.each<[string, Partial<typeof recipient>]>([
    ['浙江省 杭州市 西湖区 栖柏路12号 喻晓刚 13812345678', { address: '栖柏路12号' }],
    ['浙江省,杭州市,西湖区,栖柏路12号,喻晓刚,13812345678', { address: '栖柏路12号' }],
    [
      '收货人：喻晓刚 手机号码：13812345678 所在地区：浙江省杭州市西湖区 详细地址：栖柏路12号',
      { address: '栖柏路12号' },
    ],
    ['姓名: 喻晓刚\n电话: 13812345678\n地址: 浙江省杭州市西湖区栖柏路12号', { address: '栖柏路12号' }],
    ['杭州市西湖区栖柏路12号 喻晓刚 13812345678', { province: '', address: '栖柏路12号' }],
    [
      '北京市朝阳区芷汀路1号 喻晓刚 13812345678',
      { province: '北京市', city: '', district: '朝阳区', address: '芷汀路1号' },
    ],
    [
      '上海上海市徐汇区云禾路30弄5号 喻晓刚 13812345678',
      { province: '上海', city: '上海市', district: '徐汇区', address: '云禾路30弄5号' },
    ],
    [
      '喻晓刚13812345678广东省东莞市长安镇锦屿路3号',
      { province: '广东省', city: '东莞市', district: '', address: '长安镇锦屿路3号' },
    ],
    [
      '喻晓刚13812345678湖北省仙桃市望澜路3号',
      { province: '湖北省', city: '', district: '仙桃市', address: '望澜路3号' },
    ],
    [
      '喻晓刚13812345678湖北省荆州市沙市区望澜路3号',
      { province: '湖北省', city: '荆州市', district: '沙市区', address: '望澜路3号' },
    ],
    [
      '喻晓刚13812345678内蒙古自治区锡林郭勒盟苏尼特右旗望澜路3号',
      { province: '内蒙古自治区', city: '锡林郭勒盟', district: '苏尼特右旗', address: '望澜路3号' },
    ],
    [
      '喻晓刚13812345678新疆维吾尔自治区伊犁哈萨克自治州伊宁县望澜路3号',
      { province: '新疆维吾尔自治区', city: '伊犁哈萨克自治州', district: '伊宁县', address: '望澜路3号' },
    ],
    [
      '喻晓刚13812345678台湾花莲县瑞穗乡望澜路3号',
      { province: '台湾', city: '花莲县', district: '瑞穗乡', address: '望澜路3号' },
    ],
    [
      '喻晓刚13812345678香港特别行政区九龙油尖旺区望澜道3号',
      { province: '香港特别行政区', city: '九龙', district: '油尖旺区', address: '望澜道3号' },
    ],
    [
      '喻晓刚[7839] 18412345678-7839 浙江省杭州市西湖区栖柏路12号[7839]',
      { phone: '18412345678-7839', address: '栖柏路12号' },
    ],
    ['喻晓刚[7839] 18412345678 浙江省杭州市西湖区栖柏路12号', { phone: '18412345678-7839', address: '栖柏路12号' }],
    [
      '喻晓刚，0571-88886666转8012，浙江省杭州市西湖区栖柏路12号',
      { phone: '0571-88886666转8012', address: '栖柏路12号' },
    ],
    ['欧阳娜娜13812345678浙江省杭州市西湖区栖柏路12号', { name: '欧阳娜娜', address: '栖柏路12号' }],
    ['浙江省杭州市西湖区栖柏路12号欧阳娜娜13812345678', { name: '欧阳娜娜', address: '栖柏路12号' }],
    ['浙江省杭州市西湖区栖柏路路晓13812345678', { name: '路晓', address: '栖柏路' }],
    ['浙江省杭州市西湖区栖柏路12号收13812345678', { name: '', address: '栖柏路12号' }],
    ['浙江省杭州市西湖区栖柏街道13812345678', { name: '', address: '栖柏街道' }],
  ])('%s', (text, expected) => {
    expect(parseWaybillText(text).recipient).toEqual({ ...recipient, ...expected });
  });

  it('keeps the rest in the remark', () => {
    expect(parseWaybillText('北京市朝阳区芷汀路1号 喻晓刚 13812345678 请打电话').remark).toBe('请打电话');
    expect(parseWaybillText('你好，在吗')).toEqual({
      recipient: { name: '', phone: '', province: '', city: '', district: '', address: '' },
      remark: '你好，在吗',
    });
    expect(parseWaybillText('明天送，13812345678，谢谢').remark).toBe('明天送， ，谢谢');
    expect(parseWaybillText('喻晓刚13812345678').recipient).toMatchObject({ name: '喻晓刚', phone: '13812345678' });
  });

  it('gives an order that can be masked and encrypted', () => {
    const order = parseWaybillText('喻晓刚13812345678浙江省杭州市西湖区栖柏路12号3栋2单元501室');
    expect(createMasker().record(order, orderSchema).recipient).toEqual({
      name: '喻**',
      phone: '138******78',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      address: '栖柏路12号3栋**单元**室',
    });
    const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
    const encrypted = cipher.encrypt(order, { recordId: 'A-1' });
    expect(JSON.stringify(encrypted)).not.toContain('晓刚');
    expect(cipher.decrypt(encrypted, { recordId: 'A-1' })).toEqual(order);
  });

  it('refuses what is no waybill', () => {
    expect(codeOf(() => parseWaybillText('云'.repeat(513)))).toBe('ERR_LIMIT_EXCEEDED');
    expect(() => parseWaybillText(1 as unknown as string)).toThrow(TypeError);
  });
});
