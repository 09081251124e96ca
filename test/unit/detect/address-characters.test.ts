// What one look at each unit of an address says, beside the slow ways to say it.
import { describe, expect, it } from 'vitest';
import { firstName, kindAt, nextNumberStart, survey, unitAt } from '../../../src/detect/address/characters.ts';
import { wordsEndingAt, wordsStartingAt } from '../../../src/detect/address/wordList.ts';
import { isPlainText } from '../../../src/text/fold.ts';

describe('survey', () => {
  it('knows of every unit whether folding changes it', () => {
    const wrong: string[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      const text = String.fromCharCode(unit);
      if (survey(text).isPlain !== isPlainText(text)) wrong.push(unit.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['栖柏路1234567号', false],
    ['栖柏路12345678号', true],
    ['栖柏路1234-567 (8)', true],
    ['栖柏路1234号567栋8', false],
    ['一二三四五六七八', true],
    ['A1二345B', false],
    ['A1二345B78栖柏路1', true],
    ['', false],
  ])('%s may hold a phone: %s', (text, mayHavePhone) => {
    expect(survey(text).mayHavePhone).toBe(mayHavePhone);
  });
});

it.each([
  ['栖柏路', 0],
  ['三墩镇', 1],
  ['12-3东', 4],
  ['123', 3],
])('the first hanzi of %s that is no numeral is at %i', (text, at) => {
  expect(firstName(text)).toBe(at);
});

it('sees nothing outside a text', () => {
  expect([kindAt('1', -1), kindAt('1', 1), unitAt('1', -1), unitAt('1', 1), unitAt('1', 0)]).toEqual([
    0, 0, 0, 0, 0x31,
  ]);
  expect(nextNumberStart('栖柏', 0)).toBe(2);
});

describe('word lists', () => {
  const words = { number: '号 号楼', building: '栋 号楼 号住宅楼', room: '室' } as const;
  const startingAt = wordsStartingAt(words);
  const endingAt = wordsEndingAt(words);

  it.each([
    ['3号楼', '号楼', 'number'],
    ['3号住宅楼', '号住宅楼', 'building'],
    // Not all of a longer word.
    ['3号住宅', '号', 'number'],
    ['3栋', '栋', 'building'],
    ['3房', undefined, undefined],
    ['3', undefined, undefined],
  ])('the longest word in %s behind the number is %s', (text, word, cls) => {
    expect(startingAt(text, 1)?.text).toBe(word);
    expect(startingAt(text, 1)?.cls).toBe(cls);
  });

  it.each([
    ['3号楼', '号楼'],
    ['号住宅楼', '号住宅楼'],
    ['住宅楼', undefined],
    ['栋', '栋'],
    ['', undefined],
  ])('the longest word at the end of %s is %s', (text, word) => {
    expect(endingAt(text, text.length)?.text).toBe(word);
  });
});
