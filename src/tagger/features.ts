import type { NumberRole } from '../detect/address/grammar.ts';
import type { SuffixClass } from '../detect/address/suffixes.ts';
import type { NumberToken } from '../detect/address/tokens.ts';
import { placeKindBefore, placeKinds } from './placeKinds.ts';

/** Buckets that features are hashed into; a power of two. */
export const bucketBits = 13;
export const bucketCount: number = 2 ** bucketBits;

/** Features of one number. */
export const featureCount = 44;

const suffixCodes: Readonly<Record<SuffixClass | 'none', number>> = {
  none: 0,
  building: 1,
  unit: 2,
  floor: 3,
  room: 4,
  number: 5,
  keep: 6,
  weak: 7,
};
const roleCodes: Readonly<Record<NumberRole, number>> = { other: 0, door: 1, building: 2, unit: 3, floor: 4, room: 5 };
const scriptCodes: Readonly<Record<NumberToken['script'], number>> = { digits: 0, letters: 1, chinese: 2, glyphs: 3 };

/** What stands between two numbers or at an end of the text. */
const links = { open: 0, glued: 1, joined: 2, edge: 3 } as const;

/** One number, as small whole numbers. */
interface Seen {
  /** Hash of the suffix word, 0 where there is none. */
  readonly word: number;
  /** Its class. */
  readonly suffix: number;
  /** Script, digit count and leading letter. */
  readonly shape: number;
  readonly digits: number;
  /** Grammar's role. */
  readonly role: number;
  /** How it is tied to the number before. */
  readonly link: number;
  /** UTF-16 units since the number before, at most 7. */
  readonly gapLength: number;
  /** Kind of the word before it. */
  readonly place: number;
}

const none: Seen = { word: 0, suffix: 15, shape: 63, digits: 15, role: 7, link: links.edge, gapLength: 0, place: 15 };

/** Longest chain that is looked at from its ends; real ones have up to four parts. */
const maxChain = 6;

/**
 * Hashes what surrounds each number into bucket indices. Values of digits are never looked at, only how many there are: a
 * value says nothing about what a number is, and learning it would be learning addresses by heart.
 */
export class FeatureReader {
  readonly #text: string;
  readonly #tokens: readonly NumberToken[];
  readonly #seen: Seen[];
  /** Suffix classes of later numbers, one bit each. */
  readonly #later: Uint8Array;
  readonly #buckets = new Int32Array(featureCount);
  #filled = 0;
  /** Deepest role so far, kinds of places so far (one bit each), and the last place whose kind is known. */
  #depth = 0;
  #places = 0;
  #lastPlace: number = placeKinds.none;

  constructor(text: string, tokens: readonly NumberToken[], roles: readonly NumberRole[]) {
    this.#text = text;
    this.#tokens = tokens;
    this.#seen = tokens.map((token, i) => see(text, token, tokens[i - 1], roles[i] ?? 'other'));
    this.#later = new Uint8Array(tokens.length + 1);
    for (let i = tokens.length - 1; i >= 0; i--) {
      this.#later[i] = (this.#later[i + 1] as number) | (1 << (this.#at(i).suffix & 7));
    }
  }

