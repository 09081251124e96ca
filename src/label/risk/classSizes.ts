import { sha2 } from '../../crypto/sha2.ts';

/** How many classes of some size there are, and how many labels lie in them. */
export interface ClassBand {
  /** Smallest class of the band. */
  readonly from: number;
  /** Largest class of the band; `null` for the last. */
  readonly to: number | null;
  /** Classes of such a size. */
  readonly classes: number;
  /** Labels in them. */
  readonly labels: number;
}

/** The bands of a report end where the thresholds of GB/T 42460-2023 lie. */
const bandStarts: readonly number[] = [1, 2, 3, 5, 20, 100];

/** Counts what looks the same. */
export interface ClassSizes {
  add(shown: readonly string[]): void;
  /** How many classes there are of each size. */
  sizes(): ReadonlyMap<number, number>;
  /** Labels that found no room; each counts in `sizes` as a class of one. */
  overflow(): number;
}

/**
 * Counts classes and keeps 128 bits of a digest for each, never a text.
 *
 * Beyond `maxClasses` a label that looks like none before is a class of one: the risk is overstated, never understated.
 */
export function newClassSizes(maxClasses: number): ClassSizes {
  const counts = new Map<string, number>();
  let overflow = 0;
  return {
    add(shown) {
      const key = keyOf(shown);
      const known = counts.get(key);
      if (known !== undefined) counts.set(key, known + 1);
      else if (counts.size < maxClasses) counts.set(key, 1);
      else overflow++;
    },
    sizes() {
      const sizes = new Map<number, number>(overflow > 0 ? [[1, overflow]] : []);
      for (const size of counts.values()) sizes.set(size, (sizes.get(size) ?? 0) + 1);
      return sizes;
    },
    overflow: () => overflow,
  };
}

/** Code units behind their lengths: parts stay apart, lone surrogates too. */
function keyOf(shown: readonly string[]): string {
  const text = `${shown.map((part) => part.length).join()}:${shown.join('')}`;
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  const digest = sha2.hash(new Uint8Array(units.buffer));
  let key = '';
  for (let i = 0; i < 16; i += 2) {
    key += String.fromCharCode(((digest[i] as number) << 8) | (digest[i + 1] as number));
  }
  return key;
}

/** The histogram of {@link ClassSizes.sizes}. */
export function bandsOf(sizes: ReadonlyMap<number, number>): ClassBand[] {
  const bands = bandStarts.map((from, i) => ({ from, to: (bandStarts[i + 1] ?? 0) - 1, classes: 0, labels: 0 }));
  for (const [size, classes] of sizes) {
    const band = bands[bandStarts.filter((from) => from <= size).length - 1];
    if (band === undefined) continue;
    band.classes += classes;
    band.labels += size * classes;
  }
  return bands.map((band) => ({ ...band, to: band.to > 0 ? band.to : null }));
}
