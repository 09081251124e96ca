import { betweenPlaceAndNumber, kindAt, marketCue } from './characters.ts';
import { type WordFinder, wordsEndingAt } from './wordList.ts';

/**
 * What the name left of a number ends in, and so what the number may be: `road` and `village` have doors, `estate` and `park` buildings,
 * `tower` and `stall` rooms; inside a `market` every number leads to a stall. `hall` may be a tower or a market.
 */
export type PlaceClass = 'road' | 'lane' | 'village' | 'estate' | 'park' | 'tower' | 'hall' | 'market' | 'stall';

const placeEndingAt: WordFinder<PlaceClass> = /* @__PURE__ */ wordsEndingAt({
  road: '路 街 道 巷 胡同 环 环线 路段 路口 高速 国道 线 段 路东 路西 路南 路北 路中 街东 街西 街南 街北 街中 大道东 大道西 大道南 大道北 大道中 横道',
  lane: '弄 弄堂',
  village:
    '村 庄 屯 寨 组 队 社 塘 埭 坝 湾 岭 沟 浜 岙 坞 垟 宅 墩 埠 头 家 屋 桥 坑 坪 河 溪 山 庙 井 渡 埂 圩 窑 坎 营 旗 场部 嘎查',
  estate:
    '小区 社区 花园 新村 家园 山庄 别墅 苑 园 庭 府 城 邸 居 坊 里 郡 墅 轩 阁 台 峰 景 期 院 公馆 花苑 雅苑 庄园 地块 宿舍区 生活区 家属院 大院 名都 一品 世家 名门 区',
  park: '校区 院区 厂区 工业区 工业园 园区 产业园 科技园 创意园 科创园 商务园 电商园 软件园 创业园 物流园 工业城 科技城 开发区 交易区 国际 公园 学院 大学 中学 小学 医院 工厂 公司 银行',
  tower:
    '大厦 大楼 酒店 宾馆 旅馆 饭店 写字楼 商务楼 办公楼 综合楼 教学楼 实验楼 宿舍楼 科技楼 住院楼 门诊楼 主楼 裙楼 附楼 副楼 辅楼 东楼 西楼 南楼 北楼 中楼 前楼 后楼 楼 座 ' +
    '银座 办事处 管理局 管委会 办公室 事务所 单身公寓',
  hall: '广场 中心 公寓 商厦 百货 奥特莱斯 天地 车站 客运站 大堂 宿舍',
  market: '市场 商贸城 商城 商场 卖场 超市 汽配城 贸易城 购物中心 万达广场',
  stall:
    '商铺 店铺 铺 门面 门面房 店面 档口 摊位 柜台 地下室 车库 门市 网点 专柜 包厢 房间 室 房 营业房 铺位 店面房 门店 仓库 寝室 床 柜',
});

/** What the text before `end` ends in, behind signs and 第. */
export function placeBefore(text: string, end: number): PlaceClass | 'none' {
  let at = end;
  while (kindAt(text, at - 1) & betweenPlaceAndNumber) {
    const here = placeEndingAt(text, at);
    if (here !== undefined && here.length > 1) return here.cls;
    at--;
  }
  return placeEndingAt(text, at)?.cls ?? 'none';
}

/** Places where 号 is a stall, not a gate. Each ends in 场 or 城, which stand nowhere else in them. */
const marketEndingAt: WordFinder<'market'> = /* @__PURE__ */ wordsEndingAt({
  market:
    '市场 商贸城 贸易城 批发城 汽配城 建材城 皮革城 电器城 家具城 家居城 服装城 小商品城 灯具城 五金城 数码城 电脑城 轻纺城 家纺城 纺织城 招商城 物资城 装饰城 装潢城 材料城 ' +
    '汽车城 鞋城 食品城 茶城 电子城 玩具城 饰品城 图书城 花卉城 商城',
});

/** Offset after the first market word, or the length of the text. */
export function marketEnd(text: string): number {
  for (let at = 0; at < text.length; at++) {
    if (kindAt(text, at) & marketCue && marketEndingAt(text, at + 1) !== undefined) return at + 1;
  }
  return text.length;
}
