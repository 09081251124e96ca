// What spares work in free text must never change what is found: each short way beside the long one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemarks } from '../../bench/accuracy/remarks.ts';
import { isCell, measureGroup, readCells, readChunks, readDigits } from '../../src/detect/phone/cells.ts';
import { findPhones, isLoneMobile } from '../../src/detect/phone/index.ts';
import { readNumber } from '../../src/detect/phone/numbers.ts';
import { findRegionStart } from '../../src/detect/region/index.ts';
import { findDigitRuns, minRunDigits } from '../../src/detect/text/digits.ts';
import { surveyText, traits } from '../../src/detect/text/hints.ts';
import { findPrivateText, isSettled, type TextFinding } from '../../src/detect/text/index.ts';
import { findTextPhones } from '../../src/detect/text/phones.ts';
import { withoutProtected } from '../../src/detect/text/protectedParts.ts';
import { createMasker, maskText } from '../../src/mask/index.ts';
import { maskPhoneMatch } from '../../src/mask/phone.ts';
import { planOf } from '../../src/mask/plan.ts';
import { anyText, mobile, person, spelledAddress, spelledMobile } from '../../src/testing/arbitraries.ts';
import { fold, isPlainText } from '../../src/text/fold.ts';

const written = fc.constantFrom(...readRemarks().map(({ text }) => text));
const piece = fc.constantFrom(
  ...'的 收 找 给 打 送到 住 放 在 单号 微信 3栋 2单元 501 3-2-501 室 路199号 12:30 张三 王姐 收件人 浙江省杭州市西湖区'.split(
    ' ',
  ),
  ...[
    '，',
    '：',
    ' ',
    '\n',
    '-',
    '/',
    '(',
    '.',
    '*',
    '**',
    '138******78',
    '0',
    '00',
    '+',
    '一三八',
    'l',
    '\u200b',
    '１',
    'A',
  ],
);
const message = fc
  .array(
    fc.oneof(
      piece,
      piece,
      mobile,
      spelledMobile.map(({ text }) => text),
      spelledAddress.map(({ text }) => text),
      person,
      written,
    ),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((parts) => parts.join(''));
const figures = fc.string({ unit: fc.constantFrom(...'0012345678*   --./()+\u200b'), maxLength: 24 });
const text = fc.oneof(message, message, figures, anyText);
// A mobile, and what is looked at behind it for an extension.
const longestNumber = 24;
const provinces =
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门'.split(
    ' ',
  );
const find = (value: string): TextFinding[] => findPrivateText(value, { region: 'CN' });

