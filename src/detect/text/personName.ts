/**
 * What can be a Chinese person's name, by its characters alone: a family name and one or two others that given names are
 * made of. No model, no list of given names.
 */

import { compoundFamilyNames, singleFamilyNames } from '../familyNames.ts';
import { isHan } from '../span.ts';

/** Common family names that hardly begin or end a word of another kind (not 高, 时, 周: 上周老师, 高中老师). */
const sure =
  '王李张刘陈杨赵吴徐孙朱胡郭罗郑梁宋唐韩冯邓曹彭曾肖董袁潘蒋蔡杜魏吕沈姚卢姜崔谭陆汪廖贾韦邹熊孟秦阎薛侯郝邵尹武戴莫赖龚倪俞樊骆翟葛柯闫聂詹晏耿霍阮辛缪邢裘傅喻祁芮佟邱褚蔺滕殷鲍凌窦裴岑庞靳闵娄戚翁';

// Family names that are mostly other words: only a strong cue makes a name of what follows them.
const functionWords = '都时和从来年那有能相后但应位由却买占师公空通门别';

// Characters of everyday words that no given name holds.
const neverGiven =
  '的吸了是在不么什们个吗呢吧啊哦呀嘛哪这那你我他她它您咱谁啥怎和或但就还要买卖件号单位块钱寄送收发货退换拿放打电话机码址' +
  '店铺楼栋室口柜站点员费价格量款色尺寸用处候间早前后左右上下里内边旁没无非很太更最也又再已被把给让叫对从往跟及因所以' +
  '虽能会应该需须得过着去出回到起开关做作办干看听说问答讲谈读写错坏差少多几每各另别其此些种样式类等级第次遍趟顿份袋箱' +
  '瓶盒包套张片颗粒斤厘毫吨半零数期秒刻请麻烦帮忙快慢急催速便免折扣券积付账户证装配排管计划案况题解决客服务专营舰官网络' +
  '线载查询验确认提交取消改动签代备注转接司厂区县市省州街道路巷村部局校院班组层座床房屋桌椅衣裤鞋帽袜巾杯碗盘锅刀灯油盐' +
  '糖茶酒烟药菜肉蛋奶饭汤饼粉面料皮毛布纸笔票卡据图像视频响池充插器械具车船门窗墙地板砖身体头脸眼耳鼻嘴手脚腰腿胸背肤型' +
  '牌性质感觉讨厌怕吃喝玩睡走跑跳坐躺待找至于好品产值版册';

// Words of characters that names are made of.
const words: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    '经理 经常 经济 文化 文明 安全 安心 安康 平安 平台 平常 平时 平均 平原 高兴 ' +
    '高中 高三 高清 高温 高原 高端 高峰 广东 广西 广告 广大 成功 成本 成都 成人 ' +
    '成年 明天 明年 明明 明显 家人 家长 家庭 家乡 家居 黄金 黄山 黄河 黄昏 白天 ' +
    '白云 白金 白银 金属 金额 金银 金华 江苏 江西 江南 江湖 海南 海外 海鲜 海洋 ' +
    '海岸 海淘 云南 云端 山东 山西 安徽 甘肃 宁夏 宁波 武汉 沈阳 洛阳 贺年 石英 ' +
    '石膏 万一 万元 任何 任意 全国 全家 全新 全天 全民 全场 全年 全程 全额 夏天 ' +
    '夏季 季节 秋天 秋季 商家 商城 商业 方法 方向 方形 水晶 水平 水泥 宿舍 房东 ' +
    '花园 花纹 花朵 何时 何必 单独 单纯 单人 双人 双方 双十 周末 周一 周二 周三 ' +
    '周四 周五 周六 周日 周年 周围 谢谢 易碎 容易 祝福 温馨 温柔 温暖 严禁 严重 ' +
    '严实 连夜 连续 强烈 强力 景德 乐意 乐园 幸福 幸运 车库 牛仔 牛年 马年 马桶 ' +
    '龙虾 龙年 鱼缸 鱼竿 鱼丸 红豆 红枣 红薯 苗木 松木 桂花 桂圆 梅花 梅子 连翘 ' +
    '农家 农历 柴鸡 井水 巴士 包邮 利润 利息 项目 习惯 支持 支架 国庆 国家 国际 ' +
    '国外 班主 童年 冷冻 冷藏 冷链 常温 常年 干净 干燥 满减 满意 充分 简易 简约 ' +
    '古典 元旦 元宵 权益 游泳 游戏 申通 阳台 阳光 阴天 费心 费力 劳驾 荣耀 苏宁 ' +
    '东西 东北 东风 西门 南门 管家 毕竟 毕业 关心 关爱 卫生 卫浴 符合 边境 查明 ' +
    '郁金 蒙牛 伊利 康师 康复 华为 华北 盛大 池塘 石家 乌龙 乌江 张家 王者 文书 ' +
    '胡子 胡椒 胡萝 单元 爱人 爱心 爱情 韩国'
  ).split(' '),
);

