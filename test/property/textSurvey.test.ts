// What the survey of a text says, beside the finders that it spares.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemarks } from '../../bench/accuracy/remarks.ts';
import { readWrittenOut } from '../../src/detect/phone/index.ts';
import { findFlats } from '../../src/detect/text/flats.ts';
import { anything, surveyText, traits } from '../../src/detect/text/hints.ts';
import { findPrivateText } from '../../src/detect/text/index.ts';
import { findCuedNames, findMentionedNames, findNameSegments } from '../../src/detect/text/names.ts';
import { maskText, type PolicyName } from '../../src/mask/index.ts';
import { maskPhoneMatch } from '../../src/mask/phone.ts';
import { planOf } from '../../src/mask/plan.ts';
import { maskFindings } from '../../src/mask/text.ts';
import { anyText, mobile, person, spelledMobile } from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';

const pieces =
  '收件人 名字 姓名： 我叫 name: 联系 找 给 叫 由 先生 女士 老师 总 姐 工 收 代收 来取 电话 的电话 谢谢 · . 张 李四 欧阳 3栋 号楼 3号楼 座 单元 501 门牌 住 放 在 到 6楼 F 房号 取件码 年级 单号 l38OO138OOO 一三八 ， ： （ １ Ａ 😀 \u200b \n - * 0571-86120934'.split(
    ' ',
  );
const text = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces, ' '),
        fc.constantFrom(...pieces),
        mobile,
        spelledMobile.map(({ text }) => text),
        person,
        fc.constantFrom(...readRemarks().map(({ text }) => text)),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  anyText,
);
// A piece, so that most of it holds one cue alone.
const piece = fc
  .tuple(text, fc.nat({ max: 30 }), fc.integer({ min: 1, max: 20 }))
  .map(([whole, start, length]) => whole.slice(start, start + length));

describe('survey of a text', () => {
  it('says of a text what it says of the folded one', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
        const seen = surveyText(value);
        if (seen & traits.surrogate) return;
        expect(surveyText(fold(value)) & ~traits.foldable).toBe(seen & ~traits.foldable);
      }),
    );
  });

  it('spares only what would not be found', () => {
    let names = 0;
    let flats = 0;
    fc.assert(
      fc.property(piece, (value) => {
        const folded = fold(value);
        const seen = surveyText(folded);
        expect(findFlats(folded, seen)).toEqual(findFlats(folded));
        expect(findCuedNames(folded, seen)).toEqual(findCuedNames(folded, anything));
        if ((seen & traits.name) === 0) expect(findNameSegments(folded)).toEqual([]);
        if ((seen & traits.name) === 0) expect(findMentionedNames(folded, anything)).toEqual([]);
        else expect(findMentionedNames(folded, seen)).toEqual(findMentionedNames(folded, anything));
        if ((seen & traits.writtenOut) === 0) expect(readWrittenOut(folded)).toBe(folded);
        if ((seen & traits.dot) === 0) expect(folded).not.toMatch(/[\u00b7\u2022\u2027\u30fb\uff65\u22c5.]/u);
        names += findCuedNames(folded, seen).length + findMentionedNames(folded, seen).length;
        flats += findFlats(folded, seen).length;
      }),
      { numRuns: 5_000 },
    );
    expect(Math.min(names, flats)).toBeGreaterThan(30);
  });

  it('looks at a long text as at a short one', () => {
    const long = '好'.repeat(2_000);
    for (const { text: remark } of readRemarks().slice(0, 200)) {
      expect(surveyText(`${remark}${long}`) & ~traits.longRun & remarkTraits).toBe(
        surveyText(`${remark}好`) & ~traits.longRun & remarkTraits,
      );
    }
  });

  it('finds a label in Latin letters alone', () => {
    // No m, which a hint asked for once.
    expect(maskText('consignee: Ann Lee')).toBe('consignee: A**');
    expect(maskText('Recipient : Ann Lee')).toBe('Recipient : A**');
  });
});

const remarkTraits = traits.longNumber | traits.manyDigits | traits.writtenOut | traits.province | traits.name;

describe('masks in their text', () => {
  it('are those of each number by itself', () => {
    let inText = 0;
    const policies: readonly PolicyName[] = ['label', 'support', 'station', 'public', 'kr-pipc'];
    const plans = [...policies.map((policy) => planOf({ policy })), planOf({ glyph: '●' })];
    fc.assert(
      fc.property(text, fc.constantFrom(...plans), (value, plan) => {
        const found = findPrivateText(value, { region: 'CN' }).filter(({ kind }) => kind === 'phone');
        let expected = '';
        let at = 0;
        for (const finding of found) {
          if (finding.role !== 'phone') continue;
          expected += value.slice(at, finding.start) + maskPhoneMatch(value, finding.phone, plan);
          at = finding.end;
          inText++;
        }
        expect(maskFindings(value, found, plan)).toBe(expected + value.slice(at));
      }),
      { numRuns: 2_000 },
    );
    expect(inText).toBeGreaterThan(500);
  });

  it.each([
    ['电话幺三八一二三四五六七八', '电话138******78'],
    ['电话１３８１２３４５６７８', '电话138******78'],
    ['电话138123４５６７８', '电话138******78'],
    ['电话138 1234 5678', '电话138******78'],
    ['电话138****5678', '电话138******78'],
  ])('write the digits of %s as ASCII ones', (value, masked) => {
    expect(maskText(value)).toBe(masked);
  });
});
