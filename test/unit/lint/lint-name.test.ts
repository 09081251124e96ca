import { describe, expect, it } from 'vitest';
import { lintMasked } from 'waybill-privacy';

const pass: readonly (readonly [string, string])[] = [
  ['张三', '张*'],
  ['张三丰', '张**'],
  ['张三丰', '张*丰'],
  ['张三丰', '**丰'],
  ['张三丰', '***'],
  ['张三丰', '张●●'],
  ['欧阳娜娜', '欧阳**'],
  ['司徒', '司*'],
  ['李', '*'],
  ['李', '**'],
  ['𠮷田', '𠮷*'],
  ['李先生', '李**'],
  ['李先生', '**'],
  ['阿卜杜拉·买买提', '阿**'],
  ['John Smith', 'J**'],
  ['王🌸', '王*'],
  ['云禾有限公司', '**有限公司'],
  ['云禾有限公司', '**'],
  [' 张三 ', '张*'],
  ['张三', ' 张* '],
  ['', ''],
  // What stands before a name may be dropped, a bare title and more is a nickname.
  ['1. 张三', '张**'],
  ['1. 张三', '1. 张*'],
  ['先生🌸', '先**'],
  ['欧阳先生', '欧阳**'],
];

const fail: readonly (readonly [string, string, string])[] = [
  ['unmasked', '张三丰', '张三丰'],
  ['one hanzi, unmasked', '李', '李'],
  ['one hanzi and a star', '李', '李*'],
  ['stars between', '张三', '张*三'],
  ['stars behind all of it', '张三', '张三*'],
  ['of another person', '张三丰', '李**'],
  ['empty', '张三丰', ''],
  ['a title', '李先生', '*先生'],
  ['a title and the name', '李先生', '李先生*'],
  ['half a title', '李先生', '李*生'],
  ['a short title', '王姐', '*姐'],
  ['two graphemes of a dotted name', '阿卜杜拉·买买提', '阿卜**'],
  ['one of each part of a dotted name', '阿卜杜拉·买买提', '阿**·买*'],
  ['both initials', 'John Smith', 'J*** S****'],
  ['a given name', 'John Smith', 'John *'],
  ['a compound name alone', '司徒', '司徒'],
  ['astral, unmasked', '𠮷田', '𠮷田'],
  ['one emoji, unmasked', '👨‍👩‍👧', '👨‍👩‍👧'],
  ['no hanzi hidden', '张三🌸', '张三*'],
  ['no hanzi hidden, digits behind', '张三 13812345678', '张三 *'],
  ['an organisation, unmasked', '云禾有限公司', '云禾有限公司'],
  ['the name of an organisation', '云禾百货有限公司', '云禾百货**'],
  ['a compound name and digits', '欧阳8', '欧阳**'],
  ['a name before a title', '张三先生', '张三**'],
  ['one hanzi and what nobody sees', '李\u200b', '李**'],
  ['another organisation', '云禾百货有限公司', '**别的集团'],
];

describe('C1', () => {
  it.each(pass)('%j may show as %j', (original, masked) => {
    expect(lintMasked('name', original, masked)).toEqual({
      ok: true,
      profile: 'cn-gbt41833',
      findings: [],
      warnings: [],
    });
  });

  it.each(fail)('%s: %j must not show as %j', (_, original, masked) => {
    const { ok, findings } = lintMasked('name', original, masked);
    expect(ok).toBe(false);
    expect(findings[0]).toMatchObject({ rule: 'C1', start: 0, end: masked.length });
  });
});
