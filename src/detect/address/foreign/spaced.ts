import type { AddressPart, AddressRole } from '../part.ts';
import { digitsOf, type Layout, readLayout, type Segment } from './layout.ts';
import { lookUp, type WordClass } from './lexicon.ts';
import { postcodeLength } from './postcodes.ts';
import type { Token } from './tokens.ts';

/** What a number or a letter is. `keep` is part of a road, a region or a postcode. */
type Role = AddressRole | 'keep';

interface Reading extends Layout {
  readonly text: string;
  /** Role of each token that has one, by index. */
  readonly roles: (Role | undefined)[];
  readonly parts: AddressPart[];
  readonly lastNumber: number;
  /** Segment of the door, once there is one: bare numbers behind it are flats. */
  doorSegment: number | undefined;
  /** Whether anything says that this is an address. */
  isAddress: boolean;
}

/**
 * Finds the parts of an address in a writing with spaces. Each number is judged by the word beside it where that says what it
 * is (Apt, 2. OG, кв.), and by its place where it does not: before or behind the road, behind the door, alone between commas.
 *
 * @param text - Folded text that still has its line ends, people and phones in it hidden.
 * @returns `undefined` where there are numbers and nothing says that they belong to an address.
 */
export function findSpacedParts(text: string): AddressPart[] | undefined {
  const layout = readLayout(text);
  const { tokens, segments, classes } = layout;
  let lastNumber = tokens.length - 1;
  while (lastNumber >= 0 && tokens[lastNumber]?.kind !== 'number') lastNumber--;
  const isAddress = segments.some(({ hasRoad }) => hasRoad) || segments.filter(({ hasName }) => hasName).length > 1;
  const reading: Reading = { ...layout, text, roles: [], parts: [], lastNumber, doorSegment: undefined, isAddress };
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'number') readNumber(reading, at);
    else if (classes[at] !== undefined) readMarker(reading, at);
    else if (tokens[at]?.kind === 'word') readLetter(reading, at);
  }
  return lastNumber >= 0 && !reading.isAddress ? undefined : reading.parts;
}

// --- Neighbours ---

/** The token beside `at` in the same segment. */
function beside(reading: Reading, at: number, step: 1 | -1): Token | undefined {
  const token = reading.tokens[at + step];
  return token === undefined || token.kind === 'break' ? undefined : token;
}

const segmentAt = (reading: Reading, at: number): Segment =>
  reading.segments[reading.segmentOf[at] as number] as Segment;
const isNumber = (token: Token | undefined): boolean => token?.kind === 'number';
const hiddenRoles: readonly (Role | undefined)[] = ['room', 'floor', 'unit'];

/** The word that says what the number at `at` is, before it, and what stands between: Apt No. 4, House # 12. */
interface Marker {
  readonly cls: WordClass | 'hash';
  readonly at: number;
  /** Whether No. or # stands between, or alone. */
  readonly isNumbered: boolean;
}

function markerBefore(reading: Reading, at: number): Marker | undefined {
  let i = at - 1;
  let hash = false;
  let no = false;
  for (; i >= 0; i--) {
    const token = reading.tokens[i] as Token;
    const isGluedDash = token.text === '-' && (reading.tokens[i + 1] as Token).isGlued;
    if (token.text === '#') hash = true;
    else if (reading.classes[i] === 'number') no = true;
    else if (token.kind !== 'sign' || !(isGluedDash || ':.='.includes(token.text))) break;
  }
  const isNumbered = hash || no;
  const cls = reading.classes[i];
  // Taipei's 4F.-3 is a floor and a room.
  if (reading.tokens[i]?.text === 'f' && reading.roles[i - 1] === 'floor') return { cls: 'room', at: i, isNumbered };
  if (no && /^(?:[hd]|door)$/u.test(reading.tokens[i]?.text ?? '')) return { cls: 'house', at: i, isNumbered };
  // Ave #12-34 is a flat, Street # 5 a road.
  const isHashed = hash && cls === 'road' && beside(reading, i, -1) !== undefined;
  if (isHashed) return { cls: 'hash', at: i, isNumbered };
  if (cls !== undefined && !(no && cls === 'place')) return { cls, at: i, isNumbered };
  if (no) return { cls: 'number', at: i, isNumbered };
  return hash ? { cls: 'hash', at: i, isNumbered } : undefined;
}

const dashedUnits: Readonly<Record<string, Role>> = {
  dong: 'building',
  ho: 'room',
  go: 'room',
  cheung: 'floor',
  chung: 'floor',
};

