import type { Random } from '../orders/random.ts';
import { type Region, regions } from '../orders/regions.ts';
import { drawByShare } from './draw.ts';
import type { Piece } from './marked.ts';
import { landmarkGate, numeralName, numeralRoad, numeralTown } from './names.ts';

/**
 * Invented addresses by the ground they stand on. Where people themselves do not know what a number is (阳光小区36号), the
 * role is drawn with the odds below, so that the tagger learns doubt instead of an answer.
 */

type Part = string | Piece;

const letterRole = { d: 'door', b: 'building', u: 'unit', f: 'floor', r: 'room' } as const;
const mark = (role: keyof typeof letterRole, text: string | number): Piece => ({
  text: String(text),
  role: letterRole[role],
});

const front = Array.from(
  '青云澜锦栖柏枫芷竹岚沁榆曦棠霁檀新永和兴华安泰丰富金银玉福康荣昌盛龙凤江湖海山石林溪塘古城东西南北上下前后大小长',
);
const back = Array.from(
  '禾汀屿澄舟麓渚衡苑芜璟栎湄峤沚蘅平乐宁顺庆祥瑞义德仁信业达利发源泉光明辉景春阳晨星辰月凯鑫宝堂桥头湾坝塘浦港溪坑岭岗坪',
);
const surnames = Array.from('陈王李张刘林黄吴徐朱周沈胡杨郑何叶丁谢钱汪方俞章陆许蒋孙倪罗');
const numerals = Array.from('一二三四五六七八九十');
const trades =
  '科技有限公司 服饰 网络科技 贸易 电子 五金 童装 女装 鞋业 物流 广告 律所 超市 药店 美容 设计 印刷 家纺 箱包 文具 茶叶 烟酒 眼镜 摄影 饰品 驿站'.split(
    ' ',
  );

/** Names of buildings that end in no word for one: 信息港, 创谷, 水岸天下. */
const freeEnds =
  '港 谷 汇 界 天下 水岸 领地 之窗 云端 盛世 新天 中环 中洲 名门 财智 汇智 梦想 天成 一品 壹号 印象 丽都 都会 星座 方舟 名座 豪门 金座 海岸 阳光 在线 易居 总部 商港 信息港 数码港 智谷 新世纪 云谷 立方 万象 汇金'.split(
    ' ',
  );

/** The ending of a name: mostly a word for the ground, sometimes a free one. */
const ending = (random: Random, words: string): string =>
  random.chance(0.08) ? random.pick(freeEnds) : pick(random, words);

const pick = (random: Random, list: string): string => random.pick(list.split(' '));
const stem = (random: Random): string =>
  random.pick(front) + random.pick(back) + (random.chance(0.15) ? random.pick(back) : '');
const upTo = (random: Random, max: number): number => random.int(1, max);
const room = (random: Random): string =>
  random.chance(0.75)
    ? `${upTo(random, 28)}0${upTo(random, 9)}`
    : random.chance(0.5)
      ? random.digits(random.int(3, 4))
      : `${upTo(random, 18)}${random.pick(Array.from('ABCDEFGH'))}`;
const letter = (random: Random): string => random.pick(Array.from('AABBCCDEFGHS'));
const maybe = (random: Random, probability: number, ...parts: Part[]): Part[] =>
  random.chance(probability) ? parts : [];
const shop = (random: Random): string =>
  random.chance(0.3) ? numeralName(random) : stem(random) + (random.chance(0.7) ? random.pick(trades) : '');

/** 国贸360广场, 阳光100花园: a number inside the name of a place. */
const infix = (random: Random, share: number): string =>
  random.chance(share)
    ? String(random.pick([random.int(1, 9), 100, 360, 108, 128, random.int(10, 999), random.int(1900, 2030)]))
    : '';

