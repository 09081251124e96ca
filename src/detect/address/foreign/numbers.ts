import { digitsOf, isFlatWord, type Segment } from './layout.ts';
import { lookUp } from './lexicon.ts';
import { postcodeLength } from './postcodes.ts';
import {
  add,
  beside,
  continuedRole,
  isBeforeName,
  isBeforeRoad,
  isNumber,
  type Marker,
  markerBefore,
  type Reading,
  type Role,
  roleBehind,
  segmentAt,
} from './reading.ts';
import type { Token } from './tokens.ts';

export function readNumber(reading: Reading, at: number): void {
  const token = reading.tokens[at] as Token;
  const decided = reading.roles[at] ?? judge(reading, at);
  const roles = typeof decided === 'string' ? [decided] : decided;
  reading.roles[at] = roles.at(-1);
  if (roles.includes('door') && !token.isMasked) reading.doorSegment ??= reading.segmentOf[at];
  const groups = roles.length === 1 ? [token] : groupsOf(token);
  // The F of 12F is a word for a floor; that of Apt 2F is a part of it.
  const next = beside(reading, at, 1);
  const isLettered = next?.text === 'f' && next.isGlued && roles.at(-1) === 'room';
  groups.forEach(({ start, end }, i) => {
    const isLast = i === groups.length - 1;
    add(reading, roles[Math.min(i, roles.length - 1)] as Role, start, isLast && isLettered ? next.start + 1 : end);
  });
}

/** The numbers of a chain: 12, 34 of 12/34 and A, 302 of A-302. */
function groupsOf(token: Token): { start: number; end: number; digitCount: number }[] {
  const groups: { start: number; end: number; digitCount: number }[] = [];
  for (const { start, end, digitCount, joiner } of token.pieces) {
    const last = groups.at(-1);
    if (last === undefined || joiner === '-' || joiner === '/') groups.push({ start, end, digitCount });
    else groups[groups.length - 1] = { start: last.start, end, digitCount: last.digitCount + digitCount };
  }
  return groups;
}

function judge(reading: Reading, at: number): Role | readonly Role[] {
  const continued = continuedRole(reading, at);
  if (continued !== undefined) return continued;
  const before = markerBefore(reading, at);
  const behind = roleBehind(reading, at);
  if (before !== undefined || behind !== undefined) reading.isAddress = true;
  if (behind !== undefined && before?.cls !== 'hash' && !isFlatWord(before?.cls)) return behind;
  switch (before?.cls) {
    case 'room':
    case 'box':
      return flatBeforeRoad(reading, at, 'room') ?? 'room';
    case 'floor':
      // First Floor 12 Larkspur Street: the floor has its number.
      if (reading.roles[before.at - 1] === 'floor' && isBeforeRoad(reading, at)) return door(reading, at);
      return flatBeforeRoad(reading, at, 'floor') ?? chain(reading, at, 'floor');
    case 'unit':
      return chain(reading, at, 'unit');
    case 'building':
      return towerRole(reading, at, before) ?? chain(reading, at, 'building');
    case 'house':
      return flatBeforeRoad(reading, at, 'room') ?? houseRole(reading, before);
    case 'number':
    case 'hash':
      return numberedRole(reading, at, before);
    case 'road':
      return roleBehindRoad(reading, at, before.at);
    case 'lead':
    case 'keep':
      return 'keep';
    case 'city':
      return isCityNumber(reading, at, before.at) ? 'keep' : bareRole(reading, at);
    case 'place':
      return isBeforeRoad(reading, at) && reading.doorSegment === undefined ? door(reading, at) : 'room';
    default:
      return bareRole(reading, at);
  }
}

/** Golden Tower 1503 is a flat; Golden Building 45 Nathan Road a door. */
function towerRole(reading: Reading, at: number, { at: word, isNumbered }: Marker): Role | undefined {
  const before = beside(reading, word, -1);
  const isTower = /^(?:building|bldg|tower|twr)$/u.test(reading.tokens[word]?.text ?? '');
  const isNamed = before?.kind === 'word' && reading.classes[word - 1] === undefined && before.text.length > 1;
  if (isNumbered || !isTower || !isNamed) return undefined;
  return isBeforeRoad(reading, at) && reading.doorSegment === undefined ? 'door' : 'room';
}

/** Unit 5/12 Smith Street: the first is the flat, the second the door. */
function flatBeforeRoad(reading: Reading, at: number, role: Role): readonly Role[] | undefined {
  const isPair = groupsOf(reading.tokens[at] as Token).length === 2;
  return isPair && isBeforeName(reading, at) && isBeforeRoad(reading, at) ? [role, 'door'] : undefined;
}

/** Tower 3-1205, Stiege 2/5, 4-B: what follows the first number is a room. */
function chain(reading: Reading, at: number, role: Role): Role | readonly Role[] {
  return groupsOf(reading.tokens[at] as Token).length > 1 ? [role, 'room'] : role;
}

