import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker, type Policy, policies } from 'waybill-privacy';
import { divisions } from '../../src/detect/region/divisions.ts';
import { findRegion, type RegionLevel, regionLevels } from '../../src/detect/region/index.ts';
import { anyText, spelledAddress } from '../../src/testing/arbitraries.ts';

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(' '));

/** A province and one of its prefectures, with and without suffixes, levels left out. */
const upper = fc.constantFrom(...divisions).chain((line) => {
  const [province = '', ...cities] = (line.split('|')[0] as string).split(' ');
  const city = cities.length > 0 ? fc.constantFrom(...cities.map((name) => `${name}市`), ...cities) : fc.constant('');
  return fc.tuple(fc.constantFrom(province, province.slice(0, 2), ''), fc.oneof(city, fc.constant('')));
});

// Every piece that moves the rules: names, their suffixes alone, fillers, what is no region.
const pieces = words(
  '浙江省 浙江 吉林 海南 上海 上海市 香港 台湾 新疆 内蒙古 杭州市 杭州 吉林市 岳阳 九龙 阿拉善 彰化县 中山 西湖区 市中区 桐庐县 ' +
    '诸暨市 五常街道 古镇镇 云栖乡 143团 开发区 望山新区 城区 县 市 区 镇 路 街道 小区 路8号 望山 市辖区 null 中国 地址： ** - , 东乡族自治县 ' +
    '東京都 臺北市 13812345678 喻晓岚 \u200b \ufe0f Ａ １',
);

const soup = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
const place = fc
  .tuple(
    upper,
    words('听澜区 桐庐县 诸暨市 栖柏新区 市中区 - ,'),
    words('五常街道 云栖镇 望山乡 -'),
    words('望山路8号 云栖里3-2-501 -'),
  )
  .map(([[province, city], ...rest]) => [province, city, ...rest].join('').replaceAll('-', ''));
const address = fc.oneof(
  anyText,
  soup,
  place,
  spelledAddress.map(({ text }) => text),
);

const keeping = (keep: RegionLevel): Policy => ({ ...policies.public, name: keep, address: { hide: [], keep } });
const maskers = regionLevels.map((level) => createMasker(keeping(level)));

describe('findRegion', () => {
  it('gives ordered, disjoint spans inside the text', () => {
    fc.assert(
      fc.property(address, (text) => {
        const region = findRegion(text);
        const spans = regionLevels.flatMap((level) => region[level] ?? []);
        let at = region.start;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(region.end).toBeGreaterThanOrEqual(at);
        expect(region.end).toBeLessThanOrEqual(text.length);
        if (spans.length === 0) expect(region).toEqual({ start: 0, end: 0 });
      }),
    );
  });

  it('finds the same in full-width characters', () => {
    const wide = (text: string): string =>
      text.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(address, (text) => {
        expect(findRegion(wide(text))).toEqual(findRegion(text));
      }),
    );
  });

  it('steps over what cannot be seen', () => {
    fc.assert(
      fc.property(place, fc.nat(), (text, n) => {
        const at = n % (text.length + 1);
        const region = findRegion(text);
        const shifted = findRegion(`${text.slice(0, at)}\u200b${text.slice(at)}`);
        for (const level of regionLevels) {
          const expected = region[level];
          const found = shifted[level];
          expect(found?.start).toBe(expected && expected.start + (at <= expected.start ? 1 : 0));
          expect(found?.end).toBe(expected && expected.end + (at < expected.end ? 1 : 0));
        }
      }),
    );
  });
});

describe('masks that keep the region', () => {
  it.each(regionLevels)('come out the same when masked again, down to the %s', (level) => {
    const masker = createMasker(keeping(level));
    fc.assert(
      fc.property(address, (text) => {
        const masked = masker.address(text);
        expect(masker.address(masked)).toBe(masked);
      }),
    );
  });

  it('show a part of what the next finer level shows', () => {
    fc.assert(
      fc.property(address, (text) => {
        const shown = maskers.map((masker) => {
          const visible = Array<boolean>(text.length).fill(true);
          for (const { start, end } of masker.inspect('address', text).hidden) visible.fill(false, start, end);
          return visible;
        });
        for (const [i, visible] of shown.entries()) {
          const finer = shown[i + 1];
          if (finer !== undefined) expect(visible.every((isShown, at) => !isShown || finer[at])).toBe(true);
        }
      }),
    );
  });

  it('show nothing finer than the level', () => {
    fc.assert(
      fc.property(address, fc.constantFrom(...regionLevels.entries()), (text, [i, level]) => {
        const region = findRegion(text);
        const next = regionLevels.slice(i + 1).flatMap((finer) => region[finer] ?? [])[0];
        const hidden = createMasker(keeping(level)).inspect('address', text).hidden;
        if (next !== undefined)
          expect(hidden.some(({ start, end }) => start <= next.start && next.end <= end)).toBe(true);
      }),
    );
  });
});
