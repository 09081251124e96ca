// What has digits and is nobody's: parcels, orders, dates, prices, goods. Every line stays as it is.
import { describe, expect, it } from 'vitest';
import { maskText, scanPayload } from 'waybill-privacy';

const digitsOf = (text: string): number[] => [...text].map(Number);
const weighted = (text: string, weights: readonly number[]): number =>
  digitsOf(text).reduce((sum, digit, i) => sum + digit * weights[i % weights.length]!, 0);

/** UPU S10: eight digits, weights 8 6 4 2 3 5 9 7, modulo 11. */
function s10(service: string, serial: string): string {
  const rest = 11 - (weighted(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return `${service}${serial}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`;
}

/** GS1: weights 3 1 from the right, modulo 10. SSCC, EAN-13, and USPS numbers of 22 digits. */
function gs1(digits: string): string {
  const sum = [...digitsOf(digits)].reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** FedEx Express, 12 digits: weights 3 1 7, modulo 11, 10 becomes 0. */
const fedex = (digits: string): string => `${digits}${(weighted(digits, [3, 1, 7]) % 11) % 10}`;

/** DHL Express, 10 digits: the number modulo 7. */
const dhl = (digits: string): string => `${digits}${Number(digits) % 7}`;

/** UPS 1Z: letters count from A = 2, every second one twice, modulo 10. */
function ups(body: string): string {
  const values = [...body].map((c) => (/\d/u.test(c) ? Number(c) : (c.charCodeAt(0) - 63) % 10));
  const sum = values.reduce((total, value, i) => total + value * (i % 2 === 0 ? 1 : 2), 0);
  return `1Z${body}${(10 - (sum % 10)) % 10}`;
}

const trackingNumbers = [
  'SF1428059377216',
  'SF0208812345678',
  'SF7444412345678',
  '256789012345',
  'YT8812345678901',
  'YT2345678901234',
  'ZTO75912345678901',
  '78123456789012',
  '73111122223333',
  '772012345678901',
  '776543210987654',
  '432109876543210',
  '4312345678901',
  'JT5123456789012',
  'JT3098765432109',
  'JD0098765432101',
  'JDVA12345678901',
  'JDX012345678901-1-1-',
  'DPK364512345678',
  'FW1234567890123',
  '9876543210123',
  '1123456789012',
  'BEST1234567890123',
  'YMDD123456789012345',
  s10('EA', '12345678'),
  s10('RR', '47312482'),
  s10('CP', '13812345'),
  s10('LX', '15912345'),
  ups('999AA1012345678'),
  ups('84X4A1381234567'),
  fedex('78123456789'),
  fedex('13812345678'),
  dhl('481234567'),
  gs1('9205590164917312751'),
  gs1('00106141411234567'),
];

const orderIds = [
  '2306124478120973441',
  '1896254470123456789',
  '5123456789012345',
  '230915-123456789012345',
  '240101-556677889900112',
  '298812345678',
  '316012345678',
  '2336400012345678',
  '6921234567890123456',
  '49876543210987654321',
  'P758123456789012345',
  'XHS2026031512345678',
];

const sayings: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => `单号${number}`,
  (number) => `补发单号 ${number}，请查收`,
  (number) => `运单号：${number}什么时候到`,
];
const orderSayings: readonly ((number: string) => string)[] = [
  (number) => `订单号${number}`,
  (number) => `订单 ${number} 一起发`,
  (number) => `和上一单（订单编号：${number}）合并`,
];

const datesAndTimes = [
  '2026-11-11 12:30:45',
  '2026/11/11',
  '2026.11.11',
  '20261111',
  '20261111123045',
  '2026年11月11日之前发货',
  '11月15日-20日不在家',
  '下午3点到5点',
  '8:30-11:30送',
  '19:00以后',
  '1700000000',
  '1700000000000',
  '3-5天到货',
  '24小时内',
  '周一到周五9点-18点',
  '10号之前发，15号不在',
];
const prices = [
  '补差价88.50元',
  '￥1,299.00',
  '13800元的那款',
  '138元',
  '满300减50再用20元券',
  '单价12.5*3=37.5',
  '付了1280元还没发',
  '支付宝付了199元',
  '微信转账500元',
  '微信红包200',
  '积分12000',
  '88888888元',
  '0.01元',
  '打8.8折',
];
const quantities = [
  '要红色XL 2件',
  '2*3包',
  '总共3箱',
  '1箱24瓶',
  '5斤装',
  '200张A4纸',
  '身高170体重120斤',
  '尺码170 175 180 185',
  '长120cm宽80cm高75cm',
  '规格1.5*2.0米',
  '3层包装',
  '三层纸箱',
  '包2层气泡膜',
  '1床被子2个枕头',
  '送1床被子',
  '5层书架',
  '双层加厚',
  '层高3米',
  '3室1厅',
  '5室2厅的房子',
  '单元测试的书',
  '三年级上册2单元试卷',
  '1单元同步练习册',
  '15900mAh',
  '18650电池4节',
  '第2件半价',
];
const goods = [
  'iPhone15 Pro Max 256G',
  'RTX4090D',
  'MHA-AL00',
  '联想Y7000P 2024款',
  '货号12345678',
  '货号A1234-56',
  '款号20210876',
  `SKU ${gs1('690123456789')}`,
  `条形码${gs1('697654321098')}`,
  'ISBN 9787302511625',
  '批次20260315',
  'IMEI 861234567890123',
  '序列号C02XG2JHJGH5',
  '宝贝链接id=612345678901',
  'https://item.example.com/item.htm?id=678901234567',
  '发票税号91330106MA2XXXXX1B',
  '流水号20261111123045678901',
  '交易号2026111122001412345678901234',
  '192.168.1.1',
  '2.4G+5G',
  '12+256',
];
const codes = [
  '邮编310012',
  '518000',
  '取件码6-2-3015',
  '取件码 12-3-4567',
  '验证码 482913',
  '10086充值',
  '12306订票',
  '95588银行',
  '123456',
  '12345678',
  '6666666',
  '1314520',
];
const words = [
  '谢谢老板',
  '老板发快点',
  '祝老板发财',
  '给老师的礼物',
  '高中老师用的',
  '班主任让买的',
  '安装师傅什么时候来',
  '司机师傅',
  '客服小姐姐',
  '空姐同款',
  '总经理办公室用',
  '总价多少',
  '由于总是缺货',
  '牛奶过期了',
  '王者荣耀皮肤',
  '张家界特产',
  '周末收货，工作日家里没人',
  '本人签收',
  '家人代收',
  '前台代收',
  '签收人是前台',
  '全部收到了',
  '收件人电话打不通就放门口',
  '姓名写错了怎么改',
  '联系客服改地址',
  '找客服没人回',
  '换成金色的',
  '请于本月发货',
  '从广州发',
  '和平精英',
  '微信支付可以吗',
  'QQ音乐会员',
  '银行卡付款',
  '身份证要吗',
  '@客服 在吗',
  '京A开头的车能用吗',
];

const lines = [
  ...trackingNumbers.flatMap((number) => sayings.map((say) => say(number))),
  ...orderIds.flatMap((number) => orderSayings.map((say) => say(number))),
  ...datesAndTimes,
  ...prices,
  ...quantities,
  ...goods,
  ...codes,
  ...words,
];

describe('decoys', () => {
  it('are enough to mean something', () => {
    expect(new Set(lines).size).toBeGreaterThan(300);
  });

  it.each(lines)('%s', (line) => {
    expect(maskText(line)).toBe(line);
    expect(scanPayload(line)).toEqual([]);
  });

  it('are made with the right check digits', () => {
    // Published examples: RR473124829 (UPU S10), 4006381333931 (GS1), 1Z999AA10123456784 (UPS).
    expect(s10('RR', '47312482')).toBe('RR473124829CN');
    expect(gs1('400638133393')).toBe('4006381333931');
    expect(ups('999AA1012345678')).toBe('1Z999AA10123456784');
  });
});
