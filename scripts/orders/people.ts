import { join, type Marked, mark } from './marked.ts';
import type { Random, Shares } from './random.ts';
import type { NameFact, NameKind } from './truth.ts';

export type NameShape =
  | 'two'
  | 'three'
  | 'compound'
  | 'title'
  | 'dotted'
  | 'nickname'
  | 'organisation'
  | 'latin'
  | 'rare'
  | 'single';

/** Percent of orders by the shape of the recipient's name; 220 orders give 3 rare names and 2 of one character. */
export const nameShares: Shares<NameShape> = {
  two: 29,
  three: 37.2,
  compound: 8,
  title: 7,
  dotted: 5,
  nickname: 5,
  organisation: 4,
  latin: 2.5,
  rare: 1.4,
  single: 0.9,
};

const familyNames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const compoundNames =
  '欧阳 司马 上官 诸葛 慕容 夏侯 皇甫 尉迟 公孙 令狐 宇文 长孙 司徒 南宫 东方 独孤 端木 轩辕 淳于 单于 呼延 澹台 濮阳 钟离 闻人 拓跋 百里 東方 諸葛 歐陽'.split(
    ' ',
  );
/** Characters for given names, drawn at random: whoever bears a name that comes out is not meant. */
const givenNames =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲辉鑫雨欣怡婷雪琳宇轩子涵梓萱浩然诗琪俊凯悦彤佳颖思远晓峰嘉怀瑾若楠一诺沐宸书瑶景行知夏念安望舒星野疏桐清越见微云舟';
/** Outside the Basic Multilingual Plane: two UTF-16 units each (GB 18030-2022 has them, many programs split them). */
const rareGivenNames = ['𬭚', '𣲗', '𬍛', '𠅤', '𦻐', '𬀩'];
const titles = ['先生', '女士', '小姐', '老师', '经理', '师傅', '阿姨', '太太'];
const shortTitles = ['姐', '哥', '叔', '总'];
const dottedFirst = '阿依古丽 艾力 古丽娜尔 麦麦提江 阿卜杜热合曼 吐尔逊 祖丽胡玛尔 巴合提别克 扎西 米热古丽'.split(
  ' ',
);
const dottedLast = '买买提 艾合买提 吐鲁洪 阿不力孜 托乎提 依明江 卡德尔 沙依提 尼玛次仁 玉素甫'.split(' ');
/** U+00B7 is the official dot (民委发〔2016〕33号); the others are what keyboards give. */
const dots = ['\u00b7', '\u00b7', '\u00b7', '\u2022', '\u2027', '\u30fb', '\uff65', '\uff0e', '\u22c5', '.'];
const nickFront = '小可爱 爱吃鱼的 一颗 不甜的 胖胖 甜甜 晚风 早睡的 糯米 热带'.split(' ');
const nickBack = '土豆 汤圆 橘猫 栗子 海盐 团子 麻薯 月亮 小鹿 仙人球'.split(' ');
const nickEnd = ['🌸', '', '~', '🥔', '吖', '🐱', '', '👩‍👧', '酱', '_88'];
const latinFirst = 'Arlen Brisa Corwin Delyth Emrys Fenna Gareth Ilsa'.split(' ');
const latinLast = "Mossgrove|Tallowby|O'Varrick|van der Linde|Quillfeather|Zhang|Ouyang|Marlowe-Finch".split('|');
const companyNames = '云禾 锦屿 望澜 栖舟 芷汀 柏麓'.split(' ');
const companyKinds = [
  ['商贸有限', '公司'],
  ['电子科技有限', '公司'],
  ['五金', '经营部'],
  ['母婴生活馆直营', '店'],
  ['第二', '小学'],
] as const;

/** Splits by what a reader sees as one character: an emoji family or a surrogate pair counts as one. */
export function graphemes(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

function named(text: string, kind: NameKind, visiblePrefix: string, visibleSuffix = ''): Marked {
  const fact: NameFact = { type: 'name', text, kind, visiblePrefix, visibleSuffix };
  return mark(fact, text);
}

const hanzi = (random: Random, characters: string): string => random.pick(Array.from(characters));

/** A whole name of two or three hanzi. */
export function makePerson(random: Random, givenLength = random.int(1, 2)): Marked {
  const family = hanzi(random, familyNames);
  let given = '';
  while (given.length < givenLength) given += hanzi(random, givenNames);
  return named(family + given, 'hanzi', family);
}

/** A family name with a form of address: 李女士, 王姐. The title tells the sex, so it is hidden with the rest. */
export function makeTitled(random: Random): Marked {
  const family = hanzi(random, familyNames);
  const title = random.chance(0.3) ? random.pick(shortTitles) : random.pick(titles);
  return named(family + title, 'title', family);
}

function makeOrganisation(random: Random): Marked {
  const [kind, suffix] = random.pick(companyKinds);
  const text = random.pick(companyNames) + kind + suffix;
  const organisation = named(text, 'organisation', '', suffix);
  // A third of them name the person as well, which is the part that is personal data.
  return random.chance(0.34) ? join(organisation, ' ', makePerson(random, 2)) : organisation;
}

export function makeName(random: Random, shape: NameShape): Marked {
  switch (shape) {
    case 'two':
      return makePerson(random, 1);
    case 'three':
      return makePerson(random, 2);
    case 'compound': {
      const family = random.pick(compoundNames);
      // A family name alone (司徒): hiding one character of it is not optional.
      if (random.chance(0.1)) return named(family, 'hanzi', family.slice(0, 1));
      const given = makePerson(random, random.int(1, 2)).text.slice(1);
      return named(family + given, 'hanzi', family);
    }
    case 'title':
      return makeTitled(random);
    case 'dotted': {
      const text = random.pick(dottedFirst) + random.pick(dots) + random.pick(dottedLast);
      return named(text, 'dotted', text.slice(0, 1));
    }
    case 'nickname': {
      const text = random.pick(nickFront) + random.pick(nickBack) + random.pick(nickEnd);
      return named(text, 'nickname', graphemes(text)[0] ?? '');
    }
    case 'organisation':
      return makeOrganisation(random);
    case 'latin': {
      const text = `${random.pick(latinFirst)} ${random.pick(latinLast)}`;
      return named(text, 'latin', text.slice(0, 1));
    }
    case 'rare': {
      const family = hanzi(random, familyNames);
      return named(family + random.pick(rareGivenNames), 'hanzi', family);
    }
    case 'single':
      // Rare, so that it does not turn up as a word of the same order; nothing of one character may stay.
      return named(random.pick(['珺', '翀', '喆', '祎', '玥']), 'single', '');
  }
}
