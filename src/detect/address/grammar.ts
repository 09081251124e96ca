import { groupVerdicts } from './chains.ts';
import { kindAt, sentenceEnd } from './characters.ts';
import { marketEnd, type PlaceClass, placeBefore } from './places.ts';
import { singleVerdict } from './singles.ts';
import { depthOf, depths, isOnRoad, type State, type Verdict } from './state.ts';
import type { NumberToken } from './tokens.ts';

/**
 * Gives every number a role, left to right: its suffix word decides where it can; where it cannot, the place on its left, its
 * position in a chain and the depth reached so far. What stays unclear below a building is a room: hidden.
 */
export function assignRoles(text: string, tokens: readonly NumberToken[], hasMarket: boolean): void {
  const stalls = hasMarket && tokens.length > 0 ? marketEnd(text) : text.length;
  const state: State = { depth: depths.nothing, marketEnd: stalls, hasRoad: false };
  for (let i = 0; i < tokens.length; ) {
    const length = groupLength(tokens, i);
    const first = tokens[i] as NumberToken;
    const place = placeBefore(text, first.start);
    startAgain(text, first, place, state);
    if (isOnRoad(place)) state.hasRoad = true;
    if (length === 1) settle(first, singleVerdict(text, tokens, i, place, state));
    else settleAll(tokens, i, groupVerdicts(text, tokens, i, length, place, state));
    for (let k = i; k < i + length; k++) {
      const token = tokens[k] as NumberToken;
      token.place = place;
      state.depth = Math.max(state.depth, depthOf(token.role));
      if (token.suffix === 'road') state.hasRoad = true;
    }
    i += length;
  }
  joinGlued(tokens);
}

function settle(token: NumberToken, verdict: Verdict): void {
  token.role = verdict[0];
  token.alternative = verdict[1] ?? verdict[0];
}

function settleAll(tokens: readonly NumberToken[], from: number, verdicts: readonly Verdict[]): void {
  for (let i = 0; i < verdicts.length; i++) settle(tokens[from + i] as NumberToken, verdicts[i] as Verdict);
}

const minRoadChars = 3;

/** A second address in the line, or a road behind a floor (一楼云锦路96号): what follows is as deep as at the start. */
function startAgain(text: string, first: NumberToken, place: PlaceClass | 'none', state: State): void {
  if (state.depth === depths.nothing) return;
  const isRoad = place === 'road' && first.start - first.gapStart >= minRoadChars;
  let isNext = isRoad && !isBracketed(text, first);
  for (let at = first.gapStart; at < first.start && !isNext; at++) isNext = (kindAt(text, at) & sentenceEnd) !== 0;
  if (isNext) state.depth = depths.nothing;
}

/** 3栋(南路)12 is no second address. */
const isBracketed = (text: string, { gapStart, start }: NumberToken): boolean => {
  for (let at = gapStart; at < start; at++) if ('([{'.includes(text[at] as string)) return true;
  return false;
};

/** 1甲单元: numbers with nothing between them are one, whatever the first was taken for. */
function joinGlued(tokens: readonly NumberToken[]): void {
  for (let i = tokens.length - 2; i >= 0; i--) {
    const token = tokens[i] as NumberToken;
    const next = tokens[i + 1] as NumberToken;
    if (token.end === next.start && depthOf(next.role) >= depths.unit) settle(token, [next.role]);
  }
}

function groupLength(tokens: readonly NumberToken[], from: number): number {
  let length = 1;
  for (;;) {
    const next = tokens[from + length];
    if (next === undefined || next.joint === 'none' || !isChainLink(tokens[from + length - 1] as NumberToken))
      return length;
    length++;
  }
}

/** Inside a chain only the last number has a suffix (5-1-101号), or none has. */
const isChainLink = (token: NumberToken): boolean => token.suffix === 'none' || token.suffix === 'number';
