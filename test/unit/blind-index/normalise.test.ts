import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  normaliseAddress,
  normaliseName,
  normalisePhone,
  normaliseRegion,
  normaliseText,
} from 'waybill-privacy/blind-index';
import { name, phone, spelledAddress } from 'waybill-privacy/testing';
import { anyText, wellFormed } from '../../support/unicode.ts';

describe('normalisePhone', () => {
  it('makes the same of a mobile at once as it does of one with spaces', () => {
    for (let prefix = 1300; prefix < 2000; prefix += 7) {
      const [start, end] = [String(prefix), String(9_998_765 - prefix)];
      expect(normalisePhone(start + end)).toBe(normalisePhone(`${start} ${end}`));
      expect(normalisePhone(start + end)).toBe(`+86${start}${end}`);
    }
  });

  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 138 0013 8000',
    '008613800138000',
    '8613800138000',
    '１３８００１３８０００',
    '一三八零零一三八零零零',
    '张小明 13800138000',
    '13800138000，13900139000',
    '\u200b138\u200b00138000 ',
  ])('%s is one number', (text) => {
    expect(normalisePhone(text)).toBe('+8613800138000');
  });

  it.each([
    ['0571-88886666', '+8657188886666'],
    ['(0571) 8888 6666', '+8657188886666'],
    ['+86 571 88886666', '+8657188886666'],
    ['010-12345678', '+861012345678'],
    ['400-123-4567', '+864001234567'],
    ['+852 1234 5678', '+85212345678'],
    ['0044 20 7946 0958', '+442079460958'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['13800138000-1234', '+8613800138000;ext=1234'],
    ['13800138000 转 1234', '+8613800138000;ext=1234'],
    ['0571-88886666转12', '+8657188886666;ext=12'],
    ['88886666', '88886666'],
    ['12345', '12345'],
    ['138******00', ''],
    ['138001380●●', ''],
    ['', ''],
    ['没有号码', ''],
    ['1'.repeat(257), ''],
  ])('%s → %s', (text, normalised) => {
    expect(normalisePhone(text)).toBe(normalised);
  });
});

describe('normaliseName', () => {
  it.each([
    ['张小明', '张小明'],
    [' 张 小 明\u3000', '张小明'],
    ['張小明', '張小明'],
    ['张小明先生', '张小明先生'],
    ['阿卜杜拉·买买提', '阿卜杜拉买买提'],
    ['阿卜杜拉•买买提', '阿卜杜拉买买提'],
    ['阿卜杜拉・买买提', '阿卜杜拉买买提'],
    ['阿卜杜拉･买买提', '阿卜杜拉买买提'],
    ['阿卜杜拉．买买提', '阿卜杜拉买买提'],
    ['阿卜杜拉‧买买提', '阿卜杜拉买买提'],
    ['Ｚｈａｎｇ Xiaoming', 'zhangxiaoming'],
    ['Anne‐Marie', 'anne-marie'],
    ['Jose\u0301', 'josé'],
    ['ΝΙΚΟΣ Α', 'νικοσα'],
    ['\uf9a8', '令'],
    ['葛\u{e0100}', '葛'],
    ['张\u200d小明', '张小明'],
    ['ﾏﾘｱ', 'マリア'],
    ['サトー', 'サトー'],
    ['·', ''],
  ])('%s → %s', (text, normalised) => {
    expect(normaliseName(text)).toBe(normalised);
  });
});

describe('normaliseText', () => {
  it.each([
    [' Zhang.San@Example.COM ', 'zhang.san@example.com'],
    ['ＡＢ\u3000 \t12', 'ab 12'],
    ['11010519491231002Ｘ', '11010519491231002x'],
  ])('%s → %s', (text, normalised) => {
    expect(normaliseText(text)).toBe(normalised);
  });
});

describe('normaliseRegion', () => {
  it.each([
    ['浙江省杭州市西湖区文三路1号', '浙江/杭州/西湖区'],
    ['浙江 杭州 西湖区', '浙江/杭州/西湖区'],
    ['浙江省/杭州市/西湖区', '浙江/杭州/西湖区'],
    ['杭州市西湖区', '浙江/杭州/西湖区'],
    ['上海上海市浦东新区', '上海/浦东新区'],
    ['上海市浦东新区', '上海/浦东新区'],
    ['北京市市辖区朝阳区', '北京/朝阳区'],
    ['新疆维吾尔自治区伊犁哈萨克自治州伊宁市', '新疆/伊犁/伊宁市'],
    ['内蒙古呼和浩特新城区', '内蒙古/呼和浩特/新城区'],
    ['臺灣省臺北市信義區', '台湾/台北/信义区'],
    ['昆山市', '昆山市'],
    ['幸福小区12幢', ''],
    ['', ''],
  ])('%s → %s', (text, normalised) => {
    expect(normaliseRegion(text)).toBe(normalised);
  });
});

describe('normaliseAddress', () => {
  it.each([
    ['浙江省杭州市西湖区幸福路1号2单元', '浙江/杭州/西湖区/幸福路1号2单元'],
    ['浙江省 杭州市 西湖区 幸福路１号，2单元', '浙江/杭州/西湖区/幸福路1号2单元'],
    ['杭州西湖区幸福路1号(2单元)', '浙江/杭州/西湖区/幸福路1号2单元'],
    ['幸福小区1－2', '幸福小区1-2'],
    ['幸福小区12', '幸福小区12'],
    ['，。', ''],
  ])('%s → %s', (text, normalised) => {
    expect(normaliseAddress(text)).toBe(normalised);
  });
});

describe.each([
  ['normalisePhone', normalisePhone],
  ['normaliseName', normaliseName],
  ['normaliseText', normaliseText],
  ['normaliseRegion', normaliseRegion],
  ['normaliseAddress', normaliseAddress],
])('%s', (_, normalise) => {
  const pieces = fc.constantFrom(
    ...['1', '8', '00', '+86', '138', '0571', '8888', '转', ' ', '-', '/', '(', ';ext=', '*', '·', '中国', '张'],
    ...['浙江', '省', '杭州', '市', '西湖', '区', '上海', '北京', '朝阳', '路', '号', 'Σ', 'İ', '\u0301'],
  );
  const mixed = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
  const text = fc.oneof(
    mixed,
    anyText(0, 40),
    wellFormed(40),
    name,
    phone.map(({ text }) => text),
    spelledAddress.map(({ text }) => text),
  );

  it('takes any string, and its own result for what it is', () => {
    fc.assert(
      fc.property(text, (value) => {
        const normalised = normalise(value);
        expect(normalise(normalised)).toBe(normalised);
      }),
    );
  });

  it('takes a megabyte', () => {
    const normalised = normalise('浙江省杭州市1 3ａ·'.repeat(90_000));
    expect(normalise(normalised)).toBe(normalised);
  });

  it.each(['杭州市市市市市市市市市市市市市', '杭州市区杭州市区杭州市区', '市区'.repeat(30)])(
    'settles on %s',
    (value) => {
      expect(normalise(normalise(value))).toBe(normalise(value));
    },
  );
});