  #at(i: number): Seen {
    return this.#seen[i] ?? none;
  }

  #add(template: number, a: number, b = 0, c = 0): void {
    let hash = Math.imul(template + 1, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ Math.imul(b + 1, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 13), 0x165667b1) ^ Math.imul(c + 1, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    this.#buckets[this.#filled++] = (hash ^ (hash >>> 14)) & (bucketCount - 1);
  }

  /** Buckets of number `i`; numbers must be read in order. The array is the same each time. */
  read(i: number): Int32Array {
    const text = this.#text;
    const token = this.#tokens[i] as NumberToken;
    const now = this.#at(i);
    const before = this.#at(i - 1);
    const next = this.#at(i + 1);
    const gapStart = this.#tokens[i - 1]?.suffixEnd ?? 0;
    const rightEnd = this.#tokens[i + 1]?.start ?? text.length;
    const later = this.#later[i + 1] as number;
    this.#walkPlaces(gapStart, token.start);
    this.#filled = 0;

    const left1 = charAt(text, token.start - 1, gapStart);
    const left2 = (charAt(text, token.start - 2, gapStart) << 8) ^ left1;
    const left3 = (charAt(text, token.start - 3, gapStart) << 15) ^ left2;
    const right1 = token.suffixEnd < rightEnd ? text.charCodeAt(token.suffixEnd) : 0;
    const right2 = (token.suffixEnd + 1 < rightEnd ? text.charCodeAt(token.suffixEnd + 1) : 0) ^ (right1 << 8);
    const rightLength = Math.min(rightEnd - token.suffixEnd, 7);
    const rightPlace = placeKindBefore(text, token.suffixEnd, rightEnd);
    const rightKind = rightKindOf(right1, next.link) * 8 + rightLength;
    const { suffix, shape, place } = now;

    // What it is.
    this.#add(0, 0);
    this.#add(1, now.word);
    this.#add(2, suffix, shape);
    // What stands before.
    this.#add(3, place, suffix);
    this.#add(4, place, suffix, shape);
    this.#add(5, left1, suffix);
    this.#add(6, left2, suffix);
    this.#add(7, left3);
    this.#add(8, left2, now.digits);
    this.#add(9, now.gapLength, suffix, now.digits);
    this.#add(10, this.#lastPlace, place, suffix);
    this.#add(11, this.#lastPlace, suffix, shape);
    this.#add(12, this.#places & kindsOfGround, suffix, place);
    this.#add(13, this.#places & kindsOfGround, suffix, now.digits);
    // What follows.
    this.#add(14, rightKind, suffix, shape);
    this.#add(15, right1, suffix);
    this.#add(16, right2);
    this.#add(17, rightPlace, suffix, now.digits);
    this.#add(18, rightPlace, rightKind, place);
    // What the grammar says.
    this.#add(19, now.role, place, suffix);
    this.#add(20, now.role, shape, suffix);
    this.#add(21, now.role, now.word);
    this.#add(22, now.role, before.role, next.role);
    this.#add(23, this.#depth, place, suffix);
    this.#add(24, this.#depth, shape, suffix);
    this.#add(25, this.#depth, now.role, this.#lastPlace);
    // The numbers beside it.
    this.#add(26, before.word, now.word, now.link);
    this.#add(27, before.suffix * 8 + now.link, suffix, before.shape);
    this.#add(28, before.suffix * 8 + now.link, shape, suffix);
    this.#add(29, before.role * 8 + now.link, suffix, shape);
    this.#add(30, before.role * 8 + now.link, place, suffix);
    this.#add(31, next.word, suffix, next.link);
    this.#add(32, next.suffix * 8 + next.link, suffix, next.shape);
    this.#add(33, next.suffix * 8 + next.link, shape, suffix);
    this.#add(34, next.role * 8 + next.link, place, suffix);
    this.#add(35, before.role * 8 + this.#at(i - 2).role, suffix, now.link);
    this.#add(36, later, suffix, shape);
    this.#add(37, later, suffix, place);
    this.#add(38, later, now.role, this.#depth);
    this.#addChain(i);
    this.#add(43, left2, right2);

    this.#depth = Math.max(this.#depth, now.role);
    return this.#buckets;
  }

  /** 3-2-501: where in the chain it stands, what the chain follows and how it ends. */
  #addChain(i: number): void {
    let first = i;
    while (i - first < maxChain && this.#at(first).link === links.joined) first--;
    let last = i;
    while (last - i < maxChain && this.#at(last + 1).link === links.joined) last++;
    const { suffix, shape, digits } = this.#at(i);
    const spot = (i - first) * 8 + (last - i);
    const head = this.#at(first);
    const tail = this.#at(last);
    this.#add(39, spot, suffix, tail.suffix);
    this.#add(40, spot, head.place, this.#depth);
    this.#add(41, spot, shape, tail.digits * 16 + head.digits);
    this.#add(42, spot * 16 + head.place, digits, tail.digits * 16 + tail.suffix);
  }

  /** Notes the kinds of the places between two numbers. */
  #walkPlaces(start: number, end: number): void {
    for (let at = start + 1; at <= end; at++) {
      const kind = placeKindBefore(this.#text, start, at);
      if (kind === placeKinds.none) continue;
      this.#places |= 1 << kind;
      this.#lastPlace = kind;
    }
  }
}

/** The kinds that say what sort of ground the address is on. */
const kindsOfGround =
  (1 << placeKinds.road) |
  (1 << placeKinds.village) |
  (1 << placeKinds.estate) |
  (1 << placeKinds.tower) |
  (1 << placeKinds.market) |
  (1 << placeKinds.park);

function see(text: string, token: NumberToken, before: NumberToken | undefined, role: NumberRole): Seen {
  const suffix = suffixCodes[token.suffix ?? 'none'];
  const gapStart = before?.suffixEnd ?? 0;
  const gapLength = Math.max(0, token.start - gapStart);
  const digits = Math.min(token.digitCount, 5);
  const isLettered = isLetter(text.charCodeAt(token.start)) ? 1 : 0;
  return {
    word: wordHash(text, token.end, token.suffixEnd),
    suffix,
    shape: (scriptCodes[token.script] * 8 + digits) * 2 + isLettered,
    digits,
    role: roleCodes[role],
    link:
      before === undefined ? links.edge : token.isJoined ? links.joined : gapLength === 0 ? links.glued : links.open,
    gapLength: Math.min(gapLength, 7),
    place: placeKindBefore(text, gapStart, token.start),
  };
}

const isLetter = (unit: number): boolean => (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);

const charAt = (text: string, at: number, from: number): number => (at < from ? 1 : text.charCodeAt(at));

/** End, tied number, other number, bracket or blank, letter, hanzi. */
function rightKindOf(unit: number, link: number): number {
  if (unit === 0) return link === links.edge ? 0 : 1 + link;
  if (unit < 0x4e00) return isLetter(unit) ? 5 : unit === 0x20 ? 6 : 7;
  return 8;
}

function wordHash(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
