import type { Random } from '../orders/random.ts';

/** Names with numbers in them, which say nothing about a flat: shops, schools, gates, roads. All are made up. */

const numerals = Array.from('一二三四五六七八九十百千万两零双三五七九');
const syllables = Array.from(
  '美天福鑫和源丰盛红星华联兴隆民生康泰安平顺发祥瑞吉利信诚达通宏远景辰光明德仁宝龙凤翔鹏飞宇海洋金银玉翠竹松柏梅兰菊荷鹤鹿马牛羊威树叶草果味香鲜园坊',
);
const shops =
  '超市 百货 大药房 药店 服饰 男装 女装 童装 鞋业 电器 五金 机电 家居 建材 灯饰 火锅 烧烤 面馆 饭店 餐厅 酒店 宾馆 酒吧 奶茶 咖啡 理发店 美发 眼镜 手机店 网吧 数码 珠宝 汽修 汽车 影城 健身 幼儿园 物流 快递 驿站 广告 印务 科技有限公司 商贸公司 集团 工作室 艺术馆 文创园 电商园 创意园 艺术区 产业园 广场 购物中心 公寓 小镇 连锁酒店 便利店 快捷酒店 服饰店 装饰公司 空间 大厦 国际'.split(
    ' ',
  );
const institutions =
  '人民医院 中学 小学 幼儿园 加油站 分公司 职业高中 中医院 实验小学 建筑公司 机床厂 棉纺厂 食品厂 工程局 地质队 设计院 项目部 税务所 派出所 管理处 粮库 干休所 监狱 附属医院 中心小学 敬老院 纺织厂'.split(
    ' ',
  );
const roadStems =
  '八一 五一 五四 三元 七星 九龙 十全 五星 四方 六合 七里 三官 九曲 五爱 四平 三八 六一 九华 一德 双百 万寿 千山 百花 百步 五福 三阳 四明 八达 九眼 十梓 三多 五马 六里 两江'.split(
    ' ',
  );
const roadEnds = '路 街 北街 南街 中路 东路 西路 大道 巷 桥 桥头 广场 路口'.split(' ');
const townStems =
  '三门县 三墩镇 九堡镇 五常街道 七里镇 六合区 八里店镇 十里堡 百官街道 千岛湖镇 万寿街道 三水区 四会市 五华县 六安市 七台河市 八宝街道 九江市 十堰市 百色市 万宁市 千山区 五河县 三河市 四平市 双流区 五原县 九原区 六盘水市 一间楼街道 五里墩街道 三里庵 八里庄街道 七宝镇 九亭镇 三林镇 五角场街道 四季青镇 二道区 三原县 三台县 千灯镇 百丈镇 五通桥区 四堡 三堡 二桥 七堡 六堡 廿三里街道 五百村 三房村 八都镇 九峰 十里铺 三坝 五里牌 二里沟 四里山 一都 三都镇'.split(
    ' ',
  );
const gates = '东 西 南 北 大南 小南 老西 大北 东南 西北 正 后 侧'.split(' ');

const word = (random: Random, length: number): string => Array.from({ length }, () => random.pick(syllables)).join('');

const makers: readonly ((random: Random) => string)[] = [
  // 九牧王男装, 三福百货
  (r) => r.pick(numerals) + word(r, r.int(1, 2)) + r.pick(shops),
  // 天一广场, 美十佳超市
  (r) => word(r, 1) + r.pick(numerals) + word(r, r.int(0, 1)) + r.pick(shops),
  // 莫泰168酒店, 创新128园
  (r) => word(r, r.int(1, 2)) + r.digits(r.int(2, 3)) + r.pick(shops),
  // 798艺术区, 1990烧烤
  (r) => r.digits(r.int(1, 4)) + r.pick(shops),
  (r) => `第${r.pick(Array.from('一二三四五六七八九'))}${r.pick(institutions)}`,
  (r) => `市${r.pick(Array.from('一二三四五六七八'))}${r.pick(['中', '院', '小', '医院', '中学', '建'])}`,
  (r) =>
    `${r.pick(['中铁', '中建', '省建', '中交', '中核', '中冶'])}${r.pick(Array.from('一二三四五六七八九'))}局${r.pick(['', '项目部', '工地', '集团', '二公司', '三公司'])}`,
  (r) =>
    `${word(r, 2)}${r.pick(['4S', '4s', '3D', '5G', '24小时', 'AAA'])}${r.pick(['店', '打印', '体验店', '营业厅', '便利店'])}`,
  (r) =>
    `${word(r, 2)}${r.pick(['361度', '85度', '58同城', '百年', '一号店', '壹号', '第一楼', '百分百', '一品', '一店', '二店', '三分店'])}`,
  (r) => `${word(r, 2)}${r.digits(2)}${r.pick(['度', '年代', '区', '团', '中', '号桥', '号岗', '号码头', '号线'])}`,
  (r) => `${r.pick(['FM', 'UR', 'KTV', 'CC', 'BB', 'GG', 'Mo', 'F'])}${r.digits(r.int(1, 3))}${r.pick(shops)}`,
  (r) => `${r.int(1, 9)}年级${r.int(1, 16)}班`,
  (r) => r.pick(roadStems) + r.pick(roadEnds),
];

export const numeralName = (random: Random): string => random.pick(makers)(random);

/** 南门, 东二门, 3号门: a landmark, not an entrance of a building. */
export const landmarkGate = (random: Random): string =>
  random.pick([
    `${random.pick(gates)}门`,
    `${random.pick(gates)}门`,
    `${random.pick(gates)}${random.pick(Array.from('一二三'))}门`,
    `${random.int(1, 9)}号门`,
    `${random.pick(Array.from('一二三四五'))}号门`,
  ]) +
  random.pick([
    '',
    '',
    '口',
    '对面',
    '旁',
    '菜场',
    '保安室',
    '门卫',
    '公交站',
    '超市',
    '传达室',
    '岗亭',
    '内',
    '斜对面',
    '左侧',
  ]);

/** A town whose name begins with or holds a numeral. */
export const numeralTown = (random: Random): string => random.pick(townStems);

/** 八一北街, 四明中路. */
export const numeralRoad = (random: Random): string => random.pick(roadStems) + random.pick(roadEnds.slice(0, 9));
