/**
 * What the words before a number end in. A number after a road is a gate, after an estate a building or a house, after a
 * market a stall. How firmly is learned; this table only says which words are alike.
 */

/** Kinds of words that a number can follow. 0 is none of them. */
export const placeKinds = {
  none: 0,
  road: 1,
  village: 2,
  group: 3,
  region: 4,
  estate: 5,
  tower: 6,
  market: 7,
  mall: 8,
  park: 9,
  campus: 10,
  company: 11,
  zone: 12,
  side: 13,
  lodging: 14,
} as const;

type PlaceKind = Exclude<keyof typeof placeKinds, 'none'>;

/** The last one or two characters of such words. Two decide before one. */
const endings: Readonly<Record<PlaceKind, string>> = {
  road: '路 街 道 巷 弄 线 条 段 桥 胡同 大街 大道 公路 马路 行街 老街',
  village:
    '村 庄 屯 塘 埭 坝 湾 岭 沟 浜 头 岙 坑 寨 坪 圩 墩 冲 堡 坞 畈 洋 岸 营 窑 集 庙 坡 洞 井 山 河 江 溪 宅 堰 垅 岗 田 家 涧 ' +
    '峪 洼 咀 嘴 垭 坎 渡 港 浦 湖 桥头 委会',
  group: '组 队 社 连 团 大队 小组 民组 产队',
  region: '省 市 区 县 镇 乡 州 旗 盟 街道 社区 街办 事处 发区 新区 治区 居委',
  estate:
    '苑 园 庭 居 府 邸 墅 院 里 坊 郡 湾畔 小区 花园 花苑 公寓 家园 新村 名苑 豪庭 别墅 山庄 雅苑 佳苑 公馆 华庭 名城 新城 花城 属院 ' +
    '属区 舍区 嘉园 御园 雅居 锦园 新苑 南苑 北苑 东苑 西苑 半岛 春天 际城 学府 置房 迁房 排屋 世家 人家 城邦 洋房 大院',
  tower: '楼 座 厦 塔 栋 幢 大厦 大楼 中心 广场 国际 商厦 银座 公楼 务楼 合楼 学楼 时代 世贸 总部 主楼 裙楼 商务 中央',
  market:
    '城 市场 贸城 发城 配城 材城 革城 器城 具城 居城 装城 品城 金城 码城 脑城 纺城 商品 菜场 商城 茶城 布市 花市 流港 流园 路港 ' +
    '鞋城 食城 农贸 水产 鲜城 机城 子城 织城 珠宝 古玩 批发 车城 副食 资城',
  mall: '商场 百货 万达 银泰 象城 奥莱 业街 卖场 下街 吾悦 天街 天地 悦城',
  park: '业区 业园 园区 技园 件园 意园 业城 物流 工区 税区 化园 基地 厂区 创园 慧园 商园',
  campus: '大学 学院 校区 中学 小学 学校 宿舍 寓楼 寝室 舍楼 活区 教工 党校 技校 儿园 医院 院部 诊部 门诊 病区',
  company: '厂 司 局 所 站 行 团 市 店 库 馆 部 厅 柜 集团 超市 饭店 药店 中介 车间 仓库 公室 公司',
  zone: '期 片 组团 地块 片区 一区 二区 三区 四区 五区 东区 西区 南区 北区 中区',
  side: '东 西 南 北 侧 旁 内 进 后 里面 对面 隔壁 后面 前面 附近 叉口 路口 汇处 门口 旁边 楼下 楼上 往东 往西 往南 往北',
  lodging: '酒店 宾馆 旅馆 客栈 旅社 待所 民宿 会所 公社',
};

const firstHan = 0x4e00;
const hanCount = 0x5200;

interface Endings {
  readonly one: Uint8Array;
  readonly two: ReadonlyMap<number, number>;
}

const tables: Endings = /* @__PURE__ */ (() => {
  const one = new Uint8Array(hanCount);
  const two = new Map<number, number>();
  for (const [kind, list] of Object.entries(endings)) {
    for (const word of list.split(' ')) {
      const last = word.charCodeAt(word.length - 1) - firstHan;
      if (word.length === 1) one[last] = placeKinds[kind as PlaceKind];
      else two.set(((word.charCodeAt(0) - firstHan) << 15) | last, placeKinds[kind as PlaceKind]);
    }
  }
  return { one, two };
})();

/** The kind of the word that ends before `end`, looking back no further than `start`. */
export function placeKindBefore(text: string, start: number, end: number): number {
  if (end <= start) return placeKinds.none;
  const last = text.charCodeAt(end - 1) - firstHan;
  if (last < 0 || last >= hanCount) return placeKinds.none;
  if (end - 1 > start) {
    const first = text.charCodeAt(end - 2) - firstHan;
    const kind = first < 0 || first >= hanCount ? undefined : tables.two.get((first << 15) | last);
    if (kind !== undefined) return kind;
  }
  return tables.one[last] as number;
}
