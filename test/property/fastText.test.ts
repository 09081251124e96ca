// What spares work in free text must never change what is found: each short way beside the long one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemarks } from '../../bench/accuracy/remarks.ts';
import { isCell, measureGroup, readChunks, readDigits } from '../../src/detect/phone/cells.ts';
import { findPhones } from '../../src/detect/phone/index.ts';
import { readNumber } from '../../src/detect/phone/numbers.ts';
import { findRegionStart } from '../../src/detect/region/index.ts';
import { findDigitRuns, minRunDigits } from '../../src/detect/text/digits.ts';
import { surveyText, traits } from '../../src/detect/text/hints.ts';
import { findPrivateText, lookAt, type TextFinding } from '../../src/detect/text/index.ts';
import { findTextPhones } from '../../src/detect/text/phones.ts';
import { withoutProtected } from '../../src/detect/text/protectedParts.ts';
import { isSettled } from '../../src/detect/text/settled.ts';
import { createMasker, maskText } from '../../src/mask/index.ts';
import { maskPhoneMatch } from '../../src/mask/phone.ts';
import { planOf } from '../../src/mask/plan.ts';
import { maskFindings } from '../../src/mask/text.ts';
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
const namesInText = fc
  .array(
    fc.oneof(
      person,
      mobile,
      fc.constantFrom(
        ...'收件人 联系 转交 找 给 叫 由 我叫 姓名： 改成 写 是 ： 先生 女士 老师 师傅 总 姐 董 收 代收 来取 本人 的电话 电话 微信 的 请 祝 家 住 地址 号 单号'.split(
          ' ',
        ),
        ...'董 傅 方 小 明 15767 501 东户 甲单元 0571-86120934 一 ， 、 \n / ( -'.split(' '),
        ' ',
        '，',
      ),
    ),
    { minLength: 1, maxLength: 9 },
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
          const chunks = readChunks(folded, phone.start);
          const { form, countryCode, area, start, next, subscriber } = readNumber(folded, chunks, 0, 'CN');
          expect(phone).toMatchObject({ form, countryCode, area, start });
          expect(next).toBe(chunks.length);
          expect(phone.subscriber).toEqual(subscriber);
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

  it('takes a masked text for settled only where masking it again changes nothing', () => {
    let settled = 0;
    const plan = planOf(undefined);
    const nameOrPhone = (kind: string): boolean => kind === 'name' || kind === 'phone';
    fc.assert(
      fc.property(fc.oneof(text, namesInText), (value) => {
        const found = find(value);
        if (found.length === 0 || !found.every(({ kind }) => nameOrPhone(kind))) return;
        const look = lookAt(value);
        if (look === undefined) return;
        findPrivateText(value, { region: 'CN' }, look);
        const masked = maskFindings(value, found, plan);
        if (!isSettled(value, found, masked, look)) return;
        settled++;
        // The long way: all finders look at the mask.
        expect(maskFindings(masked, find(masked), plan)).toBe(masked);
        expect(maskText(value)).toBe(masked);
      }),
      { numRuns: 20_000 },
    );
    expect(settled).toBeGreaterThan(2_000);
  });

  it.each([
    // 李四 stands behind a glyph once the title is hidden.
    ['张三先生李四收', '张**李**收'],
    ['联系蔡师傅 15767王姐6210', '联系蔡*******王**6210'],
    // What said that the number is none is hidden.
    ['姓名：是单号0571-86120934', '姓名：是**0571-******34'],
  ])('looks again where the mask of a name uncovers something: %s', (value, masked) => {
    expect(maskText(value)).toBe(masked);
  });

  it('looks again for flats: hiding a mobile makes 对门138 read as a door', () => {
    expect(maskText('对门13812345678花园501')).toBe('对门138******78花园**');
    expect(maskText('住13812345678收(501')).toBe('住138******78收(**');
  });
});
