import { provinceLength } from '../region.ts';

/** Lengths of the administrative parts that an address begins with; 0 where one is not written. */
export interface RegionLengths {
  readonly province: number;
  readonly city: number;
  readonly district: number;
}

const city = /^[\u4e00-\u9fff]{1,11}?(?:自治州|地区|市|盟)/u;
const district = /^[\u4e00-\u9fff]{1,11}?(?:自治县|自治旗|林区|特区|新区|区|县|市|旗)/u;
// Prefecture-level cities without districts: what follows is a town.
const undivided = /^(?:东莞|中山|儋州|嘉峪关|三沙)市/u;
// The city of a municipality is its own name again, or left out.
const municipality = /^(?:北京|天津|上海|重庆)/u;
const townInside = /.[镇街村](?![区市县])|.[路号]|\d/u;
// Taiwan's counties have no cities above them; Hong Kong and Macau have areas instead.
const taiwan = /^[\u4e00-\u9fff]{2}[县縣市]/u;
const taiwanDistrict = /^[\u4e00-\u9fff]{1,3}?[区區乡鄉镇鎮市]/u;
const specialArea = /^(?:香港岛|九龙|新界|离岛|澳门半岛|氹仔|路氹|路环)/u;
const specialDistrict = /^[\u4e00-\u9fff]{1,4}?[区區]/u;

/** Splits the region off an address by its suffix words. */
export function regionLengths(address: string): RegionLengths {
  const province = provinceLength(address);
  const afterProvince = address.slice(province);
  if (/^(?:台湾|臺灣)/u.test(address)) return twoParts(afterProvince, province, taiwan, taiwanDistrict);
  if (/^(?:香港|澳门)/u.test(address)) return twoParts(afterProvince, province, specialArea, specialDistrict);
  const cityLength = withRest(afterProvince, city);
  const isCounty = cityLength > 0 && !isPrefecture(afterProvince.slice(0, cityLength), afterProvince.slice(cityLength));
  const cityPart = isCounty && !municipality.test(address) ? 0 : cityLength;
  const rest = afterProvince.slice(cityPart);
  const districtLength = undivided.test(afterProvince) ? 0 : withRest(rest, district);
  const isTown = townInside.test(rest.slice(0, districtLength));
  return { province, city: cityPart, district: isTown ? 0 : districtLength };
}

function twoParts(text: string, province: number, upper: RegExp, lower: RegExp): RegionLengths {
  const length = upper.exec(text)?.[0].length ?? 0;
  return { province, city: length, district: lower.exec(text.slice(length))?.[0].length ?? 0 };
}

/** 沙市区, 新市区, 津市市: the suffix word is part of the name. */
function withRest(text: string, pattern: RegExp): number {
  const match = pattern.exec(text);
  if (match === null) return 0;
  const { length } = match[0];
  const isInside = match[0].endsWith('市') && /^[区市]/u.test(text.slice(length)) && length <= 2;
  return isInside ? length + 1 : length;
}

/** A city is followed by its district; a county-level city (仙桃市) by a town or road. */
const isPrefecture = (name: string, rest: string): boolean =>
  !name.endsWith('市') ||
  undivided.test(name) ||
  (withRest(rest, district) > 0 && !townInside.test(rest.slice(0, withRest(rest, district))));
