import { chineseDigit } from '../../text/numerals.ts';
import { digit, kindAt, letter } from './characters.ts';
import { marketEnd, type PlaceClass, placeBefore } from './places.ts';
import type { NumberRole, NumberToken } from './tokens.ts';

/** How deep the address has come: the numbers that follow are at least as deep. */
const depths = { nothing: 0, door: 1, building: 2, unit: 3, floor: 4, room: 5 } as const;
const depthOf: Readonly<Record<NumberRole, number>> = {
  ...depths,
  'village-door': depths.door,
  other: depths.nothing,
};

interface State {
  depth: number;
  /** Where stalls begin. */
  readonly marketEnd: number;
  hasRoad: boolean;
}

/** A role, and what else the number may be as far as its words tell. */
type Verdict = readonly [role: NumberRole, alternative?: NumberRole];

/**
 * Gives every number a role, left to right: its suffix word decides where it can; where it cannot, the place on its left, its
 * position in a chain and the depth reached so far. What stays unclear below a building is a room: hidden.
 */
export function assignRoles(text: string, tokens: readonly NumberToken[], hasMarket: boolean): void {
  const stalls = hasMarket && tokens.length > 0 ? marketEnd(text) : Number.POSITIVE_INFINITY;
  const state: State = { depth: depths.nothing, marketEnd: stalls, hasRoad: false };
  for (let i = 0; i < tokens.length; ) {
    const length = groupLength(tokens, i);
    const first = tokens[i] as NumberToken;
    const place = placeBefore(text, first.start);
    startAgain(text, first, place, state);
    if (place === 'road' || place === 'lane') state.hasRoad = true;
    if (length === 1) settle(first, singleVerdict(text, tokens, i, place, state));
    else settleGroup(text, tokens, i, length, place, state);
    for (let k = i; k < i + length; k++) {
      const token = tokens[k] as NumberToken;
      token.place = place;
      state.depth = Math.max(state.depth, depthOf[token.role]);
      if (token.suffix === 'road') state.hasRoad = true;
    }
    i += length;
  }
  joinGlued(tokens);
}

function settle(token: NumberToken, [role, alternative = role]: Verdict): void {
  token.role = role;
  token.alternative = alternative;
}

const sentenceEnd = ';。\n';
const minRoadChars = 3;

/** A second address in the line, or a road behind a floor (一楼云锦路96号): what follows is as deep as at the start. */
function startAgain(text: string, first: NumberToken, place: PlaceClass | undefined, state: State): void {
  if (state.depth === depths.nothing) return;
  const isRoad = place === 'road' && first.start - first.gapStart >= minRoadChars;
  let isNext = isRoad && !isHanGapBroken(text, first);
  for (let at = first.gapStart; at < first.start && !isNext; at++) isNext = sentenceEnd.includes(text[at] as string);
  if (isNext) state.depth = depths.nothing;
}

/** Only a name stands between: 3栋(南路)12 is no second address. */
const isHanGapBroken = (text: string, { gapStart, start }: NumberToken): boolean => {
  for (let at = gapStart; at < start; at++) if ('([{'.includes(text[at] as string)) return true;
  return false;
};