/** What the word behind a number says: 6th floor, 12/F, 3. OG, 5. ajtó, 101-dong. */
function roleBehind(reading: Reading, at: number): Role | undefined {
  const { tokens, classes } = reading;
  const number = tokens[at] as Token;
  let i = at + 1;
  const sign = tokens[i];
  const isDotted = sign?.text === '.' && sign.isGlued;
  const isJoined = (sign?.text === '/' || sign?.text === '-') && sign.isGlued && tokens[i + 1]?.isGlued === true;
  if (isDotted || isJoined) i++;
  const word = tokens[i];
  if (word?.kind !== 'word') return undefined;
  if (word.text === 'f' && (word.isGlued || isDotted)) return 'floor';
  if (isJoined) return sign.text === '-' ? (dashedUnits[word.text] ?? 'keep') : undefined;
  const cls = classes[i];
  if (cls === 'above') return 'floor';
  if (cls === 'keep' && !(i + 1 < tokens.length && isNumber(tokens[i + 1]))) return 'keep';
  const opens = isNumber(tokens[i + 1]) || tokens[i + 1]?.text === '#' || isDesignator(reading, i + 1);
  if (cls === 'floor') return !opens || number.isOrdinal || isDotted ? 'floor' : undefined;
  if (cls === 'count') return opens ? undefined : 'keep';
  if (cls === 'side') return isDotted || number.isOrdinal ? 'floor' : undefined;
  if (cls === 'room' || cls === 'unit') return (isDotted || number.isOrdinal) && !opens ? cls : undefined;
  return undefined;
}

const numberWord =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[ivx]{2,4})$/u;

/** Letters that stand where a number would: Apt B, Suite AB, Level IV, Unit One. */
function isDesignator(reading: Reading, at: number): boolean {
  const token = reading.tokens[at];
  if (token?.kind !== 'word') return false;
  if (numberWord.test(token.text)) return true;
  const written = reading.text.slice(token.start, token.end).replace(/[.:]$/u, '');
  if (written.length > 2) return false;
  if (/^\p{Lu}{1,2}$/u.test(written)) return written.length === 1 || reading.classes[at] === undefined;
  return written.length === 1 && beside(reading, at, 1)?.kind !== 'word';
}

/** Whether a word of a name, of a road or a house, follows at once. */
function isBeforeName(reading: Reading, at: number): boolean {
  const next = beside(reading, at, 1);
  if (next?.kind !== 'word') return false;
  const cls = reading.classes[at + 1];
  return cls === undefined
    ? next.text.length > 1 || !isDesignator(reading, at + 1)
    : /^(?:road|lead|place|house|keep)$/u.test(cls);
}

/** Whether a road stands between the number and the next one of its segment. */
function isBeforeRoad(reading: Reading, at: number): boolean {
  const { to } = segmentAt(reading, at);
  for (let i = at + 1; i < to; i++) {
    const cls = reading.classes[i];
    if (cls === 'road' || cls === 'lead') return true;
    const token = reading.tokens[i] as Token;
    if (isNumber(token) && !token.isOrdinal) return false;
  }
  return false;
}

// --- Numbers ---

function readNumber(reading: Reading, at: number): void {
  const token = reading.tokens[at] as Token;
  const decided = reading.roles[at] ?? judge(reading, at);
  const roles = typeof decided === 'string' ? [decided] : decided;
  reading.roles[at] = roles.at(-1);
  if (roles.includes('door') && !token.isMasked) reading.doorSegment ??= reading.segmentOf[at];
  if (roles.length === 1) return add(reading, roles[0] as Role, token.start, token.end);
  groupsOf(token).forEach(({ start, end }, i) => {
    add(reading, roles[Math.min(i, roles.length - 1)] as Role, start, end);
  });
}

function add({ parts }: Reading, role: Role, start: number, end: number): void {
  if (role !== 'keep') parts.push({ role, start, end });
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
  if (behind !== undefined && !isFlatWord(before?.cls)) return behind;
  switch (before?.cls) {
    case 'room':
    case 'box':
      return flatBeforeRoad(reading, at, 'room') ?? 'room';
    case 'floor':
      return flatBeforeRoad(reading, at, 'floor') ?? chain(reading, at, 'floor');
    case 'unit':
      return chain(reading, at, 'unit');
    case 'building':
      return chain(reading, at, 'building');
    case 'house':
      return houseRole(reading, before);
    case 'number':
    case 'hash':
      return numberedRole(reading, at, before);
    case 'road':
      return roleBehindRoad(reading, at, before.at);
    case 'lead':
    case 'keep':
      return 'keep';
    case 'place':
      return isBeforeRoad(reading, at) && reading.doorSegment === undefined ? door(reading, at) : 'room';
    default:
      return bareRole(reading, at);
  }
}