function region(random: Random): string {
  const { province, city, district, town }: Region = random.pick(regions);
  const full = random.chance(0.4);
  return [
    full ? province : '',
    random.chance(0.6) ? (full ? city : city.replace(/市$/u, random.chance(0.7) ? '市' : '')) : '',
    random.chance(0.7) ? district : '',
    random.chance(0.12) ? numeralTown(random) : random.chance(0.4) ? town : '',
  ].join('');
}

function roadName(random: Random): string {
  if (random.chance(0.1)) return numeralRoad(random);
  if (random.chance(0.08)) return `${stem(random)}${random.pick(numerals)}${pick(random, '路 街 道 马路 横路')}`;
  if (random.chance(0.04)) return `${random.int(1, 30)}号${pick(random, '大街 路')}`;
  if (random.chance(0.04)) return `${pick(random, '经 纬')}${random.pick(numerals)}路`;
  return stem(random) + pick(random, '路 路 路 路 街 街 大道 东路 西路 南路 北路 中路 北街 巷 大街 道 街 线 公路');
}

/** 文三路259号 and its variants. */
function road(random: Random): Part[] {
  const name = roadName(random);
  const door = random.int(1, 1999);
  const drawn = random.int(1, 100);
  if (drawn <= 62) return [name, mark('d', door), '号'];
  if (drawn <= 70) return [name, mark('d', door)];
  // 712-11号: the second number is a house of its own to some, a part of the gate to others.
  if (drawn <= 77) return [name, mark('d', door), '-', mark(random.chance(0.5) ? 'b' : 'd', upTo(random, 28)), '号'];
  if (drawn <= 80) return [name, mark('d', door), '-', mark(random.chance(0.4) ? 'b' : 'd', upTo(random, 12))];
  if (drawn <= 84) return [name, mark('d', door), '-', mark('d', door + 2 * upTo(random, 6)), '号'];
  if (drawn <= 92) return [name, mark('d', door), '弄', ...maybe(random, 0.85, mark('b', upTo(random, 180)), '号')];
  if (drawn <= 94) return [name, mark('d', door), '号', pick(random, '附 之 增'), mark('b', upTo(random, 12)), '号'];
  return [name];
}

const company = (random: Random, share: number): Part[] => maybe(random, share, shop(random));

