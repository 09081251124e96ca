/** Seeded randomness: the same seed gives the same orders on every machine, so the files can be checked byte for byte. */
export interface Random {
  /** Whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** `count` decimal digits; the first is never 0. */
  readonly digits: (count: number) => string;
  readonly bytes: (count: number) => Uint8Array;
}

/** 32-bit FNV-1a over the parts, so that each order has a stream of its own and one change does not move all the others. */
export function seedFrom(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const unit of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state, good enough for invented orders and for nothing secret. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, int(0, items.length - 1)),
    digits: (count) => {
      let text = String(int(1, 9));
      while (text.length < count) text += String(int(0, 9));
      return text;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => int(0, 255)),
  };
}

/** The item at `index`; throws rather than returning `undefined`, since a gap in a table is a mistake in this generator. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}

/** Fisher-Yates. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.int(0, last);
    const held = at(shuffled, last);
    shuffled[last] = at(shuffled, other);
    shuffled[other] = held;
  }
  return shuffled;
}

/** Shares in percent; they sum to 100. */
export type Shares<K extends string> = Readonly<Record<K, number>>;

/** How many of `count` each share gets, by largest remainder: exact, so that the README can print a table. */
export function apportion<K extends string>(shares: Shares<K>, count: number): Map<K, number> {
  const exact = (Object.entries(shares) as [K, number][]).map(([key, percent]) => {
    const quota = (count * percent) / 100;
    return { key, whole: Math.floor(quota), rest: quota - Math.floor(quota) };
  });
  let left = count;
  for (const entry of exact) left -= entry.whole;
  const byRest = [...exact].sort((a, b) => b.rest - a.rest);
  for (const entry of byRest.slice(0, left)) entry.whole += 1;
  return new Map(exact.map((entry) => [entry.key, entry.whole]));
}

/** The keys of `shares`, each as often as {@link apportion} says, in random order. */
export function deal<K extends string>(shares: Shares<K>, count: number, random: Random): K[] {
  const keys: K[] = [];
  for (const [key, times] of apportion(shares, count)) {
    for (let dealt = 0; dealt < times; dealt += 1) keys.push(key);
  }
  return shuffle(keys, random);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
