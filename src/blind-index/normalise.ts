import { findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone/index.ts';
import { type Extent, findRegion, type Region, toSimplified } from '../detect/region/index.ts';
import { cities, isMunicipality, provinceOf, provinces } from '../detect/region/table.ts';

/**
 * How a value is written before it is indexed, so that its spellings give one tag.
 *
 * | name | makes of the value |
 * |---|---|
 * | `phone` | E.164, see {@link normalisePhone} |
 * | `phone-last4` | the last four digits of that; only inside a compound index |
 * | `name` | folded, see {@link normaliseName} |
 * | `region` | province, city and district of an address, see {@link normaliseRegion}; only inside a compound index |
 * | `address` | region and the rest without spaces and punctuation, see {@link normaliseAddress} |
 * | `text` | other identifiers such as e-mails and accounts, see {@link normaliseText} |
 */
export type Normaliser = 'phone' | 'phone-last4' | 'name' | 'region' | 'address' | 'text';

// A phone or the region of an address is nowhere near as long (UTF-16 units).
const maxPhoneChars = 256;

/** A mainland mobile by its digits alone, as most phones are stored: the reader of phones makes the same of it. */
const mobile = /^1[3-9]\d{9}$/u;

/**
 * A phone as E.164 (ITU-T E.164): `+`, country code, national digits.
 *
 * Mainland mobiles, landlines and 400/800 numbers are told by their form alone; numbers of other countries need their
 * country code. An extension stays, as RFC 3966 writes it (`;ext=12`): behind a virtual number or a switchboard it is what
 * tells two people apart, so a number with an extension and the same number without one are two values. Of several numbers
 * in a field the first whole one counts. A local number without its area code cannot be completed: its digits stay as they
 * are, and so do those of what is no number at all.
 *
 * @returns the number, or `''` where there are no digits, where a mask hides some, or for more than 256 UTF-16 units.
 * @example
 * normalisePhone('138 0013 8000'); // '+8613800138000'
 * normalisePhone('(0571) 8888-6666 转 12'); // '+8657188886666;ext=12'
 * normalisePhone('no number'); // ''
 */
export function normalisePhone(text: string): string {
  if (mobile.test(text)) return `+86${text}`;
  if (text.length > maxPhoneChars) return '';
  const phones = phonesOf(text.replaceAll(';ext=', ' ext '));
  if (phones.some(({ subscriber, extension }) => [...subscriber, ...extension].some(({ digit }) => digit === '*')))
    return '';
  const whole = phones.find(isWhole);
  if (whole !== undefined) return e164(whole);
  const digits = phones.map(({ area, subscriber, extension }) => digitsOf([...area, ...subscriber, ...extension]));
  const joined = digits.join('');
  const again = phonesOf(joined).find(isWhole);
  return again === undefined ? joined : e164(again);
}

const phonesOf = (text: string): readonly PhoneMatch[] => findPhones(text, { reading: 'field', region: 'CN' });

const isWhole = ({ form }: PhoneMatch): boolean => form !== 'unknown' && form !== 'local';

function e164({ form, countryCode, area, subscriber, extension }: PhoneMatch): string {
  const country = form === 'foreign' ? countryCode : '86';
  const national = digitsOf(area).replace(/^0/u, '') + digitsOf(subscriber);
  return `+${country}${national}${extension.length > 0 ? `;ext=${digitsOf(extension)}` : ''}`;
}

const digitsOf = (cells: readonly PhoneCell[]): string => {
  let digits = '';
  for (const { digit } of cells) digits += digit;
  return digits;
};

/** The last four digits of the number without its extension, or `''` where there are fewer. */
function normaliseLast4(text: string): string {
  const [number = ''] = normalisePhone(text).split(';');
  const digits = number.replace('+', '');
  return digits.length < 4 ? '' : digits.slice(-4);
}

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const dashes = /[\u2010-\u2015\u2212]/gu;
// U+00B7 and what is typed for it between the parts of a name; NFKC has made U+FF65 and U+2024 of this family already.
const dotsAndSpaces = /[\s.\u00b7\u2022\u2027\u2219\u22c5\u30fb\u16eb]/gu;

/**
 * Width and case folded, one code point for one character (NFKC, which also unites the compatibility ideographs), dashes
 * as `-`, nothing invisible. Lower case can take a text out of NFKC, hence twice.
 */
const foldCharacters = (text: string): string =>
  text
    .replaceAll(/\s/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    // At the end of a word sigma has another lower case: what the end is depends on spaces that are folded later.
    .replaceAll('ς', 'σ')
    .replaceAll(dashes, '-')
    .replaceAll(invisible, '');

/**
 * A name without what typing adds: width, case, spaces and the dots between its parts (U+00B7 and its look-alikes).
 *
 * Chinese is kept whole and as typed: 張 and 张 are two characters, and no title, note or part of the name is cut off.
 *
 * @returns the folded name; `''` where nothing visible is left.
 * @example
 * normaliseName('阿卜杜拉·买买提'); // '阿卜杜拉买买提'
 * normaliseName('Ｚｈａｎｇ San'); // 'zhangsan'
 */
export function normaliseName(text: string): string {
  return foldCharacters(text).replaceAll(dotsAndSpaces, '').normalize('NFC');
}

/**
 * An identifier: width and case folded, invisible characters dropped, runs of spaces as one, none at the ends.
 *
 * @example
 * normaliseText(' Zhang.San@Example.COM'); // 'zhang.san@example.com'
 */
export function normaliseText(text: string): string {
  return foldCharacters(text).replaceAll(/\s+/gu, ' ').trim().normalize('NFC');
}

/**
 * Province, city and district at the beginning of an address, joined by `/`: suffixes of province and city left out, a
 * province that its city implies filled in, traditional characters of place names simplified. Mainland, Taiwan, Hong Kong
 * and Macau; districts only where they are written with their suffix.
 *
 * @param text - An address or a region.
 * @returns the region, or `''` where none was found.
 * @example
 * normaliseRegion('浙江省杭州市西湖区文三路1号'); // '浙江/杭州/西湖区'
 * normaliseRegion('杭州西湖区'); // '浙江/杭州/西湖区'
 */
export function normaliseRegion(text: string): string {
  const head = text.slice(0, maxRegionChars);
  return regionOf(head, findRegion(head)).join('/');
}

const maxRegionChars = 512;

function regionOf(text: string, region: Region): string[] {
  const read = (extent: Extent | undefined): string =>
    extent === undefined
      ? ''
      : toSimplified(foldCharacters(text.slice(extent.start, extent.end)).replaceAll(dotsAndSpaces, ''));
  const city = stemIn(cities, read(region.city));
  const province = stemIn(provinces, read(region.province)) || (provinceOf(city) ?? '');
  // 上海市上海市浦东新区: the form of the platform asked for a city.
  const isRepeated = isMunicipality(province) && (city === province || city === `${province}市`);
  return [province, isRepeated ? '' : city, read(region.district)].filter((name) => name !== '');
}

/** The longest name of a table that a name begins with (伊犁 of 伊犁哈萨克自治州), or the name itself. */
function stemIn(table: ReadonlyMap<string, unknown>, name: string): string {
  for (let length = name.length; length >= 2; length--) {
    const stem = name.slice(0, length);
    if (table.has(stem)) return stem;
  }
  return name;
}

/**
 * An address without what typing adds: its region as {@link normaliseRegion} writes it, then the rest with width and case
 * folded and without spaces and punctuation. Dashes stay, because 1-2 and 12 are two doors. Word for word otherwise: 二单元
 * and 2单元 are two spellings that stay apart.
 *
 * @example
 * normaliseAddress('浙江省 杭州市 西湖区 文三路１号，2单元'); // '浙江/杭州/西湖区/文三路1号2单元'
 * normaliseAddress('杭州市西湖区文三路1号2单元'); // '浙江/杭州/西湖区/文三路1号2单元'
 */
export function normaliseAddress(text: string): string {
  let address = writeAddress(text);
  // 杭州市区 gives 浙江/杭州/区, whose 区 then belongs to the name: once more, until nothing moves.
  for (let pass = 0; pass < maxPasses; pass++) {
    const next = writeAddress(address);
    if (next === address) return address;
    address = next;
  }
  return clean(text);
}

const maxPasses = 8;

const clean = (text: string): string => foldCharacters(text).replaceAll(noise, '').normalize('NFC');

function writeAddress(text: string): string {
  const typed = clean(text);
  const region = findRegion(typed);
  if (region.end === 0) return typed;
  const rest = typed.slice(0, region.start) + typed.slice(region.end);
  return [...regionOf(typed, region), rest].filter((part) => part !== '').join('/');
}

const noise = /[\s\p{Pc}\p{Po}\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/gu;

const functions: Readonly<Record<Normaliser, (text: string) => string>> = {
  phone: normalisePhone,
  'phone-last4': normaliseLast4,
  name: normaliseName,
  region: normaliseRegion,
  address: normaliseAddress,
  text: normaliseText,
};

/** Names of all normalisers. */
export const normalisers: readonly Normaliser[] = /* @__PURE__ */ Object.keys(functions) as Normaliser[];

/** Normalises a value by name. */
export const normalise = (text: string, normaliser: Normaliser): string => functions[normaliser](text);