function estate(random: Random): Part[] {
  const name =
    stem(random) +
    infix(random, 0.04) +
    ending(
      random,
      '花园 小区 苑 家园 新村 公寓 名苑 华庭 名城 里 花苑 豪庭 雅苑 府 园 佳苑 城 湾 山庄 公馆 嘉园 坊 世家 半岛 东苑 西苑 南苑 北苑',
    ) +
    (random.chance(0.12) ? `${random.pick([...numerals, 'A', 'B', '东', '西', '南', '北'])}区` : '') +
    (random.chance(0.05) ? `${random.pick(numerals)}期` : '');
  const gate = maybe(random, 0.05, landmarkGate(random));
  const block = random.chance(0.1) ? `${letter(random)}${upTo(random, 20)}` : upTo(random, 90);
  const drawn = random.int(1, 100);
  const word = pick(random, '栋 幢 号楼 幢 栋 座 # 号');
  if (drawn <= 26) {
    const shown = pick(random, '单元 单元 单元 单 门 梯');
    return [
      name,
      ...gate,
      mark('b', block),
      word,
      mark('u', upTo(random, 6)),
      shown,
      mark('r', room(random)),
      ...maybe(random, 0.5, '室'),
    ];
  }
  if (drawn <= 36)
    return [
      name,
      ...gate,
      mark('b', block),
      word,
      mark('r', room(random)),
      ...maybe(random, 0.5, pick(random, '室 房 号 户')),
    ];
  if (drawn <= 48)
    return [
      name,
      mark('b', block),
      '-',
      mark('u', upTo(random, 6)),
      '-',
      mark('r', room(random)),
      ...maybe(random, 0.2, pick(random, '室 号')),
    ];
  if (drawn <= 58)
    return [name, mark('b', block), '-', mark('r', room(random)), ...maybe(random, 0.25, pick(random, '室 号'))];
  if (drawn <= 62)
    return [
      name,
      mark('b', block),
      '-',
      mark(random.chance(0.7) ? 'u' : 'r', upTo(random, 12)),
      ...maybe(random, 0.3, '号'),
    ];
  // 3幢12号: a house of a row or a flat.
  if (drawn <= 67)
    return [
      name,
      mark('b', block),
      pick(random, '栋 幢 排'),
      mark('r', upTo(random, 40)),
      '号',
      ...company(random, 0.3),
    ];
  // 阳光小区36号
  if (drawn <= 77)
    return [
      name,
      mark(random.chance(0.72) ? 'b' : random.chance(0.5) ? 'r' : 'd', random.int(1, 1500)),
      '号',
      ...company(random, 0.25),
    ];
  if (drawn <= 80)
    return [name, mark('b', random.int(1, 300)), '号', mark('r', room(random)), ...maybe(random, 0.6, '室')];
  if (drawn <= 84) return [name, mark('b', random.int(1, 120)), ...company(random, 0.2)];
  if (drawn <= 88) return [name, mark('r', random.digits(random.int(3, 4))), ...company(random, 0.2)];
  if (drawn <= 92) return [name, mark('b', block), word, ...company(random, 0.3)];
  if (drawn <= 94)
    return [
      name,
      mark('b', block),
      word,
      mark('f', upTo(random, 30)),
      '楼',
      ...maybe(random, 0.4, mark('r', room(random))),
    ];
  if (drawn <= 96)
    return [
      name,
      mark('b', letter(random)),
      pick(random, '座 栋 幢'),
      mark('r', room(random)),
      ...maybe(random, 0.4, '室'),
    ];
  return [name, landmarkGate(random), ...company(random, 0.2)];
}

function tower(random: Random): Part[] {
  const name =
    stem(random) +
    infix(random, 0.06) +
    ending(
      random,
      '大厦 大厦 大厦 中心 广场 国际 商务楼 写字楼 时代 财富 商厦 银座 大楼 商务中心 国际中心 科技大厦 办公楼 酒店 公寓 宾馆 综合楼',
    );
  const wing: Part[] = random.chance(0.35)
    ? [
        random.chance(0.75) ? mark('b', letter(random)) : mark('b', upTo(random, 9)),
        pick(random, '座 座 栋 幢 号楼 塔 馆'),
      ]
    : random.chance(0.08)
      ? [pick(random, '主楼 裙楼 南楼 北楼 东塔')]
      : [];
  const drawn = random.int(1, 100);
  const floor = random.chance(0.25) ? random.pick(numerals) : upTo(random, 33);
  if (drawn <= 30)
    return [name, ...wing, mark('r', room(random)), ...maybe(random, 0.5, '室'), ...company(random, 0.35)];
  if (drawn <= 36)
    return [
      name,
      ...wing,
      mark('r', room(random)),
      pick(random, '号 房 号房 办公室 单元 房间 商铺 店'),
      ...company(random, 0.35),
    ];
  if (drawn <= 56) return [name, ...wing, mark('f', floor), pick(random, '楼 楼 层'), ...company(random, 0.4)];
  if (drawn <= 64) return [name, ...wing, mark('f', upTo(random, 33)), 'F', ...company(random, 0.4)];
  if (drawn <= 74)
    return [
      name,
      ...wing,
      mark('f', floor),
      pick(random, '楼 层'),
      mark('r', room(random)),
      ...maybe(random, 0.5, '室'),
      ...company(random, 0.3),
    ];
  if (drawn <= 80) return [name, ...wing, mark('r', random.int(1, 1500)), '号', ...company(random, 0.3)];
  if (drawn <= 84)
    return [name, ...wing, mark('f', upTo(random, 33)), '-', mark('r', upTo(random, 20)), ...company(random, 0.2)];
  if (drawn <= 88) return [name, mark('b', letter(random)), '-', mark('r', room(random)), ...company(random, 0.2)];
  if (drawn <= 91)
    return [name, mark('r', `${letter(random)}${random.digits(random.int(3, 4))}`), ...company(random, 0.3)];
  if (drawn <= 94)
    return [
      name,
      mark('b', random.pick(numerals)),
      '号楼',
      mark('u', letter(random)),
      '座',
      ...maybe(random, 0.6, mark('f', upTo(random, 20)), '楼'),
    ];
  if (drawn <= 97) return [name, ...wing, landmarkGate(random), ...company(random, 0.3)];
  return [name, ...wing, ...company(random, 0.8)];
}

