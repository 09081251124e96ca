// Districts and streets are known by their shape: the first suffix word at the right place ends them.
import { isHan } from '../span.ts';
import { isMunicipality, isPrefecture } from './table.ts';
import type { Name, Place } from './types.ts';

const longestDistrict = 15;
// What follows a district in an address is never inside its name, but as first or last character: 路桥区, 上街区, 天镇县.
const inner = '路街道镇乡村弄巷号栋幢楼室省院校厂店厦苑寓场园';
// Names that those rules would cut short or refuse.
const exceptions = ['西乡塘区', '二道江区', '二七区', '共青城市', '辉县市'];
const autonomous = /^[\u4e00-\u9fff]{2,7}族[\u4e00-\u9fff]{0,9}?自治[县旗]/u;
const park = /(?:[工产]业|高新|生态|技术)园区$/u;
const zone = /(?:开发|高新|[^小]新|示范|保税|度假|管理|经济|实验|合作)区$/u;
const noDistrict =
  /(?:[小社校院厂片景库期号一二三四五六七八九十]|..[东西南北中]|[^绿梁桃大林花]园|住宅|生活|别墅|[工商]业|居民|家属|宿舍|服务|办公|商务|交易|物流|仓储|[种养]殖|职教|主城)区$/u;
const noCounty = /^[老旧本原全各]县$/u;
// 超市 and 夜市 are no cities; 宜都市, 天门市, 辛集市, 丰镇市 and 桐乡市 are, with two characters only.
const noCity = /(?:[超菜花夜早股闹鞋商灯]|..[城都集门楼镇乡]|[^丰北清]镇|[^桐宁湘]乡)市$/u;

/** A county-level division: 西湖区, 诸暨市, 桐庐县, 阿荣旗, 浦东新区, 高新区. */
export function districtAt(text: string, at: number, place: Place): Name | undefined {
  const exception = exceptions.find((name) => text.startsWith(name, at)) ?? autonomousAt(text, at);
  if (exception !== undefined) return { stem: exception, end: at + exception.length, hasSuffix: true };
  // Left over from a name before: 宁波市市江东区.
  if (text[at] === '市' && !'中南北'.includes(text[at + 1] ?? '-')) return undefined;
  for (let end = at + 1; end <= at + longestDistrict && isHan(text[end - 1]); end++) {
    if (end === at + 1) continue;
    const name = text.slice(at, end);
    if (endsDistrict(name, text[end], place))
      return isDistrict(name, place) ? { stem: name, end, hasSuffix: true } : undefined;
    if (inner.includes(name.slice(-1)) && !'区县市旗'.includes(text[end] ?? '-')) return undefined;
  }
  return undefined;
}

const bannerAnywhere = /(?:.[左右前中后]|自治)旗$/u;

/** 三都水族自治县, but not with the city in front of it. */
function autonomousAt(text: string, at: number): string | undefined {
  const name = autonomous.exec(text.slice(at, at + longestDistrict))?.[0];
  return name === undefined || /[省市县区]./u.test(name) ? undefined : name;
}

/** Whether the last character is a suffix: not in 赣县区, 沙市区 and 津市市, and not in 红旗区. */
function endsDistrict(name: string, next: string | undefined, { province }: Place): boolean {
  switch (name.at(-1)) {
    case '区':
      return true;
    case '县':
      return next !== '区';
    case '旗':
      return name.length > 2 && next !== '区' && (province === '内蒙古' || bannerAnywhere.test(name));
    case '市':
      return (name.length > 2 || name === '芒市') && !'场民政委容'.includes(next ?? '-');
    default:
      return false;
  }
}

/** Whether a name is one of a division, not 望山小区, 大超市 or 老县. */
function isDistrict(name: string, { province, level }: Place): boolean {
  switch (name.at(-1)) {
    case '区':
      if (name.length === 2) return level === 'city' && '城矿郊东西南北中'.includes(name.charAt(0));
      if (zone.test(name)) return level !== undefined || !name.endsWith('新区');
      if (park.test(name)) return level === 'city';
      return (name.length <= 6 || name.endsWith('族区')) && !noDistrict.test(name);
    case '县':
      return name.length <= 6 ? !noCounty.test(name) : name.endsWith('自治县');
    case '市':
      return name.length <= 5 && !isMunicipality(province) && !isPrefecture(name, province) && !noCity.test(name);
    default:
      return name.length <= 9 || name.endsWith('自治旗');
  }
}

/** Whether a name is that of a development zone or park. */
export const isZone = (district: string): boolean => zone.test(district) || park.test(district);

/** Whether it is one that can also stand below a district, in place of a street. */
export const isTownshipZone = (district: string): boolean => /(?:开发|新|度假|保税)区$/u.test(district);

const longestStreet = 9;
const innerOfStreet = '路号栋幢室省县区';
const roadBehind = /^(?:[东西南北中]?[路街巷弄]|大道|村)/u;
const noStreet = /^(?:[老故家城集村古]|.*[小古])[镇乡]$|^[桐宁湘萍]乡$/u;
const suffixAhead = /^(?:[镇乡]|街道)/u;
const corps = /^\d{1,3}团(?:场)?/u;

/** A township-level division: 五常街道, 龙山镇, 沙湖乡, 143团. */
export function streetAt(text: string, at: number): Name | undefined {
  const regiment = corps.exec(text.slice(at, at + 6))?.[0];
  if (regiment !== undefined) return { stem: regiment, end: at + regiment.length, hasSuffix: true };
  for (let end = at + 1; end <= at + longestStreet && isHan(text[end - 1]); end++) {
    if (end === at + 1) continue;
    const stem = text.slice(at, end - 1);
    const rest = text.slice(end, end + 4);
    switch (text[end - 1]) {
      case '街':
        if (rest.startsWith('道')) return { stem, end: end + (rest.startsWith('道办事处') ? 4 : 1), hasSuffix: true };
        if (!suffixAhead.test(rest)) return undefined;
        break;
      case '镇':
      case '乡':
        // 古镇镇 and 东乡镇, but 龙山镇 before 镇政府.
        if (stem.length === 1 && suffixAhead.test(rest)) break;
        return roadBehind.test(rest) || noStreet.test(text.slice(at, end)) ? undefined : { stem, end, hasSuffix: true };
      case '木':
        if (stem.endsWith('苏')) return { stem, end, hasSuffix: true };
        break;
      default:
        if (innerOfStreet.includes(text[end - 1] as string) && !suffixAhead.test(rest)) return undefined;
    }
  }
  return undefined;
}
