/**
 * Suffix words of Chinese addresses and what a number before them is. Model: GB/T 35639-2017, where
 * 单元户室号 ::= [单元门号] [楼层] [户室号], and 楼/栋/幢/座 belong to the building, not to the flat.
 */
import { type WordFinder, wordsStartingAt } from './wordList.ts';

/**
 * What the number before a suffix word is. `number` says nothing (12号); `road` and `keep` words belong to roads and regions,
 * `lane` to the lane of a road (123弄), `weak` ones to names (三中, 五家), where a number below a building is a room all the same (501家).
 */
export type SuffixClass =
  | 'building'
  | 'entrance'
  | 'gate'
  | 'floor'
  | 'room'
  | 'number'
  | 'road'
  | 'lane'
  | 'keep'
  | 'weak';

/** The longest suffix word at a place, in text that {@link simplify} has folded. */
export const suffixAt: WordFinder<SuffixClass> = /* @__PURE__ */ wordsStartingAt({
  building:
    '号楼 #楼 栋 幢 座 号栋 号幢 号座 #栋 #幢 #座 馆 号馆 号库 号仓 号厂房 号车间 组团 号组团 号公寓 号别墅 舍 号舍 号宿舍 排 号塔 塔 号住宅楼 ' +
    '撞 橦 懂 号橦 号撞 号懂',
  entrance: '单元 号单元',
  gate: '单 门洞 号门 门 梯 号梯 号门洞 号楼梯',
  floor: '楼 层 楼层 F 搂 号楼层',
  room:
    '室 房 户 房间 号房 号室 号户 室房 号铺 号店 号档 号档口 号摊 号摊位 号位 号柜 号柜台 号床 号商铺 号门面 铺 店铺 铺位 档 档口 摊 摊位 柜 柜台 床 床位 ' +
    '门面 门面房 店面 号店面 商铺 号铺位 包厢 寝室 号寝室 教室 号教室 办公室 号办公室 号房间 间 专柜 号专柜 信箱 号信箱 号营业房 营业房 号网点 号车库 号摊铺 ' +
    '号门市 门市 号店铺 工位 号工位 卡座 号窗口 窗口 诊室 病房 病床',
  number: '号 #',
  road: '路 街 巷 道 大道 大街 胡同 支弄 环 环路 国道 省道 县道 乡道 高速 横路 纬路 经路 马路 号路 号街 号大街 支路 街坊 条 线 号线 公路 里弄 横街 横巷 直街',
  lane: '弄 弄堂',
  keep:
    '区 通道 号通道 行 村 社区 小区 米 公里 千米 乡 镇 桥 号桥 号院 号大院 院 地块 号地块 厅 号厅 号坑 号井 号泊位 号码头 码头 号小区 号村 道口 岔口 期 号公馆 号酒店 号会所 号大厅 号广场 号花园 ' +
    '号国际 号公园 号艺术 号创意 号府 号工厂 号小镇 号温泉 号航站楼 航站楼',
  weak:
    '经 纬 横 纵 支 里 组 委 队 社 站 中 小 院区 连 团 团场 营 师 厂 年 月 日 分 分场 农场 里地 中学 小学 医院 坊 亩 分厂 分公司 世纪 牌 岔 角 星 城 家 ' +
    '眼 叉 门口 门卫 座机 楼下 楼上',
});

/** Traditional characters of the word lists; the simplified ones stand at the same places of {@link simplified}. */
export const traditional =
  '號樓單層棟東門區鎮鄉縣廣莊國興華雲園廈寧辦鋪龍組隊戶間條媽貳陸兩叄總師側場會館戰傢賓寫綜閣臺灣邨';
const simplified = '号楼单层栋东门区镇乡县广庄国兴华云园厦宁办铺龙组队户间条妈贰陆两叁总师侧场会馆战家宾写综阁台湾村';

const toSimplified: ReadonlyMap<string, string> = /* @__PURE__ */ (() =>
  new Map([...traditional].map((character, i) => [character, simplified[i] as string])))();

/** Traditional forms of the words to simplified ones; same length. */
export function simplify(folded: string): string {
  let text = '';
  for (let i = 0; i < folded.length; i++) {
    const character = folded[i] as string;
    text += character < '\u4e00' ? character : (toSimplified.get(character) ?? character);
  }
  return text;
}
