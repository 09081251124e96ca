import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressLevel,
  addressHiding,
  createMasker,
  findAddressParts,
  type Policy,
  policies,
} from 'waybill-privacy';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { inspectAddress, maskAddress, quickMaskAddress, readEveryday } from '../../src/mask/address.ts';
import { planOf } from '../../src/mask/plan.ts';
import { anyText, spelledAddress } from '../../src/testing/arbitraries.ts';

/** Words and numbers of addresses in any order: everything that can stand beside something else does. */
const pieces = (
  '路 街 道 弄 巷 号 # 栋 幢 座 号楼 单元 门 梯 楼 层 室 户 房 铺 区 村 组 社 排 期 院 厅 馆 大厦 小区 公寓 市场 广场 商贸城 产业园 酒店 ' +
  '栖柏 云 南 东 中 第 附 负 之 甲 乙 一 三 十 百 三〇一 二十三 叁 1 3 12 501 2167 12345 A B C1 D305 F 12F ab - / 、 · ~ 至 或 ( ) （ ） ， ; 。 * ** ' +
  '收 电联 李先生 收件人 张三 13812345678 一三八一二三四五六七八 門 號 樓 １ ２３ Ｆ'
).split(' ');
const soup = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...pieces), weight: 9 }, fc.constantFrom(' ', '\u200b', '_')), {
    minLength: 1,
    maxLength: 14,
  })
  .map((parts) => parts.join(''));
/** As people type them: views of one order must be nested. In a soup of words hiding one more can make another readable. */
const typed = fc
  .tuple(spelledAddress, fc.constantFrom('', ' 李先生收', '（放门口）', '13812345678', ' 电联', '门口', '丰巢柜'))
  .map(([{ text }, tail]) => text + tail);
const address = fc.oneof(typed, soup);

const details = ['unit', 'building', 'door'] as const;
const levels = ['balanced', 'strict', 'paranoid'] as const;
const policyOf = (detail: (typeof details)[number], level: AddressLevel): Policy => ({
  ...policies.owner,
  name: `${detail}, ${level}`,
  address: { hide: addressHiding[detail], level },
});

/** For each UTF-16 unit whether it is hidden. */
function hiddenBy(policy: Policy, value: string): boolean[] {
  const hidden: boolean[] = new Array(value.length).fill(false);
  for (const { start, end } of createMasker(policy).inspect('address', value).hidden) hidden.fill(true, start, end);
  return hidden;
}

const isSubset = (small: readonly boolean[], large: readonly boolean[]): boolean =>
  small.every((isHidden, at) => !isHidden || large[at] === true);

describe.each(details.flatMap((detail) => levels.map((level) => [detail, level] as const)))(
  '%s, %s',
  (detail, level) => {
    const masker = createMasker(policyOf(detail, level));

    it('masks a mask to itself', () => {
      fc.assert(
        fc.property(fc.oneof(address, anyText), (value) => {
          const masked = masker.address(value);
          expect(masker.address(masked)).toBe(masked);
        }),
      );
    });

    it('hides a part of what a stricter level hides', () => {
      fc.assert(
        fc.property(typed, (value) => {
          const own = hiddenBy(policyOf(detail, level), value);
          for (const stricter of levels.slice(levels.indexOf(level) + 1)) {
            expect(isSubset(own, hiddenBy(policyOf(detail, stricter), value)), stricter).toBe(true);
          }
        }),
      );
    });

    it('hides a part of what a set of more roles hides', () => {
      fc.assert(
        fc.property(typed, (value) => {
          const own = hiddenBy(policyOf(detail, level), value);
          for (const more of details.slice(details.indexOf(detail) + 1)) {
            expect(isSubset(own, hiddenBy(policyOf(more, level), value)), more).toBe(true);
          }
        }),
      );
    });
  },
);

describe('the quick way', () => {
  it.each(details.flatMap((detail) => levels.map((level) => [detail, level] as const)))(
    'gives what the long one gives: %s, %s',
    (detail, level) => {
      const plan = planOf({ policy: policyOf(detail, level) });
      fc.assert(
        fc.property(fc.oneof(address, anyText), (value) => {
          expect(maskAddress(value, plan)).toBe(inspectAddress(value, plan).masked);
        }),
      );
    },
  );

  const plan = planOf(undefined);
  const quickMask = (text: string) => quickMaskAddress(text, plan, readEveryday(text, plan));

  it('is taken by most addresses', () => {
    const quick = fc.sample(spelledAddress, { numRuns: 500, seed: 1 }).filter(({ text }) => quickMask(text));
    expect(quick.length).toBeGreaterThan(250);
  });

  it.each([
    ['四川省成都市栖柏路12号3栋501室', '四川省成都市栖柏路12号3栋**室'],
    ['栖柏路12号云锦中心B座12F', '栖柏路12号云锦中心B座**F'],
    ['栖柏路12号云锦中心B座13F-1308', '栖柏路12号云锦中心B座**F-**'],
  ])('is taken by %s', (text, mask) => {
    expect(quickMask(text)).toBe(mask);
  });

  it.each(['三之12商贸城道12345栖柏', '叁或三〇一商贸城号楼1铺附', '十叁或2167南云', '云三之12商贸城道12345栖柏'])(
    'reads a list that begins with a numeral again once its end is hidden: %s',
    (text) => {
      for (const detail of details) {
        const plan = planOf({ policy: policyOf(detail, 'paranoid') });
        expect(maskAddress(text, plan)).toBe(inspectAddress(text, plan).masked);
      }
    },
  );

  // Nothing that is shown stands before what is hidden, or the text may be a ciphertext.
  it.each(['五零一室栖柏花园', '501室栖柏花园', 'A栋501室', '~栖柏花园3栋501室~1~'])('is not taken by %s', (text) => {
    expect(quickMask(text)).toBeUndefined();
  });
});

describe('with the tagger', () => {
  const tagger = createAddressTagger();

  it.each(details)('masks a mask to itself: %s', (detail) => {
    const masker = createMasker(policyOf(detail, 'balanced'), { tagger });
    fc.assert(
      fc.property(fc.oneof(address, anyText), (value) => {
        const masked = masker.address(value);
        expect(masker.address(masked)).toBe(masked);
      }),
    );
  });
});

describe('findAddressParts', () => {
  const widen = (text: string): string =>
    text.replaceAll(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

  it('reads full-width characters as half-width ones', () => {
    fc.assert(
      fc.property(address, (value) => {
        // Ｆ of １２Ｆ is a part of the number, F of 12F a word behind it.
        fc.pre(!/[FfＦ]/u.test(value));
        expect(findAddressParts(widen(value))).toEqual(findAddressParts(value));
      }),
    );
  });

  it('gives ordered, disjoint, non-empty parts inside the text', () => {
    fc.assert(
      fc.property(fc.oneof(address, anyText), (value) => {
        let at = 0;
        for (const { start, end } of findAddressParts(value)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(value.length);
      }),
    );
  });
});
