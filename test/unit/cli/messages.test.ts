import { describe, expect, it } from 'vitest';
import { catalogues, languageOf, type MessageKey, message } from '../../../src/cli/messages/index.ts';
import { choices } from '../../../src/cli/program.ts';
import { textKinds } from '../../../src/detect/text/finding.ts';
import { labelTemplates } from '../../../src/label/index.ts';
import { minClassSize } from '../../../src/label/risk/grade.ts';
import { policies } from '../../../src/mask/policy.ts';
import { presets } from '../../../src/platform/index.ts';
import { readSrc } from '../../support/source.ts';

const { en, zh } = catalogues;
const keys = Object.keys(en) as MessageKey[];
const braces = (text: string): string[] => [...new Set(text.match(/\{\w+\}/gu) ?? [])].sort();

describe('catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  // The library speaks English, so its words are no part of a Chinese sentence; `path` may stand in them already.
  it.each(keys.filter((key) => !/\{(?:message|reason)\}/u.test(en[key])))('fill the same braces: %s', (key) => {
    expect(braces(zh[key])).toEqual(braces(en[key]));
  });

  it.each(keys)('are one line without padding: %s', (key) => {
    for (const text of [en[key], zh[key]]) expect(text === text.trim() || key.startsWith('ask.')).toBe(true);
    expect(`${en[key]}${zh[key]}`).not.toMatch(/[\n\r\t]/u);
  });

  it('have a message for every code of the library', () => {
    const errors = readSrc().find(({ file }) => file === 'src/errors.ts')?.source ?? '';
    const codes = [...errors.matchAll(/^ {2}\| '(ERR_\w+)'/gmu)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !keys.includes(code as MessageKey))).toEqual([]);
  });

  it('have no message that nobody uses', () => {
    const source = readSrc()
      .filter(({ file }) => !file.startsWith('src/cli/messages/'))
      .map((text) => text.source)
      .join('\n');
    // Codes of the system, and help of verbs that are named in one list.
    const elsewhere = /^(?:E[A-Z]+|help\.(?:mask|encrypt|decrypt))$/u;
    expect(keys.filter((key) => !elsewhere.test(key) && !source.includes(`'${key}'`))).toEqual([]);
  });

  it('leave braces that nothing fills', () => {
    expect(message('en', 'scan.total', { findings: 1 })).toBe('findings 1, files {files}, unreadable {unread}');
  });
});

describe('languageOf', () => {
  it.each([
    [[], {}, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: 'zh_TW' }, 'zh'],
    [['--lang', 'zh'], { LANG: 'en_US' }, 'zh'],
    [['--lang=en'], { LANG: 'zh_CN' }, 'en'],
    [['scan', '--lang'], { LANG: 'zh_CN' }, 'zh'],
  ] as const)('of %j in %j is %s', (argv, env, language) => {
    expect(languageOf(argv, env)).toBe(language);
  });
});

describe('choices of options', () => {
  it.each([
    ['preset', Object.keys(presets)],
    ['policy', Object.keys(policies)],
    ['kinds', textKinds],
    ['template', labelTemplates],
    ['release', Object.keys(minClassSize)],
  ] as const)('%s are those of the library', (name, known) => {
    expect([...choices[name]].sort()).toEqual([...known].sort());
  });
});
