// The two READMEs say the same, link to each other, and promise nothing that cannot be kept.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.mjs';

const bannedWords = /\b(compliant|unbreakable|military[- ]grade)\b|军工级|军用级|牢不可破|无法破解/iu;

const withoutCode = (markdown: string): string => markdown.replace(/^(```|~~~)[\s\S]*?^\1/gmu, '');

/** Levels in order: [1, 2, 3, 2]. */
const headingLevels = (markdown: string): number[] =>
  [...withoutCode(markdown).matchAll(/^(#+) /gmu)].map(([, hashes]) => (hashes ?? '').length);

/** Targets of links and images that point into the repository, without their #fragment. */
const relativeLinks = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/\]\(<?([^)>\s]+)/gu)]
    .map(([, target]) => (target ?? '').replace(/#.*$/u, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/iu.test(target));

const read = (file: string): string => {
  if (!existsSync(root + file)) throw new Error(`${file} is missing`);
  return readFileSync(root + file, 'utf8');
};

const readmes = ['README.md', 'README.zh-CN.md'] as const;
const markdownIn = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: folder !== '', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
const pages = new Set([...readmes, 'SECURITY.md', 'CONTRIBUTING.md', ...markdownIn(''), ...markdownIn('docs')]);

describe('READMEs', () => {
  it('have the same headings', () => {
    const [english, chinese] = readmes.map((file) => headingLevels(read(file)));
    expect(english).not.toEqual([]);
    expect(chinese).toEqual(english);
  });

  it.each(readmes)('%s links to the other in its first lines', (file) => {
    const other = readmes.find((name) => name !== file);
    expect(read(file).split('\n').slice(0, 5).join('\n')).toMatch(new RegExp(`\\]\\((\\./)?${other}\\)`));
  });
});

describe.each([...pages])('%s', (file) => {
  it('links to files that exist', () => {
    expect(relativeLinks(read(file)).filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  });

  it('uses honest words', () => {
    expect(read(file).match(bannedWords)?.[0]).toBeUndefined();
  });
});

describe('the checks', () => {
  const markdown =
    '# A\n\n```sh\n# no heading [x](no/link)\n```\n\n### B [c](docs/c.md#d "title") [e](https://example.org) [f](#b)\n';

  it('read headings outside code', () => {
    expect(headingLevels(markdown)).toEqual([1, 3]);
  });

  it('read links into the repository', () => {
    expect(relativeLinks(markdown)).toEqual(['docs/c.md']);
  });

  it.each(['fully Compliant', 'military-grade', '军工级加密'])('refuse "%s"', (text) => {
    expect(text).toMatch(bannedWords);
  });
});
