import { findRegion } from '../../detect/region/index.ts';
import { blocksOf, type NumberBlocks, type NumberBlocksSource, publishedBlocks } from './numberBlocks.ts';
import { readShownMobile } from './shownPhone.ts';

/** A number of labels, and its share of all that the figure is about (0 to 1). */
export interface LabelShare {
  /** How many; a fraction may come of the published figures. */
  readonly labels: number;
  /** `null` where there is nothing to divide by. */
  readonly share: number | null;
}

/**
 * How many numbers are left for somebody who reads the phone and the city of a label. Upper bounds: not every number is in
 * use.
 */
export interface PhoneFigures {
  /** Mobiles with a city, or with nothing of their first seven digits hidden: those the figures are about. */
  readonly counted: number;
  /** Mobiles on labels that show no city, or one for which the table has no block of the prefix. Cities below no prefecture, such as 仙桃市, are not found. */
  readonly withoutCity: number;
  /** Phones that are no mobile of mainland China, or not readable as one. */
  readonly other: number;
  /** What the numbers left are counted from. */
  readonly source: NumberBlocksSource;
  /** Numbers left: a quarter of the labels have no more than the first, half no more than the second; `null` without labels. */
  readonly lowerQuartile: number | null;
  /** See `lowerQuartile`. */
  readonly median: number | null;
  /** See `lowerQuartile`; three quarters of the labels have no more. */
  readonly upperQuartile: number | null;
  /** Labels with fewer than 20 numbers left; a fraction of a label may come of the published figures. */
  readonly below20: LabelShare;
  /** The same for fewer than 100. */
  readonly below100: LabelShare;
}

/** Counts phones as printed. */
export interface PhoneCandidates {
  add(phone: string, address: string): void;
  figures(): PhoneFigures;
}

const prefixDigits = 3;
const blockDigits = 7;

/** Collects what {@link PhoneFigures} says; holds numbers of candidates, no phone. */
export function newPhoneCandidates(numberBlocks: NumberBlocks | undefined): PhoneCandidates {
  /** Labels by candidates. */
  const weights = new Map<number, number>();
  let counted = 0;
  let withoutCity = 0;
  let other = 0;
  const weigh = (candidates: number, weight: number): void => {
    weights.set(candidates, (weights.get(candidates) ?? 0) + weight);
  };
  return {
    add(phone, address) {
      const cells = readShownMobile(phone);
      if (cells === undefined) {
        if (phone.trim() !== '') other++;
        return;
      }
      const left = candidatesOf(cells, address, numberBlocks);
      if (left.length === 0) {
        withoutCity++;
        return;
      }
      counted++;
      for (const candidates of left) weigh(candidates, fullWeight / left.length);
    },
    figures() {
      const sorted = [...weights].sort(([a], [b]) => a - b);
      const below = (bound: number): LabelShare => {
        const weight = sorted.reduce((sum, [candidates, part]) => (candidates < bound ? sum + part : sum), 0);
        return { labels: weight / fullWeight, share: counted === 0 ? null : weight / fullWeight / counted };
      };
      const quantile = (share: number): number | null => {
        let sum = 0;
        const found = sorted.find(([, weight]) => {
          sum += weight;
          return sum >= share * counted * fullWeight;
        });
        return found === undefined ? null : found[0];
      };
      return {
        counted,
        withoutCity,
        other,
        source: numberBlocks === undefined ? 'published' : 'table',
        lowerQuartile: quantile(0.25),
        median: quantile(0.5),
        upperQuartile: quantile(0.75),
        below20: below(20),
        below100: below(100),
      };
    },
  };
}

// A label has as many parts as there are quantiles, so that sums of parts stay exact whatever their order.
const fullWeight = 51;

/** Numbers left for one label, or its quantiles; none where the label shows no city. */
function candidatesOf(cells: string, address: string, numberBlocks: NumberBlocks | undefined): readonly number[] {
  const prefix = cells.slice(0, prefixDigits);
  const shownBlock = shownDigits(cells.slice(prefixDigits, blockDigits));
  const tail = 10 ** shownDigits(cells.slice(blockDigits), true);
  if (!cells.slice(0, blockDigits).includes('*')) return [tail];
  const city = findShownCity(address);
  if (city === undefined) return [];
  const blocks =
    numberBlocks === undefined
      ? (publishedBlocks[shownDigits(prefix.slice(1))] as readonly number[])
      : [blocksOf(prefix, city, numberBlocks)].filter((count) => count > 0);
  // A table tells how many blocks there are, not which: each shown digit of four leaves a tenth of them.
  return blocks.map((count) => Math.max(1, count / 10 ** shownBlock) * tail);
}

function shownDigits(cells: string, hidden = false): number {
  return [...cells].filter((cell) => (cell === '*') === hidden).length;
}

const municipality = /^(?:北京|上海|天津|重庆)/u;

/** The city that an address shows, as printed. */
function findShownCity(address: string): string | undefined {
  const { province, city } = findRegion(address);
  const found = city ?? province;
  if (found === undefined) return undefined;
  const name = address.slice(found.start, found.end);
  return city !== undefined || municipality.test(name) ? name : undefined;
}
