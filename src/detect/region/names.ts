// Provinces and prefectures are known by name.
import { districtAt } from './shapes.ts';
import { type City, cities, provinces } from './table.ts';
import type { Name, Place } from './types.ts';

// A name without its suffix is none when a road, a place or the suffix of another kind goes on behind it.
const goesOn =
  /^(?:[省市区县旗州盟村楼苑庄屯园湾港]|[左右]旗|镇(?:$|[^海远雄安原平坪巴康宁沅赉])|[\u4e00-\u9fff]{1,3}族自治|(?:[东西南北中上下前后]{0,2}|[一二三四五六七八九十]|\d{1,3})(?:[路街巷弄道桥]|大[道街])|大[厦楼学]|胡同|高速|公[路园]|广场|花园|[小社]区|新[村城]|学院|师范|医院|[中小]学|[饭酒]店|宾馆|银行|[车火机][站车场]|商[会城]|拉面|[小美]吃|火锅|菜)/u;
const roadAhead = /^(?:[省市区县]|[东西南北中上下二]{0,2}[路街巷弄道桥]|湾|(?:蒙古|.)族)/u;
// Districts that begin as a road would: 唐山路北区, 石家庄桥西区.
const misleading = /^(?:市[中南北]区|路[南北桥]|桥[东西]|道[里外真县]|上街区|二道|湾沚)/u;

/** Whether a name may end here without a suffix: by what follows, or because a district does. */
function canBeBare(text: string, end: number, place: Place): boolean {
  const rest = text.slice(end, end + 8);
  if (!goesOn.test(rest)) return true;
  return (!roadAhead.test(rest) || misleading.test(rest)) && districtAt(text, end, place) !== undefined;
}

/** A province: 浙江省, 浙江, 广西壮族自治区, 新疆生产建设兵团. */
export function provinceAt(text: string, at: number): Name | undefined {
  const stem = provinces.has(text.slice(at, at + 3)) ? text.slice(at, at + 3) : text.slice(at, at + 2);
  const suffix = provinces.get(stem);
  if (suffix === undefined) return undefined;
  const end = at + stem.length;
  const short = suffix.endsWith('自治区') ? ['自治区', '省', '生产建设兵团'] : [];
  const found = [suffix, ...short].find((word) => text.startsWith(word, end));
  if (found !== undefined && !text.startsWith('市场', end)) return { stem, end: end + found.length, hasSuffix: true };
  const place = { province: stem, level: 'province' } as const;
  const isBare = cityAt(text, end, place) !== undefined || canBeBare(text, end, place);
  return isBare ? { stem, end, hasSuffix: false } : undefined;
}

const longestCity = 5;
const otherSuffix = /^(?:地区|盟|[\u4e00-\u9fff]{0,11}?自治州|州)/u;

/** A prefecture, of the province if one is known: 杭州市, 杭州, 恩施土家族苗族自治州, 阿克苏地区. */
export function cityAt(text: string, at: number, { province }: Place): Name | undefined {
  for (let length = Math.min(longestCity, text.length - at); length >= 2; length--) {
    const stem = text.slice(at, at + length);
    const city = cities.get(stem);
    if (city === undefined || (province !== undefined && city.province !== province)) continue;
    const end = at + length;
    const suffix = citySuffix(text, end, stem, city);
    // 彰化市 is a part of 彰化县.
    if (suffix > 0) return { stem: text[end] === '县' ? `${stem}县` : stem, end: end + suffix, hasSuffix: true };
    const isBare = (!city.isOther || province !== undefined) && canBeBare(text, end, { ...city, level: 'city' });
    return isBare ? { stem, end, hasSuffix: false } : undefined;
  }
  return undefined;
}

function citySuffix(text: string, end: number, stem: string, { province, isOther }: City): number {
  if (isOther) return otherSuffix.exec(text.slice(end, end + 14))?.[0].length ?? 0;
  if (text[end] === '市') return ownsSuffix(text.slice(end, end + 3), stem) ? 1 : 0;
  if (province === '台湾' && text[end] === '县') return 1;
  return text.startsWith('地区', end) ? 2 : 0;
}

/** 济南市中区 is 济南 and 市中区, as in 青岛市南区; 台中市中区 is not. */
function ownsSuffix(rest: string, stem: string): boolean {
  if (rest === '市中区') return stem.startsWith('台');
  if (rest === '市南区' || rest === '市北区') return stem !== '青岛';
  return !rest.startsWith('市场');
}
