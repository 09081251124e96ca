import type { PlaceClass } from '../detect/address/places.ts';
import type { SuffixClass } from '../detect/address/suffixes.ts';
import type { NumberRole, NumberToken } from '../detect/address/tokens.ts';
import { placeKindBefore, placeKinds } from './placeKinds.ts';

const bucketBits = 12;
/** Buckets that features are hashed into. */
export const bucketCount: number = 2 ** bucketBits;

/** Features of one number. */
export const featureCount = 27;

/** Reads an address and hashes what surrounds each of its numbers into buckets. */
export interface FeatureReader {
  /** Takes the next address. */
  open(text: string, tokens: readonly NumberToken[]): void;
  /** Buckets of number `i`; numbers have to be read in order. The array is the same each time. */
  read(i: number): Int32Array;
}

// Codes of 4 bits; 15 stands for no number at all.
const suffixCodes: Readonly<Record<SuffixClass, number>> = {
  building: 1,
  entrance: 2,
  gate: 3,
  floor: 4,
  room: 5,
  number: 6,
  road: 7,
  lane: 8,
  keep: 9,
  weak: 10,
};
const classCodes: Readonly<Record<PlaceClass, number>> = {
  road: 1,
  lane: 2,
  village: 3,
  estate: 4,
  park: 5,
  tower: 6,
  hall: 7,
  market: 8,
  stall: 9,
};
const outside = 15;

// 3 bits; 7 stands for no number at all.
const roleCodes: Readonly<Record<NumberRole, number>> = {
  other: 0,
  door: 1,
  building: 2,
  unit: 3,
  floor: 4,
  room: 5,
  'village-door': 6,
};
const noRole = 7;
const depthCodes: readonly number[] = [0, 1, 2, 3, 4, 5, 1];

const scriptCodes: Readonly<Record<NumberToken['script'], number>> = { digits: 0, letters: 1, chinese: 2, glyphs: 3 };

/** What ties a number to the one before it: 3 bits. */
const links = { open: 0, glued: 1, chain: 2, list: 3, edge: 4 } as const;

/** Columns of what is known of each number, with a row for a number before the first and one behind the last. */
const columns = [
  'suffix',
  'shape',
  'digits',
  'role',
  'doubt',
  'link',
  'gap',
  'kind',
  'class',
  'word',
  'later',
] as const;
type Columns = Readonly<Record<(typeof columns)[number], Int32Array>>;

const makeColumns = (rows: number): Columns =>
  Object.fromEntries(columns.map((name) => [name, new Int32Array(rows)])) as Columns;

/** Rows for as many numbers as an address has; longer texts get their own. */
const usualRows = 64;

/** Longest chain that is looked at from its ends; real ones have up to four parts. */
const maxChain = 6;

/** The kinds that say what sort of ground an address is on. */
const grounds =
  (1 << placeKinds.road) |
  (1 << placeKinds.village) |
  (1 << placeKinds.estate) |
  (1 << placeKinds.tower) |
  (1 << placeKinds.market) |
  (1 << placeKinds.park);

/**
 * The value of a number is never looked at, only how many digits it has: a value says nothing about what a number is, and
 * learning it would be learning addresses by heart.
 */