/** 1甲单元: numbers with nothing between them are one, whatever the first was taken for. */
function joinGlued(tokens: readonly NumberToken[]): void {
  for (let i = tokens.length - 2; i >= 0; i--) {
    const token = tokens[i] as NumberToken;
    const next = tokens[i + 1] as NumberToken;
    if (token.end === next.start && depthOf[next.role] >= depths.unit) settle(token, [next.role]);
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
const isChainLink = (token: NumberToken): boolean => token.suffix === undefined || token.suffix === 'number';

const isInMarket = ({ start }: NumberToken, state: State): boolean => start >= state.marketEnd;

function singleVerdict(
  text: string,
  tokens: readonly NumberToken[],
  i: number,
  place: PlaceClass | undefined,
  state: State,
): Verdict {
  const token = tokens[i] as NumberToken;
  const next = tokens[i + 1];
  switch (token.suffix) {
    case 'building':
      return buildingVerdict(text, token, state);
    case 'road':
    case 'keep':
      if (isDoorOfRoad(text, token, place, state)) return ['door'];
      if (place === 'lane' && text[token.end] === '号') return ['building', 'room'];
      return isAisle(text, token, next, state) ? ['unit'] : ['other'];
    case 'lane':
      return state.depth >= depths.building ? ['other', 'building'] : ['door'];
    case 'entrance':
      return ['unit'];
    case 'gate':
      if (isDoorOfRoad(text, token, place, state)) return ['door'];
      return gateVerdict(token, next, state);
    case 'floor':
      return floorVerdict(text, token, next, state);
    case 'room':
      return isName(text, token) && state.depth < depths.building ? ['other', 'room'] : ['room'];
    case 'number':
      return numberVerdict(text, token, place, state);
    case 'weak':
      return weakVerdict(text, token, place, state);
    case undefined:
      return bareVerdict(text, token, place, state);
  }
}

/** 栖柏路36号街角酒店: behind a road 号 ends the door number, whatever word it could begin. 807巷 is a lane. */
function isDoorOfRoad(text: string, token: NumberToken, place: PlaceClass | undefined, state: State): boolean {
  if (state.depth !== depths.nothing || (place !== 'road' && place !== 'lane')) return false;
  return text[token.end] === '号' || ('路巷'.includes(text[token.end] as string) && token.digitCount >= 3);
}

/** 9幢D座, 17楼A座: a part of the building that was named already; 4幢624幢 is a slip of the hand. */
function buildingVerdict(text: string, token: NumberToken, state: State): Verdict {
  if (isInMarket(token, state) && text[token.suffixEnd - 1] === '排') return ['unit'];
  if (state.depth >= depths.floor && token.script === 'letters') return ['room'];
  if (state.depth === depths.building && token.gapStart === token.start) return ['unit', 'building'];
  return ['building'];
}

/** Inside a market 3楼12街 is an aisle: it leads to one stall. So does the B区 of B区418档. */
function isAisle(text: string, token: NumberToken, next: NumberToken | undefined, state: State): boolean {
  const word = text[token.suffixEnd - 1] as string;
  if (word === '区') return state.depth >= depths.floor && next?.suffix === 'room';
  if (state.depth >= depths.floor && word === '街' && token.gapStart === token.start) return true;
  if (!isInMarket(token, state)) return false;
  return state.depth >= depths.floor ? '街道行排'.includes(word) : word === '街' && token.suffixEnd - token.end === 1;
}

/** 门 and 梯 are entrances inside a building, and landmarks (车站2号门) before. */
function gateVerdict(token: NumberToken, next: NumberToken | undefined, state: State): Verdict {
  if (state.depth >= depths.building || isInMarket(token, state)) return ['unit'];
  const leadsToRoom = next !== undefined && next.start === token.suffixEnd && next.digitCount >= 3;
  return leadsToRoom ? ['unit'] : ['other', 'unit'];
}

/** 8楼2单元 is a building, A楼 too, everything else a floor. */
function floorVerdict(text: string, token: NumberToken, next: NumberToken | undefined, state: State): Verdict {
  const isStorey = text[token.suffixEnd - 1] === '层';
  if (token.script === 'letters' && !isStorey) {
    return state.depth < depths.building ? ['building', 'floor'] : state.depth < depths.floor ? ['unit'] : ['room'];
  }
  const opensEntrance =
    next !== undefined && next.start === token.suffixEnd && next.suffix === 'entrance' && next.script !== 'letters';
  const opensGate =
    next !== undefined && next.start === token.suffixEnd && next.suffix === 'gate' && text[next.end] !== '号';
  if (state.depth < depths.building && !isStorey && (opensEntrance || (opensGate && !isInMarket(token, state)))) {
    return ['building'];
  }
  return ['floor'];
}

/** 501家, 1203门口: three digits behind a door or building are a room whatever follows. */
function weakVerdict(text: string, token: NumberToken, place: PlaceClass | undefined, state: State): Verdict {
  if (token.script !== 'digits') return ['other'];
  if (state.depth >= depths.building) return ['room'];
  if (state.depth === depths.nothing && (place === 'road' || place === 'lane')) return ['door'];
  const isGlued = token.gapStart === token.start;
  const isRoom =
    token.digitCount >= 3 &&
    ((state.depth === depths.door && isGlued) || isDoorstep(text, token) || place === 'tower' || place === 'stall');
  return isRoom ? ['room'] : ['other', token.digitCount >= 3 ? 'room' : 'other'];
}

/** 公寓501门口: nobody numbers doorsteps. */
const isDoorstep = (text: string, { end, suffixEnd }: NumberToken): boolean =>
  /^ ?(?:门口|门卫|楼下|楼上|座机)/u.test(text.slice(end, suffixEnd));

/** 三户村, 4S店: a number in a name. */
const isName = (text: string, token: NumberToken): boolean =>
  /^4[Ss]店$/u.test(text.slice(token.start, token.suffixEnd)) ||
  (token.script === 'chinese' &&
    token.digitCount === 1 &&
    isHanAt(text, token.suffixEnd) &&
    !isTail(text, token.suffixEnd));

const isHanAt = (text: string, at: number): boolean => text[at] !== undefined && (text[at] as string) >= '\u3400';

const maxDoorDigits = 4;

/** N号: a door behind a road, a stall in a market, a room in a tower, a building on an estate. */
function numberVerdict(text: string, token: NumberToken, place: PlaceClass | undefined, state: State): Verdict {
  const { depth } = state;
  const isHash = text[token.suffixEnd - 1] === '#';
  if (depth >= depths.building) return ['room'];
  if (place === 'road' || place === 'lane') {
    // 123弄45号: the lane has the number of the road's door, the building its own.
    if (depth === depths.door) return place === 'lane' ? ['building', 'room'] : ['door', 'room'];
    // 栖柏大道10026号: a long road counts to five digits.
    return token.digitCount > maxDoorDigits + 1 ? ['room', 'door'] : ['door'];
  }
  if (token.digitCount > maxDoorDigits || place === 'stall' || isInMarket(token, state)) return ['room'];
  if (place === 'tower') return ['room', 'building'];
  if (place === 'hall') return token.digitCount >= 3 ? ['room', 'building'] : ['building', 'room'];
  if (token.hasLetterInFront && token.digitCount >= 2) return ['room', 'building'];
  if (isHash && token.digitCount >= 3) return ['room', 'building'];
  if (place === 'estate' || place === 'park') return token.digitCount > 3 ? ['room', 'building'] : ['building', 'room'];
  if (depth === depths.door) {
    if (text[token.start - 1] === '附') return ['door', 'room'];
    return token.gapStart === token.start ? ['room', 'door'] : ['building', 'room'];
  }
  return state.hasRoad ? ['building', 'room'] : ['village-door', 'room'];
}

const tails =
  /^[ ,;)）\]】。、*]|^(?:电联|电话|联系|请|送|放|收|门口|楼下|旁|对面|隔壁|里|内|代|转|或|先生|女士|快递|到|的|\(|（|本人|急|周|下班|白天|丰巢|菜鸟|驿站|自提|保安|物业|前台)/u;

/** Whether what follows a number goes on with something else than a name: its end, a sign, or what people ask for. */
const isTail = (text: string, at: number): boolean => at >= text.length || tails.test(text.slice(at, at + 4));

/** 801商务园, 798艺术区: a number that a place has its name from. */
const isPlaceNumber = (text: string, { end, digitCount }: NumberToken): boolean =>
  digitCount >= 3 &&
  /^[\u4e00-\u9fff]{0,4}(?:产业园|商务园|创意园|科技园|艺术区|园区|酒吧|广场|公寓|大厦|小区)/u.test(
    text.slice(end, end + 8),
  );

/** A number without a suffix word: often the room, sometimes a part of a name (国贸360广场). */
function bareVerdict(text: string, token: NumberToken, place: PlaceClass | undefined, state: State): Verdict {
  const { depth } = state;
  const { digitCount, script } = token;
  const isGlued = token.gapStart === token.start || text[token.start - 1] === '之';
  const isEnd = isTail(text, token.end);
  const isInsideName = !isEnd && (isHanAt(text, token.end) || (kindAt(text, token.end) & letter) !== 0);
  if (script === 'glyphs') return depth >= depths.building ? ['room'] : ['other', 'room'];
  if (script === 'letters') {
    if (depth >= depths.building) return ['room'];
    return place === 'estate' || place === 'market' ? ['building', 'room'] : ['other', 'building'];
  }
  // 12号之二 is a door beside 12号.
  if (depth === depths.door && text[token.start - 1] === '之' && digitCount <= 2) return ['door', 'room'];
  const isIndoors = place === 'tower' || place === 'hall' || place === 'stall' || isInMarket(token, state);
  if (script === 'chinese') {
    if (isEnd && (depth >= depths.door || isIndoors || token.end === text.length)) return ['room'];
    const isStorey = place === 'tower' || place === 'hall' || place === 'market';
    if (
      isStorey &&
      digitCount === 1 &&
      /^[一二三四五六七八九十](?![川金])/u.test(text.slice(token.start, token.end + 1))
    )
      return ['room'];
    return ['other', isEnd || isIndoors || depth >= depths.building ? 'room' : 'other'];
  }
  if (depth >= depths.building || place === 'stall') return ['room'];
  if (isIndoors) return ['room'];
  if (token.hasLetterInFront && digitCount >= 3) return ['room'];
  if (place === 'road' || place === 'lane') {
    if (depth === depths.nothing && digitCount <= maxDoorDigits) return ['door', 'room'];
    if (depth === depths.door && !isGlued) return ['door', 'room'];
    if (depth === depths.door && place === 'lane') return digitCount >= 3 ? ['room', 'building'] : ['building', 'room'];
  }
  if (isInsideName) {
    const isRoom =
      depth === depths.door &&
      ((isGlued && !isPlaceNumber(text, token)) || (digitCount >= 3 && (place === 'estate' || place === 'park')));
    if (isRoom) return ['room'];
    // 栖柏路12号云锦汇3208青屿服饰: names seldom hold so long a number.
    if (depth === depths.door && digitCount >= 4 && !isPlaceNumber(text, token)) return ['room'];
    if (token.hasLetterInFront && (place === 'estate' || place === 'park')) return ['building', 'room'];
    return ['other', depth === depths.door || (digitCount >= 3 && place !== undefined) ? 'room' : 'other'];
  }
  const mayBeBuilding =
    (place === 'estate' || place === 'park') && depth === depths.nothing && digitCount < 3 && !isGlued;
  return mayBeBuilding ? ['building', 'room'] : ['room'];
}

const isList = (tokens: readonly NumberToken[], from: number, length: number): boolean => {
  for (let i = from + 1; i < from + length; i++) if (tokens[i]?.joint !== 'list') return false;
  return true;
};

/** 3-2-501, 12-1503, A-305, 路298-300号, 13、14号. */
function settleGroup(
  text: string,
  tokens: readonly NumberToken[],
  from: number,
  length: number,
  place: PlaceClass | undefined,
  state: State,
): void {
  const lastIndex = from + length - 1;
  if (isList(tokens, from, length)) {
    const verdict = singleVerdict(text, tokens, lastIndex, place, state);
    for (let i = from; i <= lastIndex; i++) settle(tokens[i] as NumberToken, verdict);
    return;
  }
  const verdicts = chainVerdicts(text, tokens.slice(from, lastIndex + 1), place, state);
  for (let i = 0; i < length; i++) settle(tokens[from + i] as NumberToken, verdicts[i] as Verdict);
}

function chainVerdicts(
  text: string,
  chain: readonly NumberToken[],
  place: PlaceClass | undefined,
  state: State,
): Verdict[] {
  const first = chain[0] as NumberToken;
  const last = chain.at(-1) as NumberToken;
  const all = (...verdict: Verdict): Verdict[] => chain.map(() => verdict);
  const isRoad = place === 'road' || place === 'lane';
  if (state.depth >= depths.building || place === 'stall') return all('room');
  if (isInMarket(first, state) && !isRoad) return all('room');
  const isIndoors = place === 'tower' || place === 'hall';
  if (last.suffix === 'keep' || last.suffix === 'road') return all('other');
  if (last.suffix === 'weak' && chain.length === 2 && last.digitCount < 3) return all('other');
  if (last.suffix === 'building') return all('building');
  if (last.suffix === 'floor' || last.suffix === 'entrance' || last.suffix === 'gate') {
    const role = last.suffix === 'floor' ? 'floor' : 'unit';
    return chain.map((_, i) => (i < chain.length - 1 && chain.length > 2 ? ['building'] : [role]));
  }
  const isOnRoad = (state.depth === depths.nothing && (isRoad || place === 'village')) || place === 'lane';
  if (isOnRoad && chain.length === 2 && isDoorRange(text, first, last)) return [['door'], ['door', 'room']];
  // Behind the name of an estate 3-501 begins with a building; elsewhere it can be an entrance or a floor as well.
  const startsInside = isIndoors || (!isOnRoad && (place !== 'estate' || first.script === 'chinese'));
  if (isIndoors) {
    // 大厦A-303: a letter is a part of the tower.
    return chain.map((_, i) => (i === 0 && first.script === 'letters' ? ['building', 'unit'] : ['room', 'building']));
  }
  if (startsInside && chain.length === 2 && first.suffix === undefined) return [['unit', 'building'], ['room']];
  return deepening(chain, isOnRoad, state);
}

/** From the door, the building or the entrance down to the room. */
function deepening(chain: readonly NumberToken[], isOnRoad: boolean, state: State): Verdict[] {
  const head = headVerdict(chain, isOnRoad, state);
  return chain.map((_, i): Verdict => (i === 0 ? head : i === chain.length - 1 ? ['room'] : ['unit']));
}

function headVerdict(chain: readonly NumberToken[], isOnRoad: boolean, state: State): Verdict {
  const { suffix, digitCount, hasLetterInFront, gapStart, start } = chain[0] as NumberToken;
  if (isOnRoad || (suffix === 'number' && state.depth === depths.nothing)) return ['door', 'building'];
  // 1201-1203, C01-07: no building has such a number.
  if (suffix === undefined && digitCount >= (hasLetterInFront ? 2 : 3)) return ['room', 'building'];
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
