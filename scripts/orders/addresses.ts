import { join, type Marked, unit } from './marked.ts';
import { makeTitled } from './people.ts';
import { makeMobile } from './phones.ts';
import { at, type Random } from './random.ts';
import { type Region, regionLine, regions } from './regions.ts';

/** Invented roads, estates and villages: two characters drawn at random, so that a real one is met by chance only. */
interface Place {
  readonly random: Random;
  readonly road: string;
  readonly estate: string;
  readonly tower: string;
  readonly mall: string;
  readonly village: string;
  readonly door: number;
  readonly block: number;
  readonly entrance: number;
  readonly level: number;
  /** Floor and flat in one number: 501, 1203. */
  readonly room: string;
}

const front = Array.from('青云澜锦栖柏枫芷竹岚沁榆曦棠霁檀');
const back = Array.from('禾汀屿澄舟麓渚衡苑芜璟栎湄峤沚蘅');
const numerals = Array.from('零一二三四五六七八九十');
const formalNumerals = Array.from('零壹贰叁肆伍陆柒捌玖拾');

function makePlace(random: Random): Place {
  const stem = (): string => random.pick(front) + random.pick(back);
  const level = random.int(1, 28);
  return {
    random,
    road: stem() + random.pick(['路', '街', '大道', '东路', '北街', '巷', '西路', '中路']),
    estate: stem() + random.pick(['花园', '苑', '家园', '小区', '名邸', '公馆', '新村', '里']),
    tower: stem() + random.pick(['大厦', '中心', '国际', '广场', '科技园']),
    mall: stem() + random.pick(['商贸城', '服装市场', '购物中心', '五金市场']),
    village: stem() + random.pick(['村', '村', '庄', '坪村']),
    door: random.int(2, 1899),
    block: random.int(1, 38),
    entrance: random.int(1, 5),
    level,
    room: `${level}0${random.int(1, 8)}`,
  };
}

const wide = (value: string | number): string =>
  String(value).replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const spelled = (value: string, characters: readonly string[] = numerals): string =>
  value.replace(/\d/gu, (digit) => at(characters, Number(digit)));
const entranceOf = (place: Place): Marked => unit('unit', String(place.entrance), '单元');
const roomOf = (place: Place): Marked => unit('room', place.room, '室');

type Shape = (place: Place) => Marked;

