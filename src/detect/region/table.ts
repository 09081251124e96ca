import { divisions } from './divisions.ts';

/** A prefecture-level division. */
export interface City {
  /** Stem of the name of its province. */
  readonly province: string;
  /** 自治州, 地区, 盟 and the parts of Hong Kong and Macau, where X市 is a county-level city or nothing. */
  readonly isOther: boolean;
}

/** Suffixes of the provinces by stem. */
export const provinces: ReadonlyMap<string, string> = /* @__PURE__ */ (() =>
  new Map(
    divisions.map((line) => {
      const name = line.split(/[ |]/u, 1)[0] as string;
      const stem = stemOfProvince(name);
      return [stem, name.slice(stem.length)];
    }),
  ))();

/** Prefectures by stem. */
export const cities: ReadonlyMap<string, City> = /* @__PURE__ */ (() => new Map(divisions.flatMap(citiesOf)))();

function citiesOf(line: string): [string, City][] {
  const [called = '', others] = line.split('|');
  const [name = '', ...stems] = called.split(' ');
  const province = stemOfProvince(name);
  const entry =
    (isOther: boolean) =>
    (stem: string): [string, City] => [stem, { province, isOther }];
  return [...stems.map(entry(false)), ...(others?.split(' ') ?? []).map(entry(true))];
}

function stemOfProvince(name: string): string {
  return name.slice(0, name.startsWith('黑龙江') || name.startsWith('内蒙古') ? 3 : 2);
}

const municipalities = '北京天津上海重庆';

/** Whether a province is one of the four that have no prefectures and no county-level cities. */
export const isMunicipality = (province: string | undefined): boolean =>
  province !== undefined && municipalities.includes(province);

/** The province of a prefecture. */
export const provinceOf = (city: string): string | undefined => cities.get(city)?.province;

/** Whether a name is that of a prefecture with its suffix, so that it cannot be a county-level city. */
export const isPrefecture = (name: string, province: string | undefined): boolean =>
  province !== '台湾' && cities.get(name.slice(0, -1))?.isOther === false;
