/** A word of a list and what it means. */
export interface Word<Class extends string> {
  readonly text: string;
  readonly cls: Class;
  readonly length: number;
}

/** Words that are looked for at a place of a text; the longest wins. */
export interface WordList<Class extends string> {
  /** The longest word that starts at `at`. */
  startingAt(text: string, at: number): Word<Class> | undefined;
  /** The longest word that ends before `end`. */
  endingAt(text: string, end: number): Word<Class> | undefined;
}

/** Reads a list: the words of each class, separated by spaces. A word of two classes has the class that comes first. */
export function wordList<Class extends string>(words: Readonly<Record<Class, string>>): WordList<Class> {
  const byFirst = new Map<number, Word<Class>[]>();
  const byLast = new Map<number, Word<Class>[]>();
  for (const cls of Object.keys(words) as Class[]) {
    for (const text of words[cls].split(' ')) {
      const word = { text, cls, length: text.length };
      push(byFirst, text.charCodeAt(0), word);
      push(byLast, text.charCodeAt(text.length - 1), word);
    }
  }
  for (const list of [...byFirst.values(), ...byLast.values()]) list.sort((a, b) => b.length - a.length);
  // Loops, not find(): a closure for every look-up would be the costliest part of reading an address.
  return {
    startingAt(text, at) {
      for (const word of byFirst.get(text.charCodeAt(at)) ?? none) if (text.startsWith(word.text, at)) return word;
      return undefined;
    },
    endingAt(text, end) {
      for (const word of byLast.get(text.charCodeAt(end - 1)) ?? none) if (text.endsWith(word.text, end)) return word;
      return undefined;
    },
  };
}

const none: readonly never[] = [];

function push<Value>(map: Map<number, Value[]>, key: number, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
