/** A word of a list and what it means. */
export interface Word<Class extends string> {
  readonly text: string;
  readonly cls: Class;
  readonly length: number;
}

/** Finds the longest word of a list that starts at `at`, or that ends before it. */
export type WordFinder<Class extends string> = (text: string, at: number) => Word<Class> | undefined;

/** Finds words by where they start. The words of each class are separated by spaces; of two classes the first counts. */
export function wordsStartingAt<Class extends string>(words: Readonly<Record<Class, string>>): WordFinder<Class> {
  const walk = walkOf(wordsOf(words), (text) => text);
  return (text, at) => walk(text, at, 1);
}

/** The same, by where they end. */
export function wordsEndingAt<Class extends string>(words: Readonly<Record<Class, string>>): WordFinder<Class> {
  const walk = walkOf(wordsOf(words), (text) => Array.from(text).reverse().join(''));
  return (text, end) => walk(text, end - 1, -1);
}

const wordsOf = <Class extends string>(words: Readonly<Record<Class, string>>): Word<Class>[] =>
  (Object.keys(words) as Class[]).flatMap((cls) =>
    words[cls].split(' ').map((text) => ({ text, cls, length: text.length })),
  );

/**
 * A trie in one hash table. Comparing with each of the forty words that begin with 号 would be the costliest part of reading an
 * address, and a `Map` for each node the second.
 */
function walkOf<Class extends string>(
  words: readonly Word<Class>[],
  spell: (text: string) => string,
): (text: string, from: number, step: 1 | -1) => Word<Class> | undefined {
  const edges = new Map<number, number>();
  const keyOf = (node: number, unit: number): number => (node << 16) | unit;
  const ends: (Word<Class> | undefined)[] = [undefined];
  for (const word of words) {
    let node = 0;
    const letters = spell(word.text);
    for (let i = 0; i < letters.length; i++) {
      const key = keyOf(node, letters.charCodeAt(i));
      const known = edges.get(key);
      node = known ?? ends.push(undefined) - 1;
      edges.set(key, node);
    }
    ends[node] ??= word;
  }
  // At most a quarter full: nearly every letter that leads nowhere is told by one look.
  const bits = 34 - Math.clz32(edges.size);
  const shift = 32 - bits;
  const mask = 2 ** bits - 1;
  // Knuth, TAOCP 6.4: the golden ratio spreads keys that are near each other.
  const slotOf = (key: number): number => Math.imul(key, 0x9e37_79b1) >>> shift;
  const keys = new Int32Array(mask + 1);
  const nodes = new Uint16Array(mask + 1);
  for (const [key, node] of edges) {
    let slot = slotOf(key);
    while (keys[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = key;
    nodes[slot] = node;
  }
  return (text, from, step) => {
    let found: Word<Class> | undefined;
    let node = 0;
    for (let at = from; at >= 0 && at < text.length; at += step) {
      const key = keyOf(node, text.charCodeAt(at));
      let slot = slotOf(key);
      while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
      if (keys[slot] === 0) return found;
      node = nodes[slot] as number;
      found = ends[node] ?? found;
    }
    return found;
  };
}