const isFlatWord = (cls: WordClass | 'hash' | undefined): boolean =>
  cls === 'room' || cls === 'floor' || cls === 'unit' || cls === 'building' || cls === 'box';

/** Suites 100 & 200, Level 3 to 5, Units 5 and 6. */
function continuedRole(reading: Reading, at: number): Role | undefined {
  const link = beside(reading, at, -1);
  if (link === undefined || !/^(?:&|\+|\/|and|to|y|e|et|und|og|och|и)$/u.test(link.text)) return undefined;
  const role = reading.roles[at - 2];
  return hiddenRoles.includes(role) && !isBeforeRoad(reading, at) ? role : undefined;
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
  if (isNumber(reading.tokens[word]) && reading.roles[word] === 'keep') return 'door';
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
  const isNamed = before?.kind === 'word' || before?.isOrdinal === true || lookUp(word.text) === undefined;
  if (!isNamed || digitsOf(token) >= 5 || (isSingapore(reading) && !token.isMasked)) return 'keep';
  if (isBeforeNumbered(reading, at)) return 'keep';
  return reading.doorSegment === undefined ? door(reading, at) : 'room';
}

const isSingapore = ({ tokens }: Reading): boolean => tokens.some(({ text }) => /^(?:singapore|blk)$/u.test(text));

/** A number that no word explains: its place does. */
function bareRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  if (token.isMasked) return token.pieces.length > 1 && isBeforeRoad(reading, at) ? door(reading, at) : 'room';
  if (token.isOrdinal) return ordinalRole(reading, at);
  const postcode = postcodeLength(reading.text, reading.tokens, at);
  if (postcode > 0 && !isBeforeRoad(reading, at)) {
    reading.isAddress = true;
    if (postcode > 1) reading.roles[at + 1] = 'keep';
    return 'keep';
  }
  const digits = digitsOf(token);
  const before = beside(reading, at, -1);
  // Nothing of an address is that long but the postcode of Chile.
  if (digits > 7 || (digits === 7 && before !== undefined)) return 'room';
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
  return isPlain && (digitsOf(token) >= 5 || (digitsOf(token) === 4 && isBeforeName(reading, at))) ? 'keep' : 'room';
}

/** Hämeenkatu 1 A 12 is a stair and a flat; A 302, B 4 are flats; W 26 St is a road. */
function roleBehindLetter(reading: Reading, at: number): Role | readonly Role[] {
  const letter = reading.tokens[at - 1] as Token;
  if (reading.roles[at - 1] !== undefined) return 'room';
  const road = beside(reading, at - 1, -1) === undefined ? undefined : reading.classes[at - 2];
  if (road === 'road' || road === 'lead') return trailingRole(reading, at);
  if (isBeforeRoad(reading, at) && /^[nsew]$/u.test(letter.text)) return 'keep';
  const isStair = isNumber(beside(reading, at - 1, -1));
  // m. 5, D: 5: a word that is short for something.
  if (!letter.isDotted && letter.text !== 'm') add(reading, isStair ? 'unit' : 'room', letter.start, letter.end);
  reading.roles[at - 1] = 'unit';
  return 'room';
}

/** Gang Melati 3 No. 12: the first is part of the road's name. */
const isBeforeNumbered = (reading: Reading, at: number): boolean =>
  reading.classes[at + 1] === 'number' || beside(reading, at, 1)?.text === '#';

/** Jalan SS 2/24, Soi Sukhumvit 21: roads of south-east Asia are numbered behind their name. */
function isNumberedLane(reading: Reading, at: number): boolean {
  const { from } = segmentAt(reading, at);
  for (let i = at - 1; i >= from; i--) {
    if (reading.classes[i] === 'lead')
      return /^(?:jalan|jl|jln|lorong|lor|gang|gg|soi|thanon|simpang|hem|ngo|ngach)$/u.test(
        reading.tokens[i]?.text ?? '',
      );
  }
  return false;
}

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
      return next.hasPlace || hasDoorAfter(reading, here) ? 'room' : door(reading, at);
    return previous?.hasPlace === true ? 'room' : door(reading, at);
  }
  return digits === 4 && reading.doorSegment < here - 1 ? 'keep' : 'room';
}