/** House 12 is a door; Oak House 12 and a house behind a door (Rua Azul 40 casa 2) are flats. */
function houseRole(reading: Reading, { at: word, isNumbered }: Marker): Role {
  const isNamed = !isNumbered && isHouseWord(reading, word) && beside(reading, word, -1)?.kind === 'word';
  return isNamed || reading.doorSegment !== undefined ? 'room' : 'door';
}

const isHouseWord = ({ tokens }: Reading, at: number): boolean =>
  /^(?:house|hse|villa|bungalow|cottage|casa)$/u.test(tokens[at]?.text ?? '');

/** No. 12 is a door, # 12 a flat; but in Colombia the road is a number itself: Cra 18 # 63-64. */
function numberedRole(reading: Reading, at: number, { cls, at: word }: Marker): Role | readonly Role[] {
  const lead = reading.leads[at];
  const isAfterLead = lead !== undefined && !numberedLane.test(lead) && !reading.isSingapore;
  if (isAfterLead && isNumber(reading.tokens[word]) && reading.roles[word] === 'keep') return 'door';
  // Mexico and Argentina: Calle Real #45.
  if (isAfterLead && cls === 'hash' && reading.doorSegment === undefined) return door(reading, at);
  if (cls === 'number') return reading.doorSegment === undefined ? door(reading, at) : 'room';
  if (reading.doorSegment === undefined && isBeforeName(reading, at) && isBeforeRoad(reading, at))
    return door(reading, at);
  return groupsOf(reading.tokens[at] as Token).length > 1 ? ['floor', 'room'] : 'room';
}

/** Triftstrasse 67 is a door, Street 21 a road, 12 Main St 4 a flat, Bukit Batok Street 21 of Singapore a road. */
function roleBehindRoad(reading: Reading, at: number, road: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const word = reading.tokens[road] as Token;
  const before = beside(reading, road, -1);
  if (/^(?:county|state|township|national|forest)$/u.test(before?.text ?? '')) return 'keep';
  const isNamed = before?.kind === 'word' || before?.isOrdinal === true || lookUp(word.text) === undefined;
  if (!isNamed || digitsOf(token) >= 5 || (reading.isSingapore && !token.isMasked)) return 'keep';
  if (isBeforeNumbered(reading, at)) return 'keep';
  if (isFlatOfCourt(reading, at, road)) return 'room';
  return reading.doorSegment === undefined ? door(reading, at) : 'room';
}

/** Sunset Court 5, 12 High Street: what is named like a road is a house, as the door stands elsewhere. */
function isFlatOfCourt(reading: Reading, at: number, road: number): boolean {
  const isCourt = /^(?:court|ct|gardens|gdns|grove|hill|terrace|row|close|square|sq|mews|quay|wharf|walk)$/u;
  const here = reading.segmentOf[at] as number;
  const hasOtherDoor = reading.lastLeadingDoor > here || (reading.doorSegment ?? here) < here;
  return hasOtherDoor && isCourt.test(reading.tokens[road]?.text ?? '');
}

/** Dublin 4 and Kingston 2 are districts, Taipei City 100 and Manama 317 postcodes; Garden City 12 is a flat. */
function isCityNumber(reading: Reading, at: number, city: number): boolean {
  const digits = digitsOf(reading.tokens[at] as Token);
  const isGeneric = /^(?:city|county|village|township)$/u.test(reading.tokens[city]?.text ?? '');
  return digits <= 2 ? !isGeneric : digits === 3 && at === reading.lastNumber;
}

/** A number that no word explains: its place does. */
function bareRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  if (token.isMasked) return token.pieces.length > 1 && isBeforeRoad(reading, at) ? door(reading, at) : 'room';
  if (token.isOrdinal) return ordinalRole(reading, at);
  const postcode = postcodeLength(reading.text, reading.tokens, at);
  // 1017 DR Amsterdam is one though DR is a road, 1203-456 Granville Street is none.
  if (postcode > 0 && !isBeforeRoad(reading, at + postcode - 1)) {
    reading.isAddress = true;
    if (postcode > 1) reading.roles[at + 1] = 'keep';
    return 'keep';
  }
  const digits = digitsOf(token);
  const before = beside(reading, at, -1);
  // Nothing of an address is that long but the postcode of Chile.
  if (digits > 7 || (digits === 7 && before !== undefined)) return 'room';
  // The second half of a name: мкр. Самал-2.
  if (before?.text === '-' && reading.classes[at - 3] === 'keep') return 'keep';
  if (isNumber(before)) return roleBehindNumber(reading, at);
  if (before?.kind === 'word' && before.text.length === 1) return roleBehindLetter(reading, at);
  const { from, to } = segmentAt(reading, at);
  if (from === at && to === at + 1) return loneRole(reading, at);
  if (isRoadNumber(reading, at) || isDate(reading, at)) return 'keep';
  if (reading.hasSlashedDoors && token.text.includes('/')) return 'door';
  return before?.kind === 'word' ? trailingRole(reading, at) : leadingRole(reading, at);
}

