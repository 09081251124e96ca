import { describe, expect, it } from 'vitest';
import { parseName } from '../../../src/detect/name.ts';

describe('parseName', () => {
  it.each<[string, number]>([
    ['张三', 1],
    ['张三丰', 1],
    ['欧阳娜', 2],
    ['歐陽娜娜', 2],
    ['司徒', 1],
    ['第五元', 2],
    ['𠮷田', 2],
    ['李先生', 1],
    ['山田 太郎', 1],
  ])('%s: hanzi, %i units of family name', (name, familyLength) => {
    expect(parseName(name)).toMatchObject({ form: 'person', isHan: true, start: 0, familyLength });
  });

  it.each<[string, number]>([
    ['阿卜杜拉·买买提', 1],
    ['阿卜杜拉•买买提', 1],
    ['阿卜杜拉.买买提', 1],
    ['米尔·阿里·汗', 1],
    ['欧阳·娜娜', 1],
    ['John Smith', 1],
    ['김철수', 1],
    ['さくら', 1],
    ['พิมพ์', 2],
    ['e\u0301lan', 2],
  ])('%s: one grapheme of %i units', (name, initialLength) => {
    expect(parseName(name)).toMatchObject({ form: 'person', isHan: false, familyLength: initialLength, initialLength });
  });

  it.each<[string, number]>([
    ['云禾商贸有限公司', 4],
    ['云禾旗舰店', 3],
    ['锦屿第二小学', 2],
    ['母婴生活馆直营店', 1],
    ['**公司', 2],
    ['*店', 1],
  ])('%s: an organisation with a kind of %i units', (name, kindLength) => {
    expect(parseName(name)).toEqual({ form: 'organisation', kindStart: name.length - kindLength });
  });

  it.each([
    '',
    ' ',
    '李',
    '𠮷',
    '🌸',
    '👨‍👩‍👧王',
    '138',
    '**',
    '先生',
    '收件人',
    '\ud842',
    '云禾有限公司 张三',
    '~x~1~',
  ])('%j: unknown', (name) => {
    expect(parseName(name)).toEqual({ form: 'unknown' });
  });

  it.each(['王小店', '李医院', '王大厂', '张厂'])('%s is a person, not an organisation', (name) => {
    expect(parseName(name)).toMatchObject({ form: 'person', isHan: true, familyLength: 1 });
  });
});
