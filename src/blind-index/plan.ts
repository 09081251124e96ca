import { assertKnownKeys, assertObject, assertString, type PrivacyError } from '../errors.ts';
import { indexError, maxTruncatedBits } from './indexer.ts';

/** One index to plan. */
export interface PlannedIndex {
  /** Name of the index. */
  readonly name: string;
  /** Paths of its fields. Indexes that share one are counted together. */
  readonly fields: readonly string[];
  /**
   * How many different values the field can take, not how many it took so far: 7 × 10⁹ for a mainland mobile. Of a compound
   * index the combinations. Give this or `entropyBits`.
   */
  readonly distinctValues?: number;
  /** The same in bits: the base-2 logarithm of `distinctValues`, or less where some values are far more frequent. */
  readonly entropyBits?: number;
  /** A width of your own, in bits, or `exact` to accept the leak of equality. Default: proposed. */
  readonly bits?: number | 'exact';
}

/** What {@link planBlindIndex} needs to know. */
export interface BlindIndexPlanOptions {
  /** Rows that one tenant has, or of partitioned indexes the rows of one partition: a whole number of at least 8. */
  readonly rows: number;
  /** All indexes of these rows. */
  readonly indexes: readonly PlannedIndex[];
}

/** The plan of one index. */
export interface BlindIndexProposal {
  /** Name of the index. */
  readonly name: string;
  /** For `bits` of `createBlindIndexer`. */
  readonly bits: number | 'exact';
  /** Rows that a tag finds on average if all values are equally frequent; at least 1. That many are decrypted in a search. */
  readonly matchesPerTag: number;
  /** What a reader of the tags learns, in words. */
  readonly leaks: readonly string[];
}

/** Answer of {@link planBlindIndex}. */
export interface BlindIndexPlan {
  /** The indexes in the order given. */
  readonly indexes: readonly BlindIndexProposal[];
  /** Bits that the truncated indexes of a field give away together, by its path. */
  readonly bitsByField: Readonly<Record<string, number>>;
  /** How many bits each field may give away: log₂(rows) − 1, so that at least 2 rows stay indistinguishable. */
  readonly budgetBits: number;
}

// Fewer values than 2^16, and whoever knows how frequent they are reads them off the sizes of the groups: a boolean (1 bit),
// a province (34: 5 bits), a district (about 2,900: 11 bits), a family name (a few thousand, and five of them make up almost
// a third of the people: under 13 bits), the last four digits of a number (13 bits).
const minEntropyBits = 16;
const minRows = 8;
// A search decrypts about as many rows; 16 to 32 cost under 10 ms and leave groups far from single persons.
const wantedMatches = 16;

/**
 * Proposes the widths of truncated tags and says what they leak.
 *
 * The rule is CipherSweet's: with R rows, L bits and K bits of entropy a tag finds R / 2^min(L, K) rows, and that should be at
 * least 2, or tags tell single values, and less than √R, or searches decrypt too much. For 10⁶ rows these are 10 to 18 bits. A
 * proposed width keeps both. A width of your own must keep the first; one that breaks the second costs time and leaks less.
 * The bits of all truncated indexes of a field add up, because their tags stand in the same row.
 *
 * The averages hold for values that are about equally frequent. A value that fills a hundredth of the rows shows whatever the
 * width: use its entropy, not the number of values. The plan says nothing about a thief who can have rows written.
 *
 * @returns the plan; nothing of it is secret.
 * @throws {PrivacyError} `ERR_INDEX` for a field of too few values (booleans, provinces, family names, the last four digits:
 * under 2^16), for too few rows, for a width out of range and for a field over its budget; the message says which.
 * @throws {TypeError} or RangeError for wrong options.
 * @see https://ciphersweet.paragonie.com/php/blind-index-planning
 * @example
 * const plan = planBlindIndex({
 *   rows: 1_000_000,
 *   indexes: [{ name: 'phone', fields: ['recipient.phone'], distinctValues: 7e9 }],
 * });
 * plan.indexes[0]?.bits; // 15
 * Math.round(plan.indexes[0]?.matchesPerTag ?? 0); // 31
 * planBlindIndex({ rows: 1_000_000, indexes: [{ name: 'province', fields: ['province'], distinctValues: 34 }] }); // throws ERR_INDEX
 */