/** 79 St, 100 Street NW: a road that is a number. */
function isRoadNumber(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1];
  return next !== undefined && lookUp(next.text) === 'road' && !isBeforeName(reading, at + 1);
}

/** Avenue du 8 Mai 1945, Av. 9 de Julio: a road named after a day. */
function isDate(reading: Reading, at: number): boolean {
  const before = beside(reading, at, -1);
  if (before?.kind !== 'word') return false;
  const isDay = /^(?:du|de|del|della|dos|lead)$/u.test(before.text) || reading.classes[at - 1] === 'lead';
  if (isDay) return beside(reading, at, 1)?.kind === 'word' && digitsOf(reading.tokens[at] as Token) <= 2;
  const isYear = /^(?:1[789]|20)\d\d$/u.test(reading.tokens[at]?.text ?? '');
  return isYear && isNumber(beside(reading, at - 1, -1)) && reading.roles[at - 2] === 'keep';
}

/** 5th Ave and 2nd Cross are roads; 3º B, or 5th at the end, a floor. */
function ordinalRole(reading: Reading, at: number): Role {
  if (isBeforeName(reading, at)) return 'keep';
  const before = beside(reading, at, -1);
  const isDirection = before?.kind === 'word' && /^(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)$/u.test(before.text);
  return reading.doorSegment === undefined || isDirection ? 'keep' : 'floor';
}

/** Main Street 12 4B is a flat, Friedrichstr. 12 10117 Berlin a postcode, 16 1/2 one door. */
function roleBehindNumber(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  if (/^[1-3]\/[2-4]$/u.test(token.text) && reading.roles[at - 1] === 'door') return 'door';
  if (reading.doorSegment === undefined && isBeforeName(reading, at)) return leadingRole(reading, at);
  const isPlain = /^\d+$/u.test(token.text);
  const isPostcode = digitsOf(token) === 4 && at === reading.lastNumber && isBeforeName(reading, at);
  return isPlain && (digitsOf(token) >= 5 || isPostcode) ? 'keep' : 'room';
}

/** Hämeenkatu 1 A 12 is a stair and a flat; A 302, B 4 are flats; W 26 St is a road. */
function roleBehindLetter(reading: Reading, at: number): Role | readonly Role[] {
  const letter = reading.tokens[at - 1] as Token;
  if (reading.roles[at - 1] !== undefined) return 'room';
  const road = beside(reading, at - 1, -1) === undefined ? undefined : reading.classes[at - 2];
  if (road === 'road' || road === 'lead') return trailingRole(reading, at);
  if (isBeforeRoad(reading, at) && /^[nsew]$/u.test(letter.text)) return 'keep';
  // Liepu g. 12-34: the road's word, shortened.
  const isRoad = letter.isDotted && reading.doorSegment === undefined && beside(reading, at - 1, -1)?.kind === 'word';
  if (isRoad) return trailingRole(reading, at);
  const isStair = isNumber(beside(reading, at - 1, -1));
  // m. 5, D: 5: a word that is short for something.
  if (!letter.isDotted && letter.text !== 'm') add(reading, isStair ? 'unit' : 'room', letter.start, letter.end);
  reading.roles[at - 1] = 'unit';
  return 'room';
}

/** Gang Melati 3 No. 12: the first is part of the road's name. */
const isBeforeNumbered = (reading: Reading, at: number): boolean =>
  reading.classes[at + 1] === 'number' || beside(reading, at, 1)?.text === '#';

const numberedLane = /^(?:jalan|jl|jln|lorong|lor|gang|gg|soi|thanon|simpang|hem|ngo|ngach)$/u;

/** A number between two commas. */
function loneRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const digits = digitsOf(token);
  const here = reading.segmentOf[at] as number;
  const previous = reading.segments[here - 1];
  const next = reading.segments[here + 1];
  if (/^\p{L}/u.test(token.text)) return 'room';
  if (digits >= 5 || /^0\d{3}$/u.test(token.text)) return 'keep';
  if (reading.doorSegment === undefined) {
    // 36, Teheran-ro: the door of the road that follows. 1503, Sunrise Towers, 12 High Street: a flat.
    if (next !== undefined && hasWords(next))
      return next.hasPlace || reading.lastDoor > here ? 'room' : door(reading, at);
    return previous?.hasPlace === true ? 'room' : door(reading, at);
  }
  return digits === 4 && reading.doorSegment < here - 1 && at === reading.lastNumber ? 'keep' : 'room';
}