function market(random: Random): Part[] {
  const name =
    stem(random) +
    ending(
      random,
      '市场 市场 服装市场 农贸市场 水果市场 建材市场 小商品城 商贸城 五金城 轻纺城 皮革城 服装城 汽配城 家具城 批发市场 电子城 茶城 布料市场 灯具城 鞋城 商城 物流园 家居广场 菜场',
    ) +
    (random.chance(0.25)
      ? `${random.pick([...numerals.slice(0, 6), 'A', 'B', 'C', 'D', '东', '南', 'H', '1', '2', '3', '5'])}区`
      : '') +
    (random.chance(0.08) ? `${random.pick(numerals.slice(0, 4))}期` : '');
  const floor: Part[] = [mark('f', random.chance(0.4) ? random.pick(numerals) : upTo(random, 8)), '楼'];
  const stall = random.chance(0.25)
    ? `${letter(random)}${random.digits(random.int(2, 5))}`
    : random.digits(random.int(2, 5));
  const end = maybe(random, 0.4, pick(random, '号 号 号 店面 商位 档 铺 号摊位 商铺 店'));
  const gate: Part[] = maybe(random, 0.25, mark('u', upTo(random, 99)), '号门');
  const aisle: Part[] = [mark('u', random.chance(0.3) ? random.pick(numerals) : upTo(random, 40)), '街'];
  const drawn = random.int(1, 100);
  if (drawn <= 25) return [name, mark('r', random.int(1, 1500)), '号', ...company(random, 0.35)];
  if (drawn <= 45) return [name, ...gate, ...floor, mark('r', stall), ...end, ...company(random, 0.35)];
  if (drawn <= 60) return [name, ...gate, ...floor, ...aisle, mark('r', stall), ...end, ...company(random, 0.3)];
  if (drawn <= 70)
    return [name, ...aisle, mark('r', random.chance(0.5) ? upTo(random, 200) : stall), '号', ...company(random, 0.3)];
  if (drawn <= 78) return [name, mark('r', stall), ...company(random, 0.6)];
  if (drawn <= 86)
    return [
      name,
      mark('b', upTo(random, 30)),
      pick(random, '栋 幢 号楼 排'),
      mark('r', upTo(random, 300)),
      '号',
      ...company(random, 0.3),
    ];
  if (drawn <= 92)
    return [
      name,
      mark('r', upTo(random, 300)),
      pick(random, '- 、'),
      mark('r', upTo(random, 300)),
      '号',
      ...company(random, 0.3),
    ];
  if (drawn <= 95) return [name, landmarkGate(random), ...company(random, 0.3)];
  return [name, ...floor, ...company(random, 0.6)];
}