export function createFeatureReader(): FeatureReader {
  const usual = makeColumns(usualRows);
  const buckets = new Int32Array(featureCount);
  let filled = 0;
  let text = '';
  let tokens: readonly NumberToken[] = [];
  let c = usual;
  /** Deepest role so far, kinds of places so far (one bit each), and the last place whose kind is known. */
  let depth = 0;
  let places = 0;
  let lastKind = 0;

  function add(value: number): void {
    let hash = Math.imul(value ^ Math.imul(filled + 1, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    buckets[filled++] = (hash ^ (hash >>> 16)) & (bucketCount - 1);
  }

  function describe(row: number, token: NumberToken): void {
    const { start, gapStart, suffix, place, role, alternative } = token;
    const digits = Math.min(token.digitCount, 5);
    c.suffix[row] = suffix === 'none' ? 0 : suffixCodes[suffix];
    c.shape[row] = (((scriptCodes[token.script] << 3) | digits) << 1) | (token.hasLetterInFront ? 1 : 0);
    c.digits[row] = digits;
    c.role[row] = roleCodes[role];
    c.doubt[row] = (roleCodes[role] << 3) | roleCodes[alternative];
    c.link[row] =
      row === 1
        ? links.edge
        : token.joint === 'none'
          ? start === gapStart
            ? links.glued
            : links.open
          : links[token.joint];
    c.gap[row] = Math.min(start - gapStart, 7);
    c.kind[row] = placeKindBefore(text, gapStart, start);
    c.class[row] = place === 'none' ? 0 : classCodes[place];
    c.word[row] = hashOf(text, token.end, token.suffixEnd);
  }

  function close(row: number): void {
    for (const name of columns) c[name][row] = outside;
    c.role[row] = noRole;
    c.doubt[row] = (noRole << 3) | noRole;
    c.shape[row] = 63;
    c.link[row] = links.edge;
    c.word[row] = 0;
    c.later[row] = 0;
  }

  /** Notes the kinds of the places between two numbers. */
  function walk(start: number, end: number): void {
    for (let at = start + 1; at <= end; at++) {
      const kind = placeKindBefore(text, start, at);
      if (kind === placeKinds.none) continue;
      places |= 1 << kind;
      lastKind = kind;
    }
  }

  const unitAt = (at: number, from: number, to: number): number => (at < from || at >= to ? 1 : text.charCodeAt(at));

  return {
    open(nextText, nextTokens) {
      text = nextText;
      tokens = nextTokens;
      depth = 0;
      places = 0;
      lastKind = placeKinds.none;
      const { length } = tokens;
      c = length + 2 > usualRows ? makeColumns(length + 2) : usual;
      close(0);
      close(length + 1);
      for (let i = 0; i < length; i++) describe(i + 1, tokens[i] as NumberToken);
      for (let row = length; row > 0; row--) {
        c.later[row] = at(c.later, row + 1) | (row === length ? 0 : 1 << at(c.suffix, row + 1));
      }
    },

    read(i) {
      const row = i + 1;
      const token = tokens[i] as NumberToken;
      const { start, gapStart, suffixEnd } = token;
      const rightEnd = tokens[i + 1]?.start ?? text.length;
      walk(gapStart, start);
      filled = 0;

      const suffix = at(c.suffix, row);
      const shape = at(c.shape, row);
      const role = at(c.role, row);
      const doubt = at(c.doubt, row);
      const kind = at(c.kind, row);
      const word = at(c.word, row);
      const link = at(c.link, row);
      const later = at(c.later, row);
      const suffixShape = (suffix << 6) | shape;
      const kindSuffix = (kind << 4) | suffix;
      const classSuffix = (at(c.class, row) << 4) | suffix;
      const ground = places & grounds;

      const left1 = unitAt(start - 1, gapStart, start);
      const left2 = (unitAt(start - 2, gapStart, start) << 8) ^ left1;
      const left3 = Math.imul(left2, 31) ^ unitAt(start - 3, gapStart, start);
      const right1 = unitAt(suffixEnd, suffixEnd, rightEnd);
      const right2 = (unitAt(suffixEnd + 1, suffixEnd, rightEnd) << 8) ^ right1;
      const rightKind = placeKindBefore(text, suffixEnd, rightEnd);
      const nextLink = at(c.link, row + 1);
      const right = (rightSideOf(right1, nextLink) << 3) | Math.min(rightEnd - suffixEnd, 7);

      // What it is.
      add(0);
      // What the grammar says, and whether it is sure.
      add((doubt << 8) | classSuffix);
      add((doubt << 10) | suffixShape);
      add((doubt << 6) | (at(c.role, row - 1) << 3) | at(c.role, row + 1));
      add(Math.imul(left1, 31) ^ doubt);
      // What stands before.
      add(kindSuffix);
      add((classSuffix << 6) | shape);
      add(Math.imul(left2, 31) ^ suffix);
      add(left3);
      add((at(c.gap, row) << 10) | suffixShape);
      add((lastKind << 8) | kindSuffix);
      add((ground << 8) | kindSuffix);
      add((depth << 8) | kindSuffix);
      // What follows.
      add((right << 10) | suffixShape);
      add((right1 << 4) ^ suffix);
      add(Math.imul(right2, 31) ^ doubt);
      add((rightKind << 11) | (right << 4) | kind);
      // The numbers beside it.
      add(Math.imul(at(c.word, row - 1), 0x2f0b4c47) ^ Math.imul(word, 31) ^ link);
      const before = (at(c.suffix, row - 1) << 3) | link;
      add((before << 10) | (suffix << 6) | at(c.shape, row - 1));
      const roleBefore = (at(c.role, row - 1) << 3) | link;
      add((roleBefore << 10) | suffixShape);
      const behind = (at(c.suffix, row + 1) << 3) | nextLink;
      add((behind << 10) | (suffix << 6) | at(c.shape, row + 1));
      add(Math.imul(at(c.word, row + 1), 31) ^ ((nextLink << 4) | suffix));
      add((((at(c.role, row + 1) << 3) | nextLink) << 8) | kindSuffix);
      add((later << 8) | kindSuffix);
      add((later << 6) | (role << 3) | depth);
      // 3-2-501: where in a chain it stands, what the chain follows and how it ends.
      let first = row;
      while (row - first < maxChain && isChained(at(c.link, first))) first--;
      let last = row;
      while (last - row < maxChain && isChained(at(c.link, last + 1))) last++;
      const spot = ((row - first) << 3) | (last - row);
      const ends = (at(c.digits, last) << 3) | at(c.digits, first);
      add((((spot << 6) | shape) << 6) | ends);
      add((((spot << 4) | at(c.kind, first)) << 10) | (ends << 4) | at(c.suffix, last));

      depth = Math.max(depth, depthCodes[role] as number);
      return buckets;
    },
  };
}

const at = (column: Int32Array, row: number): number => column[row] as number;

const isChained = (link: number): boolean => link === links.chain || link === links.list;

const isLetter = (unit: number): boolean => (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);

/** What follows: the next number at once or the end (3 bits and one), a letter, a blank, another sign, hanzi. */
function rightSideOf(unit: number, nextLink: number): number {
  if (unit === 1) return nextLink;
  if (unit >= 0x4e00) return 8;
  return isLetter(unit) ? 9 : unit === 0x20 ? 10 : 11;
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