const hasWords = ({ hasName, hasRoad, hasPlace }: Segment): boolean => hasName || hasRoad || hasPlace;

/** A number before a name: 222 Lenox Road, 1 Hämeenkatu, 10115 Berlin, 5 Oak House. */
function leadingRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const digits = digitsOf(token);
  const here = reading.segmentOf[at] as number;
  const { hasPlace } = segmentAt(reading, at);
  const hasRoad = isBeforeRoad(reading, at);
  if (hasRoad) return isFlatOfCourt(reading, at, at + 2) ? 'room' : doorBeforeRoad(reading, at);
  if (digits >= 4 && /^\d+$/u.test(token.text)) {
    const isFlat = digits === 4 && reading.doorSegment !== undefined && at !== reading.lastNumber;
    return isFlat || hasPlace || reading.lastLeadingDoor > here ? 'room' : 'keep';
  }
  if (reading.doorSegment === undefined) return reading.lastDoor > here ? 'room' : doorBeforeRoad(reading, at);
  // C1059 Buenos Aires.
  if (/^[A-Z]\d{4}(?:[A-Z]{3})?$/u.test(token.text) && !hasPlace && reading.doorSegment < here) return 'keep';
  // 101 Reykjavík: three digits open a city's line in some countries.
  const isPostcode = digits === 3 && at === reading.lastNumber && reading.doorSegment < here;
  return isPostcode && !hasPlace && /^\d+$/u.test(token.text) ? 'keep' : 'room';
}

/** A number behind a name: Herengracht 573, Palm Grove 304, Wellington 6011, Kingston 2. */
function trailingRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const digits = digitsOf(token);
  const here = reading.segmentOf[at] as number;
  if (digits >= 5 || isBeforeNumbered(reading, at)) return 'keep';
  const isNumbered = reading.doorSegment !== undefined || token.text.includes('/');
  if (isNumbered && numberedLane.test(reading.leads[at] ?? '')) return 'keep';
  if (reading.doorSegment === undefined) {
    if (/^\p{L}/u.test(token.text)) return 'room';
    const { hasRoad } = segmentAt(reading, at);
    return !hasRoad && reading.lastDoor > here && digits < 4 ? 'room' : door(reading, at);
  }
  return digits === 4 && at === reading.lastNumber && /^\d+$/u.test(token.text) ? 'keep' : 'room';
}

/** 12/345 Smith Street is flat and door, 86-15 Broadway and 4-6 Princes Road doors. */
function doorBeforeRoad(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const groups = groupsOf(token);
  if (groups.length !== 2 || reading.hasSlashedDoors) return door(reading, at);
  const [first, second] = groups as [Group, Group];
  // 6/6A is two doors.
  const isTwin = numberOf(reading, first) === numberOf(reading, second);
  if (token.text.includes('/') && second.digitCount > 0) return isTwin ? 'door' : ['room', 'door'];
  const isQueens =
    isBeforeRoad(reading, at) &&
    first.digitCount <= 2 &&
    second.digitCount <= 2 &&
    numberOf(reading, second) < numberOf(reading, first);
  return isRange(reading, first, second) || isQueens || second.digitCount === 0 ? 'door' : ['room', 'door'];
}

/** The door and what follows it: 12/34, 573-2, 5/3/12 and 3-2-501 end in a flat, 17-19 and 12/A do not. */
function door(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const groups = groupsOf(token);
  if (groups.length === 1 || (reading.hasSlashedDoors && token.text.includes('/'))) return 'door';
  if (groups.length > 2) return longChain(reading, groups);
  const [first, second] = groups as [Group, Group];
  const isLetter = second.digitCount === 0 && !/^[ivx]+$/iu.test(reading.text.slice(second.start, second.end));
  return isLetter || isRange(reading, first, second) ? 'door' : ['door', 'room'];
}

/** 3-2-501 is a building, a stair and a flat; 1-2-3-401 of Tokyo has its flat behind three numbers of the door. */
function longChain({ isJapanese }: Reading, groups: readonly Group[]): Role[] {
  const last = groups.length - 1;
  if (!isJapanese) return groups.map((_, i) => (i === 0 ? 'door' : i === last ? 'room' : 'unit'));
  return groups.map(({ digitCount }, i) => (i > 2 || (i === last && digitCount > 2) ? 'room' : 'door'));
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly digitCount: number;
}

const numberOf = ({ text }: Reading, { start, end }: Group): number => Number.parseInt(text.slice(start, end), 10);

/** 17-19, 8-9, 1036-1038: doors of one side of a road, or two next to each other. */
function isRange(reading: Reading, first: Group, second: Group): boolean {
  if (reading.text[first.end] !== '-') return false;
  const width = numberOf(reading, second) - numberOf(reading, first);
  return width === 1 || (width > 0 && width <= 10 && width % 2 === 0);
}
