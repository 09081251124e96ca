import { market, namedRoad, roadEnd } from './suffixes.ts';
import type { NumberToken } from './tokens.ts';

/** What a number of an address is. */
export type NumberRole = 'door' | 'building' | 'unit' | 'floor' | 'room' | 'other';

/** How deep the address has come: the numbers that follow are at least as deep. */
const depths = { nothing: 0, door: 1, building: 2, unit: 3, floor: 4, room: 5 } as const;
const level: Readonly<Record<NumberRole, number>> = { ...depths, other: 0 };

interface State {
  depth: number;
  readonly isMarket: boolean;
}

/**
 * Gives every number a role, left to right: a number's suffix word decides where it can, its place in the chain and the
 * depth reached so far where it cannot. What stays unclear below a building is a room: hidden.
 */
export function assignRoles(text: string, tokens: readonly NumberToken[]): NumberRole[] {
  const state: State = { depth: depths.nothing, isMarket: market.test(text) };
  const roles: NumberRole[] = [];
  for (let i = 0; i < tokens.length; ) {
    const chain = chainLength(tokens, i);
    const first = tokens[i] as NumberToken;
    if (state.depth > 0 && namedRoad.test(first.gap)) state.depth = depths.nothing;
    if (/[;。\n]/u.test(first.gap)) state.depth = depths.nothing;
    const decided =
      chain > 1 ? chainRoles(text, tokens.slice(i, i + chain), state) : [singleRole(text, tokens, i, state)];
    for (const role of decided) {
      roles.push(role);
      if (role !== 'other') state.depth = Math.max(state.depth, level[role]);
    }
    i += chain;
  }
  return withGlued(tokens, roles);
}

/** 1甲单元: numbers with nothing between them are one, whatever the first was taken for. */
function withGlued(tokens: readonly NumberToken[], roles: NumberRole[]): NumberRole[] {
  for (let i = tokens.length - 2; i >= 0; i--) {
    const next = roles[i + 1] as NumberRole;
    const isGlued = tokens[i]?.end === tokens[i + 1]?.start;
    if (isGlued && level[next] >= depths.unit) roles[i] = next;
  }
  return roles;
}

function chainLength(tokens: readonly NumberToken[], from: number): number {
  let length = 1;
  while (tokens[from + length]?.isJoined && isChainLink(tokens[from + length - 1] as NumberToken)) length++;
  return length;
}

/** Inside a chain only the last number has a suffix (5-1-101号), or none has. */
const isChainLink = (token: NumberToken): boolean => token.suffix === undefined || token.suffix === 'number';

function singleRole(text: string, tokens: readonly NumberToken[], i: number, state: State): NumberRole {
  const token = tokens[i] as NumberToken;
  switch (token.suffix) {
    case 'building':
      return 'building';
    case 'keep':
      return isMarketStreet(text, token, state) ? 'unit' : 'other';
    case 'unit':
      return unitRole(text, token, tokens[i + 1], state);
    case 'floor':
      return floorRole(token, tokens[i + 1], state);
    case 'room':
      return isLikelyName(text, token) ? 'other' : 'room';
    case 'number':
      return numberRole(token, state);
    case 'weak':
      return weakRole(text, token, state);
    case undefined:
      return bareRole(text, token, state);
  }
}

/** 单元 is always one; 门 is one inside a building, but a landmark (车站2号门) before. */
function unitRole(text: string, token: NumberToken, next: NumberToken | undefined, state: State): NumberRole {
  if (text.startsWith('单元', token.suffixEnd - 2)) return 'unit';
  if (state.depth >= depths.building) return 'unit';
  return next !== undefined && next.gap === '' && next.digitCount >= 3 ? 'unit' : 'other';
}

/** 8楼2单元 is a building, 三层楼 a description, everything else a floor. */
function floorRole(token: NumberToken, next: NumberToken | undefined, state: State): NumberRole {
  const opensUnit = next?.suffix === 'unit' && next.gap === '' && next.script !== 'letters';
  if (state.depth < depths.building && opensUnit) return 'building';
  return token.script === 'letters' && state.depth < depths.floor ? 'building' : 'floor';
}

