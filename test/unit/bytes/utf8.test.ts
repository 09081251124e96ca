import fc from 'fast-check';
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

  it('reads and refuses what TextDecoder does, short and long', () => {
    const reference = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const expected = (bytes: Uint8Array): string | undefined => {
      try {
        return reference.decode(bytes);
      } catch {
        return undefined;
      }
    };
    const lead = fc.constantFrom(
      0x00,
      0x7f,
      0x80,
      0xbf,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe4,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    );
    const trail = fc.constantFrom(0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0);
    const odd = fc.array(fc.oneof(lead, trail), { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes));
    const text = fc.string({ unit: 'binary', maxLength: 120 }).map((value) => new TextEncoder().encode(value));
    fc.assert(
      fc.property(fc.oneof(odd, text), fc.nat(), fc.nat(255), (bytes, at, byte) => {
        const changed = bytes.map((old, i) => (i === at % bytes.length ? byte : old));
        for (const each of [bytes, changed, bytes.subarray(1)]) expect(decodeUtf8(each)).toBe(expected(each));
      }),
      { numRuns: 2000 },
    );
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