const hasWords = ({ hasName, hasRoad, hasPlace }: Segment): boolean => hasName || hasRoad || hasPlace;

/** Whether a later segment has the door: then a number here is a flat's. */
const hasDoorAfter = ({ segments }: Reading, here: number): boolean =>
  segments.some(({ door: side }, i) => i > here && side !== undefined);

const hasLeadingDoorAfter = ({ segments }: Reading, here: number): boolean =>
  segments.some(({ door: side }, i) => i > here && side === 'leading');

/** A number before a name: 222 Lenox Road, 1 Hämeenkatu, 10115 Berlin, 5 Oak House. */
function leadingRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const digits = digitsOf(token);
  const here = reading.segmentOf[at] as number;
  const { hasPlace } = segmentAt(reading, at);
  const hasRoad = isBeforeRoad(reading, at);
  if (hasRoad) return doorBeforeRoad(reading, at);
  if (digits >= 4 && /^\d+$/u.test(token.text)) return hasPlace || hasLeadingDoorAfter(reading, here) ? 'room' : 'keep';
  if (reading.doorSegment === undefined) return hasDoorAfter(reading, here) ? 'room' : doorBeforeRoad(reading, at);
  // C1059 Buenos Aires.
  if (/^[A-Z]\d{4}(?:[A-Z]{3})?$/u.test(token.text) && !hasPlace && reading.doorSegment < here) return 'keep';
  // 101 Reykjavík: three digits open a city's line in some countries.
  return digits === 3 && !hasPlace && reading.doorSegment < here && /^\d+$/u.test(token.text) ? 'keep' : 'room';
}

