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

/** A letter of a word, the letters that may follow, and the word that is complete here. */
interface Node<Class extends string> {
  readonly next: Map<number, Node<Class>>;
  word: Word<Class> | undefined;
}

/**
 * Reads a list: the words of each class, separated by spaces. A word of two classes has the class that comes first.
 *
 * Tries in both directions: comparing with each of the forty words that begin with 号 would be the costliest part of reading
 * an address.
 */
export function wordList<Class extends string>(words: Readonly<Record<Class, string>>): WordList<Class> {
  const forward = makeNode<Class>();
  const backward = makeNode<Class>();
  for (const cls of Object.keys(words) as Class[]) {
    for (const text of words[cls].split(' ')) {
      const word = { text, cls, length: text.length };
      insert(forward, word, Array.from(text));
      insert(backward, word, Array.from(text).reverse());
    }
  }
  return {
    startingAt: (text, at) => longest(forward, text, at, 1),
    endingAt: (text, end) => longest(backward, text, end - 1, -1),
  };
}

const makeNode = <Class extends string>(): Node<Class> => ({ next: new Map(), word: undefined });

function insert<Class extends string>(root: Node<Class>, word: Word<Class>, letters: readonly string[]): void {
  let node = root;
  for (const letter of letters) {
    const unit = letter.charCodeAt(0);
    const child = node.next.get(unit) ?? makeNode<Class>();
    node.next.set(unit, child);
    node = child;
  }
  node.word ??= word;
}

function longest<Class extends string>(
  root: Node<Class>,
  text: string,
  from: number,
  step: 1 | -1,
): Word<Class> | undefined {
  let found: Word<Class> | undefined;
  let node: Node<Class> | undefined = root;
  for (let at = from; at >= 0 && at < text.length; at += step) {
    node = node.next.get(text.charCodeAt(at));
    if (node === undefined) break;
    found = node.word ?? found;
  }
  return found;
}
