import { describe, expect, it } from 'vitest';
import { maskText } from 'waybill-privacy';

const orders = ['npa', 'nap', 'pna', 'pan', 'apn', 'anp'];
const address = ['浙江省杭州市西湖区栖柏路12号3栋2单元501室', '浙江省杭州市西湖区栖柏路12号3栋**单元**室'] as const;

/** Parts of a waybill string in an order such as `npa`: name, phone, address; as typed and as masked. */
function waybill(order: string, separator: string, name: readonly [string, string], phone: readonly [string, string]) {
  const parts: Readonly<Record<string, readonly [string, string]>> = { n: name, p: phone, a: address };
  const side = (i: 0 | 1): string => [...order].map((part) => parts[part]![i]).join(separator);
  return [side(0), side(1)] as const;
}

const phone = ['13812345678', '138******78'] as const;

describe.each([
  ['comma', '，'],
  ['space', ' '],
  ['line break', '\n'],
  ['tab', '\t'],
  ['slash', '/'],
  ['nothing', ''],
])('maskText: a whole waybill with %s between', (_, separator) => {
  it.each(orders)('%s, two and three hanzi', (order) => {
    for (const name of ['张三', '喻晓刚'] as const) {
      const [text, masked] = waybill(order, separator, [name, `${name[0]}**`], phone);
      expect(maskText(text)).toBe(masked);
    }
  });

  it.each(orders)('%s, a compound family name', (order) => {
    const [text, masked] = waybill(order, separator, ['欧阳娜娜', '欧阳**'], phone);
    expect(maskText(text)).toBe(masked);
  });
});

describe('maskText: waybills with other names and phones', () => {
  it.each(orders)('%s, a title', (order) => {
    const [text, masked] = waybill(order, '，', ['李女士', '李**'], phone);
    expect(maskText(text)).toBe(masked);
  });

  it.each(orders)('%s, a dotted name', (order) => {
    const [text, masked] = waybill(order, '，', ['阿依古丽·买买提', '阿**'], phone);
    // One grapheme may stay and none has to.
    expect([masked, masked.replace('阿**', '**')]).toContain(maskText(text));
  });

  it.each(orders)('%s, a landline with an extension', (order) => {
    const [text, masked] = waybill(order, '，', ['张三', '张**'], ['0571-88886666转8012', '0571-******66-**']);
    expect(maskText(text)).toBe(masked);
  });

  it.each(orders)('%s, +86', (order) => {
    const [text, masked] = waybill(order, '，', ['张三', '张**'], ['+86 138 1234 5678', '+86 138******78']);
    expect(maskText(text)).toBe(masked);
  });

  it('keeps the words of a form that shops copy', () => {
    expect(
      maskText('收货人：张三 手机号码：13812345678 所在地区：浙江省杭州市西湖区 详细地址：栖柏路12号3栋2单元501室'),
    ).toBe('收货人：张** 手机号码：138******78 所在地区：浙江省杭州市西湖区 详细地址：栖柏路12号3栋**单元**室');
    expect(maskText('收货人: 张三\n手机号码: 13812345678\n详细地址: 栖柏路12号3栋2单元501室')).toBe(
      '收货人: 张**\n手机号码: 138******78\n详细地址: 栖柏路12号3栋**单元**室',
    );
  });
});
