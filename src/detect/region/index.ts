import { fold, ignorable } from '../../text/fold.ts';
import { simplify } from '../address/suffixes.ts';
import { type Chain, type Extent, readRegion, skipOpening } from './chain.ts';
import { type RegionLevel, regionLevels } from './types.ts';

export type { Extent } from './chain.ts';
export { type RegionLevel, regionLevels } from './types.ts';

/**
 * The region that an address begins with. Its spans are in order and do not overlap; a level that is not typed or not
 * certain is left out.
 */
export interface Region extends Readonly<Partial<Record<RegionLevel, Extent>>> {
  /** Offset where it begins, with a field's label and the country before it. More than 0 when something else is in front. */
  readonly start: number;
  /** Offset after the last of them, repetitions included; 0 when nothing was found. */
  readonly end: number;
}

// The 34 provinces, wherever they stand.
const province =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门/u;

/** The names of the 34 provinces by which {@link findRegionStart} finds them. */
export const provinceNames: readonly string[] = /* @__PURE__ */ (() => province.source.split('|'))();

/** Offset where an address begins with a province-level name, or -1. */
export function findRegionStart(text: string): number {
  return mayNameProvince(text) ? text.search(province) : -1;
}

const mayNameProvince: (text: string) => boolean = /* @__PURE__ */ createProvinceCheck();

/** Whether a text has the first and the second character of two provinces side by side: a table costs less than the pattern. */
function createProvinceCheck(): (text: string) => boolean {
  const units = new Uint8Array(0x10000);
  for (const name of provinceNames) {
    units[name.charCodeAt(0)] = (units[name.charCodeAt(0)] as number) | 1;
    units[name.charCodeAt(1)] = (units[name.charCodeAt(1)] as number) | 2;
  }
  return (text) => {
    let before = 0;
    for (let at = 0; at < text.length; at++) {
      const kind = units[text.charCodeAt(at)] as number;
      if ((before & 1) !== 0 && (kind & 2) !== 0) return true;
      before = kind;
    }
    return false;
  };
}

// The 47 prefectures of Japan end in one of these.
const prefecture = /^(?:北海道|東京都|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)/u;
const longestPrefecture = 4;

// No region ends further on (UTF-16 units), so that a long text costs no more than an address.
const maxRegionChars = 512;

// Traditional characters of names that {@link simplify} does not know, since no suffix word has them.
const traditional = '臺灣義蘭蓮蘇遼陝貴肅內慶';
const simplified = '台湾义兰莲苏辽陕贵肃内庆';

/**
 * Finds the region at the beginning of an address: province, city, district and street as people type them, with and
 * without suffixes, with levels left out, repeated, or filled by a form (`市辖区`, `null`).
 *
 * A name counts only with its suffix, or bare at its place in the chain: 五常街道 is a street and not the city 五常,
 * 和平小区 no district, 南京西路 no city. Provinces and prefectures are known by name, districts and streets by their shape.
 * Of a name that is typed twice the first copy is taken. A person or a street in front of a whole region is stepped over.
 * Of Japan the prefecture is found, of other countries nothing.
 *
 * @param address - An address as typed. Any string will do; what stands behind the first 512 UTF-16 units is not looked at.
 * @returns offsets into `address` in UTF-16 units.
 * @example
 * findRegion('浙江省杭州市五常街道8号').street; // => { start: 6, end: 10 }
 * findRegion('上海浦东新区张杨路8号').end; // 6
 * @see GB/T 2260 and GB/T 10114, codes of the administrative divisions
 */
export function findRegion(address: string): Region {
  const folded = fold(address.slice(0, maxRegionChars));
  const visible = Array.from(folded.split('').keys()).filter((at) => folded[at] !== ignorable);
  const text = folded.replaceAll(ignorable, '');
  return withOffsets(readPrefecture(text) ?? readNames(toSimplified(text)), visible);
}

function readPrefecture(text: string): Chain | undefined {
  const start = skipOpening(text);
  const name = prefecture.exec(text.slice(start, start + longestPrefecture))?.[0];
  if (name === undefined) return undefined;
  const end = start + name.length;
  return { start: 0, province: { start, end }, end };
}

const readNames = (text: string): Chain => readRegion(text, findRegionStart(text));

/** Back to the text as typed, where characters that cannot be seen may stand between. */
function withOffsets(chain: Chain, visible: readonly number[]): Region {
  const startAt = (start: number): number => (start === 0 ? 0 : (visible[start] as number));
  const endAt = (end: number): number => (end === 0 ? 0 : (visible[end - 1] as number) + 1);
  const region: Chain = { start: startAt(chain.start), end: endAt(chain.end) };
  for (const level of regionLevels) {
    const extent = chain[level];
    if (extent !== undefined) region[level] = { start: visible[extent.start] as number, end: endAt(extent.end) };
  }
  return region;
}

/** A text with the traditional characters of place names in their simplified form; offsets stay. */
export function toSimplified(text: string): string {
  let result = '';
  for (const character of simplify(text)) {
    const at = traditional.indexOf(character);
    result += at < 0 ? character : simplified[at];
  }
  return result;
}
