import { ignorable } from '../../../text/fold.ts';
import { cyrillicWords } from './cyrillicWords.ts';
import { latinWords } from './latinWords.ts';
import type { WordClass } from './wordClass.ts';

const byWord: ReadonlyMap<string, WordClass> = /* @__PURE__ */ (() => {
  const map = new Map<string, WordClass>();
  for (const table of [latinWords, cyrillicWords]) {
    for (const [cls, words] of Object.entries(table)) {
      for (const word of words.split(' ')) map.set(word, cls as WordClass);
    }
  }
  return map;
})();

/** What a word says about the number beside it. */
export const lookUp = (word: string): WordClass | undefined => byWord.get(word);

/** A word in lower case and without accents, as the tables spell it. */
export function plain(word: string): string {
  const lower = word.replaceAll(ignorable, '').toLowerCase();
  if (/^[a-z\u0430-\u045f]*$/u.test(lower)) return lower.replaceAll('\u0451', '\u0435');
  let folded = '';
  for (const character of lower) folded += letters[character] ?? character;
  return folded
    .normalize('NFD')
    .replace(/([a-z\u03b1-\u03c9])\p{M}+/gu, '$1')
    .normalize('NFC');
}

/** Letters that Unicode does not take apart, and the ways to write an apostrophe. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ı: 'i',
  ё: 'е',
  '\u2019': "'",
};