/** What a UTF-16 unit can be in a name, as bits. */
const single = 1;
const surely = 2;
const functionWord = 4;
const never = 8;
/** Begins a compound family name. */
const compoundStart = 16;
/** Begins a word that looks like a name. */
const wordStart = 32;
const surrogate = 64;
/** A hanzi, or a character that only Unicode can tell to be one. */
const commonHan = 128;

/** Between the parts of a name; a full stop is no sure sign of one. */
const sureDots = '\u00b7\u2022\u2027\u30fb\uff65\u22c5';
export const dots = '\u00b7\u2022\u2027\u30fb\uff65\u22c5\uff0e.';

let table: Uint8Array | undefined;

function makeTable(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(commonHan, 0x4e00, 0xa000).fill(surrogate, 0xd800, 0xe000);
  const add = (characters: Iterable<string>, kind: number): void => {
    for (const text of characters) {
      const unit = text.charCodeAt(0);
      kinds[unit] = (kinds[unit] as number) | kind;
    }
  };
  add(singleFamilyNames, single);
  add(sure, surely);
  add(functionWords, functionWord);
  add(neverGiven, never);
  add(compoundFamilyNames, compoundStart);
  add(words, wordStart);
  return kinds;
}

/** Bits of the unit at `at`; 0 outside the text. */
function kindAt(text: string, at: number): number {
  table ??= makeTable();
  return at >= 0 && at < text.length ? (table[text.charCodeAt(at)] as number) : 0;
}

const isCompound = (text: string, at: number, kind: number): boolean =>
  (kind & compoundStart) !== 0 && compoundFamilyNames.has(text.slice(at, at + 2));

/** Length of a family name that the text has at an offset, or 0. */
export function familyNameLength(text: string, at = 0): number {
  const kind = kindAt(text, at);
  if (isCompound(text, at, kind)) return 2;
  return kind & single ? 1 : 0;
}

/** Whether a text has a family name at an offset that is hardly anything else. */
export function isSureFamilyName(text: string, at = 0): boolean {
  const kind = kindAt(text, at);
  return (kind & surely) !== 0 || isCompound(text, at, kind);
}

/** Whether a unit is a family name by itself and hardly another word. */
export const isSingleFamilyName = (text: string, at: number): boolean =>
  (kindAt(text, at) & (single | functionWord)) === single;

/** Whether a text has a word at an offset that looks like a name and is none. */
export const isWord = (text: string, at = 0): boolean =>
  (kindAt(text, at) & wordStart) !== 0 && words.has(text.slice(at, at + 2));

function canBeGiven(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const kind = kindAt(text, at);
    if (kind & never) return false;
    if (kind & commonHan) continue;
    const width = kind & surrogate && at + 1 < end ? 2 : 1;
    // Half a pair is no character, and so no hanzi.
    if (!isHan(text.slice(at, at + width))) return false;
    at += width - 1;
  }
  return true;
}

/**
 * What a unit says about whether a name may stand in a text, as bits: a family name before what can be a given one, or the
 * dot of a longer name. Most texts have neither.
 */
export const nameHints = {
  /** A family name that is not mostly another word. */
  family: 1,
  /** May begin a given name: the bit above that of the family name. */
  given: 2,
  /** A dot. */
  alone: 4,
  /** Begins a compound family name. */
  opensAny: 8,
} as const;

/** Those bits of each UTF-16 unit. */
export function makeNameHints(): Uint8Array {
  // Only Unicode can tell the hanzi that are not common.
  const bits = new Uint8Array(0x10000).fill(nameHints.given, firstHan);
  for (const character of neverGiven) bits[character.charCodeAt(0)] = 0;
  const add = (names: Iterable<string>, bit: number): void => {
    for (const name of names) bits[name.charCodeAt(0)] = (bits[name.charCodeAt(0)] as number) | bit;
  };
  add(singleFamilyNames, nameHints.family);
  for (const word of functionWords) {
    bits[word.charCodeAt(0)] = (bits[word.charCodeAt(0)] as number) & ~nameHints.family;
  }
  add(compoundFamilyNames, nameHints.opensAny);
  for (const dot of sureDots) bits[dot.charCodeAt(0)] = nameHints.alone;
  return bits;
}

const firstHan = 0x2e80;

const maxPersonChars = 4;

/** Whether a whole word is a family name and one or two characters of a given name. */
export const isPersonName = (word: string): boolean => isPersonNameAt(word, 0, word.length);

/** Whether a stretch of a text is. */
export function isPersonNameAt(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 2 || length > maxPersonChars) return false;
  const family = familyNameLength(text, start);
  if (family === 0 || length <= family || length > family + 2 || kindAt(text, start) & functionWord) return false;
  return !isWord(text, start) && canBeGiven(text, start + family, end);
}
