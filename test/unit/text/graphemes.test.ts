import { describe, expect, it } from 'vitest';
import { graphemes } from '../../../src/text/graphemes.ts';

describe('graphemes', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['a', ['a']],
    ['张三', ['张', '三']],
    ['𠮷田', ['𠮷', '田']],
    ['王𬭚', ['王', '𬭚']],
    ['葛\u{e0100}飾', ['葛\u{e0100}', '飾']],
    ['辻\ufe00', ['辻\ufe00']],
    ['👩‍👩‍👧‍👦王', ['👩‍👩‍👧‍👦', '王']],
    ['👍🏽', ['👍🏽']],
    ['🇨🇳🇭🇰', ['🇨🇳', '🇭🇰']],
    ['1️⃣2', ['1️⃣', '2']],
    ['e\u0301a', ['e\u0301', 'a']],
    ['พิมพ์', ['พิ', 'ม', 'พ์']],
    ['\u1112\u1161\u11ab', ['\u1112\u1161\u11ab']],
    ['김철수', ['김', '철', '수']],
    ['\ud842a', ['\ud842', 'a']],
    ['a\udfb7', ['a', '\udfb7']],
  ])('%j is %j', (text, parts) => {
    expect(graphemes(text)).toEqual(parts);
  });
});