export function planBlindIndex(options: BlindIndexPlanOptions): BlindIndexPlan {
  assertObject(options, 'options');
  assertKnownKeys(options, ['rows', 'indexes'], 'options');
  const { rows, indexes } = options;
  if (!Number.isSafeInteger(rows) || rows < 1) throw new RangeError('"rows" expected a whole number of at least 1');
  if (!Array.isArray(indexes)) throw new TypeError('"indexes" expected array');
  if (rows < minRows) throw indexError(`under ${minRows} rows every tag tells too much: decrypt all rows instead`);
  const names = new Set<string>();
  const proposals = indexes.map((index) => {
    checkIndex(index);
    if (names.has(index.name)) throw indexError('an index appears twice');
    names.add(index.name);
    return propose(index, rows);
  });
  const budgetBits = Math.log2(rows) - 1;
  return { indexes: proposals, bitsByField: sumBits(indexes, proposals, budgetBits), budgetBits };
}

function checkIndex(index: PlannedIndex): void {
  assertObject(index, 'index');
  assertKnownKeys(index, ['name', 'fields', 'distinctValues', 'entropyBits', 'bits'], 'index');
  assertString(index.name, 'name');
  if (!Array.isArray(index.fields) || index.fields.length === 0) throw new TypeError('"fields" expected paths');
  for (const field of index.fields) assertString(field, 'fields');
}

function entropyOf({ distinctValues, entropyBits }: PlannedIndex): number {
  if ((distinctValues === undefined) === (entropyBits === undefined)) {
    throw new TypeError('expected either "distinctValues" or "entropyBits"');
  }
  const given: unknown = entropyBits ?? distinctValues;
  const bits = entropyBits ?? Math.log2(distinctValues as number);
  if (typeof given !== 'number' || !(bits >= 0)) {
    throw new RangeError('"distinctValues" expected at least 1, "entropyBits" at least 0');
  }
  return bits;
}

function propose(index: PlannedIndex, rows: number): BlindIndexProposal {
  const { name, bits } = index;
  const entropy = entropyOf(index);
  if (entropy < minEntropyBits) {
    throw refusal(
      index,
      `has under 2^${minEntropyBits} values, which their frequency gives away: join it with another field`,
    );
  }
  if (bits === 'exact') {
    return { name, bits, matchesPerTag: Math.max(1, rows / 2 ** entropy), leaks: exactLeaks };
  }
  const rowBits = Math.log2(rows);
  // At least 2 rows a tag; beyond its entropy a tag would be exact in all but name.
  const most = Math.min(Math.floor(rowBits - 1), Math.floor(entropy), maxTruncatedBits);
  // Fewer than √rows a tag: strictly more than half the bits.
  const least = Math.floor(rowBits / 2) + 1;
  if (bits !== undefined && !(Number.isInteger(bits) && bits >= 1)) {
    throw refusal(index, 'needs a whole number of bits, or exact');
  }
  if ((bits ?? 0) > most) throw refusal(index, `may have ${most} bits at most: more leave under 2 rows a tag`);
  if (bits === undefined && least > most) throw refusal(index, 'has too few values for so many rows');
  const width = bits ?? Math.min(most, Math.max(least, Math.floor(Math.log2(rows / wantedMatches))));
  const matchesPerTag = rows / 2 ** width;
  return { name, bits: width, matchesPerTag, leaks: truncatedLeaks(width, matchesPerTag) };
}

/** Bits by field; refuses a field that gives away more than the budget. */
function sumBits(
  indexes: readonly PlannedIndex[],
  proposals: readonly BlindIndexProposal[],
  budgetBits: number,
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [i, { fields }] of indexes.entries()) {
    const bits = proposals[i]?.bits;
    // An exact tag tells all that other tags of the field could add: accepted on purpose, it has no budget to keep.
    if (bits === undefined || bits === 'exact') continue;
    for (const field of new Set(fields)) sums.set(field, (sums.get(field) ?? 0) + bits);
  }
  for (const bits of sums.values()) {
    if (bits > budgetBits) {
      throw indexError(
        `the indexes of one field give away ${bits} bits, over its budget of ${budgetBits.toFixed(1)}: drop one, join two into a compound index, or set smaller bits`,
      );
    }
  }
  return Object.fromEntries(sums);
}

const exactLeaks: readonly string[] = [
  'equality: rows with the same tag hold the same value, so one person can be followed through all rows',
  'frequency: how often each value occurs, and with public statistics which frequent values they are',
  'size: how many different values there are, and in which rows the field is filled',
];

const truncatedLeaks = (bits: number, matches: number): readonly string[] => [
  `equality: rows with different tags hold different values; rows with the same tag share one of 2^${bits} groups of values, about ${Math.round(matches)} rows each`,
  'frequency: a group that is much larger than the others holds a frequent value',
  'size: in how many rows, and in which, the field is filled',
];

// The name of an index comes from the caller's code, but nobody checks that: it is not repeated.
const refusal = (index: PlannedIndex, why: string): PrivacyError =>
  indexError(`the index ${/^[a-z][a-z-]{0,31}$/u.test(index.name) ? index.name : 'given'} ${why}`);
