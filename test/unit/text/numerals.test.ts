import { describe, expect, it } from 'vitest';
import { chineseDigit, isChineseNumeral } from '../../../src/text/numerals.ts';

describe('chineseDigit', () => {
  it.each(['零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖', '○幺两叄肆伍陸柒捌玖'])('%s', (numerals) => {
    expect([...numerals].map(chineseDigit).join('')).toBe('0123456789');
  });

  it.each(['', '十', '百', '1', 'a', '張', 'constructor', '一二', '𠮷'])('%j is none', (character) => {
    expect(chineseDigit(character)).toBeUndefined();
  });
});

describe('isChineseNumeral', () => {
  it.each([...'零〇一幺两兩玖十百千拾佰仟'])('%s', (character) => {
    expect(isChineseNumeral(character)).toBe(true);
  });

  it.each(['', '个', '万', '第', '1', 'toString'])('not %j', (character) => {
    expect(isChineseNumeral(character)).toBe(false);
  });
});