function mall(random: Random): Part[] {
  const name =
    stem(random) +
    ending(random, '百货 万达广场 购物中心 银泰 商场 天街 吾悦广场 商业广场 广场 商业街 大卖场 世贸 奥莱');
  const below = random.chance(0.15) ? `B${upTo(random, 3)}` : '';
  const floor: Part[] =
    below === ''
      ? [mark('f', random.chance(0.3) ? random.pick(numerals) : upTo(random, 8)), pick(random, 'F F 楼 层 楼')]
      : [mark('f', below), ...maybe(random, 0.6, pick(random, '层 楼'))];
  const unit = random.chance(0.4)
    ? `${random.pick(['L', 'B', 'A', 'F', 'C', 'M'])}${random.digits(random.int(2, 4))}`
    : random.digits(random.int(3, 4));
  const drawn = random.int(1, 100);
  if (drawn <= 40) return [name, ...floor, ...company(random, 0.7)];
  if (drawn <= 60)
    return [
      name,
      ...floor,
      ' ',
      mark('r', unit),
      ...maybe(random, 0.4, pick(random, '号 铺 号铺 商铺 店')),
      ...company(random, 0.4),
    ];
  if (drawn <= 85)
    return [name, mark('r', unit), ...maybe(random, 0.3, pick(random, '号 铺 号商铺 店')), ...company(random, 0.5)];
  return [name, ...maybe(random, 0.5, landmarkGate(random)), shop(random)];
}

function park(random: Random): Part[] {
  const name =
    stem(random) +
    infix(random, 0.06) +
    pick(
      random,
      '工业区 工业园 工业园区 科技园 产业园 创业园 软件园 创意园 物流园 开发区 电商产业园 园区 文创园 工业城',
    ) +
    (random.chance(0.15) ? `${random.pick([...numerals, 'A', 'B', 'C'])}${pick(random, '区 期')}` : '');
  const block = random.chance(0.2) ? `${letter(random)}${upTo(random, 12)}` : upTo(random, 40);
  const word = pick(random, '栋 幢 号楼 号厂房 幢 号库 座 # 号仓 车间');
  const drawn = random.int(1, 100);
  if (drawn <= 30)
    return [
      name,
      mark('b', block),
      word,
      ...maybe(random, 0.6, mark('f', upTo(random, 9)), pick(random, '楼 层')),
      ...company(random, 0.5),
    ];
  if (drawn <= 50)
    return [
      name,
      mark('b', block),
      word,
      mark('r', room(random)),
      ...maybe(random, 0.4, '室'),
      ...company(random, 0.4),
    ];
  if (drawn <= 75)
    return [name, mark(random.chance(0.55) ? 'd' : 'b', random.int(1, 1200)), '号', ...company(random, 0.5)];
  if (drawn <= 83) return [name, mark('b', block), '-', mark('r', room(random)), ...company(random, 0.3)];
  if (drawn <= 90)
    return [
      name,
      mark('b', block),
      word,
      mark('u', letter(random)),
      '座',
      ...maybe(random, 0.6, mark('f', upTo(random, 20)), '楼'),
    ];
  return [name, ...company(random, 0.9)];
}

function campus(random: Random): Part[] {
  const name =
    stem(random) +
    pick(random, '大学 学院 职业学院 中学 师范大学 医学院 技校') +
    maybe(random, 0.4, pick(random, '东校区 西区 北区 生活区 南苑 学生公寓 女生公寓 教工宿舍 本部 宿舍区')).join('');
  const drawn = random.int(1, 100);
  const block = random.chance(0.2) ? random.pick(numerals) : upTo(random, 40);
  if (drawn <= 60)
    return [
      name,
      mark('b', block),
      pick(random, '号楼 栋 幢 舍 号公寓 公寓 号宿舍楼 斋 #'),
      mark('r', random.digits(3)),
      ...maybe(random, 0.3, '室'),
    ];
  if (drawn <= 75) return [name, mark('b', block), '-', mark('r', random.digits(3))];
  if (drawn <= 85)
    return [
      name,
      pick(random, '教学楼 实验楼 图书馆 行政楼 宿舍 东楼 西楼'),
      mark('r', random.digits(3)),
      ...maybe(random, 0.3, '室'),
    ];
  return [name, landmarkGate(random)];
}

