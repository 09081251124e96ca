import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8, isWellFormed } from '../../../src/bytes/utf8.ts';
import { codeOf } from '../../support/thrown.ts';

describe('UTF-8', () => {
  it.each([
    ['nothing', '', ''],
    ['ASCII with NUL', 'a\0b', '610062'],
    ['two bytes', '\u0080\u07ff', 'c280dfbf'],
    ['hanzi', '张三', 'e5bca0e4b889'],
    ['the last of three bytes', '\uffff', 'efbfbf'],
    ['an astral character', '𠮷', 'f0a0aeb7'],
    ['the last code point', '\u{10ffff}', 'f48fbfbf'],
    ['a leading BOM, which is kept', '\ufeffab', 'efbbbf6162'],
    ['two BOMs', '\ufeff\ufeff', 'efbbbfefbbbf'],
    ['composed, not normalised', '\u00e9', 'c3a9'],
    ['decomposed, not normalised', 'e\u0301', '65cc81'],
  ])('carries %s', (_, text, hex) => {
    expect(Buffer.from(encodeUtf8(text)).toString('hex')).toBe(hex);
    expect(decodeUtf8(Buffer.from(hex, 'hex'))).toBe(text);
  });

  it.each([
    ['a high surrogate at the end', 'a\ud800'],
    ['a high surrogate before a letter', '\ud83dx'],
    ['a low surrogate', '\udc00'],
    ['a pair in the wrong order', '\udc00\ud800'],
    ['two high surrogates', '\ud83d\ud83d\ude00'],
    ['a low surrogate behind a pair', '\ud83d\ude00\ude00'],
  ])('refuses %s', (_, text) => {
    expect(isWellFormed(text)).toBe(false);
    expect(codeOf(() => encodeUtf8(text))).toBe('ERR_UNICODE');
  });

  it('takes every pair at the edges of the surrogate ranges', () => {
    for (const text of ['\ud800\udc00', '\ud800\udfff', '\udbff\udc00', '\udbff\udfff', '\ud7ff\ue000']) {
      expect(isWellFormed(text)).toBe(true);
    }
  });

  it.each([
    ['a cut sequence', 'e5bc'],
    ['a continuation byte alone', '80'],
    ['an overlong NUL', 'c080'],
    ['an overlong slash', 'e080af'],
    ['an encoded surrogate', 'eda080'],
    ['a code point over U+10FFFF', 'f4908080'],
    ['FF', 'ff'],
  ])('does not read %s', (_, hex) => {
    expect(decodeUtf8(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});
