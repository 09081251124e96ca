import { describe, expect, it } from 'vitest';
import { inspectMask, maskText } from 'waybill-privacy';

const table = (title: string, rows: readonly (readonly [string, string])[]): void => {
  describe(`maskText: ${title}`, () => {
    it.each(rows)('%s', (text, masked) => {
      expect(maskText(text)).toBe(masked);
      expect(maskText(masked)).toBe(masked);
    });
  });
};

table('e-mails', [
  ['发票发yunlan@example.com谢谢', '发票发**@**谢谢'],
  ['邮箱：a.b-c+d@mail.example.org。', '邮箱：**@**。'],
  ['ｙｕｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', '**'],
  ['见yunlan@localhost', '见yunlan@localhost'],
  ['100@50包', '100@50包'],
  ['@客服', '@客服'],
]);

table('documents', [
  ['身份证110101199003077758', '身份证******'],
  ['身份证1101 0119 9003 0777 58', '身份证******'],
  ['清关 11010119900307109X', '清关 ******'],
  ['清关 1101011990030710 9x', '清关 ******'],
  // A wrong check character: by its cue.
  ['身份证号：110101199003077759', '身份证号：******'],
  ['单号110101199003077759', '单号110101199003077759'],
  ['身份证330106680523123', '身份证******'],
  ['订单330106680523123', '订单330106680523123'],
  ['护照E12345678', '护照******'],
  ['护照号：EA1234567，急', '护照号：******，急'],
  ['型号E12345678', '型号E12345678'],
  ['台胞证 12345678', '台胞证 ******'],
  ['回乡证H1234567890', '回乡证******'],
]);

table('bank cards', [
  ['退到6222021234567890128', '退到******'],
  ['卡号 6222 0212 3456 7890 128', '卡号 ******'],
  ['6222021234567890128', '******'],
  // Luhn fails: only by a cue.
  ['6222021234567890127', '6222021234567890127'],
  ['工行6222021234567890127', '工行******'],
  ['订单号6222021234567890128', '订单号6222021234567890128'],
]);

table('accounts', [
  ['加微信abc_12345', '加微信**'],
  ['微信号：hello-world99，谢谢', '微信号：**，谢谢'],
  ['vx:tina8899', 'vx:**'],
  ['wxid_a8k2j4n5m6', '**'],
  ['QQ12345678', 'QQ**'],
  ['QQ号 1234567890', 'QQ号 **'],
  ['联系QQ1098765432', '联系QQ**'],
  ['微信同号13812345678', '微信同号138******78'],
  ['微信支付500000元', '微信支付500000元'],
  ['QQ糖12345包', 'QQ糖12345包'],
  ['Awx12345678', 'Awx12345678'],
]);

table('plates', [
  ['车牌浙A8K21Q', '车牌**'],
  ['沪AD12345停门口', '**停门口'],
  ['京N·5K2P8', '**'],
  ['京A开头', '京A开头'],
  ['新A款HUAWEI', '新A款HUAWEI'],
]);

table('names by other cues', [
  ['找李雷拿', '找李**拿'],
  ['请转交陈晓', '请转交陈**'],
  ['张三代收', '张**代收'],
  ['我叫沈星野，查下快递', '我叫沈**，查下快递'],
  ['李雷的电话13812345678', '李**的电话138******78'],
  ['收件人：John Smith', '收件人：J**'],
  ['Name: Emily Clark', 'Name: E**'],
  ['product name: Blue Whale', 'product name: Blue Whale'],
  ['filename: Report', 'filename: Report'],
  ['收件人：陈 晨', '收件人：陈**'],
  ['收：盛夏', '收：盛**'],
  ['江晚，3栋501', '江**，3栋**'],
  ['麻烦交给隔壁苏阿姨', '麻烦交给隔壁苏**'],
]);