function village(random: Random): Part[] {
  const group = maybe(
    random,
    0.35,
    `${random.chance(0.3) ? random.pick(numerals) : random.int(1, 20)}${pick(random, '组 队 社 区 组 村民组')}`,
  );
  const hamlet = random.chance(0.3)
    ? random.pick(surnames) + pick(random, '家 庄 家湾 家村 家塘 家桥 宅 家岙 家浜')
    : '';
  const name = random.chance(0.7)
    ? stem(random) + pick(random, '村 村 村 庄 屯 新村 行政村 村委会')
    : stem(random).slice(0, 1) + pick(random, '岙 塘 浜 湾 头 坑 墩 桥头 岭 里 洋 坞 埭 畈 家 店');
  const drawn = random.int(1, 100);
  const tail = maybe(random, 0.12, mark('f', upTo(random, 5)), '楼');
  if (drawn <= 60)
    return [name, ...group, hamlet, mark('d', random.int(1, 1500)), '号', ...tail, ...company(random, 0.12)];
  if (drawn <= 75) return [name, ...group, hamlet, mark('d', random.int(1, 1500))];
  if (drawn <= 82)
    return [
      name,
      ...group,
      hamlet,
      mark('d', random.int(1, 300)),
      '-',
      mark(random.chance(0.5) ? 'b' : 'd', upTo(random, 20)),
      ...maybe(random, 0.7, '号'),
    ];
  if (drawn <= 86)
    return [name, ...group, mark('b', upTo(random, 60)), pick(random, '栋 幢 排'), mark('r', upTo(random, 20)), '号'];
  if (drawn <= 90)
    return [
      name,
      ...group,
      mark('b', upTo(random, 60)),
      pick(random, '栋 幢'),
      mark('u', upTo(random, 5)),
      '单元',
      ...maybe(random, 0.6, mark('r', room(random))),
    ];
  return [name, ...group, hamlet];
}

const nameOnly = (random: Random): Part[] => [
  random.chance(0.3) ? landmarkGate(random) : numeralName(random),
  ...company(random, 0.3),
];

/** Grounds with their shares, and how often a road with a gate comes first. */
const grounds: readonly {
  readonly share: number;
  readonly roadFirst: number;
  readonly make: (random: Random) => Part[];
}[] = [
  { share: 27, roadFirst: 0.45, make: estate },
  { share: 18, roadFirst: 0.75, make: tower },
  { share: 14, roadFirst: 0.25, make: market },
  { share: 7, roadFirst: 0.5, make: mall },
  { share: 9, roadFirst: 0.4, make: park },
  { share: 5, roadFirst: 0.3, make: campus },
  { share: 12, roadFirst: 0, make: village },
  { share: 11, roadFirst: 0.85, make: nameOnly },
];

const noises = [
  '电联',
  '收',
  '（放门口）',
  '请电话联系',
  ' 勿放驿站',
  '（送货前电话）',
  '对面',
  '旁边',
  '附近',
  '门口',
  '后面',
  '楼下',
];

/** One address. */
export function generate(random: Random): Piece[] {
  const parts: Part[] = [region(random)];
  const ground = drawByShare(grounds, random);
  if (random.chance(ground.roadFirst)) {
    parts.push(...road(random));
    if (random.chance(0.06)) parts.push(pick(random, '对面 旁 与 内 交叉口'));
  }
  parts.push(...(random.chance(0.9) ? ground.make(random) : company(random, 1)));
  if (random.chance(0.1)) parts.push(random.pick(noises));
  if (random.chance(0.03)) parts.push(random.pick([' ', '，', ';']), ...road(random));
  return merge(parts);
}

/** Neighbouring texts as one piece. */
function merge(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = [];
  for (const part of parts) {
    const piece = typeof part === 'string' ? { text: part } : part;
    const last = pieces.at(-1);
    if (piece.text === '') continue;
    if (piece.role === undefined && last !== undefined && last.role === undefined) {
      pieces[pieces.length - 1] = { text: last.text + piece.text };
    } else pieces.push(piece);
  }
  return pieces;
}
