import { lookUp, type WordClass } from './lexicon.ts';
import { type Token, tokenize } from './tokens.ts';

/** What stands between two commas or line ends. */
export interface Segment {
  /** Its first token. */
  readonly from: number;
  /** After its last one. */
  readonly to: number;
  readonly hasRoad: boolean;
  /** Whether it has a word of a name: of a road, a house, a city. */
  readonly hasName: boolean;
  /** Whether it names a building (Sunrise Towers). */
  readonly hasPlace: boolean;
  /** Which side of its road a door stands, if it has one. */
  readonly door: 'leading' | 'trailing' | undefined;
}

/** A text cut into words, numbers and signs, with what each word says about the number beside it. */
export interface Layout {
  readonly tokens: readonly Token[];
  /** Class of each token, by index. */
  readonly classes: readonly (WordClass | undefined)[];
  readonly segments: readonly Segment[];
  /** Segment of each token, by index. */
  readonly segmentOf: readonly number[];
  /** Whether 123/45 is one door, as in the lanes of Thailand and Vietnam. */
  readonly hasSlashedDoors: boolean;
  /** Whether 1-2-3 is a district, a block and a number, as in Japan. */
  readonly isJapanese: boolean;
}

const compoundRoad =
  /(?:strasse|str|weg|gasse|platz|allee|damm|ufer|steig|markt|straat|laan|gracht|kade|singel|dijk|plein|gade|vej|gata|gatan|vagen|veien|gate|katu|tie|kuja|polku|kaari|ranta|tori|vegur|gotu|stigur|-ro|daero|-gil|-dori)$/u;
const regionEnding = /-(?:ku|shi|cho|machi|gu|dong|si|do|ken|fu|to|gun)$/u;
const shortestCompound = 6;
const slashedDoors = /^(?:soi|moo|mu|thanon|duong|ngo|ngach|hem|phuong|quan)$/u;
const japanese = /(?:-ku|-shi|-cho|-machi|-chome|^(?:japan|tokyo|osaka|kyoto|chome))$/u;
const turkish = /^(?:cad|caddesi|cadde|sok|sokak|sokagi|mah|mahallesi|mh|bulvari|daire)$/u;

/** @param text - Folded text that still has its line ends. */
export function readLayout(text: string): Layout {
  const tokens = tokenize(text);
  const isTurkish = tokens.some((token) => token.kind === 'word' && turkish.test(token.text));
  const classes = tokens.map((_, at) => classify(tokens, at, isTurkish));
  const segments: Segment[] = [];
  const segmentOf: number[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at++) {
    segmentOf.push(segments.length);
    if (at < tokens.length && tokens[at]?.kind !== 'break') continue;
    segments.push(readSegment(tokens, classes, from, at));
    from = at + 1;
  }
  const hasSlashedDoors = tokens.some((token) => token.kind === 'word' && slashedDoors.test(token.text));
  const isJapanese = tokens.some((token) => token.kind === 'word' && japanese.test(token.text));
  return { tokens, classes, segments, segmentOf, hasSlashedDoors, isJapanese };
}

function classify(tokens: readonly Token[], at: number, isTurkish: boolean): WordClass | undefined {
  const { kind, text } = tokens[at] as Token;
  if (kind !== 'word') return undefined;
  // Güneş Apt. No: 12 is a house, MIAMI FL 33101 a state.
  if (text === 'apt' && isTurkish) return 'place';
  // U 5 is a unit in Australia, Kossuth u. 5 a road in Hungary.
  if (text === 'u' && tokens[at - 1]?.kind !== 'word') return 'room';
  if (text === 'fl') return isState(tokens, at) ? undefined : 'floor';
  const cls = lookUp(text);
  if (cls !== undefined) return cls;
  if (text.length > 4 && text.endsWith('s')) {
    const singular = lookUp(text.slice(0, -1));
    if (singular === 'room' || singular === 'floor') return singular;
  }
  if (text.length < shortestCompound) return undefined;
  if (compoundRoad.test(text)) return 'road';
  return regionEnding.test(text) ? 'keep' : undefined;
}

const isState = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1];
  const previous = tokens[at - 1];
  if (previous?.kind === 'number' && !(next?.kind === 'number' && digitsOf(next) >= 5)) return false;
  return next === undefined || next.kind === 'break' || next.kind === 'word' || digitsOf(next) >= 5;
};

/** Digits of the longest number of a chain, glyphs of a mask included. */
export const digitsOf = ({ pieces }: Token): number => Math.max(0, ...pieces.map(({ digitCount }) => digitCount));

function readSegment(
  tokens: readonly Token[],
  classes: readonly (WordClass | undefined)[],
  from: number,
  to: number,
): Segment {
  let hasRoad = false;
  let hasName = false;
  let hasPlace = false;
  let trailing = false;
  for (let at = from; at < to; at++) {
    const { kind, text } = tokens[at] as Token;
    const cls = classes[at];
    if (cls === 'road' || cls === 'lead') hasRoad = true;
    else if (cls === 'place' || (cls === 'house' && at > from)) hasPlace = true;
    else if (kind === 'word' && cls === undefined && text.length > 1) hasName = true;
    if (kind === 'number') trailing = hasRoad && isShort(tokens[at]) && classes[at - 1] !== 'lead';
  }
  const isLeading = hasRoad && isShort(tokens[from]) && classes[from + 1] !== 'road';
  const isTrailing = trailing && hasName;
  return { from, to, hasRoad, hasName, hasPlace, door: isLeading ? 'leading' : isTrailing ? 'trailing' : undefined };
}

/** Whether it can be a door's number. */
const isShort = (token: Token | undefined): boolean =>
  token?.kind === 'number' && !token.isOrdinal && digitsOf(token) <= 4;