table('flats by other words', [
  ['放5楼', '放**楼'],
  ['住二楼', '住**楼'],
  ['放4层茶水间', '放**层茶水间'],
  ['门牌号1504', '门牌号**'],
  ['送到2208，门铃坏了', '送到**，门铃坏了'],
  ['放3栋，501门口', '放3栋，**门口'],
  ['12A05室', '**室'],
  ['病房9楼12床', '病房**楼**床'],
  ['3棟2單元501', '3棟**單元**'],
  ['3栋501要2件', '3栋**要2件'],
  ['3层包装', '3层包装'],
  ['送1床被子', '送1床被子'],
]);

describe('maskText: options', () => {
  const text = '江晚，请打13812345678，放3栋2单元501门口，yun@example.com';

  it('hides the kinds that were asked for', () => {
    expect(maskText(text, { kinds: ['phone'] })).toBe('江晚，请打138******78，放3栋2单元501门口，yun@example.com');
    expect(maskText(text, { kinds: ['address', 'email'] })).toBe('江晚，请打13812345678，放3栋**单元**门口，**@**');
    expect(maskText(text, { kinds: [] })).toBe(text);
  });

  it('hides from the confidence on that was asked for', () => {
    expect(maskText('江晚')).toBe('江晚');
    expect(maskText('江晚', { minConfidence: 0.4 })).toBe('江**');
    expect(maskText(text, { minConfidence: 0.96 })).toBe('江晚，请打138******78，放3栋2单元501门口，**@**');
    expect(maskText(text, { minConfidence: 1 })).toBe(text);
  });

  it('follows the policy', () => {
    expect(maskText(text, { policy: 'support' })).toBe('江晚，请打138******78，放3栋2单元**门口，**@example.com');
    expect(maskText('西湖区栖柏路12号3栋501', { policy: 'public' })).toBe('西湖区栖柏路**号**栋**');
    expect(maskText(text, { policy: 'owner' })).toBe(text);
    expect(maskText('卡号6222021234567890128', { policy: 'support' })).toBe('卡号******0128');
  });

  it('refuses unknown ones', () => {
    expect(() => maskText('', { kind: 'phone' } as object)).toThrow(TypeError);
    expect(() => maskText('', { kinds: ['phones' as 'phone'] })).toThrow(TypeError);
    expect(() => maskText('', { minConfidence: 1.5 })).toThrow(RangeError);
    expect(() => maskText('', null as unknown as object)).toThrow(TypeError);
  });
});

describe('maskText: ciphertexts inside a text', () => {
  const ciphertext = '$TtMyyvuwCTgl$AgAAAAK6Dg5RAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=$2$$';

  it.each([
    `电话${ciphertext}，谢谢`,
    `phone:${ciphertext}`,
    'AES:MTM4MTIzNDU2NzgxMzgxMjM0NTY3OA== 打印',
    // 66 bytes as JD writes them: 18 and three blocks.
    `AAQ${'A'.repeat(85)} 见附件`,
  ])('%s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('leaves tokens of this library alone, but nothing that only begins like one', () => {
    const token = `wpf1.${'A'.repeat(30)}-13812345678-AAAA`;
    expect(maskText(`备注 ${token} 谢谢`)).toBe(`备注 ${token} 谢谢`);
    expect(maskText('备注 wpf1.-13812345678 谢谢')).toBe('备注 wpf1.-138******78 谢谢');
  });

  it('hides what stands beside them', () => {
    expect(maskText(`${ciphertext}，请打13812345678`)).toBe(`${ciphertext}，请打138******78`);
  });
});

describe('maskText: long text', () => {
  it('is read line by line', () => {
    const line = '浙江省杭州市西湖区栖柏路12号3栋2单元501室喻晓刚13812345678\n';
    const masked = '浙江省杭州市西湖区栖柏路12号3栋**单元**室喻**138******78\n';
    expect(maskText(line.repeat(50))).toBe(masked.repeat(50));
  });
});

describe('inspectMask of a text that takes two passes', () => {
  it('counts in the input', () => {
    const input = '欧阳先生欧阳伟13812345678';
    const { masked, hidden } = inspectMask('text', input);
    expect(masked).toBe('欧阳**欧阳**138******78');
    expect(hidden.map(({ start, end }) => input.slice(start, end))).toEqual(['先生', '伟', '123456']);
  });
});
