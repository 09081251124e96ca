/**
 * Suffix words of Chinese addresses and what a number before them is. Model: GB/T 35639-2017, where
 * 单元户室号 ::= [单元门号] [楼层] [户室号], and 楼/栋/幢/座 belong to the building, not to the flat.
 */

/**
 * What the number before a suffix word is. `keep` words belong to roads and regions; `weak` ones to names (三中, 五家), where
 * a number below a building is a room all the same (501家).
 */
export type SuffixClass = 'building' | 'unit' | 'floor' | 'room' | 'number' | 'keep' | 'weak';

const words: Readonly<Record<SuffixClass, string>> = {
  building: '号楼 #楼 栋 幢 座 号栋 号幢 号座 号馆 号库 号仓 号厂房 号车间 组团 号公寓 号别墅 舍 号宿舍 排 号塔 塔',
  unit: '单元 单 号单元 门洞 号门 门 梯 号梯',
  floor: '楼 层 楼层 F 搂',
  room:
    '室 房 户 房间 号房 号室 号户 室房 号铺 号店 号档 号档口 号摊 号摊位 号位 号柜 号床 号商铺 号门面 铺 店铺 铺位 档 档口 摊 摊位 ' +
    '柜 床 床位 门面 店面 号店面 包厢 号楼层 寝室 号寝室 教室',
  number: '号 # 號',
  keep:
    '路 街 巷 道 大道 大街 胡同 弄 支弄 村 社区 小区 环 环路 国道 省道 县道 乡道 高速 米 公里 千米 乡 镇 桥 线 支路 横路 ' +
    '纬路 经路 条 马路 号线 号路 号桥 号院 号大院 号地块 号街 号大街 号坑 号井 号泊位 号码头 号小区 号村 道口 岔口 期 区',
  weak:
    '经 纬 横 纵 支 里 组 队 社 站 中 小 院 院区 连 团 团场 营 师 厂 年 月 日 分 分场 农场 里地 中学 小学 医院 坊 亩 分厂 分公司 世纪 牌 岔 角 星 城 家 ' +
    '眼 叉 门口 门卫 座机 楼下 楼上',
};

const byWord: ReadonlyMap<string, SuffixClass> = /* @__PURE__ */ new Map(
  Object.entries(words).flatMap(([cls, list]) => list.split(' ').map((word) => [word, cls as SuffixClass] as const)),
);

const longest = 4;

/** The longest suffix word at `at`, in text that {@link simplify} has folded. */
export function suffixAt(text: string, at: number): { readonly cls: SuffixClass; readonly length: number } | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const cls = byWord.get(text.slice(at, at + length));
    if (cls !== undefined) return { cls, length };
  }
  return undefined;
}

const traditional = '號樓單層棟東門區鎮鄉縣廣莊國興華雲園廈寧辦鋪龍組隊戶間條媽貳陸兩叄';
const simplified = '号楼单层栋东门区镇乡县广庄国兴华云园厦宁办铺龙组队户间条妈贰陆两叁';

const toSimplified: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  [...traditional].map((character, i) => [character, simplified[i] as string]),
);

/** Traditional forms of the suffix words to simplified ones; same length. */
export function simplify(folded: string): string {
  let text = '';
  for (let i = 0; i < folded.length; i++) {
    const character = folded[i] as string;
    text += character < '\u4e00' ? character : (toSimplified.get(character) ?? character);
  }
  return text;
}

/** A number after one of these is a gate number: road, lane, village. */
export const roadEnd: RegExp = /(?:路|街|道|巷|弄|胡同|里弄|村|庄|屯|组|队|社|塘|埭|坝|湾|岭|沟|线|浜|桥头|段)$/u;

/** A named road inside the text between two numbers: the address starts again ("一楼山东路95号"). */
export const namedRoad: RegExp = /[\u4e00-\u9fff]{2}(?:路|街|大道|巷)/u;

/** Places where 号 is a stall, not a gate. */
export const market: RegExp =
  /(?:市场|商贸城|批发城|汽配城|建材城|皮革城|电器城|家具城|家居城|服装城|小商品城|灯具城|五金城|数码城|电脑城)/u;
