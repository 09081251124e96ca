import { decoy, join, type Marked, unit } from './marked.ts';
import { makePerson, makeTitled } from './people.ts';
import { makeLandline, makeMobile } from './phones.ts';
import type { Random, Shares } from './random.ts';
import type { Region } from './regions.ts';

export type RemarkKind = 'none' | 'harmless' | 'phone' | 'name' | 'unit' | 'decoy';

/** Percent of orders by what the buyer wrote. */
export const remarkShares: Shares<RemarkKind> = {
  none: 18,
  harmless: 33,
  phone: 25,
  name: 6,
  unit: 6,
  decoy: 12,
};

const harmless = [
  '发顺丰',
  '尽快发货',
  '要红色XL 2件',
  '谢谢老板',
  '不要辣，多放花生',
  '包装严实一点，易碎',
  '送人的，别放小票',
  '周末收货，工作日家里没人',
  '和上一单一起发',
  '发错颜色了，这次要黑色的',
  '麻烦挑日期新鲜的',
  '放门口就行，不用敲门',
  '到了先打电话',
  '开发票',
  '随机发一件也可以',
  '🙏🙏急用',
];

const empty: Marked = { text: '', marks: [] };

function withPhone(random: Random, region: Region): Marked {
  const phrasing: readonly (() => Marked)[] = [
    () => join('请打', makeMobile(random, 'plain')),
    () => join('换这个号 ', makeMobile(random, 'spaces')),
    () => join('电话', makeMobile(random, 'fullWidth')),
    () => join('送之前联系', makeMobile(random, 'plain'), '，谢谢'),
    () => join('备用：', makeMobile(random, 'dashes')),
    () => join('收件人电话打不通就打', makeMobile(random, 'plain')),
    () => join('微信同号', makeMobile(random, 'plain'), '，加我'),
    () => join('手机号改成', makeMobile(random, 'plus86Space'), '再发'),
    () => join(makeMobile(random, 'plain'), '放驿站'),
    () => join('打这个座机', makeLandline(random, region)),
    () => join('电话', makeMobile(random, 'spoken')),
    () => join('打', makeMobile(random, 'dots'), '或者', makeMobile(random, 'plain')),
    // A name glued to the number, as people paste it.
    () => join('收件人', makePerson(random), makeMobile(random, 'plain'), '收'),
    () => join('联系', makeTitled(random), ' ', makeMobile(random, 'plain')),
  ];
  return random.pick(phrasing)();
}

function withName(random: Random): Marked {
  const phrasing: readonly (() => Marked)[] = [
    () => join('收件人改成', makePerson(random)),
    () => join('联系', makeTitled(random)),
    () => join('收件人写', makePerson(random, 2), '，别写错'),
    () => join('转交', makeTitled(random), '，谢谢'),
    () => join('签收人：', makePerson(random, 2)),
  ];
  return random.pick(phrasing)();
}

function withUnit(random: Random): Marked {
  const block = random.int(1, 20);
  const entrance = String(random.int(1, 4));
  const room = `${random.int(2, 18)}0${random.int(1, 6)}`;
  const phrasing: readonly (() => Marked)[] = [
    () => join(`放${block}栋`, unit('unit', entrance, '单元'), unit('room', room), '门口'),
    () => join('送到', unit('room', room, '室')),
    () => join(`地址补充：${block}-`, unit('unit', entrance), '-', unit('room', room)),
    () => join('放', unit('floor', entrance, '楼'), '前台就行'),
    () => join(`${block}号楼`, unit('unit', entrance, '单元'), unit('room', room, '室'), '，别放驿站'),
  ];
  return random.pick(phrasing)();
}

/** Numbers that are no phone: parcel and order numbers, prices, dates, sizes (the traps of a digit-hungry pattern). */
function withDecoy(random: Random): Marked {
  const phrasing: readonly (() => Marked)[] = [
    () => join('补发单号 ', decoy(`SF${random.digits(13)}`)),
    () => join('原单号', decoy(`YT${random.digits(13)}`), '没收到'),
    () => join('订单', decoy(`230915-${random.digits(15)}`), '一起发'),
    () => join('上一单订单号', decoy(`2${random.digits(18)}`)),
    () => join('补差价', decoy(`${random.int(8, 990)}.50元`)),
    () => join('要', decoy(`${random.int(10, 99)}800元`), '那一款'),
    () => join(decoy('2026年11月11日'), '之前发货'),
    () => join(decoy('11月15日-20日'), '不在家，晚点送'),
    () => join('身高', decoy(`1${random.int(60, 88)}`), '体重', decoy(`${random.int(90, 160)}斤`), '，看看多大'),
    () => join('货号', decoy(`${random.digits(8)}`), '的颜色'),
  ];
  return random.pick(phrasing)();
}

export function makeRemark(random: Random, kind: RemarkKind, region: Region): Marked {
  switch (kind) {
    case 'none':
      return empty;
    case 'harmless':
      return join(random.pick(harmless));
    case 'phone':
      return withPhone(random, region);
    case 'name':
      return withName(random);
    case 'unit':
      return withUnit(random);
    case 'decoy':
      return withDecoy(random);
  }
}

/** What the shop notes for itself: mostly nothing, now and then a number it was told on the phone. */
export function makeSellerRemark(random: Random): Marked {
  const dice = random.int(1, 100);
  if (dice <= 62) return empty;
  if (dice <= 86) return join(random.pick(['已核对', '加急', '赠品已放', '缺货待补', '老客户，送小样', '改发中通']));
  if (dice <= 94) return join('补寄 ', decoy(`SF${random.digits(13)}`));
  return join('客户来电，改号', makeMobile(random, 'plain'));
}
