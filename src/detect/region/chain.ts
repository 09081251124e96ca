import { isGlyph } from '../glyph.ts';
import { skipWhile } from '../span.ts';
import { cityAt, provinceAt } from './names.ts';
import { districtAt, isTownshipZone, isZone, streetAt } from './shapes.ts';
import { isMunicipality, provinceOf } from './table.ts';
import { type Name, type RegionLevel, regionLevels } from './types.ts';

/** A stretch of an address. */
export interface Extent {
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
}

/** What has been read of a chain of names, from coarse to fine. */
export interface Chain extends Partial<Record<RegionLevel, Extent>> {
  /** Offset where it begins, with a field's label and the country before it; 0 when nothing was found. */
  start: number;
  /** Offset after the last name, repetitions included; 0 when nothing was found. */
  end: number;
}

interface State {
  readonly chain: Chain;
  /** Stem of the name of each level. */
  readonly stems: Partial<Record<RegionLevel, string>>;
  /** The finest level so far. */
  level: RegionLevel | undefined;
  /** Whether the name of that level may give way to another. */
  isWeak: boolean;
  /** Province, typed or of the city. */
  province: string | undefined;
}

interface Step {
  readonly level: RegionLevel;
  readonly name: Name;
}

const separators = ' ,、/|_-·.:;>\\';
const label = /^(?:收货|收件|寄件|发货|详细|所在|联系|配送|邮寄|家庭|公司)?人?(?:地址|地区|住址)[ :]/u;
const country = /^(?:中华人民共和国|中国)/u;
// What forms put where a level has no name of its own.
const filler =
  /^(?:市辖[区县]|(?:省|自治区)直辖(?:县级)?(?:行政(?:区划|单位))?|其[它他](?:地区|区|县)?|全区|null|undefined|县[ ,/|_-])/u;
const longestFiller = 13;

/** Offset where the first name of a region may stand: behind a field's label, the country, and what is hidden already. */
export function skipOpening(text: string): number {
  let at = 0;
  while (isGlyph(text[at])) at++;
  at = skipWhile(text, at, separators);
  for (const word of [label, country]) {
    at = skipWhile(text, at + (word.exec(text.slice(at, at + longestFiller))?.[0].length ?? 0), separators);
  }
  return at;
}

function skipFillers(text: string, from: number): number {
  let at = skipWhile(text, from, separators);
  for (;;) {
    const length = filler.exec(text.slice(at, at + longestFiller))?.[0].length ?? 0;
    if (length === 0) return at;
    at = skipWhile(text, at + length, separators);
  }
}

/**
 * Reads the chain that a text begins with. A street alone gives way to a whole chain behind it (八里镇江苏省扬州市…), and so
 * does a name or phone.
 *
 * @param later - Offset where a chain may begin further on, or -1.
 */
export function readRegion(text: string, later: number): Chain {
  const first = readChain(text, skipOpening(text));
  if (levelsOf(first) > (first.street === undefined ? 0 : 1)) return { ...first, start: 0 };
  for (const start of [first.end, later]) {
    const chain = start > 0 ? readChain(text, start) : first;
    if (chain.street === undefined ? levelsOf(chain) >= 2 : levelsOf(chain) >= 3) return chain;
  }
  return { ...first, start: 0 };
}

const levelsOf = (chain: Chain): number => regionLevels.filter((level) => chain[level] !== undefined).length;

/** Reads names from `start` on as long as each is finer than those before it or repeats one of them. */
function readChain(text: string, start: number): Chain {
  const state: State = { chain: { start, end: 0 }, stems: {}, level: undefined, isWeak: false, province: undefined };
  let at = start;
  for (;;) {
    at = skipFillers(text, at);
    const word = formWord(state);
    if (word !== undefined && text.startsWith(word, at)) at += word.length;
    const step = nextName(text, at, state);
    if (step === undefined) return state.chain;
    take(step, at, state);
    at = step.name.end;
  }
}

/** A word of forms that would be a name elsewhere: 城区 is the seat of a district, 县 the counties of 重庆. */
function formWord({ level, province }: State): string | undefined {
  if (level === 'district') return '城区';
  return isMunicipality(province) ? '县' : undefined;
}

const rank = (level: RegionLevel | undefined): number => (level === undefined ? -1 : regionLevels.indexOf(level));

function take({ level, name }: Step, start: number, state: State): void {
  const { chain, stems } = state;
  // 西湖区杭州…: what has been said may as well begin the name of something else.
  if (!name.hasSuffix && stems[level] !== undefined) return;
  // Of two copies the first one counts, but of 温州温州市 that with the suffix, and a street more than a zone.
  if (rank(level) > rank(state.level) || (level === state.level && state.isWeak)) {
    chain[level] = { start, end: name.end };
    stems[level] = name.stem;
    state.level = level;
    state.isWeak = !name.hasSuffix || (level === 'street' && isZone(name.stem));
  }
  if (level === 'province') state.province = name.stem;
  if (level === 'city') state.province = provinceOf(name.stem) ?? state.province;
  chain.end = name.end;
}

function nextName(text: string, at: number, state: State): Step | undefined {
  return (
    nextProvince(text, at, state) ??
    nextCity(text, at, state) ??
    nextDistrict(text, at, state) ??
    nextStreet(text, at, state)
  );
}

function nextProvince(text: string, at: number, { level, stems, province }: State): Step | undefined {
  const name = provinceAt(text, at);
  if (name === undefined || (province !== undefined && name.stem !== province)) return undefined;
  // 吉林吉林, 澳门澳门半岛: the second is the city.
  if (level === 'province' && cityAt(text, at, { province, level }) !== undefined) return undefined;
  if (level === undefined || level !== 'province' || !isMunicipality(name.stem)) {
    return level === undefined || name.hasSuffix || province !== undefined ? { level: 'province', name } : undefined;
  }
  // 上海上海市: forms have a city there.
  return { level: stems.city === undefined ? 'city' : 'province', name };
}

function nextCity(text: string, at: number, state: State): Step | undefined {
  const name = cityAt(text, at, state);
  if (name === undefined) return undefined;
  const isRepeated = name.stem === state.stems.city;
  if (isRepeated && !name.hasSuffix && isNamedAfterCity(nextDistrict(text, at, state)?.name, name)) return undefined;
  // 余姚市浙江省宁波市: what is coarser can still follow when it has not been said.
  const isLate = state.stems.city === undefined && name.hasSuffix;
  return rank(state.level) < rank('city') || isRepeated || isLate ? { level: 'city', name } : undefined;
}

/** 苏州市苏州工业园区, 岳阳市岳阳楼区, 阿拉善盟阿拉善左旗; but 杭州市杭州西湖区. */
const isNamedAfterCity = (district: Name | undefined, city: Name): boolean =>
  district !== undefined && (isZone(district.stem) || district.end === city.end + 2);

function nextDistrict(text: string, at: number, state: State): Step | undefined {
  const { level, stems } = state;
  const name = districtAt(text, at, state);
  if (name === undefined) return undefined;
  if (rank(level) < rank('district') || name.stem === stems.district) return { level: 'district', name };
  return level === 'district' && isTownshipZone(name.stem) ? { level: 'street', name } : undefined;
}

function nextStreet(text: string, at: number, { level, stems, isWeak, province }: State): Step | undefined {
  const name = streetAt(text, at);
  if (name === undefined) return undefined;
  // Taiwan's 鄉 and 鎮 are divisions of a 縣.
  if (province === '台湾' && level === 'city') return { level: 'district', name };
  return level !== 'street' || isWeak || name.stem === stems.street ? { level: 'street', name } : undefined;
}
