import { kindAt, letter, unitAt } from './characters.ts';
import type { PlaceClass } from './places.ts';
import { depths, isGrounds, isInMarket, isOnRoad, maxDoorDigits, type State, type Verdict } from './state.ts';
import type { NumberToken } from './tokens.ts';

// Comparing units costs a tenth of comparing characters: 号路巷排团层附之.
const hao = 0x53f7;
const lu = 0x8def;
const xiang = 0x5df7;
const pai = 0x6392;
const tuan = 0x56e2;
const ceng = 0x5c42;
const fu = 0x9644;
const zhi = 0x4e4b;
const hash = 0x23;
const four = 0x34;
const firstHan = 0x3400;

/** What a number is that stands in no chain. */
export function singleVerdict(
  text: string,
  tokens: readonly NumberToken[],
  i: number,
  place: PlaceClass | 'none',
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
      if (place === 'lane' && unitAt(text, token.end) === hao) return ['building', 'room'];
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
      return state.depth < depths.building && isName(text, token) ? ['other', 'room'] : ['room'];
    case 'number':
      return numberVerdict(text, token, place, state);
    case 'weak':
      return weakVerdict(text, token, place, state);
    case 'none':
      return bareVerdict(text, token, place, state);
  }
}

/** 栖柏路36号街角酒店: behind a road 号 ends the door number, whatever word it could begin. 807巷 is a lane. */
function isDoorOfRoad(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): boolean {
  if (state.depth !== depths.nothing || !isOnRoad(place)) return false;
  const unit = unitAt(text, token.end);
  return unit === hao || ((unit === lu || unit === xiang) && token.digitCount >= 3);
}

/** 9幢D座, 17楼A座: a part of the building that was named already; 4幢624幢 is a slip of the hand. */
function buildingVerdict(text: string, token: NumberToken, state: State): Verdict {
  const last = unitAt(text, token.suffixEnd - 1);
  if (last === pai && isInMarket(token, state)) return ['unit'];
  // A组团3栋: a group of buildings.
  if (last === tuan) return state.depth >= depths.building ? ['unit'] : ['other', 'building'];
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
  const isStorey = unitAt(text, token.suffixEnd - 1) === ceng;
  if (token.script === 'letters' && !isStorey) {
    return state.depth < depths.building ? ['building', 'floor'] : state.depth < depths.floor ? ['unit'] : ['room'];
  }
  const opensEntrance =
    next !== undefined && next.start === token.suffixEnd && next.suffix === 'entrance' && next.script !== 'letters';
  const opensGate =
    next !== undefined && next.start === token.suffixEnd && next.suffix === 'gate' && unitAt(text, next.end) !== hao;
  if (state.depth < depths.building && !isStorey && (opensEntrance || (opensGate && !isInMarket(token, state)))) {
    return ['building'];
  }
  return ['floor'];
}