/** How a flat is written in a town. The comment names what makes the shape hard. */
const townShapes: readonly Shape[] = [
  (p) => join(`${p.road}${p.door}号${p.estate}${p.block}栋`, entranceOf(p), roomOf(p)),
  (p) => join(`${p.estate}${p.block}幢`, entranceOf(p), roomOf(p)),
  // Chains without a word: building, unit, room.
  (p) => join(`${p.estate}${p.block}-`, unit('unit', `${p.entrance}`), '-', unit('room', p.room)),
  (p) => join(`${p.road}${p.door}号 #${p.block}-`, unit('unit', `${p.entrance}`), '-', unit('room', p.room)),
  (p) => join(`${p.estate}${p.block}#`, unit('room', p.room)),
  (p) => join(`${p.estate}${p.block}-`, unit('room', p.room), '号'),
  // Chongqing: floor and flat as 32-7.
  (p) => join(`${p.estate}${p.block}栋`, unit('floor', `${p.level}`), '-', unit('room', `${p.entrance}`)),
  (p) => join(`${p.road}${p.door}号${p.tower}A座`, unit('floor', `${p.level}`, 'F')),
  (p) => join(`${p.tower}B座`, unit('floor', `${p.level}`, 'F'), '-', unit('room', p.room)),
  (p) => join(`${p.tower}C座`, unit('room', `${p.room}A`)),
  // Chinese numerals, plain and formal.
  (p) => join(`${p.estate}八号楼`, unit('unit', spelled(`${p.entrance}`), '单元'), unit('room', spelled(p.room), '室')),
  (p) =>
    join(
      `${p.estate}六幢`,
      unit('unit', spelled(`${p.entrance}`, formalNumerals), '单元'),
      unit('room', spelled(p.room, formalNumerals)),
    ),
  // Shanghai: lane, house, flat; the 号 is the building.
  (p) => join(`${p.road}${p.door}弄${p.block}号`, roomOf(p)),
  (p) => join(`${p.road}${p.door}弄${p.block}号`, unit('room', p.room)),
  // Beijing: courtyard, building, 门 for the unit door.
  (p) => join(`${p.road}${p.door}号院${p.block}号楼`, unit('unit', `${p.entrance}`, '门'), unit('room', p.room)),
  (p) =>
    join(
      `${p.estate}${p.block}号楼`,
      entranceOf(p),
      unit('floor', `${p.level}`, '层'),
      unit('room', `${p.entrance}`, '号'),
    ),
  (p) =>
    join(
      `${p.estate}${p.block}号楼`,
      entranceOf(p),
      unit('floor', `${p.level}`, '楼'),
      unit('room', p.random.pick(['东', '西', '中']), '户'),
    ),
  // Guangdong: 梯 for the unit door, 房 for the room.
  (p) => join(`${p.road}${p.door}号${p.block}座`, unit('unit', `${p.entrance}`, '梯'), unit('room', p.room, '房')),
  (p) => join(`${p.road} ${p.door}号 ${p.block}幢 `, entranceOf(p), ' ', roomOf(p)),
  (p) => join(`${p.road}${p.door}号（${p.block}栋`, unit('room', p.room), '）'),
  (p) => join(`${p.road}${p.door}号【${p.estate}${p.block}栋`, entranceOf(p), roomOf(p), '】'),
  (p) =>
    join(
      `${p.road}${wide(p.door)}号${p.estate}${wide(p.block)}栋`,
      unit('unit', wide(p.entrance), '单元'),
      unit('room', wide(p.room), '室'),
    ),
  // A floor and nothing more.
  (p) => join(`${p.road}${p.door}号${p.tower}`, unit('floor', `${p.level}`, '楼')),
  (p) => join(`${p.road}${p.door}号`, unit('floor', '顶', '楼')),
  // No flat at all: door number, pick-up point, company.
  (p) => join(`${p.road}${p.door}号`),
  (p) => join(`${p.road}${p.door}号${p.estate}菜鸟驿站`),
  (p) => join(`${p.road}${p.door}号${p.tower}前台`),
  // Malls and markets: floor and stall.
  (p) => join(`${p.mall}`, unit('floor', `${p.entrance}`, '楼'), unit('stall', `A${p.room}`, '档')),
  (p) => join(`${p.road}${p.door}号${p.mall}`, unit('floor', 'B1', '层'), unit('stall', p.room, '铺')),
  (p) => join(`${p.mall}`, unit('floor', '三', '楼'), unit('stall', p.room, '号摊位')),
  // Dormitories.
  (p) => join(`${p.road}${p.door}号职业学院${p.block}号宿舍楼`, unit('room', p.room)),
  (p) => join(`${p.tower}西区${p.entrance}舍`, unit('room', `B${p.room}`), unit('bed', `${p.entrance}`, '床')),
  // Notes after the room; the second one holds a third person's name and number.
  (p) => join(`${p.estate}${p.block}栋`, entranceOf(p), roomOf(p), '（放快递柜）'),
  (p) =>
    join(
      `${p.estate}${p.block}号楼`,
      roomOf(p),
      '（',
      makeTitled(p.random),
      '代收',
      makeMobile(p.random, 'plain'),
      '）',
    ),
];

/** Villages: the door number is the household, which the standard does not count as a unit. */
const villageShapes: readonly Shape[] = [
  (p) => join(`${p.village}${p.entrance}组`, unit('household', `${p.door}`, '号')),
  (p) => join(`${p.village}`, unit('household', `${p.block}`, '号')),
  (p) => join(`${p.village}${p.entrance}组`),
  (p) => join(`${p.village}村民委员会旁小卖部`),
];

export interface Address {
  readonly region: Region;
  /** Without province, city, district and town, except where the buyer repeated them. */
  readonly detail: Marked;
  /** With them in front. */
  readonly full: Marked;
}

export type AddressShape = `town${number}` | `village${number}`;

/** Every shape by its name, villages three times, so that they are 12 of 46. */
export const addressShapes: readonly AddressShape[] = [
  ...townShapes.map((_, index): AddressShape => `town${index}`),
  ...[0, 1, 2].flatMap(() => villageShapes.map((_, index): AddressShape => `village${index}`)),
];

export function makeAddress(random: Random, shape: AddressShape): Address {
  const isVillage = shape.startsWith('village');
  const build = at(isVillage ? villageShapes : townShapes, Number(shape.replace(/\D+/u, '')));
  const region = random.pick(regions.filter((candidate) => candidate.rural === isVillage));
  const bare = build(makePlace(random));
  // Buyers often type the region again, with or without spaces.
  const again = random.chance(0.08) ? join(regionLine(region), random.pick(['', ' ']), bare) : bare;
  return { region, detail: again, full: join(regionLine(region), bare) };
}
