import { isFlatWord } from './layout.ts';
import {
  add,
  beside,
  continuedRole,
  hiddenRoles,
  isBeforeName,
  isDesignator,
  isNumber,
  type Reading,
  type Role,
  segmentAt,
} from './reading.ts';
import type { Token } from './tokens.ts';
import type { WordClass } from './wordClass.ts';

/** What a word of an address says about the letters beside it: Apt B, Sixth Floor, 2º izq, Bajo. */
export function readMarker(reading: Reading, at: number): void {
  const cls = reading.classes[at];
  // Dto: departamento 5 in Chile, direito in Portugal.
  const isDireito = reading.tokens[at]?.text === 'dto' && !isNumber(beside(reading, at, 1));
  if (cls === 'level') readLevel(reading, at);
  else if (cls === 'side' || isDireito) readSide(reading, at);
  else if (cls === 'above') readFloorWord(reading, at);
  else if (isFlatWord(cls) || cls === 'house') readMarkedLetter(reading, at);
}

/** Apt B, Tower A, Unit One, Floor: III; Sixth Floor. */
function readMarkedLetter(reading: Reading, at: number): void {
  const cls = reading.classes[at];
  if (cls === 'floor') readFloorWord(reading, at);
  // Top Flat.
  if (cls === 'room' && beside(reading, at, 1) === undefined && isFloorName(reading, at - 1, false)) {
    addWord(reading, at - 1, 'floor');
  }
  let next = at + 1;
  while (reading.classes[next] === 'number' || /^[#:.]$/u.test(beside(reading, next - 1, 1)?.text ?? '')) next++;
  if (reading.segmentOf[next] !== reading.segmentOf[at] || !isDesignator(reading, next)) return;
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
  const before = beside(reading, at, -1);
  const isNamedBefore = before?.kind === 'word' && floorName.test(before.text);
  const isLast = next === undefined || next.kind === 'sign' || flatOrSide(reading.classes[at + 1]);
  if (isLast || isNamedBefore || reading.classes[at] === 'above') {
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
  const isOpen =
    before === undefined ||
    before.kind !== 'word' ||
    /^(?:the|le|la|el)$/u.test(before.text) ||
    reading.roles[at - 1] !== undefined;
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
  // Denmark's st. tv.: stuen, the ground floor.
  const isGroundFloor = before === from && reading.tokens[before]?.text === 'st';
  if (isGroundFloor) addWord(reading, before, 'floor');
  if (isGroundFloor || isBesideFlat || isAlone) addWord(reading, at, 'room');
}

/** 3º B, Bajo B, 123 Main St B: a letter that stands where a flat would. */
export function readLetter(reading: Reading, at: number): void {
  const token = reading.tokens[at] as Token;
  // Rosenstraat 12 II.
  const isBehindDoor = beside(reading, at, -1) !== undefined && reading.roles[at - 1] === 'door';
  if (isBehindDoor && /^[ivx]{1,4}$/u.test(token.text)) addWord(reading, at, 'room');
  if (token.text.length !== 1 || reading.roles[at] !== undefined || isNumber(beside(reading, at, 1))) return;
  if (isBeforeName(reading, at)) return;
  const before = beside(reading, at, -1);
  // The F of 12F is no letter of its own.
  if (token.text === 'f' && token.isGlued) return;
  const { from, to } = segmentAt(reading, at);
  const here = reading.segmentOf[at] as number;
  const isAlone = to - from === 1 && (reading.doorSegment !== undefined || reading.lastDoor > here);
  const isBehindFlat =
    (before !== undefined && hiddenRoles.includes(reading.roles[at - 1])) || continuedRole(reading, at) !== undefined;
  const isBehindRoad =
    reading.classes[at - 1] === 'road' &&
    reading.doorSegment !== undefined &&
    beside(reading, at - 1, -1)?.kind === 'word' &&
    !/^[nsewo]$/u.test(token.text);
  if (isAlone || isBehindFlat || (before !== undefined && isBehindRoad)) addWord(reading, at, 'room');
}