/** A number behind a name: Herengracht 573, Palm Grove 304, Wellington 6011, Kingston 2. */
function trailingRole(reading: Reading, at: number): Role | readonly Role[] {
  const token = reading.tokens[at] as Token;
  const digits = digitsOf(token);
  const here = reading.segmentOf[at] as number;
  if (digits >= 5 || isBeforeNumbered(reading, at)) return 'keep';
  if (reading.doorSegment !== undefined && isNumberedLane(reading, at)) return 'keep';
  if (reading.doorSegment === undefined) {
    if (/^\p{L}/u.test(token.text)) return 'room';
    const { hasRoad } = segmentAt(reading, at);
    return !hasRoad && hasDoorAfter(reading, here) && digits < 4 ? 'room' : door(reading, at);
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
  const isTwin = valueOf(reading, first) === valueOf(reading, second);
  if (token.text.includes('/') && second.digitCount > 0) return isTwin ? 'door' : ['room', 'door'];
  const isQueens =
    first.digitCount <= 2 && second.digitCount <= 2 && valueOf(reading, second) < valueOf(reading, first);
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

const valueOf = ({ text }: Reading, { start, end }: Group): number => Number.parseInt(text.slice(start, end), 10);

/** 17-19, 8-9, 1036-1038: doors of one side of a road, or two next to each other. */
function isRange(reading: Reading, first: Group, second: Group): boolean {
  if (reading.text[first.end] !== '-') return false;
  const width = valueOf(reading, second) - valueOf(reading, first);
  return width === 1 || (width > 0 && width <= 10 && width % 2 === 0);
}

// --- Words and letters ---

/** What a word of an address says about the letters beside it: Apt B, Sixth Floor, 2º izq, Bajo. */
function readMarker(reading: Reading, at: number): void {
  const cls = reading.classes[at];
  if (cls === 'level') return readLevel(reading, at);
  if (cls === 'side') return readSide(reading, at);
  if (cls === 'floor' || cls === 'above') readFloorWord(reading, at);
  // Dto: departamento 5 in Chile, direito in Portugal.
  if (reading.tokens[at]?.text === 'dto' && !isNumber(beside(reading, at, 1))) return readSide(reading, at);
  if (!isFlatWord(cls) && cls !== 'house') return;
  let next = at + 1;
  while (reading.classes[next] === 'number' || /^[#:.]$/u.test(beside(reading, next - 1, 1)?.text ?? '')) next++;
  if (reading.segmentOf[next] !== reading.segmentOf[at] || !isDesignator(reading, next)) return;
  // A 12, a letter before a number, is read with the number.
  if (isNumber(beside(reading, next, 1)) && !isBeforeName(reading, next + 1)) reading.roles[next] = undefined;
  const { start, end } = reading.tokens[next] as Token;
  const role: Role = cls === 'box' || cls === 'house' ? 'room' : (cls as Role);
  reading.isAddress = true;
  reading.roles[next] = role;
  add(reading, role, start, end);
}

const flatOrSide = (cls: WordClass | undefined): boolean => isFlatWord(cls) || cls === 'side';

/** Sixth Floor, Lower Ground Floor, II. em., planta baja: the word that stands for the number. */
function readFloorWord(reading: Reading, at: number): void {
  const next = beside(reading, at, 1);
  const isLast = next === undefined || next.kind === 'sign' || flatOrSide(reading.classes[at + 1]);
  if (isLast || reading.classes[at] === 'above') {
    let from = at;
    while (isFloorName(reading, from - 1, from === at && isLast)) from--;
    for (let i = from; i < at; i++) addWord(reading, i, 'floor');
  }
  const isEnd = beside(reading, at + 1, 1) === undefined;
  const isNamed = /^(?:piano|planta|lantai|piso|etage|kat)$/u.test(reading.tokens[at]?.text ?? '');
  if (isNamed && isEnd && next?.kind === 'word' && reading.classes[at + 1] === undefined)
    addWord(reading, at + 1, 'floor');
}

const floorName =
  /^(?:ground|lower|upper|top|main|attic|garden|rear|front|[ivx]{1,4}|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen)th|twent(?:y|ieth))$/u;

/** Any word before a floor word that ends its segment, and further ones that are sure to be a floor's. */
function isFloorName(reading: Reading, at: number, isAny: boolean): boolean {
  const token = reading.tokens[at];
  if (token?.kind !== 'word') return false;
  if (floorName.test(token.text)) return true;
  const cls = reading.classes[at];
  return isAny && (cls === 'level' || (cls === undefined && token.text.length > 1));
}

function addWord(reading: Reading, at: number, role: Role): void {
  const { start, end, isDotted } = reading.tokens[at] as Token;
  if (reading.roles[at] !== undefined) return;
  reading.roles[at] = role;
  reading.isAddress = true;
  add(reading, role, start, isDotted ? end - 1 : end);
}

/** Bajo, EG, G/F, Basement: a floor without a number, behind a door or alone between commas. */
function readLevel(reading: Reading, at: number): void {
  const before = beside(reading, at, -1);
  const isOpen = before === undefined || before.kind !== 'word' || reading.roles[at - 1] !== undefined;
  if (isOpen && !isBeforeName(reading, at)) addWord(reading, at, 'floor');
}

/** 2º izq, 3. tv, 2. OG links: which flat of a floor. */
function readSide(reading: Reading, at: number): void {
  const { from, to } = segmentAt(reading, at);
  let before = at - 1;
  while (beside(reading, before + 1, -1)?.kind === 'sign') before--;
  const isBesideFlat =
    beside(reading, before + 1, -1) !== undefined &&
    (hiddenRoles.includes(reading.roles[before]) || /^(?:floor|above|level)$/u.test(reading.classes[before] ?? ''));
  const isAlone = to - from === 1 && reading.doorSegment !== undefined;
  if (isBesideFlat || isAlone) addWord(reading, at, 'room');
}

/** 3º B, Bajo B, 123 Main St B: a letter that stands where a flat would. */
function readLetter(reading: Reading, at: number): void {
  const token = reading.tokens[at] as Token;
  if (token.text.length !== 1 || reading.roles[at] !== undefined || isNumber(beside(reading, at, 1))) return;
  if (isBeforeName(reading, at)) return;
  const before = beside(reading, at, -1);
  // The F of 12F is the word, not the flat.
  if (token.text === 'f' && token.isGlued)
    return reading.roles[at - 1] === 'room' ? addWord(reading, at, 'room') : undefined;
  const { from, to } = segmentAt(reading, at);
  const here = reading.segmentOf[at] as number;
  const isAlone = to - from === 1 && (reading.doorSegment !== undefined || hasDoorAfter(reading, here));
  const isBehindFlat = before !== undefined && hiddenRoles.includes(reading.roles[at - 1]);
  const isBehindRoad =
    reading.classes[at - 1] === 'road' &&
    reading.doorSegment !== undefined &&
    beside(reading, at - 1, -1)?.kind === 'word' &&
    !/^[nsewo]$/u.test(token.text);
  if (isAlone || isBehindFlat || (before !== undefined && isBehindRoad)) addWord(reading, at, 'room');
}