/** 501家, 1203门口: three digits behind a door or building are a room whatever follows. */
function weakRole(text: string, token: NumberToken, state: State): NumberRole {
  if (token.script !== 'digits') return 'other';
  if (state.depth >= depths.building) return 'room';
  return token.digitCount >= 3 && (state.depth === depths.door ? token.gap === '' : isDoorstep(text, token))
    ? 'room'
    : 'other';
}

/** 公寓501门口: nobody numbers doorsteps. */
const isDoorstep = (text: string, token: NumberToken): boolean =>
  /^ ?(?:门口|门卫|楼下|楼上|座机)/u.test(text.slice(token.end, token.suffixEnd));

/** Inside a market 3楼12街 is an aisle: it leads to one stall. */
const isMarketStreet = (text: string, token: NumberToken, state: State): boolean =>
  state.isMarket && text[token.suffixEnd - 1] === '街' && (state.depth >= depths.floor || token.script === 'digits');

/** 莫泰168店, 三户村: a number in a name. */
const isLikelyName = (text: string, token: NumberToken): boolean =>
  token.script === 'chinese' && token.digitCount === 1 && /^[\u4e00-\u9fff]/u.test(text.slice(token.suffixEnd));

function numberRole(token: NumberToken, state: State): NumberRole {
  if (state.depth >= depths.building) return 'room';
  if (state.isMarket && !roadEnd.test(token.gap.trimEnd())) return 'room';
  if (state.depth === depths.door) return token.gap === '' ? 'room' : 'building';
  return 'door';
}

function bareRole(text: string, token: NumberToken, state: State): NumberRole {
  if (token.script === 'glyphs') return state.depth >= depths.building ? 'room' : 'other';
  const next = text[token.end];
  const isInsideName = next !== undefined && /^[\u4e00-\u9fffA-Za-z]/u.test(next);
  if (state.depth >= depths.building) {
    if (token.script !== 'chinese') return 'room';
    return token.digitCount >= 2 || next === undefined ? 'room' : 'other';
  }
  if (token.script === 'chinese') return token.digitCount >= 3 && !isInsideName ? 'room' : 'other';
  if (isInsideName || token.script === 'letters') return 'other';
  if (roadEnd.test(token.gap.trimEnd()) && state.depth === depths.nothing) return 'door';
  if (token.digitCount >= 3 || token.gap === '') return 'room';
  return state.depth === depths.door || state.isMarket ? 'room' : 'building';
}

const ownDigits = (text: string, token: NumberToken): number =>
  Number(text.slice(token.start, token.end).replace(/\D/gu, ''));

/** 3-2-501, 12-1503, A-305, 路298-300号. */
function chainRoles(text: string, chain: readonly NumberToken[], state: State): NumberRole[] {
  const first = chain[0] as NumberToken;
  const last = chain.at(-1) as NumberToken;
  if (state.depth >= depths.building || (state.isMarket && !roadEnd.test(first.gap.trimEnd()))) {
    return chain.map(() => 'room');
  }
  if (last.suffix === 'keep') return chain.map(() => 'other');
  if (last.suffix === 'weak' && chain.length === 2 && last.digitCount < 3) return chain.map(() => 'other');
  if (last.suffix === 'building') return chain.map(() => 'building');
  if (last.suffix === 'floor' || last.suffix === 'unit') {
    return chain.map((_, i) =>
      i < chain.length - 1 && chain.length > 2 ? 'building' : last.suffix === 'floor' ? 'floor' : 'unit',
    );
  }
  const isOnRoad = state.depth === depths.nothing && roadEnd.test(first.gap.trimEnd());
  if (isOnRoad && chain.length === 2 && isDoorRange(text, first, last)) return ['door', 'door'];
  const head: NumberRole = isOnRoad || first.suffix === 'number' ? 'door' : first.digitCount >= 3 ? 'room' : 'building';
  return chain.map((_, i) => (i === 0 ? head : i === chain.length - 1 ? 'room' : 'unit'));
}

/** 298-300号 is a range of gates; 1472-693 and 12-503 are a gate and a room. */
function isDoorRange(text: string, first: NumberToken, last: NumberToken): boolean {
  const from = ownDigits(text, first);
  const to = ownDigits(text, last);
  return last.digitCount <= 2 || (to > from && to - from <= 60);
}
