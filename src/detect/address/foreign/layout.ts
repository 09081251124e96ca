import { lookUp } from './lexicon.ts';
import { type Token, tokenize } from './tokens.ts';
import type { WordClass } from './wordClass.ts';

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
  /** Whether a road stands between the token and the next number of its segment, by index. */
  readonly roadAhead: readonly boolean[];
  /** Last word before the token, in its segment, that opens a road's name, by index. */
  readonly leads: readonly (string | undefined)[];
  /** The last segment with a door, and the last with a door before its road; -1 without one. */
  readonly lastDoor: number;
  readonly lastLeadingDoor: number;
  /** Last number that can be a postcode: not hidden, and no word for a flat before it. */
  readonly lastNumber: number;
  readonly isSingapore: boolean;
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
const singapore = /^(?:singapore|blk)$/u;
const postBox = /^(?:caixa|casella|boite|casuta|apartado|apdo|casilla)$/u;
const datePrefix = /^(?:du|de|del|della|dos)$/u;
const particle = /^(?:de|du|des|del|della|delle|dello|la|las|los|da|do|das|dos)$/u;
const turkish = /^(?:cad|caddesi|cadde|sok|sokak|sokagi|mah|mahallesi|mh|bulvari|daire)$/u;

/** @param text - Folded text that still has its line ends. */
export function readLayout(text: string): Layout {
  const tokens = tokenize(text);
  const isTurkish = hasWord(tokens, turkish);
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
  const isPostcodeAt = ({ kind, isMasked }: Token, at: number): boolean =>
    kind === 'number' && !isMasked && !isFlatWord(classes[at - 1]);
  const { roadAhead, leads } = lookAround(tokens, classes);
  return {
    tokens,
    classes,
    segments,
    segmentOf,
    roadAhead,
    leads,
    lastDoor: lastIndex(segments, ({ door }) => door !== undefined),
    lastLeadingDoor: lastIndex(segments, ({ door }) => door === 'leading'),
    lastNumber: lastIndex(tokens, isPostcodeAt),
    hasSlashedDoors: hasWord(tokens, slashedDoors),
    isJapanese: hasWord(tokens, japanese),
    isSingapore: hasWord(tokens, singapore),
  };
}

const hasWord = (tokens: readonly Token[], pattern: RegExp): boolean =>
  tokens.some(({ kind, text }) => kind === 'word' && pattern.test(text));

function lastIndex<T>(items: readonly T[], isIt: (item: T, at: number) => boolean): number {
  let at = items.length - 1;
  while (at >= 0 && !isIt(items[at] as T, at)) at--;
  return at;
}

/** Whether a word says that the number beside it is a flat's or a building's. */
export const isFlatWord = (cls: WordClass | 'hash' | undefined): boolean =>
  cls === 'room' || cls === 'floor' || cls === 'unit' || cls === 'building' || cls === 'box';

function lookAround(
  tokens: readonly Token[],
  classes: readonly (WordClass | undefined)[],
): Pick<Layout, 'roadAhead' | 'leads'> {
  const roadAhead: boolean[] = new Array(tokens.length).fill(false);
  for (let at = tokens.length - 2; at >= 0; at--) {
    const next = tokens[at + 1] as Token;
    const cls = classes[at + 1];
    if (cls === 'road' || cls === 'lead') roadAhead[at] = true;
    else if (next.kind !== 'break' && (next.kind !== 'number' || next.isOrdinal))
      roadAhead[at] = roadAhead[at + 1] === true;
  }
  const leads: (string | undefined)[] = [];
  let lead: string | undefined;
  tokens.forEach(({ kind, text }, at) => {
    leads.push(lead);
    if (kind === 'break') lead = undefined;
    else if (classes[at] === 'lead') lead = text;
  });
  return { roadAhead, leads };
}

function classify(tokens: readonly Token[], at: number, isTurkish: boolean): WordClass | undefined {
  const { kind, text } = tokens[at] as Token;
  if (kind !== 'word') return undefined;
  // Güneş Apt. No: 12 is a house, MIAMI FL 33101 a state.
  if (text === 'apt' && isTurkish) return 'place';
  // U 5 is a unit in Australia, Kossuth u. 5 a road in Hungary.
  if (text === 'u' && tokens[at - 1]?.kind !== 'word') return 'room';
  if (text.startsWith('postal') && postBox.test(tokens[at - 1]?.text ?? '')) return 'box';
  if (text === 'fl') return isState(tokens, at) ? undefined : 'floor';
  const cls = lookUp(text);
  // Rue de la Porte 5, Via della Scala 12: a road's name.
  if (isInName(cls) && particle.test(tokens[at - 1]?.text ?? '')) return undefined;
  if (cls !== undefined) return cls;
  if (text.length > 4 && text.endsWith('s')) {
    const singular = lookUp(text.slice(0, -1));
    if (singular === 'room' || singular === 'floor') return singular;
  }
  if (text.length < shortestCompound) return undefined;
  if (compoundRoad.test(text)) return 'road';
  return regionEnding.test(text) ? 'keep' : undefined;
}

const isInName = (cls: WordClass | undefined): boolean => isFlatWord(cls) || cls === 'level' || cls === 'side';

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
  let hasDate = false;
  for (let at = from; at < to; at++) {
    const { kind, text } = tokens[at] as Token;
    const cls = classes[at];
    // Rue du 8 Mai 1945 has no door in it.
    if (kind === 'number' && datePrefix.test(tokens[at - 1]?.text ?? '')) hasDate = true;
    if (cls === 'road' || cls === 'lead') hasRoad = true;
    else if (cls === 'place' || (at > from && (cls === 'house' || (cls === 'building' && hasName)))) hasPlace = true;
    else if (kind === 'word' && cls === undefined && text.length > 1) hasName = true;
    if (kind === 'number' && !hasDate) trailing = hasRoad && isShort(tokens[at]) && classes[at - 1] !== 'lead';
  }
  const isLeading = hasRoad && isShort(tokens[from]) && classes[from + 1] !== 'road';
  const isTrailing = trailing && hasName;
  return { from, to, hasRoad, hasName, hasPlace, door: isLeading ? 'leading' : isTrailing ? 'trailing' : undefined };
}

/** Whether it can be a door's number. */
const isShort = (token: Token | undefined): boolean =>
  token?.kind === 'number' && !token.isOrdinal && digitsOf(token) <= 4;