/** 501家, 1203门口: three digits behind a door or building are a room whatever follows. */
function weakVerdict(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): Verdict {
  if (token.script !== 'digits') return ['other'];
  if (state.depth >= depths.building) return ['room'];
  if (state.depth === depths.nothing && isOnRoad(place)) return ['door'];
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
  token.script === 'chinese'
    ? token.digitCount === 1 && isHanAt(text, token.suffixEnd) && !isTail(text, token.suffixEnd)
    : unitAt(text, token.start) === four && /^4[Ss]店$/u.test(text.slice(token.start, token.suffixEnd));

const isHanAt = (text: string, at: number): boolean => unitAt(text, at) >= firstHan;

/** N号: a door behind a road, a stall in a market, a room in a tower, a building on an estate. */
function numberVerdict(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): Verdict {
  const { depth } = state;
  if (depth >= depths.building) return ['room'];
  if (isOnRoad(place)) {
    // 123弄45号: the lane has the number of the road's door, the building its own.
    if (depth === depths.door) return place === 'lane' ? ['building', 'room'] : ['door', 'room'];
    // 栖柏大道10026号: a long road counts to five digits.
    return token.digitCount > maxDoorDigits + 1 ? ['room', 'door'] : ['door'];
  }
  if (token.digitCount > maxDoorDigits || place === 'stall' || isInMarket(token, state)) return ['room'];
  if (place === 'tower') return ['room', 'building'];
  if (place === 'hall') return token.digitCount >= 3 ? ['room', 'building'] : ['building', 'room'];
  if (token.hasLetterInFront && token.digitCount >= 2) return ['room', 'building'];
  if (token.digitCount >= 3 && unitAt(text, token.suffixEnd - 1) === hash) return ['room', 'building'];
  if (isGrounds(place)) return token.digitCount > 3 ? ['room', 'building'] : ['building', 'room'];
  if (depth === depths.door) {
    if (unitAt(text, token.start - 1) === fu) return ['door', 'room'];
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
function bareVerdict(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): Verdict {
  const { depth } = state;
  switch (token.script) {
    case 'glyphs':
      return depth >= depths.building ? ['room'] : ['other', 'room'];
    case 'letters':
      if (depth >= depths.building) return ['room'];
      return place === 'estate' || place === 'market' ? ['building', 'room'] : ['other', 'building'];
    default:
      // 12号之二 is a door beside 12号.
      if (depth === depths.door && isBesideDoor(text, token) && token.digitCount <= 2) return ['door', 'room'];
      return token.script === 'chinese'
        ? bareNumeralVerdict(text, token, place, state)
        : bareFigureVerdict(text, token, place, state);
  }
}

const isBesideDoor = (text: string, { start }: NumberToken): boolean => unitAt(text, start - 1) === zhi;

const isIndoors = (token: NumberToken, place: PlaceClass | 'none', state: State): boolean =>
  place === 'tower' || place === 'hall' || place === 'stall' || isInMarket(token, state);

const storey = /^[一二三四五六七八九十](?![川金])/u;

/** 大厦六: numerals stand in names too, so one counts where an address ends or a tower has just been named. */
function bareNumeralVerdict(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): Verdict {
  const isInside = isIndoors(token, place, state);
  const isEnd = isTail(text, token.end);
  if (isEnd && (state.depth >= depths.door || isInside || token.end === text.length)) return ['room'];
  const hasStoreys = place === 'tower' || place === 'hall' || place === 'market';
  const isStorey = token.digitCount === 1 && storey.test(text.slice(token.start, token.end + 1));
  if (hasStoreys && isStorey) return ['room'];
  return ['other', isEnd || isInside || state.depth >= depths.building ? 'room' : 'other'];
}

function bareFigureVerdict(text: string, token: NumberToken, place: PlaceClass | 'none', state: State): Verdict {
  const { depth } = state;
  const { digitCount } = token;
  const isGlued = token.gapStart === token.start || isBesideDoor(text, token);
  if (depth >= depths.building || isIndoors(token, place, state)) return ['room'];
  if (token.hasLetterInFront && digitCount >= 3) return ['room'];
  if (isOnRoad(place)) {
    if (depth === depths.nothing && digitCount <= maxDoorDigits) return ['door', 'room'];
    if (depth === depths.door && !isGlued) return ['door', 'room'];
    if (depth === depths.door && place === 'lane') return digitCount >= 3 ? ['room', 'building'] : ['building', 'room'];
  }
  if (isInsideName(text, token.end)) return nameNumberVerdict(text, token, place, depth, isGlued);
  if (place === 'village' && depth === depths.nothing && digitCount <= maxDoorDigits) return ['village-door', 'room'];
  const mayBeBuilding = isGrounds(place) && depth === depths.nothing && digitCount < 3 && !isGlued;
  return mayBeBuilding ? ['building', 'room'] : ['room'];
}

/** Whether a name goes on behind a number. */
const isInsideName = (text: string, at: number): boolean =>
  !isTail(text, at) && (isHanAt(text, at) || (kindAt(text, at) & letter) !== 0);

/** A number with a name behind it: a shop on a floor, or a number in the name. */
function nameNumberVerdict(
  text: string,
  token: NumberToken,
  place: PlaceClass | 'none',
  depth: number,
  isGlued: boolean,
): Verdict {
  const { digitCount } = token;
  const isBehindDoor = depth === depths.door;
  if (isBehindDoor && digitCount >= 3 && isGrounds(place)) return ['room'];
  // 栖柏路12号云锦汇3208青屿服饰: names seldom hold so long a number.
  if (isBehindDoor && (isGlued || digitCount >= 4) && !isPlaceNumber(text, token)) return ['room'];
  if (token.hasLetterInFront && isGrounds(place)) return ['building', 'room'];
  return ['other', isBehindDoor || (digitCount >= 3 && place !== 'none') ? 'room' : 'other'];
}
