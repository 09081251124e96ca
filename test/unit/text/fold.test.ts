import { describe, expect, it } from 'vitest';
import { fold, ignorable } from '../../../src/text/fold.ts';

describe('fold', () => {
  it.each([
    ['', ''],
    ['abc 123', 'abc 123'],
    ['张三丰', '张三丰'],
    ['１３８', '138'],
    ['＋８６', '+86'],
    ['（０１０）', '(010)'],
    ['Ａ座１２Ｆ', 'A座12F'],
    ['１３８－１２３４', '138-1234'],
    ['１３８—１２３４', '138-1234'],
    ['138–1234', '138-1234'],
    ['138−1234', '138-1234'],
    ['138ー1234', '138-1234'],
    ['138\u00a01234', '138 1234'],
    ['138\u30001234', '138 1234'],
    ['138\t1234\n', '138 1234 '],
    ['١٣٨', '138'],
    ['۱۳۸', '138'],
    ['१३८', '138'],
    ['①③⑧⓪', '1380'],
    ['❶❸❽', '138'],
    ['＃＊＠：', '#*@:'],
    ['。、《', '。、《'],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it.each(['\u200b', '\u200d', '\u00ad', '\u202e', '\u2066', '\ufeff', '\ufe0f', '\u20e3', '\u2060', '\u061c'])(
    'makes %j ignorable',
    (character) => {
      expect(fold(`1${character}2`)).toBe(`1${ignorable}2`);
    },
  );

  it('keeps every offset of digits outside the BMP', () => {
    expect(fold('𝟏𝟑𝟖')).toBe(`1${ignorable}3${ignorable}8${ignorable}`);
    expect(fold('𝟘𝟡𝟢𝟫')).toBe(`0${ignorable}9${ignorable}0${ignorable}9${ignorable}`);
  });

  it('reads a keycap as its digit', () => {
    expect(fold('1\ufe0f\u20e3')).toBe(`1${ignorable}${ignorable}`);
  });

  it('hides variation selectors beside the hanzi, not the hanzi', () => {
    expect(fold('葛\u{e0100}飾')).toBe(`葛${ignorable}${ignorable}飾`);
  });

  it.each(['𠮷', '🌸', '\ud842', '\udfb7', '\udfb7\ud842', '王\ud842'])('leaves %j alone', (text) => {
    expect(fold(text)).toBe(text);
  });
});
