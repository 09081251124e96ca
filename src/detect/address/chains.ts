import { chineseDigit } from '../../text/numerals.ts';
import { digit, kindAt } from './characters.ts';
import type { PlaceClass } from './places.ts';
import { singleVerdict } from './singles.ts';
import { depths, isInMarket, isOnRoad, type State, type Verdict } from './state.ts';
import type { NumberToken } from './tokens.ts';

const isList = (tokens: readonly NumberToken[], from: number, length: number): boolean => {
  for (let i = from + 1; i < from + length; i++) if (tokens[i]?.joint !== 'list') return false;
  return true;
};

/** What the numbers of a chain or list are: 3-2-501, 12-1503, A-305, 路298-300号, 13、14号. */
export function groupVerdicts(
  text: string,
  tokens: readonly NumberToken[],
  from: number,
  length: number,
  place: PlaceClass | 'none',
  state: State,
): readonly Verdict[] {
  const lastIndex = from + length - 1;
  if (isList(tokens, from, length)) {
    const verdict = singleVerdict(text, tokens, lastIndex, place, state);
    return Array.from({ length }, () => verdict);
  }
  return chainVerdicts(text, tokens.slice(from, lastIndex + 1), place, state);
}

function chainVerdicts(
  text: string,
  chain: readonly NumberToken[],
  place: PlaceClass | 'none',
  state: State,
): Verdict[] {
  const first = chain[0] as NumberToken;
  const last = chain.at(-1) as NumberToken;
  const all = (...verdict: Verdict): Verdict[] => chain.map(() => verdict);
  if (state.depth >= depths.building || place === 'stall') return all('room');
  if (isInMarket(first, state) && !isOnRoad(place)) return all('room');
  switch (last.suffix) {
    case 'keep':
    case 'road':
      return all('other');
    case 'weak':
      if (chain.length === 2 && last.digitCount < 3) return all('other');
      break;
    case 'building':
      return all('building');
    case 'floor':
    case 'entrance':
    case 'gate': {
      const role = last.suffix === 'floor' ? 'floor' : 'unit';
      return chain.map((_, i) => (i < chain.length - 1 && chain.length > 2 ? ['building'] : [role]));
    }
    default:
  }
  return deepening(text, chain, place, state);
}

/** From the door, the building or the entrance down to the room. */
function deepening(text: string, chain: readonly NumberToken[], place: PlaceClass | 'none', state: State): Verdict[] {
  const first = chain[0] as NumberToken;
  const isRoad = (state.depth === depths.nothing && (isOnRoad(place) || place === 'village')) || place === 'lane';
  if (isRoad && chain.length === 2 && isDoorRange(text, first, chain[1] as NumberToken)) {
    return [['door'], ['door', 'room']];
  }
  if (place === 'tower' || place === 'hall') {
    // 大厦A-303: a letter is a part of the tower.
    return chain.map((_, i) => (i === 0 && first.script === 'letters' ? ['building', 'unit'] : ['room', 'building']));
  }
  // Behind the name of an estate 3-501 begins with a building; elsewhere it can be an entrance or a floor as well.
  const startsInside = !isRoad && (place !== 'estate' || first.script === 'chinese');
  if (startsInside && chain.length === 2 && first.suffix === 'none') return [['unit', 'building'], ['room']];
  const head = headVerdict(chain, isRoad, state);
  return chain.map((_, i): Verdict => (i === 0 ? head : i === chain.length - 1 ? ['room'] : ['unit']));
}

function headVerdict(chain: readonly NumberToken[], isRoad: boolean, state: State): Verdict {
  const { suffix, digitCount, hasLetterInFront, gapStart, start } = chain[0] as NumberToken;
  if (isRoad || (suffix === 'number' && state.depth === depths.nothing)) return ['door', 'building'];
  // 1201-1203, C01-07: no building has such a number.
  if (suffix === 'none' && digitCount >= (hasLetterInFront ? 2 : 3)) return ['room', 'building'];
  if (chain.length > 2) return ['building'];
  return state.depth === depths.door && gapStart === start ? ['unit', 'building'] : ['building', 'unit'];
}

/** 298-300号 is a range of gates; 1472-693 and 12-503 are a gate and a room. */
function isDoorRange(text: string, first: NumberToken, last: NumberToken): boolean {
  if (last.digitCount <= 2) return true;
  const from = figureOf(text, first);
  const to = figureOf(text, last);
  return to > from && to - from <= 60;
}

function figureOf(text: string, { start, end }: NumberToken): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const figure = chineseDigit(text[at] as string) ?? (kindAt(text, at) & digit ? text[at] : undefined);
    if (figure !== undefined) value = value * 10 + Number(figure);
  }
  return value;
}