describe('short ways through free text', () => {
  it('measures a group of digits as the reader of numbers reads it', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = fold(value);
        for (let at = 0; at < folded.length; at++) {
          if (!isCell(folded[at])) continue;
          const cells = readChunks(folded, at).flatMap((chunk) => chunk.cells);
          expect(measureGroup(folded, at)).toMatchObject({ count: cells.length, end: cells.at(-1)?.end });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads a plain mobile as the reader of all spellings does', () => {
    let plain = 0;
    fc.assert(
      fc.property(text, (value) => {
        const folded = readDigits(value, 'text');
        for (const phone of findPhones(value, { reading: 'text', region: 'CN' })) {
          if (phone.digits === undefined) continue;
          plain++;
          const { form, countryCode, area, start, next } = readNumber(folded, readChunks(folded, phone.start), 0, 'CN');
          expect(phone).toMatchObject({ form, countryCode, area, start });
          expect(next).toBe(1);
          expect(phone.subscriber).toEqual(readCells(folded, phone.start));
          expect(phone.digits).toBe(phone.subscriber.map(({ digit }) => digit).join(''));
          // A field reads numerals and look-alikes as well.
          const around = folded.slice(phone.start, phone.start + longestNumber);
          if (readDigits(around, 'field') !== around) continue;
          const [long] = findPhones(around, { reading: 'field', region: 'CN' });
          const [short] = findPhones(around, { reading: 'text', region: 'CN' });
          if (long?.form === 'mobile') expect(short).toMatchObject({ end: long.end, extension: long.extension });
        }
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  it('folds a text as it folds each of its characters', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
        expect(fold(value)).toBe(Array.from(value, (character) => fold(character)).join(''));
        expect(fold(value)).toHaveLength(value.length);
      }),
    );
  });

  it('finds the first province where one stands', () => {
    const near = fc.string({ unit: fc.constantFrom(...new Set(provinces.join('')), '路', '1') });
    fc.assert(
      fc.property(fc.oneof(near, text), fc.constantFrom('', ...provinces), (value, name) => {
        const whole = value + name;
        const places = provinces.map((province) => whole.indexOf(province)).filter((at) => at >= 0);
        expect(findRegionStart(whole)).toBe(places.length > 0 ? Math.min(...places) : -1);
      }),
    );
  });

  it('masks a plain mobile from its digits as from its cells', () => {
    const plans = [planOf(undefined), planOf({ policy: 'support' }), planOf({ glyph: '●' })];
    fc.assert(
      fc.property(text, fc.constantFrom(...plans), (value, plan) => {
        for (const phone of findPhones(value, { reading: 'text', region: 'CN' })) {
          const { role, form, countryCode, start, end, area, subscriber, extension } = phone;
          const long = { role, form, countryCode, start, end, area, subscriber, extension };
          expect(maskPhoneMatch(value, phone, plan)).toBe(maskPhoneMatch(value, long, plan, []));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('masks without an account as with one', () => {
    const maskers = (['label', 'support', 'station'] as const).map((policy) => createMasker(policy));
    const others = [createMasker('label', { glyph: '●' }), createMasker('label', { glyph: '🙈' })];
    fc.assert(
      fc.property(text, fc.constantFrom(...maskers, ...others), (value, masker) => {
        expect(masker.text(value)).toBe(masker.inspect('text', value).masked);
      }),
      { numRuns: 2_000 },
    );
  });

  it('sees in one look what spares folding, tokens, phones and long numbers', () => {
    fc.assert(
      fc.property(text, (value) => {
        const seen = surveyText(value);
        expect((seen & traits.foldable) !== 0).toBe(!isPlainText(value));
        if ((seen & traits.longRun) === 0) expect(withoutProtected(value)).toBe(value);
        const folded = fold(value);
        const seenFolded = surveyText(folded);
        if ((seenFolded & traits.longNumber) === 0) expect(findTextPhones(folded, 'CN')).toEqual([]);
        if ((seenFolded & traits.manyDigits) === 0) expect(findDigitRuns(folded, minRunDigits)).toEqual([]);
      }),
    );
  });

  it('takes a masked text for settled only where nothing but the same mobiles is found again', () => {
    let settled = 0;
    fc.assert(
      fc.property(text, (value) => {
        const found = find(value);
        const isMobiles = found.every(
          (finding) => finding.kind === 'phone' && isLoneMobile(fold(value), finding.phone),
        );
        if (found.length === 0 || !isMobiles) return;
        let masked = '';
        let at = 0;
        for (const { start, end } of found) {
          const digits = fold(value).slice(start, end).replaceAll(/\D/gu, '');
          masked += `${value.slice(at, start)}${digits.slice(0, 3)}******${digits.slice(-2)}`;
          at = end;
        }
        masked += value.slice(at);
        if (!isSettled(value, found, masked)) return;
        settled++;
        expect(maskText(value)).toBe(masked);
        // The long way: all finders look at the mask.
        expect(find(masked).map(({ kind }) => kind)).toEqual(found.map(() => 'phone'));
        expect(maskText(masked)).toBe(masked);
      }),
      { numRuns: 2_000 },
    );
    expect(settled).toBeGreaterThan(20);
  });

  it('looks again for flats: hiding a mobile makes 对门138 read as a door', () => {
    expect(maskText('对门13812345678花园501')).toBe('对门138******78花园**');
    expect(maskText('住13812345678收(501')).toBe('住138******78收(**');
  });
});
